<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  XHTML of a view → the paragraphs of a draft, which know nothing but paragraphs, tables and runs:

    ed:p      kind (text, heading, item, term, definition, quote, verse, caption, about, code), level, depth, number, labelled (an item that needs no sign before it), align, lang, dir; of ("text"): whether it
              is part of the text; in: the states in which it has words, where that is not both; joined: those in which it goes on the paragraph before,
              for what stood between them has gone
    ed:r      a run: in, put, cut (as step 60 has them; absent where it stands in both), look, lang, dir, link, by ("edition")
    ed:br     the end of a line within a paragraph
    ed:n      an editor's note, where it is called: number, and its own paragraphs
    ed:table  of ed:row of ed:cell (header, columns, rows), which hold paragraphs
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xpath-default-namespace="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all" expand-text="yes">

  <!-- XHTML → runs, with an `ed:edge` wherever a paragraph begins or goes on after another. -->
  <xsl:mode name="ed:draft" on-no-match="deep-skip" visibility="private"/>

  <!-- Whether what was done is part of the draft, or only what came of it. -->
  <xsl:param name="ed:revised" as="xs:boolean" select="true()"/>

  <xsl:function name="ed:paragraphs" as="element()*">
    <xsl:param name="content" as="node()*"/>
    <xsl:variable name="items" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="$content" mode="ed:draft"/>
      </xsl:document>
    </xsl:variable>
    <xsl:for-each-group select="$items/*" group-starting-with="ed:edge | ed:table">
      <xsl:variable name="runs" as="element()*" select="current-group()[not(self::ed:edge or self::ed:table)]"/>
      <xsl:sequence select="current-group()[self::ed:table]"/>
      <xsl:if test="$runs[self::ed:n or normalize-space()]">
        <xsl:variable name="in" as="xs:string*" select="$ed:both[some $run in $runs satisfies ed:run-is-in($run, .) and normalize-space($run)]"/>
        <ed:p>
          <xsl:copy-of select="current-group()[self::ed:edge]/@*"/>
          <xsl:if test="count($in) lt 2 and exists($runs[@in])"><xsl:attribute name="in" select="$in"/></xsl:if>
          <xsl:variable name="told" as="element()*">
            <xsl:for-each-group select="$runs" group-adjacent="exists((self::ed:r | self::ed:br)[not(@in)])">
              <xsl:variable name="last" as="element()" select="current-group()[last()]"/>
              <xsl:variable name="next" as="element()*" select="ed:change-behind($runs, $last)"/>
              <xsl:choose>
                <xsl:when test="current-grouping-key() and ed:is-spaced-late($last, $next)">
                  <xsl:sequence select="current-group()[position() lt last()], ed:run($last, substring($last, 1, string-length($last) - 1))"/>
                </xsl:when>
                <xsl:when test="current-grouping-key()">
                  <xsl:sequence select="current-group()"/>
                </xsl:when>
                <xsl:otherwise>
                  <xsl:variable name="change" as="element()*" select="ed:without-shared-space(ed:attributed(current-group()))"/>
                  <xsl:sequence select="if (ed:is-spaced-late($runs[. &lt;&lt; current-group()[1]][last()], current-group())) then ed:spaced-early($change) else $change"/>
                </xsl:otherwise>
              </xsl:choose>
            </xsl:for-each-group>
          </xsl:variable>
          <xsl:sequence select="ed:merged($told)"/>
        </ed:p>
      </xsl:if>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Runs next to each other that are alike are one. -->
  <xsl:function name="ed:merged" as="element()*">
    <xsl:param name="runs" as="element()*"/>
    <xsl:for-each-group select="$runs" group-adjacent="if (self::ed:r) then string-join(@* ! (name() || '=' || .), '|') else generate-id()">
      <xsl:choose>
        <xsl:when test="self::ed:r">
          <xsl:sequence select="ed:run(., string-join(current-group()))"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="ed:run" as="element()">
    <xsl:param name="like" as="element()"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:element name="ed:r">
      <xsl:copy-of select="$like/@*"/>
      <xsl:value-of select="$text"/>
    </xsl:element>
  </xsl:function>

  <!-- A space that one of the texts has and the other has not came or went with the words beside it. -->
  <xsl:function name="ed:attributed" as="element()*">
    <xsl:param name="runs" as="element()*"/>
    <xsl:for-each select="$runs">
      <xsl:variable name="at" as="xs:integer" select="position()"/>
      <xsl:variable name="beside" as="xs:string*" select="
        (reverse($runs[position() lt $at]) ! (if (current()/@in = 'final') then (@put, @cut)[1] else (@cut, @put)[1]),
         $runs[position() gt $at] ! (if (current()/@in = 'final') then (@put, @cut)[1] else (@cut, @put)[1])) ! string()"/>
      <xsl:choose>
        <xsl:when test="@in and not(@put or @cut)">
          <ed:r>
            <xsl:copy-of select="@in"/>
            <xsl:attribute name="{if (@in = 'final') then 'put' else 'cut'}" select="string($beside[1])"/>
            <xsl:copy-of select="@* except @in"/>
            <xsl:value-of select="."/>
          </ed:r>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- Where both texts have a space at the end of what differs, it does not differ. -->
  <xsl:function name="ed:without-shared-space" as="element()*">
    <xsl:param name="runs" as="element()*"/>
    <xsl:variable name="last" as="element()*" select="$ed:both ! (let $state := . return $runs[ed:run-is-in(., $state)][not(self::ed:n)][last()])"/>
    <xsl:choose>
      <xsl:when test="count($last) eq 2 and (every $run in $last satisfies $run/self::ed:r and ends-with($run, ' '))">
        <xsl:for-each select="$runs">
          <xsl:choose>
            <xsl:when test="not(. intersect $last)"><xsl:sequence select="."/></xsl:when>
            <xsl:when test=". ne ' '"><xsl:sequence select="ed:run(., substring(., 1, string-length() - 1))"/></xsl:when>
          </xsl:choose>
        </xsl:for-each>
        <ed:r>
          <xsl:copy-of select="$last[2]/(@* except (@in, @put, @cut))"/>
          <xsl:text> </xsl:text>
        </ed:r>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$runs"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The runs of the change that comes right behind a run of both texts. -->
  <xsl:function name="ed:change-behind" as="element()*">
    <xsl:param name="runs" as="element()*"/>
    <xsl:param name="run" as="element()"/>
    <xsl:variable name="after" as="element()*" select="$runs[. >> $run]"/>
    <xsl:sequence select="$after[not(. >> $after[(self::ed:r | self::ed:br)[not(@in)]][1])][not((self::ed:r | self::ed:br)[not(@in)])]"/>
  </xsl:function>

  <!-- Whether a change to one of the texts alone ends with a space that the call of a note parts from its words, and there is a space before
       it too: either may be the one that came or went, and the one before its words is nearer. -->
  <xsl:function name="ed:is-spaced-late" as="xs:boolean">
    <xsl:param name="before" as="element()?"/>
    <xsl:param name="change" as="element()*"/>
    <xsl:sequence select="
      exists($before/self::ed:r[matches(., '.\s$')]) and exists($change/self::ed:n) and $change[last()]/self::ed:r = ' '
      and count(distinct-values($change/@in)) eq 1 and $change[last()]/@in = $ed:both and exists($change[1]/self::ed:r)"/>
  </xsl:function>

  <xsl:function name="ed:spaced-early" as="element()*">
    <xsl:param name="change" as="element()*"/>
    <xsl:sequence select="ed:run($change[1], ' ' || $change[1]), $change[position() gt 1 and position() lt last()]"/>
    <ed:r>
      <xsl:copy-of select="$change[last()]/(@* except (@in, @put, @cut))"/>
      <xsl:text> </xsl:text>
    </ed:r>
  </xsl:function>

  <xsl:function name="ed:run-is-in" as="xs:boolean">
    <xsl:param name="run" as="element()"/>
    <xsl:param name="state" as="xs:string"/>
    <xsl:sequence select="not($run/@in) or tokenize($run/@in) = $state"/>
  </xsl:function>

  <!-- Elements that begin a paragraph and end one. -->
  <xsl:template match="p | div | h1 | h2 | h3 | h4 | h5 | h6 | ul | ol | li | dl | dt | dd | blockquote | section | header | article | figure | figcaption | caption | pre | span[@class = 'milestone separator']"
    mode="ed:draft" as="element()*">
    <xsl:sequence select="ed:edge(.)"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:variable name="words" as="text()*" select=".//text()[normalize-space()][not(ancestor::*[@data-by = 'edition'] or ancestor::ed:n)]"/>
    <xsl:variable name="emptied" as="xs:string*" select="$ed:both[exists($words) and (every $word in $words satisfies not(tokenize(($word/ancestor::ed:t[1]/@in, 'base final')[1]) = .))]"/>
    <ed:edge>
      <xsl:sequence select="ed:edge(..)/@*"/>
      <xsl:if test="exists($emptied)"><xsl:attribute name="joined" select="$emptied"/></xsl:if>
    </ed:edge>
  </xsl:template>

  <xsl:function name="ed:edge" as="element(ed:edge)">
    <xsl:param name="node" as="node()?"/>
    <!-- What is around a note is not around its paragraphs. -->
    <xsl:variable name="note" as="element(ed:n)?" select="$node/ancestor-or-self::ed:n[1]"/>
    <xsl:variable name="around" as="element()*" select="$node/ancestor-or-self::*[not($note) or . >> $note]"/>
    <xsl:variable name="own" as="element()?" select="$around[self::p or self::div or self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or self::dt or self::dd
      or self::figcaption or self::caption or self::pre][last()]"/>
    <xsl:variable name="item" as="element()?" select="$around[self::li][last()]"/>
    <xsl:variable name="classes" as="xs:string*" select="$around/@class ! tokenize(.)"/>
    <xsl:variable name="mine" as="xs:string*" select="tokenize($own/@class)"/>
    <xsl:variable name="kind" as="xs:string" select="
      if (matches(local-name($own), '^h\d$') or $mine = 'head') then 'heading'
      else if ($own/self::figcaption or $own/self::caption or $mine = 'caption') then 'caption'
      else if ($own/self::pre) then 'code'
      else if ($mine = ('eyebrow', 'correspondents', 'archive')) then 'about'
      else if ($mine = 'l') then 'verse'
      else if ($item) then 'item'
      else if ($own/self::dt) then 'term' else if ($own/self::dd) then 'definition'
      else if ($around/self::blockquote or $classes = ('epigraph', 'q')) then 'quote' else 'text'"/>
    <ed:edge kind="{$kind}">
      <xsl:if test="$around/@id = 'text' and not($note)"><xsl:attribute name="of" select="'text'"/></xsl:if>
      <xsl:if test="$kind eq 'heading'">
        <xsl:attribute name="level" select="if (matches(local-name($own), '^h\d$')) then substring(local-name($own), 2) else '6'"/>
      </xsl:if>
      <xsl:if test="$item">
        <xsl:attribute name="depth" select="count($around[self::ul or self::ol])"/>
        <xsl:attribute name="item" select="generate-id($item)"/>
        <xsl:choose>
          <xsl:when test="$item/../tokenize(@class) = 'labelled'"><xsl:attribute name="labelled" select="'1'"/></xsl:when>
          <xsl:when test="$item/parent::ol">
            <xsl:attribute name="number" select="($item/@value, count($item/preceding-sibling::li) + 1)[1]"/>
          </xsl:when>
        </xsl:choose>
      </xsl:if>
      <xsl:for-each select="$mine[. = ('center', 'right')], $mine[. = ('signed', 'dateline')] ! 'right'[not($mine = 'run-in')]">
        <xsl:if test="position() eq 1"><xsl:attribute name="align" select="."/></xsl:if>
      </xsl:for-each>
      <xsl:sequence select="ed:language-of($node/ancestor-or-self::*)"/>
    </ed:edge>
  </xsl:function>

  <xsl:function name="ed:language-of" as="attribute()*">
    <xsl:param name="around" as="element()*"/>
    <xsl:sequence select="$around[@lang][last()]/(@lang, @dir)"/>
  </xsl:function>

  <xsl:template match="table" mode="ed:draft" as="element()*">
    <xsl:apply-templates select="caption" mode="#current"/>
    <ed:table>
      <xsl:for-each select=".//tr">
        <ed:row>
          <xsl:for-each select="th | td">
            <ed:cell>
              <xsl:if test="self::th"><xsl:attribute name="header" select="'1'"/></xsl:if>
              <xsl:for-each select="@colspan"><xsl:attribute name="columns" select="."/></xsl:for-each>
              <xsl:sequence select="ed:paragraphs((ed:holding(.), node()))"/>
            </ed:cell>
          </xsl:for-each>
        </ed:row>
      </xsl:for-each>
    </ed:table>
    <xsl:sequence select="ed:edge(..)"/>
  </xsl:template>

  <!-- The edge with which the words of a cell or of a note begin. -->
  <xsl:function name="ed:holding" as="element(ed:edge)">
    <xsl:param name="element" as="element()"/>
    <ed:edge kind="text">
      <xsl:if test="$element[not(self::ed:n)]/ancestor::*/@id = 'text'"><xsl:attribute name="of" select="'text'"/></xsl:if>
      <xsl:sequence select="ed:language-of($element/ancestor-or-self::*)"/>
    </ed:edge>
  </xsl:function>

  <xsl:template match="ed:edge" mode="ed:draft" as="element()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="ed:n" mode="ed:draft" as="element()">
    <ed:n>
      <xsl:sequence select="ed:paragraphs((ed:holding(.), node()))"/>
    </ed:n>
  </xsl:template>

  <xsl:template match="br" mode="ed:draft" as="element()">
    <ed:br/>
  </xsl:template>

  <!-- What is for the ear or for the hand on a page, and the edges of leaves. -->
  <xsl:template match="template | *[tokenize(@class) = ('vh', 'paragraph-link', 'pb', 'sample')]" mode="ed:draft" as="empty-sequence()" priority="2"/>

  <xsl:template match="*" mode="ed:draft" as="element()*" priority="-1">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="text()" mode="ed:draft" as="element(ed:r)?">
    <xsl:variable name="by-edition" as="element()?" select="ancestor::*[@data-by][1][@data-by = 'edition']"/>
    <!-- Brackets stand and fall with the words that they enclose. -->
    <xsl:variable name="run" as="element(ed:t)?" select="
      if ($by-edition/tokenize(@class) = ('bracket', 'doubt')) then (ancestor::ed:t[1], ed:enclosed($by-edition/..))[1] else ancestor::ed:t[1]"/>
    <!-- A newline is the views' own; the words of a text have none. -->
    <xsl:variable name="words" as="xs:string" select="if (ancestor::pre) then string() else translate(., '&#10;', '')"/>
    <xsl:if test="$words ne '' and ($ed:revised or not($run) or tokenize($run/@in) = 'final')">
      <ed:r>
        <xsl:if test="$ed:revised"><xsl:copy-of select="$run/(@in, @put, @cut)"/></xsl:if>
        <xsl:variable name="looks" as="xs:string*" select="sort(distinct-values(ancestor::* ! ed:drawn(.)))"/>
        <xsl:if test="exists($looks)"><xsl:attribute name="look" select="$looks"/></xsl:if>
        <xsl:sequence select="ed:language-of(ancestor::*)"/>
        <xsl:for-each select="ancestor::a[1]/@href[matches(., '^(https?|mailto):')]"><xsl:attribute name="link" select="."/></xsl:for-each>
        <xsl:if test="$by-edition or not(ancestor::*[@id = 'text'])"><xsl:attribute name="by" select="'edition'"/></xsl:if>
        <xsl:value-of select="$words"/>
      </ed:r>
    </xsl:if>
  </xsl:template>

  <!-- A run among the words in an element that tells in which states they stand, where none of them stands in both. -->
  <xsl:function name="ed:enclosed" as="element(ed:t)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="text()*" select="$element//text()[normalize-space()][not(ancestor::*[@data-by][1][@data-by = 'edition'][tokenize(@class) = ('bracket', 'doubt', 'vh')])]"/>
    <xsl:variable name="states" as="xs:string*" select="distinct-values($words ! tokenize((ancestor::ed:t[1]/@in, 'base final')[1]))"/>
    <xsl:if test="exists($words) and count($states) lt 2">
      <ed:t in="{$states}">
        <xsl:copy-of select="$words[1]/ancestor::ed:t[1]/(@put, @cut)"/>
      </ed:t>
    </xsl:if>
  </xsl:function>

  <!-- How an element draws its words. -->
  <xsl:function name="ed:drawn" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="classes" as="xs:string*" select="tokenize($element/@class)"/>
    <xsl:sequence select="
      if ($element/(self::em | self::i | self::cite) or $classes = ('italic', 'stage')) then 'italic' else (),
      if ($element/(self::b | self::strong) or $classes = 'bold') then 'bold' else (),
      if ($element/self::u or $classes = 'underline') then 'underline' else (),
      if ($element/self::sup) then 'sup' else (), if ($element/self::sub) then 'sub' else (),
      $classes[. = ('small-caps', 'struck', 'spaced', 'double-underline')],
      if ($element/self::code) then 'code' else ()"/>
  </xsl:function>

</xsl:stylesheet>
