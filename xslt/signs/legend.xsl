<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The rows of the legend for the signs of acts, in the system that the view speaks; `lib/legend.xsl` asks for them. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- Each sign that stands on both sides of some words, with all that it stands for in this document. -->
  <xsl:function name="ed:legend-of-pairs" as="element()*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:for-each-group select="$elements[ed:sign(ed:construct(.))]" group-by="ed:sign(ed:construct(.)) ! (@open || ' ' || @close)">
      <xsl:variable name="sign" as="element()" select="ed:sign(ed:construct(.))"/>
      <dt><span class="bracket">{$sign/@open}</span><span class="sample">{ed:say('sample')}</span><span class="bracket">{$sign/@close}</span></dt>
      <dd>{string-join(distinct-values(current-group() ! ed:construct(.)) ! ed:sign-in-words(.), '; ')}</dd>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="ed:sign-in-words" as="xs:string">
    <xsl:param name="construct" as="xs:string"/>
    <xsl:variable name="place" as="xs:string" select="substring-after($construct, 'add.')"/>
    <xsl:sequence select="
      if ($construct = 'del') then ed:say('sign.cancelled')
      else if ($place = ('', 'inline')) then ed:say('sign.' || $construct)
      else ed:say('add') || ' ' || ed:say(if ($place = 'margin') then 'sign.margin' else 'place.' || $place)"/>
  </xsl:function>

  <!-- Acts between brackets in the line. -->
  <xsl:function name="ed:legend-of-brackets" as="element()*">
    <xsl:param name="in" as="element()*"/>
    <xsl:sequence select="ed:legend-of-pairs($in/(self::del | self::delSpan)), ed:legend-of-pairs($in/(self::add | self::addSpan))"/>
    <xsl:if test="$in/self::add[ed:is-over(.)]">
      <dt><span class="bracket">{ed:sign('del')/@open}</span><span class="sample">{ed:say('sample')}</span><span class="bracket">{ed:sign('del')/@close}</span><ins class="act sample">{ed:say('sample.unclear')}</ins></dt>
      <dd>{ed:say('sign.add.over')}</dd>
    </xsl:if>
  </xsl:function>

  <!-- Acts where and as they were made. -->
  <xsl:function name="ed:legend-of-places" as="element()*">
    <xsl:param name="in" as="element()*"/>
    <xsl:variable name="adds" as="element()*" select="$in/self::add[not(ed:is-over(.))]"/>
    <xsl:variable name="places" as="xs:string*" select="distinct-values($adds ! ed:placement(.) ! replace(., '^margin-.*', 'margin'))"/>
    <xsl:if test="$in/(self::del | self::delSpan)[ed:is-shown-struck(.)]">
      <dt><del class="act sample"><span class="struck">{ed:say('sample')}</span></del></dt>
      <dd>{ed:say('sign.del')}</dd>
    </xsl:if>
    <xsl:if test="$in/(self::del | self::delSpan)[ed:is-shown-as-passage(.)]">
      <dt><del class="act passage sample">{ed:say('sample')}</del></dt>
      <dd>{ed:say('sign.passage')}</dd>
    </xsl:if>
    <xsl:if test="$in/self::add[ed:is-over(.)]">
      <dt><del class="act overwritten sample"><span class="struck">{ed:say('sample')}</span></del><ins class="act over sample">{ed:say('sample.unclear')}</ins></dt>
      <dd>{ed:say('sign.add.over')}</dd>
    </xsl:if>
    <xsl:if test="$places = 'inline'">
      <dt><ins class="act inline sample"><span class="caret">‸</span>{ed:say('sample')}<span class="caret">‸</span></ins></dt>
      <dd>{ed:say('sign.add.inline')}</dd>
    </xsl:if>
    <xsl:if test="$places = 'above'">
      <dt><span class="interlinear above"><span class="line-between"><ins class="act above sample">{ed:say('sample')}</ins></span><span class="caret">‸</span></span></dt>
      <dd>{ed:say('sign.add.above')}</dd>
    </xsl:if>
    <xsl:if test="$places = 'below'">
      <dt><span class="interlinear below"><span class="caret">‸</span><span class="line-between"><ins class="act below sample">{ed:say('sample')}</ins></span></span></dt>
      <dd>{ed:say('sign.add.below')}</dd>
    </xsl:if>
    <xsl:if test="$places = 'margin'">
      <dt><span class="caret">‸</span></dt>
      <dd>{ed:say('sign.add.margin')}</dd>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
