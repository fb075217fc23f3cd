<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  What HTML allows where. TEI lets a paragraph hold a list and a highlight hold a paragraph; HTML does not.
  So the kind of an HTML element is chosen by what it will have to hold.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- TEI elements that become blocks wherever they stand. -->
  <xsl:variable name="ed:blocks" as="map(xs:string, xs:boolean)" select="
    map:merge((
      'ab', 'address', 'argument', 'back', 'biblFull', 'biblStruct', 'body', 'byline', 'castGroup', 'castItem', 'castList', 'closer',
      'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'docEdition', 'docImprint', 'docTitle', 'egXML', 'eg', 'entry',
      'entryFree', 'epigraph', 'epilogue', 'figure', 'floatingText', 'front', 'group', 'head', 'imprimatur', 'l', 'lg', 'list',
      'listApp', 'listBibl', 'listEvent', 'listNym', 'listObject', 'listOrg', 'listPerson', 'listPlace', 'listWit', 'msDesc', 'opener', 'p', 'performance',
      'postscript', 'prologue', 'set', 'sp', 'spGrp', 'speaker', 'superEntry', 'table', 'docAuthor', 'docDate',
      'accMat', 'acquisition', 'additional', 'additions', 'adminInfo', 'bindingDesc', 'collation', 'decoDesc', 'foliation', 'handDesc', 'history',
      'layoutDesc', 'msContents', 'msFrag', 'msIdentifier', 'msItem', 'msItemStruct', 'msPart', 'musicNotation', 'objectDesc', 'origin', 'physDesc',
      'provenance', 'recordHist', 'scribeDesc', 'scriptDesc', 'sealDesc', 'supportDesc', 'surrogates', 'typeDesc', 'text', 'titlePage', 'titlePart', 'trailer',
      'u', 'post', 'line', 'zone', 'surface', 'surfaceGrp', 'sourceDoc') ! map:entry(., true()))"/>

  <!-- Whether a block stands in an element; what stands in an editor's note is shown elsewhere and does not count. -->
  <xsl:function name="ed:holds-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      some $inner in ($element//* except $element//note[ed:is-editorial(.)]/descendant-or-self::*)
        satisfies map:contains($ed:blocks, local-name($inner)) and not(ed:is-inline-list($inner)) and not($inner/self::note)"/>
  </xsl:function>

  <xsl:function name="ed:is-inline-list" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/self::list and ($element/@type, $element/@rend) = ('inline', 'run-in', 'runin')"/>
  </xsl:function>

  <!-- `p` or the like where the content is of words only, `div` with a class of that name where blocks stand in it. -->
  <xsl:function name="ed:holder" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="if (ed:holds-blocks($element)) then 'div' else $name"/>
  </xsl:function>

  <!-- The words by which projects say the same look, in @rend or in CSS, German and French among them. -->
  <xsl:variable name="ed:looks" as="map(xs:string, xs:string)" select="
    map:merge(
      map:for-each(
        map {
          'italic': ('italic', 'italics', 'it', 'i', 'ital', 'kursiv', 'aq', 'antiqua', 'oblique', 'slanted'),
          'bold': ('bold', 'b', 'bf', 'fett', 'strong', 'bolder'),
          'underline': ('underline', 'underlined', 'u', 'ul', 'underline1', 'unterstrichen', 'souligné'),
          'double-underline': ('doubleunderline', 'double-underline', 'doubleunderlined', 'uu', 'underline2'),
          'sup': ('sup', 'super', 'superscript', 'hoch', 'exposant'),
          'sub': ('sub', 'subscript', 'tief'),
          'small-caps': ('small-caps', 'smallcaps', 'smallcap', 'sc', 'smcp', 'kapitälchen'),
          'spaced': ('spaced', 'gesperrt', 'g', 'letterspace', 'letterspaced', 'letter-spacing', 'sperrdruck', 'spaced-out'),
          'struck': ('strike', 'struck', 'strikethrough', 'line-through', 'durchgestrichen'),
          'center': ('center', 'centered', 'centre', 'centred', 'zentriert'),
          'right': ('right', 'flushright', 'rechts'),
          'large': ('large', 'larger', 'x-large', 'big'),
          'small': ('small', 'smaller', 'x-small') },
        function($look, $words) { $words ! map { .: $look } }))"/>

  <!-- What is said of an element's look, by @rend, @style or a `rendition` it points to, folded to a few words. -->
  <xsl:function name="ed:look" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="renditions" as="element()*"
      select="tokenize($element/@rendition)[starts-with(., '#')] ! key('ed:id', substring(., 2), root($element))"/>
    <xsl:variable name="words" as="xs:string*"
      select="distinct-values(($element/@rend, $element/@style, $element/@rendition, $renditions) ! tokenize(lower-case(.), '[\s#:;/,()_]+'))"/>
    <xsl:sequence select="distinct-values($words ! $ed:looks(.))"/>
  </xsl:function>

</xsl:stylesheet>
