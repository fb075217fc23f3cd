<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- Where in the text an intervention stands: page, line, paragraph. Where on the leaf, the steps say (`ed:place`). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- The page begun last: by its number, else counted. -->
  <xsl:accumulator name="ed:pages" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="pb | surface" select="$value + 1"/>
  </xsl:accumulator>
  <xsl:accumulator name="ed:page" as="xs:string" initial-value="''">
    <xsl:accumulator-rule match="pb | surface" select="string((@n[normalize-space()] ! normalize-space(.), accumulator-before('ed:pages'))[1])"/>
  </xsl:accumulator>

  <!-- The line begun last: by its number, else counted from the head of the page. -->
  <xsl:accumulator name="ed:line" as="xs:string" initial-value="''">
    <xsl:accumulator-rule match="pb | surface" select="''"/>
    <xsl:accumulator-rule match="lb | line | l"
      select="if (@n[normalize-space()]) then normalize-space(@n) else if ($value castable as xs:integer) then string(xs:integer($value) + 1) else '1'"/>
  </xsl:accumulator>

  <!-- The elements of a document in order: which of two comes first. -->
  <xsl:accumulator name="ed:rank" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="*" select="$value + 1"/>
  </xsl:accumulator>

  <!-- The paragraph that a node stands in, as the views number it, "" where it stands in none. -->
  <xsl:function name="ed:paragraph-of" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="paragraph" as="element()?"
      select="$node/ancestor-or-self::*[self::p or self::ab or self::item][ed:is-counted-item(.)][1]"/>
    <xsl:sequence select="string(($paragraph/@n, $paragraph ! ed:paragraph-number(.))[1])"/>
  </xsl:function>

  <!-- The part of a document that is no paragraph: opener, closer, head, postscript; "" elsewhere. -->
  <xsl:function name="ed:section-of" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="string($node/ancestor-or-self::*[self::opener or self::closer or self::head or self::postscript][1]/local-name())"/>
  </xsl:function>

</xsl:stylesheet>
