<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The ledger: each intervention in a document as one `ed:entry`, in document order (docs/explanation/ledger.md).

  A `subst`, a `mod` of that type and a `substJoin` are one intervention with their parts; every other act is one of its own; so is what a hand
  wrote on the leaf beside the text. Every act of the text belongs to exactly one entry.
  Linear in the size of the document: an act asks the tape for its own range and a few items around it, never the whole document.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- The entries of a document that `ed:annotated` gave, their words about it in a language; made once. -->
  <xsl:function name="ed:ledger" as="element(ed:entry)*" cache="yes">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="tape" as="document-node()" select="ed:tape($annotated)"/>
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)" select="ed:item-numbers($tape)"/>
    <xsl:variable name="candidates" as="element()*" select="
      $annotated//*[self::transpose or self::substJoin or map:contains($numbers, generate-id(.))]"/>
    <xsl:variable name="owners" as="map(xs:string, xs:string)" select="ed:owners($candidates)"/>
    <xsl:variable name="ledger" as="map(*)" select="map {
      'tape': $tape,
      'items': array { $tape/ed:tape/ed:i },
      'numbers': $numbers,
      'labels': ed:words($language),
      'changes': map:merge($annotated//change[@xml:id] ! map:entry(string(@xml:id), normalize-space()), map { 'duplicates': 'use-first' }),
      'hands': ed:hands-in-words($candidates, $language),
      'lines': ed:records-lines($annotated) or exists(ed:texts($annotated)//l),
      'pages': ed:records-leaves($annotated),
      'parts': ed:parts($candidates, $owners) }"/>
    <xsl:variable name="interventions" as="element()*" select="
      $candidates[not(map:contains($owners, generate-id(.)))]
                 [not(self::substJoin) or exists($ledger('parts')(generate-id(.)))]"/>
    <!-- They are in order but for those that are listed where they act. -->
    <xsl:variable name="ordered" as="element()*" select="
      if (empty($interventions/(self::substJoin | self::transpose | self::undo | self::redo))) then $interventions
      else sort($interventions, (), function($this as element()) as xs:integer { ed:located($this, $ledger)/accumulator-before('ed:rank') })"/>
    <!-- Equal ids are told apart by counting: what else stands in the document changes no id. -->
    <xsl:iterate select="$ordered">
      <xsl:param name="number" as="xs:integer" select="1"/>
      <xsl:param name="seen" as="map(xs:string, xs:integer)" select="map {}"/>
      <xsl:variable name="facts" as="map(*)" select="ed:facts(., $ledger)"/>
      <!-- A passage of another hand that holds no words (a drawing, an empty zone) tells a reader nothing. -->
      <xsl:if test="not($facts('kind') eq 'writing' and $facts('after') eq '')">
        <xsl:variable name="times" as="xs:integer" select="(($seen($facts('id')), 0)[1]) + 1"/>
        <xsl:sequence select="ed:entry-of($facts, $number, $facts('id') || (if ($times eq 1) then '' else '~' || $times), $ledger)"/>
        <xsl:next-iteration>
          <xsl:with-param name="number" select="$number + 1"/>
          <xsl:with-param name="seen" select="map:put($seen, $facts('id'), $times)"/>
        </xsl:next-iteration>
      </xsl:if>
    </xsl:iterate>
  </xsl:function>

  <!-- Whether an element is what a hand wrote on the leaf, and no act: a note, a stamp, a signature, a passage in another hand than what is around it. -->
  <xsl:function name="ed:is-writing" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/(self::note | self::stamp)">
        <xsl:sequence select="not(ed:is-editorial($element)) and empty($element/(ancestor::note | ancestor::stamp))"/>
      </xsl:when>
      <xsl:when test="not($element/@hand and $element/@ed:hand) or ed:is-act($element)
        or $element/(self::subst | self::substJoin | self::metamark | self::damage | self::unclear | self::supplied | self::rdg | self::lem | self::TEI | self::text)">
        <xsl:sequence select="false()"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="hand" as="xs:string" select="string($element/@ed:hand)"/>
        <xsl:variable name="scoped" as="element()*"
          select="key('ed:hands-of-scope', 'sole', root($element)), key('ed:hands-of-scope', 'major', root($element))"/>
        <xsl:variable name="around" as="xs:string?"
          select="($element/ancestor::*[@ed:hand][self::add or not(ed:is-act(.) or self::subst)][1]/@ed:hand, $scoped[1]/@xml:id)[1] ! string(.)"/>
        <!-- An element that only holds one act of its own hand is listed as that act. -->
        <xsl:sequence select="exists($around) and $hand ne $around
          and not(count($element/*[not(self::ed:t)]) eq 1 and $element/*[ed:is-act(.)]/@ed:hand = $hand and empty($element/ed:t[normalize-space()]))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="ed:is-substitution" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(self::subst | self::substJoin | self::mod[@type = 'subst']))"/>
  </xsl:function>

  <!-- Which substitution each part of one belongs to (both by generated id). The nearest that could hold it decides; a `substJoin` takes what is left. -->
  <xsl:function name="ed:owners" as="map(xs:string, xs:string)">
    <xsl:param name="candidates" as="element()*"/>
    <xsl:variable name="enclosed" as="map(xs:string, xs:string)" select="map:merge(
      for $part in $candidates[self::add or self::del or self::addSpan or self::delSpan]
      return $part/ancestor::*[self::subst or self::add or self::del or self::mod][1][ed:is-substitution(.)] ! map:entry(generate-id($part), generate-id(.)))"/>
    <xsl:variable name="parts" as="map(xs:string, xs:boolean)" select="map:merge(
      $candidates[self::add or self::del or self::addSpan or self::delSpan] ! map:entry(generate-id(.), true()))"/>
    <xsl:variable name="joined" as="map(xs:string, xs:string)*" select="
      for $join in $candidates[self::substJoin], $part in $join/@target ! tokenize(.) ! key('ed:by-id', ed:pointed(.), root($join))[1] ! generate-id(.)
      return if ($parts($part)) then map:entry($part, generate-id($join)) else ()"/>
    <xsl:sequence select="map:merge(($enclosed, $joined), map { 'duplicates': 'use-first' })"/>
  </xsl:function>

  <xsl:function name="ed:parts" as="map(xs:string, element()*)">
    <xsl:param name="candidates" as="element()*"/>
    <xsl:param name="owners" as="map(xs:string, xs:string)"/>
    <xsl:map>
      <xsl:for-each-group select="$candidates[map:contains($owners, generate-id(.))]" group-by="$owners(generate-id(.))">
        <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <!-- The element at whose place an intervention is listed: what it acts on, where that is elsewhere. -->
  <xsl:function name="ed:located" as="element()">
    <xsl:param name="intervention" as="element()"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:sequence select="(
      if ($intervention/self::substJoin) then $ledger('parts')(generate-id($intervention))[1]
      else if ($intervention/self::transpose) then (ed:passages($intervention) | ())[1]
      else if ($intervention/(self::undo | self::redo)) then ed:targets($intervention)[not(self::undo)][1]
      else (),
      $intervention)[1]"/>
  </xsl:function>

  <!-- The passages that a transposition moves, in their new order. -->
  <xsl:function name="ed:passages" as="element()*">
    <xsl:param name="transpose" as="element()"/>
    <xsl:sequence select="$transpose/ptr/@target ! key('ed:by-id', ed:pointed(.), root($transpose))[1]"/>
  </xsl:function>

  <!-- What an `undo` or a `redo` names; of an undoing that is undone, what that named. -->
  <xsl:function name="ed:targets" as="element()*">
    <xsl:param name="undo" as="element()"/>
    <xsl:variable name="named" as="element()*" select="$undo/@target ! tokenize(.) ! key('ed:by-id', ed:pointed(.), root($undo))[1]"/>
    <xsl:sequence select="$named, $named/self::undo/@target ! tokenize(.) ! key('ed:by-id', ed:pointed(.), root($undo))[1][not(self::undo)]"/>
  </xsl:function>

  <!-- What is known of an intervention: strings under the names that the attributes of an entry have, its words, its acts, its id before equals are told apart. -->
  <xsl:function name="ed:facts" as="map(*)">
    <xsl:param name="this" as="element()"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:variable name="parts" as="element()*" select="$ledger('parts')(generate-id($this))"/>
    <xsl:variable name="all" as="element()+" select="$this, $parts"/>
    <xsl:variable name="located" as="element()" select="ed:located($this, $ledger)"/>
    <xsl:variable name="act-kind" as="xs:string" select="ed:act-kind($this)"/>
    <xsl:variable name="immediate" as="xs:boolean"
      select="$this/@instant = ('true', '1') or (exists($parts) and (every $part in $parts satisfies $part/@instant = ('true', '1')))"/>
    <xsl:variable name="hand" as="xs:string" select="string(($this[@hand]/@ed:hand, $parts/@ed:hand, $this/@ed:hand)[1])"/>
    <xsl:variable name="change" as="xs:string" select="string(($this[@change]/@ed:change, $parts/@ed:change, $this/@ed:change)[1])"/>
    <xsl:variable name="placed" as="element()?" select="$all[@place[normalize-space()] or @ed:place][1]"/>
    <xsl:variable name="rend" as="xs:string" select="normalize-space($all[self::del or self::delSpan][@rend][1]/@rend)"/>
    <xsl:variable name="words" as="map(xs:string, xs:string)" select="ed:words($this, $parts, $ledger)"/>
    <xsl:variable name="own-id" as="xs:string?" select="$all[@xml:id][not(ed:is-made-id(.))][1]/@xml:id"/>
    <xsl:sequence select="map:merge(($words, map {
      'id': ($own-id, $act-kind || '-' || ed:fingerprint(($act-kind, $words('before'), $words('after'), $hand, $change)))[1],
      'kind': if ($immediate and $act-kind = ('addition', 'deletion', 'substitution')) then 'correction' else $act-kind,
      'act-kind': $act-kind,
      'immediate': $immediate,
      'page': if ($ledger('pages')) then $located/accumulator-before('ed:page') else '',
      'line': if ($ledger('lines')) then $located/accumulator-before('ed:line') else '',
      'paragraph': ed:paragraph-of($located),
      'section': ed:section-of($located),
      'hand': $hand,
      'change': $change,
      'certainty': ed:certainty($all/@cert),
      'evidence': string-join(distinct-values($all/@evidence ! tokenize(.)), ' '),
      'responsibility': string-join(distinct-values($all/@resp ! tokenize(.) ! ed:pointed(.)), ' '),
      'place': string($placed/@ed:place),
      'place-as-written': normalize-space($placed/@place),
      'manner': ed:manner-of($rend),
      'manner-as-written': $rend,
      'type': if (ed:is-act($this)) then '' else string($this/@type),
      'counterparts': string-join(distinct-values((if ($this/@corresp) then $this/@corresp else $parts/@corresp) ! tokenize(.)), ' '),
      'anchor': ed:id(if ($this/self::transpose) then $located else ($this[not(self::substJoin)], $parts)[1]),
      'at': string(($all/@ed:at)[1]),
      'acts': $all[ed:is-act(.)] }))"/>
  </xsl:function>

  <!-- An entry. -->
  <xsl:function name="ed:entry-of" as="element(ed:entry)">
    <xsl:param name="facts" as="map(*)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:variable name="hand" as="map(xs:string, xs:string)" select="$ledger('hands')($facts('hand'))"/>
    <ed:entry number="{$number}" id="{$id}" kind="{$facts('kind')}" type="{$facts('type')}" immediate="{$facts('immediate')}"
      where="{ed:where-in-short($facts, $ledger)}" page="{$facts('page')}" line="{$facts('line')}" paragraph="{$facts('paragraph')}" section="{$facts('section')}"
      hand="{$facts('hand')}" siglum="{$hand('siglum')}" hand-label="{$hand('name')}"
      change="{$facts('change')}" change-label="{$ledger('changes')($facts('change'))}"
      context-before="{$facts('context-before')}" before="{$facts('before')}" after="{$facts('after')}" context-after="{$facts('context-after')}"
      certainty="{$facts('certainty')}" certainty-label="{ed:certainty-in-words($facts('certainty'), $ledger)}"
      evidence="{$facts('evidence')}" responsibility="{$facts('responsibility')}"
      place="{$facts('place')}" place-as-written="{$facts('place-as-written')}"
      manner="{$facts('manner')}" manner-as-written="{$facts('manner-as-written')}"
      counterparts="{$facts('counterparts')}" anchor="{$facts('anchor')}" at="{$facts('at')}">
      <xsl:sequence select="ed:sentences($facts, $ledger)"/>
      <xsl:for-each select="$facts('acts')">
        <ed:act element="{local-name()}" id="{@xml:id[not(ed:is-made-id(..))]}" anchor="{ed:id(.)}" at="{@ed:at}" hand="{@ed:hand}" change="{@ed:change}"
          certainty="{ed:certainty(@cert)}" evidence="{@evidence}" responsibility="{tokenize(@resp) ! ed:pointed(.)}" place="{@ed:place}"/>
      </xsl:for-each>
    </ed:entry>
  </xsl:function>

  <xsl:function name="ed:act-kind" as="xs:string">
    <xsl:param name="this" as="element()"/>
    <xsl:sequence select="
      if (ed:is-substitution($this)) then 'substitution'
      else (map {
        'add': 'addition', 'addSpan': 'addition', 'del': 'deletion', 'delSpan': 'deletion', 'restore': 'restoration', 'undo': 'undoing',
        'redo': 'reinstatement', 'retrace': 'retracing', 'mod': 'modification', 'transpose': 'transposition',
        'note': 'note', 'fw': 'note', 'stamp': 'stamp', 'signed': 'signature' }(local-name($this)), 'writing')[1]"/>
  </xsl:function>

  <!-- Of several certainties the lowest. -->
  <xsl:function name="ed:certainty" as="xs:string">
    <xsl:param name="given" as="xs:string*"/>
    <xsl:variable name="folded" as="xs:string*" select="$given ! normalize-space(lower-case(.)) ! (if (. eq 'med') then 'medium' else .)"/>
    <xsl:sequence select="string((('unknown', 'low', 'medium')[. = $folded], $folded[not(. = 'high')], $folded)[. ne ''][1])"/>
  </xsl:function>

  <!-- An id that the steps made from an act's number, for want of one in the source (`act-17`): it does not outlive a change of the text. -->
  <xsl:function name="ed:is-made-id" as="xs:boolean">
    <xsl:param name="act" as="element()"/>
    <xsl:sequence select="matches($act/@xml:id, '^act-\d+$')"/>
  </xsl:function>

  <!-- Eight hexadecimal digits that depend on the words given and on nothing else. -->
  <xsl:function name="ed:fingerprint" as="xs:string">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:variable name="number" as="xs:integer"
      select="fold-left(string-to-codepoints(string-join($words, '|')), 5381, function($sum as xs:integer, $sign as xs:integer) as xs:integer { ($sum * 1000003 + $sign) mod 4294967291 })"/>
    <xsl:sequence select="ed:in-hexadecimal($number, 8)"/>
  </xsl:function>

  <xsl:function name="ed:in-hexadecimal" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="digits" as="xs:integer"/>
    <xsl:sequence select="if ($digits eq 0) then '' else ed:in-hexadecimal($number idiv 16, $digits - 1) || substring('0123456789abcdef', ($number mod 16) + 1, 1)"/>
  </xsl:function>

</xsl:stylesheet>
