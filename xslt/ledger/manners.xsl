<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- How something was deleted, in one word whatever the project calls it (manners.xml). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:map="http://www.w3.org/2005/xpath-functions/map" exclude-result-prefixes="#all" expand-text="yes">

  <!-- What is said as a whole, else the first of its words that is known, else what is said, in small letters. -->
  <xsl:function name="ed:manner-of" as="xs:string">
    <xsl:param name="rend" as="xs:string"/>
    <xsl:variable name="said" as="xs:string" select="lower-case(normalize-space($rend))"/>
    <xsl:sequence select="if ($said eq '') then '' else (($said, tokenize($said)) ! $ed:manners(.), $said)[1]"/>
  </xsl:function>

  <xsl:variable name="ed:manners" as="map(xs:string, xs:string)" static="yes"
    select="map:merge(
      doc('manners.xml')/ed:manners/ed:manner ! (let $name := string(@name) return ($name, tokenize(@words, ' *\| *')) ! map:entry(., $name)))"/>

  <!-- A verb that says how something was deleted; the project's own word, quoted, where that is not known; "" where nothing is said. -->
  <xsl:function name="ed:manner-in-words" as="xs:string">
    <xsl:param name="facts" as="map(*)"/>
    <xsl:param name="ledger" as="map(*)"/>
    <xsl:sequence select="
      if ($facts('manner') eq '') then ''
      else ($ledger('labels')('ledger.manner.' || $facts('manner')), ed:ledger-label($ledger, 'ledger.quoted', $facts('manner-as-written')))[1]"/>
  </xsl:function>

</xsl:stylesheet>
