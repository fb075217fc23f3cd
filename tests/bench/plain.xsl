<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- What a user would write to see a letter on a page: struck words struck, additions underlined. No states, no notes, no proof. -->
<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:output method="html"/>
  <xsl:template match="/">
    <html><head><title><xsl:value-of select="//titleStmt/title[1]"/></title></head><body><xsl:apply-templates select="//text"/></body></html>
  </xsl:template>
  <xsl:template match="p"><p><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="del"><del><xsl:apply-templates/></del></xsl:template>
  <xsl:template match="add"><ins><xsl:apply-templates/></ins></xsl:template>
  <xsl:template match="sic | note"/>
</xsl:stylesheet>
