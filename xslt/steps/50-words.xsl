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

  <xsl:template match="*[ed:is-block(.)] | document-node()" as="node()">
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

  <xsl:template match="text()" as="text()?">
    <xsl:param name="ed:line" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:variable name="healed" as="xs:string?" select="$ed:line(generate-id())"/>
    <xsl:if test="$healed ne ''"><xsl:value-of select="$healed"/></xsl:if>
  </xsl:template>

  <xsl:template match="processing-instruction()[name() = ('ed-gone', 'ed-join', 'ed-break')]" as="empty-sequence()"/>

  <xsl:template match="text() | processing-instruction()[name() = ('ed-gone', 'ed-join', 'ed-break')]" mode="ed:items" as="node()">
    <xsl:sequence select="."/>
  </xsl:template>
  <xsl:template match="*[ed:is-leaf(.)]" mode="ed:items" as="node()">
    <xsl:sequence select="."/>
  </xsl:template>
  <xsl:template match="*[not(ed:is-leaf(.))]" mode="ed:items" as="node()*">
    <xsl:apply-templates select="node()" mode="ed:items"/>
  </xsl:template>
  <xsl:template match="*[ed:is-block(.)]" mode="ed:items" priority="2" as="node()*">
    <!-- An inner block ends the line: nothing before it is joined to anything after it. -->
    <xsl:if test="not(self::tei:note)"><xsl:sequence select="."/></xsl:if>
  </xsl:template>

  <!-- What each text node of a line becomes. The walk remembers the last text node that left characters (`owner`), whether its space is the
       last thing on the line, and which wound lies between it and the next. -->
  <xsl:function name="ed:line" as="map(xs:string, xs:string)">
    <xsl:param name="items" as="node()*"/>
    <xsl:iterate select="$items">
      <xsl:param name="line" as="map(xs:string, xs:string)" select="map{}"/>
      <xsl:param name="owner" as="xs:string" select="''"/>
      <xsl:param name="state" as="xs:string" select="'start'"/>
      <xsl:param name="wound" as="xs:string" select="''"/>
      <xsl:on-completion>
        <xsl:sequence select="if ($state eq 'space' and $owner ne '') then map:put($line, $owner, replace($line($owner), ' +$', '')) else $line"/>
      </xsl:on-completion>
      <xsl:choose>
        <xsl:when test="self::processing-instruction(ed-join)">
          <xsl:next-iteration>
            <xsl:with-param name="line" select="if ($owner ne '') then map:put($line, $owner, ed:joined($line($owner), . eq 'keep')) else $line"/>
            <xsl:with-param name="state" select="if ($state eq 'start') then 'start' else 'joined'"/>
            <xsl:with-param name="wound" select="''"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:when test="self::processing-instruction(ed-gone)">
          <xsl:next-iteration>
            <xsl:with-param name="wound" select="'gone'"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:when test="self::processing-instruction(ed-break)">
          <xsl:next-iteration>
            <xsl:with-param name="wound" select="if ($state eq 'word') then 'break' else $wound"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:when test="self::*">
          <!-- A leaf stands like a word; a block begins the line anew. -->
          <xsl:next-iteration>
            <xsl:with-param name="line" select="if (ed:is-block(.) and $state eq 'space' and $owner ne '') then map:put($line, $owner, replace($line($owner), ' +$', '')) else $line"/>
            <xsl:with-param name="owner" select="''"/>
            <xsl:with-param name="state" select="if (ed:is-block(.)) then 'start' else 'word'"/>
            <xsl:with-param name="wound" select="''"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="id" as="xs:string" select="generate-id()"/>
          <xsl:variable name="folded" as="xs:string" select="replace(., '[ \t\r\n]+', ' ')"/>
          <xsl:variable name="closes" as="xs:boolean" select="$wound eq 'gone' and matches($folded, '^ ?[,.;:!?)»]')"/>
          <xsl:variable name="unspaced" as="xs:string"
            select="if ($state = ('start', 'space', 'joined') or $closes) then replace($folded, '^ ', '') else $folded"/>
          <xsl:variable name="text" as="xs:string"
            select="if ($wound eq 'break' and $state eq 'word' and $unspaced ne '' and not(starts-with($unspaced, ' '))) then ' ' || $unspaced else $unspaced"/>
          <xsl:choose>
            <xsl:when test="$text eq ''">
              <xsl:next-iteration>
                <xsl:with-param name="line" select="map:put($line, $id, '')"/>
              </xsl:next-iteration>
            </xsl:when>
            <xsl:otherwise>
              <xsl:variable name="mended" as="map(xs:string, xs:string)"
                select="if ($closes and $state eq 'space' and $owner ne '') then map:put($line, $owner, replace($line($owner), ' +$', '')) else $line"/>
              <xsl:next-iteration>
                <xsl:with-param name="line" select="map:put($mended, $id, $text)"/>
                <xsl:with-param name="owner" select="$id"/>
                <xsl:with-param name="state" select="if (ends-with($text, ' ')) then 'space' else 'word'"/>
                <xsl:with-param name="wound" select="if ($text eq ' ') then $wound else ''"/>
              </xsl:next-iteration>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>

  <!-- The first half of a divided word: without the space after it and, unless it is kept, without its hyphen. -->
  <xsl:function name="ed:joined" as="xs:string">
    <xsl:param name="half" as="xs:string"/>
    <xsl:param name="keep-hyphen" as="xs:boolean"/>
    <xsl:variable name="trimmed" as="xs:string" select="replace($half, '\s+$', '')"/>
    <xsl:sequence select="if ($keep-hyphen) then $trimmed else replace($trimmed, '[&#x2010;&#xAD;&#xAC;&#x2E17;-]$', '')"/>
  </xsl:function>
</xsl:stylesheet>
