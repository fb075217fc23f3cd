<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The sentences of the ledger in HTML, for the page and for the book: what went and what came in the dress of its hand. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- What a sentence of the ledger is made of → phrase content. The document is asked for the dress of hands. -->
  <xsl:mode name="ed:said" on-no-match="fail"/>

  <xsl:template match="text()" mode="ed:said" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="ed:context" mode="ed:said" as="element()">
    <xsl:param name="ed:annotated" as="document-node()" tunnel="yes"/>
    <span class="context">
      <xsl:sequence select="ed:words-language($ed:annotated)"/>
      <xsl:value-of select="."/>
    </span>
  </xsl:template>

  <xsl:template match="ed:struck" mode="ed:said" as="element()">
    <xsl:param name="ed:annotated" as="document-node()" tunnel="yes"/>
    <xsl:variable name="hand" as="xs:string" select="ancestor::ed:entry/@hand"/>
    <del class="{'act', ed:hand-class($hand, $ed:annotated)}">
      <span class="vh">{ed:say('del')}: </span>
      <span class="struck">
        <xsl:sequence select="ed:words-language($ed:annotated)"/>
        <xsl:value-of select="."/>
      </span>
    </del>
  </xsl:template>

  <xsl:template match="ed:put" mode="ed:said" as="element()">
    <xsl:param name="ed:annotated" as="document-node()" tunnel="yes"/>
    <xsl:variable name="hand" as="xs:string" select="ancestor::ed:entry/@hand"/>
    <ins class="{'act', ed:hand-class($hand, $ed:annotated)}">
      <xsl:sequence select="ed:words-language($ed:annotated)"/>
      <xsl:value-of select="."/>
    </ins>
  </xsl:template>

  <!-- The words are those of the document; around them the edition speaks, which may be in another language. -->
  <xsl:function name="ed:words-language" as="attribute()*">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:variable name="language" as="xs:string" select="ed:text-language($annotated)"/>
    <xsl:sequence select="if (ed:tag($language) eq $ed:page-language) then () else ed:lang($language)"/>
  </xsl:function>

  <!--
    The ids by which the views name what an entry is about, but for the entry's own: each leads to the entry. What a transposition
    moves is not what it is, and may have an entry of its own.
  -->
  <xsl:function name="ed:further-ids" as="xs:string*">
    <xsl:param name="entry" as="element(ed:entry)"/>
    <xsl:sequence select="distinct-values(($entry/@anchor[$entry/@kind ne 'transposition'], $entry/ed:act/@anchor) ! string())[. ne $entry/@id]"/>
  </xsl:function>

  <!-- What an entry is about, by the id under which the views show it. -->
  <xsl:function name="ed:subject" as="element()?">
    <xsl:param name="entry" as="element(ed:entry)"/>
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:sequence select="key('ed:subject', $entry/@anchor, $annotated)[1]"/>
  </xsl:function>

  <xsl:key name="ed:subject" match="*[@xml:id]" use="@xml:id"/>
  <xsl:key name="ed:subject" match="(stamp | note | *[@hand])[not(@xml:id or self::ed:t)]" use="ed:id(.)"/>

  <!-- Whether the diplomatic view shows an element: not in a reading of another witness, nor in a form that is the editor's. -->
  <xsl:function name="ed:is-on-the-leaf" as="xs:boolean">
    <xsl:param name="subject" as="element()"/>
    <xsl:sequence select="
      every $one in $subject/(ancestor::app | ancestor::choice)
      satisfies exists($subject/ancestor-or-self::* intersect ($one/self::app ! ed:reading-of(.), $one/self::choice ! (ed:written(.), ed:chosen(.))[1]))"/>
  </xsl:function>

</xsl:stylesheet>
