<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The web page of the reading view: the text as sent, notes in two series, what else stands on the document, the names. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" default-mode="ed:reading-page" expand-text="yes">

  <!-- A TEI document in, its page out. -->
  <xsl:mode name="ed:reading-page" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()" as="text()">
    <xsl:variable name="annotated" as="document-node()" select="ed:annotated(.)"/>
    <xsl:variable name="document" as="document-node()" select="ed:reading-text($annotated)"/>
    <xsl:variable name="header" as="element()?" select="ed:header($document)"/>
    <xsl:variable name="texts" as="element()*" select="ed:texts($document)"/>
    <xsl:variable name="article" as="element()">
      <article class="page">
        <xsl:call-template name="ed:title-block">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="view" select="'reading'"/>
        </xsl:call-template>
        <div class="text-block">
          <div class="text" id="text">
            <xsl:sequence select="ed:lang(ed:text-language($document))"/>
            <xsl:apply-templates select="$texts" mode="ed:reading">
              <xsl:with-param name="ed:view" select="'reading'" tunnel="yes"/>
            </xsl:apply-templates>
            <xsl:call-template name="ed:furniture-of-the-page">
              <xsl:with-param name="document" select="$document"/>
            </xsl:call-template>
          </div>
          <xsl:if test="$texts">
            <xsl:call-template name="ed:notes-below">
              <xsl:with-param name="text" select="$texts"/>
            </xsl:call-template>
          </xsl:if>
          <xsl:call-template name="ed:names-below">
            <xsl:with-param name="document" select="$document"/>
          </xsl:call-template>
        </div>
        <xsl:call-template name="ed:about">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="more" as="node()*">
            <xsl:variable name="signs" as="element()?">
              <xsl:call-template name="ed:legend-of-signs">
                <xsl:with-param name="text" select="$texts"/>
                <xsl:with-param name="view" select="'reading'"/>
              </xsl:call-template>
            </xsl:variable>
            <xsl:variable name="hands" as="element()?">
              <xsl:call-template name="ed:legend-of-hands">
                <xsl:with-param name="document" select="$annotated"/>
              </xsl:call-template>
            </xsl:variable>
            <xsl:if test="$hands">
              <h3>{ed:say('about.hands')}</h3>
              <xsl:sequence select="$hands"/>
            </xsl:if>
            <xsl:if test="$signs">
              <h3>{ed:say('about.signs')}</h3>
              <xsl:sequence select="$signs"/>
            </xsl:if>
          </xsl:with-param>
        </xsl:call-template>
      </article>
    </xsl:variable>
    <xsl:variable name="page" as="element()">
      <xsl:call-template name="ed:html">
        <xsl:with-param name="title" select="string-join((ed:title($header) ! ed:title-text(.), ed:say('view.reading')), ' · ')"/>
        <xsl:with-param name="description" select="ed:description($header)"/>
        <xsl:with-param name="class" select="'reading'"/>
        <xsl:with-param name="header" select="$header"/>
        <xsl:with-param name="body" select="$article"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:value-of select="ed:as-html($page)"/>
  </xsl:template>

</xsl:stylesheet>
