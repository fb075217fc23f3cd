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
    <xsl:param name="leaf" as="element()"/>
    <xsl:param name="force" as="map(xs:string, xs:boolean)"/>
    <xsl:param name="without-hands" as="xs:string*"/>
    <xsl:variable name="value" as="function(xs:string) as xs:string*"
      select="if ($leaf/self::ed:t) then function($name as xs:string) as xs:string* {tokenize($leaf/@*[node-name(.) eq xs:QName($name)])}
              else function($name as xs:string) as xs:string* {tokenize($leaf/@ed:*[local-name() eq $name])}"/>
    <xsl:choose>
      <xsl:when test="$without-hands = $value('hand')">
        <xsl:sequence select="false()"/>
      </xsl:when>
      <xsl:when test="empty($leaf/(@added, @cancels, @ed:added, @ed:cancels))">
        <xsl:sequence select="true()"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="lifted" as="xs:string*"
          select="$value('lifts')[$force(substring-after(., '/'))] ! substring-before(., '/')"/>
        <xsl:variable name="in-force" as="xs:string*" select="($value('added'), $value('cancels'))[$force(.)][not(. = $lifted)]"/>
        <xsl:sequence select="(every $add in $value('added') satisfies $add = $in-force)
                              and (every $del in $value('cancels') satisfies not($del = $in-force))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="document-node()" as="document-node()">
    <xsl:param name="ed:force" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:document>
      <xsl:apply-templates>
        <xsl:with-param name="ed:exchange" select="ed:exchange(., $ed:force)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:document>
  </xsl:template>

  <!-- For each passage that a transposition in force moves: the id of the passage that now stands in its place (Guidelines 11.3.4.5). -->
  <xsl:function name="ed:exchange" as="map(xs:string, xs:string)">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:param name="force" as="map(xs:string, xs:boolean)"/>
    <xsl:sequence select="map:merge(
      for $transpose in $annotated//tei:transpose[($force(string(@xml:id)), true())[1]]
      return
        let $moved := $transpose/tei:ptr ! key('ed:by-id', ed:pointed(@target), $annotated)[1],
            $places := $moved | ()
        return if (count($places) eq count($moved))
               then for $n in 1 to count($places) return map:entry(string($places[$n]/@xml:id), string($moved[$n]/@xml:id))
               else (),
      map{'duplicates': 'use-first'})"/>
  </xsl:function>

  <xsl:template match="tei:teiHeader | tei:facsimile | tei:standOff" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="ed:t" as="node()?">
    <xsl:param name="ed:force" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:param name="ed:without-hands" as="xs:string*" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="ed:stands(., $ed:force, $ed:without-hands)">
        <xsl:value-of select="."/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:processing-instruction name="ed-gone"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*[ed:is-leaf(.)]" priority="2" as="node()*">
    <xsl:param name="ed:force" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:param name="ed:without-hands" as="xs:string*" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="ed:stands(., $ed:force, $ed:without-hands)">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:processing-instruction name="ed-gone"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*[@xml:id]" priority="3" as="node()*">
    <xsl:param name="ed:exchange" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:param name="ed:in-place-of" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="other" as="xs:string?" select="$ed:exchange(string(@xml:id))"/>
    <xsl:choose>
      <xsl:when test="exists($other) and $other ne string(@xml:id) and $ed:in-place-of ne string(@xml:id)">
        <xsl:apply-templates select="key('ed:by-id', $other)[1]">
          <xsl:with-param name="ed:in-place-of" select="$other" tunnel="yes"/>
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

  <xsl:template match="tei:addSpan | tei:delSpan | tei:substJoin | tei:handShift | tei:damageSpan | tei:listTranspose | tei:undo | tei:redo"
                as="empty-sequence()"/>
</xsl:stylesheet>
