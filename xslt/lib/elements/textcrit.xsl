<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  TEI chapter 13, Critical Apparatus. The text has the lemma, or where there is none the first reading; what the other
  witnesses have is a textual note, which reads as a sentence: lemma ] reading siglum; reading siglum.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="app" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:param name="ed:silent" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:apply-templates select="ed:reading-of(.)/node() | note[not(ed:is-editorial(.))] | (ed:t | text())[normalize-space()]" mode="#current"/>
    <xsl:choose>
      <xsl:when test="not(ed:is-noted-app(.)) or $ed:silent"/>
      <xsl:when test="ed:has-call(.)">
        <xsl:apply-templates select="." mode="ed:mark"/>
      </xsl:when>
      <xsl:otherwise>
        <!-- An entry in a reading of another entry, or in a note, is part of what that says. -->
        <span class="note-in-note" data-by="edition"> (<xsl:apply-templates select="." mode="ed:note"/>)</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An apparatus that stands apart from its text is a list of entries. -->
  <xsl:template match="listApp/app" mode="ed:reading ed:diplomatic" as="element()" priority="1">
    <div class="entry app">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:if test="@loc">
        <span class="n" data-by="edition">{@loc} </span>
      </xsl:if>
      <xsl:apply-templates select="." mode="ed:note"/>
    </div>
  </xsl:template>

  <!-- lemma ] reading siglum, reading siglum; readings of one group stand closer together than those of two. -->
  <xsl:template match="app" mode="ed:note" as="node()*">
    <xsl:variable name="app" as="element()" select="."/>
    <xsl:variable name="lemma" as="element()?" select="(lem, rdgGrp//lem[ancestor::app[1] is $app])[1]"/>
    <xsl:if test="@loc and ed:is-referring(.)">
      <span class="n" data-by="edition">{@loc} </span>
    </xsl:if>
    <xsl:for-each select="$lemma">
      <span class="lemma">
        <xsl:sequence select="ed:words-of-reading(.), ed:lack(.)"/>
      </span>
      <xsl:sequence select="ed:witnesses(.)"/>
      <xsl:text>] </xsl:text>
    </xsl:for-each>
    <xsl:for-each select="(rdg | rdgGrp//rdg)[ancestor::app[1] is $app]">
      <xsl:if test="position() gt 1">
        <xsl:text>{if (parent::rdgGrp and preceding-sibling::rdg) then ', ' else '; '}</xsl:text>
      </xsl:if>
      <span class="reading">
        <xsl:sequence select="ed:own-lang(.)"/>
        <xsl:sequence select="ed:words-of-reading(.), ed:lack(.)"/>
      </span>
      <xsl:sequence select="ed:witnesses(.)"/>
    </xsl:for-each>
    <xsl:for-each select="note">
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="ed:reading"/>
    </xsl:for-each>
  </xsl:template>

  <!-- What there is to say of a lemma or reading without words: that a witness or a gap of it begins or ends here, else that it has nothing. -->
  <xsl:function name="ed:lack" as="element()?">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="edges" as="element()*" select="$reading/(witStart | witEnd | lacunaStart | lacunaEnd)"/>
    <xsl:if test="not(normalize-space($reading)) and empty($reading/* except $edges)">
      <i>{if ($edges) then string-join($edges ! ed:say('app.' || local-name()), ', ') else ed:say('app.omitted')}</i>
    </xsl:if>
  </xsl:function>

  <!-- The words of a lemma or reading. What a note repeats of the text has its notes and its ids there. -->
  <xsl:function name="ed:words-of-reading" as="node()*">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="is-of-text" as="xs:boolean" select="exists($reading/ancestor::app[1] ! ed:reading-of(.)[. is $reading])"/>
    <xsl:variable name="words" as="node()*">
      <xsl:apply-templates select="$reading/node()" mode="ed:reading">
        <xsl:with-param name="ed:silent" select="$is-of-text" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$is-of-text">
        <xsl:apply-templates select="$words" mode="ed:repeated"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$words"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="@id" mode="ed:repeated" as="empty-sequence()"/>

  <!-- The sigla of a reading's witnesses and sources, as their declarations give them. -->
  <xsl:function name="ed:witnesses" as="node()*">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="sigla" as="xs:string*">
      <xsl:for-each select="tokenize(string-join($reading/(@wit, @source, @resp), ' '))">
        <xsl:variable name="declared" as="element()?" select="key('ed:id', ed:pointed(.), root($reading))[1]"/>
        <xsl:sequence select="normalize-space(($declared/(@n, abbr[@type = 'siglum'], idno[@type = 'siglum'], abbr), ed:pointed(.)[. ne ''], .)[1])"/>
      </xsl:for-each>
      <xsl:sequence select="$reading/following-sibling::*[1][self::wit] ! normalize-space()"/>
    </xsl:variable>
    <xsl:if test="exists($sigla)">
      <xsl:text> </xsl:text>
      <i class="sigla">{string-join(distinct-values($sigla), ' ')}</i>
      <xsl:if test="$reading/@cert = ('low', 'unknown')">
        <xsl:text>?</xsl:text>
      </xsl:if>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
