<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- TEI chapter 10, Dictionaries: senses below each other, with the numbers that they have; all else runs in. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="entry | entryFree | superEntry" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="lexical {local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- A sense's number is the dictionary's: it is said where the dictionary's own words do not begin with it. -->
  <xsl:template match="sense | hom | re" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="local-name(), @type[matches(., '^[\w-]+$')] ! ('type-' || .)"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:if test="@n and not(starts-with(normalize-space(), @n)) and not(lbl | num)">
        <span class="n" data-by="edition">{@n} </span>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Where the dictionary has a swung dash or nothing for the word that the entry is about. -->
  <xsl:template match="oRef | pRef" mode="ed:reading ed:diplomatic" as="element()">
    <span class="{local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="not(normalize-space())"><span data-by="edition">~</span></xsl:if>
    </span>
  </xsl:template>

</xsl:stylesheet>
