<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  Step 05, witness. The text of one witness, as far as an apparatus tells it (Guidelines 12.1, 12.3).
  Needs:      a document, and the names of the witness: its own and those of the groups it belongs to (ed:witness).
  Guarantees: each entry of the apparatus in the text has one reading, that of the witness: the one that names it, else a lemma that names
              none and is nobody's conjecture; a `gap` where it is not said what the witness has. Nothing stands where the witness has a lacuna (a `gap`), nor before
              its beginning or after its end.
  Does not:   touch the header, or an entry that only refers to a text.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:ed="urn:x-edition"
                exclude-result-prefixes="#all"
                default-mode="ed:witness"
                expand-text="yes">

  <xsl:param name="ed:witness" as="xs:string" select="''"/>

  <xsl:mode name="ed:witness" on-no-match="shallow-copy" visibility="private"/>

  <!-- A document as one witness has it; without a witness, as it is. -->
  <xsl:function name="ed:of-witness" as="document-node()">
    <xsl:param name="doc" as="document-node()"/>
    <xsl:choose>
      <xsl:when test="normalize-space($ed:witness) eq ''">
        <xsl:sequence select="$doc"/>
      </xsl:when>
      <xsl:otherwise>
        <!-- A copy, because accumulators do not apply to what the caller gives. -->
        <xsl:variable name="copy" as="document-node()"><xsl:copy-of select="$doc"/></xsl:variable>
        <xsl:apply-templates select="$copy"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="ed:names-witness" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="tokenize($element/@wit) ! ed:pointed(.) = tokenize($ed:witness)"/>
  </xsl:function>

  <!-- Whether what begins or ends here does so in the witness: by its own @wit, else by that of the reading around it; outside readings in all. -->
  <xsl:function name="ed:is-edge" as="xs:boolean">
    <xsl:param name="edge" as="element()"/>
    <xsl:variable name="naming" as="element()?" select="($edge[@wit], $edge/ancestor::*[self::tei:lem or self::tei:rdg][1])[1]"/>
    <xsl:sequence select="empty($naming) or ed:names-witness($naming)"/>
  </xsl:function>

  <!-- Whether the witness is absent: its text has not begun, has ended, or has a lacuna. -->
  <xsl:accumulator name="ed:is-absent" as="xs:boolean" initial-value="false()">
    <xsl:accumulator-rule match="document-node()"
      select="exists((.//(tei:witStart | tei:witEnd | tei:lacunaStart | tei:lacunaEnd)[ed:is-edge(.)])[1][self::tei:witStart or self::tei:lacunaEnd])"/>
    <xsl:accumulator-rule match="tei:lacunaStart | tei:witEnd" select="$value or ed:is-edge(.)"/>
    <xsl:accumulator-rule match="tei:lacunaEnd | tei:witStart" select="$value and not(ed:is-edge(.))"/>
  </xsl:accumulator>

  <xsl:template match="tei:teiHeader | tei:standOff | tei:listApp" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="text()[normalize-space()] | tei:gap | tei:space | tei:g | tei:graphic | tei:formula" as="node()?">
    <xsl:if test="not(accumulator-before('ed:is-absent'))">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:lacunaStart[ed:is-edge(.)]" as="element()">
    <tei:gap reason="lacuna"/>
  </xsl:template>

  <xsl:template match="tei:app[not(ed:is-referring(.))]" as="element()">
    <xsl:variable name="app" as="element()" select="."/>
    <xsl:variable name="readings" as="element()*" select="(.//(tei:lem | tei:rdg))[ancestor::tei:app[1] is $app]"/>
    <xsl:variable name="reading" as="element()?" select="($readings[ed:names-witness(.)], $readings[self::tei:lem][not(@wit or @resp or @source or @type = 'conjecture')])[1]"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="$reading"/>
      <xsl:if test="empty($reading) and not(accumulator-before('ed:is-absent'))">
        <tei:rdg><tei:gap reason="unknown"/></tei:rdg>
      </xsl:if>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
