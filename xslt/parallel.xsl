<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Original and translation side by side, in rows of what `@corresp` links.

  In: `ed:group` with an `ed:document` for each text (`name` of its file, `language`, `page` that shows it alone), which holds its TEI.
  The original is the text whose header says that its main language is its own; else the first.

  There is a page for each language in which the edition speaks of them (`ed:language`).

  It imports the reading view and overrides the calls of notes and the links of paragraphs: beside each other texts show none.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:parallel" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" default-mode="ed:page" expand-text="yes">

  <xsl:import href="reading/view.xsl"/>

  <xsl:output method="html" version="5.0" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- A group of documents in, their page out. -->
  <xsl:mode name="ed:page" visibility="public" on-no-match="fail"/>

  <xsl:template name="ed:paragraph-link" as="empty-sequence()"/>

  <xsl:template match="document-node()" as="element()">
    <xsl:variable name="texts" as="map(*)+" select="ed:prepared(.)"/>
    <xsl:variable name="told" as="document-node()" select="ed:told($texts)"/>
    <xsl:variable name="header" as="element()?" select="ed:header($told)"/>
    <xsl:variable name="article" as="element()">
      <article class="page">
        <xsl:call-template name="ed:title-block">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="view" select="'parallel'"/>
        </xsl:call-template>
        <xsl:if test="exists($texts?document//ed:place)">
          <p class="signs-used">{ed:say('parallel.signs')}</p>
        </xsl:if>
        <div class="text-block">
          <xsl:call-template name="ed:tools">
            <xsl:with-param name="acts" select="exists($texts?document//ed:place)"/>
            <!-- What is said of an alteration here is said by a link, and is its name. -->
            <xsl:with-param name="announced" select="false()"/>
          </xsl:call-template>
          <xsl:call-template name="ed:side-by-side">
            <xsl:with-param name="texts" select="$texts"/>
          </xsl:call-template>
        </div>
      </article>
    </xsl:variable>
    <xsl:call-template name="ed:html">
      <xsl:with-param name="title" select="string-join((ed:title($header) ! ed:title-text(.), ed:say('view.parallel')), ' · ')"/>
      <xsl:with-param name="description" select="ed:description($header)"/>
      <xsl:with-param name="class" select="'reading parallel'"/>
      <xsl:with-param name="header" select="$header"/>
      <xsl:with-param name="body" select="$article"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:include href="pipeline.xsl"/>
  <xsl:include href="lib/quiet.xsl"/>
  <xsl:include href="parallel/places.xsl"/>
  <xsl:include href="parallel/rows.xsl"/>
  <xsl:include href="parallel/texts.xsl"/>
  <xsl:include href="parallel/view.xsl"/>
  <xsl:include href="web/page.xsl"/>
</xsl:package>
