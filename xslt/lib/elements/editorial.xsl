<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  What the editor did: conjectures in square brackets, doubt by a dotted underline, loss by brackets with reason and extent.
  Always in the edition's own look, never in a hand's.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="supplied" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'supplied', @cert ! ('cert-' || .)"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:sequence select="ed:opening(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="@cert = ('low', 'unknown')">
        <span class="doubt" data-by="edition">?</span>
      </xsl:if>
      <xsl:sequence select="ed:closing(.)"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="unclear" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'unclear'"/>
      <xsl:sequence select="ed:carried(.)"/>
      <span class="vh" data-by="edition">[{ed:say('unclear.spoken')}: </span>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="@cert = ('low', 'unknown')">
        <span class="doubt" data-by="edition">?</span>
      </xsl:if>
      <span class="vh" data-by="edition">]</span>
    </xsl:element>
  </xsl:template>

  <!-- A gap says why and how much. -->
  <xsl:template match="gap" mode="ed:reading ed:diplomatic" as="element()">
    <span class="gap" data-by="edition">
      <xsl:sequence select="ed:carried(.)"/>
      <span class="gap-sign" aria-hidden="true">[…]</span>
      <span class="vh">[{ed:gap-in-words(.)}]</span>
    </span>
  </xsl:template>

  <xsl:function name="ed:gap-in-words" as="xs:string">
    <xsl:param name="gap" as="element()"/>
    <xsl:variable name="reason" as="xs:string*" select="tokenize($gap/@reason)[1]"/>
    <xsl:sequence select="string-join((ed:say('gap'), $reason ! ed:named('gap', .), ed:extent($gap)), ', ')"/>
  </xsl:function>

  <!-- A value of the TEI in words, where a label has them; else as it stands. -->
  <xsl:function name="ed:named" as="xs:string">
    <xsl:param name="group" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="if (ed:has-label($group || '.' || $value)) then ed:say($group || '.' || $value) else $value"/>
  </xsl:function>

  <xsl:function name="ed:extent" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="quantity" as="xs:string?" select="($element/@quantity, $element/@atLeast, $element/@extent)[1]"/>
    <xsl:variable name="unit" as="xs:string?" select="$element/@unit"/>
    <xsl:if test="$quantity">
      <xsl:sequence select="
        if ($unit and ed:has-label('unit.' || $unit)) then ed:say('unit.' || $unit, $quantity)
        else string-join(($quantity, $unit), ' ')"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="surplus | secl" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:sequence select="ed:opening(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="ed:closing(.)"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="space | ellipsis" mode="ed:reading ed:diplomatic" as="element()">
    <span class="space" data-by="edition">
      <xsl:sequence select="ed:carried(.)"/>
      <span aria-hidden="true">{if (self::ellipsis) then '⟨…⟩' else '⟨   ⟩'}</span>
      <span class="vh">[{string-join((ed:say(local-name()), ed:extent(.)), ', ')}]</span>
    </span>
  </xsl:template>

  <!-- What goes before the id of a surface in the address of its image; "" where there is no page of images to lead to. -->
  <xsl:variable name="ed:facsimile" as="xs:string" select="''"/>

  <!-- The name of a leaf: its number as the document counts, in the edition's words. -->
  <xsl:function name="ed:leaf-label" as="xs:string">
    <xsl:param name="pb" as="element()"/>
    <xsl:sequence select="if ($pb/@n) then ed:say('leaf', string($pb/@n)) else ed:say('leaf.next')"/>
  </xsl:function>

</xsl:stylesheet>
