<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The ledger of a document as JSON: every intervention, numbered in document order, and the words that head a table of them.
  The keys are those of `edition.model.ledger`, which docs/explanation/ledger.md explains. `ed:language` is the language that it speaks.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:ledger" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ed="urn:x-edition"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  exclude-result-prefixes="#all" default-mode="ed:json" expand-text="yes">

  <xsl:output method="text"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- A TEI document in, its ledger out. -->
  <xsl:mode name="ed:json" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()" as="text()">
    <xsl:variable name="entries" as="element(ed:entry)*" select="ed:ledger(ed:annotated(.), $ed:page-language)"/>
    <xsl:variable name="columns" as="map(xs:string, xs:string)"
      select="map:merge(('number', 'where', 'hand', 'what', 'certainty') ! map:entry(., ed:say('ledger.column.' || .)))"/>
    <xsl:value-of select="serialize(
      map { 'language': $ed:page-language, 'columns': $columns, 'entries': array { $entries ! ed:as-map(.) } }, map { 'method': 'json' })"/>
  </xsl:template>

  <xsl:function name="ed:as-map" as="map(xs:string, item())">
    <xsl:param name="entry" as="element(ed:entry)"/>
    <xsl:sequence select="map {
      'number': xs:integer($entry/@number), 'id': string($entry/@id), 'kind': string($entry/@kind), 'type': string($entry/@type),
      'immediate': $entry/@immediate = 'true',
      'where': string($entry/@where), 'page': string($entry/@page), 'line': string($entry/@line),
      'paragraph': string($entry/@paragraph), 'section': string($entry/@section),
      'hand': string($entry/@hand), 'siglum': string($entry/@siglum), 'hand_label': string($entry/@hand-label),
      'change': string($entry/@change), 'change_label': string($entry/@change-label),
      'context_before': string($entry/ed:context-before), 'before': string($entry/ed:before),
      'after': string($entry/ed:after), 'context_after': string($entry/ed:context-after),
      'certainty': string($entry/@certainty), 'certainty_label': string($entry/@certainty-label),
      'evidence': array { tokenize($entry/@evidence) }, 'responsibility': array { tokenize($entry/@responsibility) },
      'place': string($entry/@place), 'place_as_written': string($entry/@place-as-written),
      'sentence': ed:sentence-text($entry/ed:sentence), 'deed': ed:sentence-text($entry/ed:deed),
      'counterparts': array { tokenize($entry/@counterparts) },
      'anchor': string($entry/@anchor), 'at': string($entry/@at),
      'acts': array { $entry/ed:act ! map {
        'element': string(@element), 'id': string(@id), 'anchor': string(@anchor), 'at': string(@at),
        'hand': string(@hand), 'change': string(@change), 'certainty': string(@certainty),
        'evidence': array { tokenize(@evidence) }, 'responsibility': array { tokenize(@responsibility) }, 'place': string(@place) } } }"/>
  </xsl:function>

  <xsl:include href="diplomatic/view.xsl"/>
  <xsl:include href="ledger/view.xsl"/>
  <xsl:include href="pipeline.xsl"/>
</xsl:package>
