<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The system of signs in which the diplomatic view speaks, by the setting `signs`:

      documentary       lines, places and dress: struck words are struck, an insertion stands where it was made
      leiden, caret     everything in the line, between brackets
      russian-archival  the text as sent, and in notes what was done (archival.xsl)

  A sign is a pair of strings from signs.xml; the rules of the view ask for it by what it stands for, the legend by what the document has.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:param name="ed:signs" as="xs:string" select="'documentary'"/>

  <!-- Whether the lines of the document are numbered, where they are recorded. -->
  <xsl:param name="ed:lineation" as="xs:boolean" select="false()"/>

  <!-- Whether acts stand between brackets in the line, instead of where and as they were made. -->
  <xsl:variable name="ed:in-brackets" as="xs:boolean" select="$ed:signs = ('leiden', 'caret')"/>

  <!-- Whether acts are told in notes, and the text is the final one. -->
  <xsl:variable name="ed:in-notes" as="xs:boolean" select="$ed:signs = 'russian-archival'"/>

  <xsl:variable name="ed:all-signs" as="document-node()" static="yes" select="doc('signs.xml')"/>

  <xsl:key name="ed:sign" match="ed:sign" use="../@name || ' ' || @for"/>

  <xsl:function name="ed:sign" as="element(ed:sign)?">
    <xsl:param name="construct" as="xs:string"/>
    <xsl:sequence select="(key('ed:sign', $ed:signs || ' ' || $construct, $ed:all-signs), key('ed:sign', 'documentary ' || $construct, $ed:all-signs))[1]"/>
  </xsl:function>

  <!-- What an element stands for in signs.xml. -->
  <xsl:function name="ed:construct" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/self::add">
        <xsl:sequence select="if (ed:is-over($element)) then 'add.over' else 'add.' || replace(ed:placement($element), '^margin-.*', 'margin')"/>
      </xsl:when>
      <xsl:when test="$element/self::addSpan"><xsl:sequence select="'add.inline'"/></xsl:when>
      <xsl:when test="$element/(self::del | self::delSpan)"><xsl:sequence select="'del'"/></xsl:when>
      <xsl:when test="$element/self::secl"><xsl:sequence select="'surplus'"/></xsl:when>
      <xsl:when test="$element/self::supplied">
        <xsl:sequence select="if (tokenize($element/@reason) = ('omitted', 'omitted-in-original')) then 'supplied.omitted' else 'supplied'"/>
      </xsl:when>
      <xsl:when test="$element/self::gap">
        <xsl:variable name="traces" as="xs:boolean" select="$ed:signs = 'leiden' and tokenize($element/@reason) = 'illegible'"/>
        <xsl:sequence select="string-join(('gap', 'traces'[$traces], 'counted'[exists(ed:count-of-characters($element))]), '.')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="local-name($element)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Written over what stood there. -->
  <xsl:function name="ed:is-over" as="xs:boolean">
    <xsl:param name="add" as="element()"/>
    <xsl:sequence select="$add/@ed:place = 'over' or exists($add/parent::subst/del[ed:is-overwritten(.)])"/>
  </xsl:function>

  <xsl:function name="ed:is-overwritten" as="xs:boolean">
    <xsl:param name="del" as="element()"/>
    <xsl:sequence select="tokenize($del/@rend) = ('overwritten', 'overwrite', 'overtyped', 'superimposed') or $del/parent::subst/add/@ed:place = 'over'"/>
  </xsl:function>

  <!-- The sign before an element and the sign behind it; nothing where it has none. -->
  <xsl:function name="ed:opening" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="ed:bracket(ed:sign(ed:construct($element))/@open, $element)"/>
  </xsl:function>

  <xsl:function name="ed:closing" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="ed:bracket(ed:sign(ed:construct($element))/@close, $element)"/>
  </xsl:function>

  <!-- A sign of ours. That of an act is not spoken (a label is), and bears the colour of its hand. -->
  <xsl:function name="ed:bracket" as="element()?">
    <xsl:param name="sign" as="xs:string?"/>
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$sign ne ''">
      <span class="bracket" data-by="edition">
        <xsl:if test="$element/(self::add | self::del | self::addSpan | self::delSpan)">
          <xsl:attribute name="class" select="'bracket', ed:hand-class(ed:hand($element), $element)"/>
          <xsl:attribute name="aria-hidden" select="'true'"/>
        </xsl:if>
        <xsl:value-of select="$sign"/>
      </span>
    </xsl:if>
  </xsl:function>

  <!-- How many characters an element measures, where it says so in characters. -->
  <xsl:function name="ed:count-of-characters" as="xs:integer?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="quantity" as="xs:string?" select="($element/@quantity, $element/@extent)[1]"/>
    <xsl:sequence select="
      if ($element/@unit = ('character', 'characters', 'char', 'chars', 'letter', 'letters') and $quantity castable as xs:integer)
      then xs:integer($quantity)[. gt 0] else ()"/>
  </xsl:function>

  <!-- The same, estimated from whatever it is measured in: a typewriter puts four characters on a centimetre. -->
  <xsl:function name="ed:width-in-characters" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="each" as="xs:double?" select="
      map { 'word': 6, 'words': 6, 'cm': 4, 'mm': 0.4, 'in': 10, 'inch': 10, 'inches': 10 }(string($element/@unit))"/>
    <xsl:variable name="quantity" as="xs:string?" select="$element/@quantity"/>
    <xsl:variable name="width" as="xs:double" select="
      (ed:count-of-characters($element), if ($quantity castable as xs:double) then $each ! (. * xs:double($quantity)) else (), 3)[1]"/>
    <xsl:sequence select="xs:integer(max((1, min((60, round($width))))))"/>
  </xsl:function>

  <!-- What stands for a gap: a dot for each character where they are counted and not too many, else their number; else that there is one. -->
  <xsl:function name="ed:gap-sign" as="xs:string">
    <xsl:param name="gap" as="element()"/>
    <xsl:variable name="sign" as="element()" select="ed:sign(ed:construct($gap))"/>
    <xsl:variable name="count" as="xs:integer?" select="ed:count-of-characters($gap)"/>
    <xsl:sequence select="
      $sign/@open
      || (if (empty($count)) then '' else if ($count le xs:integer($sign/@most)) then string-join((1 to $count) ! $sign/@dot) else $sign/@dot || $count)
      || $sign/@close"/>
  </xsl:function>

  <!-- The signs for what lies open in the line: a gap and a space in their size. -->
  <xsl:template match="gap" mode="ed:diplomatic" as="element()" priority="1">
    <xsl:variable name="cancelled" as="element()?" select=".[tokenize(@reason) = 'cancelled'][not(ancestor::del)]"/>
    <span class="gap" data-by="edition">
      <xsl:sequence select="ed:carried(.)"/>
      <span class="gap-sign" aria-hidden="true">{$cancelled ! ed:sign('del')/@open}{ed:gap-sign(.)}{$cancelled ! ed:sign('del')/@close}</span>
      <span class="vh">[{ed:gap-in-words(.)}]</span>
    </span>
  </xsl:template>

  <xsl:template match="space" mode="ed:diplomatic" as="element()" priority="1">
    <xsl:variable name="sign" as="element()" select="ed:sign('space')"/>
    <xsl:variable name="width" as="xs:integer" select="ed:width-in-characters(.)"/>
    <span class="space" data-by="edition">
      <xsl:sequence select="ed:carried(.)"/>
      <span aria-hidden="true">{$sign/@open}{if ($ed:signs = 'leiden') then ' ' || $width else string-join((1 to $width) ! '&#xA0;')}{$sign/@close}</span>
      <span class="vh">[{string-join((ed:say('space'), ed:extent(.)), ', ')}]</span>
    </span>
  </xsl:template>

</xsl:stylesheet>
