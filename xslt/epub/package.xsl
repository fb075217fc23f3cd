<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The package of an EPUB: what it is, what is in it, in which order it is read. What it says of accessibility is what every chapter
  has; that it conforms to a standard nobody can say who has not tried the very book, so it does not.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.idpf.org/2007/opf"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="xsl xs ed" expand-text="yes">

  <xsl:function name="ed:package" as="element()">
    <xsl:param name="book" as="element(ed:epub)"/>
    <xsl:variable name="header" as="element()?" select="$book/teiHeader"/>
    <xsl:variable name="language" as="xs:string" select="string($book/ed:page[1]/*:html/@lang)"/>
    <package version="3.0" unique-identifier="id" xml:lang="{$language}" dir="{if (ed:is-right-to-left($language)) then 'rtl' else 'ltr'}">
      <metadata>
        <dc:identifier id="id">{$book/@identifier}</dc:identifier>
        <dc:title>{$book/@title}</dc:title>
        <dc:language>{$language}</dc:language>
        <xsl:for-each select="ed:in-page-language($header/fileDesc/titleStmt/author)[normalize-space()]">
          <dc:creator id="author-{position()}">{ed:title-text(.)}</dc:creator>
          <meta refines="#author-{position()}" property="role" scheme="marc:relators">aut</meta>
        </xsl:for-each>
        <xsl:for-each select="distinct-values(ed:credits($header)/(self::editor | persName | orgName | name)[normalize-space()] ! ed:title-text(.))">
          <dc:contributor>{.}</dc:contributor>
        </xsl:for-each>
        <xsl:for-each select="($header/fileDesc/publicationStmt/(publisher | authority | distributor))[normalize-space()][1]">
          <dc:publisher>{ed:title-text(.)}</dc:publisher>
        </xsl:for-each>
        <xsl:for-each select="($header/fileDesc/publicationStmt/date/@when)[1]">
          <dc:date>{.}</dc:date>
        </xsl:for-each>
        <xsl:for-each select="ed:abstract($header) ! ed:title-text(.)[. ne '']">
          <dc:description>{.}</dc:description>
        </xsl:for-each>
        <xsl:for-each select="distinct-values(ed:in-page-language($header//textClass/keywords/term)[normalize-space()] ! ed:title-text(.))">
          <dc:subject>{.}</dc:subject>
        </xsl:for-each>
        <xsl:for-each select="ed:archive-reference($header)[. ne '']">
          <dc:source>{.}</dc:source>
        </xsl:for-each>
        <xsl:for-each select="($header/fileDesc/publicationStmt/availability)[normalize-space()][1]">
          <dc:rights>{ed:title-text(.)}</dc:rights>
        </xsl:for-each>
        <xsl:for-each select="$book/@volume[. ne '']">
          <meta property="belongs-to-collection" id="volume">{.}</meta>
          <meta refines="#volume" property="collection-type">set</meta>
        </xsl:for-each>
        <meta property="dcterms:modified">{$book/@modified}</meta>
        <xsl:sequence select="ed:accessibility(exists(ed:leaves-of-the-document($book)))"/>
      </metadata>
      <manifest>
        <item id="cover" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
        <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
        <xsl:for-each select="$book/ed:page">
          <item id="{@name}" href="{@name}.xhtml" media-type="application/xhtml+xml">
            <xsl:if test=".//*:math"><xsl:attribute name="properties" select="'mathml'"/></xsl:if>
          </item>
        </xsl:for-each>
        <xsl:for-each select="$book/ed:file">
          <item id="file-{position()}" href="{@name}" media-type="{@type}"/>
        </xsl:for-each>
      </manifest>
      <spine page-progression-direction="{if (ed:is-right-to-left($language)) then 'rtl' else 'ltr'}">
        <itemref idref="title"/>
        <itemref idref="nav"/>
        <xsl:for-each select="$book/ed:page">
          <itemref idref="{@name}"/>
        </xsl:for-each>
      </spine>
    </package>
  </xsl:function>

  <!-- How a book can be read. -->
  <xsl:function name="ed:accessibility" as="element()+">
    <xsl:param name="has-leaves" as="xs:boolean"/>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <xsl:for-each select="'tableOfContents', 'structuralNavigation', 'readingOrder', 'displayTransformability', 'ARIA',
                          ('pageBreakMarkers', 'pageNavigation')[$has-leaves]">
      <meta property="schema:accessibilityFeature">{.}</meta>
    </xsl:for-each>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">{ed:say('epub.accessibility')}</meta>
  </xsl:function>

</xsl:stylesheet>
