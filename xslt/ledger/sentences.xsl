<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  An intervention as a sentence: "In ¶3, by hand A, inserted above the line: *wishes and comments* **and additions**".

  Every word of it is a label; the order of its parts is one too (`ledger.order`: where, hand, time, verb, place, with `|` where a comma goes),
  so that each language keeps its own. Words about acts have no subject, and so no gender.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Words quoted in a sentence, past which the middle is left out. -->
  <xsl:variable name="ed:quoted-words" as="xs:integer" select="16"/>

  <!-- Each hand's siglum, its name, and how a sentence says that it acted. Asked once: the header is not searched for every act. -->
  <xsl:function name="ed:hands-in-words" as="map(xs:string, map(xs:string, xs:string))">
    <xsl:param name="candidates" as="element()*"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:map>
      <xsl:for-each select="distinct-values(($candidates/@ed:hand ! string(), ''))">
        <xsl:variable name="hand" as="xs:string" select="."/>
        <xsl:variable name="siglum" as="xs:string" select="if ($hand eq '' or empty($candidates)) then '' else ed:siglum($hand, $candidates[1])"/>
        <xsl:variable name="key" as="xs:string" select="
          if ($hand eq '' or empty($candidates)) then ''
          else if ($siglum ne '') then 'named'
          else if (ed:is-typed($candidates[1])) then 'typist'
          else 'main'"/>
        <xsl:map-entry key="$hand" select="map {
          'siglum': $siglum,
          'name': if ($key eq '') then '' else ed:say-in($language, 'hand.' || $key, $siglum),
          'by': if ($key eq '') then '' else ed:say-in($language, 'ledger.by.' || $key, $siglum) }"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <!-- A label with what stands in it for `{1}`; "" for a key that there is not. -->
  <xsl:function name="ed:ledger-label" as="xs:string">
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="argument" as="xs:string"/>
    <xsl:variable name="label" as="xs:string" select="string($ledger('labels')($key))"/>
    <xsl:sequence select="if ($argument ne '' and contains($label, '{1}')) then substring-before($label, '{1}') || $argument || substring-after($label, '{1}') else $label"/>
  </xsl:function>

  <!-- `ed:sentence` and `ed:deed`: running words, `ed:context`, `ed:struck` (what went), `ed:put` (what came). A deed is a sentence
       without where and who, for a table that has columns for these. -->
  <xsl:function name="ed:sentences" as="element()+">
    <xsl:param name="facts" as="map(*)"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:variable name="type" as="xs:string" select="if ($facts('type') eq '') then '' else ed:ledger-label($ledger, 'ledger.type.' || lower-case($facts('type')), '')"/>
    <xsl:variable name="manner" as="xs:string" select="ed:manner-in-words($facts, $ledger)"/>
    <xsl:variable name="tells-manner" as="xs:boolean" select="$facts('act-kind') eq 'deletion' and map:contains($ledger('labels'), 'ledger.manner.' || $facts('manner'))"/>
    <xsl:variable name="parts" as="map(xs:string, xs:string)" select="map {
      'where': ed:where-in-words($facts, $ledger),
      'hand': $ledger('hands')($facts('hand'))('by'),
      'time': if ($facts('immediate')) then ed:ledger-label($ledger, 'ledger.immediate', '') else '',
      'verb': if ($tells-manner) then $manner
              else ed:ledger-label($ledger, 'ledger.did.' || $facts('act-kind'), '') || ($type, $manner)[. ne ''] ! (' (' || . || ')'),
      'place': if ($facts('place') eq '') then '' else ed:ledger-label($ledger, 'ledger.place.' || $facts('place'), '') }"/>
    <xsl:variable name="doubt" as="xs:string"
      select="if ($facts('certainty') = ('low', 'unknown')) then ' (' || ed:ledger-label($ledger, 'cert.low', '') || ')' else ''"/>
    <xsl:variable name="lead" as="xs:string" select="ed:clauses($parts, $ledger)"/>
    <ed:sentence>
      <xsl:text>{upper-case(substring($lead, 1, 1))}{substring($lead, 2)}{$doubt}</xsl:text>
      <xsl:sequence select="ed:quotation($facts)"/>
    </ed:sentence>
    <ed:deed>
      <xsl:text>{ed:clauses(map:remove($parts, ('where', 'hand')), $ledger)}</xsl:text>
      <xsl:sequence select="ed:quotation($facts)"/>
    </ed:deed>
  </xsl:function>

  <!-- The parts of a sentence in the order of the language. -->
  <xsl:function name="ed:clauses" as="xs:string">
    <xsl:param name="parts" as="map(xs:string, xs:string)"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:variable name="clauses" as="xs:string*"
      select="tokenize($ledger('labels')('ledger.order'), '\|') ! string-join(tokenize(.) ! $parts(.)[. ne ''], ' ')"/>
    <xsl:sequence select="string-join($clauses[. ne ''], ', ')"/>
  </xsl:function>

  <!-- How sure the alteration is, as a word; an editor's own measure as it stands. -->
  <xsl:function name="ed:certainty-in-words" as="xs:string">
    <xsl:param name="certainty" as="xs:string"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:sequence select="($ledger('labels')('ledger.certainty.' || $certainty), $certainty)[1]"/>
  </xsl:function>

  <!-- What went and what came, after the words before it; where it begins its paragraph, before the words after it. -->
  <xsl:function name="ed:quotation" as="node()*">
    <xsl:param name="facts" as="map(*)"/>
    <xsl:variable name="kind" as="xs:string" select="$facts('act-kind')"/>
    <xsl:variable name="is-unchanged" as="xs:boolean" select="$kind = ('retracing', 'modification')"/>
    <xsl:variable name="before" as="xs:string" select="if ($is-unchanged) then '' else ed:quoted($facts('before'))"/>
    <xsl:variable name="after" as="xs:string" select="ed:quoted($facts('after'))"/>
    <xsl:variable name="context" as="xs:string" select="$facts('context-before')"/>
    <xsl:variable name="context-after" as="xs:string"
      select="if ($context eq '' and not($kind = ('note', 'stamp', 'signature', 'writing'))) then $facts('context-after') else ''"/>
    <xsl:if test="$before ne '' or $after ne ''">
      <xsl:text>: </xsl:text>
      <xsl:if test="$context ne ''">
        <ed:context>{normalize-space($context)}</ed:context>
        <xsl:text>{if (ends-with($context, ' ')) then ' ' else ''}</xsl:text>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$kind eq 'transposition'">
          <ed:context>{$before}</ed:context>
          <xsl:text> → </xsl:text>
          <ed:put>{$after}</ed:put>
        </xsl:when>
        <xsl:otherwise>
          <xsl:if test="$before ne ''"><ed:struck>{$before}</ed:struck></xsl:if>
          <xsl:if test="$before ne '' and $after ne ''"><xsl:text> → </xsl:text></xsl:if>
          <xsl:if test="$after ne ''"><ed:put>{$after}</ed:put></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$context-after ne ''">
        <xsl:text>{if (starts-with($context-after, ' ')) then ' ' else ''}</xsl:text>
        <ed:context>{normalize-space($context-after)}</ed:context>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <xsl:function name="ed:quoted" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="all" as="xs:string*" select="tokenize($words)"/>
    <xsl:sequence select="
      if (count($all) le $ed:quoted-words) then $words
      else string-join(($all[position() le $ed:quoted-words - 5], '…', $all[position() gt count($all) - 4]), ' ')"/>
  </xsl:function>

  <!-- "on page 3, line 12, in ¶3": whichever are recorded; "" where none is. -->
  <xsl:function name="ed:where-in-words" as="xs:string">
    <xsl:param name="facts" as="map(*)"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:variable name="paragraph" as="xs:string" select="$facts('paragraph')"/>
    <xsl:variable name="key" as="xs:string" select="
      if ($paragraph eq '2') then 'ledger.at.paragraph.2' else if ($paragraph castable as xs:integer) then 'ledger.at.paragraph' else 'ledger.at.paragraph.named'"/>
    <xsl:sequence select="string-join((
      $facts('page')[. ne ''] ! ed:ledger-label($ledger, 'ledger.at.page', .),
      $facts('line')[. ne ''] ! ed:ledger-label($ledger, 'ledger.at.line', .),
      if ($paragraph ne '') then ed:ledger-label($ledger, $key, $paragraph)
      else $facts('section')[. ne ''] ! ed:ledger-label($ledger, 'ledger.at.' || ., '')), ', ')"/>
  </xsl:function>

  <!-- The same for a narrow column. -->
  <xsl:function name="ed:where-in-short" as="xs:string">
    <xsl:param name="facts" as="map(*)"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:sequence select="string-join((
      $facts('page')[. ne ''] ! ed:ledger-label($ledger, 'ledger.short.page', .),
      $facts('line')[. ne ''] ! ed:ledger-label($ledger, 'ledger.short.line', .),
      if ($facts('paragraph') ne '') then ed:ledger-label($ledger, 'ledger.short.paragraph', $facts('paragraph'))
      else $facts('section')[. ne ''] ! ed:ledger-label($ledger, 'ledger.short.' || ., '')), ', ')"/>
  </xsl:function>

</xsl:stylesheet>
