<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- How texts stand side by side: a row for each key, a cell for each text, alterations that answer each other linked. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- What a cell shows, each id changed that another text had first: on a page an id stands once. -->
  <xsl:mode name="ed:own-ids" on-no-match="shallow-copy" visibility="private"/>

  <xsl:template name="ed:rows" as="node()*">
    <xsl:param name="texts" as="map(*)+" required="yes"/>
    <xsl:param name="partners" as="map(xs:string, xs:string*)" required="yes"/>
    <xsl:variable name="keys" as="array(xs:string*)" select="array:join($texts ! [ed:keys(., $texts[1], $partners)])"/>
    <xsl:variable name="reasons" as="map(xs:string, element()*)" select="ed:reasons($texts)"/>
    <!-- For each text: by its key, the numbers of the units of a cell. -->
    <xsl:variable name="cells" as="map(xs:string, xs:integer*)*" select="
      for $text in $texts
      return map:merge(for $n in 1 to count($text?units) return map:entry($keys($text?number)[$n], $n), map { 'duplicates': 'combine' })"/>
    <xsl:for-each select="ed:order-of-rows($keys)">
      <xsl:variable name="key" as="xs:string" select="."/>
      <xsl:text>&#10;</xsl:text>
      <div class="row">
        <xsl:for-each select="$texts">
          <xsl:variable name="text" as="map(*)" select="."/>
          <xsl:variable name="cell" as="node()*">
            <xsl:for-each select="for $n in $cells[$text?number]($key) return $text?units[$n]">
              <xsl:variable name="place" as="xs:integer" select="position()"/>
              <xsl:variable name="unit" as="node()*">
                <xsl:call-template name="ed:unit">
                  <xsl:with-param name="ed:number" select="$text?number" tunnel="yes"/>
                  <xsl:with-param name="ed:reasons" select="$reasons" tunnel="yes"/>
                </xsl:call-template>
              </xsl:variable>
              <!-- Rows may change the order of a text: so the proof is told whose words these are, and which of them. -->
              <div class="unit">
                <xsl:if test="not(self::note or self::stamp)">
                  <xsl:attribute name="data-by" select="'document', $text?name, $cells[$text?number]($key)[$place]"/>
                </xsl:if>
                <xsl:sequence select="$unit"/>
              </div>
              <xsl:for-each select="descendant-or-self::ed:place">
                <xsl:call-template name="ed:why">
                  <xsl:with-param name="number" select="$text?number"/>
                  <xsl:with-param name="reasons" select="$reasons"/>
                </xsl:call-template>
              </xsl:for-each>
            </xsl:for-each>
          </xsl:variable>
          <div class="{'cell', if (exists($cell)) then () else 'empty'}">
            <xsl:choose>
              <xsl:when test="exists($cell)">
                <xsl:sequence select="ed:lang($text?language)"/>
                <xsl:apply-templates select="$cell" mode="ed:own-ids">
                  <xsl:with-param name="ed:number" select="$text?number" tunnel="yes"/>
                  <xsl:with-param name="ed:foreign" select="ed:spoken-language($text?language) ne $ed:page-language" tunnel="yes"/>
                </xsl:apply-templates>
              </xsl:when>
              <xsl:otherwise>
                <xsl:variable name="reason" as="element()?" select="
                  ed:reason(for $other in $texts, $n in $cells[$other?number]($key) return $other?units[$n]/self::*/@xml:id ! ($other?number || '#' || .), $reasons)"/>
                <span class="vh">{ed:say('parallel.gap')}</span>
                <xsl:if test="$reason">
                  <div class="why" data-by="edition">
                    <xsl:sequence select="ed:reason-in-words($reason)"/>
                  </div>
                </xsl:if>
              </xsl:otherwise>
            </xsl:choose>
          </div>
        </xsl:for-each>
      </div>
    </xsl:for-each>
  </xsl:template>

  <!-- By the name of a place: the names of the places in other texts that answer it. An act within a place is answered for by the place. -->
  <xsl:function name="ed:across" as="map(xs:string, xs:string*)">
    <xsl:param name="texts" as="map(*)+"/>
    <xsl:param name="partners" as="map(xs:string, xs:string*)"/>
    <xsl:variable name="places" as="map(xs:string, xs:string)" select="
      map:merge(for $text in $texts, $place in $text?document//ed:place, $act in tokenize($place/@acts)
                return map:entry($text?number || '#' || $act, $text?number || '#' || $place/@act), map { 'duplicates': 'use-first' })"/>
    <xsl:sequence select="
      map:merge(for $act in map:keys($places) return map:entry($places($act), $partners($act) ! $places(.)), map { 'duplicates': 'combine' })"/>
  </xsl:function>

  <xsl:template match="@id" mode="ed:own-ids" as="attribute()">
    <xsl:param name="ed:number" as="xs:integer" tunnel="yes"/>
    <xsl:param name="ed:owners" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:variable name="own" as="xs:string" select="replace(., '-why$', '')"/>
    <xsl:attribute name="id" select="ed:id-in($ed:number, $own, $ed:owners) || substring-after(., $own)"/>
  </xsl:template>

  <!-- What the edition says among the words of a text that speaks another language than the page. -->
  <xsl:template match="*[@data-by = 'edition'][not(@lang)][matches(., '\p{L}')]" mode="ed:own-ids" as="element()">
    <xsl:param name="ed:foreign" as="xs:boolean" tunnel="yes"/>
    <xsl:copy copy-namespaces="no">
      <xsl:sequence select="if ($ed:foreign) then ed:lang($ed:page-language) else ()"/>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- A unit in its cell. An item stands without its list, a note of the document with its kind. -->
  <xsl:template name="ed:unit" as="node()*">
    <xsl:choose>
      <xsl:when test="self::item">
        <div class="p opening item">
          <xsl:sequence select="ed:carried(.)"/>
          <xsl:if test="@n and not(label) and not(preceding-sibling::*[1]/self::label)">
            <span class="n" data-by="edition">{@n}. </span>
          </xsl:if>
          <xsl:apply-templates mode="ed:reading"/>
        </div>
      </xsl:when>
      <xsl:when test="self::note or self::stamp">
        <div class="furniture p opening">
          <xsl:sequence select="ed:carried(.)"/>
          <xsl:apply-templates select="." mode="ed:furniture"/>
        </div>
      </xsl:when>
      <xsl:when test="self::text() or not(map:contains($ed:blocks, local-name()) or self::quote or self::address or self::table)">
        <div class="p opening">
          <xsl:apply-templates select="." mode="ed:reading"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="ed:reading"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    A passage that was altered: underlined where words are left, else a sign; behind it the way across, or the sign that there is none,
    which leads to the reason where somebody gave one.
  -->
  <xsl:template match="ed:place" mode="ed:reading" as="element()">
    <xsl:param name="ed:number" as="xs:integer" tunnel="yes"/>
    <xsl:param name="ed:across" as="map(xs:string, xs:string*)" tunnel="yes"/>
    <xsl:param name="ed:owners" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:param name="ed:reasons" as="map(xs:string, element()*)" tunnel="yes"/>
    <xsl:variable name="own" as="xs:string" select="$ed:number || '#' || @act"/>
    <xsl:variable name="answer" as="xs:string?" select="$ed:across($own)[1]"/>
    <xsl:variable name="is-link" as="xs:boolean" select="not(ancestor::ref) and (exists($answer) or exists(ed:reason-for(., $ed:number, $ed:reasons)))"/>
    <xsl:variable name="left" as="xs:boolean" select="ed:has-words(.)"/>
    <xsl:variable name="spoken" as="xs:string" select="
      '[' || string-join((ed:say('ledger.did.' || @did), @gone[. ne ''] ! string()), ': ') || '; ' || ed:say(if ($answer) then 'parallel.across' else 'parallel.alone') || ']'"/>
    <xsl:variable name="sign" as="node()+">
      <span class="vh">{$spoken}</span>
      <span aria-hidden="true">{if ($left) then '' else if (@opens) then '+' else '×'}{if ($answer) then '↔' else '∅'}</span>
    </xsl:variable>
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'place', if ($left) then () else 'gone'"/>
      <xsl:attribute name="id" select="@act"/>
      <xsl:attribute name="data-pair" select="min(($own, $answer))"/>
      <xsl:if test="$left">
        <span class="altered">
          <xsl:if test="ed:holds-blocks(.)">
            <xsl:attribute name="class" select="'altered blocks'"/>
          </xsl:if>
          <xsl:apply-templates mode="#current"/>
        </span>
      </xsl:if>
      <xsl:element name="{if ($is-link) then 'a' else 'span'}">
        <xsl:attribute name="class" select="'across', if ($answer) then () else 'alone'"/>
        <xsl:attribute name="data-by" select="'edition'"/>
        <xsl:if test="$is-link">
          <xsl:attribute name="href" select="
            '#' || (if ($answer) then ed:id-in(xs:integer(substring-before($answer, '#')), substring-after($answer, '#'), $ed:owners) else ed:id-in($ed:number, @act, $ed:owners) || '-why')"/>
        </xsl:if>
        <xsl:if test="@gone ne ''">
          <xsl:attribute name="title" select="ed:say('ledger.did.' || @did) || ': ' || @gone"/>
        </xsl:if>
        <xsl:sequence select="$sign"/>
      </xsl:element>
    </xsl:element>
  </xsl:template>

  <xsl:template match="milestone[@unit = 'ed:place']" mode="ed:reading" as="empty-sequence()" priority="5"/>

  <xsl:function name="ed:has-words" as="xs:boolean">
    <xsl:param name="place" as="element(ed:place)"/>
    <xsl:sequence select="exists($place//(text()[normalize-space()] | gap | space | graphic | g)[not(ancestor::note[ed:is-editorial(.)])])"/>
  </xsl:function>

  <!-- An id as the page has it: the text's own, but for one that an earlier text has, or may have, being made and not given. -->
  <xsl:function name="ed:id-in" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="owners" as="map(xs:string, xs:integer)"/>
    <xsl:sequence select="
      if ($number = 1 or (($owners($id), $number)[1] = $number and not(matches($id, '^(ed|act)-')))) then $id else 'text-' || $number || '-' || $id"/>
  </xsl:function>

  <!-- The notes that say why something has no counterpart, by the name of what they are about, in whichever text it stands. -->
  <xsl:function name="ed:reasons" as="map(xs:string, element()*)">
    <xsl:param name="texts" as="map(*)+"/>
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)" select="map:merge($texts ! map:entry(?name, ?number))"/>
    <xsl:sequence select="map:merge(
      for $text in $texts, $note in $text?document//note[@subtype = 'counterpart'], $pointer in tokenize($note/@target)
      return map:entry(($numbers(substring-before($pointer, '#')), $text?number)[1] || '#' || substring-after($pointer, '#'), $note),
      map { 'duplicates': 'combine' })"/>
  </xsl:function>

  <!-- Of the notes about what is named, the one in the language of the page, else the first. -->
  <xsl:function name="ed:reason" as="element()?">
    <xsl:param name="named" as="xs:string*"/>
    <xsl:param name="reasons" as="map(xs:string, element()*)"/>
    <xsl:variable name="notes" as="element()*" select="$named ! $reasons(.)"/>
    <xsl:sequence select="($notes[ed:spoken-language(ed:language(.)) = $ed:page-language], $notes)[1]"/>
  </xsl:function>

  <xsl:function name="ed:reason-in-words" as="element()">
    <xsl:param name="note" as="element()"/>
    <xsl:element name="{if (ed:holds-blocks($note)) then 'div' else 'span'}">
      <xsl:sequence select="ed:lang(ed:language($note))"/>
      <xsl:apply-templates select="$note" mode="ed:note"/>
    </xsl:element>
  </xsl:function>

  <!-- Why an alteration has no counterpart, where somebody says so. -->
  <xsl:function name="ed:reason-for" as="element()?">
    <xsl:param name="place" as="element(ed:place)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="reasons" as="map(xs:string, element()*)"/>
    <xsl:sequence select="ed:reason(tokenize($place/@acts) ! ($number || '#' || .), $reasons)"/>
  </xsl:function>

  <xsl:template name="ed:why" as="element()?">
    <xsl:param name="number" as="xs:integer" required="yes"/>
    <xsl:param name="reasons" as="map(xs:string, element()*)" required="yes"/>
    <xsl:param name="ed:across" as="map(xs:string, xs:string*)" tunnel="yes"/>
    <xsl:param name="ed:owners" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:variable name="reason" as="element()?" select="ed:reason-for(., $number, $reasons)"/>
    <xsl:if test="$reason and empty($ed:across($number || '#' || @act))">
      <div class="why" id="{@act}-why" data-by="edition">
        <xsl:sequence select="ed:lang($ed:page-language)"/>
        <a class="back" href="#{ed:id-in($number, @act, $ed:owners)}" aria-label="{ed:say('note.back', '∅')}">∅</a>
        <xsl:text> {ed:say('parallel.alone.why')} </xsl:text>
        <xsl:sequence select="ed:reason-in-words($reason)"/>
      </div>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
