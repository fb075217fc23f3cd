<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The cover of an EPUB, as type sets it: the title in the upper part, a rule, and a line below; no longer line than fits. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/2000/svg" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Letters of the largest size that a line of the cover has room for, and of a small one. -->
  <xsl:variable name="ed:cover-large" as="xs:integer" select="15"/>
  <xsl:variable name="ed:cover-small" as="xs:integer" select="34"/>

  <xsl:function name="ed:cover" as="xs:string">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="line" as="xs:string?"/>
    <xsl:variable name="bound" as="xs:string" select="ed:cover-words($title)"/>
    <xsl:variable name="longest" as="xs:integer" select="max((tokenize($bound) ! string-length(.), 1))"/>
    <!-- As large as leaves no word too long and no title too high. -->
    <xsl:variable name="room" as="xs:integer" select="
      (($ed:cover-large, 19, 24, 30)[. ge $longest and count(ed:cover-lines($bound, .)) * 1.25 * 1600 div . le 900], max(($longest, 34)))[1]"/>
    <xsl:variable name="size" as="xs:double" select="round(2200 div $room)"/>
    <xsl:variable name="lines" as="xs:string+" select="ed:cover-lines($bound, $room)"/>
    <xsl:variable name="rule" as="xs:double" select="420 + count($lines) * $size * 1.25"/>
    <xsl:variable name="svg" as="element()">
      <svg viewBox="0 0 1600 2400" width="1600" height="2400" role="img" aria-labelledby="title">
        <title id="title">{$title}</title>
        <rect width="1600" height="2400" fill="#FCFBF7"/>
        <g font-family="'Charis SIL', Gentium, 'PT Serif', Georgia, serif" fill="#1B1B18" text-anchor="middle">
          <xsl:for-each select="$lines">
            <text x="800" y="{round(420 + (position() - 0.25) * $size * 1.25)}" font-size="{$size}">{.}</text>
          </xsl:for-each>
          <path d="M640 {round($rule + 90)}H960" stroke="#1B1B18" stroke-width="5"/>
          <xsl:for-each select="ed:cover-lines(ed:cover-words(string($line)), $ed:cover-small)">
            <text x="800" y="{round($rule + 150 + position() * 84)}" font-size="62" font-style="italic">{.}</text>
          </xsl:for-each>
        </g>
      </svg>
    </xsl:variable>
    <xsl:sequence select="serialize($svg, map { 'method': 'xml', 'encoding': 'UTF-8' })"/>
  </xsl:function>

  <!-- Words, of which none ends a line that belongs to the next: an initial, a word of one letter or two. -->
  <xsl:function name="ed:cover-words" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="replace(replace(normalize-space($words), '(\p{Lu}\.) ', '$1&#160;'), '(^| )(\p{L}{1,2}) ', '$1$2&#160;')"/>
  </xsl:function>

  <!-- Words in lines of so many letters at most; a longer word has a line of its own. -->
  <xsl:function name="ed:cover-lines" as="xs:string*">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="room" as="xs:integer"/>
    <xsl:sequence select="
      fold-left(tokenize($words), (), function($lines as xs:string*, $word as xs:string) as xs:string* {
        let $longer := string-join(($lines[last()], $word), ' ')
        return if (exists($lines) and string-length($longer) le $room) then ($lines[position() lt last()], $longer) else ($lines, $word) })"/>
  </xsl:function>

</xsl:stylesheet>
