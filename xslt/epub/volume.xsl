<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  What holds the EPUB of a volume together: its front, as the printed book has it, the contents with all its documents, its package.
  Of each document `ed:document` has the folder, the title, the language and the chapters, whose texts are made one document at a time.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:epub="http://www.idpf.org/2007/ops" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all" expand-text="yes">

  <!-- What is no document: the title page with the imprint, the editors' note; behind the documents registers and bibliography. -->
  <xsl:function name="ed:part-of-volume" as="element()">
    <xsl:param name="part" as="element(ed:part)"/>
    <xsl:call-template name="ed:leaf-of-the-book">
      <xsl:with-param name="title" select="normalize-space(($part//h1)[1])"/>
      <xsl:with-param name="language" select="string($part/../@language)"/>
      <xsl:with-param name="class" select="string($part/@matter)"/>
      <xsl:with-param name="type" select="$part/@matter || 'matter'"/>
      <xsl:with-param name="body" as="element()*">
        <xsl:apply-templates select="$part/*" mode="ed:epub"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <!-- What the typesetter alone reads. -->
  <xsl:template match="ed:part//@*[starts-with(name(), 'data-')]" mode="ed:epub" as="empty-sequence()" priority="4"/>

  <!-- Nothing leads to its headings; nor are files attached to it. -->
  <xsl:template match="ed:part//h2 | ed:part//h3" mode="ed:epub" as="element()" priority="4">
    <xsl:element name="{local-name()}">
      <xsl:apply-templates select="@* | node()" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- From an entry of a register to a document. -->
  <xsl:template match="ed:part//a[starts-with(@href, 'book:')]" mode="ed:epub" as="element()" priority="4">
    <a href="{ancestor::ed:epub-volume/ed:document[@name = substring-after(current()/@href, 'book:')]/ed:chapter[1]/@href}">
      <xsl:apply-templates select="@lang, @dir, node()" mode="#current"/>
    </a>
  </xsl:template>

  <xsl:template match="ed:part//p[@class = 'attached']" mode="ed:epub" as="empty-sequence()" priority="4"/>

  <xsl:function name="ed:navigation-of-volume" as="element()">
    <xsl:param name="volume" as="element(ed:epub-volume)"/>
    <xsl:variable name="first" as="xs:string" select="$volume/ed:document[1]/ed:chapter[1]/@href"/>
    <xsl:call-template name="ed:leaf-of-the-book">
      <xsl:with-param name="title" select="string($volume/@title)"/>
      <xsl:with-param name="language" select="string($volume/@language)"/>
      <xsl:with-param name="class" select="'nav'"/>
      <xsl:with-param name="type" select="'frontmatter'"/>
      <xsl:with-param name="body" as="element()+">
        <nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-heading">
          <h1 id="toc-heading">{ed:say('volume.contents')}</h1>
          <ol>
            <xsl:for-each select="$volume/ed:part[@matter = 'front']">
              <li><a href="{@name}.xhtml">{normalize-space(.//h1[1])}</a></li>
            </xsl:for-each>
            <xsl:for-each select="$volume/ed:document">
              <li>
                <a href="{ed:chapter[1]/@href}">
                  <xsl:if test="@language ne $volume/@language">
                    <xsl:attribute name="lang" select="@language"/>
                    <xsl:attribute name="xml:lang" select="@language"/>
                  </xsl:if>
                  <xsl:text>{@title}</xsl:text>
                </a>
                <xsl:where-populated>
                  <ol>
                    <xsl:for-each select="subsequence(ed:chapter, 2)">
                      <li><a href="{@href}">{ed:say('view.' || @name)}</a></li>
                    </xsl:for-each>
                  </ol>
                </xsl:where-populated>
              </li>
            </xsl:for-each>
            <xsl:for-each select="$volume/ed:part[@matter = 'back']">
              <li><a href="{@name}.xhtml">{normalize-space(.//h1[1])}</a></li>
            </xsl:for-each>
          </ol>
        </nav>
        <nav epub:type="landmarks" hidden="hidden" aria-labelledby="landmarks-heading">
          <h2 id="landmarks-heading">{ed:say('epub.landmarks')}</h2>
          <ol>
            <xsl:for-each select="$volume/ed:part[@name = 'title']">
              <li><a epub:type="titlepage" href="title.xhtml">{$volume/@title}</a></li>
            </xsl:for-each>
            <li><a epub:type="toc" href="#toc">{ed:say('volume.contents')}</a></li>
            <li><a epub:type="bodymatter" href="{$first}">{$volume/ed:document[1]/@title}</a></li>
          </ol>
        </nav>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <xsl:function name="ed:package-of-volume" as="element()" xpath-default-namespace="">
    <xsl:param name="volume" as="element(ed:epub-volume)"/>
    <xsl:variable name="direction" as="xs:string" select="if (ed:is-right-to-left($volume/@language)) then 'rtl' else 'ltr'"/>
    <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{$volume/@language}" dir="{$direction}">
      <metadata>
        <dc:identifier id="id">{$volume/@identifier}</dc:identifier>
        <dc:title id="title">{$volume/@title}</dc:title>
        <meta refines="#title" property="title-type">main</meta>
        <xsl:for-each select="$volume/@subtitle[. ne '']">
          <dc:title id="subtitle">{.}</dc:title>
          <meta refines="#subtitle" property="title-type">subtitle</meta>
        </xsl:for-each>
        <xsl:for-each select="distinct-values(($volume/@language, $volume/ed:document/@language))">
          <dc:language>{.}</dc:language>
        </xsl:for-each>
        <xsl:for-each select="$volume/ed:editor">
          <dc:creator id="editor-{position()}">{.}</dc:creator>
          <meta refines="#editor-{position()}" property="role" scheme="marc:relators">edt</meta>
        </xsl:for-each>
        <meta property="dcterms:modified">{$volume/@modified}</meta>
        <xsl:sequence select="ed:accessibility(false())"/>
      </metadata>
      <manifest>
        <item id="cover" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
        <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <xsl:for-each select="$volume/ed:part">
          <item id="part-{@name}" href="{@name}.xhtml" media-type="application/xhtml+xml"/>
        </xsl:for-each>
        <xsl:for-each select="$volume/ed:document/ed:chapter">
          <item id="chapter-{position()}" href="{@href}" media-type="application/xhtml+xml">
            <xsl:if test="@mathml"><xsl:attribute name="properties" select="'mathml'"/></xsl:if>
          </item>
        </xsl:for-each>
        <xsl:for-each select="$volume/ed:file">
          <item id="file-{position()}" href="{@name}" media-type="{@type}"/>
        </xsl:for-each>
      </manifest>
      <spine page-progression-direction="{$direction}">
        <xsl:for-each select="$volume/ed:part[@name = 'title']"><itemref idref="part-title"/></xsl:for-each>
        <itemref idref="nav"/>
        <xsl:for-each select="$volume/ed:part[@matter = 'front'][@name ne 'title']"><itemref idref="part-{@name}"/></xsl:for-each>
        <xsl:for-each select="$volume/ed:document/ed:chapter">
          <itemref idref="chapter-{position()}"/>
        </xsl:for-each>
        <xsl:for-each select="$volume/ed:part[@matter = 'back']"><itemref idref="part-{@name}"/></xsl:for-each>
      </spine>
    </package>
  </xsl:function>

</xsl:stylesheet>
