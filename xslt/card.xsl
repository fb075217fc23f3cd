<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The card of a document: what the pages that speak of many documents need of one, and nothing else.

  Out: `ed:document`, with its title and its date in words, and the `teiHeader`; an `ed:hand` for each hand that is told apart; an
  `ed:passage` for each block of the text as sent, with its words, and for those of an editor's note; an `ed:altered` for each entry of the ledger that the diplomatic view
  shows, with the words that were struck out and those that were written; an `ed:mention` for each name that leads to an entry of a register, with the words around it, or with the role
  that the header gives it (`sent`, `received`, `hand`); an `ed:dated` for each date. An entry is called by its file and its id,
  `persons.xml#mikoyan`; one of the document itself by `#mikoyan`.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:ed="urn:x-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" default-mode="ed:card" expand-text="yes">

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

  <!-- Where a passage can be reached on a page of the reading view: by its id or that of what holds it, at worst by the whole text's. -->
  <xsl:function name="ed:anchor-of" as="xs:string">
    <xsl:param name="passage" as="element()"/>
    <xsl:variable name="reached" as="element()?"
      select="$passage/ancestor-or-self::*[(self::p | self::ab)[ed:is-counted(.)] or self::note[ed:is-editorial(.)] or @xml:id[not(../(self::text | self::body | self::TEI))]][ancestor::text or ancestor::sourceDoc][1]"/>
    <xsl:sequence select="if ($reached) then ed:id($reached) else 'text'"/>
  </xsl:function>

  <!-- The names that may lead to an entry. -->
  <xsl:function name="ed:names" as="element()*">
    <xsl:param name="texts" as="element()*"/>
    <xsl:sequence select="$texts//(persName | placeName | orgName | geogName | settlement | country | region | rs | name | roleName | bloc | district | objectName | eventName)[@ref]"/>
  </xsl:function>

  <xsl:template match="document-node()" as="text()">
    <xsl:variable name="annotated" as="document-node()" select="ed:annotated(.)"/>
    <xsl:variable name="document" as="document-node()" select="ed:reading-text($annotated)"/>
    <xsl:variable name="texts" as="element()*" select="ed:texts($document)"/>
    <xsl:variable name="standing" as="map(xs:string, xs:boolean)" select="
      map:merge(ed:names($texts)/@ed:at ! map:entry(string(), true()), map { 'duplicates': 'use-first' })"/>
    <xsl:variable name="card" as="element(ed:document)">
      <ed:document>
        <xsl:variable name="header" as="element()?" select="ed:header($document)"/>
        <xsl:for-each select="ed:short-title($header)">
          <xsl:attribute name="title" select="ed:title-text(.)"/>
        </xsl:for-each>
        <xsl:for-each select="ed:date($header)">
          <xsl:attribute name="date" select="ed:date-text(.)"/>
          <xsl:attribute name="day" select="string((@when, @from, @notBefore)[1])"/>
        </xsl:for-each>
        <xsl:attribute name="acts" select="count(ed:texts($annotated)//(add | addSpan | del | delSpan | restore | retrace | mod | transpose | undo | redo))"/>
        <xsl:copy-of select="$header" copy-namespaces="no"/>
        <xsl:for-each select="ed:told-hands($annotated)[ed:is-used-hand(., $annotated)]">
          <ed:hand id="{.}" siglum="{ed:siglum(., $annotated)}"/>
        </xsl:for-each>
        <xsl:for-each select="$texts//*[ed:is-passage(.)]">
          <xsl:variable name="words" as="xs:string" select="ed:own-words(.)"/>
          <xsl:if test="$words ne ''">
            <ed:passage id="{ed:anchor-of(.)}" at="{@ed:at}">
              <xsl:if test="ancestor-or-self::note[ed:is-editorial(.)]">
                <xsl:attribute name="note" select="'true'"/>
              </xsl:if>
              <xsl:value-of select="$words"/>
            </ed:passage>
          </xsl:if>
        </xsl:for-each>
        <!-- What stands as it stood (written over again, moved) was neither struck out nor written. -->
        <xsl:for-each select="ed:ledger($annotated, $ed:page-language)[@before ne @after][@kind ne 'transposition'][ed:subject(., $annotated) ! ed:is-on-the-leaf(.)]">
          <ed:altered>
            <xsl:sequence select="@hand, @siglum, @anchor, @before, @after"/>
          </ed:altered>
        </xsl:for-each>
        <xsl:for-each select="'sent', 'received'">
          <xsl:sequence select="ed:action($header, .)/(persName | orgName | placeName | name | settlement | country)[@ref] ! ed:in-role(., @ref, current())"/>
        </xsl:for-each>
        <xsl:sequence select="$header//handNote[@scribeRef] ! ed:in-role(., @scribeRef, 'hand')"/>
        <xsl:apply-templates select="ed:names($texts)"/>
        <!-- Who is named only where it was struck out. -->
        <xsl:apply-templates select="ed:names(ed:texts($annotated))[not($standing(string(@ed:at)))]">
          <xsl:with-param name="ed:struck" select="true()" tunnel="yes"/>
        </xsl:apply-templates>
        <xsl:for-each select="$texts//date[(@when, @from, @notBefore)[matches(., '^\d{4}')]]">
          <xsl:variable name="passage" as="element()?" select="ed:passage-of(.)"/>
          <xsl:if test="$passage">
            <ed:dated when="{(@when, @from, @notBefore)[1]}" passage="{ed:anchor-of($passage)}">
              <xsl:sequence select="ed:in-context(., $passage)"/>
            </ed:dated>
          </xsl:if>
        </xsl:for-each>
      </ed:document>
    </xsl:variable>
    <xsl:value-of select="serialize($card, map { 'method': 'xml', 'indent': false(), 'omit-xml-declaration': true() })"/>
  </xsl:template>

  <!-- Whom the header names in a role. -->
  <xsl:function name="ed:in-role" as="element(ed:mention)?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:variable name="entry" as="element()?" select="ed:entry(tokenize($pointer)[1], $element)"/>
    <xsl:if test="$entry/@xml:id">
      <ed:mention entry="{ed:called($entry, $pointer)}" role="{$role}">
        <xsl:sequence select="$element/@xml:id"/>
      </ed:mention>
    </xsl:if>
  </xsl:function>

  <!-- What an entry is called: its file, as the document names it, and its id. -->
  <xsl:function name="ed:called" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="substring-before(ed:resolved-pointer(tokenize($pointer)[1]), '#') || '#' || $entry/@xml:id"/>
  </xsl:function>

  <!-- The words of an element, with those before and after it in its passage, and their language. -->
  <xsl:function name="ed:in-context" as="node()+">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="passage" as="element()"/>
    <xsl:variable name="words" as="text()*" select="ed:own-texts($passage)"/>
    <xsl:variable name="end" as="node()" select="$element/descendant-or-self::node()[last()]"/>
    <xsl:variable name="before" as="xs:string" select="ed:folded(string-join($words[. &lt;&lt; $element]))"/>
    <xsl:variable name="after" as="xs:string" select="ed:folded(string-join($words[. &gt;&gt; $end]))"/>
    <xsl:if test="ed:language($passage) ne ''">
      <xsl:attribute name="xml:lang" select="ed:language($passage)"/>
    </xsl:if>
    <ed:before>{ed:last-words($before)}</ed:before>
    <ed:name>{normalize-space($element)}</ed:name>
    <ed:after>{ed:first-words($after)}</ed:after>
  </xsl:function>

  <!-- The words of a passage that are not those of a passage within it. -->
  <xsl:function name="ed:own-words" as="xs:string">
    <xsl:param name="passage" as="element()"/>
    <xsl:sequence select="normalize-space(string-join(ed:own-texts($passage)))"/>
  </xsl:function>

  <xsl:function name="ed:own-texts" as="text()*" cache="yes">
    <xsl:param name="passage" as="element()"/>
    <xsl:sequence select="$passage//text()[ed:passage-of(.) is $passage]"/>
  </xsl:function>

  <xsl:template match="*" as="element(ed:mention)?">
    <xsl:param name="ed:struck" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="entry" as="element()?" select="ed:entry(tokenize(@ref)[1], .)"/>
    <xsl:variable name="passage" as="element()?" select="ed:passage-of(.)"/>
    <xsl:if test="$entry/@xml:id and $passage">
      <ed:mention entry="{ed:called($entry, @ref)}" passage="{ed:anchor-of($passage)}">
        <xsl:if test="$ed:struck">
          <xsl:attribute name="struck" select="'true'"/>
        </xsl:if>
        <xsl:sequence select="ed:in-context(., $passage)"/>
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

</xsl:stylesheet>
