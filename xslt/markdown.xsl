<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- A draft (draft.xsl) as Markdown, what was done as CriticMarkup. -->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:markdown" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ed="urn:x-edition"
  exclude-result-prefixes="#all" default-mode="ed:page">

  <xsl:output method="text"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- A draft in, its Markdown out. -->
  <xsl:mode name="ed:page" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()" as="text()">
    <xsl:value-of select="ed:markdown(ed:draft)"/>
  </xsl:template>

  <xsl:include href="draft/markdown.xsl"/>
  <xsl:include href="lib/labels.xsl"/>
  <xsl:include href="lib/names.xsl"/>
</xsl:package>
