<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The front of a volume: half-title, title, imprint, contents, and the editors' note with the signs that the volume uses. What the
  project's settings do not say is taken from the headers of its documents; what they do not say either is not there.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="ed:volume[$ed:part = 'title']" mode="ed:part" as="element()+">
    <xsl:if test="tokenize(@parts) = 'half-title'">
      <section class="half-title">
        <p>{ed:bound(ed:volume-title(.))}</p>
      </section>
    </xsl:if>
    <xsl:call-template name="ed:title-page">
      <xsl:with-param name="volume" select="."/>
    </xsl:call-template>
    <xsl:if test="tokenize(@parts) = 'imprint'">
      <xsl:call-template name="ed:imprint">
        <xsl:with-param name="volume" select="."/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- What the settings say of a kind, line by line. -->
  <xsl:function name="ed:given-lines" as="xs:string*">
    <xsl:param name="volume" as="element(ed:volume)"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="$volume/ed:line[@kind = $kind] ! string()"/>
  </xsl:function>

  <xsl:template name="ed:title-page" as="element()">
    <xsl:param name="volume" as="element(ed:volume)" required="yes"/>
    <section class="title-page">
      <xsl:variable name="given" as="xs:string*" select="ed:given-lines($volume, 'editor')"/>
      <xsl:variable name="credits" as="element()*">
        <xsl:for-each select="$given">
          <p class="editor-of-volume">{.}</p>
        </xsl:for-each>
        <xsl:if test="empty($given)">
          <!-- What somebody did is said where it was the same for all documents. -->
          <xsl:for-each-group select="$volume/ed:document[not(@translates)]/teiHeader ! ed:in-page-language(ed:credits(.))" group-by="ed:credited(.)">
            <p class="editor-of-volume">
              <xsl:choose>
                <xsl:when test="count(distinct-values(current-group() ! string-join(ed:credit(.)))) = 1">
                  <xsl:sequence select="ed:credit(.)"/>
                </xsl:when>
                <xsl:otherwise>{current-grouping-key()}</xsl:otherwise>
              </xsl:choose>
            </p>
          </xsl:for-each-group>
        </xsl:if>
      </xsl:variable>
      <h1>{ed:bound(ed:volume-title($volume))}</h1>
      <xsl:if test="$volume/@subtitle ne ''">
        <p class="subtitle">{$volume/@subtitle}</p>
      </xsl:if>
      <xsl:if test="$volume/@period ne ''">
        <p class="period">{ed:period($volume/@period)}</p>
      </xsl:if>
      <xsl:if test="exists($credits)">
        <div class="editors">
          <xsl:sequence select="$credits"/>
        </div>
      </xsl:if>
      <xsl:variable name="publishers" as="xs:string*" select="distinct-values($volume/ed:document/teiHeader/fileDesc/publicationStmt/publisher ! ed:title-text(.))[. ne '']"/>
      <xsl:if test="exists($publishers)">
        <p class="publisher">{string-join($publishers, ' · ')}</p>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- Who is credited, without what for. -->
  <xsl:function name="ed:credited" as="xs:string">
    <xsl:param name="statement" as="element()"/>
    <xsl:sequence select="string-join(($statement/self::editor | $statement/(persName | orgName | name)) ! ed:title-text(.), ', ')"/>
  </xsl:function>

  <!-- `1956-09-23 1957-01-02` → the years from the first document to the last. -->
  <xsl:function name="ed:period" as="xs:string">
    <xsl:param name="dates" as="xs:string"/>
    <xsl:sequence select="string-join(distinct-values(tokenize($dates) ! string(number(tokenize(., '-')[1]))), '–')"/>
  </xsl:function>

  <!-- The back of the title page: whose it is, and on which terms. -->
  <xsl:template name="ed:imprint" as="element()">
    <xsl:param name="volume" as="element(ed:volume)" required="yes"/>
    <xsl:variable name="given" as="xs:string*" select="ed:given-lines($volume, 'imprint')"/>
    <section class="imprint">
      <div class="at-foot">
        <xsl:for-each select="$given">
          <p>{.}</p>
        </xsl:for-each>
        <xsl:if test="empty($given)">
          <xsl:for-each-group select="$volume/ed:document/teiHeader/fileDesc/publicationStmt" group-by="normalize-space(string-join((publisher, pubPlace, date), ', '))">
            <p>{current-grouping-key()}</p>
          </xsl:for-each-group>
          <xsl:for-each-group select="$volume/ed:document/teiHeader/fileDesc/publicationStmt/availability/(p | licence)" group-by="normalize-space()">
            <p>
              <xsl:sequence select="ed:foreign-lang(.)"/>
              <xsl:apply-templates mode="ed:reading">
                <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
              </xsl:apply-templates>
            </p>
          </xsl:for-each-group>
        </xsl:if>
        <xsl:for-each select="$volume/@isbn[. ne '']">
          <p>ISBN {.}</p>
        </xsl:for-each>
        <p class="attached">{ed:say('volume.attached')}</p>
      </div>
    </section>
  </xsl:template>

  <!-- Every part and every document, with its page. -->
  <xsl:template match="ed:volume[$ed:part = 'contents']" mode="ed:part" as="element()">
    <section class="contents">
      <h1>{ed:say('volume.contents')}</h1>
      <ol>
        <xsl:sequence select="ed:part[@name = 'note'] ! ed:contents-of-part(.)"/>
        <xsl:for-each select="ed:document">
          <li class="{if (@translates) then 'translation' else 'document'}">
            <xsl:sequence select="ed:way-to(.)"/>
            <xsl:text> </xsl:text>
            <span class="at">{@page}</span>
          </li>
        </xsl:for-each>
        <xsl:sequence select="ed:part[@name ne 'note'] ! ed:contents-of-part(.)"/>
      </ol>
    </section>
  </xsl:template>

  <!-- A document by its title, which leads to it. -->
  <xsl:function name="ed:way-to" as="element()">
    <xsl:param name="document" as="element(ed:document)"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$document/teiHeader"/>
    <a href="book:{$document/@name}">
      <xsl:sequence select="ed:title($header) ! ed:foreign-lang(.)"/>
      <xsl:value-of select="if (ed:title($header)) then ed:bound(ed:title-with-whole-date($header)) else $document/@name"/>
    </a>
  </xsl:function>

  <!-- A title whose date, where it ends with one, no line divides. -->
  <xsl:function name="ed:title-with-whole-date" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)"/>
    <xsl:variable name="title" as="xs:string" select="ed:title-text(ed:title($header))"/>
    <xsl:variable name="date" as="xs:string" select="(ed:dates-of($header)[ends-with($title, ', ' || .)], '')[1]"/>
    <xsl:sequence select="substring($title, 1, string-length($title) - string-length($date)) || translate($date, ' ', '&#160;')"/>
  </xsl:function>

  <xsl:function name="ed:contents-of-part" as="element()">
    <xsl:param name="part" as="element(ed:part)"/>
    <li class="part">
      <a href="book:@{$part/@name}">{ed:part-title($part/@name)}</a>
      <xsl:text> </xsl:text>
      <span class="at">{$part/@page}</span>
    </li>
  </xsl:function>

  <!-- By which rules the texts were made, and what the signs mean. -->
  <xsl:template match="ed:volume[$ed:part = 'note']" mode="ed:part" as="element()">
    <section class="editorial-note">
      <h1>{ed:say('volume.note')}</h1>
      <xsl:call-template name="ed:declared-principles">
        <xsl:with-param name="headers" select="ed:document/teiHeader"/>
        <xsl:with-param name="level" select="2"/>
      </xsl:call-template>
      <xsl:if test="ed:sign">
        <section class="legend">
          <h2>{ed:say('about.signs')}</h2>
          <dl class="signs">
            <xsl:for-each select="ed:sign">
              <div>
                <xsl:sequence select="*"/>
              </div>
            </xsl:for-each>
          </dl>
        </section>
      </xsl:if>
    </section>
  </xsl:template>

</xsl:stylesheet>
