<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  TEI chapter 3.12, Bibliographic Citations, those without punctuation of their own (biblStruct): the edition puts between two parts what
  a bibliography has there. It goes behind a part and not before one, for a source laid out in lines has white space between them.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- Saxon asks the last step of a pattern first, of every node of a text: so what is quickly answered stands first in it. -->
  <xsl:template match="*[ancestor::biblStruct][ed:is-part(.)]" mode="ed:reading ed:diplomatic" as="node()*" priority="2">
    <xsl:next-match/>
    <xsl:variable name="parts" as="element()+" select="ancestor::biblStruct[1]//*[ed:is-part(.)]"/>
    <xsl:variable name="next" as="element()?" select="$parts[. >> current()][1]"/>
    <span data-by="edition">{if ($next) then ed:between(., $next) else '.'[not(ed:is-stopped(current()))]}</span>
  </xsl:template>

  <xsl:template match="text()[ancestor::biblStruct][ed:is-space-at-end(.)] | ed:t[ancestor::biblStruct][ed:is-space-at-end(.)]" mode="ed:reading ed:diplomatic" as="empty-sequence()" priority="2"/>

  <xsl:function name="ed:is-space-at-end" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="not(normalize-space($node)) and empty($node/following-sibling::node()) and ed:is-part($node/..)"/>
  </xsl:function>

  <!-- A part that is set off from the next: the innermost with words that is no part of a name or a date. -->
  <xsl:function name="ed:is-part" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element[parent::analytic or parent::monogr or parent::imprint or parent::series or parent::biblStruct]
                     [not(self::ed:t or self::analytic or self::monogr or self::imprint or self::series or self::relatedItem or self::note)][normalize-space()])"/>
  </xsl:function>

  <xsl:function name="ed:between" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="next" as="element()"/>
    <xsl:variable name="in" as="xs:string" select="if ($part/parent::analytic and $next/parent::monogr) then ed:say('bibl.in') || ' ' else ''"/>
    <xsl:sequence select="
      if ($part/(self::author | self::editor | self::respStmt) and local-name($next) = local-name($part)) then '; '
      else if ($part/self::pubPlace and $next/self::publisher) then ': '
      else if ($part/parent::imprint and $next/parent::imprint or $next/(self::biblScope | self::citedRange | self::date)) then ', '
      else if (ed:is-stopped($part)) then ' ' || $in
      else '. ' || $in"/>
  </xsl:function>

  <xsl:function name="ed:is-stopped" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="matches(normalize-space($part), '[.?!…]$')"/>
  </xsl:function>

</xsl:stylesheet>
