<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- Where an intervention stands: in the text (page, line, paragraph), and on the leaf (`@place`, folded to one meaning). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- The page begun last: by its number, else counted. -->
  <xsl:accumulator name="ed:pages" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="pb | surface" select="$value + 1"/>
  </xsl:accumulator>
  <xsl:accumulator name="ed:page" as="xs:string" initial-value="''">
    <xsl:accumulator-rule match="pb | surface" select="string((@n[normalize-space()] ! normalize-space(.), accumulator-before('ed:pages'))[1])"/>
  </xsl:accumulator>

  <!-- The line begun last: by its number, else counted from the head of the page. -->
  <xsl:accumulator name="ed:line" as="xs:string" initial-value="''">
    <xsl:accumulator-rule match="pb | surface" select="''"/>
    <xsl:accumulator-rule match="lb | line | l"
      select="if (@n[normalize-space()]) then normalize-space(@n) else if ($value castable as xs:integer) then string(xs:integer($value) + 1) else '1'"/>
  </xsl:accumulator>

  <!-- Paragraphs, counted as the views count them. -->
  <xsl:accumulator name="ed:paragraphs" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="(p | ab | item)[ed:is-counted-item(.)]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- The elements of a document in order: which of two comes first. -->
  <xsl:accumulator name="ed:rank" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="*" select="$value + 1"/>
  </xsl:accumulator>

  <!-- The paragraph that a node stands in, "" where it stands in none. -->
  <xsl:function name="ed:paragraph-of" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="paragraph" as="element()?"
      select="$node/ancestor-or-self::*[self::p or self::ab or self::item][ed:is-counted-item(.)][1]"/>
    <xsl:sequence select="string(($paragraph/@n, $paragraph/accumulator-before('ed:paragraphs'))[1])"/>
  </xsl:function>

  <!-- The part of a document that is no paragraph: opener, closer, head, postscript; "" elsewhere. -->
  <xsl:function name="ed:section-of" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="string($node/ancestor-or-self::*[self::opener or self::closer or self::head or self::postscript][1]/local-name())"/>
  </xsl:function>

  <!-- One word for each of the places on a leaf, and the words by which projects say it: small letters only, without spaces, hyphens, dots. -->
  <xsl:variable name="ed:leaf-places" as="map(xs:string, xs:string)" select="
    map:merge(
      map:for-each(
        map {
          'above': ('above', 'supralinear', 'superlinear', 'superliniar', 'supra', 'aboveline', 'abovetheline', 'sup', 'super', 'superscript',
            'encima', 'interlinear', 'überderzeile', 'надстрокой', 'сверху', 'suprascript'),
          'below': ('below', 'infralinear', 'sublinear', 'infra', 'belowline', 'belowtheline', 'sub', 'subscript', 'debajo', 'unterderzeile', 'подстрокой', 'снизу'),
          'inline': ('inline', 'inspace', 'intralinear', 'inlinea', 'online', 'inderzeile', 'встроке'),
          'over': ('over', 'overtext', 'superimposed', 'overstrike', 'overwrite', 'overwritten', 'overtop', 'overtyped', 'across', 'overlay', 'поперектекста', 'поверхтекста'),
          'margin': ('margin', 'marg', 'marginal', 'mg', 'margins', 'marginouter', 'maginouter', 'margininner', 'inmargin', 'amrand', 'наполях', 'gutter'),
          'margin-left': ('left', 'marginleft', 'leftmargin', 'mgleft', 'linkerrand'),
          'margin-right': ('right', 'marginright', 'rightmargin', 'mgright', 'rechterrand'),
          'top': ('top', 'margintop', 'topmargin', 'head', 'topright', 'topleft', 'topcenter', 'topouter', 'topinner', 'margintopright', 'margintopleft'),
          'bottom': ('bottom', 'marginbottom', 'marginbot', 'bottommargin', 'foot', 'bottomleft', 'bottomright', 'bottomouter'),
          'end': ('end', 'atend'),
          'opposite': ('opposite', 'overleaf', 'verso', 'facing') },
        function($place, $words) { $words ! map { .: $place } }))"/>

  <!-- Of several places the one that says most: a margin before a side of the line. -->
  <xsl:variable name="ed:leaf-places-in-order" as="xs:string+"
    select="'over', 'margin-left', 'margin-right', 'top', 'bottom', 'opposite', 'end', 'margin', 'above', 'below', 'inline'"/>

  <!-- What `@place` means, "" where it says nothing that is known. -->
  <xsl:function name="ed:place-on-leaf" as="xs:string">
    <xsl:param name="place" as="xs:string?"/>
    <xsl:variable name="bare" as="function(xs:string) as xs:string" select="function($word as xs:string) as xs:string {lower-case(replace($word, '[\s._:#-]+', ''))}"/>
    <xsl:variable name="meant" as="xs:string*" select="($ed:leaf-places($bare(string($place))), tokenize($place) ! $ed:leaf-places($bare(.)))"/>
    <xsl:sequence select="string($ed:leaf-places-in-order[. = $meant][1])"/>
  </xsl:function>

</xsl:stylesheet>
