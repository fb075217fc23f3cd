<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- TEI chapter 11, Manuscript Description, where a text holds one: the parts below each other, each by its name, the particulars run in. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="ed:parts-of-manuscript" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(tokenize('
    accMat acquisition additional additions adminInfo bindingDesc collation decoDesc foliation handDesc history layoutDesc msContents msFrag
    msIdentifier msItem msItemStruct msPart musicNotation objectDesc origin physDesc provenance recordHist scribeDesc scriptDesc sealDesc
    supportDesc surrogates typeDesc')
    ! map:entry(., true()))"/>

  <xsl:template match="tei:*[$ed:parts-of-manuscript(local-name())]" mode="ed:reading ed:diplomatic" as="node()*" priority="0">
    <xsl:text>&#10;</xsl:text>
    <div class="ms {local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:if test="ed:has-label('ms.' || local-name()) and normalize-space() and not(head)">
        <span class="ms-label" data-by="edition">{ed:say('ms.' || local-name())}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- How a text begins and ends is quoted; which of them it is, is the catalogue's usual word. -->
  <xsl:template match="msItem/(incipit | explicit | rubric | finalRubric | colophon) | msItemStruct/(incipit | explicit | rubric | finalRubric | colophon)"
    mode="ed:reading ed:diplomatic" as="node()*">
    <span class="ms-label" data-by="edition">{ed:say('ms.' || local-name())}</span>
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- Measures of one thing: 31 × 22 cm. -->
  <xsl:template match="dimensions/*[normalize-space()]" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:variable name="unit" as="attribute()?" select="(@unit, ../@unit)[1]"/>
    <xsl:variable name="next" as="element()?" select="following-sibling::*[normalize-space()][not(self::ed:t)][1]"/>
    <xsl:next-match/>
    <span data-by="edition">{if ($next) then ' ×' else $unit ! (' ' || .)}</span>
  </xsl:template>

  <xsl:variable name="ed:particulars-of-manuscript" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(tokenize('
    altIdentifier binding handNote collection colophon custodialHist custEvent decoNote explicit filiation finalRubric incipit ink institution
    layout msName repository rubric sampleText scribe scribeLang langNote scriptNote seal source typeNote')
    ! map:entry(., true()))"/>

  <xsl:template match="tei:*[$ed:particulars-of-manuscript(local-name())] | recordHist/change" mode="ed:reading ed:diplomatic" as="element()" priority="-1">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'ms', local-name()"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
