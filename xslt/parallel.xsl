<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Original and translation side by side, in rows of what `@corresp` links.

  In: `ed:group` with an `ed:document` for each text (`name` of its file, `language`, `page` that shows it alone), which holds its TEI.
  The original is the text whose header says that its main language is its own; else the first.

  There is a page for each language in which the edition speaks of them (`ed:language`).

  It imports the reading view and overrides the calls of notes and the links of paragraphs: beside each other texts show none.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:parallel" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" default-mode="ed:page" expand-text="yes">

  <xsl:import href="reading/view.xsl"/>

  <xsl:output method="html" version="5.0" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- A group of documents in, their page out. -->
  <xsl:mode name="ed:page" visibility="public" on-no-match="fail"/>

  <!-- What a cell shows, each id changed that another text had first: on a page an id stands once. -->
  <xsl:mode name="ed:own-ids" on-no-match="shallow-copy" visibility="private"/>

  <xsl:template name="ed:paragraph-link" as="empty-sequence()"/>

  <!-- Whether a document is in the language in which it was written. -->
  <xsl:function name="ed:is-original" as="xs:boolean">
    <xsl:param name="document" as="element(ed:document)"/>
    <xsl:variable name="main" as="xs:string" select="string(($document//teiHeader//textLang/@mainLang)[1])"/>
    <xsl:sequence select="$main ne '' and tokenize(ed:tag($main), '-')[1] = tokenize(ed:tag($document/@language), '-')[1]"/>
  </xsl:function>

  <xsl:template match="document-node()" as="element()">
    <xsl:variable name="documents" as="element(ed:document)+" select="ed:group/ed:document"/>
    <xsl:variable name="original" as="element(ed:document)" select="($documents[ed:is-original(.)], $documents)[1]"/>
    <xsl:variable name="prepared" as="map(*)+">
      <xsl:for-each select="$original, ($documents except $original)">
        <xsl:variable name="tei" as="document-node()">
          <xsl:document>
            <xsl:copy-of select="*"/>
          </xsl:document>
        </xsl:variable>
        <xsl:variable name="annotated" as="document-node()" select="ed:annotated($tei)"/>
        <xsl:variable name="with-places" as="document-node()">
          <xsl:apply-templates select="$annotated" mode="ed:places"/>
        </xsl:variable>
        <xsl:sequence select="map { 'number': position(), 'name': string(@name), 'language': string(@language), 'page': string(@page),
          'annotated': $annotated, 'document': ed:reading-text($with-places) }"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="partners" as="map(xs:string, xs:string*)" select="ed:partners($prepared)"/>
    <xsl:variable name="texts" as="map(*)+" select="
      for $text in $prepared
      return map:put($text, 'units', ed:texts($text?document) ! ed:units(., $text?number, $partners))"/>
    <!-- By id: the first text that has it. -->
    <xsl:variable name="owners" as="map(xs:string, xs:integer)" select="
      map:merge($texts ! (let $number := ?number return ed:texts(?annotated)//@xml:id ! map:entry(string(), $number)), map { 'duplicates': 'use-first' })"/>
    <xsl:variable name="told" as="document-node()" select="($texts[starts-with(?language, $ed:page-language)], $texts)[1]?document"/>
    <xsl:variable name="header" as="element()?" select="ed:header($told)"/>
    <xsl:variable name="article" as="element()">
      <article class="page">
        <xsl:call-template name="ed:title-block">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="view" select="'parallel'"/>
        </xsl:call-template>
        <xsl:if test="exists($texts?document//ed:place)">
          <p class="signs-used">{ed:say('parallel.signs')}</p>
        </xsl:if>
        <div class="text-block">
          <xsl:call-template name="ed:tools"/>
          <div class="rows" id="text">
            <div class="row heads">
              <xsl:for-each select="$texts">
                <h2>
                  <xsl:sequence select="ed:lang(?language)"/>
                  <a href="{?page}">{ed:language-name(?language)}</a>
                </h2>
              </xsl:for-each>
            </div>
            <xsl:call-template name="ed:rows">
              <xsl:with-param name="texts" select="$texts"/>
              <xsl:with-param name="partners" select="$partners"/>
              <xsl:with-param name="ed:owners" select="$owners" tunnel="yes"/>
              <xsl:with-param name="ed:across" select="ed:across($texts, $partners)" tunnel="yes"/>
              <xsl:with-param name="ed:view" select="'reading'" tunnel="yes"/>
              <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
            </xsl:call-template>
          </div>
        </div>
      </article>
    </xsl:variable>
    <xsl:call-template name="ed:html">
      <xsl:with-param name="title" select="string-join((ed:title($header) ! ed:title-text(.), ed:say('view.parallel')), ' · ')"/>
      <xsl:with-param name="description" select="string(ed:abstract($header) ! ed:title-text(.))"/>
      <xsl:with-param name="class" select="'reading parallel'"/>
      <xsl:with-param name="header" select="$header"/>
      <xsl:with-param name="body" select="$article"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:include href="pipeline.xsl"/>
  <xsl:include href="lib/quiet.xsl"/>
  <xsl:include href="parallel/places.xsl"/>
  <xsl:include href="parallel/rows.xsl"/>
  <xsl:include href="parallel/view.xsl"/>
  <xsl:include href="web/page.xsl"/>
</xsl:package>
