<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The stages of a text: a page for each state, with what the step to it added and removed. All pages of a document are made at once,
  since what costs most (its provenance) is the same for all; they come as JSON, state by state.

  It imports the reading view and overrides the calls of notes: a stage shows none.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:stages" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" default-mode="ed:pages" expand-text="yes">

  <xsl:import href="reading/view.xsl"/>

  <xsl:output method="text"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- The states, in order, with spaces between: "base c-revised final". -->
  <xsl:param name="ed:states" as="xs:string" select="'base final'"/>

  <!-- A TEI document in; out a JSON object, a page for each state. -->
  <xsl:mode name="ed:pages" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()" as="text()">
    <xsl:variable name="annotated" as="document-node()" select="ed:annotated(.)"/>
    <xsl:variable name="states" as="xs:string+" select="tokenize($ed:states)"/>
    <xsl:variable name="pages" as="map(xs:string, xs:string)*">
      <xsl:for-each select="1 to count($states)">
        <xsl:variable name="page" as="element()">
          <xsl:call-template name="ed:stage">
            <xsl:with-param name="annotated" select="$annotated"/>
            <xsl:with-param name="states" select="$states"/>
            <xsl:with-param name="number" select="."/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:sequence select="map { $states[current()]: ed:as-html($page) }"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="serialize(map:merge($pages), map { 'method': 'json' })"/>
  </xsl:template>

  <xsl:template name="ed:stage" as="element()">
    <xsl:param name="annotated" as="document-node()" required="yes"/>
    <xsl:param name="states" as="xs:string+" required="yes"/>
    <xsl:param name="number" as="xs:integer" required="yes"/>
    <xsl:variable name="state" as="xs:string" select="$states[$number]"/>
    <xsl:variable name="shifted" as="document-node()" select="if ($number = 1) then $annotated else ed:with-shifts($annotated, $states[$number - 1], $state)"/>
    <xsl:variable name="document" as="document-node()" select="ed:state-text($shifted, $state, ())"/>
    <xsl:variable name="header" as="element()?" select="ed:header($document)"/>
    <xsl:variable name="texts" as="element()*" select="ed:texts($document)"/>
    <xsl:variable name="furniture" as="element()*" select="ed:furniture($document)[ed:is-written-by(., $state)]"/>
    <xsl:variable name="article" as="element()">
      <article class="page">
        <xsl:call-template name="ed:title-block">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="view" select="'stages'"/>
        </xsl:call-template>
        <div class="text-block">
          <xsl:call-template name="ed:tools">
            <xsl:with-param name="acts" select="exists($texts//ed:shift)"/>
          </xsl:call-template>
          <xsl:call-template name="ed:row-of-steps">
            <xsl:with-param name="states" select="$states"/>
            <xsl:with-param name="state" select="$state"/>
            <xsl:with-param name="annotated" select="$annotated"/>
          </xsl:call-template>
          <xsl:call-template name="ed:deeds">
            <xsl:with-param name="shifts" select="$texts//ed:shift"/>
            <xsl:with-param name="first" select="$number = 1"/>
          </xsl:call-template>
          <div class="text" id="text">
            <xsl:sequence select="ed:lang(ed:text-language($document))"/>
            <xsl:apply-templates select="$texts" mode="ed:reading">
              <xsl:with-param name="ed:view" select="'reading'" tunnel="yes"/>
              <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
            </xsl:apply-templates>
            <xsl:if test="exists($furniture)">
              <section class="on-document-list" aria-labelledby="furniture-heading">
                <h2 id="furniture-heading" data-by="edition">
                  <xsl:sequence select="ed:lang($ed:page-language)"/>
                  <xsl:value-of select="ed:say('furniture')"/>
                </h2>
                <xsl:call-template name="ed:list-of-furniture">
                  <xsl:with-param name="items" select="$furniture"/>
                  <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
                </xsl:call-template>
              </section>
            </xsl:if>
          </div>
        </div>
        <xsl:call-template name="ed:about">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="more" as="node()*">
            <xsl:variable name="hands" as="element()?">
              <xsl:call-template name="ed:legend-of-hands">
                <xsl:with-param name="document" select="$annotated"/>
              </xsl:call-template>
            </xsl:variable>
            <xsl:if test="$hands">
              <h3>{ed:say('about.hands')}</h3>
              <xsl:sequence select="$hands"/>
            </xsl:if>
          </xsl:with-param>
        </xsl:call-template>
      </article>
    </xsl:variable>
    <xsl:call-template name="ed:html">
      <xsl:with-param name="title" select="string-join((ed:title($header) ! ed:title-text(.), ed:state-label($state, $states, $annotated)), ' · ')"/>
      <xsl:with-param name="description" select="ed:description($header)"/>
      <xsl:with-param name="class" select="'reading stages'"/>
      <xsl:with-param name="header" select="$header"/>
      <xsl:with-param name="body" select="$article"/>
      <xsl:with-param name="ed:state" select="$state" tunnel="yes"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Whether what stands on a document besides its text was there in a state. It is no act, and only its change can say. -->
  <xsl:function name="ed:is-written-by" as="xs:boolean">
    <xsl:param name="item" as="element()"/>
    <xsl:param name="state" as="xs:string"/>
    <xsl:variable name="changes" as="xs:string*" select="root($item)//listChange//change/@xml:id ! string()"/>
    <xsl:variable name="written" as="xs:integer?" select="index-of($changes, string($item/@ed:change))[1]"/>
    <xsl:sequence select="$state = 'final' or empty($written) or $written le (index-of($changes, $state), 0)[1]"/>
  </xsl:function>

  <xsl:include href="pipeline.xsl"/>
  <xsl:include href="lib/quiet.xsl"/>
  <xsl:include href="stages/shifts.xsl"/>
  <xsl:include href="stages/view.xsl"/>
  <xsl:include href="web/page.xsl"/>
</xsl:package>
