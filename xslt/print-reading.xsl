<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The reading view as a book: the document in, print HTML for the typesetter out.

  The view itself is imported, and four of its rules are overridden: notes stand where they are called (print/notes.xsl),
  paragraphs have no links, names lead nowhere (in a volume: to its registers), and the frame is that of a book. In a volume the ledger follows the text.
  With an apparatus by lines (print/apparatus.xsl) the notes tell also what was done to the text, as signs/archival.xsl does.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:print-reading" declared-modes="yes" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ed="urn:x-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all"
  default-mode="ed:print">

  <xsl:import href="pipeline.xsl"/>
  <xsl:import href="reading/view.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no"/>

  <!-- The document in, the page out. -->
  <xsl:mode name="ed:print" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()" as="document-node()">
    <xsl:variable name="annotated" as="document-node()" select="ed:annotated(.)"/>
    <xsl:variable name="document" as="document-node()">
      <xsl:choose>
        <xsl:when test="$ed:apparatus eq 'lines'">
          <xsl:sequence select="ed:archival-text($annotated)"/>
        </xsl:when>
        <xsl:when test="$ed:in-volume and $ed:with-ledger">
          <xsl:variable name="placed" as="document-node()">
            <xsl:apply-templates select="$annotated" mode="ed:places"/>
          </xsl:variable>
          <xsl:sequence select="ed:reading-text($placed)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="ed:reading-text($annotated)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:call-template name="ed:book">
      <xsl:with-param name="document" select="$document"/>
      <xsl:with-param name="view" select="'reading'"/>
      <xsl:with-param name="text" as="node()*">
        <div class="lined" data-by="document">
          <xsl:apply-templates select="ed:texts($document)" mode="ed:reading">
            <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
          </xsl:apply-templates>
        </div>
        <xsl:call-template name="ed:list-of-furniture">
          <xsl:with-param name="items" select="ed:furniture($document)"/>
        </xsl:call-template>
      </xsl:with-param>
      <xsl:with-param name="after" as="node()*">
        <xsl:call-template name="ed:endnotes">
          <xsl:with-param name="text" select="$document"/>
        </xsl:call-template>
        <xsl:choose>
          <xsl:when test="$ed:in-volume">
            <xsl:variable name="ledger" as="element()?">
              <xsl:call-template name="ed:ledger-of-the-book">
                <xsl:with-param name="document" select="$annotated"/>
              </xsl:call-template>
            </xsl:variable>
            <!-- Sigla are told where they stand: before the ledger, or behind the apparatus. -->
            <xsl:if test="$ledger or $ed:apparatus eq 'lines'">
              <xsl:call-template name="ed:hands-in-volume">
                <xsl:with-param name="annotated" select="$annotated"/>
              </xsl:call-template>
            </xsl:if>
            <xsl:sequence select="$ledger"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="ed:names-of-the-book">
              <xsl:with-param name="document" select="$document"/>
            </xsl:call-template>
            <xsl:call-template name="ed:legend-of-the-book">
              <xsl:with-param name="document" select="$document"/>
              <xsl:with-param name="annotated" select="if ($ed:apparatus eq 'lines') then $annotated else $document"/>
              <xsl:with-param name="view" select="'reading'"/>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="signs" as="element()?">
        <xsl:if test="$ed:in-volume">
          <xsl:call-template name="ed:legend-of-signs">
            <xsl:with-param name="text" select="ed:texts($document)"/>
            <xsl:with-param name="view" select="'reading'"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Where something was altered: the ledger tells its page, though no word may be left there. -->
  <xsl:template match="ed:place" mode="ed:reading" as="node()*">
    <xsl:for-each select="tokenize(@acts)">
      <span class="anchor" id="{.}"/>
    </xsl:for-each>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="milestone[@unit = 'ed:place']" mode="ed:reading" as="empty-sequence()" priority="5"/>

  <xsl:include href="ledger/html.xsl"/>
  <xsl:include href="ledger/view.xsl"/>
  <xsl:include href="parallel/places.xsl"/>
  <xsl:include href="print/apparatus.xsl"/>
  <xsl:include href="print/book.xsl"/>
  <xsl:include href="print/ledger.xsl"/>
  <xsl:include href="print/line-ends.xsl"/>
  <xsl:include href="print/notes.xsl"/>
  <xsl:include href="print/opening.xsl"/>
  <xsl:include href="print/paper.xsl"/>
  <xsl:include href="signs/archival.xsl"/>

</xsl:package>
