<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- How a document opens in the book: place and date, title, who wrote to whom, where it is kept, what it is. All from its header. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="ed:opening" as="element()">
    <xsl:param name="header" as="element(teiHeader)?" required="yes"/>
    <xsl:param name="view" as="xs:string" required="yes"/>
    <xsl:param name="language" as="attribute()*" required="yes"/>
    <header class="opening">
      <xsl:sequence select="$language"/>
      <xsl:sequence select="ed:line('place-and-date', ed:place-and-date($header))"/>
      <h1>
        <xsl:sequence select="ed:title($header) ! ed:foreign-lang(.)"/>
        <xsl:text>{ed:title-without-date($header)}</xsl:text>
      </h1>
      <xsl:if test="not($ed:in-volume)">
        <xsl:sequence select="ed:line('view', ed:say('view.' || $view))"/>
      </xsl:if>
      <xsl:sequence select="ed:line('correspondents', ed:correspondents($header))"/>
      <xsl:sequence select="ed:line('archive', ed:archive-reference($header) ! replace(., '[^.]$', '$0.'))"/>
      <xsl:call-template name="ed:source-note">
        <xsl:with-param name="header" select="$header"/>
      </xsl:call-template>
    </header>
  </xsl:template>

  <xsl:function name="ed:line" as="element()?">
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="words" as="item()*"/>
    <xsl:if test="normalize-space(string-join($words)) ne ''">
      <p class="{$class}">
        <xsl:sequence select="$words"/>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- What the document is made of, and after what it is printed here. -->
  <xsl:template name="ed:source-note" as="element()?">
    <xsl:param name="header" as="element(teiHeader)?" required="yes"/>
    <xsl:variable name="source" as="element()?" select="($header//sourceDesc//bibl[@type = 'digital-archive'])[1]"/>
    <xsl:variable name="sentences" as="item()*">
      <xsl:for-each select="($header//physDesc//support)[1], ($header//physDesc//extent)[1], ($header//physDesc/additions)[1]">
        <xsl:if test="position() gt 1">
          <xsl:text> </xsl:text>
        </xsl:if>
        <xsl:sequence select="ed:prose(.)"/>
        <xsl:sequence select="ed:full-stop(.)"/>
      </xsl:for-each>
      <xsl:for-each select="$source">
        <xsl:text> {ed:say('fact.source')}: </xsl:text>
        <span class="bibl">
          <xsl:sequence select="ed:foreign-lang(.)"/>
          <xsl:sequence select="ed:prose(.)"/>
        </span>
        <xsl:sequence select="ed:full-stop(.)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="ed:line('source', $sentences)"/>
  </xsl:template>

  <!-- A full stop, where an element's words have none at their end; an address stays as it is. -->
  <xsl:function name="ed:full-stop" as="text()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="not(matches($element, '[.!?…]\s*$|://\S+\s*$'))">
      <xsl:text>.</xsl:text>
    </xsl:if>
  </xsl:function>

  <!-- "Pyongyang, 23 September 1956", as far as the header knows. -->
  <xsl:function name="ed:place-and-date" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="sent" as="element()?" select="($header//correspAction[@type = 'sent'])[1]"/>
    <xsl:sequence select="
      string-join(($sent/(placeName | settlement)[1] ! ed:title-text(.), ed:date($header) ! ed:date-beside(.))[. ne ''], ', ')"/>
  </xsl:function>

  <!-- A date beside other words of its header: as the header writes it, which in a volume may be in another language than the volume's. -->
  <xsl:function name="ed:date-beside" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="if ($ed:in-volume) then (ed:title-text($date)[. ne ''], ed:date-text($date))[1] else ed:date-text($date)"/>
  </xsl:function>

  <!-- Sender and addressee, where both are known. -->
  <xsl:function name="ed:correspondents" as="node()*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="sent" as="element()?" select="($header//correspAction[@type = 'sent'])[1]"/>
    <xsl:variable name="received" as="element()?" select="($header//correspAction[@type = 'received'])[1]"/>
    <xsl:if test="normalize-space($sent) and normalize-space($received)">
      <xsl:sequence select="ed:correspondent($sent)"/>
      <xsl:text> {ed:say('correspondence.arrow')} </xsl:text>
      <xsl:sequence select="ed:correspondent($received)"/>
    </xsl:if>
  </xsl:function>

  <!-- A document as the head of a page names it: its short title, and its date. -->
  <xsl:function name="ed:title-with-date" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="title" as="xs:string" select="(ed:short-title($header) ! ed:title-text(.), ed:say('edition.untitled'))[1]"/>
    <xsl:variable name="date" as="xs:string" select="(ed:date($header) ! ed:date-beside(.), '')[1]"/>
    <xsl:sequence select="if ($date eq '' or exists(ed:dates-of($header)[contains($title, .)])) then $title else $title || ', ' || $date"/>
  </xsl:function>

  <!-- The title as it heads the text: a date at its end is said above it. -->
  <xsl:function name="ed:title-without-date" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="title" as="xs:string" select="(ed:title($header) ! ed:title-text(.), ed:say('edition.untitled'))[1]"/>
    <xsl:variable name="date" as="xs:string?" select="ed:dates-of($header)[ends-with($title, ', ' || .)][1]"/>
    <xsl:sequence select="if ($date) then substring($title, 1, string-length($title) - string-length($date) - 2) else $title"/>
  </xsl:function>

  <!-- The date of a document as the edition writes it, and as its header does. -->
  <xsl:function name="ed:dates-of" as="xs:string*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="distinct-values(ed:date($header) ! (ed:date-text(.), ed:title-text(.)))[. ne '']"/>
  </xsl:function>

</xsl:stylesheet>
