<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- TEI chapter 15, Tables, Formulæ, Graphics, and Notated Music. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:m="http://www.w3.org/1998/Math/MathML" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- A table may be wider than a small screen: it scrolls in a frame of its own, which the keyboard can reach. -->
  <xsl:template match="table" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="table" tabindex="0" role="region" aria-label="{(head ! ed:title-text(.), ed:say('table'))[normalize-space()][1]}">
      <table>
        <xsl:sequence select="ed:carried(.)"/>
        <xsl:variable name="heads" as="element()*" select="ed:leading-heads(.)"/>
        <xsl:if test="$heads">
          <caption>
            <xsl:apply-templates select="$heads/node()" mode="#current"/>
          </caption>
        </xsl:if>
        <tbody>
          <xsl:apply-templates select="(* | text()) except ($heads, lb, (ed:t | text())[not(normalize-space())])" mode="#current"/>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <!-- What stands among the rows (a page break, a running head) is kept in a row of its own. -->
  <xsl:template match="table/*[not(self::row or self::head[. intersect ed:leading-heads(..)])] | table/text()[normalize-space()]"
    mode="ed:reading ed:diplomatic" as="element()" priority="5">
    <tr>
      <td class="between" colspan="{max((1, ../row/count(cell)))}"><xsl:next-match/></td>
    </tr>
  </xsl:template>

  <xsl:template match="table/row" mode="ed:reading ed:diplomatic" as="element()">
    <tr>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates select="(* | text()) except (ed:t | text())[not(normalize-space())]" mode="#current"/>
    </tr>
  </xsl:template>

  <!-- Rows and cells without a table are blocks. -->
  <xsl:template match="row | cell" mode="ed:reading ed:diplomatic" as="element()" priority="-1">
    <div class="{local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="table/row/cell" mode="ed:reading ed:diplomatic" as="element()">
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
  <xsl:template match="table/row/*[not(self::cell)] | table/row/text()[normalize-space()]" mode="ed:reading ed:diplomatic" as="element()" priority="5">
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
      <xsl:apply-templates mode="#current"/>
    </figure>
  </xsl:template>

  <!-- A figure's heading is its caption, wherever it stands in it; HTML has one for each figure, first or last in it. -->
  <xsl:template match="figure/head" mode="ed:reading ed:diplomatic" as="node()*" priority="1">
    <xsl:variable name="others" as="element()*" select="../*[not(self::ed:t[not(normalize-space())])] except ."/>
    <xsl:variable name="at-an-end" as="xs:boolean"
      select="(every $other in $others satisfies $other &lt;&lt; .) or (every $other in $others satisfies $other >> .) and not(../graphic)"/>
    <xsl:element name="{if ($at-an-end and not(../head except .)) then 'figcaption' else 'div'}">
      <xsl:attribute name="class" select="'caption'"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- What something in the document looks like, the editor says. -->
  <xsl:template match="figDesc | desc[ed:is-description(.)]" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'figure-description'"/>
      <xsl:attribute name="data-by" select="'edition'"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
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
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:variable name="ed:mathml" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(tokenize('
    math semantics annotation annotation-xml maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts
    mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none')
    ! map:entry(., true()))"/>

  <!--
    MathML Core is HTML's own; of its attributes those that set it, none that acts or fetches. What only bears its namespace is no formula
    (HTML would run a `script` or show an `iframe` by any other name), and is shown like every element that no view knows.
  -->
  <xsl:template match="m:*[$ed:mathml(local-name())]" mode="ed:reading ed:diplomatic" as="element()" priority="0">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:copy-of select="@*[namespace-uri() = ''][not(matches(local-name(), '^(on|href$|src$|style$|class$|id$|action|is$|slot$)', 'i'))]"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="notatedMusic" mode="ed:reading ed:diplomatic" as="element()">
    <span class="notated-music">
      <xsl:sequence select="ed:carried(.)"/>
      <span data-by="edition">[{ed:say('music')}]</span>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

</xsl:stylesheet>
