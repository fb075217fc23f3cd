<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  TEI chapter 14, Names and Dates. A name that a register knows is a link to its entry at the page's end;
  parts of names, and names nobody registered, are words with a class. In a volume it is one to the registers at its end, which gather their
  pages from @data-entry.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="persName | placeName | orgName | geogName | settlement | country | region | rs | name | roleName | bloc | district"
    mode="ed:reading ed:diplomatic" as="element()">
    <xsl:param name="ed:unlinked" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="address" as="xs:string" select="if ($ed:in-volume) then ed:entry-address(.) else ''"/>
    <xsl:variable name="leads" as="xs:string?" select="
      if (ancestor::ref or .//(ref | ptr | note | app | graphic) or ancestor::*[@ref][ed:is-name(.)]) then ()
      else if ($ed:in-volume) then ('book:entry:' || $address)[$ed:with-registers and $address ne '']
      else if ($ed:unlinked) then () else ed:entry-id(.)[. ne ''] ! ('#' || .)"/>
    <xsl:element name="{if (exists($leads)) then 'a' else ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'name', local-name()"/>
      <xsl:if test="exists($leads)">
        <xsl:attribute name="href" select="$leads"/>
      </xsl:if>
      <xsl:if test="$address ne ''">
        <xsl:attribute name="data-entry" select="$address"/>
      </xsl:if>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="forename | surname | addName | genName | nameLink | geogFeat | offset | persPronouns | objectIdentifier"
    mode="ed:reading ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="ed:is-name" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element/(self::persName | self::placeName | self::orgName | self::geogName | self::settlement | self::country | self::region | self::rs
        | self::name | self::roleName | self::bloc | self::district))"/>
  </xsl:function>

</xsl:stylesheet>
