<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- What is to be known of the edition as a whole: its principles, who did what, on what terms, and how its documents are encoded. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="ed:about-the-edition" as="node()+">
    <xsl:variable name="documents" as="element(ed:document)*" select="$ed:told/ed:group ! ed:told-document(.)"/>
    <xsl:call-template name="ed:site-head">
      <xsl:with-param name="heading" select="ed:say('site.about')"/>
    </xsl:call-template>
    <xsl:call-template name="ed:principles">
      <xsl:with-param name="documents" select="$documents"/>
    </xsl:call-template>
    <xsl:variable name="credits" as="element()*" select="$documents ! ed:credits(teiHeader)"/>
    <xsl:if test="exists($credits)">
      <section aria-labelledby="credits-heading">
        <h2 id="credits-heading">{ed:say('fact.credit')}</h2>
        <ul class="credits">
          <xsl:for-each-group select="$credits" group-by="string-join(ed:credit(.))">
            <li><xsl:sequence select="ed:credit(.)"/></li>
          </xsl:for-each-group>
        </ul>
      </section>
    </xsl:if>
    <xsl:variable name="terms" as="element()*" select="$documents/teiHeader/fileDesc/publicationStmt/availability"/>
    <xsl:if test="exists($terms)">
      <section aria-labelledby="terms-heading">
        <h2 id="terms-heading">{ed:say('fact.availability')}</h2>
        <xsl:for-each-group select="$terms" group-by="normalize-space()">
          <p>
            <xsl:sequence select="ed:foreign-lang(.)"/>
            <xsl:sequence select="ed:prose(.)"/>
          </p>
        </xsl:for-each-group>
      </section>
    </xsl:if>
    <xsl:variable name="catalogues" as="element(ed:catalogue)*" select="$ed:told/ed:catalogue"/>
    <xsl:if test="exists($catalogues)">
      <section aria-labelledby="data-heading">
        <h2 id="data-heading">{ed:say('about.data')}</h2>
        <ul class="data">
          <xsl:for-each select="$catalogues">
            <li><a href="{@name}">{ed:say('catalogue.' || @name)}</a></li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
    <xsl:for-each select="$ed:told/@schema">
      <p class="encoding"><a href="{.}" hreflang="en">{ed:say('index.schema')}</a></p>
    </xsl:for-each>
  </xsl:template>

  <!-- The principles that the headers declare. -->
  <xsl:template name="ed:principles" as="element()?">
    <xsl:param name="documents" as="element(ed:document)*" required="yes"/>
    <xsl:variable name="declared" as="element()*" select="$documents/teiHeader/encodingDesc[projectDesc or editorialDecl]"/>
    <xsl:if test="exists($declared)">
      <section class="principles" aria-labelledby="principles-heading">
        <h2 id="principles-heading">{ed:say('about.principles')}</h2>
        <xsl:call-template name="ed:declared-principles">
          <xsl:with-param name="headers" select="$documents/teiHeader"/>
        </xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
