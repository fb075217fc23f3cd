<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  How the lines of a page on paper end: the last line of a paragraph is longer than an indent. So the last two words stay together where
  they are short, and of the last as much goes over as can stand alone; were long words kept together too, the line before them would be
  full of holes. And the call of a note stands at the word before it, never at the beginning of a line.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:html="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="ed:line-ends" on-no-match="shallow-copy" on-multiple-match="use-last"/>

  <xsl:template match="p | li | dd | td | span[@data-series]" mode="ed:line-ends" as="element()">
    <xsl:variable name="text" as="xs:string" select="string-join(ed:words-of(.))"/>
    <xsl:variable name="last" as="xs:integer" select="ed:tail($text, 1)"/>
    <xsl:variable name="both" as="xs:integer" select="ed:tail($text, 2)"/>
    <xsl:copy>
      <xsl:apply-templates select="@*, node()" mode="#current">
        <xsl:with-param name="ed:paragraph" select="." tunnel="yes"/>
        <xsl:with-param name="ed:tail" select="if ($last le 5 or $both le 13) then $both else $last" tunnel="yes"/>
        <xsl:with-param name="ed:end" select="$last" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <!-- An entry of an index ends in numbers. -->
  <xsl:template match="p[span[tokenize(@class) = 'pages']]" mode="ed:line-ends" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="text()" mode="ed:line-ends" as="node()*">
    <xsl:param name="ed:paragraph" as="element()?" select="()" tunnel="yes"/>
    <xsl:param name="ed:tail" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:param name="ed:end" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:variable name="words" as="text()*" select="if ($ed:tail gt 0) then ed:words-of($ed:paragraph) else ()"/>
    <xsl:variable name="after" as="xs:integer" select="string-length(string-join($words[. &gt;&gt; current()]))"/>
    <xsl:variable name="text" as="xs:string" select="ed:closed-up(.)"/>
    <xsl:choose>
      <xsl:when test="$ed:tail gt $after and (some $one in $words satisfies $one is .)">
        <!--
          Where in this text the words begin that stay together, and where the last one with the space before it: WeasyPrint breaks a
          line anywhere where a text ends in a no-break space and another element follows.
        -->
        <xsl:variable name="two" as="xs:integer" select="max((0, string-length($text) - ($ed:tail - $after)))"/>
        <xsl:variable name="one" as="xs:integer" select="min((string-length($text), max((0, string-length($text) - ($ed:end - $after)))))"/>
        <xsl:value-of select="substring($text, 1, $two)"/>
        <xsl:value-of select="translate(substring($text, $two + 1, $one - $two), ' &#10;', '&#160;&#160;')"/>
        <xsl:variable name="is-tied" as="xs:boolean" select="$ed:tail gt $ed:end"/>
        <xsl:variable name="rest" as="xs:string" select="substring($text, $one + 1)"/>
        <xsl:value-of select="' '[not($is-tied)][matches($rest, '^\s')]"/>
        <xsl:variable name="last" as="xs:string" select="translate(if ($is-tied) then $rest else replace($rest, '^\s+', ''), ' &#10;', '&#160;&#160;')"/>
        <xsl:choose>
          <!-- A link is one thing to click and to hear. -->
          <xsl:when test="$last eq '' or ancestor::a">{$last}</xsl:when>
          <xsl:otherwise>
            <span class="last">{$last}</span>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The space before a call goes: a note about something that is not in this text (a word struck out) is called at the word before it. -->
  <xsl:function name="ed:closed-up" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="if ($text/following-sibling::node()[1][ed:is-call(.)][not(ed:opens(.))]) then replace($text, '\s+$', '') else string($text)"/>
  </xsl:function>

  <!-- Whether a call is the first of two that enclose some words: it stands at the word behind it. -->
  <xsl:function name="ed:opens" as="xs:boolean">
    <xsl:param name="call" as="element()"/>
    <xsl:sequence select="exists($call[@data-label ne @data-mark])"/>
  </xsl:function>

  <!-- It comes back behind the last of the calls, where a word follows. -->
  <xsl:template match="(span | a)[ed:is-call(.)][not(ed:opens(.))]" mode="ed:line-ends" as="node()+" priority="1">
    <xsl:next-match/>
    <xsl:variable name="before" as="node()?" select="preceding-sibling::node()[not(ed:is-call(.))][1]"/>
    <xsl:variable name="behind" as="node()*" select="following-sibling::node()"/>
    <xsl:if test="
      not($behind[1][ed:is-call(.)][not(ed:opens(.))]) and $before[self::text()][matches(., '\s$')]
      and matches(string-join($behind[not(ed:is-call(.))]), '^[\w«„“(\[‸]')">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The text of a paragraph, or of a note, that runs in its lines: not what is set elsewhere. -->
  <xsl:function name="ed:words-of" as="text()*">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:sequence select="
      $paragraph//text()[ancestor::*[self::p or self::li or self::dd or self::td or self::div or self::span[@data-series or @data-margin]][1] is $paragraph]"/>
  </xsl:function>

  <!-- How many characters the last word of a text has with the space before it, or the last two words; 0 for a text of a line or less. -->
  <xsl:function name="ed:tail" as="xs:integer">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="count" as="xs:integer"/>
    <xsl:sequence select="
      if (string-length($text) lt 45) then 0
      else string-length(replace($text, '^.*?(' || (if ($count eq 1) then '\s+' else '\S+\s+') || '\S+\s*)$', '$1', 's'))"/>
  </xsl:function>

</xsl:stylesheet>
