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
    <xsl:if test="ed:is-noted-app(.) and not($ed:silent) and not(ancestor::note[ed:is-editorial(.)] or ancestor::app)">
      <xsl:apply-templates select="." mode="ed:mark"/>
    </xsl:if>
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

  <xsl:template match="app" mode="ed:note" as="node()*">
    <xsl:if test="lem">
      <xsl:variable name="lemma" as="node()*">
        <xsl:apply-templates select="lem/node()" mode="ed:reading">
          <xsl:with-param name="ed:silent" select="true()" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:variable>
      <span class="lemma">
        <xsl:apply-templates select="$lemma" mode="ed:repeated"/>
      </span>
      <xsl:sequence select="ed:witnesses(lem)"/>
      <xsl:text>] </xsl:text>
    </xsl:if>
    <xsl:for-each select="(rdg | rdgGrp//rdg)[ancestor::app[1] is current()]">
      <xsl:if test="position() gt 1">
        <xsl:text>; </xsl:text>
      </xsl:if>
      <span class="reading">
        <xsl:sequence select="@xml:lang ! ed:lang(.)"/>
        <xsl:variable name="words" as="node()*">
          <xsl:apply-templates mode="ed:reading">
            <xsl:with-param name="ed:silent" select="true()" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test=". is ed:reading-of(ancestor::app[1])">
            <xsl:apply-templates select="$words" mode="ed:repeated"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="$words"/>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:if test="not(normalize-space()) and not(*)">
          <i>{ed:say('app.omitted')}</i>
        </xsl:if>
      </span>
      <xsl:sequence select="ed:witnesses(.)"/>
    </xsl:for-each>
    <xsl:for-each select="note">
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="ed:reading"/>
    </xsl:for-each>
  </xsl:template>

  <!-- What a note repeats of the text has its ids there. -->
  <xsl:template match="@id" mode="ed:repeated" as="empty-sequence()"/>

  <!-- The sigla of a reading's witnesses and sources, as their declarations give them. -->
  <xsl:function name="ed:witnesses" as="node()*">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="sigla" as="xs:string*">
      <xsl:for-each select="tokenize(string-join($reading/(@wit, @source, @resp), ' '))">
        <xsl:variable name="declared" as="element()?" select="key('ed:id', substring-after(., '#'), root($reading))[1]"/>
        <xsl:sequence select="string(($declared/(@n, abbr[@type = 'siglum'], idno[@type = 'siglum']), substring-after(., '#')[. ne ''], .)[1])"/>
      </xsl:for-each>
      <xsl:sequence select="$reading/following-sibling::*[1][self::wit] ! normalize-space()"/>
    </xsl:variable>
    <xsl:if test="exists($sigla)">
      <xsl:text> </xsl:text>
      <i class="sigla">{string-join(distinct-values($sigla), ' ')}</i>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
