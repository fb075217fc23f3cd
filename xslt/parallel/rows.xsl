<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Which passage stands beside which. A text is cut into units: the paragraphs, items, headings that `@corresp` links to another text,
  or parts of paragraphs (`seg`) where those are what is linked; what lies between is a unit of its own. Each unit has a key, and units
  of one key make a row. The first text rules the order; what only another has stands where it stands there.

  A text is a map: number, name (of its file), language, page, annotated, document (the text as sent, with its `ed:place`s), units.
  An element of a text is named "1#p1", by the number of the text and its id; `partners` maps each to those linked with it, both ways.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- Every link of `@corresp` between two of the texts, from both its ends. -->
  <xsl:function name="ed:partners" as="map(xs:string, xs:string*)">
    <xsl:param name="texts" as="map(*)*"/>
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)" select="map:merge($texts ! map:entry(?name, ?number))"/>
    <xsl:sequence select="map:merge(
      for $text in $texts,
          $element in ed:texts($text?annotated)//*[@xml:id][@corresp],
          $pointer in tokenize($element/@corresp),
          $other in $numbers(substring-before($pointer, '#'))[. ne $text?number]
      return
        let $here := $text?number || '#' || $element/@xml:id, $there := $other || '#' || substring-after($pointer, '#')
        return (map:entry($here, $there), map:entry($there, $here)),
      map { 'duplicates': 'combine' }) ! map:merge(map:for-each(., function($key, $value) { map:entry($key, distinct-values($value)) }))"/>
  </xsl:function>

  <!-- What may be a unit: nothing smaller than a `seg`, no name, no act. -->
  <xsl:function name="ed:may-be-aligned" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[
      self::p or self::ab or self::head or self::item or self::seg or self::l or self::lg or self::opener or self::closer or self::salute or self::signed
      or self::dateline or self::address or self::postscript or self::trailer or self::byline or self::sp or self::quote or self::list or self::table
      or self::figure or self::note])"/>
  </xsl:function>

  <xsl:function name="ed:is-aligned" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="partners" as="map(xs:string, xs:string*)"/>
    <xsl:sequence select="exists($element/@xml:id) and ed:may-be-aligned($element) and map:contains($partners, $number || '#' || $element/@xml:id)"/>
  </xsl:function>

  <!-- The units of a passage, in order. What holds linked blocks is cut; what holds linked parts is cut unless it is linked itself. -->
  <xsl:function name="ed:units" as="node()*">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="partners" as="map(xs:string, xs:string*)"/>
    <xsl:variable name="linked" as="element()*" select="$node/descendant::*[@xml:id][ed:is-aligned(., $number, $partners)]"/>
    <xsl:choose>
      <xsl:when test="$node/self::text()">
        <xsl:sequence select="$node[normalize-space()]"/>
      </xsl:when>
      <xsl:when test="not($node/self::*) or $node[self::note[ed:is-editorial(.)] or self::pb or self::lb or self::cb or self::gb or self::milestone or self::anchor]"/>
      <xsl:when test="$node[self::TEI or self::teiCorpus or self::text or self::group or self::front or self::body or self::back or self::div or self::sourceDoc]
        or exists($linked[not(self::seg)]) or (exists($linked) and not(ed:is-aligned($node, $number, $partners)))">
        <xsl:sequence select="$node/node() ! ed:units(., $number, $partners)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$node"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The key of each unit of a text, in order. -->
  <xsl:function name="ed:keys" as="xs:string*">
    <xsl:param name="text" as="map(*)"/>
    <xsl:param name="first" as="map(*)"/>
    <xsl:param name="partners" as="map(xs:string, xs:string*)"/>
    <xsl:variable name="places" as="map(xs:string, xs:integer)" select="
      map:merge(for $n in 1 to count($first?units) return $first?units[$n]/self::*/@xml:id ! map:entry('1#' || ., $n), map { 'duplicates': 'use-first' })"/>
    <xsl:iterate select="$text?units">
      <xsl:param name="before" as="xs:string" select="''"/>
      <xsl:param name="loose" as="xs:integer" select="0"/>
      <xsl:variable name="name" as="xs:string?" select="self::*/@xml:id ! ($text?number || '#' || .)"/>
      <!-- Of the units of the first text that this one answers (or, in that text itself, that are answered together with it), the earliest. -->
      <xsl:variable name="answered" as="xs:integer*" select="
        if (empty($name)) then ()
        else let $partner := $partners($name)
             return ($name, $partner, $partner ! $partners(.)) ! $places(.)"/>
      <xsl:variable name="key" as="xs:string" select="
        if (exists($answered) and exists($partners($name))) then string(min($answered))
        else $before || '/' || (local-name()[. ne ''], 'words')[1] || '/' || $loose"/>
      <xsl:sequence select="$key"/>
      <xsl:next-iteration>
        <xsl:with-param name="before" select="if (contains($key, '/')) then $before else $key"/>
        <xsl:with-param name="loose" select="if (contains($key, '/')) then $loose + 1 else 0"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- The keys of all texts in one order: those of the first, and those of each other behind the one that they follow there. -->
  <xsl:function name="ed:order-of-rows" as="xs:string*">
    <xsl:param name="keys" as="array(xs:string*)"/>
    <xsl:sequence select="fold-left(2 to array:size($keys), distinct-values($keys(1)), function($order, $n) { ed:with-more-rows($order, distinct-values($keys($n))) })"/>
  </xsl:function>

  <xsl:function name="ed:with-more-rows" as="xs:string*">
    <xsl:param name="order" as="xs:string*"/>
    <xsl:param name="more" as="xs:string*"/>
    <xsl:variable name="known" as="map(xs:string, xs:boolean)" select="map:merge($order ! map:entry(., true()))"/>
    <!-- By a known key, those that follow it; by "", those that go before all. -->
    <xsl:variable name="following" as="map(xs:string, xs:string*)">
      <xsl:map>
        <xsl:for-each-group select="$more" group-starting-with=".[$known(.)]">
          <xsl:variable name="led" as="xs:boolean" select="map:contains($known, current-group()[1])"/>
          <xsl:map-entry key="if ($led) then current-group()[1] else ''" select="if ($led) then tail(current-group()) else current-group()"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:sequence select="$following(''), $order ! (., $following(.))"/>
  </xsl:function>

</xsl:stylesheet>
