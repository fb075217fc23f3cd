<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The first page: every text with its summary and its versions; of an edition of many texts, how many there are and the ways to them. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="ed:home" as="node()+">
    <xsl:variable name="groups" as="element(ed:group)*" select="$ed:told/ed:group"/>
    <xsl:variable name="count" as="xs:integer" select="xs:integer($ed:told/@texts)"/>
    <xsl:choose>
      <!-- An edition of one text, without a name of its own, is called as the text is. -->
      <xsl:when test="$count = 1 and not(ed:has-title())">
        <xsl:call-template name="ed:text-card">
          <xsl:with-param name="group" select="$groups"/>
          <xsl:with-param name="alone" select="true()"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="ed:site-head">
          <xsl:with-param name="heading" select="ed:site-title()"/>
          <xsl:with-param name="lead" select="if ($count gt 1) then ed:say('index.count', string($count)) else ''"/>
        </xsl:call-template>
        <xsl:choose>
          <xsl:when test="exists($groups) or $count = 0">
            <section aria-labelledby="documents-heading">
              <h2 id="documents-heading">{ed:say('about.documents')}</h2>
              <xsl:for-each select="$groups">
                <xsl:call-template name="ed:text-card">
                  <xsl:with-param name="group" select="."/>
                </xsl:call-template>
              </xsl:for-each>
            </section>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="ed:years-of-documents"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- How many documents there are of each year (`ed:year`), each a way into the list of them all. -->
  <xsl:template name="ed:years-of-documents" as="element()">
    <section aria-labelledby="documents-heading">
      <h2 id="documents-heading">{ed:say('about.documents')}</h2>
      <ul class="years">
        <xsl:for-each select="$ed:told/ed:year">
          <li>
            <a href="{ed:page-named(@page)}#year-{@name}">{if (@name = '') then ed:say('timeline.undated') else @name}</a>
            <xsl:text> </xsl:text>
            <span class="number">{@texts}</span>
          </li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>

  <xsl:function name="ed:year" as="xs:string">
    <xsl:param name="document" as="element(ed:document)"/>
    <xsl:sequence select="replace(ed:day($document), '^(-?\d{4,}).*$', '$1')"/>
  </xsl:function>

  <!-- Where a page of the site is. -->
  <xsl:function name="ed:section-page" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="string(ed:links('section')[?view = $name]?href)"/>
  </xsl:function>

  <xsl:template name="ed:text-card" as="node()+">
    <xsl:param name="group" as="element(ed:group)" required="yes"/>
    <xsl:param name="alone" as="xs:boolean" select="false()"/>
    <xsl:variable name="document" as="element(ed:document)" select="ed:told-document($group)"/>
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
        <xsl:for-each select="$document, $group/ed:document except $document">
          <xsl:sequence select="ed:versions(.)"/>
        </xsl:for-each>
      </dl>
      <p class="citation"><i>{ed:say('about.citation')}:</i> {ed:citation($header)}</p>
    </article>
  </xsl:template>

  <!-- One language of a text: its views, their PDFs, its source. -->
  <xsl:function name="ed:versions" as="element()">
    <xsl:param name="document" as="element(ed:document)"/>
    <div>
      <dt>
        <xsl:sequence select="ed:lang($document/@language)"/>
        <xsl:value-of select="if ($document/@language = '') then $document/@name else ed:language-name($document/@language)"/>
      </dt>
      <dd>
        <xsl:for-each select="$document/ed:link">
          <a href="{@href}">
            <xsl:choose>
              <xsl:when test="@role = 'page'">{ed:say('view.' || @view)}</xsl:when>
              <xsl:when test="@role = 'file'">{ed:say('file.' || @view)}</xsl:when>
              <xsl:when test="@role = 'pdf'">{ed:say('file.pdf.' || @view)}</xsl:when>
              <xsl:otherwise>{ed:say('file.tei')}</xsl:otherwise>
            </xsl:choose>
          </a>
        </xsl:for-each>
      </dd>
    </div>
  </xsl:function>

</xsl:stylesheet>
