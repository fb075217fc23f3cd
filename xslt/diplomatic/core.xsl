<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- TEI chapter 3 as the document stands: the writer's own forms, and lines and leaves as far as they are recorded. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- Of two forms, the document's own; where all are the editor's, one of his. -->
  <xsl:template match="choice" mode="ed:diplomatic" as="node()*">
    <xsl:variable name="written" as="element()?" select="ed:written(.)"/>
    <xsl:apply-templates select="ed:t[normalize-space()] | $written" mode="#current"/>
    <xsl:if test="empty($written) and *">
      <xsl:element name="{ed:holder(., 'span')}">
        <xsl:attribute name="class" select="'by-editor'"/>
        <xsl:attribute name="data-by" select="'edition'"/>
        <xsl:apply-templates select="ed:chosen(.)" mode="#current"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- The writer's own slip, marked so that no reader takes it for ours; `sic` without `corr` too. -->
  <xsl:template match="sic" mode="ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'sic'"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
      <span class="editor" data-by="edition"> [{ed:say('sic')}]</span>
    </xsl:element>
  </xsl:template>

  <!-- The editor's form where the document's is not given: shown, and told apart. -->
  <xsl:template match="reg | corr | expan[parent::choice]" mode="ed:diplomatic" as="element()" priority="1">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'by-editor'"/>
      <xsl:attribute name="data-by" select="'edition'"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="orig | abbr | expan | am" mode="ed:diplomatic" as="node()*">
    <xsl:choose>
      <xsl:when test="@xml:id or @xml:lang">
        <xsl:element name="{ed:holder(., 'span')}">
          <xsl:sequence select="ed:carried(.)"/>
          <xsl:apply-templates mode="#current"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="#current"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Letters that an abbreviation leaves out are the editor's. -->
  <xsl:template match="ex" mode="ed:diplomatic" as="element()">
    <span class="ex" data-by="edition">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:sequence select="ed:opening(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="ed:closing(.)"/>
    </span>
  </xsl:template>

  <!-- The line that begins at a break: counted on each leaf, unless the transcription counts. -->
  <xsl:accumulator name="ed:line-of-the-leaf" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="lb" select="if (@n castable as xs:integer) then xs:integer(@n) else $value + 1"/>
    <xsl:accumulator-rule match="pb" select="0"/>
  </xsl:accumulator>

  <!-- The number of every fifth line, beside it; a name that is no number, of every line. -->
  <xsl:function name="ed:line-number" as="element()?">
    <xsl:param name="number" as="xs:string"/>
    <xsl:if test="not($number castable as xs:integer) or xs:integer($number) mod 5 eq 0">
      <span class="line-number" data-by="edition" aria-hidden="true">{$number}</span>
    </xsl:if>
  </xsl:function>

  <!-- Whether there is something before a break in its block that it must be parted from. -->
  <xsl:function name="ed:begins-a-line" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="block" as="element()?" select="$break/ancestor::*[ed:is-block(.)][1]"/>
    <xsl:variable name="before" as="element()?" select="
      $break/preceding::*[self::ed:t[normalize-space()] or self::lb or self::pb or self::gap or self::space or self::graphic or self::figure][1]"/>
    <xsl:sequence select="$before &gt;&gt; $block and not($before/self::pb)"/>
  </xsl:function>

  <xsl:template match="lb" mode="ed:diplomatic" as="element()+">
    <xsl:choose>
      <xsl:when test="ed:records-lines(.)">
        <!-- The first line of a block, and of a leaf, has begun already. -->
        <xsl:element name="{if (ed:begins-a-line(.)) then 'br' else 'span'}">
          <xsl:sequence select="ed:carried(.)"/>
        </xsl:element>
        <xsl:if test="$ed:lineation">
          <xsl:sequence select="ed:line-number(string((@n, accumulator-before('ed:line-of-the-leaf'))[1]))"/>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <span class="line-end" data-by="edition">
          <span aria-hidden="true">|</span>
          <span class="vh">[{ed:say('line-end')}]</span>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The edge between two leaves, with the name of the next. -->
  <xsl:template match="pb" mode="ed:diplomatic" as="element()">
    <xsl:variable name="first" as="xs:boolean" select="empty(preceding::pb[ancestor::text])"/>
    <span class="{if ($first) then 'leaf first' else 'leaf'}" data-by="edition" id="{ed:id(.)}">
      <span class="leaf-label">
        <xsl:variable name="surface" as="element()?" select="key('ed:id', tokenize(@facs) ! ed:pointed(.))[ancestor::facsimile][1]"/>
        <xsl:choose>
          <xsl:when test="$ed:facsimile ne '' and $surface">
            <a href="{$ed:facsimile}{ed:id($surface)}" aria-label="{ed:say('facsimile.of', ed:leaf-label(.))}">{ed:leaf-label(.)}</a>
          </xsl:when>
          <xsl:otherwise>{ed:leaf-label(.)}</xsl:otherwise>
        </xsl:choose>
      </span>
    </span>
  </xsl:template>

  <xsl:template match="cb | gb" mode="ed:diplomatic" as="element()">
    <span class="column" data-by="edition" id="{ed:id(.)}">{string-join((ed:say('column'), @n), ' ')}</span>
  </xsl:template>

</xsl:stylesheet>
