<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  All that a site makes of one document: its pages and its tables of facts, in the order in which they were asked for (`ed:wanted`): in
  the first line the length of each, then one after the other.
  They have nearly all rules in common, and all rest on the same steps: so they are one package, which is compiled once, and one run,
  in which each step is taken once (docs/decisions/0037-one-run-makes-all-of-a-document.md).

  The pages about many documents are made by the same package, for its frame, its labels and its headers are most of what they need, and
  Saxon takes longer to compile a package than to make a page.

  It imports the diplomatic view and overrides where its sigla lead, to the ledger, and its leaves, to their images, where the site has
  them. What it makes is text: one is HTML, another XML or JSON.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:document" declared-modes="yes" default-mode="ed:document"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" exclude-result-prefixes="#all">

  <xsl:import href="diplomatic/view.xsl"/>

  <xsl:output method="text"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- A TEI document in; what is wanted of it out. -->
  <xsl:mode name="ed:document" visibility="public" on-no-match="fail"/>

  <!-- The names of what is wanted, separated by spaces. -->
  <xsl:param name="ed:wanted" as="xs:string" select="''"/>

  <!-- What many documents are told by in; out, their pages (site.xsl). -->
  <xsl:template match="document-node(element(ed:site))" as="text()">
    <xsl:apply-templates select="." mode="ed:pages"/>
  </xsl:template>

  <xsl:template match="document-node()" as="text()">
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:variable name="made" as="xs:string*">
      <xsl:for-each select="tokenize($ed:wanted)">
        <xsl:variable name="one" as="text()">
          <xsl:apply-templates select="$document" mode="ed:one">
            <xsl:with-param name="ed:state" select="." tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:variable>
        <xsl:sequence select="string($one)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="string-join((string-join($made ! string-length(), ' '), '&#10;', $made))"/>
  </xsl:template>

  <!-- A TEI document in; out, what is called as the state that is shown. -->
  <xsl:mode name="ed:one" on-no-match="fail" visibility="private"/>

  <xsl:template match="document-node()" mode="ed:one" as="text()">
    <xsl:param name="ed:state" as="xs:string" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="$ed:state eq 'reading'"><xsl:apply-templates select="." mode="ed:reading-page"/></xsl:when>
      <xsl:when test="$ed:state eq 'diplomatic'"><xsl:apply-templates select="." mode="ed:diplomatic-page"/></xsl:when>
      <xsl:when test="$ed:state eq 'ledger'"><xsl:apply-templates select="." mode="ed:ledger-page"/></xsl:when>
      <xsl:when test="$ed:state eq 'card'"><xsl:apply-templates select="." mode="ed:card"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="ed:record"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="ed:ledger" as="xs:string" select="string(ed:links('view')[?view = 'ledger'][1] ! (?href || '#'))"/>

  <xsl:variable name="ed:facsimile" as="xs:string" select="string(ed:links('view')[?view = 'facsimile'][1] ! (?href || '#'))"/>

  <xsl:include href="reading.xsl"/>
  <xsl:include href="diplomatic.xsl"/>
  <xsl:include href="ledger-page.xsl"/>
  <xsl:include href="card.xsl"/>
  <xsl:include href="record.xsl"/>
  <xsl:include href="site.xsl"/>
  <xsl:include href="ledger/html.xsl"/>
  <xsl:include href="ledger/view.xsl"/>
  <xsl:include href="pipeline.xsl"/>
  <xsl:include href="reading/furniture.xsl"/>
  <xsl:include href="signs/archival.xsl"/>
  <xsl:include href="web/page.xsl"/>
</xsl:package>
