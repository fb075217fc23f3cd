<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Hands. Each but the main one gets a siglum (its @n, else a letter of the page's alphabet, in the order of `handNotes`) and a slot,
  1 to 8, that a style sheet dresses in a line style and a colour: never colour alone.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="ed:hand-slots" as="xs:integer" select="8"/>

  <!-- The hand that wrote the document itself, where the header says which. -->
  <xsl:function name="ed:main-hand" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string((key('ed:hands-of-scope', 'sole', root($node)), key('ed:hands-of-scope', 'major', root($node)))[1]/@xml:id)"/>
  </xsl:function>

  <xsl:key name="ed:hands-of-scope" match="handNote[@xml:id]" use="@scope"/>
  <xsl:key name="ed:hands" match="handNotes/handNote[@xml:id]" use="'told'"/>
  <xsl:key name="ed:written-by" match="*[@ed:hand or @hand] | ed:t[@hand]" use="tokenize(translate((@ed:hand, @hand)[1], '#', ''))"/>

  <!--
    The hands that are told apart by a siglum, in order: all of `handNotes` but the main one. Those that wrote nothing here count too,
    so that a hand has the same siglum in every view.
  -->
  <xsl:function name="ed:told-hands" as="xs:string*">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="let $main := ed:main-hand($node) return key('ed:hands', 'told', root($node))/string(@xml:id)[. ne $main]"/>
  </xsl:function>

  <!-- The number of each of them. -->
  <xsl:function name="ed:told-places" as="map(xs:string, xs:integer)" cache="yes">
    <xsl:param name="root" as="node()"/>
    <xsl:variable name="told" as="xs:string*" select="ed:told-hands($root)"/>
    <xsl:sequence select="map:merge(for-each-pair($told, 1 to count($told), map:entry#2), map { 'duplicates': 'use-first' })"/>
  </xsl:function>

  <!-- Whether a hand wrote or acted anywhere in a document. -->
  <xsl:function name="ed:is-used-hand" as="xs:boolean">
    <xsl:param name="hand" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists(key('ed:written-by', $hand, root($node)))"/>
  </xsl:function>

  <!-- The hand that an element bears: as the steps resolved it, else as the source gives it. -->
  <xsl:function name="ed:hand" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string(tokenize(translate(($element/@ed:hand, $element/@hand)[1], '#', ''))[1])"/>
  </xsl:function>

  <xsl:function name="ed:siglum" as="xs:string">
    <xsl:param name="hand" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="note" as="element()?" select="key('ed:id', $hand, root($node))[1]"/>
    <xsl:variable name="place" as="xs:integer?" select="ed:told-places(root($node))($hand)"/>
    <xsl:sequence select="
      if ($note/@n) then string($note/@n)
      else if (exists($place)) then ed:letter($place, upper-case(ed:say('alphabet')))
      else if ($hand = ('', ed:main-hand($node))) then ''
      else $hand"/>
  </xsl:function>

  <!-- What goes before the id of an act in the address of its entry in the ledger; "" where there is no ledger to lead to. -->
  <xsl:variable name="ed:ledger" as="xs:string" select="''"/>

  <!-- The classes that dress an element as written by a hand, and tell which; none for the main hand and for an unknown one. -->
  <xsl:function name="ed:hand-class" as="xs:string*">
    <xsl:param name="hand" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="place" as="xs:integer?" select="ed:told-places(root($node))($hand)"/>
    <xsl:if test="not($hand = ('', ed:main-hand($node)))">
      <xsl:sequence select="'hand', 'hand-' || ((($place, 1)[1] - 1) mod $ed:hand-slots) + 1, 'by-' || $hand"/>
    </xsl:if>
  </xsl:function>

  <!-- What a hand is called in a sentence: "hand B", or the main hand by its medium. -->
  <xsl:function name="ed:hand-name" as="xs:string">
    <xsl:param name="hand" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="siglum" as="xs:string" select="ed:siglum($hand, $node)"/>
    <xsl:sequence select="
      if ($siglum ne '') then ed:say('hand.named', $siglum)
      else if (ed:is-typed($node) and ($hand = ed:main-hand($node))) then ed:say('hand.typist')
      else ed:say('hand.main')"/>
  </xsl:function>

  <!-- Whether the document itself is typewritten. -->
  <xsl:function name="ed:is-typed" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="ed:is-typed-throughout(root($node))"/>
  </xsl:function>

  <xsl:function name="ed:is-typed-throughout" as="xs:boolean" cache="yes">
    <xsl:param name="root" as="node()"/>
    <xsl:variable name="main" as="element()?" select="($root//handNote[@scope = ('sole', 'major')])[1]"/>
    <xsl:sequence select="matches(string-join(($main/@medium, $main/@script), ' '), 'typ(e|o)|maschin', 'i') or exists($root//typeDesc[.//@medium = 'typewriter'])"/>
  </xsl:function>

  <!-- The nth letter of an alphabet; past its end come two letters, and three: … я, аа, аб. -->
  <xsl:function name="ed:letter" as="xs:string">
    <xsl:param name="n" as="xs:integer"/>
    <xsl:param name="alphabet" as="xs:string"/>
    <xsl:variable name="size" as="xs:integer" select="string-length($alphabet)"/>
    <xsl:variable name="letter" as="xs:string" select="substring($alphabet, (($n - 1) mod $size) + 1, 1)"/>
    <xsl:sequence select="(if ($n gt $size) then ed:letter(($n - 1) idiv $size, $alphabet) else '') || $letter"/>
  </xsl:function>

</xsl:stylesheet>
