<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  All documents in one table, by date; a script sorts it by its heads and narrows it by the choices of `filters`. Of very many each page
  has some, and nothing to narrow them by: the pages of those who are named tell where, and so does the search.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="ed:documents" as="node()+">
    <xsl:variable name="groups" as="element(ed:group)*" select="$ed:told/ed:group"/>
    <xsl:call-template name="ed:site-head">
      <xsl:with-param name="heading" select="ed:say('site.documents')"/>
      <xsl:with-param name="lead" select="ed:say('index.count', string($ed:told/@texts))"/>
    </xsl:call-template>
    <xsl:if test="empty($ed:told/ed:part)">
      <xsl:call-template name="ed:filters"/>
    </xsl:if>
    <div class="table" tabindex="0" role="region" aria-label="{ed:say('site.documents')}">
      <table class="documents">
        <thead>
          <tr>
            <th scope="col" aria-sort="ascending">{ed:say('fact.date')}</th>
            <th scope="col">{ed:say('documents.title')}</th>
            <th scope="col" class="plain">{ed:say('fact.language')}</th>
            <th scope="col" class="number">{ed:say('documents.acts')}</th>
          </tr>
        </thead>
        <tbody>
          <xsl:variable name="sorted" as="element(ed:group)*">
            <xsl:perform-sort select="$groups">
              <xsl:sort select="ed:day(ed:told-document(.))"/>
            </xsl:perform-sort>
          </xsl:variable>
          <xsl:for-each-group select="$sorted" group-adjacent="ed:year(ed:told-document(.))">
            <xsl:variable name="year" as="xs:string" select="current-grouping-key()"/>
            <xsl:sequence select="ed:row(head(current-group()), $year), tail(current-group()) ! ed:row(., ())"/>
          </xsl:for-each-group>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <!-- The row of a text; the first of a year can be reached by it. -->
  <xsl:function name="ed:row" as="node()+">
    <xsl:param name="group" as="element(ed:group)"/>
    <xsl:param name="year" as="xs:string?"/>
    <xsl:variable name="document" as="element(ed:document)" select="ed:told-document($group)"/>
    <xsl:variable name="header" as="element()?" select="$document/teiHeader"/>
    <xsl:variable name="day" as="xs:string" select="ed:day($document)"/>
    <xsl:text>&#10;</xsl:text>
    <tr>
      <!-- Whom it names, and whose hands it has, is told by their numbers: they are many, and a row has to be short. -->
      <xsl:if test="empty($ed:told/ed:part)">
        <xsl:attribute name="data-languages" select="distinct-values($group/ed:document/@language ! tokenize(., '-')[1])"/>
        <xsl:attribute name="data-entries" select="$group/@entries"/>
        <xsl:if test="$group/@hands ne ''">
          <xsl:attribute name="data-hands" select="$group/@hands"/>
        </xsl:if>
      </xsl:if>
      <xsl:if test="exists($year)">
        <xsl:attribute name="id" select="'year-' || $year"/>
      </xsl:if>
      <td data-key="{$day}">{ed:date($header) ! ed:date-text(.)}</td>
      <td>
        <xsl:sequence select="ed:document-link($document)"/>
        <xsl:variable name="sent" as="node()*" select="ed:correspondent(ed:action($header, 'sent'))"/>
        <xsl:variable name="received" as="node()*" select="ed:correspondent(ed:action($header, 'received'))"/>
        <xsl:if test="exists($sent) or exists($received)">
          <span class="from-to">
            <xsl:value-of select="$sent" separator=""/>
            <xsl:if test="exists($sent) and exists($received)">
              <xsl:text> → </xsl:text>
            </xsl:if>
            <xsl:value-of select="$received" separator=""/>
          </span>
        </xsl:if>
      </td>
      <td class="plain">
        <xsl:for-each select="$document, $group/ed:document except $document">
          <xsl:if test="position() gt 1">
            <xsl:text>, </xsl:text>
          </xsl:if>
          <xsl:element name="{if ($group/ed:document[2]) then 'a' else 'span'}">
            <xsl:if test="$group/ed:document[2]">
              <xsl:attribute name="href" select="ed:page-of(.)"/>
            </xsl:if>
            <xsl:sequence select="ed:lang(@language)"/>
            <xsl:value-of select="if (@language = '') then @name else ed:language-name(@language)"/>
          </xsl:element>
        </xsl:for-each>
      </td>
      <td class="number">{$document/@acts}</td>
    </tr>
  </xsl:function>

  <!-- The choices by which a script narrows the table; without one they are not shown. -->
  <xsl:template name="ed:filters" as="element()">
    <xsl:variable name="days" as="xs:string*" select="sort($ed:told/ed:group ! ed:day(ed:told-document(.))[. ne ''])"/>
    <form class="filters" id="filters" role="search" aria-label="{ed:say('filters')}">
      <label><span>{ed:say('filters.from')}</span> <input type="text" inputmode="numeric" name="from" placeholder="{substring($days[1], 1, 7)}" pattern="\d{{4}}(-\d\d){{0,2}}"/></label>
      <label><span>{ed:say('filters.to')}</span> <input type="text" inputmode="numeric" name="to" placeholder="{substring($days[last()], 1, 7)}" pattern="\d{{4}}(-\d\d){{0,2}}"/></label>
      <xsl:for-each select="'persons', 'organisations', 'places'">
        <xsl:sequence select="ed:choice('entries', ed:say('names.' || .), ed:named-of-kind(.))"/>
      </xsl:for-each>
      <xsl:sequence select="ed:choice('hands', ed:say('about.hands'), $ed:told/ed:register/*[@ed:writes])"/>
      <xsl:variable name="languages" as="xs:string*" select="distinct-values($ed:told//ed:document/@language[. ne ''] ! tokenize(., '-')[1])"/>
      <xsl:if test="count($languages) gt 1">
        <xsl:sequence select="ed:choice-of-language($languages)"/>
      </xsl:if>
      <button type="reset">{ed:say('filters.reset')}</button>
      <p class="shown" role="status" data-words="{ed:say('filters.shown')}">{let $all := string(count($ed:told/ed:group)) return ed:say('filters.shown', ($all, $all))}</p>
    </form>
  </xsl:template>

  <xsl:function name="ed:choice-of-language" as="element()">
    <xsl:param name="languages" as="xs:string+"/>
    <label>
      <span>{ed:say('fact.language')}</span>
      <select name="languages">
        <option value="">{ed:say('filters.all')}</option>
        <xsl:for-each select="$languages">
          <option value="{.}">
            <xsl:sequence select="ed:lang(.)"/>
            <xsl:value-of select="ed:language-name(.)"/>
          </option>
        </xsl:for-each>
      </select>
    </label>
  </xsl:function>

  <!-- One of entries to choose; none where there is nothing to choose from. -->
  <xsl:function name="ed:choice" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="entries" as="element()*"/>
    <xsl:if test="count($entries) gt 1">
      <label>
        <span>{$label}</span>
        <select name="{$name}">
          <option value="">{ed:say('filters.all')}</option>
          <xsl:for-each select="$entries">
            <xsl:sort select="ed:entry-name(.) ! ed:title-text(.)" lang="{$ed:page-language}"/>
            <option value="{@ed:anchor}" data-number="{@ed:number}">{ed:entry-name(.) ! ed:title-text(.)}</option>
          </xsl:for-each>
        </select>
      </label>
    </xsl:if>
  </xsl:function>

  <!-- The entries of a kind that any text names. -->
  <xsl:function name="ed:named-of-kind" as="element()*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="$ed:told/ed:register/*[@ed:texts ne '0'][ed:kind-of-entry(.) = $kind]"/>
  </xsl:function>

</xsl:stylesheet>
