<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The legend: one line for each hand that wrote and each sign that is used in this very document, and none for any other.
  A sign is a row of `$ed:signs`; whether it is used is asked of the tree that the view is made from.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- The hands, each in its dress, described by its `handNote`. -->
  <xsl:template name="ed:legend-of-hands" as="element()?">
    <xsl:param name="document" as="node()" required="yes"/>
    <xsl:variable name="hands" as="xs:string*" select="ed:told-hands($document)[ed:is-used-hand(., $document)]"/>
    <xsl:variable name="main" as="xs:string" select="ed:main-hand($document)"/>
    <xsl:if test="exists($hands) or $main ne ''">
      <dl class="hands">
        <xsl:for-each select="$main[. ne ''], $hands">
          <xsl:variable name="note" as="element()?" select="key('ed:id', ., $document)[1]"/>
          <xsl:text>&#10;</xsl:text>
          <div id="hand-{.}">
            <dt>
              <xsl:choose>
                <xsl:when test=". = $main">
                  <span class="{if (ed:is-typed($document)) then 'typed' else 'written'} sample">{ed:say('sample')}</span>
                </xsl:when>
                <xsl:otherwise>
                  <span class="sample written {ed:hand-class(., $document)}">{ed:say('sample')}</span>
                  <sup class="siglum {ed:hand-class(., $document)}">{ed:siglum(., $document)}</sup>
                </xsl:otherwise>
              </xsl:choose>
            </dt>
            <dd>
              <xsl:choose>
                <xsl:when test="$note[normalize-space()]">
                  <xsl:apply-templates select="$note/node()" mode="ed:reading">
                    <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
                  </xsl:apply-templates>
                </xsl:when>
                <xsl:otherwise>{ed:say('hand.undescribed')}</xsl:otherwise>
              </xsl:choose>
            </dd>
          </div>
        </xsl:for-each>
      </dl>
    </xsl:if>
  </xsl:template>

  <!-- The signs of the diplomatic view. -->
  <xsl:template name="ed:legend-of-signs" as="element()?">
    <xsl:param name="text" as="element()*" required="yes"/>
    <xsl:param name="view" as="xs:string" required="yes"/>
    <xsl:variable name="diplomatic" as="xs:boolean" select="$view = 'diplomatic'"/>
    <xsl:variable name="in" as="element()*" select="$text//*[not(ancestor::note[ed:is-editorial(.)])]"/>
    <xsl:variable name="rows" as="element()*">
      <xsl:if test="$diplomatic">
        <xsl:choose>
          <xsl:when test="$ed:in-brackets">
            <xsl:sequence select="ed:legend-of-brackets($in)"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="ed:legend-of-places($in)"/>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:if test="$in/(self::restore | self::undo)">
          <dt><span class="act restore sample">{ed:say('sample.restored')}</span></dt>
          <dd>{ed:say('sign.restore')}</dd>
        </xsl:if>
        <xsl:if test="$in/self::retrace">
          <dt><span class="act retrace sample">{ed:say('sample')}</span></dt>
          <dd>{ed:say('sign.retrace')}</dd>
        </xsl:if>
        <xsl:for-each select="$in/self::mod[not(@type = 'subst')][1]">
          <dt><span class="act mod sample">{ed:say('sample')}</span><sup class="siglum">{(ed:siglum(ed:hand(.), .)[. ne ''], '°')[1]}</sup></dt>
          <dd>{ed:say('sign.mod')}</dd>
        </xsl:for-each>
        <xsl:if test="$in[@xml:id][key('ed:moved', @xml:id)]">
          <dt><span class="bracket">{ed:sign('moved')/@open}</span><sup class="new-place">2</sup><span class="sample">{ed:say('sample')}</span><span class="bracket">{ed:sign('moved')/@close}</span></dt>
          <dd>{ed:say('sign.moved')}</dd>
        </xsl:if>
        <xsl:if test="$in/(self::add | self::del)[@cert = ('low', 'unknown')]">
          <dt><sup class="siglum">?</sup></dt>
          <dd>{ed:say('sign.doubted-act')}</dd>
        </xsl:if>
        <xsl:if test="$ed:ledger ne '' and $in/(self::add | self::del | self::addSpan | self::delSpan | self::restore | self::retrace | self::mod)[ed:siglum(ed:hand(.), .) eq '']">
          <dt><sup class="siglum">°</sup></dt>
          <dd>{ed:say('sign.ledger')}</dd>
        </xsl:if>
        <xsl:if test="$in/self::sic">
          <dt><span class="editor">[{ed:say('sic')}]</span></dt>
          <dd>{ed:say('sign.sic')}</dd>
        </xsl:if>
        <xsl:if test="$in/self::lb and not(ed:records-lines($text[1]))">
          <dt><span class="line-end">|</span></dt>
          <dd>{ed:say('sign.line-end')}</dd>
        </xsl:if>
        <xsl:if test="$in/self::metamark[not(normalize-space())]">
          <dt>¶</dt>
          <dd>{ed:say('sign.metamark')}</dd>
        </xsl:if>
      </xsl:if>
      <xsl:sequence select="ed:legend-of-pairs($in/self::supplied)"/>
      <xsl:if test="$in/self::supplied[@cert = ('low', 'unknown')]">
        <dt><span class="supplied sample"><span class="bracket">[</span>{ed:say('sample')}<span class="doubt">?</span><span class="bracket">]</span></span></dt>
        <dd>{ed:say('sign.supplied.low')}</dd>
      </xsl:if>
      <xsl:if test="$in/self::unclear">
        <dt><span class="unclear sample">{ed:say('sample.unclear')}</span></dt>
        <dd>{ed:say('sign.unclear')}</dd>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$diplomatic">
          <xsl:for-each-group select="$in/self::gap" group-by="ed:construct(.)">
            <xsl:sort select="current-grouping-key()"/>
            <dt><span class="gap-sign">{ed:gap-sign(.)}</span></dt>
            <dd>{ed:say('sign.' || current-grouping-key())}</dd>
          </xsl:for-each-group>
        </xsl:when>
        <xsl:when test="$in/self::gap">
          <dt><span class="gap-sign">[…]</span></dt>
          <dd>{ed:say('sign.gap')}</dd>
        </xsl:when>
      </xsl:choose>
      <xsl:sequence select="ed:legend-of-pairs($in/(self::surplus | self::secl | self::ex))"/>
      <xsl:if test="$in/self::space">
        <dt><span class="bracket">{ed:sign('space')/@open}&#xA0;{'3'[$ed:signs = 'leiden']}{ed:sign('space')/@close}</span></dt>
        <dd>{ed:say('sign.space')}</dd>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="empty(ed:notes($text, 'textual'))"/>
        <xsl:when test="$ed:apparatus eq 'lines'">
          <dt>12</dt>
          <dd>{ed:say('sign.note.lines')}</dd>
        </xsl:when>
        <xsl:otherwise>
          <dt><sup class="mark-sample">{ed:letter(1, ed:say('alphabet'))}</sup></dt>
          <dd>{ed:say('sign.note.textual')}</dd>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="exists(ed:notes($text, 'commentary'))">
        <dt><sup class="mark-sample">1</sup></dt>
        <dd>{ed:say('sign.note.commentary')}</dd>
      </xsl:if>
    </xsl:variable>
    <xsl:if test="exists($rows)">
      <dl class="signs">
        <xsl:for-each-group select="$rows" group-starting-with="*:dt">
          <xsl:text>&#10;</xsl:text>
          <div>
            <xsl:sequence select="current-group()"/>
          </div>
        </xsl:for-each-group>
      </dl>
    </xsl:if>
  </xsl:template>

  <!-- What the transcription records of the document's shape, in a sentence above the sheet. -->
  <xsl:function name="ed:shape-in-words" as="xs:string">
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="
      if (ed:records-leaves($document)) then (if (ed:records-lines($document)) then '' else ed:say('shape.leaves'))
      else if (ed:records-lines($document)) then ed:say('shape.lines') else ed:say('shape.none')"/>
  </xsl:function>

</xsl:stylesheet>
