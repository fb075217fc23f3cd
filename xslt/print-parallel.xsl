<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Original and translation side by side as a book: what `parallel.xsl` is given in, print HTML for the typesetter out.

  Like the page it imports the reading view and overrides the calls of notes and the links of paragraphs; the frame is that of a book,
  and the rows are a table.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:print-parallel" declared-modes="yes" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ed="urn:x-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all"
  default-mode="ed:print">

  <xsl:import href="pipeline.xsl"/>
  <xsl:import href="reading/view.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no"/>

  <!-- A group of documents in, the page out. -->
  <xsl:mode name="ed:print" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()" as="document-node()">
    <xsl:variable name="texts" as="map(*)+" select="ed:prepared(.)"/>
    <xsl:call-template name="ed:book">
      <xsl:with-param name="document" select="ed:told($texts)"/>
      <xsl:with-param name="view" select="'parallel'"/>
      <xsl:with-param name="text" as="node()*">
        <xsl:if test="exists($texts?document//ed:place)">
          <p class="signs-used">
              <xsl:sequence select="ed:page-lang(ed:told($texts))"/>
              <xsl:text>{ed:say('parallel.signs')}</xsl:text>
            </p>
        </xsl:if>
        <xsl:call-template name="ed:side-by-side">
          <xsl:with-param name="texts" select="$texts"/>
        </xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:include href="lib/quiet.xsl"/>
  <xsl:include href="parallel/places.xsl"/>
  <xsl:include href="parallel/rows.xsl"/>
  <xsl:include href="parallel/texts.xsl"/>
  <xsl:include href="parallel/view.xsl"/>
  <xsl:include href="print/apparatus.xsl"/>
  <xsl:include href="print/book.xsl"/>
  <xsl:include href="print/line-ends.xsl"/>
  <xsl:include href="print/opening.xsl"/>
  <xsl:include href="print/paper.xsl"/>
  <xsl:include href="print/parallel.xsl"/>

</xsl:package>
