<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The web page of a facsimile: each image, its zones drawn upon it, and beside it what is written in each; as JSON {page, surfaces, whole}.

  A zone shows what points to it by `@facs` (a break: the line that it begins), and leads to it and back. `surfaces` say the same to those who
  make a manifest of it: arrays of {id, label, language, box, image, zones: [{id, words, box, points}]}. A box is [x, y, width, height] in the
  coordinates of the surface, which are those of the image where it has none of its own. Nothing is measured here: of each `graphic`,
  in document order, `ed:images` says {href, width, height, shown}, with 0 for what nobody knows. `whole` is whether each surface has an image
  and a size, without which there is no manifest.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:facsimile" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" default-mode="ed:page" expand-text="yes">

  <xsl:output method="text"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- What is known of the images, JSON: [{href, width, height, shown}]. -->
  <xsl:param name="ed:images" as="xs:string" select="'[]'"/>

  <!-- A TEI document in, its page and its surfaces out. -->
  <xsl:mode name="ed:page" visibility="public" on-no-match="fail"/>

  <!-- What is written where: elements by the zones or surfaces that they name, or that name them. -->
  <xsl:key name="ed:shown-in" match="*[@facs][ancestor::text]" use="tokenize(@facs) ! ed:pointed(.)"/>

  <xsl:template match="document-node()" as="text()">
    <xsl:variable name="annotated" as="document-node()" select="ed:annotated(.)"/>
    <xsl:variable name="header" as="element()?" select="ed:header($annotated)"/>
    <xsl:variable name="surfaces" as="map(*)*" select="ed:surfaces($annotated)"/>
    <xsl:variable name="whole" as="xs:boolean" select="
      exists($surfaces) and (every $surface in $surfaces satisfies count($surface?box) eq 4 and $surface?image?href ne '')"/>
    <xsl:variable name="article" as="element()">
      <article class="page">
        <xsl:call-template name="ed:title-block">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="view" select="'facsimile'"/>
        </xsl:call-template>
        <xsl:for-each select="ed:links('manifest')[$whole]">
          <p class="manifest"><a href="{?href}">{ed:say('file.manifest')}</a></p>
        </xsl:for-each>
        <template id="zoom-tools">
          <div class="zoom" role="group" aria-label="{ed:say('facsimile.zoom')}">
            <button type="button" data-by="0.8" aria-label="{ed:say('facsimile.smaller')}">−</button>
            <button type="button" data-by="1.25" aria-label="{ed:say('facsimile.larger')}">+</button>
            <button type="button" data-by="0">{ed:say('facsimile.fit')}</button>
          </div>
        </template>
        <xsl:for-each select="$surfaces">
          <xsl:sequence select="ed:surface-shown(., ed:text-language($annotated))"/>
        </xsl:for-each>
      </article>
    </xsl:variable>
    <xsl:variable name="page" as="element()">
      <xsl:call-template name="ed:html">
        <xsl:with-param name="title" select="string-join((ed:title($header) ! ed:title-text(.), ed:say('view.facsimile')), ' · ')"/>
        <xsl:with-param name="description" select="ed:description($header)"/>
        <xsl:with-param name="class" select="'facsimile'"/>
        <xsl:with-param name="header" select="$header"/>
        <xsl:with-param name="body" select="$article"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="told" as="map(*)" select="map {
      'page': ed:as-html($page),
      'surfaces': array { $surfaces ! ed:surface-told(.) },
      'whole': $whole }"/>
    <xsl:value-of select="serialize($told, map { 'method': 'json' })"/>
  </xsl:template>

  <!-- The surfaces in their order: each `surface`, and each image that has none around it. -->
  <xsl:function name="ed:surfaces" as="map(*)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="known" as="array(*)" select="parse-json($ed:images)"/>
    <xsl:variable name="graphics" as="element()*" select="$document//facsimile//graphic"/>
    <xsl:for-each select="$document//facsimile/(.//surface | graphic)">
      <xsl:variable name="surface" as="element()" select="."/>
      <xsl:variable name="own" as="element()*" select="self::graphic | graphic"/>
      <xsl:variable name="images" as="map(*)*" select="for $number in 1 to count($graphics) return $known($number)[$graphics[$number] intersect $own]"/>
      <xsl:variable name="image" as="map(*)?" select="($images[?shown], $images)[1]"/>
      <xsl:variable name="box" as="xs:double*" select="
        (ed:box($surface), if ($image?width gt 0 and $image?height gt 0) then (0, 0, $image?width, $image?height) else ())[position() le 4]"/>
      <xsl:variable name="leaf" as="element()*" select="key('ed:shown-in', $surface/(@xml:id, graphic/@xml:id), $document)/self::pb"/>
      <xsl:sequence select="map {
        'id': ed:id($surface),
        'label': (($surface/(@n, label)[normalize-space()])[1] ! ed:say('leaf', normalize-space()), $leaf[@n][1] ! ed:leaf-label(.),
          ed:say('facsimile.image', string(position())))[1],
        'leaf': string($leaf[1] ! ed:id(.)),
        'box': $box,
        'image': $image,
        'zones': array { $surface//zone ! ed:zone(.) } }"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A zone: where it is, and what is written there. -->
  <xsl:function name="ed:zone" as="map(*)">
    <xsl:param name="zone" as="element()"/>
    <xsl:variable name="named" as="element()*" select="key('ed:id', tokenize($zone/(@corresp, @start) => string-join(' ')) ! ed:pointed(.), root($zone))[ancestor::text]"/>
    <xsl:variable name="written" as="element()*" select="key('ed:shown-in', $zone/@xml:id, root($zone)) | $named"/>
    <xsl:sequence select="map {
      'id': ed:id($zone),
      'written': $written,
      'words': string-join($written ! ed:written-words(.), ' '),
      'points': normalize-space($zone/@points),
      'box': ed:box($zone) }"/>
  </xsl:function>

  <!-- Left, top, width and height, where an element has coordinates: those of its corners, else those around its points. -->
  <xsl:function name="ed:box" as="xs:double*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="corners" as="xs:double*" select="($element/@ulx, $element/@uly, $element/@lrx, $element/@lry)[. castable as xs:double] ! number(.)"/>
    <xsl:variable name="points" as="xs:double*" select="tokenize($element/@points, '[\s,]+')[. castable as xs:double] ! number(.)"/>
    <xsl:variable name="across" as="xs:double*" select="$points[position() mod 2 eq 1]"/>
    <xsl:variable name="down" as="xs:double*" select="$points[position() mod 2 eq 0]"/>
    <xsl:variable name="edges" as="xs:double*" select="
      if (count($corners) eq 4) then $corners
      else if (count($points) ge 6 and count($across) eq count($down)) then (min($across), min($down), max($across), max($down))
      else ()"/>
    <xsl:sequence select="
      if ($edges[3] gt $edges[1] and $edges[4] gt $edges[2]) then ($edges[1], $edges[2], $edges[3] - $edges[1], $edges[4] - $edges[2]) else ()"/>
  </xsl:function>

  <!-- What a zone has of an element as it stands on the document: all of its words, ⟦those struck out⟧ too; of a break, the line that it begins. -->
  <xsl:function name="ed:written-words" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="block" as="element()" select="($element/ancestor::*[ed:is-block(.)], $element/..)[last()]"/>
    <xsl:variable name="runs" as="element()*" select="
      if ($element/self::lb)
      then $block/descendant::*[self::ed:t or self::lb or self::pb or self::cb][. &gt;&gt; $element]
      else $element/descendant-or-self::*[self::ed:t or self::lb]"/>
    <xsl:variable name="end" as="element()?" select="if ($element/self::lb) then $runs[self::lb or self::pb or self::cb][1] else ()"/>
    <xsl:variable name="words" as="xs:string*">
      <xsl:for-each select="$runs[empty($end) or . &lt;&lt; $end][not(ancestor::note[ed:is-editorial(.)])][not(ancestor::*[self::corr or self::reg or self::expan][parent::choice])]">
        <xsl:sequence select="if (self::lb) then ' '[not(current()/@break = 'no')] else if (@cancelled) then '⟦' || . || '⟧' else if (ancestor::supplied) then '[' || . || ']' else string()"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($words) => replace('⟧⟦|\]\[', ''))"/>
  </xsl:function>

  <xsl:function name="ed:surface-told" as="map(*)">
    <xsl:param name="surface" as="map(*)"/>
    <xsl:sequence select="map {
      'id': $surface?id, 'label': $surface?label, 'box': array { $surface?box }, 'image': $surface?image,
      'zones': array { $surface?zones ! array:flatten(.) ! map { 'id': ?id, 'words': ?words, 'points': ?points, 'box': array { ?box } } } }"/>
  </xsl:function>

  <!-- An image, its zones as links upon it, and the list of what is written in them. -->
  <xsl:function name="ed:surface-shown" as="element()">
    <xsl:param name="surface" as="map(*)"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="zones" as="map(*)*" select="$surface?zones ! array:flatten(.)"/>
    <xsl:variable name="box" as="xs:double*" select="$surface?box"/>
    <section class="surface anchor" id="{$surface?id}" aria-labelledby="{$surface?id}-label">
      <h2 id="{$surface?id}-label">
        <xsl:value-of select="$surface?label"/>
        <xsl:for-each select="ed:links('view')[?view = 'diplomatic'][$surface?leaf ne '']">
          <xsl:text> </xsl:text>
          <a class="way" href="{?href}#{$surface?leaf}">{ed:say('view.diplomatic.short')}</a>
        </xsl:for-each>
      </h2>
      <xsl:choose>
        <xsl:when test="$surface?image?shown and count($box) eq 4">
          <div class="image" tabindex="0" role="group" aria-label="{ed:say('facsimile.of', $surface?label)}">
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="{$box}">
              <image role="img" aria-label="{ed:say('facsimile.of', $surface?label)}" href="{$surface?image?href}" x="{$box[1]}" y="{$box[2]}" width="{$box[3]}" height="{$box[4]}" preserveAspectRatio="none"/>
              <xsl:for-each select="$zones[count(?box) eq 4]">
                <a class="zone" id="on-{?id}" href="#{?id}" aria-label="{ed:say('facsimile.zone', (string(ed:number-in(., $zones)), ?words))}">
                  <xsl:choose>
                    <xsl:when test="?points ne ''">
                      <polygon points="{?points}"/>
                    </xsl:when>
                    <xsl:otherwise>
                      <rect x="{?box[1]}" y="{?box[2]}" width="{?box[3]}" height="{?box[4]}"/>
                    </xsl:otherwise>
                  </xsl:choose>
                </a>
              </xsl:for-each>
            </svg>
          </div>
        </xsl:when>
        <xsl:when test="$surface?image?href ne ''">
          <p class="elsewhere"><a href="{$surface?image?href}">{ed:say('facsimile.elsewhere')}</a></p>
        </xsl:when>
        <xsl:otherwise>
          <p class="elsewhere">{ed:say('facsimile.none')}</p>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="exists($zones)">
        <ol class="zones">
          <xsl:for-each select="$zones">
            <li id="{?id}" class="anchor">
              <xsl:choose>
                <xsl:when test="$surface?image?shown and count(?box) eq 4">
                  <a class="number" href="#on-{?id}" aria-label="{ed:say('facsimile.on-the-image', string(ed:number-in(., $zones)))}">{ed:number-in(., $zones)}</a>
                </xsl:when>
                <xsl:otherwise>
                  <span class="number">{ed:number-in(., $zones)}</span>
                </xsl:otherwise>
              </xsl:choose>
              <span class="words">
                <xsl:sequence select="ed:lang($language)"/>
                <xsl:value-of select="?words"/>
              </span>
              <xsl:sequence select="ed:ways-from(?written)"/>
            </li>
          </xsl:for-each>
        </ol>
      </xsl:if>
    </section>
  </xsl:function>

  <xsl:function name="ed:number-in" as="xs:integer">
    <xsl:param name="zone" as="map(*)"/>
    <xsl:param name="zones" as="map(*)*"/>
    <xsl:sequence select="index-of($zones?id, $zone?id)[1]"/>
  </xsl:function>

  <!-- The ways from a zone to what is written in it: its place in the diplomatic view, and of an alteration its entry in the ledger. -->
  <xsl:function name="ed:ways-from" as="element()*">
    <xsl:param name="written" as="element()*"/>
    <xsl:variable name="reached" as="element()?" select="
      $written[1]/ancestor-or-self::*[@xml:id or (self::p | self::ab)[ed:is-counted(.)]][ancestor::body or ancestor::front or ancestor::back][1]"/>
    <xsl:variable name="act" as="element()?" select="$written[@xml:id][self::add or self::del or self::subst or self::restore or self::retrace or self::mod or self::note][1]"/>
    <xsl:for-each select="ed:links('view')[?view = 'diplomatic'][$reached]">
      <a class="way" href="{?href}#{ed:id($reached)}">{ed:say('view.diplomatic.short')}</a>
    </xsl:for-each>
    <xsl:for-each select="ed:links('view')[?view = 'ledger'][$act]">
      <a class="way" href="{?href}#{$act/@xml:id}">{ed:say('view.ledger.short')}</a>
    </xsl:for-each>
  </xsl:function>

  <xsl:include href="diplomatic/view.xsl"/>
  <xsl:include href="pipeline.xsl"/>
  <xsl:include href="web/page.xsl"/>
</xsl:package>
