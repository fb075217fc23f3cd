<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The diplomatic view as a book: the document in, print HTML for the typesetter out.

  The view itself is imported, and four of its rules are overridden: notes stand where they are called (print/notes.xsl),
  additions stand as paper can hold them (print/additions.xsl), paragraphs have no links, and the frame is that of a book,
  at whose end the ledger stands (print/ledger.xsl), to which the sigla lead.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:print-diplomatic" declared-modes="yes" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ed="urn:x-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all"
  default-mode="ed:print">

  <xsl:import href="pipeline.xsl"/>
  <xsl:import href="diplomatic/view.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no"/>

  <!-- The document in, the page out. -->
  <xsl:mode name="ed:print" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()" as="document-node()">
    <xsl:variable name="annotated" as="document-node()" select="ed:annotated(.)"/>
    <xsl:variable name="document" as="document-node()" select="if ($ed:in-notes) then ed:archival-text($annotated) else $annotated"/>
    <xsl:variable name="shape" as="xs:string" select="ed:shape-in-words($document)"/>
    <xsl:call-template name="ed:book">
      <xsl:with-param name="document" select="$document"/>
      <xsl:with-param name="view" select="'diplomatic'"/>
      <xsl:with-param name="text" as="node()*">
        <!-- A register that stands alone has no text, and no sheet. -->
        <xsl:if test="$ed:in-notes">
          <div class="lined" data-by="document">
            <xsl:apply-templates select="ed:texts($document)" mode="ed:reading">
              <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
            </xsl:apply-templates>
          </div>
          <xsl:call-template name="ed:list-of-furniture">
            <xsl:with-param name="items" select="ed:furniture($document)"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:for-each select="ed:texts($document)[not($ed:in-notes)]">
          <xsl:if test="$shape ne ''">
            <p class="shape">
              <xsl:sequence select="ed:page-lang($document)"/>
              <xsl:text>{$shape}</xsl:text>
            </p>
          </xsl:if>
          <div class="sheet {if (ed:is-typed($document)) then 'typed' else 'written'}" data-by="document">
            <xsl:apply-templates select="." mode="ed:diplomatic">
              <xsl:with-param name="ed:view" select="'diplomatic'" tunnel="yes"/>
              <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
            </xsl:apply-templates>
          </div>
        </xsl:for-each>
      </xsl:with-param>
      <xsl:with-param name="after" as="node()*">
        <xsl:call-template name="ed:endnotes">
          <xsl:with-param name="text" select="$document"/>
        </xsl:call-template>
        <!-- Where the notes tell what was done, it is not told again. -->
        <xsl:variable name="ledger" as="element()?">
          <xsl:if test="not($ed:in-notes)">
            <xsl:call-template name="ed:ledger-of-the-book">
              <xsl:with-param name="document" select="$document"/>
            </xsl:call-template>
          </xsl:if>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="$ed:in-volume">
            <xsl:call-template name="ed:hands-in-volume">
              <xsl:with-param name="annotated" select="$annotated"/>
            </xsl:call-template>
            <xsl:sequence select="$ledger"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="$ledger"/>
            <xsl:call-template name="ed:legend-of-the-book">
              <xsl:with-param name="document" select="$document"/>
              <xsl:with-param name="annotated" select="$annotated"/>
              <xsl:with-param name="view" select="if ($ed:in-notes) then 'reading' else 'diplomatic'"/>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="signs" as="element()?">
        <xsl:if test="$ed:in-volume">
          <xsl:call-template name="ed:legend-of-signs">
            <xsl:with-param name="text" select="ed:texts($document)"/>
            <xsl:with-param name="view" select="if ($ed:in-notes) then 'reading' else 'diplomatic'"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:include href="ledger/html.xsl"/>
  <xsl:include href="ledger/view.xsl"/>
  <xsl:include href="print/additions.xsl"/>
  <xsl:include href="print/apparatus.xsl"/>
  <xsl:include href="print/book.xsl"/>
  <xsl:include href="print/ledger.xsl"/>
  <xsl:include href="print/line-ends.xsl"/>
  <xsl:include href="print/notes.xsl"/>
  <xsl:include href="print/opening.xsl"/>
  <xsl:include href="print/paper.xsl"/>
  <xsl:include href="reading/furniture.xsl"/>
  <xsl:include href="signs/archival.xsl"/>

</xsl:package>
