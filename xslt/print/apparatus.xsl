<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  An apparatus keyed to the lines of the printed page: `12 ambassador] Altered by hand A, originally: “consul”.`

  Only the typesetter knows the lines (`edition/engines/lines.py`). Here each textual note is given a place for their numbers, its lemma, and in
  @data-from and @data-to the ids between which that stands: both, for a passage; the start alone for the word behind a note that begins
  a paragraph (its lemma is a pilcrow); the end alone for the word before a note, or as many characters before it as @data-length says,
  where the note begins with what the text has there. Nothing calls such a note in the text. One that stands at the end is told at the
  foot of its page to be there, where it has the same lines.

  What is asked of the typesetter besides (numbers in the margin, what is counted anew on each page) the body says; and the words for
  notes that the typesetter moves to the end.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.w3.org/1999/xhtml"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- A number in the margin at every so many lines; 0 for none. -->
  <xsl:param name="ed:line-numbers" as="xs:integer" select="0"/>
  <!-- Whether lines, and called notes, are counted `per-document` or `per-page`. -->
  <xsl:param name="ed:lines" as="xs:string" select="'per-document'"/>
  <xsl:param name="ed:notes" as="xs:string" select="'per-document'"/>
  <!-- Whether the entries of the apparatus are `stacked`, or `run-in` as one paragraph. -->
  <xsl:param name="ed:apparatus-layout" as="xs:string" select="'stacked'"/>

  <!-- The page with the entries of its apparatus keyed. -->
  <xsl:mode name="ed:keying" on-no-match="shallow-copy"/>

  <xsl:template name="ed:asked-of-the-typesetter" as="attribute()*">
    <xsl:if test="$ed:line-numbers gt 0"><xsl:attribute name="data-line-numbers" select="$ed:line-numbers"/></xsl:if>
    <xsl:if test="$ed:lines eq 'per-page'">
      <xsl:attribute name="data-lines" select="$ed:lines"/>
      <xsl:attribute name="data-page-before" select="ed:say('apparatus.page-before')"/>
      <xsl:attribute name="data-page-after" select="ed:say('apparatus.page-after')"/>
    </xsl:if>
    <xsl:if test="$ed:notes eq 'per-page'"><xsl:attribute name="data-notes" select="$ed:notes"/></xsl:if>
    <xsl:attribute name="data-endnotes" select="ed:say('notes')"/>
    <xsl:attribute name="data-see-end" select="ed:say('apparatus.see-end')"/>
    <xsl:if test="'per-page' = ($ed:notes, $ed:lines)">
      <xsl:attribute name="data-at-page" select="if ($ed:in-volume) then '' else ed:say('apparatus.page') || ' '"/>
    </xsl:if>
  </xsl:template>

  <!-- On which page an endnote is called; a sheet of a volume does not know it, and keeps room for its figures. -->
  <xsl:function name="ed:page-of-call" as="node()+">
    <xsl:param name="call" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$ed:in-volume">
        <span class="at"><span class="on-page" data-page="{$call}">0000</span></span>
      </xsl:when>
      <xsl:otherwise>
        <a class="at-page" href="#{$call}">{ed:say('apparatus.page')} </a>
        <xsl:text>, </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Whether a note is an entry of the apparatus. -->
  <xsl:function name="ed:is-keyed" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="$ed:apparatus eq 'lines' and ed:series($note) eq 'textual'"/>
  </xsl:function>

  <!-- What a note on several words ends with in the text. -->
  <xsl:template match="ed:until[key('ed:id', @note)[1] ! ed:is-keyed(.)]" mode="ed:reading" as="element()" priority="1">
    <span class="edge" id="{@note}-until"/>
  </xsl:template>

  <!-- Where a note stands in the text: it, or where it is said to be at the end. -->
  <xsl:function name="ed:site" as="element()">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="(key('ed:html-id', $entry/@id || '-mark', root($entry)), $entry)[1]"/>
  </xsl:function>

  <xsl:template match="*[tokenize(@class) = 'apparatus']" mode="ed:keying" as="element()">
    <xsl:variable name="site" as="element()" select="ed:site(.)"/>
    <xsl:variable name="until" as="element()?" select="key('ed:html-id', replace(@id, '-mark$', '') || '-until')"/>
    <xsl:variable name="before" as="xs:string" select="if ($until) then '' else string-join(ed:running-before($site))"/>
    <!-- What the note itself says that the text has, and the text has right before it. -->
    <xsl:variable name="repeated" as="xs:string" select="ed:ink(string-join(ed:said-of-text(.)))"/>
    <xsl:variable name="is-repeated" as="xs:boolean" select="$repeated ne '' and ends-with(ed:ink($before), $repeated)"/>
    <xsl:variable name="words" as="xs:string" select="
      if ($until) then string-join(ed:running($site, $until)) else replace($before, '^.*\s(\S+\s*)$', '$1', 's')"/>
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="#current"/>
      <xsl:if test="$until or ed:ink($words) eq ''"><xsl:attribute name="data-from" select="$site/@id"/></xsl:if>
      <xsl:if test="ed:ink($words) ne ''"><xsl:attribute name="data-to" select="($until, $site)[1]/@id"/></xsl:if>
      <xsl:if test="$is-repeated"><xsl:attribute name="data-length" select="string-length($repeated)"/></xsl:if>
      <xsl:if test="self::div and $ed:lines eq 'per-page'">
        <xsl:sequence select="ed:page-of-call($site/@id)"/>
      </xsl:if>
      <!-- About as wide as what will stand here: so the first layout has most lines where they stay. -->
      <span class="where">00</span>
      <xsl:text>&#160;</xsl:text>
      <xsl:choose>
        <xsl:when test="span[@class = 'lemma']">
          <xsl:apply-templates mode="#current"/>
        </xsl:when>
        <xsl:when test="$is-repeated and span[@class = 'reading'][2]">
          <!-- The first reading is what the text has: it is the lemma of the others. -->
          <xsl:variable name="sign" as="text()" select="span[@class = 'reading'][2]/preceding-sibling::text()[1]"/>
          <xsl:apply-templates select="node()[. &lt;&lt; $sign]" mode="#current"/>
          <xsl:text>] </xsl:text>
          <xsl:apply-templates select="node()[. &gt;&gt; $sign]" mode="#current"/>
        </xsl:when>
        <xsl:otherwise>
          <span class="lemma">{ed:lemma($words)}</span>
          <xsl:text>] </xsl:text>
          <xsl:apply-templates mode="#current"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:copy>
  </xsl:template>

  <!-- What an entry repeats of a long passage. -->
  <xsl:template match="*[tokenize(@class) = 'apparatus']/span[@class = 'lemma'][count(tokenize(.)) gt 4]" mode="ed:keying" as="element()">
    <span class="lemma">{ed:lemma(.)}</span>
  </xsl:template>

  <!-- Words as a lemma: without the marks around them, of a passage the first and the last. -->
  <xsl:function name="ed:lemma" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string*" select="tokenize(replace(normalize-space($words), '^[\p{P}\s]+|[\p{P}\s]+$', ''))"/>
    <xsl:sequence select="
      if (empty($bare)) then (normalize-space($words)[. ne ''], '¶')[1]
      else if (count($bare) gt 4) then $bare[1] || ' … ' || $bare[last()] else string-join($bare, ' ')"/>
  </xsl:function>

  <!-- Of an entry of witnesses, the words that the text has: those of its lemma, else of its first reading. -->
  <xsl:function name="ed:said-of-text" as="text()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/span[@class = ('lemma', 'reading')][1]//text()[not(ancestor::*[@data-by][1] >> $entry)]"/>
  </xsl:function>

  <!-- A text without its spaces. -->
  <xsl:function name="ed:ink" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '[\s&#160;]+', '')"/>
  </xsl:function>

  <!-- The words of the document between two places of its page, not what is told among them. -->
  <xsl:function name="ed:running" as="text()*">
    <xsl:param name="from" as="element()"/>
    <xsl:param name="to" as="element()"/>
    <xsl:variable name="block" as="element()?" select="ed:block-of($from)[. is ed:block-of($to)]"/>
    <xsl:sequence select="($block//text(), $from[not($block)]/following::text())[. >> $from and . &lt;&lt; $to][ed:is-running(.)]"/>
  </xsl:function>

  <!-- The words of a block before a place in it. -->
  <xsl:function name="ed:running-before" as="text()*">
    <xsl:param name="site" as="element()"/>
    <xsl:sequence select="ed:block-of($site)//text()[. &lt;&lt; $site][ed:is-running(.)]"/>
  </xsl:function>

  <xsl:function name="ed:block-of" as="element()?">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="$place/ancestor::*[self::p or self::li or self::td or self::th or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or self::div][1]"/>
  </xsl:function>

  <xsl:function name="ed:is-running" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="$text/ancestor::*[@data-by][1]/@data-by = 'document'"/>
  </xsl:function>

</xsl:stylesheet>
