<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The frame of a book: what the PDF says of itself, the opening, the text, and what follows it.
  The heads of the pages are taken from @data-volume and @data-document of the body.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- The title of the edition, for the head of the left pages; without one, the shelfmark of the document stands there. -->
  <xsl:param name="ed:volume" as="xs:string" select="''"/>

  <xsl:template name="ed:book" as="document-node()">
    <xsl:param name="document" as="document-node()" required="yes"/>
    <xsl:param name="view" as="xs:string" required="yes"/>
    <xsl:param name="text" as="node()*" required="yes"/>
    <xsl:param name="after" as="node()*" select="()"/>
    <xsl:param name="signs" as="element()?" select="()"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$document/*/teiHeader"/>
    <xsl:variable name="title" as="xs:string" select="(ed:title($header) ! ed:title-text(.), ed:say('edition.untitled'))[1]"/>
    <xsl:variable name="page" as="document-node()">
      <xsl:document>
        <html>
          <xsl:sequence select="ed:lang($ed:page-language)"/>
          <head>
            <meta charset="utf-8"/>
            <title>{$title}. {ed:say('view.' || $view)}</title>
            <xsl:sequence select="ed:about-the-file($header)"/>
            <!-- A volume has one legend for all of its documents. -->
            <xsl:if test="$signs">
              <meta name="signs" content="{serialize($signs)}"/>
            </xsl:if>
          </head>
          <body class="{$view, $ed:apparatus-layout[. eq 'run-in']}" data-volume="{($ed:volume[. ne ''], ed:archive-reference($header))[1]}" data-document="{if ($ed:in-volume) then ed:title-with-date($header) else $title}">
            <xsl:call-template name="ed:asked-of-the-typesetter"/>
            <article>
              <xsl:if test="ed:text-language($document) ne $ed:page-language">
                <xsl:sequence select="ed:lang(ed:text-language($document))"/>
              </xsl:if>
              <xsl:call-template name="ed:opening">
                <xsl:with-param name="header" select="$header"/>
                <xsl:with-param name="view" select="$view"/>
                <xsl:with-param name="language" select="ed:page-lang($document)"/>
              </xsl:call-template>
              <xsl:sequence select="$text"/>
            </article>
            <xsl:sequence select="$after"/>
            <xsl:if test="not($ed:in-volume)">
              <xsl:call-template name="ed:about-the-edition">
                <xsl:with-param name="header" select="$header"/>
              </xsl:call-template>
            </xsl:if>
          </body>
        </html>
      </xsl:document>
    </xsl:variable>
    <xsl:sequence select="ed:on-paper($page)"/>
  </xsl:template>

  <!-- A page as the typesetter wants it. -->
  <xsl:function name="ed:on-paper" as="document-node()">
    <xsl:param name="page" as="document-node()"/>
    <xsl:variable name="paper" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="$page/*" mode="ed:paper"/>
      </xsl:document>
    </xsl:variable>
    <xsl:variable name="keyed" as="document-node()">
      <xsl:choose>
        <xsl:when test="$ed:apparatus eq 'lines'">
          <xsl:document>
            <xsl:apply-templates select="$paper/*" mode="ed:keying"/>
          </xsl:document>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$paper"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:document>
      <xsl:apply-templates select="$keyed/*" mode="ed:line-ends"/>
    </xsl:document>
  </xsl:function>

  <!-- What a catalogue reads: authors, subject, keywords. -->
  <xsl:function name="ed:about-the-file" as="element()*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:for-each select="ed:in-page-language($header/fileDesc/titleStmt/author)">
      <meta name="author" content="{normalize-space(.)}"/>
    </xsl:for-each>
    <xsl:variable name="abstract" as="xs:string" select="(ed:abstract($header) ! ed:title-text(.), '')[1]"/>
    <xsl:if test="$abstract ne ''">
      <meta name="description" content="{$abstract}"/>
    </xsl:if>
    <xsl:variable name="terms" as="xs:string*" select="
      distinct-values(ed:in-page-language($header//textClass/keywords/term) ! normalize-space(.)),
      distinct-values($header//correspDesc//(persName | orgName) ! normalize-space(.))"/>
    <xsl:if test="exists($terms)">
      <meta name="keywords" content="{string-join($terms ! translate(., ',', ''), ', ')}"/>
    </xsl:if>
    <meta name="generator" content="tei-edition"/>
  </xsl:function>

  <!-- Who and what is named, in small type; only a register tells. -->
  <xsl:template name="ed:names-of-the-book" as="element()?">
    <xsl:param name="document" as="document-node()" required="yes"/>
    <xsl:variable name="lists" as="element()*">
      <xsl:call-template name="ed:lists-of-names">
        <xsl:with-param name="document" select="$document"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="exists($lists)">
      <section class="names-of-the-book">
        <h2>{ed:say('names')}</h2>
        <xsl:sequence select="$lists"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Hands and signs, as far as this view of this document shows them. -->
  <xsl:template name="ed:legend-of-the-book" as="element()?">
    <xsl:param name="document" as="document-node()" required="yes"/>
    <xsl:param name="annotated" as="document-node()" select="$document"/>
    <xsl:param name="view" as="xs:string" required="yes"/>
    <xsl:variable name="lists" as="element()*">
      <xsl:call-template name="ed:legend-of-hands">
        <xsl:with-param name="document" select="$annotated"/>
      </xsl:call-template>
      <xsl:call-template name="ed:legend-of-signs">
        <xsl:with-param name="text" select="ed:texts($document)"/>
        <xsl:with-param name="view" select="$view"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="exists($lists)">
      <section class="legend">
        <h2>{ed:say('about.legend')}</h2>
        <xsl:sequence select="$lists"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- In a volume the hands of a document are told with it, for each document has its own. -->
  <xsl:template name="ed:hands-in-volume" as="element()?">
    <xsl:param name="annotated" as="document-node()" required="yes"/>
    <xsl:variable name="hands" as="element()?">
      <xsl:call-template name="ed:legend-of-hands">
        <xsl:with-param name="document" select="$annotated"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$hands">
      <section class="legend">
        <h2>{ed:say('about.hands')}</h2>
        <xsl:sequence select="$hands"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- By which rules the text was made, whose it is, and where its source is to be found. -->
  <xsl:template name="ed:about-the-edition" as="element()">
    <xsl:param name="header" as="element(teiHeader)?" required="yes"/>
    <xsl:variable name="rules" as="element()*" select="$header/encodingDesc/(projectDesc | editorialDecl | editorialDecl/*)/p"/>
    <xsl:variable name="rights" as="element()*" select="$header/fileDesc/publicationStmt/availability/(p | licence)"/>
    <section class="about">
      <h2>{ed:say('about.edition')}</h2>
      <xsl:for-each select="$rules, $rights">
        <p>
          <xsl:sequence select="ed:foreign-lang(.)"/>
          <xsl:apply-templates mode="ed:reading"/>
        </p>
      </xsl:for-each>
      <p>{ed:say('print.attached')}</p>
    </section>
  </xsl:template>

  <!-- Paper has no links to paragraphs. -->
  <xsl:template name="ed:paragraph-link" as="empty-sequence()"/>

</xsl:stylesheet>
