<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The texts that stand side by side, as rows.xsl wants them, and the rows of them all, for a page and for a book alike. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Whether a document is in the language in which it was written. -->
  <xsl:function name="ed:is-original" as="xs:boolean">
    <xsl:param name="document" as="element(ed:document)"/>
    <xsl:variable name="main" as="xs:string" select="string(($document//teiHeader//textLang/@mainLang)[1])"/>
    <xsl:sequence select="$main ne '' and tokenize(ed:tag($main), '-')[1] = tokenize(ed:tag($document/@language), '-')[1]"/>
  </xsl:function>

  <!-- The texts of a group, the original first. -->
  <xsl:function name="ed:prepared" as="map(*)+">
    <xsl:param name="group" as="document-node()"/>
    <xsl:variable name="documents" as="element(ed:document)+" select="$group/ed:group/ed:document"/>
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
    <xsl:sequence select="
      for $text in $prepared
      return map:put($text, 'units', ed:texts($text?document) ! ed:units(., $text?number, $partners))"/>
  </xsl:function>

  <!-- The text whose header speaks of them all: that in the language of the page, else the original. -->
  <xsl:function name="ed:told" as="document-node()">
    <xsl:param name="texts" as="map(*)+"/>
    <xsl:sequence select="($texts[starts-with(?language, $ed:page-language)], $texts)[1]?document"/>
  </xsl:function>

  <xsl:template name="ed:side-by-side" as="element()">
    <xsl:param name="texts" as="map(*)+" required="yes"/>
    <xsl:variable name="partners" as="map(xs:string, xs:string*)" select="ed:partners($texts)"/>
    <!-- By id: the first text that has it. -->
    <xsl:variable name="owners" as="map(xs:string, xs:integer)" select="
      map:merge($texts ! (let $number := ?number return ed:texts(?annotated)//@xml:id ! map:entry(string(), $number)), map { 'duplicates': 'use-first' })"/>
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
  </xsl:template>

</xsl:stylesheet>
