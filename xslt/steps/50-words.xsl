<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  Step 50, words. White space is folded and the wounds of deletions are healed, so that words and their spaces are those of a fair copy.
  Needs:      steps 30 and 40: `ed-gone`, `ed-join` and `ed-break` where something was taken away or a line ended.
  Guarantees: within a block there is no white space but single spaces between words; none at either end of the block; the spaces around a
              removed passage became one, and none before a closing sign; a word divided by a break is one word, without its hyphen.
              None of the three processing instructions is left. Idempotent.
  Does not:   touch any character that is not white space, but for the hyphen of a divided word.

  The text of a block is one line of items (text nodes and marks, those of inner blocks and editor's notes left out, which have lines of
  their own). `ed:line` walks it once and says what each text node becomes; the second walk only puts that in.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:ed="urn:x-edition"
                exclude-result-prefixes="#all"
                default-mode="ed:words"
                expand-text="yes">

  <xsl:mode name="ed:words" on-no-match="shallow-copy" visibility="private"/>
  <!-- The items of one block's line, in order. -->
  <xsl:mode name="ed:items" on-no-match="deep-skip" visibility="private"/>

  <xsl:template match="tei:teiHeader | tei:facsimile | tei:standOff" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="*[ed:is-block(.)] | document-node()" priority="1" as="node()">
    <xsl:variable name="items" as="node()*">
      <xsl:apply-templates select="node()" mode="ed:items"/>
    </xsl:variable>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates>
        <xsl:with-param name="ed:line" select="ed:line($items)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <!-- What is printed as it was typed keeps its white space. -->
  <xsl:mode name="ed:as-typed" on-no-match="shallow-copy" visibility="private"/>
  <xsl:template match="tei:eg | *:egXML" priority="2" as="element()">
    <xsl:apply-templates select="." mode="ed:as-typed"/>
  </xsl:template>

  <xsl:template match="text()" as="text()?">
    <xsl:param name="ed:line" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:variable name="healed" as="xs:string?" select="$ed:line(generate-id())"/>
    <xsl:if test="$healed ne ''"><xsl:value-of select="$healed"/></xsl:if>
  </xsl:template>

  <xsl:template match="processing-instruction('ed-gone') | processing-instruction('ed-join') | processing-instruction('ed-break')"
                mode="ed:words ed:as-typed" as="empty-sequence()"/>

  <xsl:template match="text() | processing-instruction('ed-gone') | processing-instruction('ed-join') | processing-instruction('ed-break')"
                mode="ed:items" as="node()">
    <xsl:sequence select="."/>
  </xsl:template>
  <!-- An inner block ends the line: nothing before it is joined to anything after it. A leaf stands like a word. -->
  <xsl:template match="*" mode="ed:items" as="node()*">
    <xsl:choose>
      <xsl:when test="self::tei:note or ed:is-apart(.)"/>
      <xsl:when test="ed:is-block(.) or ed:is-leaf(.)">
        <xsl:sequence select="."/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="node()" mode="ed:items"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What each text node of a line becomes. The walk remembers the last text node that left characters (`owner`) and what it became (`last`),
       whether its space is the last thing on the line, and which wound lies between it and the next. An owner's text is entered into the
       line when the next owner is known, so that each text node is entered once. -->
  <xsl:function name="ed:line" as="map(xs:string, xs:string)">
    <xsl:param name="items" as="node()*"/>
    <xsl:variable name="entries" as="map(xs:string, xs:string)*">
      <xsl:iterate select="$items">
        <xsl:param name="owner" as="xs:string" select="''"/>
        <xsl:param name="last" as="xs:string" select="''"/>
        <xsl:param name="state" as="xs:string" select="'start'"/>
        <xsl:param name="wound" as="xs:string" select="''"/>
        <xsl:on-completion>
          <xsl:if test="$owner ne ''">
            <xsl:sequence select="map:entry($owner, if ($state eq 'space') then ed:unspaced-end($last) else $last)"/>
          </xsl:if>
        </xsl:on-completion>
        <xsl:choose>
          <xsl:when test="self::text()">
            <xsl:variable name="folded" as="xs:string" select="ed:folded(.)"/>
            <xsl:variable name="spaced" as="xs:boolean" select="starts-with($folded, ' ')"/>
            <xsl:variable name="closes" as="xs:boolean"
              select="$wound eq 'gone' and contains(',.;:!?)»', substring($folded, if ($spaced) then 2 else 1, 1)) and $folded ne ' '"/>
            <xsl:variable name="unspaced" as="xs:string"
              select="if ($spaced and ($closes or $state ne 'word')) then substring($folded, 2) else $folded"/>
            <xsl:variable name="text" as="xs:string"
              select="if ($wound eq 'break' and $state eq 'word' and not($spaced)) then ' ' || $unspaced else $unspaced"/>
            <xsl:choose>
              <xsl:when test="$text eq ''"/>
              <xsl:otherwise>
                <xsl:if test="$owner ne ''">
                  <xsl:sequence select="map:entry($owner, if ($closes and $state eq 'space') then ed:unspaced-end($last) else $last)"/>
                </xsl:if>
                <xsl:next-iteration>
                  <xsl:with-param name="owner" select="generate-id()"/>
                  <xsl:with-param name="last" select="$text"/>
                  <xsl:with-param name="state" select="if (ends-with($text, ' ')) then 'space' else 'word'"/>
                  <xsl:with-param name="wound" select="if ($text eq ' ') then $wound else ''"/>
                </xsl:next-iteration>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:when>
          <xsl:when test="self::*">
            <!-- A leaf stands like a word; a block begins the line anew. -->
            <xsl:variable name="is-block" as="xs:boolean" select="ed:is-block(.)"/>
            <xsl:if test="$owner ne ''">
              <xsl:sequence select="map:entry($owner, if ($is-block and $state eq 'space') then ed:unspaced-end($last) else $last)"/>
            </xsl:if>
            <xsl:next-iteration>
              <xsl:with-param name="owner" select="''"/>
              <xsl:with-param name="last" select="''"/>
              <xsl:with-param name="state" select="if ($is-block) then 'start' else 'word'"/>
              <xsl:with-param name="wound" select="''"/>
            </xsl:next-iteration>
          </xsl:when>
          <xsl:when test="name() eq 'ed-gone'">
            <xsl:next-iteration>
              <xsl:with-param name="wound" select="'gone'"/>
            </xsl:next-iteration>
          </xsl:when>
          <xsl:when test="name() eq 'ed-break'">
            <xsl:next-iteration>
              <xsl:with-param name="wound" select="if ($state eq 'word') then 'break' else $wound"/>
            </xsl:next-iteration>
          </xsl:when>
          <xsl:otherwise>
            <xsl:next-iteration>
              <xsl:with-param name="last" select="ed:joined($last, . eq 'keep')"/>
              <xsl:with-param name="state" select="if ($state eq 'start') then 'start' else 'joined'"/>
              <xsl:with-param name="wound" select="''"/>
            </xsl:next-iteration>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:iterate>
    </xsl:variable>
    <xsl:sequence select="map:merge($entries)"/>
  </xsl:function>

  <!-- Every run of white space becomes one space, at the ends too. -->
  <xsl:function name="ed:folded" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="between" as="xs:string" select="normalize-space('|' || $text || '|')"/>
    <xsl:sequence select="substring($between, 2, string-length($between) - 2)"/>
  </xsl:function>

  <xsl:function name="ed:unspaced-end" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="if (ends-with($text, ' ')) then substring($text, 1, string-length($text) - 1) else $text"/>
  </xsl:function>

  <!-- The first half of a divided word: without the space after it and, unless it is kept, without its hyphen. -->
  <xsl:function name="ed:joined" as="xs:string">
    <xsl:param name="half" as="xs:string"/>
    <xsl:param name="keep-hyphen" as="xs:boolean"/>
    <xsl:variable name="trimmed" as="xs:string" select="ed:unspaced-end($half)"/>
    <xsl:sequence select="if ($keep-hyphen) then $trimmed else replace($trimmed, '[&#x2010;&#xAD;&#xAC;&#x2E17;-]$', '')"/>
  </xsl:function>
</xsl:stylesheet>
