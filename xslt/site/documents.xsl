<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- All documents in one table, by date; a script sorts it by its heads and narrows it by the choices of `filters`. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="ed:documents" as="node()+">
    <xsl:variable name="groups" as="element(ed:group)*" select="$ed:told/ed:group"/>
    <xsl:call-template name="ed:site-head">
      <xsl:with-param name="heading" select="ed:say('site.documents')"/>
      <xsl:with-param name="lead" select="ed:say('index.count', string(count($groups)))"/>
    </xsl:call-template>
    <xsl:call-template name="ed:filters"/>
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
          <xsl:for-each select="$groups">
            <xsl:sort select="ed:day(ed:told-document(.))"/>
            <xsl:sort select="position()" data-type="number"/>
            <xsl:variable name="year" as="xs:string" select="ed:year(ed:told-document(.))"/>
            <xsl:sequence select="ed:row(., $year)"/>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <!-- The row of a text; the first of a year can be reached by it. -->
  <xsl:function name="ed:row" as="node()+">
    <xsl:param name="group" as="element(ed:group)"/>
    <xsl:param name="year" as="xs:string"/>
    <xsl:variable name="document" as="element(ed:document)" select="ed:told-document($group)"/>
    <xsl:variable name="header" as="element()?" select="$document/teiHeader"/>
    <xsl:variable name="day" as="xs:string" select="ed:day($document)"/>
    <xsl:text>&#10;</xsl:text>
    <tr data-day="{$day}" data-languages="{distinct-values($group/ed:document/@language ! tokenize(., '-')[1])}" data-hands="{distinct-values(ed:hand-names($group))}"
      data-entries="{distinct-values($group//ed:mention/@to)}">
      <xsl:if test="$group is ($ed:told/ed:group[ed:year(ed:told-document(.)) = $year])[1]">
        <xsl:attribute name="id" select="'year-' || $year"/>
      </xsl:if>
      <td data-key="{$day}">{ed:date($header) ! ed:date-text(.)}</td>
      <td data-key="{ed:title($header) ! ed:title-text(.)}">
        <xsl:sequence select="ed:document-link($document)"/>
        <xsl:variable name="sent" as="node()*" select="ed:correspondent(ed:action($header, 'sent'))"/>
        <xsl:variable name="received" as="node()*" select="ed:correspondent(ed:action($header, 'received'))"/>
        <xsl:if test="exists($sent) or exists($received)">
          <span class="from-to">
            <xsl:sequence select="$sent"/>
            <xsl:if test="exists($sent) and exists($received)">
              <xsl:text> → </xsl:text>
            </xsl:if>
            <xsl:sequence select="$received"/>
          </span>
        </xsl:if>
      </td>
      <td class="plain">
        <xsl:for-each select="$document, $group/ed:document except $document">
          <xsl:if test="position() gt 1">
            <xsl:text>, </xsl:text>
          </xsl:if>
          <a href="{ed:page-of(.)}">
            <xsl:sequence select="ed:lang(@language)"/>
            <xsl:value-of select="if (@language = '') then @name else ed:language-name(@language)"/>
          </a>
        </xsl:for-each>
      </td>
      <td class="number" data-key="{$document/@acts}">{$document/@acts}</td>
    </tr>
  </xsl:function>

  <!-- The hands of a text, each by the entry of its writer, where the header names one. -->
  <xsl:function name="ed:hand-names" as="xs:string*">
    <xsl:param name="group" as="element(ed:group)"/>
    <xsl:sequence select="$group//ed:mention[@role = 'hand']/@to ! string()"/>
  </xsl:function>

  <!-- The choices by which a script narrows the table; without one they are not shown. -->
  <xsl:template name="ed:filters" as="element()">
    <template id="filters">
      <form class="filters" role="search" aria-label="{ed:say('filters')}">
        <label><span>{ed:say('filters.from')}</span> <input type="text" inputmode="numeric" name="from" placeholder="1956-09" pattern="\d{{4}}(-\d\d){{0,2}}"/></label>
        <label><span>{ed:say('filters.to')}</span> <input type="text" inputmode="numeric" name="to" placeholder="1956-12" pattern="\d{{4}}(-\d\d){{0,2}}"/></label>
        <xsl:for-each select="'persons', 'organisations', 'places'">
          <xsl:sequence select="ed:choice('entries', ed:say('names.' || .), $ed:told//ed:mention[ed:kind-of(.) = current()]/@to)"/>
        </xsl:for-each>
        <xsl:sequence select="ed:choice('hands', ed:say('about.hands'), $ed:told//ed:mention[@role = 'hand']/@to)"/>
        <xsl:variable name="languages" as="xs:string*" select="distinct-values($ed:told//ed:document/@language[. ne ''] ! tokenize(., '-')[1])"/>
        <xsl:if test="count($languages) gt 1">
          <xsl:sequence select="ed:choice-of-language($languages)"/>
        </xsl:if>
        <button type="reset">{ed:say('filters.reset')}</button>
        <p class="shown" role="status" data-words="{ed:say('filters.shown')}"/>
      </form>
    </template>
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
    <xsl:param name="anchors" as="attribute()*"/>
    <xsl:if test="count(distinct-values($anchors)) gt 1">
      <label>
        <span>{$label}</span>
        <select name="{$name}">
          <option value="">{ed:say('filters.all')}</option>
          <xsl:for-each select="distinct-values($anchors) ! key('ed:entries', ., $ed:told)">
            <xsl:sort select="ed:entry-name(.) ! ed:title-text(.)" lang="{$ed:page-language}"/>
            <option value="{@ed:anchor}">{ed:entry-name(.) ! ed:title-text(.)}</option>
          </xsl:for-each>
        </select>
      </label>
    </xsl:if>
  </xsl:function>

  <!-- The kind of the entry that a mention names; "" where its register is not part of the edition. -->
  <xsl:function name="ed:kind-of" as="xs:string">
    <xsl:param name="mention" as="element(ed:mention)"/>
    <xsl:sequence select="string(key('ed:entries', $mention/@to, $ed:told)[1] ! ed:kind-of-entry(.))"/>
  </xsl:function>

</xsl:stylesheet>
