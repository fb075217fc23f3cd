<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  What catalogues and citations need of a document, in its own language, as JSON. What the header does not say is not there.

  title, short, abstract, date, until (where the date is a span), sent (place), reference, archive, settlement, publisher, published, changed (the day of the last
  change that the header tells of), licence, form: texts;
  author, recipient, translator, editor: arrays of names, {family, given} or {literal}; keywords: array of texts;
  names: array of {kind, name, id, same (array of addresses)} for the entries of registers that the document names;
  correspondence: array of {type (sent, received), date (its attributes), agents, places (arrays of {kind, name, same})};
  paragraphs: array of {id, n} for each that is counted.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:ed="urn:x-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" default-mode="ed:record" expand-text="yes">

  <!-- A TEI document in, its record out. -->
  <xsl:mode name="ed:record" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()" as="text()">
    <xsl:variable name="header" as="element()?" select="ed:header(.)"/>
    <xsl:variable name="shelf" as="element()?" select="($header//sourceDesc//msIdentifier)[1]"/>
    <xsl:variable name="house" as="element()?" select="($shelf/repository, $shelf/institution)[normalize-space()][1]"/>
    <xsl:variable name="publication" as="element()?" select="$header/fileDesc/publicationStmt"/>
    <xsl:variable name="sent" as="element()?" select="ed:action($header, 'sent')"/>
    <xsl:variable name="received" as="element()?" select="ed:action($header, 'received')"/>
    <xsl:variable name="texts" as="map(xs:string, xs:string?)" select="map {
      'title': ed:title($header) ! ed:title-text(.),
      'short': ed:short-title($header) ! ed:title-text(.),
      'abstract': ed:abstract($header) ! ed:title-text(.),
      'date': string(ed:date($header) ! (@when, @from, @notBefore)[1]),
      'until': string(ed:date($header)[not(@when)][@from or @notBefore] ! (@to, @notAfter)[1]),
      'sent': ($sent/(placeName | settlement))[1] ! ed:title-text(.),
      'reference': ed:archive-reference($header),
      'archive': $house ! ed:title-text(.),
      'settlement': $shelf/settlement[1] ! ed:title-text(.),
      'location': ed:location($shelf),
      'publisher': $publication/(publisher, authority, distributor)[1] ! ed:title-text(.),
      'published': string($publication/date[1] ! (@when, ed:title-text(.))[1]),
      'changed': string(max($header/(revisionDesc//change/(@when, @to), $publication/date/@when)[. castable as xs:date] ! xs:date(.))),
      'licence': string(($publication/availability//licence/@target)[1]),
      'form': $header//textClass/keywords/term[@type = 'genre'][1] ! ed:title-text(.) }"/>
    <xsl:variable name="lists" as="map(xs:string, array(*))" select="map {
      'author': array { ($sent/(persName | orgName), $header/fileDesc/titleStmt/author)[1] ! ($sent/(persName | orgName), self::author) ! ed:agent(.) },
      'recipient': array { $received/(persName | orgName) ! ed:agent(.) },
      'translator': array { ed:answering($header, '^transl|^перев|^übers') ! ed:agent(.) },
      'editor': array { $header/fileDesc/titleStmt/editor[not(@role = 'translator')] ! ed:agent(.) },
      'keywords': array { $header//textClass/keywords/term[not(@type)] ! ed:title-text(.) },
      'names': array { ed:named-entries(.)[@xml:id] ! ed:named-entry(.) },
      'correspondence': array { ($sent, $received) ! ed:correspondence(.) },
      'paragraphs': array { for-each-pair(ed:numbered(.), 1 to count(ed:numbered(.)), function($paragraph as element(), $number as xs:integer) as map(*) {
        map { 'id': ed:id($paragraph), 'n': string(($paragraph/@n, $number)[1]) } }) } }"/>
    <xsl:variable name="said" as="map(*)" select="map:merge((
      map:for-each($texts, function($key, $value) { if ($value ne '') then map:entry($key, $value) else () }),
      map:for-each($lists, function($key, $value) { if (array:size($value) gt 0) then map:entry($key, $value) else () })))"/>
    <xsl:value-of select="serialize($said, map { 'method': 'json' })"/>
  </xsl:template>

  <!-- Where in its archive a document is kept. -->
  <xsl:function name="ed:location" as="xs:string">
    <xsl:param name="shelf" as="element()?"/>
    <xsl:variable name="numbers" as="xs:string*">
      <xsl:for-each select="$shelf/(idno | altIdentifier/(collection | idno))[normalize-space()]">
        <xsl:variable name="number" as="xs:string" select="replace(ed:title-text(.), '(\d)-(\d)', '$1–$2')"/>
        <xsl:sequence select="if (@type and ed:has-label('idno.' || @type)) then ed:say('idno.' || @type, $number) else $number"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="replace(string-join(($shelf/collection ! ed:title-text(.), $numbers), ed:say('idno.separator')), '\.$', '')"/>
  </xsl:function>

  <!-- Those who answer for something that is said so. -->
  <xsl:function name="ed:answering" as="element()*">
    <xsl:param name="header" as="element()?"/>
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:sequence select="$header/fileDesc/titleStmt/(respStmt[matches(resp[1], $pattern, 'i')]/(persName | orgName | name)[not(@type = 'machine')] | editor[@role = 'translator'])"/>
  </xsl:function>

  <!-- A person by family and given name where the register or the header tells them apart; else as written. -->
  <xsl:function name="ed:agent" as="map(xs:string, xs:string)">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="entry" as="element()?" select="ed:entry(tokenize($name/(@ref | persName/@ref)[1])[1], $name)"/>
    <xsl:variable name="parts" as="element()" select="($name[.//surname], $entry ! ed:entry-name(.)[surname], $name)[1]"/>
    <xsl:sequence select="
      if ($parts//surname) then map:merge((
        map { 'family': normalize-space(string-join($parts//surname, ' ')) },
        $parts[.//forename] ! map { 'given': normalize-space(string-join($parts//forename, ' ')) }))
      else map { 'literal': ed:title-text($name) }"/>
  </xsl:function>

  <xsl:function name="ed:named-entry" as="map(xs:string, item())">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="map {
      'kind': local-name($entry), 'id': ed:id-of-entry($entry), 'name': string(ed:entry-name($entry) ! ed:title-text(.)),
      'same': array { $entry/idno[matches(., '^\s*https?://')] ! normalize-space() } }"/>
  </xsl:function>

  <!-- The paragraphs of a document that have a number. -->
  <xsl:function name="ed:numbered" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="ed:texts($document)//(p | ab | item)[ed:is-counted-item(.)]"/>
  </xsl:function>

  <!-- The sending or receiving of a letter. -->
  <xsl:function name="ed:correspondence" as="map(xs:string, item())">
    <xsl:param name="action" as="element()"/>
    <xsl:sequence select="map {
      'type': string($action/@type),
      'date': map:merge($action/date[1]/(@when, @from, @to, @notBefore, @notAfter) ! map { local-name(): string() }),
      'agents': array { $action/(persName | orgName | name) ! ed:known-by(.) },
      'places': array { $action/(placeName | settlement)[1] ! ed:known-by(.) } }"/>
  </xsl:function>

  <!-- A name as the register has it, else as written, and where authorities know it: the addresses that its entry, or its own `ref`, gives. -->
  <xsl:function name="ed:known-by" as="map(xs:string, item())">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="pointers" as="xs:string*" select="tokenize($name/@ref)"/>
    <xsl:variable name="entry" as="element()?" select="ed:entry($pointers[1], $name)"/>
    <xsl:sequence select="map {
      'kind': local-name($name),
      'name': ($entry ! ed:entry-name(.) ! ed:title-text(.), ed:title-text($name))[. ne ''][1] => string(),
      'same': array { distinct-values(($pointers, $entry/idno ! normalize-space())[matches(., '^https?://')]) } }"/>
  </xsl:function>

</xsl:stylesheet>
