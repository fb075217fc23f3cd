<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The one rule for an element that no other rule knows: its text is shown, marked by a neutral sign, and a finding names it.
  Nothing that stands in a text is ever dropped for want of a rule.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="*" mode="ed:reading ed:diplomatic" as="element()" priority="-10">
    <!-- Of a foreign vocabulary its outermost element is named, not each one in it. -->
    <xsl:if test="namespace-uri() = 'http://www.tei-c.org/ns/1.0' or namespace-uri() ne namespace-uri(..)">
      <xsl:call-template name="ed:finding">
        <xsl:with-param name="code" select="'VIEW001'"/>
        <xsl:with-param name="about" select="."/>
        <xsl:with-param name="text" select="'no view knows the element {element}; its text is shown without a form of its own'"/>
        <xsl:with-param name="hint" select="'use an element of the schema, or give the views a rule for this one'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'unknown'"/>
      <xsl:attribute name="data-element" select="name()"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- What should be empty, or hold a description alone, and holds words: they stand behind it. -->
  <xsl:template match="(tei:lb | tei:cb | tei:gb | tei:pb | tei:milestone | tei:gap | tei:space | tei:ellipsis | tei:graphic | tei:media | tei:ptr)[ed:holds-words(.)]"
    mode="ed:reading ed:diplomatic" as="node()*" priority="4">
    <xsl:next-match/>
    <xsl:apply-templates select="node() except tei:desc" mode="#current"/>
  </xsl:template>

  <xsl:template match="text()" mode="ed:reading ed:diplomatic" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="ed:reading ed:diplomatic" as="empty-sequence()"/>

</xsl:stylesheet>
