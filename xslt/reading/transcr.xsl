<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  TEI chapter 12 in a text as sent. The steps have carried out every act; wrappers that still come here (in a note, in the header)
  are carried out the same way.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="add | subst | restore | retrace | redo | undo | mod | damage | metamark[ancestor::note] | sic | corr | orig | reg | abbr | expan | ex | am"
    mode="ed:reading" as="node()*" priority="0.1">
    <xsl:choose>
      <xsl:when test="@xml:id or @xml:lang">
        <xsl:element name="{ed:holder(., 'span')}">
          <xsl:sequence select="ed:carried(.)"/>
          <xsl:apply-templates mode="#current"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="#current"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="del" mode="ed:reading" as="empty-sequence()"/>

  <!-- What frames a page or stands on it besides the text is listed after it (furniture.xsl), running heads excepted. -->
  <xsl:template match="fw | stamp | metamark | note[not(ed:is-editorial(.))]" mode="ed:reading" as="empty-sequence()" priority="0.2"/>

</xsl:stylesheet>
