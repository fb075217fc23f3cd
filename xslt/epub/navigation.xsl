<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The navigation of an EPUB: its contents, the leaves of the document, its landmarks. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:epub="http://www.idpf.org/2007/ops" xmlns="http://www.w3.org/1999/xhtml"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="ed:navigation" as="element()">
    <xsl:param name="book" as="element(ed:epub)"/>
    <xsl:variable name="leaves" as="element()*" select="ed:leaves-of-the-document($book)"/>
    <xsl:call-template name="ed:leaf-of-the-book">
      <xsl:with-param name="title" select="string($book/@title)"/>
      <xsl:with-param name="language" select="string($book/ed:page[1]/html/@lang)"/>
      <xsl:with-param name="class" select="'nav'"/>
      <xsl:with-param name="type" select="'frontmatter'"/>
      <xsl:with-param name="body" as="element()+">
        <nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-heading">
          <h1 id="toc-heading">{ed:say('volume.contents')}</h1>
          <ol>
            <li><a href="title.xhtml">{$book/@title}</a></li>
            <xsl:for-each select="$book/ed:page">
              <xsl:variable name="name" as="xs:string" select="@name"/>
              <li>
                <a href="{$name}.xhtml">{ed:say('view.' || $name)}</a>
                <xsl:variable name="headings" as="element()*" select="html/body[@class = 'reading']//*[@id = 'text']//(h2 | h3)[not(@data-by) and normalize-space()]"/>
                <xsl:if test="exists($headings)">
                  <ol>
                    <xsl:for-each select="$headings">
                      <li><a href="{$name}.xhtml#{ed:id-of-heading(.)}">{ed:words-alone(.)}</a></li>
                    </xsl:for-each>
                  </ol>
                </xsl:if>
              </li>
            </xsl:for-each>
          </ol>
        </nav>
        <xsl:if test="exists($leaves)">
          <nav epub:type="page-list" role="doc-pagelist" hidden="hidden" aria-labelledby="page-list-heading">
            <h2 id="page-list-heading">{ed:say('epub.leaves')}</h2>
            <ol>
              <xsl:for-each select="$leaves">
                <li><a href="{ancestor::ed:page/@name}.xhtml#{ed:id-of-break(.)}">{normalize-space()}</a></li>
              </xsl:for-each>
            </ol>
          </nav>
        </xsl:if>
        <nav epub:type="landmarks" hidden="hidden" aria-labelledby="landmarks-heading">
          <h2 id="landmarks-heading">{ed:say('epub.landmarks')}</h2>
          <ol>
            <li><a epub:type="toc" href="#toc">{ed:say('volume.contents')}</a></li>
            <li><a epub:type="bodymatter" href="{$book/ed:page[1]/@name}.xhtml">{ed:say('view.' || $book/ed:page[1]/@name)}</a></li>
          </ol>
        </nav>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:function>

  <!-- The edges of leaves in the first chapter that has any: a page list leads to each leaf once. -->
  <xsl:function name="ed:leaves-of-the-document" as="element()*">
    <xsl:param name="book" as="element(ed:epub)"/>
    <xsl:sequence select="($book/ed:page[.//span[tokenize(@class) = ('pb', 'leaf')]])[1]//span[tokenize(@class) = ('pb', 'leaf')]"/>
  </xsl:function>

  <!-- The words of a heading, without calls of notes and what is spoken only. -->
  <xsl:function name="ed:words-alone" as="xs:string">
    <xsl:param name="heading" as="element()"/>
    <xsl:sequence select="normalize-space(string-join($heading//text()[not(ancestor::*[tokenize(@class) = 'vh' or @data-by = 'edition' and tokenize(@class) = ('mark', 'pb')])]))"/>
  </xsl:function>

</xsl:stylesheet>
