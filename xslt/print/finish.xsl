<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The last pass, from HTML to HTML: what only a screen has use for goes, and the typesetter gets what it needs.

  Needs: a whole page. Guarantees: nothing hidden is left (so that every word of the page must be on paper), no link leads
  nowhere, what a screen reader would be told of a deletion or an insertion is in @data-alt, and no paragraph ends in a line of one word.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:html="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all" expand-text="yes">

  <!-- A page → the same page, made ready to be set. -->
  <xsl:mode name="ed:finish" on-no-match="shallow-copy"/>

  <xsl:key name="ed:html-id" match="*[@id]" use="@id"/>

  <!-- Only what the style sheet, the typesetter or the tags of the PDF read. -->
  <xsl:template match="@*" mode="ed:finish" as="empty-sequence()"/>
  <xsl:template match="
    @alt | @charset | @class | @colspan | @content | @data-alt | @data-document | @data-hand | @data-mark | @data-place | @data-series
    | @data-volume | @dir | @href | @id | @lang | @name | @rowspan | @scope | @src | @start | @style | @value | svg/@* | svg//@*"
    mode="ed:finish" as="attribute()" xpath-default-namespace="http://www.w3.org/2000/svg">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- Words for the ear alone are not on paper. -->
  <xsl:template match="*[tokenize(@class) = 'vh'] | *[@hidden] | script | style" mode="ed:finish" as="empty-sequence()" priority="2"/>

  <!-- They are spoken, from the tag of what they announce. -->
  <xsl:template match="del | ins" mode="ed:finish" as="element()">
    <xsl:variable name="announced" as="xs:string?" select="(*[tokenize(@class) = 'vh'])[1] ! normalize-space(.) ! replace(., '^\W+|\W+$', '')"/>
    <xsl:copy>
      <xsl:if test="$announced">
        <xsl:attribute name="data-alt" select="$announced"/>
      </xsl:if>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- A list of rows with a head each is a table on paper: the head of a row keeps its width, and is told as the head of its row. -->
  <xsl:template match="dl[div/dt][not(ancestor::section[tokenize(@class) = 'names'])]" mode="ed:finish" as="element()">
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
  <xsl:template match="section[tokenize(@class) = 'names']/dl" mode="ed:finish" as="element()">
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
          <xsl:text>{if ($years ne '') then ' (' || $years || ').' else if (matches(dt, '\.\s*$')) then '' else '.'} </xsl:text>
          <xsl:sequence select="$about"/>
        </p>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- A link stays one if it leads to this book or to the web; the other pages of the edition are not in the reader's hand. -->
  <xsl:template match="a[@href]" mode="ed:finish" as="element()">
    <xsl:variable name="leads" as="xs:boolean" select="
      if (starts-with(@href, '#')) then exists(key('ed:html-id', substring(@href, 2)))
      else matches(@href, '^(https?|mailto):')"/>
    <xsl:element name="{if ($leads) then 'a' else 'span'}">
      <xsl:apply-templates select="if ($leads) then @* else @* except @href, node()" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!--
    The last words of a paragraph stay together and whole, so that its last line is not one word or half of one.
    A note that stands right behind the paragraph is called at its end, not on a line of its own.
  -->
  <xsl:template match="p | li | dd | div[tokenize(@class) = 'on-document'] | span[@data-series]" mode="ed:finish" as="element()+">
    <xsl:variable name="marginal" as="element()*" select="descendant::ins[ed:is-marginal(.)]"/>
    <xsl:if test="self::p">
      <xsl:sequence select="$marginal ! ed:margin(.)"/>
    </xsl:if>
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="#current"/>
      <xsl:if test="not(self::p)">
        <xsl:sequence select="$marginal ! ed:margin(.)"/>
      </xsl:if>
      <xsl:apply-templates select="node()" mode="#current">
        <xsl:with-param name="ed:paragraph" select="." tunnel="yes"/>
        <xsl:with-param name="ed:tail" select="ed:tail(string-join(ed:words-of(.)))" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:if test="not(self::span)">
        <xsl:apply-templates select="ed:calls-behind(.)" mode="#current">
          <xsl:with-param name="ed:moved" select="true()"/>
        </xsl:apply-templates>
      </xsl:if>
    </xsl:copy>
  </xsl:template>

  <!-- A line under what a hand wrote must not run on under the notes about it: so it belongs to the words, not to the block. -->
  <xsl:template match="div[tokenize(@class) = 'on-document'][tokenize(@class) = 'hand']" mode="ed:finish" as="element()" priority="1">
    <xsl:variable name="hand" as="xs:string*" select="tokenize(@class)[matches(., '^hand(-\d)?$')]"/>
    <div class="{tokenize(@class)[not(. = $hand)]}">
      <xsl:apply-templates select="@id, @lang" mode="#current"/>
      <span class="written {$hand}">
        <xsl:apply-templates select="node()" mode="#current"/>
      </span>
      <xsl:apply-templates select="ed:calls-behind(.)" mode="#current">
        <xsl:with-param name="ed:moved" select="true()"/>
      </xsl:apply-templates>
    </div>
  </xsl:template>

  <!-- What was written in the margin stands beside its paragraph: a block before it, since only blocks push each other down. -->
  <xsl:function name="ed:margin" as="element()">
    <xsl:param name="addition" as="element(ins)"/>
    <aside class="margin {tokenize($addition/@class)[starts-with(., 'margin-')]}">
      <xsl:apply-templates select="$addition" mode="ed:finish">
        <xsl:with-param name="ed:moved" select="true()"/>
      </xsl:apply-templates>
    </aside>
  </xsl:function>

  <xsl:function name="ed:is-marginal" as="xs:boolean">
    <xsl:param name="addition" as="element()"/>
    <xsl:sequence select="tokenize($addition/@class) = 'marginal' and exists($addition/(ancestor::p | ancestor::li | ancestor::dd))"/>
  </xsl:function>

  <xsl:template match="ins[ed:is-marginal(.)]" mode="ed:finish" as="element()?" priority="3">
    <xsl:param name="ed:moved" as="xs:boolean" select="false()"/>
    <xsl:if test="$ed:moved">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="ed:is-call" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/(self::span[@data-series] | self::a[tokenize(@class) = 'call']))"/>
  </xsl:function>

  <xsl:function name="ed:calls-behind" as="element()*">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:variable name="stop" as="node()?" select="$paragraph/following-sibling::node()[not(ed:is-call(.)) and normalize-space()][1]"/>
    <xsl:sequence select="$paragraph/following-sibling::*[ed:is-call(.)][empty($stop) or . &lt;&lt; $stop]"/>
  </xsl:function>

  <xsl:template match="(span | a)[ed:is-call(.)]" mode="ed:finish" as="element()?" priority="1">
    <xsl:param name="ed:moved" as="xs:boolean" select="false()"/>
    <xsl:if test="$ed:moved or not(preceding-sibling::*[self::p or self::div][some $call in ed:calls-behind(.) satisfies $call is current()])">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="text()" mode="ed:finish" as="node()*">
    <xsl:param name="ed:paragraph" as="element()?" select="()" tunnel="yes"/>
    <xsl:param name="ed:tail" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:variable name="words" as="text()*" select="$ed:paragraph ! ed:words-of(.)"/>
    <xsl:variable name="after" as="xs:integer" select="string-length(string-join($words[. &gt;&gt; current()]))"/>
    <!-- How many of this node's characters belong to the tail. -->
    <xsl:variable name="inside" as="xs:integer" select="min((string-length(), $ed:tail - $after))"/>
    <xsl:variable name="text" as="xs:string" select="ed:closed-up(.)"/>
    <xsl:choose>
      <xsl:when test="$ed:tail gt 0 and $inside gt 0 and (some $one in $words satisfies $one is .)">
        <xsl:variable name="cut" as="xs:integer" select="max((0, string-length($text) - $inside))"/>
        <xsl:value-of select="substring($text, 1, $cut)"/>
        <span class="whole">{translate(substring($text, $cut + 1), ' &#10;', '&#160;&#160;')}</span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    The call of a note about something that is not in this text (a word struck out) follows the word before it without a space;
    the space comes behind it.
  -->
  <xsl:function name="ed:closed-up" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="next" as="node()?" select="$text/following-sibling::node()[1]"/>
    <xsl:variable name="previous" as="node()?" select="$text/preceding-sibling::node()[1]"/>
    <xsl:variable name="before-call" as="xs:boolean" select="exists($next[ed:is-call(.)])"/>
    <xsl:variable name="lost-a-space" as="xs:boolean" select="
      exists($previous[ed:is-call(.)]) and matches($previous/preceding-sibling::node()[not(ed:is-call(.))][1][self::text()], '\s$')
      and matches($text, '^[\w«„“(\[]')"/>
    <xsl:sequence select="
      (if ($lost-a-space) then ' ' else '') || (if ($before-call) then replace($text, '\s+$', '') else string($text))"/>
  </xsl:function>

  <!-- The text of a paragraph, or of a note, that runs in its lines: not what is set elsewhere, not what is not printed. -->
  <xsl:function name="ed:words-of" as="text()*">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:sequence select="
      $paragraph//text()[not(ancestor::*[tokenize(@class) = ('vh', 'marginal') or @hidden])]
        [ancestor::*[self::p or self::li or self::dd or self::div or self::span[@data-series]][1] is $paragraph]"/>
  </xsl:function>

  <!-- How many characters at a text's end must not be parted: its last two words, or the last alone where they are long; 0 for a short text. -->
  <xsl:function name="ed:tail" as="xs:integer">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="two" as="xs:integer" select="string-length(replace($text, '^.*?(\S+\s+\S+\s*)$', '$1', 's'))"/>
    <xsl:variable name="one" as="xs:integer" select="string-length(replace($text, '^.*?(\S+\s*)$', '$1', 's'))"/>
    <xsl:sequence select="if (string-length($text) lt 60) then 0 else ($two, $one, 0)[. le 26][1]"/>
  </xsl:function>

</xsl:stylesheet>
