<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  Plain text: one block a line, white space folded.

  `ed:view` is "reading" (the text of the state named) or "diplomatic" (every character of the document, acts not weighed);
  `ed:state` is "base", "final" or the id of a change; `ed:without-hands` names hands, separated by spaces;
  `ed:witness` names the witness whose text it is, and its groups, or nothing.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:text" declared-modes="yes"
             xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
             xmlns:xs="http://www.w3.org/2001/XMLSchema"
             xmlns:tei="http://www.tei-c.org/ns/1.0"
             xmlns:ed="urn:x-edition"
             exclude-result-prefixes="#all"
             default-mode="ed:text"
             expand-text="yes">

  <xsl:output method="text"/>

  <xsl:param name="ed:view" as="xs:string" required="yes"/>
  <xsl:param name="ed:state" as="xs:string" required="yes"/>
  <xsl:param name="ed:without-hands" as="xs:string" required="yes"/>

  <!-- The document in, its text out. -->
  <xsl:mode name="ed:text" visibility="public" on-no-match="fail"/>
  <!-- The characters of the text, a newline at each end of a block. -->
  <xsl:mode name="ed:characters" visibility="private" on-no-match="text-only-copy"/>

  <xsl:template match="document-node()" as="text()*">
    <xsl:variable name="annotated" as="document-node()" select="ed:annotated(ed:of-witness(.))"/>
    <xsl:variable name="text" as="document-node()"
      select="if ($ed:view eq 'diplomatic') then ed:diplomatic-text($annotated)
              else ed:state-text($annotated, $ed:state, tokenize($ed:without-hands))"/>
    <xsl:variable name="characters" as="text()*">
      <xsl:apply-templates select="$text" mode="ed:characters"/>
    </xsl:variable>
    <xsl:for-each select="tokenize(string-join($characters), '&#10;') ! normalize-space() [. ne '']">
      <xsl:text>{.}&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- A block begins a line and ends one; what runs on around an inner block goes on after it. -->
  <xsl:template match="*[ed:is-block(.)]" mode="ed:characters" as="text()*">
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates mode="#current"/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- White space that a block keeps is the editor's line of XML, not a line of the text. -->
  <xsl:template match="text()" mode="ed:characters" as="text()">
    <xsl:text>{translate(., '&#10;&#13;&#9;', '   ')}</xsl:text>
  </xsl:template>

  <!-- A note that was written in the document is no part of the running text. -->
  <xsl:template match="tei:note" mode="ed:characters" priority="2" as="text()*">
    <xsl:if test="$ed:view eq 'diplomatic'"><xsl:next-match/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:teiHeader | tei:standOff | tei:facsimile | tei:figDesc | tei:desc[ed:is-description(.)] | tei:listApp | *[ed:is-apart(.)]" mode="ed:characters" priority="3" as="empty-sequence()"/>

  <xsl:template match="tei:gap" mode="ed:characters" as="text()">
    <xsl:text>[…]</xsl:text>
  </xsl:template>

  <xsl:template match="tei:supplied" mode="ed:characters" as="text()*">
    <xsl:variable name="characters" as="text()*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:if test="normalize-space(string-join($characters)) ne ''">
      <xsl:text>[{string-join($characters)}]</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:include href="pipeline.xsl"/>
  <xsl:include href="steps/05-witness.xsl"/>
</xsl:package>
