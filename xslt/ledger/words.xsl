<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The words of an intervention: what stood before it, what stands after it, and a few words on either side, all read from the tape.

  Which words? Those that an act found or made. What another act took away is not among them, unless that act covers this one too:
  in a passage that was struck out as a whole, an addition has its words and its surroundings, struck like itself.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="ed:context-words" as="xs:integer" select="5"/>
  <!-- How far on the tape to look for them: past this many items there are more marks than words. -->
  <xsl:variable name="ed:context-items" as="xs:integer" select="120"/>

  <!-- `before` and `after`, what went and what came; `context-before` and `context-after`, with the space that parts them from it. -->
  <xsl:function name="ed:words" as="map(xs:string, xs:string)">
    <xsl:param name="this" as="element()"/>
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:choose>
      <xsl:when test="$this/self::transpose">
        <xsl:variable name="moved" as="element()*" select="ed:passages($this)"/>
        <xsl:sequence select="map {
          'context-before': '', 'context-after': '',
          'before': string-join(($moved | ()) ! ed:passage-words(.)[. ne ''], ' … '),
          'after': string-join($moved ! ed:passage-words(.)[. ne ''], ' … ') }"/>
      </xsl:when>
      <xsl:when test="$this/(self::undo | self::redo)">
        <xsl:sequence select="ed:words-of-undoing($this, $ledger)"/>
      </xsl:when>
      <xsl:when test="$this/self::substJoin">
        <xsl:sequence select="map:merge((ed:contexts($this, $parts, $ledger), map {
          'before': string-join($parts[self::del or self::delSpan] ! normalize-space(ed:own-words(., $ledger))[. ne ''], ' … '),
          'after': string-join($parts[self::add or self::addSpan] ! normalize-space(ed:own-words(., $ledger))[. ne ''], ' … ') }))"/>
      </xsl:when>
      <xsl:when test="exists($parts)">
        <xsl:variable name="taken" as="element(ed:i)*" select="$parts[self::del or self::delSpan] ! ed:legible-items(., $ledger)"/>
        <xsl:variable name="put" as="element(ed:i)*" select="$parts[self::add or self::addSpan] ! ed:legible-items(., $ledger)"/>
        <!-- What stands in the substitution beside its parts (spaces, mostly) parts the words on both sides. -->
        <xsl:variable name="between" as="element(ed:i)*" select="
          ed:legible(ed:items-of($this, $ledger) except ($parts ! ed:items-of(., $ledger)), ed:out-of-context($this, $this, $ledger), ed:asides-of($this, $ledger))"/>
        <xsl:sequence select="map:merge((ed:contexts($this, $this, $ledger), map {
          'before': if (exists($taken)) then normalize-space(ed:read($taken | $between)) else '',
          'after': if (exists($put)) then normalize-space(ed:read($put | $between)) else '' }))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="own" as="xs:string" select="normalize-space(ed:own-words($this, $ledger))"/>
        <xsl:sequence select="map:merge((ed:contexts($this, $this, $ledger), map {
          'before': if ($this/(self::del | self::delSpan | self::retrace | self::mod)) then $own else '',
          'after': if ($this/(self::del | self::delSpan)) then '' else $own }))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- An undone deletion gives its words back, an undone addition loses them; a `redo` of the undoing the other way round. -->
  <xsl:function name="ed:words-of-undoing" as="map(xs:string, xs:string)">
    <xsl:param name="this" as="element()"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:variable name="lifted" as="element(ed:i)*" select="key('ed:lifted', $this/@xml:id, $ledger('tape'))"/>
    <xsl:variable name="target" as="element()?" select="ed:targets($this)[ed:is-act(.)][not(self::undo or self::redo)][1]"/>
    <xsl:variable name="undone" as="element()?" select="
      ($lifted[1]/@lifts ! tokenize(.)[substring-after(., '/') = $this/@xml:id][1] ! key('ed:by-id', substring-before(., '/'), root($this))[1], $target)[1]"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(
      if (exists($lifted)) then ed:read($lifted)
      else if ($target) then ed:own-words($target, $ledger)
      else if (ed:is-open($this, $ledger)) then ed:own-words($this, $ledger)
      else '')"/>
    <xsl:variable name="gives" as="xs:boolean"
      select="exists($undone/(self::add | self::addSpan)) eq exists($this/self::redo[ed:targets(.)[self::undo]])"/>
    <xsl:sequence select="map:merge((
      if (exists($lifted)) then ed:contexts-of(ed:item-number($lifted[1]), ed:item-number($lifted[last()]), ed:common-out($lifted, $lifted[1]/@aside), $lifted[1]/@aside, $ledger)
      else ed:contexts($this, ($target[ed:is-open(., $ledger)], $this)[1], $ledger),
      map { 'before': if ($gives) then '' else $words, 'after': if ($gives) then $words else '' }))"/>
  </xsl:function>

  <!-- The words of a passage that is moved. -->
  <xsl:function name="ed:passage-words" as="xs:string">
    <xsl:param name="passage" as="element()"/>
    <xsl:variable name="items" as="element(ed:i)*">
      <xsl:apply-templates select="$passage" mode="ed:tape"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(ed:read(ed:legible($items, ed:common-out($items, ()), ())))"/>
  </xsl:function>

  <xsl:function name="ed:is-open" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:sequence select="map:contains($ledger('numbers'), generate-id($element))"/>
  </xsl:function>

  <!-- The items that an element holds; of a span, those in its range. -->
  <xsl:function name="ed:items-of" as="element(ed:i)*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:variable name="open" as="xs:integer?" select="$ledger('numbers')(generate-id($element))"/>
    <xsl:if test="exists($open)">
      <xsl:variable name="last" as="xs:integer" select="
        if ($element/(self::addSpan | self::delSpan))
        then max((key('ed:spanned', $element/@xml:id, $ledger('tape'))[last()] ! ed:item-number(.), $open))
        else $ledger('numbers')('/' || generate-id($element)) - 1"/>
      <xsl:sequence select="array:subarray($ledger('items'), $open + 1, $last - $open)?*"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="ed:asides-of" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:sequence select="$ledger('numbers')(generate-id($element)) ! $ledger('items')(.)/@asides ! tokenize(.)"/>
  </xsl:function>

  <!-- Those of the items that can be read where the acts `out` are taken for granted, and the asides `asides` for the text. -->
  <xsl:function name="ed:legible" as="element(ed:i)*">
    <xsl:param name="items" as="element(ed:i)*"/>
    <xsl:param name="out" as="xs:string*"/>
    <xsl:param name="asides" as="xs:string*"/>
    <xsl:sequence select="$items[ed:is-legible(., $out, $asides)]"/>
  </xsl:function>

  <xsl:function name="ed:is-legible" as="xs:boolean">
    <xsl:param name="item" as="element(ed:i)"/>
    <xsl:param name="out" as="xs:string*"/>
    <xsl:param name="asides" as="xs:string*"/>
    <xsl:sequence select="
      not($item/@of) and (not($item/@aside) or $item/@aside = $asides) and (not($item/@out) or (every $act in tokenize($item/@out) satisfies $act = $out))"/>
  </xsl:function>

  <!-- The acts for which none of the items stands. -->
  <xsl:function name="ed:common-out" as="xs:string*">
    <xsl:param name="items" as="element(ed:i)*"/>
    <xsl:param name="asides" as="xs:string*"/>
    <xsl:variable name="runs" as="element(ed:i)*" select="$items[@kind = 'gap' or normalize-space()][not(@aside) or @aside = $asides]"/>
    <xsl:sequence select="$runs[1]/@out ! tokenize(.)[every $run in tail($runs) satisfies contains-token(string($run/@out), .)]"/>
  </xsl:function>

  <xsl:function name="ed:legible-items" as="element(ed:i)*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:variable name="items" as="element(ed:i)*" select="ed:items-of($element, $ledger)"/>
    <xsl:variable name="asides" as="xs:string*" select="ed:asides-of($element, $ledger)"/>
    <xsl:variable name="legible" as="element(ed:i)*" select="ed:legible($items, (ed:common-out($items, $asides), $element/@xml:id), $asides)"/>
    <xsl:choose>
      <xsl:when test="exists($legible[normalize-space()])">
        <xsl:sequence select="$legible"/>
      </xsl:when>
      <!-- An act on nothing but a mark or a note beside the text has these for its words. -->
      <xsl:otherwise>
        <xsl:variable name="beside" as="xs:string*" select="$asides, $items/@aside"/>
        <xsl:sequence select="ed:legible($items, (ed:common-out($items, $beside), $element/@xml:id), $beside)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="ed:own-words" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:sequence select="ed:read(ed:legible-items($element, $ledger))"/>
  </xsl:function>

  <!-- The acts that cover elements from outside: what their surroundings share with them. -->
  <xsl:function name="ed:out-of-context" as="xs:string*">
    <xsl:param name="this" as="element()"/>
    <xsl:param name="around" as="element()*"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:variable name="common" as="xs:string*" select="ed:common-out($around ! ed:items-of(., $ledger), $around[1] ! ed:asides-of(., $ledger))"/>
    <xsl:if test="exists($common)">
      <xsl:variable name="own" as="xs:string*" select="($this, $around)/descendant-or-self::*/@xml:id ! string()"/>
      <xsl:sequence select="$common[not(. = $own)]"/>
    </xsl:if>
  </xsl:function>

  <!-- A few words before the first and after the last of some elements; … where there are more in the paragraph. -->
  <xsl:function name="ed:contexts" as="map(xs:string, xs:string)">
    <xsl:param name="this" as="element()"/>
    <xsl:param name="around" as="element()+"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:variable name="first" as="xs:integer?" select="$ledger('numbers')(generate-id($around[1]))"/>
    <xsl:variable name="last" as="xs:integer?" select="
      ($around[last()][self::addSpan or self::delSpan] ! ed:items-of(., $ledger)[last()] ! ed:item-number(.),
       $ledger('numbers')('/' || generate-id($around[last()])))[1]"/>
    <xsl:sequence select="
      if (exists($first)) then ed:contexts-of($first, $last, ed:out-of-context($this, $around, $ledger), ed:asides-of($around[1], $ledger), $ledger)
      else map { 'context-before': '', 'context-after': '' }"/>
  </xsl:function>

  <!-- The same for a stretch of the tape, from one item to another. -->
  <xsl:function name="ed:contexts-of" as="map(xs:string, xs:string)">
    <xsl:param name="from" as="xs:integer"/>
    <xsl:param name="to" as="xs:integer"/>
    <xsl:param name="out" as="xs:string*"/>
    <xsl:param name="asides" as="xs:string*"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:variable name="items" as="array(*)" select="$ledger('items')"/>
    <xsl:variable name="before" as="xs:string"
      select="ed:read(reverse(ed:near(reverse(max((1, $from - $ed:context-items)) to $from - 1), $items, $out, $asides)))"/>
    <xsl:variable name="after" as="xs:string"
      select="ed:read(ed:near($to + 1 to min((array:size($items), $to + $ed:context-items)), $items, $out, $asides))"/>
    <xsl:variable name="words-before" as="xs:string*" select="tokenize($before)"/>
    <xsl:variable name="words-after" as="xs:string*" select="tokenize($after)"/>
    <xsl:variable name="left-out" as="xs:integer" select="count($words-before) - $ed:context-words"/>
    <xsl:sequence select="map {
      'context-before': if (empty($words-before)) then ''
        else (if ($left-out gt 0) then '…' else '') || string-join($words-before[position() gt $left-out], ' ') || (if (ends-with($before, ' ')) then ' ' else ''),
      'context-after': if (empty($words-after)) then ''
        else (if (starts-with($after, ' ')) then ' ' else '') || string-join($words-after[position() le $ed:context-words], ' ')
          || (if (count($words-after) gt $ed:context-words) then '…' else '') }"/>
  </xsl:function>

  <!-- The legible items with these numbers, as far as the paragraph and the need for words go. -->
  <xsl:function name="ed:near" as="element(ed:i)*">
    <xsl:param name="numbers" as="xs:integer*"/>
    <xsl:param name="items" as="array(*)"/>
    <xsl:param name="out" as="xs:string*"/>
    <xsl:param name="asides" as="xs:string*"/>
    <xsl:iterate select="$numbers">
      <xsl:param name="words" as="xs:integer" select="0"/>
      <xsl:variable name="item" as="element(ed:i)" select="$items(.)"/>
      <xsl:choose>
        <xsl:when test="$words gt $ed:context-words + 1 or ($item/@kind = 'block' and (not($item/@aside) or $item/@aside = $asides))">
          <xsl:break/>
        </xsl:when>
        <xsl:when test="ed:is-legible($item, $out, $asides)">
          <xsl:sequence select="$item"/>
          <xsl:next-iteration>
            <xsl:with-param name="words" select="$words + ed:whole-words(string($item))"/>
          </xsl:next-iteration>
        </xsl:when>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>

  <!-- How many words surely begin and end here: a word may lie in several items, so one without space at both its ends has one word less. -->
  <xsl:function name="ed:whole-words" as="xs:integer">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="count" as="xs:integer" select="count(tokenize($words))"/>
    <xsl:sequence select="if ($count eq 0 or ed:begins-with-space($words) and ed:ends-with-space($words)) then $count else $count - 1"/>
  </xsl:function>

  <!-- Items as a reader reads them: white space folded, words joined across a break that says so, a stroke between blocks, the editor's words in brackets. -->
  <xsl:function name="ed:read" as="xs:string">
    <xsl:param name="items" as="element(ed:i)*"/>
    <xsl:variable name="read" as="xs:string*">
      <xsl:choose>
        <xsl:when test="$items/@by">
          <xsl:for-each-group select="$items" group-adjacent="@by = 'editor' and @kind = 'text'">
            <xsl:variable name="said" as="xs:string" select="string-join(current-group() ! ed:as-read(.))"/>
            <xsl:sequence select="if (current-grouping-key() and normalize-space($said)) then replace($said, '^(\s*)(.*\S)(\s*)$', '$1[$2]$3', 's') else $said"/>
          </xsl:for-each-group>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$items ! ed:as-read(.)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="all" as="xs:string" select="string-join($read)"/>
    <!-- A regular expression costs more than all else here, and most words need none. -->
    <xsl:variable name="joined" as="xs:string"
      select="if (contains($all, '&#xE000;')) then replace($all, '[&#x2010;&#xAD;&#xAC;&#x2E17;-]?\s*&#xE000;\s*', '') else $all"/>
    <xsl:variable name="stroked" as="xs:string" select="
      if (contains($joined, '&#xE001;')) then string-join(tokenize($joined, '&#xE001;') ! normalize-space() [. ne ''], ' / ') else $joined"/>
    <xsl:variable name="folded" as="xs:string" select="normalize-space($stroked)"/>
    <xsl:sequence select="
      if ($folded eq '') then (if ($stroked eq '') then '' else ' ')
      else (if (ed:begins-with-space($stroked)) then ' ' else '') || $folded || (if (ed:ends-with-space($stroked)) then ' ' else '')"/>
  </xsl:function>

  <!-- One item; U+E000 and U+E001 hold the places of a joint and of a stroke. -->
  <xsl:function name="ed:as-read" as="xs:string">
    <xsl:param name="item" as="element(ed:i)"/>
    <xsl:sequence select="
      if ($item/@kind = 'break') then ' ' else if ($item/@kind = 'join') then '&#xE000;' else if ($item/@kind = 'block') then '&#xE001;' else string($item)"/>
  </xsl:function>

  <xsl:function name="ed:begins-with-space" as="xs:boolean">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="$words ne '' and normalize-space(substring($words, 1, 1)) eq ''"/>
  </xsl:function>

  <xsl:function name="ed:ends-with-space" as="xs:boolean">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="$words ne '' and normalize-space(substring($words, string-length($words))) eq ''"/>
  </xsl:function>

</xsl:stylesheet>
