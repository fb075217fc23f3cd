<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The first page of a site, in one language: every document with its summary, its versions, how to cite it; then the principles.

  In: `ed:site` with an `ed:group` for each text, in it an `ed:document` for each language it is in, which holds the links to its
  versions (`ed:link`) and its `teiHeader`. `@schema` is the way to the documentation of the schema, where the site has it.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:index" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" default-mode="ed:page" expand-text="yes">

  <xsl:output method="html" version="5.0" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <xsl:mode name="ed:page" visibility="public" on-no-match="fail"/>

  <!-- The version of a text that a page in this language tells about. -->
  <xsl:function name="ed:told-document" as="element(ed:document)">
    <xsl:param name="group" as="element(ed:group)"/>
    <xsl:sequence select="($group/ed:document[starts-with(@language, $ed:page-language)], $group/ed:document)[1]"/>
  </xsl:function>

  <xsl:template match="document-node()" as="element()">
    <xsl:variable name="groups" as="element(ed:group)*" select="ed:site/ed:group"/>
    <xsl:variable name="body" as="node()+">
      <xsl:choose>
        <!-- An edition of one text, without a name of its own, is called as the text is. -->
        <xsl:when test="count($groups) = 1 and not(ed:has-title())">
          <xsl:apply-templates select="$groups">
            <xsl:with-param name="alone" select="true()"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise>
          <header class="title-block">
            <h1>{ed:site-title()}</h1>
            <xsl:if test="count($groups) gt 1">
              <p class="lead">{ed:say('index.count', string(count($groups)))}</p>
            </xsl:if>
          </header>
          <section aria-labelledby="documents-heading">
            <h2 id="documents-heading">{ed:say('about.documents')}</h2>
            <xsl:apply-templates select="$groups"/>
          </section>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="ed:principles">
        <xsl:with-param name="documents" select="$groups ! ed:told-document(.)"/>
      </xsl:call-template>
      <xsl:for-each select="ed:site/@schema">
        <p class="encoding"><a href="{.}" hreflang="en">{ed:say('index.schema')}</a></p>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="ed:html">
      <xsl:with-param name="title" select="if (ed:has-title()) then ed:site-title() else (ed:title(ed:told-document($groups[1])/teiHeader) ! ed:title-text(.), ed:site-title())[1]"/>
      <xsl:with-param name="description" select="string(ed:abstract(ed:told-document($groups[1])/teiHeader) ! ed:title-text(.))"/>
      <xsl:with-param name="class" select="'index'"/>
      <xsl:with-param name="body" select="$body"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="ed:group" as="node()*">
    <xsl:param name="alone" as="xs:boolean" select="false()"/>
    <xsl:variable name="document" as="element(ed:document)" select="ed:told-document(.)"/>
    <xsl:variable name="header" as="element()" select="$document/teiHeader"/>
    <xsl:variable name="abstract" as="element()?" select="ed:abstract($header)"/>
    <xsl:text>&#10;</xsl:text>
    <article class="document">
      <xsl:element name="{if ($alone) then 'h1' else 'h3'}">
        <xsl:element name="{if ($alone) then 'span' else 'a'}">
          <xsl:if test="not($alone)">
            <xsl:attribute name="href" select="$document/ed:link[1]/@href"/>
          </xsl:if>
          <xsl:sequence select="ed:title($header) ! ed:foreign-lang(.)"/>
          <xsl:value-of select="(ed:title($header) ! ed:heading-text(.), string($document/@name))[1]"/>
        </xsl:element>
      </xsl:element>
      <p class="reference">{string-join((ed:date($header) ! ed:date-text(.), ed:archive-reference($header)[. ne '']), ' · ')}</p>
      <xsl:if test="$abstract">
        <div class="summary">
          <xsl:sequence select="ed:foreign-lang($abstract)"/>
          <xsl:apply-templates select="$abstract/node()" mode="ed:reading">
            <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
          </xsl:apply-templates>
        </div>
      </xsl:if>
      <dl class="versions">
        <xsl:apply-templates select="$document, ed:document except $document"/>
      </dl>
      <p class="citation"><i>{ed:say('about.citation')}:</i> {ed:citation($header)}</p>
    </article>
  </xsl:template>

  <!-- One language of a text: its views, their PDFs, its source. -->
  <xsl:template match="ed:document" as="element()">
    <div>
      <dt>
        <xsl:sequence select="ed:lang(@language)"/>
        <xsl:value-of select="if (@language = '') then @name else ed:language-name(@language)"/>
      </dt>
      <dd>
        <xsl:for-each select="ed:link">
          <a href="{@href}">
            <xsl:choose>
              <xsl:when test="@role = 'page'">{ed:say('view.' || @view)}</xsl:when>
              <xsl:when test="@role = 'pdf'">{ed:say('file.pdf.' || @view)}</xsl:when>
              <xsl:otherwise>{ed:say('file.tei')}</xsl:otherwise>
            </xsl:choose>
          </a>
        </xsl:for-each>
      </dd>
    </div>
  </xsl:template>

  <!-- The principles that the headers declare; where several documents declare the same, they are said once. -->
  <xsl:template name="ed:principles" as="element()?">
    <xsl:param name="documents" as="element(ed:document)*" required="yes"/>
    <xsl:variable name="declared" as="element()*" select="$documents/teiHeader/encodingDesc[projectDesc or editorialDecl]"/>
    <xsl:if test="exists($declared)">
      <section class="principles" aria-labelledby="principles-heading">
        <h2 id="principles-heading">{ed:say('about.principles')}</h2>
        <xsl:for-each-group select="$declared" group-by="normalize-space(string-join((projectDesc, editorialDecl), ' '))">
          <xsl:if test="count($declared) gt count(current-group())">
            <h3>
              <xsl:value-of select="string-join(current-group() ! ed:title-text(ed:short-title(parent::teiHeader)), '; ')"/>
            </h3>
          </xsl:if>
          <div>
            <xsl:sequence select="ed:foreign-lang(.)"/>
            <xsl:apply-templates select="projectDesc/*" mode="ed:reading"/>
            <xsl:for-each select="editorialDecl/*">
              <xsl:choose>
                <xsl:when test="self::p">
                  <xsl:apply-templates select="." mode="ed:reading"/>
                </xsl:when>
                <xsl:otherwise>
                  <h3>
                    <xsl:sequence select="ed:lang($ed:page-language)"/>
                    <xsl:value-of select="ed:named('principles', local-name())"/>
                  </h3>
                  <xsl:apply-templates select="*" mode="ed:reading"/>
                </xsl:otherwise>
              </xsl:choose>
            </xsl:for-each>
          </div>
        </xsl:for-each-group>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:include href="../reading/view.xsl"/>
  <xsl:include href="../steps/markup.xsl"/>
  <xsl:include href="page.xsl"/>
</xsl:package>
