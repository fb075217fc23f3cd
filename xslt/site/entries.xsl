<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  A register: each entry with what is known of it, and every place in every document where it is named, with the words around; of an entry
  with a page of its own the places are there.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="ed:entries-of-kind" as="node()+">
    <xsl:param name="kind" as="xs:string" required="yes"/>
    <xsl:param name="part" as="xs:integer" required="yes"/>
    <xsl:call-template name="ed:site-head">
      <xsl:with-param name="heading" select="ed:say('site.' || $kind)"/>
    </xsl:call-template>
    <xsl:variable name="entries" as="element()*" select="$ed:sorted-entries"/>
    <xsl:variable name="length" as="xs:integer" select="xs:integer($ed:told/@length)"/>
    <xsl:variable name="firsts" as="element()*" select="
      if (count($entries) gt $ed:short) then for-each-pair($entries, (head($entries), $entries),
        function($entry, $before) { $entry[. is $before or ed:initial(.) ne ed:initial($before)] }) else ()"/>
    <xsl:if test="count($firsts) gt 1">
      <nav class="initials" aria-label="{ed:say('entries.initials')}">
        <ul>
          <xsl:for-each select="$firsts">
            <xsl:variable name="there" as="xs:integer" select="(index-of($ed:sorted-anchors, @ed:anchor) - 1) idiv $length + 1"/>
            <li><a href="{if ($there = $part) then '' else ed:page-named($kind || (if ($there = 1) then '' else '~' || $there))}#{@ed:anchor}">{ed:initial(.)}</a></li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
    <xsl:for-each select="subsequence($entries, ($part - 1) * $length + 1, $length)">
      <xsl:text>&#10;</xsl:text>
      <article class="entry anchor" id="{@ed:anchor}" aria-labelledby="{@ed:anchor}-name">
        <xsl:variable name="shown" as="element()+">
          <xsl:apply-templates select="." mode="ed:entry"/>
        </xsl:variable>
        <h2 id="{@ed:anchor}-name">
          <xsl:choose>
            <xsl:when test="@ed:apart">
              <a href="{ed:page-of-entry(.)}">
                <xsl:sequence select="$shown[1]/(@* | node())"/>
              </a>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="$shown[1]/(@* | node())"/>
            </xsl:otherwise>
          </xsl:choose>
        </h2>
        <xsl:sequence select="ed:known-of($shown)"/>
        <xsl:choose>
          <xsl:when test="@ed:apart">
            <p class="in-document">{ed:documents-naming(.)}</p>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="ed:mentions-of(.)"/>
          </xsl:otherwise>
        </xsl:choose>
      </article>
    </xsl:for-each>
  </xsl:template>

  <!-- The entries of a section, as the language sorts them. -->
  <xsl:variable name="ed:sorted-entries" as="element()*">
    <xsl:perform-sort select="$ed:told/ed:register/*">
      <xsl:sort select="ed:sorted-by(.)" lang="{$ed:page-language}"/>
    </xsl:perform-sort>
  </xsl:variable>
  <xsl:variable name="ed:sorted-anchors" as="xs:string*" select="$ed:sorted-entries/@ed:anchor ! string()"/>

  <!-- How many entries a reader finds without being led by their initials. -->
  <xsl:variable name="ed:short" as="xs:integer" select="40"/>

  <!-- What stands on the page of an entry that has one. -->
  <xsl:function name="ed:entry-alone" as="element()+">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="shown" as="element()+">
      <xsl:apply-templates select="$entry" mode="ed:entry"/>
    </xsl:variable>
    <xsl:variable name="kind" as="xs:string" select="ed:kind-of-entry($entry)"/>
    <header class="title-block">
      <p class="eyebrow"><a href="{ed:section-page($kind)}{if ($ed:told/@is-divided) then '' else '#' || $entry/@ed:anchor}">{ed:say('site.' || $kind)}</a></p>
      <h1>
        <xsl:sequence select="$shown[1]/(@* | node())"/>
      </h1>
      <xsl:sequence select="ed:known-of($shown)"/>
      <p class="lead">{ed:documents-naming($entry)}</p>
    </header>
    <xsl:sequence select="ed:mentions-of($entry)"/>
  </xsl:function>

  <!-- What is known of an entry, below its name. -->
  <xsl:function name="ed:known-of" as="element()*">
    <xsl:param name="shown" as="element()+"/>
    <xsl:for-each select="tail($shown)[normalize-space()]">
      <p class="known-of">
        <xsl:sequence select="@* | node()"/>
      </p>
    </xsl:for-each>
  </xsl:function>

  <!-- How many texts name an entry. -->
  <xsl:function name="ed:documents-naming" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="ed:say('index.count', string($entry/@ed:texts))"/>
  </xsl:function>

  <!-- The page of an entry that has one, in the language of this page: named as the page of its kind is. -->
  <xsl:function name="ed:page-of-entry" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="ed:page-named($entry/@ed:anchor)"/>
  </xsl:function>

  <xsl:function name="ed:sorted-by" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="string(ed:entry-name($entry) ! ed:title-text(.))"/>
  </xsl:function>

  <!-- The letter under which an entry is looked for. -->
  <xsl:function name="ed:initial" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="ed:sorted-by($entry) => replace('^[^\p{L}\p{N}]+', '') => substring(1, 1) => upper-case()"/>
  </xsl:function>

  <!-- Where an entry is named: text by text, as the page's language has it, else the original. -->
  <xsl:function name="ed:mentions-of" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="mentions" as="element(ed:mention)*" select="key('ed:mentions', $entry/@ed:anchor, $ed:told)"/>
    <xsl:if test="exists($mentions)">
      <ul class="mentions">
        <xsl:for-each-group select="$mentions" group-by="generate-id(ancestor::ed:group)">
          <xsl:sort select="ed:day(ed:told-document(ancestor::ed:group))"/>
          <xsl:variable name="told" as="element(ed:document)" select="ed:told-document(ancestor::ed:group)"/>
          <!-- a text in two languages names him in both; the one that the page speaks is enough -->
          <xsl:variable name="here" as="element(ed:mention)+" select="
            if (current-group()/ancestor::ed:document intersect $told) then current-group()[ancestor::ed:document is $told] else current-group()"/>
          <li>
            <p class="in-document">
              <xsl:sequence select="ed:document-link($told)"/>
              <xsl:for-each select="distinct-values($here/@role)">
                <xsl:text> · </xsl:text>
                <span class="role">{ed:say('mention.' || .)}</span>
              </xsl:for-each>
            </p>
            <xsl:if test="exists($here[@passage])">
              <ol class="contexts">
                <xsl:for-each select="$here[@passage]">
                  <li>
                    <a href="{ed:page-of(ancestor::ed:document)}#{@passage}">
                      <xsl:sequence select="@xml:lang ! (if (. ne $ed:page-language) then ed:lang(.) else ())"/>
                      <xsl:value-of select="ed:before"/>
                      <b>{ed:name}</b>
                      <xsl:value-of select="ed:after"/>
                    </a>
                    <xsl:if test="@struck">
                      <xsl:text> </xsl:text>
                      <span class="role">{ed:say('mention.struck')}</span>
                    </xsl:if>
                  </li>
                </xsl:for-each>
              </ol>
            </xsl:if>
          </li>
        </xsl:for-each-group>
      </ul>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
