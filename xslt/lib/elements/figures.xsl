<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- TEI chapter 15, Tables, Formulæ, Graphics, and Notated Music. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- A table may be wider than a small screen: it scrolls in a frame of its own, which the keyboard can reach. -->
  <xsl:template match="table" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="table" tabindex="0" role="region" aria-label="{(head ! ed:title-text(.), ed:say('table'))[normalize-space()][1]}">
      <table>
        <xsl:sequence select="ed:carried(.)"/>
        <xsl:if test="head">
          <caption>
            <xsl:apply-templates select="head/node()" mode="#current"/>
          </caption>
        </xsl:if>
        <tbody>
          <xsl:apply-templates select="row" mode="#current"/>
        </tbody>
      </table>
    </div>
    <xsl:apply-templates select="* except (head, row, ed:t[not(normalize-space())])" mode="#current"/>
  </xsl:template>

  <xsl:template match="row" mode="ed:reading ed:diplomatic" as="element()">
    <tr>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates select="*" mode="#current"/>
    </tr>
  </xsl:template>

  <xsl:template match="cell" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:variable name="label" as="xs:boolean" select="@role = 'label' or ../@role = 'label'"/>
    <xsl:element name="{if ($label) then 'th' else 'td'}">
      <xsl:if test="$label">
        <xsl:attribute name="scope" select="if (../@role = 'label') then 'col' else 'row'"/>
      </xsl:if>
      <xsl:if test="@cols castable as xs:positiveInteger and xs:integer(@cols) gt 1">
        <xsl:attribute name="colspan" select="@cols"/>
      </xsl:if>
      <xsl:if test="@rows castable as xs:positiveInteger and xs:integer(@rows) gt 1">
        <xsl:attribute name="rowspan" select="@rows"/>
      </xsl:if>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- What stands in a row beside its cells (a page break) is kept in a cell of its own. -->
  <xsl:template match="row/*[not(self::cell)]" mode="ed:reading ed:diplomatic" as="element()" priority="2">
    <td class="between"><xsl:next-match/></td>
  </xsl:template>

  <!-- Pictures belong to others and are not copied: their description stands for them, and a link where they are on the web. -->
  <xsl:template match="figure" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <figure>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:if test="graphic or not(* except head)">
        <p class="picture" data-by="edition">[{ed:say('figure')}]</p>
      </xsl:if>
      <xsl:apply-templates select="node() except head" mode="#current"/>
      <xsl:if test="head">
        <figcaption>
          <xsl:for-each select="head">
            <xsl:apply-templates mode="#current"/>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </figcaption>
      </xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="figDesc" mode="ed:reading ed:diplomatic" as="element()">
    <span class="figure-description">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="graphic | media | binaryObject" mode="ed:reading ed:diplomatic" as="element()*">
    <xsl:if test="matches(@url, '^https?://') and not(ancestor::ref)">
      <a class="ref" href="{iri-to-uri(@url)}" data-by="edition">{ed:say('figure.link')}</a>
    </xsl:if>
    <xsl:apply-templates select="desc" mode="#current"/>
  </xsl:template>

  <xsl:template match="formula" mode="ed:reading ed:diplomatic" as="element()">
    <span class="formula">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:choose>
        <xsl:when test="*:math">
          <xsl:copy-of select="*:math" copy-namespaces="no"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="#current"/>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template match="notatedMusic" mode="ed:reading ed:diplomatic" as="element()">
    <span class="notated-music">
      <xsl:sequence select="ed:carried(.)"/>
      <span data-by="edition">[{ed:say('music')}]</span>
      <xsl:apply-templates select="* except *:mei" mode="#current"/>
    </span>
  </xsl:template>

</xsl:stylesheet>
