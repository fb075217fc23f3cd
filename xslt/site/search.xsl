<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The page of the search. Without a script, or from a disk (whence a browser lets no script read the index), it says what a search needs;
  else `web/search.js` puts the form in its place.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="ed:search" as="node()+">
    <xsl:call-template name="ed:site-head">
      <xsl:with-param name="heading" select="ed:say('site.search')"/>
      <xsl:with-param name="lead" select="ed:say('site.search.about')"/>
    </xsl:call-template>
    <xsl:variable name="languages" as="xs:string*" select="tokenize($ed:told/@languages)"/>
    <p id="search-needs">{ed:say('search.needs')}</p>
    <template id="search">
      <form class="filters" role="search" aria-label="{ed:say('site.search')}" data-languages="{$languages}"
        data-years="{$ed:told/@years}">
        <label class="words">
          <span>{ed:say('search.words')}</span>
          <input type="search" name="q" autocomplete="off" spellcheck="false"/>
        </label>
        <button type="submit">{ed:say('site.search')}</button>
        <label class="option"><input type="checkbox" name="struck" value="yes"/> {ed:say('search.struck')}</label>
        <xsl:if test="count($languages) gt 1">
          <xsl:sequence select="ed:choice-of-language($languages)"/>
        </xsl:if>
        <xsl:sequence select="ed:choice-of-text(), ed:choice-of-hand()"/>
        <xsl:for-each select="'persons', 'organisations', 'places'">
          <xsl:sequence select="ed:choice('entry', ed:say('names.' || .), ed:named-of-kind(.))"/>
        </xsl:for-each>
        <label><span>{ed:say('search.from')}</span> <input type="text" inputmode="numeric" name="from" pattern="\d{{4}}"/></label>
        <label><span>{ed:say('search.to')}</span> <input type="text" inputmode="numeric" name="to" pattern="\d{{4}}"/></label>
        <label>
          <span>{ed:say('search.sort')}</span>
          <select name="sort">
            <option value="">{ed:say('search.sort.best')}</option>
            <option value="oldest">{ed:say('search.sort.oldest')}</option>
            <option value="newest">{ed:say('search.sort.newest')}</option>
          </select>
        </label>
        <button type="reset">{ed:say('search.reset')}</button>
      </form>
      <p id="told" role="status" data-found="{ed:say('search.found')}" data-none="{ed:say('search.none')}" data-failed="{ed:say('search.failed')}"/>
      <ol id="found" data-note="{ed:say('search.note')}" data-added="{ed:say('search.added')}" data-struck="{ed:say('search.struck-out')}" data-hand="{ed:say('hand.named', '{1}')}"
        data-further="{ed:say('search.further')}"/>
      <button type="button" id="more" hidden="">{ed:say('search.more')}</button>
    </template>
    <script src="search.js" defer=""/>
  </xsl:template>

  <!-- The texts by their days, to choose one to search; none where there is only one, or so many that nobody chooses from a list: then none are told. -->
  <xsl:function name="ed:choice-of-text" as="element()?">
    <xsl:variable name="groups" as="element(ed:group)*" select="$ed:told/ed:group"/>
    <xsl:if test="count($groups) gt 1">
      <label>
        <span>{ed:say('documents.title')}</span>
        <select name="document">
          <option value="">{ed:say('filters.all')}</option>
          <xsl:for-each select="$groups">
            <xsl:sort select="ed:day(ed:told-document(.))"/>
            <xsl:variable name="header" as="element()?" select="ed:told-document(.)/teiHeader"/>
            <option value="{ed:document[1]/@name}">{string-join((ed:date($header) ! ed:date-text(.), ed:short-title($header) ! ed:title-text(.))[. ne ''], ' · ')}</option>
          </xsl:for-each>
        </select>
      </label>
    </xsl:if>
  </xsl:function>

  <!-- Each writer whom a header names; then the other hands one by one, or in an edition of many texts all together (`@unnamed`). -->
  <xsl:function name="ed:choice-of-hand" as="element()?">
    <xsl:variable name="writers" as="element()*" select="$ed:told/ed:register/*[@ed:writes]"/>
    <xsl:variable name="others" as="element(option)*" xpath-default-namespace="http://www.w3.org/1999/xhtml">
      <xsl:for-each select="$ed:told/ed:group">
        <xsl:variable name="name" as="xs:string" select="ed:document[1]/@name"/>
        <xsl:variable name="document" as="element(ed:document)" select="ed:told-document(.)"/>
        <xsl:for-each select="$document/ed:hand">
          <option value="{$name}/{@id}">{string-join((ed:say('hand.named', @siglum), $document[$ed:told/@texts ne '1']/@title), ' · ')}</option>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists(($writers, $others)) or $ed:told/@unnamed">
      <label>
        <span>{ed:say('search.hand')}</span>
        <select name="hand">
          <option value="">{ed:say('filters.all')}</option>
          <xsl:for-each select="$writers">
            <xsl:sort select="ed:entry-name(.) ! ed:title-text(.)" lang="{$ed:page-language}"/>
            <option value="{@ed:anchor}">{ed:entry-name(.) ! ed:title-text(.)}</option>
          </xsl:for-each>
          <xsl:sequence select="$others"/>
          <xsl:if test="$ed:told/@unnamed">
            <option value="?">{ed:say('search.hand.unnamed')}</option>
          </xsl:if>
        </select>
      </label>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
