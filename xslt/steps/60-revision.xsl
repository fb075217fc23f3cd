<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  Step 60, revision. The base text and the final text in one tree, each run of characters saying in which of them it stands.
  Needs:      step 20. It carries out steps 30, 40 and 50 for both states at once, by their own rules.
  Guarantees: what stands in both texts is plain text; every other run is the content of an `ed:t` that bears
                in     the states in which it stands: "base", "final" or neither ("")
                put    the act that brought it into the text, where it does not stand in the base text
                cut    the act that took it out, where it does not stand in the final one
              White space and the hyphens of divided words are healed for each state by itself: the runs of "base" are the base text
              to the letter, those of "final" the final one.
              Passages that a transposition moves stand twice: where they were ("base") and where they came to be ("final").
  Does not:   take away the containers that a deletion emptied.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:ed="urn:x-edition"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- Step 20's tree → the same, every run saying in which states it stands. -->
  <xsl:mode name="ed:revision" on-no-match="shallow-copy" visibility="private"/>
  <!-- That, when the editor's choices are made → the same with the words of each state healed. -->
  <xsl:mode name="ed:revision-words" on-no-match="shallow-copy" visibility="private"/>

  <xsl:variable name="ed:both" as="xs:string+" select="'base', 'final'"/>

  <!-- What stands in a line for a run that the state does not have. -->
  <xsl:variable name="ed:wound" as="processing-instruction()">
    <xsl:processing-instruction name="ed-gone"/>
  </xsl:variable>

  <xsl:function name="ed:revised-text" as="document-node()">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:variable name="marked" as="document-node()">
      <xsl:apply-templates select="$annotated" mode="ed:revision"/>
    </xsl:variable>
    <xsl:variable name="edited" as="document-node()">
      <xsl:apply-templates select="$marked" mode="ed:editorial"/>
    </xsl:variable>
    <xsl:apply-templates select="$edited" mode="ed:revision-words"/>
  </xsl:function>

  <xsl:template match="document-node()" mode="ed:revision" as="document-node()">
    <xsl:variable name="forces" as="map(xs:string, map(xs:string, xs:boolean))"
      select="map:merge($ed:both ! map:entry(., ed:force(current(), ., ())))"/>
    <xsl:document>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="ed:forces" select="$forces" tunnel="yes"/>
        <xsl:with-param name="ed:exchanges" select="map:merge($ed:both ! map:entry(., ed:exchange(current(), $forces(.))))" tunnel="yes"/>
        <xsl:with-param name="ed:scope" select="$ed:both" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:document>
  </xsl:template>

  <xsl:template match="tei:teiHeader | tei:facsimile | tei:standOff" mode="ed:revision ed:revision-words" as="element()" priority="4">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="ed:t" mode="ed:revision" as="node()*">
    <xsl:call-template name="ed:revised-run">
      <xsl:with-param name="added" select="tokenize(@added)"/>
      <xsl:with-param name="cancels" select="tokenize(@cancels)"/>
      <xsl:with-param name="lifts" select="tokenize(@lifts)"/>
      <xsl:with-param name="content" select="node()"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A leaf falls like a run of characters, unless a passage is moved into it. -->
  <xsl:template match="*[not(self::ed:t)][ed:is-leaf(.)]" mode="ed:revision" as="node()*" priority="2">
    <xsl:param name="ed:exchanges" as="map(xs:string, map(xs:string, element()))" tunnel="yes"/>
    <xsl:variable name="content" as="element()"><xsl:next-match/></xsl:variable>
    <xsl:choose>
      <xsl:when test="some $inner in .//*, $exchange in $ed:exchanges?* satisfies map:contains($exchange, generate-id($inner))">
        <xsl:sequence select="$content"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="ed:revised-run">
          <xsl:with-param name="added" select="tokenize(@ed:added)"/>
          <xsl:with-param name="cancels" select="tokenize(@ed:cancels)"/>
          <xsl:with-param name="lifts" select="tokenize(@ed:lifts)"/>
          <xsl:with-param name="content" select="$content"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="ed:revised-run" as="node()*">
    <xsl:param name="added" as="xs:string*" required="yes"/>
    <xsl:param name="cancels" as="xs:string*" required="yes"/>
    <xsl:param name="lifts" as="xs:string*" required="yes"/>
    <xsl:param name="content" as="node()*" required="yes"/>
    <xsl:param name="ed:forces" as="map(xs:string, map(xs:string, xs:boolean))" tunnel="yes"/>
    <xsl:param name="ed:scope" as="xs:string*" tunnel="yes"/>
    <xsl:param name="ed:mover" as="xs:string?" tunnel="yes"/>
    <xsl:variable name="in" as="xs:string*" select="$ed:scope[ed:stands($added, $cancels, $lifts, $ed:forces(.))]"/>
    <xsl:variable name="lifted" as="xs:string*" select="$lifts[$ed:forces('final')(substring-after(., '/'))] ! substring-before(., '/')"/>
    <xsl:choose>
      <xsl:when test="count($in) eq 2 or empty($content)">
        <xsl:sequence select="$content"/>
      </xsl:when>
      <!-- What stands in neither text stands where it was written, and not also where a transposition took it. -->
      <xsl:when test="empty($in) and deep-equal($ed:scope, 'final')"/>
      <xsl:otherwise>
        <ed:t in="{$in}">
          <xsl:if test="not($in = 'base')">
            <xsl:attribute name="put" select="string(($added[last()], $ed:mover)[1])"/>
          </xsl:if>
          <xsl:if test="not($in = 'final')">
            <xsl:attribute name="cut" select="string(($cancels[not(. = $lifted)][1], $added[. = $lifted][1] ! ed:lifter(., $lifts), $ed:mover)[1])"/>
          </xsl:if>
          <xsl:sequence select="$content"/>
        </ed:t>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What undid an addition. -->
  <xsl:function name="ed:lifter" as="xs:string">
    <xsl:param name="act" as="xs:string"/>
    <xsl:param name="lifts" as="xs:string*"/>
    <xsl:sequence select="string($lifts[substring-before(., '/') eq $act][1] ! substring-after(., '/'))"/>
  </xsl:function>

  <!-- A passage that is moved in one of the states stands once for each. -->
  <xsl:template match="*[@xml:id]" mode="ed:revision" as="node()*" priority="3">
    <xsl:param name="ed:exchanges" as="map(xs:string, map(xs:string, element()))" tunnel="yes"/>
    <xsl:param name="ed:scope" as="xs:string*" tunnel="yes"/>
    <xsl:param name="ed:in-place" as="element()?" tunnel="yes"/>
    <xsl:variable name="here" as="element()" select="."/>
    <xsl:variable name="passages" as="map(xs:string, element())"
      select="map:merge($ed:scope ! map:entry(., ($ed:exchanges(.)(generate-id($here)), $here)[1]))"/>
    <xsl:choose>
      <xsl:when test=". is $ed:in-place or (every $passage in $passages?* satisfies $passage is $here)">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$ed:scope">
          <xsl:variable name="passage" as="element()" select="$passages(.)"/>
          <xsl:apply-templates select="$passage" mode="#current">
            <xsl:with-param name="ed:scope" select="." tunnel="yes"/>
            <xsl:with-param name="ed:in-place" select="$passage" tunnel="yes"/>
            <xsl:with-param name="ed:mover" select="ed:mover($here)" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:key name="ed:moving" match="tei:transpose" use="tei:ptr/ed:pointed(@target)"/>

  <!-- The transposition that moves a passage. -->
  <xsl:function name="ed:mover" as="xs:string">
    <xsl:param name="passage" as="element()"/>
    <xsl:sequence select="string(key('ed:moving', $passage/@xml:id, root($passage))[1]/@xml:id)"/>
  </xsl:function>

  <xsl:template match="tei:add | tei:del | tei:subst | tei:restore | tei:retrace | tei:mod | tei:addSpan | tei:delSpan | tei:handShift
                       | tei:damageSpan | tei:undo | tei:redo" mode="ed:revision" as="node()*" priority="1">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="tei:substJoin | tei:listTranspose" mode="ed:revision" as="empty-sequence()" priority="1"/>

  <!-- Words: the line of each state is walked by itself (step 50). -->
  <xsl:template match="*[ed:is-block(.)] | document-node()" mode="ed:revision-words" as="node()" priority="1">
    <xsl:variable name="items" as="node()*">
      <xsl:apply-templates select="node()" mode="ed:items"/>
    </xsl:variable>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="ed:lines" tunnel="yes"
          select="map:merge($ed:both ! (let $state := . return map:entry($state, ed:line($items ! (if (ed:is-in(., $state)) then . else $ed:wound)))))"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <!-- Whether a state has an item of a line; it has no block of which nothing is left. -->
  <xsl:function name="ed:is-in" as="xs:boolean">
    <xsl:param name="item" as="node()"/>
    <xsl:param name="state" as="xs:string"/>
    <xsl:sequence select="(every $run in $item/ancestor::ed:t satisfies tokenize($run/@in) = $state) and not($item/self::*[ed:is-emptied(., $state)])"/>
  </xsl:function>

  <xsl:function name="ed:is-emptied" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="state" as="xs:string"/>
    <xsl:variable name="gone" as="element(ed:t)*" select="$element//ed:t[not(tokenize(@in) = $state)]"/>
    <xsl:sequence select="exists($gone) and empty(($element//text()[normalize-space()], $element//*[ed:is-leaf(.)])[empty(ancestor::ed:t intersect $gone)])"/>
  </xsl:function>

  <xsl:template match="tei:eg | *:egXML" mode="ed:revision-words" priority="2" as="element()">
    <xsl:apply-templates select="." mode="ed:as-typed"/>
  </xsl:template>

  <!-- A run may hold a break (which is no text any more) or a leaf; its characters become runs of their own. -->
  <xsl:template match="ed:t" mode="ed:revision-words" as="node()*">
    <xsl:choose>
      <xsl:when test="*">
        <xsl:copy>
          <xsl:copy-of select="@*"/>
          <xsl:apply-templates mode="#current"/>
        </xsl:copy>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="#current"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text()" mode="ed:revision-words" as="node()*">
    <xsl:param name="ed:lines" as="map(xs:string, map(xs:string, xs:string))" select="map{}" tunnel="yes"/>
    <xsl:variable name="run" as="element(ed:t)?" select="parent::ed:t"/>
    <xsl:variable name="id" as="xs:string" select="generate-id()"/>
    <xsl:variable name="base" as="xs:string" select="string($ed:lines('base') ! .($id))"/>
    <xsl:variable name="final" as="xs:string" select="string($ed:lines('final') ! .($id))"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($base)"/>
    <xsl:choose>
      <xsl:when test="$run/@in = ''">
        <ed:t>
          <xsl:copy-of select="$run/@*"/>
          <xsl:value-of select="ed:folded(.)"/>
        </ed:t>
      </xsl:when>
      <xsl:when test="$base eq $final">
        <xsl:if test="$base ne ''"><xsl:value-of select="$base"/></xsl:if>
      </xsl:when>
      <!-- Only its spaces differ. -->
      <xsl:when test="$words eq normalize-space($final)">
        <xsl:sequence select="ed:space-in($ed:both[$words ne '' and starts-with(if (. eq 'base') then $base else $final, ' ')])"/>
        <xsl:if test="$words ne ''"><xsl:value-of select="$words"/></xsl:if>
        <xsl:sequence select="ed:space-in($ed:both[ends-with(if (. eq 'base') then $base else $final, ' ')])"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$ed:both">
          <xsl:variable name="text" as="xs:string" select="if (. eq 'base') then $base else $final"/>
          <xsl:if test="$text ne ''">
            <ed:t in="{.}">
              <xsl:copy-of select="$run/(@put, @cut)"/>
              <xsl:value-of select="$text"/>
            </ed:t>
          </xsl:if>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="ed:space-in" as="node()?">
    <xsl:param name="states" as="xs:string*"/>
    <xsl:choose>
      <xsl:when test="count($states) eq 2"><xsl:text> </xsl:text></xsl:when>
      <xsl:when test="exists($states)"><ed:t in="{$states}"><xsl:text> </xsl:text></ed:t></xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="processing-instruction('ed-gone') | processing-instruction('ed-join') | processing-instruction('ed-break')"
                mode="ed:revision-words" as="empty-sequence()"/>
</xsl:stylesheet>
