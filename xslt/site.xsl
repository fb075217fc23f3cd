<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Pages of a site that speak of many documents, in one language, as JSON: by their names, `index`, `documents`, `persons`, ….

  In: `ed:site` with what these pages show and nothing else (`publish/frame.py`). An `ed:group` for each text that they show, in it an
  `ed:document` for each language it is in: those parts of its card (`card.xsl`) that they show, and the links to its versions (`ed:link`);
  `@entries` and `@hands` are the numbers of those who are named in it and of those whose hand it has. `ed:first` has the first text, after
  which a site without a title is called; `@texts` tells how many there are. Then an `ed:register` with entries, each with its
  `ed:anchor`, its `ed:number` among all, how many texts name it (`ed:texts`), and whether one has its hand (`ed:writes`); an
  `ed:mention` names the anchor in `@to`. An entry with `@ed:apart` has a page of its own, of the name of its anchor. An `ed:part` is a page
  of those into which a long one is divided, with the first and the last of what it shows. `@schema` is the way to the documentation of
  the schema, where the site has it; an `ed:catalogue` names a file for machines about all documents, an `ed:linked` holds the JSON-LD of a page.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" default-mode="ed:pages" expand-text="yes">

  <!-- The pages that are wanted, with spaces between. -->
  <xsl:param name="ed:pages" as="xs:string" select="'index'"/>

  <!-- The cards of all documents in; out a JSON object, each page by its name. -->
  <xsl:mode name="ed:pages" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()" as="text()">
    <xsl:variable name="pages" as="map(xs:string, xs:string)*">
      <xsl:for-each select="tokenize($ed:pages)">
        <xsl:variable name="page" as="element()">
          <xsl:call-template name="ed:page-of-site">
            <xsl:with-param name="site" select="$ed:told"/>
            <xsl:with-param name="name" select="."/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:sequence select="map { .: ed:as-html($page) }"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="serialize(map:merge($pages), map { 'method': 'json' })"/>
  </xsl:template>

  <xsl:variable name="ed:told" as="element(ed:site)" select="/ed:site"/>

  <xsl:key name="ed:mentions" match="ed:mention" use="@to"/>
  <xsl:key name="ed:entries" match="*[@ed:anchor]" use="@ed:anchor"/>

  <!-- One page; its own part is made by the module of its name. -->
  <xsl:template name="ed:page-of-site" as="element()">
    <xsl:param name="site" as="element(ed:site)" required="yes"/>
    <xsl:param name="name" as="xs:string" required="yes"/>
    <xsl:variable name="section" as="xs:string" select="tokenize($name, '~')[1]"/>
    <xsl:variable name="entry" as="element()?" select="key('ed:entries', $section, $site)[@ed:apart]"/>
    <xsl:variable name="body" as="node()*">
      <xsl:choose>
        <xsl:when test="$name = 'index'">
          <xsl:call-template name="ed:home"/>
        </xsl:when>
        <xsl:when test="$section = 'documents'">
          <xsl:call-template name="ed:documents"/>
        </xsl:when>
        <xsl:when test="$name = 'search'">
          <xsl:call-template name="ed:search"/>
        </xsl:when>
        <xsl:when test="$section = 'timeline'">
          <xsl:call-template name="ed:timeline"/>
        </xsl:when>
        <xsl:when test="$name = 'about'">
          <xsl:call-template name="ed:about-the-edition"/>
        </xsl:when>
        <xsl:when test="$name = '404'">
          <xsl:call-template name="ed:not-found"/>
        </xsl:when>
        <xsl:when test="$entry">
          <xsl:sequence select="ed:entry-alone($entry)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="ed:entries-of-kind">
            <xsl:with-param name="kind" select="$section"/>
            <xsl:with-param name="part" select="ed:part-of($name)"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="first" as="element()?" select="$site/ed:first/ed:group ! ed:told-document(.)/teiHeader"/>
    <xsl:variable name="called" as="xs:string" select="if (ed:has-title()) then ed:site-title() else (ed:title($first) ! ed:title-text(.), ed:site-title())[1]"/>
    <xsl:call-template name="ed:html">
      <xsl:with-param name="title" select="
        if ($name = 'index') then $called else string-join((($entry ! ed:title-text(ed:entry-name(.)), ed:say('site.' || $section))[1], ed:part-of($name)[. gt 1] ! string(), $called), ' · ')"/>
      <xsl:with-param name="description" select="
        if ($name = 'index') then ed:description-of-all($site, $called)
        else if ($entry) then ed:title-text(ed:entry-name($entry)) || ': ' || ed:documents-naming($entry) else ed:say('site.' || $section || '.about')"/>
      <xsl:with-param name="class" select="'site-page page-' || (if ($entry) then 'entry' else $section)"/>
      <xsl:with-param name="body" as="node()*">
        <xsl:variable name="parts" as="element(ol)?" xpath-default-namespace="http://www.w3.org/1999/xhtml">
          <xsl:call-template name="ed:parts">
            <xsl:with-param name="name" select="$name"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:sequence select="head($body)"/>
        <xsl:for-each select="$parts">
          <nav class="parts" aria-label="{ed:say('nav.parts')}">
            <xsl:sequence select="."/>
          </nav>
        </xsl:for-each>
        <xsl:sequence select="tail($body)"/>
        <!-- Below a list that was read to its end they are offered again, and no second landmark. -->
        <xsl:for-each select="$parts">
          <div class="parts">
            <xsl:sequence select="."/>
          </div>
        </xsl:for-each>
      </xsl:with-param>
      <xsl:with-param name="head" as="element()*">
        <xsl:for-each select="$site/ed:catalogue[@name = 'feed.xml']">
          <link rel="alternate" type="application/atom+xml" href="{@name}" title="{ed:say('catalogue.' || @name)}"/>
        </xsl:for-each>
        <xsl:sequence select="$site/ed:linked ! ed:linked-data(.)"/>
      </xsl:with-param>
      <xsl:with-param name="ed:state" select="$name" tunnel="yes"/>
    </xsl:call-template>
  </xsl:template>

  <!-- An edition of one text is described as the text is; one of many by its name, how many there are, and of which years. -->
  <xsl:function name="ed:description-of-all" as="xs:string">
    <xsl:param name="site" as="element(ed:site)"/>
    <xsl:param name="called" as="xs:string"/>
    <xsl:variable name="years" as="xs:string*" select="tokenize($site/@years)"/>
    <xsl:sequence select="
      if ($site/@texts = '1') then ed:description($site/ed:first/ed:group ! ed:told-document(.)/teiHeader)
      else string-join(($called, ed:say('index.count', string($site/@texts)), string-join(($years[1], $years[last()][. ne $years[1]]), '–')[. ne '']), ' · ')"/>
  </xsl:function>

  <!-- The version of a text that a page in this language tells about. -->
  <xsl:function name="ed:told-document" as="element(ed:document)">
    <xsl:param name="group" as="element(ed:group)"/>
    <xsl:sequence select="($group/ed:document[starts-with(@language, $ed:page-language)], $group/ed:document)[1]"/>
  </xsl:function>

  <!-- The page of a document that a mention in it leads to. -->
  <xsl:function name="ed:page-of" as="xs:string">
    <xsl:param name="document" as="element(ed:document)"/>
    <xsl:sequence select="string($document/ed:link[1]/@href)"/>
  </xsl:function>

  <!-- A document as a link, by its title. -->
  <xsl:function name="ed:document-link" as="element()">
    <xsl:param name="document" as="element(ed:document)"/>
    <a href="{ed:page-of($document)}">
      <xsl:sequence select="ed:title($document/teiHeader) ! ed:foreign-lang(.)"/>
      <xsl:value-of select="(ed:short-title($document/teiHeader) ! ed:heading-text(.)[. ne ''], string($document/@name))[1]"/>
    </a>
  </xsl:function>

  <!-- The day of a document, `1956-09-23`; "" where its header has none. -->
  <xsl:function name="ed:day" as="xs:string">
    <xsl:param name="document" as="element(ed:document)"/>
    <xsl:sequence select="string($document/@day)"/>
  </xsl:function>

  <!-- The name that a page of this site has in this language: its file is called as the first page is, but for that. -->
  <xsl:function name="ed:page-named" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="$name || substring-after($ed:site?home, 'index')"/>
  </xsl:function>

  <!-- Which part of a divided page it is, by its name. -->
  <xsl:function name="ed:part-of" as="xs:integer">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="xs:integer((tokenize($name, '~')[2], '1')[1])"/>
  </xsl:function>

  <!-- The ways to the other parts of a long page, each by what it begins and ends with. -->
  <xsl:template name="ed:parts" as="element()?">
    <xsl:param name="name" as="xs:string" required="yes"/>
    <xsl:where-populated>
      <ol>
        <xsl:for-each select="$ed:told/ed:part">
          <li>
            <xsl:element name="{if (@name = $name) then 'span' else 'a'}">
              <xsl:choose>
                <xsl:when test="@name = $name">
                  <xsl:attribute name="aria-current" select="'page'"/>
                </xsl:when>
                <xsl:otherwise>
                  <xsl:attribute name="href" select="ed:page-named(@name)"/>
                </xsl:otherwise>
              </xsl:choose>
              <xsl:value-of select="(string-join(distinct-values((@from, @to)), '–')[. ne ''], string(position()))[1]"/>
            </xsl:element>
          </li>
        </xsl:for-each>
      </ol>
    </xsl:where-populated>
  </xsl:template>

  <!-- The head of a page of the site. -->
  <xsl:template name="ed:site-head" as="element()">
    <xsl:param name="heading" as="xs:string" required="yes"/>
    <xsl:param name="lead" as="xs:string" select="''"/>
    <header class="title-block">
      <h1>{$heading}</h1>
      <xsl:if test="$lead ne ''">
        <p class="lead">{$lead}</p>
      </xsl:if>
    </header>
  </xsl:template>

  <!-- What stands at an address where nothing is. -->
  <xsl:template name="ed:not-found" as="element()+">
    <xsl:call-template name="ed:site-head">
      <xsl:with-param name="heading" select="ed:say('site.404')"/>
      <xsl:with-param name="lead" select="ed:say('site.404.about')"/>
    </xsl:call-template>
    <ul class="ways">
      <li><a href="{($ed:site?home[. ne ''], 'index.html')[1]}">{ed:say('nav.home')}</a></li>
    </ul>
  </xsl:template>

  <xsl:include href="lib/principles.xsl"/>
  <xsl:include href="site/about.xsl"/>
  <xsl:include href="site/documents.xsl"/>
  <xsl:include href="site/entries.xsl"/>
  <xsl:include href="site/home.xsl"/>
  <xsl:include href="site/search.xsl"/>
  <xsl:include href="site/timeline.xsl"/>
</xsl:stylesheet>
