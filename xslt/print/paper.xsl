<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  From the page of a view to a page on paper: what only a screen has use for goes, the typesetter and the tags of the PDF get what they need.

  Needs: a whole page. Guarantees: nothing hidden is left (so that every word of the page must be on paper), no link leads nowhere,
  what a screen reader would be told of a deletion or an insertion is in @data-alt, and every note is called from within the block
  that it is about. Whose words they are stays said (@data-by): the proof of the PDF reads it from there.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:html="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="ed:paper" on-no-match="shallow-copy"/>

  <xsl:key name="ed:html-id" match="*[@id]" use="@id"/>

  <!-- Only what the style sheet, the typesetter or the tags of the PDF read. -->
  <xsl:template match="@*" mode="ed:paper" as="empty-sequence()"/>
  <xsl:template match="
    @alt | @charset | @class | @colspan | @content | @data-alt | @data-at-page | @data-by | @data-document | @data-endnotes | @data-entry | @data-hand | @data-label | @data-line | @data-line-numbers | @data-lines | @data-margin | @data-mark | @data-notes | @data-numbers | @data-page | @data-page-after | @data-page-before | @data-place | @data-see-end | @data-series
    | @data-volume | @dir | @href | @id | @lang | @name | @rowspan | @scope | @src | @start | @style | @value | svg/@* | svg//@*"
    mode="ed:paper" as="attribute()" xpath-default-namespace="http://www.w3.org/2000/svg">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- Words for the ear alone are not on paper. -->
  <xsl:template match="*[tokenize(@class) = 'vh'] | *[@hidden] | script | style" mode="ed:paper" as="empty-sequence()" priority="2"/>

  <!-- White space counts as one space: the typesetter knows that everywhere but in a note. -->
  <xsl:template match="span[@data-series]//text()" mode="ed:paper" as="text()">
    <xsl:value-of select="replace(., '[ \t\n\r]+', ' ')"/>
  </xsl:template>

  <!-- A siglum, or a caret behind an insertion, is not parted from what it is of, whatever that ends with. -->
  <xsl:template match="sup[tokenize(@class) = 'siglum']//text() | span[tokenize(@class) = 'caret'][preceding-sibling::node()[1]/self::ins]/text()" mode="ed:paper" as="text()">
    <xsl:value-of select="'&#x2060;' || ."/>
  </xsl:template>

  <!-- Words for the ear are spoken, from the tag of what they announce. -->
  <xsl:template match="del | ins" mode="ed:paper" as="element()">
    <xsl:variable name="announced" as="xs:string?" select="(*[tokenize(@class) = 'vh'])[1] ! normalize-space(.) ! replace(., '^\W+|\W+$', '')"/>
    <xsl:copy>
      <xsl:if test="$announced">
        <xsl:attribute name="data-alt" select="$announced"/>
      </xsl:if>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- A list of rows with a head each is a table on paper: the head of a row keeps its width, and is told as the head of its row. -->
  <xsl:template match="dl[div/dt][not(ancestor::section[tokenize(@class) = 'names'])]" mode="ed:paper" as="element()">
    <table>
      <xsl:apply-templates select="@*" mode="#current"/>
      <xsl:for-each select="div">
        <tr>
          <xsl:apply-templates select="@*" mode="#current"/>
          <th scope="row">
            <xsl:apply-templates select="dt/@lang, dt/node()" mode="#current"/>
          </th>
          <td>
            <xsl:apply-templates select="dd/@lang, dd/node()" mode="#current"/>
          </td>
        </tr>
      </xsl:for-each>
    </table>
  </xsl:template>

  <!-- An entry of a list of names is a paragraph: the name, and what is said of it. Where more can be read on the web, paper cannot say. -->
  <xsl:template match="section[tokenize(@class) = 'names']/dl" mode="ed:paper" as="element()">
    <div class="entries">
      <xsl:for-each select="div">
        <xsl:variable name="years" as="xs:string" select="normalize-space(string-join(dd/span[tokenize(@class) = 'years']))"/>
        <xsl:variable name="about" as="node()*">
          <xsl:apply-templates select="dd/node() except dd/(a[tokenize(@class) = 'authority'] | span[tokenize(@class) = 'years'])" mode="#current"/>
        </xsl:variable>
        <p class="entry">
          <xsl:apply-templates select="@id" mode="#current"/>
          <span class="entry-name">
            <xsl:apply-templates select="dt/@lang, dt/node()" mode="#current"/>
          </span>
          <xsl:if test="$years ne ''">
            <xsl:text> </xsl:text>
            <span class="years">({$years})</span>
          </xsl:if>
          <xsl:text>{if ($years eq '' and matches(dt, '\.\s*$')) then '' else '.'} </xsl:text>
          <xsl:sequence select="$about"/>
        </p>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!--
    A link stays one if it leads to this book or to the web; the other pages of the edition are not in the reader's hand, but for those
    that a volume has in it (`book:NAME#ID`).
  -->
  <xsl:template match="a[@href]" mode="ed:paper" as="element()">
    <xsl:variable name="leads" as="xs:boolean" select="
      if (starts-with(@href, '#')) then exists(key('ed:html-id', substring(@href, 2)))
      else matches(@href, '^(https?|mailto|book):') or ($ed:in-volume and matches(@href, $ed:page-of-another))"/>
    <xsl:element name="{if ($leads) then 'a' else 'span'}">
      <xsl:apply-templates select="if ($leads) then @* else @* except @href, node()" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:variable name="ed:page-of-another" as="xs:string" select="'^([\w.-]+)\.(reading|diplomatic)\.html(#.*)?$'"/>

  <xsl:template match="a/@href[$ed:in-volume][matches(., $ed:page-of-another)]" mode="ed:paper" as="attribute()" priority="1">
    <xsl:attribute name="href" select="replace(., $ed:page-of-another, 'book:$1$3')"/>
  </xsl:template>

  <!-- Nor is the page told of what is on none. -->
  <xsl:template match="span[@data-page | @data-line][empty(key('ed:html-id', (@data-page, @data-line)))]" mode="ed:paper" as="empty-sequence()"/>

  <!-- A block in the midst of a line is taken out of it by the typesetter, so it must say itself whose words it has. -->
  <xsl:function name="ed:whose" as="attribute()?">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="$block[not(@data-by)]/ancestor::*[@data-by][1][self::span or self::ins or self::del]/@data-by"/>
  </xsl:function>

  <xsl:template match="div | blockquote | ul | ol | table | pre | figure" mode="ed:paper" as="element()">
    <xsl:copy>
      <xsl:sequence select="ed:whose(.)"/>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- A line under what a hand wrote must not run on under the notes about it: so it belongs to the words, not to the block. -->
  <xsl:template match="div[tokenize(@class) = 'on-document']" mode="ed:paper" as="element()">
    <xsl:variable name="hand" as="xs:string*" select="tokenize(@class)[matches(., '^hand(-\d)?$')]"/>
    <div class="{tokenize(@class)[not(. = $hand)]}">
      <xsl:sequence select="ed:whose(.)"/>
      <xsl:apply-templates select="@id, @lang" mode="#current"/>
      <span class="{'written', $hand}">
        <xsl:apply-templates select="node()" mode="#current"/>
      </span>
      <xsl:apply-templates select="ed:calls-behind(.)" mode="#current">
        <xsl:with-param name="ed:moved" select="true()"/>
      </xsl:apply-templates>
    </div>
  </xsl:template>

  <!-- Where words of the main hand stand among those of another, no line may run on under them: each run has one of its own. -->
  <xsl:function name="ed:is-written" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::ins or tokenize(@class) = ('written', 'on-document')])"/>
  </xsl:function>

  <xsl:function name="ed:is-parted" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="tokenize($element/@class) = 'hand' and ed:is-written($element)
      and exists($element//*[ed:is-written(.)][not(tokenize(@class) = 'hand')])"/>
  </xsl:function>

  <xsl:template match="@class[ed:is-parted(..)]" mode="ed:paper" as="attribute()">
    <xsl:attribute name="class" select="tokenize(.)[. ne 'hand']"/>
  </xsl:template>

  <xsl:template match="text()[normalize-space()][some $element in ancestor::*[ed:is-written(.)] satisfies ed:is-parted($element)]" mode="ed:paper" as="node()" priority="1">
    <xsl:variable name="written" as="element()" select="ancestor::*[ed:is-written(.) or @data-by = 'edition'][1]"/>
    <xsl:choose>
      <xsl:when test="$written[ed:is-parted(.)]">
        <span class="{'run', tokenize($written/@class)[starts-with(., 'hand')]}">{.}</span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A paragraph takes the calls of the notes that stand right behind it into it. -->
  <xsl:template match="p" mode="ed:paper" as="element()">
    <xsl:copy>
      <xsl:sequence select="ed:whose(.)"/>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
      <xsl:apply-templates select="ed:calls-behind(.)" mode="#current">
        <xsl:with-param name="ed:moved" select="true()"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:function name="ed:is-call" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/(self::span[@data-series] | self::a[tokenize(@class) = 'call']))"/>
  </xsl:function>

  <!-- The calls right behind a block that takes them; any other block leaves them where they are. -->
  <xsl:function name="ed:calls-behind" as="element()*">
    <xsl:param name="block" as="element()"/>
    <xsl:if test="$block/(self::p | self::div[tokenize(@class) = 'on-document'])">
      <xsl:variable name="stop" as="node()?" select="$block/following-sibling::node()[not(ed:is-call(.))][self::* or normalize-space()][1]"/>
      <xsl:sequence select="$block/following-sibling::*[ed:is-call(.)][empty($stop) or . &lt;&lt; $stop]"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="(span | a)[ed:is-call(.)]" mode="ed:paper" as="element()?" priority="1">
    <xsl:param name="ed:moved" as="xs:boolean" select="false()"/>
    <xsl:variable name="block" as="element()?" select="preceding-sibling::*[not(ed:is-call(.))][1]"/>
    <xsl:if test="$ed:moved or not(some $call in $block ! ed:calls-behind(.) satisfies $call is current())">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
