<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  The pipeline: TEI becomes TEI, step by step, until every run of characters knows what it has been through.

      $doc ─ 10 machine ─ 20 provenance ─►  ed:annotated()     every act and character of the document; the diplomatic view reads this
           ─ 30 state ─ 40 editorial ─ 50 words ─►  ed:state-text()  the text of one state; the reading view and plain text read this

  A step changes one thing and says at its head what it needs and what it guarantees. The meaning of the markup
  is fixed in docs/explanation/text-states.md.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:ed="urn:x-edition"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- The document with its provenance: nothing is taken away but what the machine misread. Each view asks for it, and it is made once. -->
  <xsl:function name="ed:annotated" as="document-node()" cache="yes">
    <xsl:param name="doc" as="document-node()"/>
    <xsl:apply-templates select="ed:without-machine($doc)" mode="ed:provenance"/>
  </xsl:function>

  <!-- The final text, as it was sent; made once, likewise. -->
  <xsl:function name="ed:reading-text" as="document-node()" cache="yes">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:sequence select="ed:state-text($annotated, 'final', ())"/>
  </xsl:function>

  <!-- The text of a state: 'base', 'final', or the id of a change; without the hands named. -->
  <xsl:function name="ed:state-text" as="document-node()">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:param name="state" as="xs:string"/>
    <xsl:param name="without-hands" as="xs:string*"/>
    <xsl:variable name="standing" as="document-node()">
      <xsl:apply-templates select="$annotated" mode="ed:state">
        <xsl:with-param name="ed:force" select="ed:force($annotated, $state, $without-hands)" tunnel="yes"/>
        <xsl:with-param name="ed:without-hands" select="$without-hands" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:variable name="edited" as="document-node()">
      <xsl:apply-templates select="$standing" mode="ed:editorial"/>
    </xsl:variable>
    <xsl:apply-templates select="$edited" mode="ed:words"/>
  </xsl:function>

  <!-- The text as the diplomatic view has it, in one line a block: every character, the acts not weighed. -->
  <xsl:function name="ed:diplomatic-text" as="document-node()">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:variable name="as-written" as="document-node()">
      <xsl:apply-templates select="$annotated" mode="ed:as-written">
        <xsl:with-param name="ed:keep-hyphens" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:apply-templates select="$as-written" mode="ed:words"/>
  </xsl:function>

  <xsl:include href="steps/10-machine.xsl"/>
  <xsl:include href="steps/20-provenance.xsl"/>
  <xsl:include href="steps/30-state.xsl"/>
  <xsl:include href="steps/40-editorial.xsl"/>
  <xsl:include href="steps/50-words.xsl"/>
  <xsl:include href="steps/markup.xsl"/>
</xsl:stylesheet>
