<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- TEI chapter 4, Default Text Structure: the same in both views. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="text | body | front | back | group" mode="ed:reading ed:diplomatic" as="element()">
    <div class="{local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- Of several texts each has its box, and in a corpus the title of its document. -->
  <xsl:template match="text[not(parent::group or parent::floatingText)] | sourceDoc" mode="ed:reading ed:diplomatic" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="count(ed:texts(.)) gt 1">
        <div class="one-of-several">
          <xsl:if test="not(@xml:lang)">
            <xsl:sequence select="ed:language(.)[. ne ed:text-language(root(current()))] ! ed:lang(.)"/>
          </xsl:if>
          <xsl:for-each select="parent::TEI[parent::*][current() is (text | sourceDoc)[1]]/teiHeader ! ed:title(.)">
            <p class="head document-title" data-by="edition">{ed:title-text(.)}</p>
          </xsl:for-each>
          <xsl:next-match/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One body that is the whole text needs no box of its own. -->
  <xsl:template match="text[not(parent::group or parent::floatingText)] | body[not(../(front | back))]" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:element name="{if (head) then 'section' else 'div'}">
      <xsl:attribute name="class" select="'div', @type[matches(., '^[\w-]+$')] ! ('div-' || .)"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="argument | epigraph | prologue | epilogue" mode="ed:reading ed:diplomatic" as="element()">
    <div class="{local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="floatingText" mode="ed:reading ed:diplomatic" as="element()">
    <div class="floating-text">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- A heading's level is the depth of its division; the page's own title is the only h1. -->
  <xsl:template match="head" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:variable name="depth" as="xs:integer"
      select="count(ancestor::*[head][self::div or matches(local-name(), '^div[1-7]$') or self::front or self::back or self::body or self::text or self::group])"/>
    <xsl:variable name="first" as="xs:boolean" select="empty(preceding-sibling::head)"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:element name="{if ($first and not(ed:holds-blocks(.))) then 'h' || min((max(($depth, 1)) + 1, 6)) else if (ed:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:attribute name="class" select="'head', if ($first) then () else 'further', ed:look(.)"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:call-template name="ed:trailing-marks"/>
    </xsl:element>
  </xsl:template>

  <!-- Headings of what is no division: a verse group, a list, a quotation. -->
  <xsl:template match="(lg | list | listBibl | castList | castGroup | quote | sp | listWit | listPerson | listPlace | listOrg | argument | epigraph | postscript | set | performance | msDesc | opener | castGroup)/head"
    mode="ed:reading ed:diplomatic" as="element()" priority="1">
    <xsl:element name="{ed:holder(., 'p')}">
      <xsl:attribute name="class" select="'head minor'"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Blocks that are a class of paragraph: one line or a few, set in their own way. -->
  <xsl:template match="byline | trailer | docAuthor | docDate | docEdition | docImprint | imprimatur | titlePart | speaker"
    mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <xsl:element name="{if (ed:in-words(.)) then 'span' else ed:holder(., 'p')}">
      <xsl:attribute name="class" select="local-name(), ed:look(.)"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:call-template name="ed:trailing-marks"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="opener | closer | postscript | titlePage | docTitle" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="{local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <!-- Words that run between the blocks of an opener are lines of their own. -->
      <xsl:for-each-group select="node()" group-adjacent="ed:is-block-here(.)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <xsl:apply-templates select="current-group()" mode="#current"/>
          </xsl:when>
          <xsl:when test="some $node in current-group() satisfies $node/self::* or normalize-space($node)">
            <xsl:variable name="line" as="node()*">
              <xsl:apply-templates select="current-group()" mode="#current"/>
            </xsl:variable>
            <xsl:if test="exists($line[self::* or normalize-space()])">
              <p class="{'line', current-group()/descendant-or-self::seg/@type[matches(., '^[\w-]+$')]}">
                <xsl:sequence select="$line"/>
              </p>
            </xsl:if>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <!-- Whether a node among an opener's children becomes a block. -->
  <xsl:function name="ed:is-block-here" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      exists($node/(self::salute | self::signed | self::dateline)[not(ed:in-words(.))])
      or exists($node/self::note[not(ed:is-editorial(.))])
      or exists($node/self::*[not(self::ed:t)][map:contains($ed:blocks, local-name()) or ed:holds-blocks(.)])"/>
  </xsl:function>

  <!-- Salutes, signatures, datelines are lines of their own at a letter's ends, words when they run in. -->
  <xsl:template match="salute | signed | dateline" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:if test="not(ed:in-words(.))">
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
    <xsl:element name="{if (ed:in-words(.)) then 'span' else ed:holder(., 'p')}">
      <xsl:attribute name="class" select="local-name(), if (ed:in-words(.)) then 'run-in' else 'line'"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:call-template name="ed:trailing-marks"/>
    </xsl:element>
  </xsl:template>

  <!-- Whether an element stands among words, so that it cannot be a block. -->
  <xsl:function name="ed:in-words" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="parent" as="node()?" select="$element/.."/>
    <xsl:sequence select="
      $parent/(self::p | self::ab | self::l | self::item | self::cell | self::hi | self::seg | self::head | self::salute | self::signed | self::dateline | self::note)
      and ed:has-words-itself($parent)
      or $parent/(self::salute | self::signed | self::dateline | self::head | self::hi | self::byline)"/>
  </xsl:function>

  <xsl:function name="ed:has-words-itself" as="xs:boolean" cache="yes">
    <xsl:param name="element" as="node()"/>
    <xsl:sequence select="exists($element/(text() | ed:t)[normalize-space()])"/>
  </xsl:function>

</xsl:stylesheet>
