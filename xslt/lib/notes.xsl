<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Editors' notes in two series: letters for the text (`note[@type='textual']`, `app`), numbers for the matter.
  A note that was written on the document itself (`note[@hand]`, or in its margin) is no editor's note: it is transcription.

  Print overrides `ed:mark`; everything else here holds for every medium.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- How the notes on the text are found from it: called, or in print by the `lines` of the page (print/apparatus.xsl). -->
  <xsl:param name="ed:apparatus" as="xs:string" select="'notes'"/>

  <xsl:key name="ed:noted" match="note[ed:is-editorial(.)] | app[ed:is-noted-app(.)]" use="ed:series(.)"/>

  <!-- Whether a `note` speaks about the document instead of standing on it (steps/markup.xsl knows which do). -->
  <xsl:function name="ed:is-editorial" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="exists($note/self::note) and not($note/self::note ! ed:is-document-note(.))"/>
  </xsl:function>

  <!-- An apparatus entry is noted where it has more than its lemma to tell. -->
  <xsl:function name="ed:is-noted-app" as="xs:boolean">
    <xsl:param name="app" as="element()"/>
    <xsl:sequence select="exists($app/(rdg | rdgGrp | note)) and exists($app/ancestor::text) and not($app/parent::listApp)"/>
  </xsl:function>

  <xsl:function name="ed:series" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="if ($note/self::app or $note/@type = ('textual', 'critical', 'text', 'apparatus')) then 'textual' else 'commentary'"/>
  </xsl:function>

  <!-- Whether a note is called in the text of a document: it stands in no other note, nor in a reading that the text does not have. -->
  <xsl:function name="ed:has-call" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="
      exists($note/(ancestor::text | ancestor::sourceDoc)) and empty($note/ancestor::note[ed:is-editorial(.)])
      and (every $app in $note/ancestor::app satisfies exists(ed:reading-of($app) intersect $note/ancestor::*))"/>
  </xsl:function>

  <!-- The notes of a series that stand in the text of a document, in the order of their calls. -->
  <xsl:function name="ed:notes" as="element()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="series" as="xs:string"/>
    <xsl:sequence select="sort($nodes[1] ! key('ed:noted', $series, root(.))[ed:has-call(.)], (), ed:number-of-call#1)"/>
  </xsl:function>

  <!-- How many notes of each series are called up to a node. The call of an entry stands behind its words. -->
  <xsl:accumulator name="ed:calls" as="map(xs:string, xs:integer)" initial-value="map {}">
    <xsl:accumulator-rule match="note[ed:is-editorial(.)] | app[ed:is-noted-app(.)]" phase="end"
      select="if (ed:has-call(.)) then map:put($value, ed:series(.), ($value(ed:series(.)), 0)[1] + 1) else $value"/>
  </xsl:accumulator>

  <xsl:function name="ed:number-of-call" as="xs:integer">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="($note/accumulator-after('ed:calls')(ed:series($note)), 1)[1]"/>
  </xsl:function>

  <!-- The number or letter by which a note is called. -->
  <xsl:function name="ed:call" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="series" as="xs:string" select="ed:series($note)"/>
    <xsl:variable name="place" as="xs:integer" select="ed:number-of-call($note)"/>
    <xsl:sequence select="if ($series = 'textual') then ed:letter($place, ed:say('alphabet')) else string($place)"/>
  </xsl:function>

  <!-- What stands before the note itself: its call; both calls of one on several words, where two enclose them. -->
  <xsl:function name="ed:label" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="string-join((ed:call($note), ed:call($note)[$note/@ed:range]), '–')"/>
  </xsl:function>

  <!--
    An editor's note that stands between blocks speaks about the block before it: its call goes to that block's end,
    where a line is, instead of making a line of its own.
  -->
  <xsl:function name="ed:is-trailing" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="ed:is-editorial($note) and exists(ed:trailed($note))"/>
  </xsl:function>

  <!-- The block that a trailing note speaks about. -->
  <xsl:function name="ed:trailed" as="element()?">
    <xsl:param name="note" as="element()"/>
    <xsl:if test="not(ed:in-words($note))">
      <xsl:variable name="before" as="element()?" select="$note/preceding-sibling::*[not(self::ed:t or self::note[ed:is-editorial(.)])][1]"/>
      <xsl:sequence select="$before[ed:may-be-trailed(.)][empty($note/(preceding-sibling::text() | preceding-sibling::ed:t)[. &gt;&gt; $before][normalize-space()])]"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="ed:may-be-trailed" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="exists($block[self::salute or self::signed or self::dateline or self::address or self::p or self::ab or self::byline or self::head
      or self::trailer or self::note or self::stamp])"/>
  </xsl:function>

  <!-- The calls of the notes that trail a block, up to what is no note any more; its rule calls this last. -->
  <xsl:template name="ed:trailing-marks" as="element()*">
    <xsl:if test="ed:may-be-trailed(.) and not(ed:in-words(.))">
      <xsl:iterate select="following-sibling::node()">
        <xsl:choose>
          <xsl:when test="self::note[ed:is-editorial(.)]">
            <xsl:apply-templates select="." mode="ed:mark"/>
          </xsl:when>
          <xsl:when test="self::*[not(self::ed:t)] or (self::text() | self::ed:t)[normalize-space()]">
            <xsl:break/>
          </xsl:when>
        </xsl:choose>
      </xsl:iterate>
    </xsl:if>
  </xsl:template>

  <xsl:template match="note[ed:is-trailing(.)]" mode="ed:reading ed:diplomatic" as="empty-sequence()" priority="1"/>

  <xsl:template match="note[ed:is-editorial(.)]" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:param name="ed:silent" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="ancestor::note[ed:is-editorial(.)]">
        <!-- A note in a note is part of what it says. -->
        <span class="note-in-note"> (<xsl:apply-templates select="." mode="ed:note"/>)</span>
      </xsl:when>
      <xsl:when test="$ed:silent"/>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="ed:mark"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The call of a note: a link to it, and the place to come back to. -->
  <xsl:template match="note | app" mode="ed:mark" as="element()?">
    <xsl:if test="ancestor::text or ancestor::sourceDoc">
      <a class="{'mark', ed:series(.), if (ed:is-after-sign(.)) then 'after-sign' else ()}" id="{ed:id(.)}-mark" href="#{ed:id(.)}" role="doc-noteref" data-by="edition">
        <span class="vh">{ed:say('note.' || ed:series(.))} </span>
        <xsl:text>{ed:call(.)}</xsl:text>
      </a>
    </xsl:if>
  </xsl:template>

  <!-- Whether a call stands right behind another call or a siglum, from which it must be told. -->
  <xsl:function name="ed:is-after-sign" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="exists($note/preceding-sibling::node()[1][self::note or self::app or self::add or self::del or self::subst])"/>
  </xsl:function>

  <xsl:template match="note" mode="ed:note" as="node()*">
    <xsl:apply-templates mode="ed:reading"/>
  </xsl:template>

  <!-- What step 40 made of an entry of an apparatus. -->
  <xsl:template match="note[@type = 'apparatus'][app][empty(text()[normalize-space()])]" mode="ed:note" as="node()*" priority="1">
    <xsl:apply-templates select="app" mode="ed:note"/>
  </xsl:template>

  <!-- A list of notes with links back; used by every page, not by print, which puts each note at its page's foot. -->
  <xsl:template name="ed:list-of-notes" as="element()?">
    <xsl:param name="notes" as="element()*" required="yes"/>
    <xsl:if test="exists($notes)">
      <ol class="notes {ed:series($notes[1])}">
        <xsl:for-each select="$notes">
          <xsl:text>&#10;</xsl:text>
          <li id="{ed:id(.)}">
            <xsl:sequence select="ed:own-lang(.)"/>
            <a class="{'back', @ed:range ! 'range'}" href="#{ed:id(.)}-mark" role="doc-backlink" aria-label="{ed:say('note.back', ed:call(.))}">{ed:label(.)}</a>
            <xsl:text> </xsl:text>
            <xsl:element name="{if (ed:holds-blocks(.)) then 'div' else 'span'}">
              <xsl:attribute name="class" select="'body'"/>
              <xsl:apply-templates select="." mode="ed:note"/>
            </xsl:element>
          </li>
        </xsl:for-each>
      </ol>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
