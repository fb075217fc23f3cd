<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Cancelled passages: what is bracketed in the margin as a whole, not struck word by word. That is what holds blocks, what runs over
  more than a few lines, and every block that a range covers from end to end.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- The words on which an act works. -->
  <xsl:key name="ed:covered" match="ed:t[normalize-space()]" use="tokenize(@added), tokenize(@cancelled)"/>

  <xsl:function name="ed:is-long" as="xs:boolean" cache="yes">
    <xsl:param name="act" as="element()"/>
    <xsl:sequence select="
      if ($act/self::delSpan) then sum(key('ed:covered', $act/@xml:id, root($act)) ! string-length(normalize-space(.))) gt $ed:longest-strike
      else ed:holds-blocks($act) or string-length(normalize-space($act)) gt $ed:longest-strike"/>
  </xsl:function>

  <xsl:variable name="ed:longest-strike" as="xs:integer" select="300"/>

  <!-- The range that covers all words of a block. -->
  <xsl:function name="ed:cancelling-range" as="element()?" cache="yes">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="words" as="element(ed:t)*" select="$block//ed:t[normalize-space()]"/>
    <xsl:variable name="ids" as="xs:string*" select="$words[1]/@cancelled ! tokenize(.)"/>
    <xsl:sequence select="
      ($ids ! key('ed:id', ., root($block))[1][self::delSpan][every $run in $words satisfies tokenize($run/@cancelled) = @xml:id])[1]"/>
  </xsl:function>

  <xsl:key name="ed:ranges" match="delSpan" use="'cancelling'"/>

  <!-- Whether a run stands in a block that a range covers from end to end. -->
  <xsl:function name="ed:is-in-passage" as="xs:boolean">
    <xsl:param name="t" as="element(ed:t)"/>
    <xsl:param name="range" as="xs:string"/>
    <xsl:sequence select="
      not($ed:in-brackets) and (some $block in $t/ancestor::*[self::p or self::ab or self::head or self::item or self::l or self::salute or self::signed
        or self::dateline or self::addrLine or self::trailer or self::cell] satisfies ed:cancelling-range($block)/@xml:id = $range)"/>
  </xsl:function>

  <!-- Whether some of what an act cancelled is shown as a passage, and whether some is shown struck, for the legend. -->
  <xsl:function name="ed:is-shown-as-passage" as="xs:boolean">
    <xsl:param name="act" as="element()"/>
    <xsl:sequence select="
      ed:is-long($act) or ($act/self::delSpan and (some $run in key('ed:covered', $act/@xml:id, root($act)) satisfies ed:is-in-passage($run, $act/@xml:id)))"/>
  </xsl:function>

  <xsl:function name="ed:is-shown-struck" as="xs:boolean">
    <xsl:param name="act" as="element()"/>
    <xsl:sequence select="
      not(ed:is-long($act)) and not(ed:is-overwritten($act))
      and ($act/self::del or (some $run in key('ed:covered', $act/@xml:id, root($act)) satisfies not(ed:is-in-passage($run, $act/@xml:id))))"/>
  </xsl:function>

</xsl:stylesheet>
