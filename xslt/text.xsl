<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  Plain text: one block a line, white space folded.

  `ed:view` is "reading" (the text of the state named) or "diplomatic" (every character of the document, acts not weighed);
  `ed:state` is "base", "final" or the id of a change; `ed:without-hands` names hands, separated by spaces.
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
  <!-- The characters of one block. -->
  <xsl:mode name="ed:characters" visibility="private" on-no-match="text-only-copy"/>

  <xsl:template match="document-node()" as="text()*">
    <xsl:variable name="annotated" as="document-node()" select="ed:annotated(.)"/>
    <xsl:variable name="text" as="document-node()"
      select="if ($ed:view eq 'diplomatic') then ed:diplomatic-text($annotated)
              else ed:state-text($annotated, $ed:state, tokenize($ed:without-hands))"/>
    <xsl:for-each select="$text//*[ed:is-block(.)][not(ancestor-or-self::tei:teiHeader or ancestor-or-self::tei:standOff)]">
      <xsl:variable name="characters" as="text()*">
        <xsl:apply-templates mode="ed:characters"/>
      </xsl:variable>
      <xsl:variable name="line" as="xs:string" select="normalize-space(string-join($characters))"/>
      <xsl:if test="$line ne '' and not($ed:view ne 'diplomatic' and ancestor-or-self::tei:note)">
        <xsl:text>{$line}&#10;</xsl:text>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- Inner blocks have lines of their own. Where an inner block divides a line, the two halves stay apart. -->
  <xsl:template match="*[ed:is-block(.)]" mode="ed:characters" priority="2" as="text()?">
    <xsl:if test="not(self::tei:note)"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="tei:teiHeader | tei:standOff | tei:facsimile" mode="ed:characters" priority="3" as="empty-sequence()"/>

  <xsl:template match="tei:gap" mode="ed:characters" as="text()">
    <xsl:text>[…]</xsl:text>
  </xsl:template>

  <xsl:template match="tei:supplied" mode="ed:characters" as="text()*">
    <xsl:variable name="characters" as="text()*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:if test="string-join($characters) ne ''">
      <xsl:text>[{string-join($characters)}]</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:include href="pipeline.xsl"/>
</xsl:package>
