<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  What a step in time did. A document with its provenance becomes one in which all that stands in one of two states only is in an
  `ed:shift`: of kind "added" what stands in the later one, "removed" what stood in the earlier. What was removed is made to stand,
  so that `ed:state-text` of the later state shows it, for this once.

  Needs:      step 20.
  Guarantees: what is in a passage that a `transpose` moves in this step is in one of kind "moved"; an `add` or `del` all of whose words shifted the same way is in one `ed:shift`, which bears its id and its hand; other
              words that shifted (of a range, of an act half undone) are in one each, without an id.
  Does not:   touch what stands in both states, or in neither.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:ed="urn:x-edition"
                exclude-result-prefixes="#all"
                default-mode="ed:shifts"
                expand-text="yes">

  <xsl:mode name="ed:shifts" on-no-match="shallow-copy" visibility="private"/>

  <xsl:function name="ed:with-shifts" as="document-node()">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:param name="earlier" as="xs:string"/>
    <xsl:param name="later" as="xs:string"/>
    <xsl:variable name="before" as="map(xs:string, xs:boolean)" select="ed:force($annotated, $earlier, ())"/>
    <xsl:variable name="after" as="map(xs:string, xs:boolean)" select="ed:force($annotated, $later, ())"/>
    <xsl:variable name="moved" as="map(xs:string, element())" select="ed:exchange($annotated, $after)"/>
    <xsl:apply-templates select="$annotated" mode="ed:shifts">
      <xsl:with-param name="ed:earlier" select="$before" tunnel="yes"/>
      <xsl:with-param name="ed:later" select="$after" tunnel="yes"/>
      <xsl:with-param name="ed:moved" tunnel="yes" as="map(xs:string, element())"
        select="if (map:size($moved) eq 0) then $moved else map:remove($moved, map:keys(ed:exchange($annotated, $before)))"/>
    </xsl:apply-templates>
  </xsl:function>

  <!-- What became of a run or a leaf between two states: "" where it stands in both or in neither, which are told apart by no one. -->
  <xsl:function name="ed:kind-of-shift" as="xs:string">
    <xsl:param name="leaf" as="element()"/>
    <xsl:param name="earlier" as="map(xs:string, xs:boolean)"/>
    <xsl:param name="later" as="map(xs:string, xs:boolean)"/>
    <xsl:choose>
      <xsl:when test="empty($leaf/(@added, @cancels, @ed:added, @ed:cancels))">
        <xsl:sequence select="'stays'"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="stood" as="xs:boolean" select="ed:is-standing($leaf, $earlier)"/>
        <xsl:variable name="stands" as="xs:boolean" select="ed:is-standing($leaf, $later)"/>
        <xsl:sequence select="if ($stood and $stands) then 'stays' else if ($stands) then 'added' else if ($stood) then 'removed' else ''"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Whether a run or a leaf stands: step 30 is asked, and nobody else, so that no second answer is possible. -->
  <xsl:function name="ed:is-standing" as="xs:boolean">
    <xsl:param name="leaf" as="element()"/>
    <xsl:param name="force" as="map(xs:string, xs:boolean)"/>
    <xsl:variable name="left" as="node()*">
      <xsl:apply-templates select="$leaf" mode="ed:state">
        <xsl:with-param name="ed:force" select="$force" tunnel="yes"/>
        <xsl:with-param name="ed:exchange" select="map { }" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="empty($left/self::processing-instruction(ed-gone))"/>
  </xsl:function>

  <xsl:template match="document-node()" as="document-node()">
    <xsl:document>
      <xsl:apply-templates/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="tei:teiHeader | tei:facsimile | tei:standOff" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <!-- A passage that takes another's place in this step: what is in it is marked, and goes with it. -->
  <xsl:template match="tei:*[@xml:id]" priority="2" as="element()">
    <xsl:param name="ed:moved" as="map(xs:string, element())" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="map:contains($ed:moved, generate-id())">
        <xsl:copy>
          <xsl:copy-of select="@*"/>
          <ed:shift kind="moved">
            <xsl:apply-templates/>
          </ed:shift>
        </xsl:copy>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:add | tei:del" as="element()">
    <xsl:param name="ed:earlier" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:param name="ed:later" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:param name="ed:in-shift" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="kinds" as="xs:string*" select="
      if ($ed:in-shift) then ()
      else distinct-values((.//ed:t[normalize-space()] | .//*[@ed:added or @ed:cancels]) ! ed:kind-of-shift(., $ed:earlier, $ed:later))[. ne '']"/>
    <xsl:choose>
      <xsl:when test="count($kinds) = 1 and $kinds ne 'stays'">
        <ed:shift kind="{$kinds}" act="{@xml:id}">
          <xsl:copy-of select="@ed:hand, @cert"/>
          <xsl:next-match>
            <xsl:with-param name="ed:in-shift" select="true()" tunnel="yes"/>
          </xsl:next-match>
        </ed:shift>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="ed:t[@added or @cancels] | *[@ed:added or @ed:cancels]" as="element()">
    <xsl:param name="ed:earlier" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:param name="ed:later" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:param name="ed:in-shift" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="kind" as="xs:string" select="ed:kind-of-shift(., $ed:earlier, $ed:later)"/>
    <xsl:variable name="leaf" as="element()">
      <xsl:copy>
        <xsl:copy-of select="if ($kind = 'removed') then ed:without-provenance(.) else @*"/>
        <xsl:apply-templates/>
      </xsl:copy>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$ed:in-shift or not($kind = ('added', 'removed')) or self::ed:t[not(normalize-space())]">
        <xsl:sequence select="$leaf"/>
      </xsl:when>
      <xsl:otherwise>
        <!-- The act that did it: one in force later and not before. -->
        <xsl:variable name="ids" as="xs:string*" select="
          tokenize(string-join((if ($kind = 'added') then (@added, @ed:added) else (@cancels, @ed:cancels)), ' '))"/>
        <xsl:variable name="act" as="element()?" select="key('ed:by-id', ($ids[$ed:later(.) and not($ed:earlier(.))], $ids)[1])[1]"/>
        <ed:shift kind="{$kind}">
          <xsl:copy-of select="$act/(@ed:hand, @cert)"/>
          <xsl:sequence select="$leaf"/>
        </ed:shift>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The attributes of a leaf but for those that could make it fall. -->
  <xsl:function name="ed:without-provenance" as="attribute()*">
    <xsl:param name="leaf" as="element()"/>
    <xsl:variable name="names" as="xs:string+" select="'added', 'cancels', 'lifts', 'cancelled', 'restored'"/>
    <xsl:sequence select="
      if ($leaf/self::ed:t) then $leaf/@*[not(local-name() = $names)]
      else $leaf/@*[not(namespace-uri() = 'urn:x-edition' and local-name() = $names)]"/>
  </xsl:function>
</xsl:stylesheet>
