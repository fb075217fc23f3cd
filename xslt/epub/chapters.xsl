<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  A web page as a chapter of an EPUB: without what only a site has, its notes as footnotes, its edges of leaves as page breaks, its
  language said in both ways, and no link that leads nowhere.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:epub="http://www.idpf.org/2007/ops" xmlns="http://www.w3.org/1999/xhtml"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- HTML of a page → XHTML of a chapter. -->
  <xsl:mode name="ed:epub" on-no-match="fail" visibility="private"/>

  <!-- A page that has the same language, title and style as all others of the book. -->
  <xsl:template name="ed:leaf-of-the-book" as="element()">
    <xsl:param name="title" as="xs:string" required="yes"/>
    <xsl:param name="language" as="xs:string" required="yes"/>
    <xsl:param name="class" as="xs:string" required="yes"/>
    <xsl:param name="type" as="xs:string" required="yes"/>
    <xsl:param name="body" as="node()*" required="yes"/>
    <html lang="{$language}" xml:lang="{$language}">
      <xsl:if test="ed:is-right-to-left($language)"><xsl:attribute name="dir" select="'rtl'"/></xsl:if>
      <head>
        <title>{$title}</title>
        <link rel="stylesheet" type="text/css" href="{$ed:up}edition.css"/>
      </head>
      <body class="{$class}" epub:type="{$type}">
        <xsl:sequence select="$body"/>
      </body>
    </html>
  </xsl:template>

  <xsl:function name="ed:chapter" as="element()">
    <xsl:param name="page" as="element(ed:page)"/>
    <xsl:variable name="html" as="element()" select="$page/html"/>
    <xsl:call-template name="ed:leaf-of-the-book">
      <xsl:with-param name="title" select="normalize-space($html/head/title)"/>
      <xsl:with-param name="language" select="string($html/@lang)"/>
      <xsl:with-param name="class" select="string($html/body/@class)"/>
      <xsl:with-param name="type" select="if ($page/@name = 'reading') then 'bodymatter' else 'backmatter'"/>
      <xsl:with-param name="body" as="node()*">
        <xsl:apply-templates select="$html/body/main/*" mode="ed:epub"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <xsl:function name="ed:title-page" as="element()">
    <xsl:param name="book" as="element(ed:epub)"/>
    <xsl:variable name="page" as="element()" select="$book/ed:page[1]/html"/>
    <xsl:call-template name="ed:leaf-of-the-book">
      <xsl:with-param name="title" select="string($book/@title)"/>
      <xsl:with-param name="language" select="string($page/@lang)"/>
      <xsl:with-param name="class" select="'title-page'"/>
      <xsl:with-param name="type" select="'frontmatter'"/>
      <xsl:with-param name="body" as="element()">
        <section epub:type="titlepage">
          <xsl:for-each select="$book/@volume[. ne '']"><p class="volume">{.}</p></xsl:for-each>
          <xsl:apply-templates select="($page//*[tokenize(@class) = 'title-block'])[1]/(h1 | p[@class = ('correspondents', 'archive')])" mode="ed:epub"/>
          <xsl:for-each select="($page//*[tokenize(@class) = 'summary'])[1]">
            <div class="summary">
              <xsl:apply-templates select="@lang | node()" mode="ed:epub"/>
            </div>
          </xsl:for-each>
        </section>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <xsl:template match="*" mode="ed:epub" as="element()">
    <xsl:element name="{local-name()}" namespace="{if (ancestor-or-self::math) then 'http://www.w3.org/1998/Math/MathML' else 'http://www.w3.org/1999/xhtml'}">
      <xsl:apply-templates select="@* | node()" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="@*" mode="ed:epub" as="attribute()">
    <xsl:copy/>
  </xsl:template>

  <xsl:template match="@lang" mode="ed:epub" as="attribute()*">
    <xsl:copy/>
    <xsl:attribute name="xml:lang" select="."/>
    <xsl:if test="not(../@dir) and ed:is-right-to-left(.)"><xsl:attribute name="dir" select="'rtl'"/></xsl:if>
  </xsl:template>

  <xsl:template match="text()" mode="ed:epub" as="text()">
    <xsl:copy/>
  </xsl:template>

  <!-- A book has no tools, no addresses of paragraphs, no other pages, no ways to scroll; its files are elsewhere, and what the reading chapter told of the
       document need not be told twice. -->
  <xsl:template match="template | comment() | *[tokenize(@class) = ('paragraph-link', 'files', 'tools', 'what-this-is')] | body[not(@class = 'reading')]//section[@class = 'about']
                       | h3[following-sibling::*[1][@class = 'files']] | @tabindex | @data-key | @data-label | @download" mode="ed:epub" as="empty-sequence()" priority="3"/>

  <!-- What a page opens and closes stands open. -->
  <xsl:template match="details | summary" mode="ed:epub" as="element()*" priority="1">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <!-- A link to what the book does not have is words. -->
  <xsl:template match="a[@href]" mode="ed:epub" as="element()" priority="1">
    <xsl:variable name="leads" as="xs:boolean" select="ed:leads-somewhere(., @href)"/>
    <xsl:element name="{if ($leads) then 'a' else 'span'}">
      <xsl:apply-templates select="@* except (if ($leads) then () else (@href, @role, @aria-label, @rel, @hreflang))" mode="#current"/>
      <xsl:if test="$leads and @role = 'doc-noteref'"><xsl:attribute name="epub:type" select="'noteref'"/></xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:key name="ed:ids" match="*[@id]" use="ancestor::ed:page/@name || '.xhtml#' || @id"/>

  <xsl:function name="ed:leads-somewhere" as="xs:boolean">
    <xsl:param name="link" as="element()"/>
    <xsl:param name="href" as="xs:string"/>
    <xsl:variable name="whole" as="xs:string" select="if (starts-with($href, '#')) then $link/ancestor::ed:page/@name || '.xhtml' || $href else $href"/>
    <xsl:sequence select="
      matches($href, '^(https?|mailto):') or $whole = $link/ancestor::ed:epub/ed:page/(@name || '.xhtml') or exists(key('ed:ids', $whole, root($link)))"/>
  </xsl:function>

  <!-- To another document of a volume. -->
  <xsl:template match="a[matches(@href, $ed:to-another)][replace(@href, $ed:to-another, '$1/$2') = $ed:chapters-of-others]" mode="ed:epub" as="element()" priority="2">
    <a href="{$ed:up}{replace(@href, $ed:to-another, '$1/$2.xhtml')}">
      <xsl:apply-templates select="@class, @lang, node()" mode="#current"/>
    </a>
  </xsl:template>

  <xsl:variable name="ed:to-another" as="xs:string" select="'^([^/]+)\.([a-z]+)\.html(#.*)?$'"/>

  <!-- Notes: an aside each, which a reading system may show where it is called. -->
  <xsl:template match="ol[tokenize(@class) = 'notes']" mode="ed:epub" as="element()+" priority="1">
    <xsl:for-each select="li">
      <aside class="{../@class}" epub:type="footnote" role="doc-footnote">
        <xsl:apply-templates select="@id, @lang, @dir" mode="#current"/>
        <xsl:apply-templates select="node()" mode="#current"/>
      </aside>
    </xsl:for-each>
  </xsl:template>

  <!-- That these are notes each of them says; their section is a section. -->
  <xsl:template match="section/@role[. = 'doc-endnotes']" mode="ed:epub" as="empty-sequence()" priority="1"/>

  <!-- Where a leaf of the document begins. -->
  <xsl:template match="span[tokenize(@class) = ('pb', 'leaf')]" mode="ed:epub" as="element()" priority="1">
    <span id="{ed:id-of-break(.)}" epub:type="pagebreak" role="doc-pagebreak" aria-label="{normalize-space()}">
      <xsl:apply-templates select="@* except @id" mode="#current"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:function name="ed:id-of-break" as="xs:string">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="string(($break/@id, 'leaf-' || count($break/preceding::span[tokenize(@class) = ('pb', 'leaf')][ancestor::ed:page is $break/ancestor::ed:page]) + 1)[1])"/>
  </xsl:function>

  <!-- Headings of the text can be reached from the contents. -->
  <xsl:template match="h2[not(@id)] | h3[not(@id)]" mode="ed:epub" as="element()" priority="1">
    <xsl:element name="{local-name()}">
      <xsl:attribute name="id" select="ed:id-of-heading(.)"/>
      <xsl:apply-templates select="@* | node()" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="ed:id-of-heading" as="xs:string">
    <xsl:param name="heading" as="element()"/>
    <xsl:sequence select="string(($heading/@id, 'heading-' || count($heading/(preceding::h2 | preceding::h3)[ancestor::ed:page is $heading/ancestor::ed:page]) + 1)[1])"/>
  </xsl:function>

</xsl:stylesheet>
