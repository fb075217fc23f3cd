<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  Step 40, editorial. The editor's choices are made: for the reader (ed:editorial), or not at all (ed:as-written).
  Needs:      step 30 for the reader, step 20 for the text as written.
  Guarantees: of each `choice` and `app` one alternative is left, behind that of an `app` a `note[@type='apparatus']` that holds the entry;
              breaks are processing instructions, `ed-join` where a word runs on,
              `ed-break` where a line ends; what belongs to the leaf and not to the running text (fw, metamark) is gone from the
              reader's text, and a stamp is a note there, to be listed beside it; containers that a deletion emptied are gone.
  Does not:   touch white space.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:ed="urn:x-edition"
                exclude-result-prefixes="#all"
                default-mode="ed:editorial"
                expand-text="yes">

  <!-- The text for the reader. -->
  <xsl:mode name="ed:editorial" on-no-match="shallow-copy" visibility="private"/>
  <!-- The text as it was written: the editor's own words are left out, nothing else. -->
  <xsl:mode name="ed:as-written" on-no-match="shallow-copy" visibility="private"/>

  <xsl:template match="tei:teiHeader | tei:facsimile | tei:standOff" mode="ed:editorial ed:as-written" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="tei:choice" as="node()*">
    <xsl:apply-templates select="text()[normalize-space()] | ed:chosen(.)"/>
  </xsl:template>

  <xsl:template match="tei:choice" mode="ed:as-written" as="node()*">
    <xsl:variable name="written" as="element()?" select="ed:written(.)"/>
    <xsl:if test="empty($written)"><xsl:processing-instruction name="ed-gone"/></xsl:if>
    <xsl:apply-templates select="ed:t[normalize-space()] | $written" mode="ed:as-written"/>
  </xsl:template>

  <xsl:template match="tei:corr | tei:reg | tei:sic | tei:orig" as="node()*">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:am" as="empty-sequence()"/>
  <xsl:template match="tei:surplus | tei:secl" as="empty-sequence()"/>

  <!-- An apparatus lists other witnesses: one reading of each entry is the text of this one. -->
  <xsl:template match="tei:app" mode="ed:as-written" as="node()*">
    <xsl:apply-templates select="ed:reading-of(.)/node() | tei:note | (text() | ed:t)[normalize-space()]" mode="#current"/>
  </xsl:template>

  <!-- The reader has the entry itself as a note, in a lemma's copy excepted, which would have the note twice. -->
  <xsl:template match="tei:app" as="node()*">
    <xsl:param name="ed:in-lemma" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:apply-templates select="ed:reading-of(.)/node() | tei:note[ed:is-document-note(.)] | (text() | ed:t)[normalize-space()]"/>
    <xsl:if test="(tei:rdg or tei:rdgGrp or tei:note) and not($ed:in-lemma)">
      <tei:note type="apparatus">
        <xsl:attribute name="xml:id" select="(@xml:id, 'app-' || accumulator-before('ed:app-number'))[1]"/>
        <xsl:apply-templates select="." mode="ed:apparatus"/>
      </tei:note>
    </xsl:if>
  </xsl:template>

  <xsl:accumulator name="ed:app-number" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:app" select="$value + 1"/>
  </xsl:accumulator>

  <!-- An entry as a note has it: each reading as a text, without names, which stand in the text already. -->
  <xsl:mode name="ed:apparatus" on-no-match="shallow-copy" visibility="private"/>
  <xsl:mode name="ed:nameless" on-no-match="shallow-copy" visibility="private"/>

  <xsl:template match="tei:lem | tei:rdg" mode="ed:apparatus" as="element()">
    <xsl:variable name="text" as="node()*">
      <xsl:apply-templates mode="ed:editorial">
        <xsl:with-param name="ed:in-lemma" select=". is ed:reading-of(ancestor::tei:app[1]) or exists(self::tei:lem)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:copy>
      <xsl:copy-of select="@* except @xml:id"/>
      <xsl:apply-templates select="$text" mode="ed:nameless">
        <xsl:with-param name="ed:in-lemma" select=". is ed:reading-of(ancestor::tei:app[1])" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="tei:note" mode="ed:apparatus" as="element()">
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="ed:nameless"/>
      <xsl:apply-templates/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="ed:t[not(normalize-space())] | text()[not(normalize-space())]" mode="ed:apparatus" as="empty-sequence()"/>
  <xsl:template match="@xml:id" mode="ed:apparatus ed:nameless" as="empty-sequence()"/>
  <xsl:template match="tei:pb" mode="ed:nameless" as="empty-sequence()"/>
  <xsl:template match="tei:note" mode="ed:nameless" as="element()?">
    <xsl:param name="ed:in-lemma" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="not($ed:in-lemma)"><xsl:next-match/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:listApp" mode="ed:editorial ed:as-written" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="tei:fw | tei:metamark" as="empty-sequence()"/>

  <!-- What was stamped stands on the leaf like what a hand noted there. -->
  <xsl:template match="tei:stamp" as="element(tei:note)?">
    <xsl:if test="normalize-space()">
      <tei:note place="leaf">
        <xsl:copy-of select="@* except @type"/>
        <xsl:attribute name="type" select="'stamp'"/>
        <xsl:apply-templates/>
      </tei:note>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:space" as="node()*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates select="node() except tei:desc"/>
  </xsl:template>

  <xsl:template match="tei:lb | tei:cb | tei:pb | tei:gb" mode="ed:editorial ed:as-written" as="node()*">
    <xsl:param name="ed:keep-hyphens" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="@break = 'no'">
        <xsl:processing-instruction name="ed-join">{'keep'[$ed:keep-hyphens]}</xsl:processing-instruction>
      </xsl:when>
      <xsl:otherwise>
        <xsl:processing-instruction name="ed-break"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="self::tei:pb">
      <xsl:copy>
        <xsl:copy-of select="@*"/>
      </xsl:copy>
    </xsl:if>
    <!-- A break holds no words; where one does, they come after it. -->
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- The hyphen of a divided word, where it is marked as one, goes with the break. -->
  <xsl:template match="tei:pc[@force = 'weak'][following-sibling::node()[not(self::text()[not(normalize-space())])][1][@break = 'no']]" as="empty-sequence()"/>

  <!-- How many things went, and how many are left, up to a node: so that no container has to be searched. -->
  <xsl:accumulator name="ed:gone" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="processing-instruction('ed-gone')" select="$value + 1"/>
  </xsl:accumulator>
  <xsl:accumulator name="ed:left" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="text()[normalize-space()]" select="$value + 1"/>
    <xsl:accumulator-rule match="tei:gap | tei:space | tei:graphic | tei:media | tei:lb | tei:cb | tei:pb | tei:milestone | tei:g | tei:metamark
                                 | tei:formula | tei:figure" select="$value + 1"/>
  </xsl:accumulator>

  <!-- Held some of the text before the state was chosen, and holds nothing of it now; an editor's note alone keeps it. -->
  <xsl:template match="*[accumulator-after('ed:gone') gt accumulator-before('ed:gone')]
                        [accumulator-after('ed:left') eq accumulator-before('ed:left')]" priority="2" as="processing-instruction()">
    <xsl:processing-instruction name="ed-gone"/>
  </xsl:template>

  <!-- As written: `sic`, `orig`, `abbr`. What the editor put in the place of the writer's own form is left out; what he supplied stays, marked as his. -->
  <xsl:template match="tei:corr | tei:reg | tei:ex | tei:expan[parent::tei:choice]" mode="ed:as-written" as="processing-instruction()">
    <xsl:processing-instruction name="ed-gone"/>
  </xsl:template>
  <xsl:template match="ed:t" mode="ed:as-written" as="text()?">
    <xsl:value-of select="."/>
  </xsl:template>
  <xsl:template match="tei:note[not(ed:is-document-note(.))] | tei:figDesc | tei:desc[ed:is-description(.)] | *[ed:is-apart(.)]" mode="ed:as-written" as="empty-sequence()"/>
</xsl:stylesheet>
