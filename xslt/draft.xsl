<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  A document as a draft for word processors: paragraphs and runs, each run saying in which of its texts it stands and who put it or cut it
  (draft/paragraphs.xsl). It imports the reading view and overrides what becomes of runs and of the calls of notes.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:draft" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ed="urn:x-edition"
  exclude-result-prefixes="#all" default-mode="ed:page" expand-text="yes">

  <xsl:import href="reading/view.xsl"/>

  <xsl:output method="xml" indent="no" encoding="UTF-8"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- A TEI document in, its draft out. -->
  <xsl:mode name="ed:page" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()" as="element(ed:draft)">
    <xsl:sequence select="ed:draft(.)"/>
  </xsl:template>

  <xsl:include href="pipeline.xsl"/>
  <xsl:include href="steps/60-revision.xsl"/>
  <xsl:include href="draft/paragraphs.xsl"/>
  <xsl:include href="draft/view.xsl"/>
  <xsl:include href="web/page.xsl"/>
</xsl:package>
