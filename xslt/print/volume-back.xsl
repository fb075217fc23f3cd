<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- What follows the documents of a volume: the registers with their pages, the bibliography, the colophon. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:key name="ed:named" match="ed:named" use="@entry"/>

  <!-- The entries that the documents name, by kind, each with the pages that do; where a volume has none, with the documents. -->
  <xsl:template match="ed:volume[$ed:part = 'registers']" mode="ed:part" as="element()">
    <xsl:variable name="volume" as="element(ed:volume)" select="."/>
    <xsl:variable name="entries" as="element()*" select="
      $volume/ed:register//(person | personGrp | place | org | object | event)[@xml:id][exists(key('ed:named', ed:id-of-entry(.), root($volume)))]"/>
    <section class="registers">
      <h1>{ed:say('volume.registers')}</h1>
      <xsl:for-each-group select="$entries" group-by="ed:kind-of-entry(.)">
        <xsl:sort select="index-of(('persons', 'organisations', 'places', 'others'), current-grouping-key())"/>
        <h2>{ed:say('names.' || current-grouping-key())}</h2>
        <section class="names {current-grouping-key()}">
          <dl>
            <xsl:for-each select="current-group()">
              <xsl:sort select="ed:entry-name(.) ! ed:title-text(.)" lang="{$ed:page-language}"/>
              <div id="{ed:id-of-entry(.)}">
                <xsl:variable name="entry" as="element()+">
                  <xsl:apply-templates select="." mode="ed:entry"/>
                </xsl:variable>
                <xsl:sequence select="$entry[self::*:dt]"/>
                <dd>
                  <xsl:sequence select="$entry[self::*:dd]/node()"/>
                  <xsl:variable name="named" as="element(ed:named)" select="key('ed:named', ed:id-of-entry(.), root($volume))"/>
                  <xsl:where-populated>
                    <!-- Each number leads to its page. -->
                    <span class="pages" data-numbers="book:page:">
                      <xsl:apply-templates select="$named/ed:pages" mode="ed:pages"/>
                    </span>
                  </xsl:where-populated>
                  <xsl:for-each select="$named/ed:in">
                    <xsl:if test="position() gt 1">
                      <xsl:text>; </xsl:text>
                    </xsl:if>
                    <xsl:sequence select="ed:way-to($volume/ed:document[@name = current()/@name])"/>
                  </xsl:for-each>
                </dd>
              </div>
            </xsl:for-each>
          </dl>
        </section>
      </xsl:for-each-group>
    </section>
  </xsl:template>

  <!-- An entry by its register and its id: two registers may have the same id. -->
  <xsl:function name="ed:id-of-entry" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="'entry-' || $entry/ancestor::ed:register/@number || '-' || $entry/@xml:id"/>
  </xsl:function>

  <!-- A page or a run of pages → its numbers. -->
  <xsl:mode name="ed:pages" on-no-match="fail" visibility="private"/>

  <xsl:template match="ed:pages" mode="ed:pages" as="text()">
    <xsl:value-of select="(if (position() gt 1) then ', ' else '') || string-join(distinct-values((@from, @to)), '–')"/>
  </xsl:template>

  <!-- What the headers say that the documents were printed after, and what their lists of books have; the same once. -->
  <xsl:template match="ed:volume[$ed:part = 'bibliography']" mode="ed:part" as="element()">
    <xsl:variable name="volume" as="element(ed:volume)" select="."/>
    <section class="bibliography">
      <h1>{ed:say('volume.bibliography')}</h1>
      <xsl:for-each-group select="$volume ! ed:works(.)" group-by="ed:title-text(.)">
        <xsl:sort select="replace(current-grouping-key(), '^\P{L}+', '')" lang="{$ed:page-language}"/>
        <p class="entry">
          <xsl:sequence select="ed:foreign-lang(.)"/>
          <xsl:sequence select="ed:prose(.)"/>
          <xsl:sequence select="ed:full-stop(.)"/>
        </p>
      </xsl:for-each-group>
    </section>
  </xsl:template>

  <xsl:function name="ed:works" as="element()*">
    <xsl:param name="volume" as="element(ed:volume)"/>
    <xsl:sequence select="
      $volume/ed:document/teiHeader/fileDesc/sourceDesc/(bibl | biblStruct | biblFull | listBibl//(bibl | biblStruct | biblFull))
        [not(@type = 'transcript')][normalize-space()], $volume/ed:register//listBibl//(bibl | biblStruct | biblFull)[normalize-space()]"/>
  </xsl:function>

  <!-- How the volume was made, and from which files: the digest of each tells whether a file is the one. -->
  <xsl:template match="ed:volume[$ed:part = 'colophon']" mode="ed:part" as="element()">
    <xsl:variable name="volume" as="element(ed:volume)" select="."/>
    <section class="colophon">
      <h1>{ed:say('volume.colophon')}</h1>
      <p>{ed:say('volume.made', (string(count($volume/ed:source)), string($volume/@made-by), string($volume/@faces)))}</p>
      <p>{ed:say('volume.digests')}</p>
      <ul class="digests">
        <xsl:for-each select="$volume/ed:source">
          <li>
            <span class="file">{@name}</span>
            <xsl:text> </xsl:text>
            <span class="digest">{@sha256}</span>
          </li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>

</xsl:stylesheet>
