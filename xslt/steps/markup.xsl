<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  What the markup is, asked by every step: which elements are acts, which write, which are blocks, where a pointer leads.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:ed="urn:x-edition"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:key name="ed:by-id" match="*[@xml:id]" use="@xml:id"/>

  <!-- The id that a pointer names: `#h1`, `telegram.ru.xml#h1` and the bare word `h1` of older files all mean h1. Of several pointers, the first. -->
  <xsl:function name="ed:pointed" as="xs:string">
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:choose>
      <!-- nearly always, and much quicker -->
      <xsl:when test="starts-with($pointer, '#') and translate($pointer, ' &#9;&#10;&#13;', '') eq $pointer">
        <xsl:sequence select="substring($pointer, 2)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="first" as="xs:string" select="(tokenize($pointer), '')[1]"/>
        <xsl:sequence select="if (contains($first, '#')) then substring-after($first, '#') else $first"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- An act: one intervention in the document (Guidelines 11.3.1, 11.3.4). `subst` and `substJoin` only bind acts. -->
  <xsl:function name="ed:is-act" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::tei:add or self::tei:addSpan or self::tei:del or self::tei:delSpan or self::tei:restore
                            or self::tei:undo or self::tei:redo or self::tei:retrace or self::tei:mod or self::tei:transpose])"/>
  </xsl:function>

  <!-- The id of the element that a span ends with. TEI says @spanTo; older practice said @anchor, P4 said @to. -->
  <xsl:function name="ed:span-end" as="xs:string">
    <xsl:param name="span" as="element()"/>
    <xsl:sequence select="ed:pointed(($span/@spanTo, $span/@anchor, $span/@to)[normalize-space()][1])"/>
  </xsl:function>

  <!-- What is said about the text and stands in it only because TEI allows it anywhere: entries for an index, interpretations, links,
       certainty, features (the Guidelines' model.global.meta); and what a picture is made of. A `span` that points at nothing is
       nobody's interpretation: projects mark words with it. -->
  <xsl:variable name="ed:apart-names" as="map(xs:string, xs:boolean)" static="yes"
    select="map:merge(
      ('index', 'interp', 'interpGrp', 'span', 'spanGrp', 'link', 'linkGrp', 'join', 'joinGrp', 'alt', 'altGrp', 'timeline', 'certainty',
       'precision', 'respons', 'fs', 'fLib', 'fvLib', 'listTranspose', 'transpose', 'substJoin', 'annotation', 'listAnnotation', 'binaryObject')
      ! map:entry(., true()))"/>

  <xsl:function name="ed:is-apart" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$ed:apart-names(local-name($element)) and exists($element[self::tei:*][not(self::tei:span) or @from or @to or @target])"/>
  </xsl:function>

  <!-- What an editor says about the text: his notes and descriptions, an apparatus that stands apart, and what else is apart. -->
  <xsl:function name="ed:speaks-about" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element[self::tei:figDesc or self::tei:listApp]) or $element/self::tei:note ! not(ed:is-document-note(.))
      or $element/self::tei:desc ! ed:is-description(.) or ed:is-apart($element)"/>
  </xsl:function>

  <!-- Whether something stands in that. An act there is spoken of, and not done. -->
  <xsl:function name="ed:is-about" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $around in $element/(ancestor::* except (ancestor::tei:listTranspose, ancestor::tei:transpose)) satisfies ed:speaks-about($around)"/>
  </xsl:function>

  <!-- The alternatives and the layers in which something stands: of a choice, of an apparatus, what belongs to the leaf, what is dropped. -->
  <xsl:function name="ed:layers" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/ancestor::*[parent::tei:choice or parent::tei:app or parent::tei:rdgGrp or self::tei:fw or self::tei:metamark or self::tei:stamp
                            or self::tei:note or self::tei:am or self::tei:surplus or self::tei:secl]"/>
  </xsl:function>

  <!-- What stands in the text without characters. -->
  <xsl:function name="ed:is-leaf" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::tei:gap or self::tei:space or self::tei:graphic or self::tei:media or self::tei:lb or self::tei:cb
                            or self::tei:g or self::tei:metamark or self::tei:formula or self::tei:figure][not(ed:holds-words(.))])"/>
  </xsl:function>

  <!-- Whether there are words in an element besides its description: a break, a gap may hold some though it should not. A figure's are its own. -->
  <xsl:function name="ed:holds-words" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(if (self::tei:figure) then node() else node() except tei:desc)[normalize-space()])"/>
  </xsl:function>

  <!-- What the reader is given of a choice: the correction, the regular form, the expansion; of several doubtful readings the surest, then the first. -->
  <xsl:function name="ed:chosen" as="element()?">
    <xsl:param name="choice" as="element(tei:choice)"/>
    <xsl:sequence select="($choice/tei:corr, $choice/tei:reg, $choice/tei:expan, $choice/tei:ex, $choice/tei:supplied,
                           $choice/tei:unclear[@cert = 'high'], $choice/tei:unclear[@cert = 'medium'], $choice/(* except ed:t))[1]"/>
  </xsl:function>

  <!-- What of a choice is in the document: the writer's own form; of several doubtful readings of the same ink one, the reader's; nothing where
       all is the editor's. -->
  <xsl:function name="ed:written" as="element()?">
    <xsl:param name="choice" as="element(tei:choice)"/>
    <xsl:sequence select="($choice/tei:sic, $choice/tei:orig, $choice/tei:abbr, $choice/tei:am, $choice/tei:surplus,
                           $choice/tei:unclear[@cert = 'high'], $choice/tei:unclear[@cert = 'medium'],
                           $choice/(* except (tei:corr, tei:reg, tei:expan, tei:ex, tei:supplied, ed:t)))[1]"/>
  </xsl:function>

  <!-- What an entry of an apparatus gives to the text: its lemma, else its first reading, in whatever group. Nothing where the entry only
       refers to a text that stands elsewhere (Guidelines 12.2.1, 12.2.2). -->
  <xsl:function name="ed:reading-of" as="element()?">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="($app/tei:lem, $app/tei:rdg, $app/tei:rdgGrp//(tei:lem | tei:rdg)[ancestor::tei:app[1] is $app])[1][not(ed:is-referring($app))]"/>
  </xsl:function>

  <!-- Whether an entry names its place by pointers (@from, @to), or by a reference where the header says that entries do. -->
  <xsl:function name="ed:is-referring" as="xs:boolean">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="exists($app[@from or @to]) or ($app/@loc and exists(key('ed:referring', 'location-referenced', root($app))))"/>
  </xsl:function>

  <xsl:key name="ed:referring" match="tei:variantEncoding" use="@method"/>

  <!-- Where on the sheet something was written, in one word whatever the project calls it: the words of steps/places.xml and of the project's
       own table (the setting `places`); the word itself, in small letters, where neither knows it. Of several words the first that is known. -->
  <xsl:function name="ed:place-of" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/@place[normalize-space()]">
        <xsl:variable name="said" as="xs:string" select="lower-case(normalize-space($element/@place))"/>
        <xsl:variable name="words" as="xs:string+" select="$said, tokenize($said)"/>
        <xsl:sequence select="(ed:own-places(root($element)/*/@ed:places, $words), $words ! $ed:places(.), $said)[1]"/>
      </xsl:when>
      <!-- Some projects have @rend or @type say it; there only a known word counts. -->
      <xsl:when test="$element[self::tei:add or self::tei:addSpan]">
        <xsl:sequence select="string((tokenize(lower-case(string-join($element/(@rend, @type), ' '))) ! $ed:places(.))[1])"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="''"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What the project's own table, which the document bears on its root as JSON, makes of the words. -->
  <xsl:function name="ed:own-places" as="xs:string*">
    <xsl:param name="table" as="xs:string?"/>
    <xsl:param name="words" as="xs:string+"/>
    <xsl:if test="exists($table)">
      <xsl:variable name="meanings" as="map(*)" select="parse-json($table)"/>
      <xsl:sequence select="for $word in $words return map:keys($meanings)[lower-case(.) eq $word] ! string($meanings(.))"/>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="ed:places" as="map(xs:string, xs:string)" static="yes"
    select="map:merge(
      doc('places.xml')/ed:places/ed:place ! (let $name := string(@name) return ($name, tokenize(@words, ' *\| *')) ! map:entry(., $name)),
      map{'duplicates': 'use-first'})"/>

  <!-- A note written in the document, unlike one that an editor wrote about it. -->
  <xsl:function name="ed:is-document-note" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="exists($note/@hand)
                          or (exists($note/@place) and empty($note/@resp)
                              and not(tokenize($note/@place) = ('foot', 'end', 'bottom', 'unspecified'))
                              and not(tokenize($note/@type) = ('editorial', 'commentary', 'textual')))"/>
  </xsl:function>

  <!-- A `desc` that says what something in the document looks like. Elsewhere (in the items of a printed catalogue) it is text like any other. -->
  <xsl:function name="ed:is-description" as="xs:boolean">
    <xsl:param name="desc" as="element(tei:desc)"/>
    <xsl:sequence select="exists($desc/(parent::tei:figure | parent::tei:gap | parent::tei:space | parent::tei:unclear | parent::tei:damage
                            | parent::tei:surface | parent::tei:zone | parent::tei:graphic | parent::tei:media | parent::tei:g
                            | parent::tei:substJoin | parent::tei:listTranspose | parent::tei:ellipsis))"/>
  </xsl:function>

  <!-- Text of the editor's own: shown, but no character of the document. -->
  <xsl:function name="ed:is-editors" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::tei:supplied or self::tei:reg or self::tei:expan[parent::tei:choice] or self::tei:ex
                            or self::tei:corr or self::tei:figDesc or self::tei:desc[ed:is-description(.)]])
                          or ($element[self::tei:note] and not(ed:is-document-note($element)))"/>
  </xsl:function>

  <xsl:variable name="ed:block-names" as="map(xs:string, xs:boolean)" static="yes"
    select="map:merge(
      ('TEI', 'teiCorpus', 'text', 'group', 'floatingText', 'front', 'body', 'back',
       'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'head', 'p', 'ab', 'lg', 'l',
       'list', 'item', 'table', 'row', 'cell', 'figure', 'sp', 'spGrp', 'speaker', 'castList', 'castGroup', 'castItem', 'set', 'performance',
       'opener', 'closer', 'salute', 'signed', 'dateline', 'byline', 'trailer', 'postscript', 'address', 'addrLine', 'argument', 'epigraph',
       'titlePage', 'docTitle', 'titlePart', 'docAuthor', 'docImprint', 'docDate', 'docEdition', 'imprimatur',
       'listBibl', 'biblStruct', 'biblFull', 'listPerson', 'person', 'listPlace', 'listOrg', 'org', 'listEvent', 'event', 'msDesc', 'listApp',
       'note', 'noteGrp', 'sourceDoc', 'surfaceGrp', 'surface', 'zone', 'line', 'entry', 'entryFree', 'superEntry', 'sense', 'cit', 'standOff',
       'u', 'stdVals', 'egXML', 'eg', 'lem', 'rdg') ! map:entry(., true()))"/>

  <!-- A block begins a line of plain text; everything else runs on. Containers of blocks are blocks, whatever their name. -->
  <xsl:function name="ed:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$ed:block-names(local-name($element))
                          or $element[self::tei:label[parent::tei:list]]
                          or $element[self::tei:stage or self::tei:quote or self::tei:q or self::tei:said]
                               [parent::tei:body or parent::tei:div or parent::tei:sp or parent::tei:castList
                                or tei:p or tei:lg or tei:l or tei:ab or tei:list or tei:sp]"/>
  </xsl:function>
</xsl:stylesheet>
