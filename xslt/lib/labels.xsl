<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The edition's own words, in the language of the page: every one comes from `labels/LANGUAGE.xml`, none from a template.
  A project may say some of them otherwise, and have further languages (`$ed:words`); what it does not say in one of these is English.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:map="http://www.w3.org/2005/xpath-functions/map" exclude-result-prefixes="#all" expand-text="yes">

  <!-- The project's own words, JSON: by language and key. -->
  <xsl:param name="ed:words" as="xs:string" select="'{}'"/>

  <xsl:variable name="ed:own-words" as="map(*)" select="parse-json($ed:words)"/>

  <!-- Ours. They are part of the compiled stylesheet, so that no file is read for a page. -->
  <xsl:variable name="ed:our-words" as="map(xs:string, map(xs:string, xs:string))" static="yes" select="
    map:merge(('en', 'ru', 'de') ! map:entry(., map:merge(doc('labels/' || . || '.xml')/*/ed:label ! map:entry(string(@key), string()))))"/>

  <xsl:variable name="ed:label-languages" as="xs:string+" select="distinct-values((map:keys($ed:our-words), map:keys($ed:own-words)))"/>

  <!-- The language that the edition speaks on a page in this language: its own where we have labels, else English. -->
  <xsl:function name="ed:spoken-language" as="xs:string" cache="yes">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:variable name="primary" as="xs:string" select="lower-case(tokenize(ed:tag(string($language)) || '-', '-')[1])"/>
    <xsl:sequence select="($ed:label-languages[. = $primary], 'en')[1]"/>
  </xsl:function>

  <!-- All words in a language, the project's before ours; in English what is said in no other. -->
  <xsl:function name="ed:words" as="map(xs:string, xs:string)" cache="yes">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="spoken" as="xs:string" select="ed:spoken-language($language)"/>
    <xsl:sequence select="map:merge(($ed:own-words($spoken), ($ed:our-words($spoken), $ed:our-words('en'))[1]))"/>
  </xsl:function>

  <xsl:function name="ed:has-label" as="xs:boolean">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="map:contains(ed:words($ed:page-language), $key)"/>
  </xsl:function>

  <!-- A label of the page's language; `{1}`, `{2}` in it stand for the arguments. -->
  <xsl:function name="ed:say" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="ed:say-in($ed:page-language, $key, ())"/>
  </xsl:function>

  <xsl:function name="ed:say" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="arguments" as="xs:string*"/>
    <xsl:sequence select="ed:say-in($ed:page-language, $key, $arguments)"/>
  </xsl:function>

  <xsl:function name="ed:say-in" as="xs:string">
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="arguments" as="xs:string*"/>
    <xsl:variable name="label" as="xs:string?" select="ed:words($language)($key)"/>
    <xsl:if test="empty($label)">
      <xsl:sequence select="error(xs:QName('ed:no-label'), 'no label ' || $key || ' in ' || $language)"/>
    </xsl:if>
    <xsl:sequence select="
      fold-left(1 to count($arguments), string($label),
        function($text, $n) { replace($text, '{' || $n || '}', $arguments[$n], 'q') })"/>
  </xsl:function>

  <!-- A date of the Gregorian calendar in words: `1956-09-23` → "23 September 1956", also `1956-09` and `1956`. -->
  <xsl:function name="ed:date-in-words" as="xs:string">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(substring($iso, 1, 10), '-')"/>
    <xsl:choose>
      <xsl:when test="$iso castable as xs:date">
        <xsl:sequence select="
          ed:say('date.day', (string(number($parts[3])), ed:say('month.of.' || $parts[2]), string(number($parts[1]))))"/>
      </xsl:when>
      <xsl:when test="$iso castable as xs:gYearMonth">
        <xsl:sequence select="ed:say('date.month', (ed:say('month.' || $parts[2]), string(number($parts[1]))))"/>
      </xsl:when>
      <xsl:when test="$iso castable as xs:gYear">
        <xsl:sequence select="ed:say('date.year', string(number($parts[1])))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$iso"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
