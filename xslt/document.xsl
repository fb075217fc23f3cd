<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  All that a site makes of one document: a page or a table of facts for each mode by which it is entered. They have nearly all rules in
  common, so they are one package, which is compiled once.

  It imports the diplomatic view and overrides where its sigla lead, to the ledger, and its leaves, to their images, where the site has
  them. What the page is, it gives as text: one is HTML, another XML or JSON.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:document" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" exclude-result-prefixes="#all">

  <xsl:import href="diplomatic/view.xsl"/>

  <xsl:output method="text"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <xsl:variable name="ed:ledger" as="xs:string" select="string(ed:links('view')[?view = 'ledger'] ! (?href || '#'))"/>

  <xsl:variable name="ed:facsimile" as="xs:string" select="string(ed:links('view')[?view = 'facsimile'] ! (?href || '#'))"/>

  <xsl:include href="reading.xsl"/>
  <xsl:include href="diplomatic.xsl"/>
  <xsl:include href="ledger-page.xsl"/>
  <xsl:include href="card.xsl"/>
  <xsl:include href="record.xsl"/>
  <xsl:include href="ledger/html.xsl"/>
  <xsl:include href="ledger/view.xsl"/>
  <xsl:include href="pipeline.xsl"/>
  <xsl:include href="reading/furniture.xsl"/>
  <xsl:include href="signs/archival.xsl"/>
  <xsl:include href="web/page.xsl"/>
</xsl:package>
