<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The card of a document: what the pages that speak of many documents need of one, and nothing else.

  Out: `ed:document` with the `teiHeader`; an `ed:passage` for each block of the text as sent, with its words; an `ed:mention` for
  each name that leads to an entry of a register, with the words around it. An entry is called by its file and its id,
  `persons.xml#mikoyan`; one of the document itself by `#mikoyan`.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:card" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" default-mode="ed:card" expand-text="yes">

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- A TEI document in, its card out. -->
  <xsl:mode name="ed:card" visibility="public" on-no-match="fail"/>

  <!-- How many characters before and after a name are shown with it. -->
  <xsl:variable name="ed:around" as="xs:integer" select="70"/>

  <!-- What can be the passage that a search leads to. -->
  <xsl:function name="ed:is-passage" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[
      self::p or self::ab or self::head or self::item or self::l or self::cell or self::salute or self::signed or self::dateline or self::address
      or self::note or self::label or self::trailer or self::stage or self::byline or self::opener or self::closer])"/>
  </xsl:function>

  <!-- The innermost passage around a node. -->
  <xsl:function name="ed:passage-of" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor-or-self::*[ed:is-passage(.)][1]"/>
  </xsl:function>

  <!-- The names that may lead to an entry. -->
  <xsl:function name="ed:names" as="element()*">
    <xsl:param name="texts" as="element()*"/>
    <xsl:sequence select="$texts//(persName | placeName | orgName | geogName | settlement | country | region | rs | name | roleName | bloc | district | objectName | eventName)[@ref]"/>
  </xsl:function>

  <xsl:template match="document-node()" as="element(ed:document)">
    <xsl:variable name="annotated" as="document-node()" select="ed:annotated(.)"/>
    <xsl:variable name="document" as="document-node()" select="ed:reading-text($annotated)"/>
    <xsl:variable name="texts" as="element()*" select="ed:texts($document)"/>
    <xsl:variable name="standing" as="xs:string*" select="ed:names($texts)/@ed:at ! string()"/>
    <ed:document>
      <xsl:copy-of select="ed:header($document)" copy-namespaces="no"/>
      <xsl:for-each select="$texts//*[ed:is-passage(.)]">
        <xsl:variable name="words" as="xs:string" select="ed:own-words(.)"/>
        <xsl:if test="$words ne ''">
          <ed:passage id="{ed:id(.)}" at="{@ed:at}">{$words}</ed:passage>
        </xsl:if>
      </xsl:for-each>
      <xsl:apply-templates select="ed:names($texts)"/>
      <!-- Who is named only where it was struck out. -->
      <xsl:apply-templates select="ed:names(ed:texts($annotated))[not(@ed:at = $standing)]">
        <xsl:with-param name="ed:struck" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
    </ed:document>
  </xsl:template>

  <!-- The words of a passage that are not those of a passage within it. -->
  <xsl:function name="ed:own-words" as="xs:string">
    <xsl:param name="passage" as="element()"/>
    <xsl:sequence select="normalize-space(string-join($passage//text()[ed:passage-of(.) is $passage]))"/>
  </xsl:function>

  <xsl:template match="*" as="element(ed:mention)?">
    <xsl:param name="ed:struck" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="entry" as="element()?" select="ed:entry(tokenize(@ref)[1], .)"/>
    <xsl:variable name="passage" as="element()?" select="ed:passage-of(.)"/>
    <xsl:if test="$entry/@xml:id and $passage">
      <xsl:variable name="name" as="element()" select="."/>
      <xsl:variable name="words" as="text()*" select="$passage//text()[ed:passage-of(.) is $passage]"/>
      <xsl:variable name="before" as="xs:string" select="replace(string-join($words[. &lt;&lt; $name]), '\s+', ' ')"/>
      <xsl:variable name="after" as="xs:string" select="replace(string-join($words[. &gt;&gt; $name][not(ancestor::* intersect $name)]), '\s+', ' ')"/>
      <ed:mention entry="{substring-before(ed:resolved-pointer(tokenize(@ref)[1], .), '#')}#{$entry/@xml:id}" kind="{ed:kind-of-entry($entry)}" passage="{ed:id($passage)}">
        <xsl:if test="$ed:struck">
          <xsl:attribute name="struck" select="'true'"/>
        </xsl:if>
        <xsl:if test="ed:language($passage) ne ''">
          <xsl:attribute name="xml:lang" select="ed:language($passage)"/>
        </xsl:if>
        <ed:before>{ed:last-words($before)}</ed:before>
        <ed:name>{normalize-space($name)}</ed:name>
        <ed:after>{ed:first-words($after)}</ed:after>
      </ed:mention>
    </xsl:if>
  </xsl:template>

  <!-- As much of the end of a text as is shown, from the start of a word. -->
  <xsl:function name="ed:last-words" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="length" as="xs:integer" select="string-length($words)"/>
    <xsl:sequence select="
      if ($length le $ed:around) then $words
      else '…' || replace(substring($words, $length - $ed:around + 1), '^\S+', '')"/>
  </xsl:function>

  <xsl:function name="ed:first-words" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="
      if (string-length($words) le $ed:around) then $words
      else replace(substring($words, 1, $ed:around), '\S+$', '') || '…'"/>
  </xsl:function>

  <xsl:include href="pipeline.xsl"/>
  <xsl:include href="reading/view.xsl"/>
</xsl:package>
