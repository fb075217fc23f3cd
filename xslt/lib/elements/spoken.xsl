<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- TEI chapters 8 (Transcriptions of Speech) and 9 (Computer-mediated Communication): who speaks goes before what is said. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="u | post" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:variable name="speakers" as="xs:string*" select="tokenize(@who) ! ed:speaker(., current())"/>
    <xsl:text>&#10;</xsl:text>
    <div class="{local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:if test="exists($speakers) and not(head) and not(deep-equal(tokenize(@who), preceding-sibling::*[1][self::u or self::post]/@who ! tokenize(.)))">
        <span class="speaker" data-by="edition">{string-join($speakers, ', ')}: </span>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- The name of who speaks: what the list of participants calls him, else what the pointer does. -->
  <xsl:function name="ed:speaker" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="entry" as="element()?" select="(ed:entry($pointer, $node), key('ed:id', substring-after($pointer, '#'), root($node)))[1]"/>
    <xsl:sequence select="
      ($entry ! (ed:entry-name(.), name, role)[normalize-space()][1] ! ed:title-text(.), $entry/@n, replace($pointer, '^.*[#:/]', ''))[normalize-space()][1]"/>
  </xsl:function>

  <xsl:template match="vocal | kinesic | incident" mode="ed:reading ed:diplomatic" as="element()">
    <span class="{local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <span data-by="edition">(</span>
      <xsl:apply-templates mode="#current"/>
      <span data-by="edition">{if (normalize-space()) then () else string((@type, local-name())[1])})</span>
    </span>
  </xsl:template>

  <xsl:template match="pause" mode="ed:reading ed:diplomatic" as="element()">
    <span class="pause">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="not(normalize-space())">
        <span data-by="edition">({ed:say('speech.pause')})</span>
      </xsl:if>
    </span>
  </xsl:template>

</xsl:stylesheet>
