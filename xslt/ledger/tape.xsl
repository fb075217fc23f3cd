<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The tape: the annotated document laid out flat, so that the words before and after an act are its neighbours, however deep the act lies.

  Needs what `ed:annotated` gives. Of the text it keeps what was written: `sic`, `orig`, `abbr`; the editor's own words are marked as his.
  Each item is an `ed:i`:
    kind      text | gap | break | join | block | open | close
    of        for open and close: the generated id of the element that begins or ends here (an act, a `subst`, what a hand wrote)
    out       the acts for which these characters do not stand in the final text: cancellations in effect, additions undone
    within    the acts around these characters whose range is no element: addSpan and delSpan
    lifts     as the steps give it
    aside     what takes these characters out of the running text: the generated id of the nearest reading not chosen, note, stamp, …
    asides    for open: all of these around the element
    by        "editor" where the words are the editor's
  An item's number is its place on the tape.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all"
  default-mode="ed:tape" expand-text="yes">

  <!-- The annotated document → the items of the tape. -->
  <xsl:mode name="ed:tape" on-no-match="deep-skip"/>

  <xsl:key name="ed:spanned" match="ed:i[@within]" use="tokenize(@within)"/>
  <xsl:key name="ed:lifted" match="ed:i[@lifts]" use="tokenize(@lifts) ! substring-after(., '/')"/>

  <xsl:accumulator name="ed:item-number" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="ed:i" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:function name="ed:tape" as="document-node()">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:document>
      <ed:tape>
        <xsl:apply-templates select="$annotated/node()"/>
      </ed:tape>
    </xsl:document>
  </xsl:function>

  <!-- Where on the tape each listed element begins, under its generated id, and where it ends, under that with a stroke before it. -->
  <xsl:function name="ed:item-numbers" as="map(xs:string, xs:integer)">
    <xsl:param name="tape" as="document-node()"/>
    <xsl:map>
      <xsl:for-each select="$tape/ed:tape/ed:i">
        <xsl:if test="@of">
          <xsl:map-entry key="if (@kind = 'open') then string(@of) else '/' || @of" select="position()"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <!-- The place of an item on the tape. -->
  <xsl:function name="ed:item-number" as="xs:integer">
    <xsl:param name="item" as="element(ed:i)"/>
    <xsl:sequence select="$item/accumulator-before('ed:item-number')"/>
  </xsl:function>

  <xsl:template match="teiHeader | facsimile | standOff | listApp | figDesc | note[ed:is-editorial(.)] | desc[ed:is-description(.)]" priority="3" as="empty-sequence()"/>

  <xsl:template match="*" as="element(ed:i)*">
    <xsl:param name="ed:asides" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="asides" as="xs:string*" select="if (ed:is-aside(.)) then ($ed:asides, generate-id()) else $ed:asides"/>
    <xsl:variable name="is-listed" as="xs:boolean" select="ed:is-act(.) or self::subst or ed:is-writing(.)"/>
    <xsl:variable name="block" as="element(ed:i)?">
      <xsl:if test="ed:is-block(.)">
        <ed:i kind="block">
          <xsl:if test="exists($asides)"><xsl:attribute name="aside" select="$asides[last()]"/></xsl:if>
        </ed:i>
      </xsl:if>
    </xsl:variable>
    <xsl:sequence select="$block"/>
    <xsl:if test="$is-listed">
      <ed:i kind="open" of="{generate-id()}">
        <xsl:if test="exists($asides)"><xsl:attribute name="asides" select="$asides"/></xsl:if>
      </ed:i>
    </xsl:if>
    <xsl:apply-templates>
      <xsl:with-param name="ed:asides" select="$asides" tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:if test="$is-listed"><ed:i kind="close" of="{generate-id()}"/></xsl:if>
    <xsl:copy-of select="$block"/>
  </xsl:template>

  <xsl:template match="ed:t" as="element(ed:i)" priority="2">
    <xsl:param name="ed:asides" as="xs:string*" tunnel="yes"/>
    <ed:i kind="text">
      <xsl:sequence select="ed:provenance-of(., @added, @cancels, @cancelled, @lifts, @by, $ed:asides)"/>
      <xsl:value-of select="."/>
    </ed:i>
  </xsl:template>

  <xsl:template match="gap" as="element(ed:i)" priority="2">
    <xsl:param name="ed:asides" as="xs:string*" tunnel="yes"/>
    <ed:i kind="gap">
      <xsl:sequence select="ed:provenance-of(., @ed:added, @ed:cancels, @ed:cancelled, @ed:lifts, @ed:by, $ed:asides)"/>
      <xsl:text>[…]</xsl:text>
    </ed:i>
  </xsl:template>

  <xsl:template match="lb | cb | pb | space | milestone" as="element(ed:i)" priority="2">
    <ed:i kind="{if (@break = 'no') then 'join' else 'break'}"/>
  </xsl:template>

  <xsl:function name="ed:provenance-of" as="attribute()*">
    <xsl:param name="leaf" as="element()"/>
    <xsl:param name="added" as="xs:string?"/>
    <xsl:param name="cancels" as="xs:string?"/>
    <xsl:param name="cancelled" as="xs:string?"/>
    <xsl:param name="lifts" as="xs:string?"/>
    <xsl:param name="by" as="xs:string?"/>
    <xsl:param name="asides" as="xs:string*"/>
    <xsl:if test="exists($lifts)"><xsl:attribute name="lifts" select="$lifts"/></xsl:if>
    <xsl:if test="exists($added) or exists($cancels)">
      <xsl:variable name="undone" as="xs:string*"
        select="if (exists($added) and exists($lifts)) then tokenize($added)[. = (tokenize($lifts) ! substring-before(., '/'))] else ()"/>
      <xsl:variable name="out" as="xs:string*" select="distinct-values((tokenize($cancelled), $undone))"/>
      <xsl:variable name="spans" as="xs:string*" select="(tokenize($added), tokenize($cancels))[not(. = $leaf/ancestor::*/@xml:id)]"/>
      <xsl:if test="exists($out)"><xsl:attribute name="out" select="$out"/></xsl:if>
      <xsl:if test="exists($spans)"><xsl:attribute name="within" select="$spans"/></xsl:if>
    </xsl:if>
    <xsl:if test="$by"><xsl:attribute name="by" select="$by"/></xsl:if>
    <xsl:if test="exists($asides)"><xsl:attribute name="aside" select="$asides[last()]"/></xsl:if>
  </xsl:function>

  <!-- What does not belong to the running text as it was written: the editor's form beside the writer's, a reading that is not the chosen one,
       what stands on the leaf beside the text. -->
  <xsl:function name="ed:is-aside" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="parent" as="element()?" select="$element/parent::*"/>
    <xsl:choose>
      <xsl:when test="$element/(self::note | self::stamp | self::fw | self::metamark)">
        <xsl:sequence select="true()"/>
      </xsl:when>
      <xsl:when test="$parent/self::choice">
        <xsl:variable name="written" as="element()*" select="$parent/(sic | orig | abbr | am)"/>
        <xsl:sequence select="not($element is ($written, $parent/*)[1])"/>
      </xsl:when>
      <xsl:when test="$element/(self::rdg | self::lem)">
        <xsl:variable name="app" as="element()?" select="$element/ancestor::app[1]"/>
        <xsl:sequence select="exists($app) and not($element is ($app/lem, $app//rdg)[1])"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="false()"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
