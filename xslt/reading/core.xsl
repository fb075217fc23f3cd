<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- TEI chapter 3 in a text as sent: what the editor made of it, and where the document's breaks were. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- The steps have decided every choice; one that stands in the header or in a note is decided here the same way. -->
  <xsl:template match="choice" mode="ed:reading" as="node()*">
    <xsl:apply-templates select="(corr, reg, expan, ex, seg, unclear, choice, orig, sic, abbr, *)[1]" mode="#current"/>
  </xsl:template>

  <xsl:template match="lb | cb | gb | ed:t/lb" mode="ed:reading" as="node()*">
    <xsl:if test="ancestor::note or ancestor::head or ancestor::titlePart or ancestor::addrLine or ancestor::signed or ancestor::byline or ancestor::imprimatur">
      <xsl:if test="not(@break = 'no')">
        <br/>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- The leaf or page of the document, small among the words. -->
  <xsl:template match="pb" mode="ed:reading" as="element()">
    <span class="pb" data-by="edition">
      <xsl:sequence select="@xml:id/ed:carried(..)"/>
      <xsl:text>{ed:leaf-label(.)}</xsl:text>
    </span>
  </xsl:template>

  <!--
    A note that followed a cancelled word now follows the space before it: its call belongs to the word, and the space behind the call.
    One that is called on both sides of some words stands at the first of them.
  -->
  <xsl:function name="ed:is-parted" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="before" as="node()?" select="$note/preceding-sibling::node()[not(self::note[ed:is-editorial(.)])][1]"/>
    <xsl:variable name="after" as="node()?" select="$note/following-sibling::node()[not(self::note[ed:is-editorial(.)])][1]"/>
    <xsl:sequence select="
      not($note/@ed:range) and exists($before/self::text()[matches(., '\S\s+$')]) and exists($after) and not(matches($after, '^[\s,.;:!?)»]')) and not(ed:is-trailing($note))"/>
  </xsl:function>

  <xsl:template match="text()[following-sibling::node()[1]/self::note[ed:is-editorial(.)][ed:is-parted(.)]]" mode="ed:reading" as="text()">
    <xsl:value-of select="replace(., '\s+$', '')"/>
  </xsl:template>

  <xsl:template match="note[ed:is-editorial(.)][ed:is-parted(.)][not(ancestor::note)]" mode="ed:reading" as="node()*" priority="0.7">
    <xsl:next-match/>
    <xsl:if test="not(following-sibling::node()[1]/self::note[ed:is-editorial(.)][not(@ed:range)])">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Words that the steps still wrap carry no dress in a reading text. -->
  <xsl:template match="ed:t" mode="ed:reading" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

</xsl:stylesheet>
