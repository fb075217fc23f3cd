<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The web pages of a document → the files of an EPUB 3.3, as JSON: by its name, the text of each chapter, of the navigation, of the package.
  In: `ed:epub` (`edition/publish/epub.py` writes it), which holds the header of the document, its pages (`ed:page`, as HTML without a
  namespace) and the names of the files beside them. Of a volume the chapters of each document are made so, and by `ed:epub-volume` what
  holds them together.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:epub" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ed="urn:x-edition"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:epub="http://www.idpf.org/2007/ops"
  xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all" default-mode="ed:page" expand-text="yes">

  <xsl:include href="reading/view.xsl"/>

  <xsl:output method="json" encoding="UTF-8"/>

  <!-- In a volume: from the folder of a document's chapters to the edition's style, and the chapters (`NAME/VIEW`) of all its documents. -->
  <xsl:param name="ed:up" as="xs:string" select="''"/>
  <xsl:param name="ed:others" as="xs:string" select="''"/>
  <xsl:variable name="ed:chapters-of-others" as="xs:string*" select="tokenize($ed:others)"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- The pages of a document in, the files of its book out. -->
  <xsl:mode name="ed:page" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()[ed:epub-volume]" as="map(xs:string, xs:string)">
    <xsl:variable name="volume" as="element(ed:epub-volume)" select="ed:epub-volume"/>
    <xsl:sequence select="map:merge((
      for $part in $volume/ed:part return map:entry($part/@name || '.xhtml', ed:as-xhtml(ed:part-of-volume($part))),
      map:entry('cover.svg', ed:cover($volume/@title, $volume/@line)),
      map:entry('nav.xhtml', ed:as-xhtml(ed:navigation-of-volume($volume))),
      map:entry('package.opf', serialize(ed:package-of-volume($volume), map { 'method': 'xml', 'indent': true() }))))"/>
  </xsl:template>

  <xsl:function name="ed:chapters" as="map(xs:string, xs:string)">
    <xsl:param name="book" as="element(ed:epub)"/>
    <xsl:sequence select="map:merge($book/ed:page ! map:entry(@name || '.xhtml', ed:as-xhtml(ed:chapter(.))))"/>
  </xsl:function>

  <xsl:template match="document-node()[ed:epub]" as="map(xs:string, xs:string)">
    <xsl:variable name="book" as="element(ed:epub)" select="ed:epub"/>
    <xsl:sequence select="if ($ed:up ne '') then ed:chapters($book) else map:merge((
      ed:chapters($book),
      map:entry('cover.svg', ed:cover($book/@title, $book/@volume)),
      map:entry('title.xhtml', ed:as-xhtml(ed:title-page($book))),
      map:entry('nav.xhtml', ed:as-xhtml(ed:navigation($book))),
      map:entry('package.opf', serialize(ed:package($book), map { 'method': 'xml', 'indent': true() }))))"/>
  </xsl:template>

  <xsl:function name="ed:as-xhtml" as="xs:string">
    <xsl:param name="page" as="element()"/>
    <xsl:sequence select="serialize($page, map { 'method': 'xhtml', 'indent': false(), 'html-version': 5.0, 'include-content-type': false(), 'omit-xml-declaration': false(), 'encoding': 'UTF-8' })"/>
  </xsl:function>

  <xsl:include href="pipeline.xsl"/>
  <xsl:include href="epub/chapters.xsl"/>
  <xsl:include href="epub/navigation.xsl"/>
  <xsl:include href="epub/package.xsl"/>
  <xsl:include href="epub/volume.xsl"/>
  <xsl:include href="epub/cover.xsl"/>
</xsl:package>
