<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  Step 30, state. Of all that is in the document, what stands when the chosen acts are in force.
  Needs:      step 20, and the acts in force (ed:force).
  Guarantees: no character is left that does not stand, and none is gone that does; the elements of acts are gone; where a cancelled
              passage was, a processing instruction `ed-gone` says so (step 50 heals the spaces there); passages that a `transpose`
              in force names stand in its order.
  Does not:   choose between readings, take away emptied containers, or touch white space.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:ed="urn:x-edition"
                exclude-result-prefixes="#all"
                default-mode="ed:state"
                expand-text="yes">

  <xsl:mode name="ed:state" on-no-match="shallow-copy" visibility="private"/>

  <!-- Every act with whether it is in force: the immediate ones always, the others by the place of their change in `listChange`;
       none of a hand that is left out. Acts without a change are in force from the first change on. -->
  <xsl:function name="ed:force" as="map(xs:string, xs:boolean)">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:param name="state" as="xs:string"/>
    <xsl:param name="without-hands" as="xs:string*"/>
    <xsl:variable name="order" as="map(xs:string, xs:integer)"
      select="map:merge($annotated//tei:listChange//tei:change[@xml:id] ! map:entry(string(@xml:id), position()), map{'duplicates': 'use-first'})"/>
    <xsl:variable name="until" as="xs:integer" select="if ($order($state)) then $order($state) else 0"/>
    <xsl:sequence select="map:merge(
      for $act in $annotated//*[@xml:id][ed:is-act(.)]
      return map:entry(string($act/@xml:id),
        not($act/@ed:hand = $without-hands)
        and ($state eq 'final'
             or $act/@instant = ('true', '1')
             or ($state ne 'base' and ($order(string($act/@ed:change)), 1)[1] le $until))),
      map{'duplicates': 'use-first'})"/>
  </xsl:function>

  <!-- Whether a run or a leaf stands: every act that introduced it is in force, and no cancellation in force is left unlifted. -->
  <xsl:function name="ed:stands" as="xs:boolean">
    <xsl:param name="added" as="xs:string*"/>
    <xsl:param name="cancels" as="xs:string*"/>
    <xsl:param name="lifts" as="xs:string*"/>
    <xsl:param name="force" as="map(xs:string, xs:boolean)"/>
    <xsl:variable name="lifted" as="xs:string*" select="$lifts[$force(substring-after(., '/'))] ! substring-before(., '/')"/>
    <xsl:sequence select="(every $add in $added satisfies ($force($add) and not($add = $lifted)))
                          and (every $del in $cancels satisfies (not($force($del)) or $del = $lifted))"/>
  </xsl:function>

  <xsl:template match="document-node()" as="document-node()">
    <xsl:param name="ed:force" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:document>
      <xsl:apply-templates>
        <xsl:with-param name="ed:exchange" select="ed:exchange(., $ed:force)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:document>
  </xsl:template>

  <!-- For each passage that a transposition in force moves (by its generated id): the passage that now stands in its place (Guidelines 11.3.4.5).
       A passage follows the first transposition that names it. What cannot be carried out is not: passages that hold one another, or
       those of an earlier transposition, or lie in different passages of an earlier one; that are no text, or an alternative, or lie in
       different alternatives or layers of it. -->
  <xsl:function name="ed:exchange" as="map(xs:string, element())">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:param name="force" as="map(xs:string, xs:boolean)"/>
    <xsl:iterate select="$annotated//tei:transpose[not(ed:is-about(.))][($force(string(@xml:id)), true())[1]]">
      <xsl:param name="exchange" as="map(xs:string, element())" select="map{}"/>
      <!-- What holds the passages of the transpositions so far. -->
      <xsl:param name="holding" as="map(xs:string, xs:boolean)" select="map{}"/>
      <xsl:on-completion select="$exchange"/>
      <xsl:variable name="moved" as="element()*" select="tei:ptr ! key('ed:by-id', ed:pointed(@target), $annotated)[1]"/>
      <xsl:variable name="places" as="element()*" select="$moved | ()"/>
      <xsl:choose>
        <xsl:when test="
          count($places) eq count($moved) and empty($places/ancestor::* intersect $places)
          and (every $id in $places ! generate-id() satisfies not(map:contains($exchange, $id) or map:contains($holding, $id)))
          and count(distinct-values($places ! string-join((ed:layers(.) | ancestor::*[map:contains($exchange, generate-id())]) ! generate-id(), ' '))) le 1
          and empty($places[self::tei:desc or parent::tei:choice or parent::tei:app or parent::tei:rdgGrp or ancestor::tei:teiHeader or ancestor::tei:standOff])
          and empty($places/ancestor-or-self::*[ed:speaks-about(.)])">
          <xsl:next-iteration>
            <xsl:with-param name="exchange" select="fold-left(1 to count($places), $exchange, function($map as map(*), $n as xs:integer) as map(*) {
              map:put($map, generate-id($places[$n]), $moved[$n]) })"/>
            <xsl:with-param name="holding" select="fold-left($places/ancestor::* ! generate-id(), $holding, function($map as map(*), $id as xs:string) as map(*) {
              map:put($map, $id, true()) })"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:otherwise>
          <xsl:next-iteration/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>

  <xsl:template match="tei:teiHeader | tei:facsimile | tei:standOff" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="ed:t" as="node()">
    <xsl:param name="ed:force" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:param name="ed:without-hands" as="xs:string*" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="not(@added or @cancels) and empty($ed:without-hands)">
        <xsl:value-of select="."/>
      </xsl:when>
      <xsl:when test="not(@hand = $ed:without-hands) and ed:stands(tokenize(@added), tokenize(@cancels), tokenize(@lifts), $ed:force)">
        <xsl:value-of select="."/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:processing-instruction name="ed-gone"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A leaf falls like a run of characters, unless a passage is moved into it; what else bears a hand is an act, or names its writer. -->
  <xsl:template match="*[@ed:added or @ed:cancels or @ed:hand][not(self::ed:t)]" priority="2" as="node()*">
    <xsl:param name="ed:force" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:param name="ed:exchange" as="map(xs:string, element())" tunnel="yes"/>
    <xsl:param name="ed:without-hands" as="xs:string*" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="not(ed:is-leaf(.)) or (map:size($ed:exchange) gt 0 and (some $inner in .//* satisfies map:contains($ed:exchange, generate-id($inner))))
                      or (not(@ed:hand = $ed:without-hands)
                          and ed:stands(tokenize(@ed:added), tokenize(@ed:cancels), tokenize(@ed:lifts), $ed:force))">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:processing-instruction name="ed-gone"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*[@xml:id]" priority="3" as="node()*">
    <xsl:param name="ed:exchange" as="map(xs:string, element())" tunnel="yes"/>
    <xsl:param name="ed:in-place" as="element()?" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="map:size($ed:exchange) gt 0 and not(. is $ed:in-place) and map:contains($ed:exchange, generate-id())">
        <xsl:variable name="other" as="element()" select="$ed:exchange(generate-id())"/>
        <xsl:apply-templates select="$other">
          <xsl:with-param name="ed:in-place" select="$other" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:add | tei:del | tei:subst | tei:restore | tei:retrace | tei:mod" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:substJoin | tei:listTranspose" as="empty-sequence()"/>
  <!-- These should be empty; what words they hold is text. -->
  <xsl:template match="tei:addSpan | tei:delSpan | tei:handShift | tei:damageSpan | tei:undo | tei:redo" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>
</xsl:stylesheet>
