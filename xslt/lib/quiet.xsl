<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  A text without its editors' notes, for views that are about something else: no calls, and no links to notes that are not there.
  To be included by a package that imports a view.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="note | app" mode="ed:mark" as="empty-sequence()"/>

  <!-- A pointer within the document is no link here: what it leads to may be a note, or be gone in this state. -->
  <xsl:template match="ref[starts-with(@target, '#')]" mode="ed:reading" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'ref'"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="ptr[starts-with(@target, '#')]" mode="ed:reading" as="empty-sequence()"/>

</xsl:stylesheet>
