<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The ledger of a document: `ed:ledger` with the words that head a table (`ed:column`) and an `ed:entry` for every intervention, numbered
  in document order. Its attributes are what docs/explanation/ledger.md explains. `ed:language` is the language that it speaks.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:ledger" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ed="urn:x-edition"
  exclude-result-prefixes="#all" default-mode="ed:list" expand-text="yes">

  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes" indent="no"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- A TEI document in, its ledger out. -->
  <xsl:mode name="ed:list" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()" as="element(ed:ledger)">
    <ed:ledger language="{$ed:page-language}">
      <xsl:for-each select="'number', 'where', 'hand', 'what', 'certainty'">
        <ed:column name="{.}">{ed:say('ledger.column.' || .)}</ed:column>
      </xsl:for-each>
      <xsl:sequence select="ed:ledger(ed:annotated(.), $ed:page-language)"/>
    </ed:ledger>
  </xsl:template>

  <xsl:include href="diplomatic/view.xsl"/>
  <xsl:include href="ledger/view.xsl"/>
  <xsl:include href="pipeline.xsl"/>
</xsl:package>
