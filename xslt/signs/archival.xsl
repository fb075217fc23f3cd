<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The system of signs `russian-archival`, the practice of Soviet and Russian publications of documents: the text as sent, and a textual
  note in words at each alteration. What was cancelled is quoted there, so that no character of the running text is lost.

  Needs:      step 20. To be followed by steps 30 to 50, for the final state, and shown by the rules of the reading view.
  Guarantees: each passage that does not stand in the final text (adjacent runs that the same act took away) is quoted in one
              `note[@type='textual']` where it stood, each block of it in an `ed:gone`, numbered in the order of the document; each addition,
              restoration and moved passage that stands bears a note. A note on several words stands before them, and an `ed:until`
              behind them names it. The note of an act has its id, so that the ledger leads to it; an editor's textual note right
              behind the act is continued in it, and keeps its own; what
              its first words say was done is not said before them.
  Does not:   take away or move anything else.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes"
  default-mode="ed:noting">

  <!-- The annotated document, with its alterations noted. -->
  <xsl:mode name="ed:noting" on-no-match="shallow-copy"/>
  <!-- A block → what it gives to a quotation: words, breaks and the editor's choices, which the later steps make. -->
  <xsl:mode name="ed:quoting" on-no-match="shallow-skip"/>

  <!-- The document that the diplomatic view shows in this system. -->
  <xsl:function name="ed:archival-text" as="document-node()">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:sequence select="ed:reading-text(ed:with-acts-noted($annotated))"/>
  </xsl:function>

  <xsl:function name="ed:with-acts-noted" as="document-node()">
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:variable name="runs" as="element()*" select="ed:texts($annotated) ! ed:runs(.)"/>
    <xsl:variable name="moved" as="element()*" select="ed:exchange($annotated, ed:force($annotated, 'final', ()))?*"/>
    <xsl:variable name="noted" as="map(xs:string, element()*)*">
      <xsl:for-each-group select="$runs" group-adjacent="ed:taken-by(.)">
        <xsl:if test="current-grouping-key() ne ''">
          <xsl:sequence select="ed:note-of-passage(current-group())"/>
        </xsl:if>
      </xsl:for-each-group>
      <xsl:for-each-group select="$runs" group-adjacent="ed:restored-by(.)">
        <xsl:if test="current-grouping-key() ne ''">
          <xsl:variable name="act" as="element()?" select="key('ed:id', current-grouping-key(), $annotated)[1]"/>
          <xsl:sequence select="$act ! ed:noted(., 'archival.restore', current-group())"/>
        </xsl:if>
      </xsl:for-each-group>
      <xsl:for-each select="ed:texts($annotated)//(add | addSpan)">
        <xsl:variable name="standing" as="element()*" select="ed:covered(.)[ed:taken-by(.) eq '']"/>
        <xsl:if test="exists($standing)">
          <xsl:sequence select="if (ed:replaced(.)) then ed:noted(., 'archival.subst', $standing) else ed:noted(., 'archival.add', $standing)"/>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="$moved[exists(ed:runs(.)[ed:taken-by(.) eq ''])]">
        <xsl:sequence select="map:entry('inside ' || generate-id(), ed:note-of-move(.))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:apply-templates select="$annotated">
      <xsl:with-param name="ed:noted" select="map:merge($noted, map { 'duplicates': 'combine' })" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

  <xsl:template match="*" as="node()*">
    <xsl:param name="ed:noted" as="map(xs:string, element()*)" tunnel="yes"/>
    <xsl:variable name="id" as="xs:string" select="generate-id()"/>
    <xsl:if test="empty($ed:noted('merged ' || $id))">
      <xsl:sequence select="$ed:noted('before ' || $id)"/>
      <xsl:copy>
        <xsl:copy-of select="@*"/>
        <xsl:apply-templates/>
        <xsl:sequence select="$ed:noted('inside ' || $id)"/>
      </xsl:copy>
      <xsl:sequence select="$ed:noted('behind ' || $id)"/>
    </xsl:if>
  </xsl:template>

  <!-- The runs of characters, and the gaps, that are the running text or were it: of each choice the reader's form, nothing that stands beside. -->
  <xsl:function name="ed:runs" as="element()*">
    <xsl:param name="in" as="element()"/>
    <xsl:sequence select="$in//(ed:t[normalize-space()] | gap)[ed:is-for-reader(.)]"/>
  </xsl:function>

  <xsl:function name="ed:is-for-reader" as="xs:boolean">
    <xsl:param name="run" as="element()"/>
    <xsl:sequence select="
      empty($run/(ancestor::am | ancestor::surplus | ancestor::secl | ancestor::fw | ancestor::metamark | ancestor::stamp | ancestor::note))
      and (every $choice in $run/ancestor::choice satisfies $run/parent::* is $choice or exists(ed:chosen($choice) intersect $run/ancestor-or-self::*))
      and (every $app in $run/ancestor::app satisfies $run/parent::* is $app or exists(ed:reading-of($app) intersect $run/ancestor::*))"/>
  </xsl:function>

  <!-- The act for which a run does not stand in the final text: the outermost cancellation in effect, else an addition undone; "" where it stands. -->
  <xsl:function name="ed:taken-by" as="xs:string">
    <xsl:param name="run" as="element()"/>
    <xsl:variable name="lifted" as="xs:string*" select="$run/(@lifts, @ed:lifts) ! tokenize(.) ! substring-before(., '/')"/>
    <xsl:sequence select="
      string(($run/(@cancelled, @ed:cancelled) ! tokenize(.), $run/(@added, @ed:added) ! tokenize(.)[. = $lifted])[1])"/>
  </xsl:function>

  <!-- The act by which a run that was cancelled stands again. -->
  <xsl:function name="ed:restored-by" as="xs:string">
    <xsl:param name="run" as="element()"/>
    <xsl:variable name="restored" as="xs:string?" select="$run/(@restored, @ed:restored)[1] ! tokenize(.)[1]"/>
    <xsl:sequence select="
      if ($restored and ed:taken-by($run) eq '')
      then string($run/(@lifts, @ed:lifts) ! tokenize(.)[substring-before(., '/') eq $restored][1] ! substring-after(., '/')) else ''"/>
  </xsl:function>

  <!-- The runs on which an act works. -->
  <xsl:function name="ed:covered" as="element()*">
    <xsl:param name="act" as="element()"/>
    <xsl:sequence select="if ($act/(self::addSpan | self::delSpan)) then key('ed:covered', $act/@xml:id, root($act))[ed:is-for-reader(.)] else ed:runs($act)"/>
  </xsl:function>

  <!--
    What an addition replaces: the one deletion of its substitution, where that comes first, its words went by itself alone, and the
    addition is not wholly gone too. Both are told in one note.
  -->
  <xsl:function name="ed:replaced" as="element(tei:del)?">
    <xsl:param name="add" as="element()"/>
    <xsl:variable name="acts" as="element()*" select="$add/parent::subst/(* except ed:t[not(normalize-space())])"/>
    <xsl:variable name="del" as="element()?" select="$acts[1][self::del][count($acts) eq 2][not($add is .)]"/>
    <xsl:sequence select="
      $del[exists(ed:runs(.)) and (every $run in ed:runs(.) satisfies ed:taken-by($run) eq $del/@xml:id)]
          [exists(ed:runs($add)[ed:taken-by(.) eq ''])]"/>
  </xsl:function>

  <!-- The note of a passage that does not stand: where it stood; nothing where that of the addition in its stead tells it. -->
  <xsl:function name="ed:note-of-passage" as="map(xs:string, element()*)*">
    <xsl:param name="passage" as="element()+"/>
    <xsl:variable name="act" as="element()" select="key('ed:id', ed:taken-by($passage[1]), root($passage[1]))[1]"/>
    <xsl:if test="not($act/parent::subst/add/ed:replaced(.) is $act)">
      <xsl:variable name="site" as="element()" select="ed:outermost($passage[1], $passage)"/>
      <xsl:variable name="editors" as="element()?" select="(ed:note-behind($site), ed:note-behind($act))[1]"/>
      <xsl:sequence select="
        map:entry('before ' || generate-id($site),
          ed:note(ed:note-id($act, $passage[1]), (), ed:sentence-before($editors, if ($act/(self::add | self::addSpan)) then 'archival.undone' else 'archival.del', $act) || ':', ed:quotations($passage), $editors, false())),
        $editors ! map:entry('merged ' || generate-id(), .)"/>
    </xsl:if>
  </xsl:function>

  <!-- The note of an act whose words stand: behind a single word, before several, with a second call behind them. -->
  <xsl:function name="ed:noted" as="map(xs:string, element()*)*">
    <xsl:param name="act" as="element()"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="standing" as="element()+"/>
    <xsl:variable name="replaced" as="element()?" select="ed:replaced($act)"/>
    <xsl:variable name="first" as="element()" select="if ($act/self::add) then ed:choice-around($act) else ed:outermost($standing[1], $standing)"/>
    <xsl:variable name="last" as="element()" select="if ($act/self::add) then $first else ed:outermost($standing[last()], $standing)"/>
    <xsl:variable name="editors" as="element()?" select="(ed:note-behind($last), ed:note-behind($act))[1]"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(string-join($standing))"/>
    <xsl:variable name="is-range" as="xs:boolean" select="count($words) gt 1 or exists($replaced) and exists(ed:runs($act) except $standing)"/>
    <xsl:variable name="quotations" as="node()*">
      <xsl:if test="$replaced">
        <xsl:text>{ed:say('archival.originally')}: </xsl:text>
        <xsl:sequence select="ed:quotations(ed:runs($replaced))"/>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="note" as="element()" select="
      ed:note(ed:note-id($act, $standing[1]), $replaced/parent::subst/@xml:id, ed:sentence-before($editors, $label, $act) || (if ($replaced) then ',' else '.'), $quotations, $editors, $is-range)"/>
    <xsl:variable name="until" as="element()"><ed:until note="{$note/@xml:id}"/></xsl:variable>
    <xsl:sequence select="
      if ($is-range) then (map:entry('before ' || generate-id($first), $note), map:entry('behind ' || generate-id($last), $until))
      else map:entry('behind ' || generate-id($last), $note),
      $editors ! map:entry('merged ' || generate-id(), .)"/>
  </xsl:function>

  <!-- The note of a passage that stands in another's place; it moves with it. -->
  <xsl:function name="ed:note-of-move" as="element()">
    <xsl:param name="passage" as="element()"/>
    <xsl:variable name="transpose" as="element()" select="(root($passage)//transpose[ptr/@target ! ed:pointed(.) = $passage/@xml:id])[1]"/>
    <xsl:variable name="places" as="element()*" select="$transpose/ptr/@target ! key('ed:id', ed:pointed(.), root($passage))[1] | ()"/>
    <xsl:sequence select="
      ed:note('moved-' || $passage/@xml:id, (),
        ed:sentence('archival.moved', $transpose) || '; '
          || ed:say('archival.place', (string(count($places[. &lt;&lt; $passage]) + 1), string(count($places)))) || '.', (), (), false())"/>
  </xsl:function>

  <!-- The id of the note on an act: that of the act; where the act has several notes, the later ones are numbered. -->
  <xsl:function name="ed:note-id" as="xs:string">
    <xsl:param name="act" as="element()"/>
    <xsl:param name="run" as="element()"/>
    <xsl:variable name="before" as="xs:integer" select="count(ed:covered($act)[. &lt;&lt; $run])"/>
    <xsl:sequence select="$act/@xml:id || (if ($before eq 0) then '' else '.' || $before)"/>
  </xsl:function>

  <!-- A note; `also` are ids under which it is to be found too. -->
  <xsl:function name="ed:note" as="element(tei:note)">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="also" as="xs:string*"/>
    <xsl:param name="sentence" as="xs:string"/>
    <xsl:param name="quotations" as="node()*"/>
    <xsl:param name="editors" as="element()?"/>
    <xsl:param name="is-range" as="xs:boolean"/>
    <note xmlns="http://www.tei-c.org/ns/1.0" type="textual">
      <xsl:attribute name="xml:id" select="($editors/@xml:id, $id)[1]"/>
      <xsl:if test="empty($editors)"><xsl:attribute name="xml:lang" select="$ed:page-language"/></xsl:if>
      <xsl:if test="$is-range"><xsl:attribute name="ed:range" select="'true'"/></xsl:if>
      <xsl:for-each select="$id[$editors/@xml:id], $also"><anchor><xsl:attribute name="xml:id" select="."/></anchor></xsl:for-each>
      <xsl:text>{$sentence}</xsl:text>
      <xsl:if test="exists($quotations)">
        <xsl:text> </xsl:text>
        <xsl:copy-of select="$quotations"/>
        <xsl:text>.</xsl:text>
      </xsl:if>
      <xsl:if test="$editors">
        <xsl:text> </xsl:text>
        <xsl:copy-of select="$editors/node()"/>
      </xsl:if>
    </note>
  </xsl:function>

  <!-- "Inserted above the line by hand A, doubtful". -->
  <xsl:function name="ed:sentence" as="xs:string">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="act" as="element()"/>
    <xsl:variable name="hand" as="xs:string" select="ed:hand($act)"/>
    <xsl:variable name="siglum" as="xs:string" select="ed:siglum($hand, $act)"/>
    <xsl:variable name="medium" as="xs:string" select="string(key('ed:id', $hand, root($act))[1]/@medium)"/>
    <xsl:variable name="by" as="xs:string?" select="
      if ($hand eq '') then ()
      else if ($siglum eq '') then ed:say(if (ed:is-typed($act)) then 'ledger.by.typist' else 'ledger.by.main')
      else if (ed:is-typed($act) and not(matches($medium, 'typ(e|o)|maschin', 'i'))) then ed:say('archival.by.pen', $siglum)
      else ed:say('ledger.by.named', $siglum)"/>
    <xsl:variable name="place" as="xs:string?" select="$act/@ed:place[ed:has-label('ledger.place.' || .)] ! ed:say('ledger.place.' || .)"/>
    <xsl:variable name="time" as="xs:string?" select="$act/@instant[. = ('true', '1')] ! ed:say('ledger.immediate')"/>
    <xsl:variable name="doubt" as="xs:string?" select="$act/@cert[. = ('low', 'unknown')] ! ed:say('cert.low')"/>
    <xsl:sequence select="string-join((string-join((ed:say($label), $place, $by, $time), ' '), $doubt), ', ')"/>
  </xsl:function>

  <!-- The sentence before an editor's note: only who did it, and where, if the editor begins with what was done. -->
  <xsl:function name="ed:sentence-before" as="xs:string">
    <xsl:param name="editors" as="element()?"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="act" as="element()"/>
    <xsl:variable name="hand" as="xs:string" select="ed:hand($act)"/>
    <xsl:choose>
      <xsl:when test="$hand ne '' and $editors ! starts-with(normalize-space(), ed:say($label))">
        <xsl:variable name="name" as="xs:string" select="ed:hand-name($hand, $act)"/>
        <xsl:variable name="place" as="xs:string?" select="$act/@ed:place[ed:has-label('ledger.place.' || .)] ! ed:say('ledger.place.' || .)"/>
        <xsl:variable name="doubt" as="xs:string?" select="$act/@cert[. = ('low', 'unknown')] ! ed:say('cert.low')"/>
        <xsl:sequence select="string-join((upper-case(substring($name, 1, 1)) || substring($name, 2), $place, $doubt), ', ')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="ed:sentence($label, $act)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- An editor's textual note right behind an element, which speaks about it; behind the last part of a substitution, about that part too. -->
  <xsl:function name="ed:note-behind" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="next" as="node()?" select="$element/following-sibling::node()[not(self::ed:t[not(normalize-space())])][1]"/>
    <xsl:sequence select="
      if (empty($next) and $element/parent::subst) then ed:note-behind($element/parent::subst)
      else $next/self::note[ed:is-editorial(.)][ed:series(.) eq 'textual']"/>
  </xsl:function>

  <!-- The outermost element around a run that holds nothing but runs of these: where a note of theirs does not part what belongs together. -->
  <xsl:function name="ed:outermost" as="element()">
    <xsl:param name="run" as="element()"/>
    <xsl:param name="runs" as="element()+"/>
    <xsl:variable name="around" as="element()*" select="
      $run/ancestor::*[not(ed:is-block(.)) or self::p or self::ab or self::head or self::salute or self::signed or self::dateline or self::byline or self::trailer]
        [empty(ed:runs(.) except $runs)]"/>
    <xsl:sequence select="ed:choice-around(($around, $run)[1])"/>
  </xsl:function>

  <!-- What stands in a choice is chosen, and a note there would not be: it goes to the choice. Nor is one looked for in an example. -->
  <xsl:function name="ed:choice-around" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/ancestor-or-self::*[not(parent::choice or parent::app or parent::rdgGrp or ancestor::eg or ancestor::*:egXML)][1]"/>
  </xsl:function>

  <!-- The numbers of quotations, by which the proof puts them in the order of the document. -->
  <xsl:accumulator name="ed:number-of-run" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="ed:t | gap" select="$value + 1"/>
  </xsl:accumulator>

  <!-- The words of a passage, block by block, between quotation marks. -->
  <xsl:function name="ed:quotations" as="node()*">
    <xsl:param name="passage" as="element()+"/>
    <xsl:for-each-group select="$passage" group-adjacent="generate-id(ed:block-around(.))">
      <xsl:variable name="runs" as="element()+" select="current-group()"/>
      <xsl:text>{if (position() gt 1) then ' ' else ''}{ed:say('quote.open')}</xsl:text>
      <ed:gone n="{$runs[1]/accumulator-before('ed:number-of-run')}">
        <xsl:if test="ed:language($runs[1]) ne $ed:page-language"><xsl:attribute name="xml:lang" select="ed:language($runs[1])"/></xsl:if>
        <xsl:apply-templates select="ed:block-around(.)/node()" mode="ed:quoting">
          <xsl:with-param name="ed:from" select="$runs[1]" tunnel="yes"/>
          <xsl:with-param name="ed:to" select="$runs[last()]" tunnel="yes"/>
        </xsl:apply-templates>
      </ed:gone>
      <xsl:text>{ed:say('quote.close')}</xsl:text>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The block in which a run stands; a reading of an apparatus is one of its words. -->
  <xsl:function name="ed:block-around" as="element()">
    <xsl:param name="run" as="element()"/>
    <xsl:sequence select="$run/ancestor::*[ed:is-block(.)][not(self::lem or self::rdg)][1]"/>
  </xsl:function>

  <xsl:function name="ed:is-between" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="from" as="element()"/>
    <xsl:param name="to" as="element()"/>
    <xsl:sequence select="not($node &lt;&lt; $from) and not($node >> $to)"/>
  </xsl:function>

  <xsl:template match="ed:t" mode="ed:quoting" as="text()?" priority="2">
    <xsl:param name="ed:from" as="element()" tunnel="yes"/>
    <xsl:param name="ed:to" as="element()" tunnel="yes"/>
    <xsl:if test="ed:is-between(., $ed:from, $ed:to)">
      <!-- No space between the words and the quotation marks. -->
      <xsl:variable name="begun" as="xs:string" select="if (. is $ed:from) then replace(., '^\s+', '') else ."/>
      <xsl:value-of select="if (. is $ed:to) then replace($begun, '\s+$', '') else $begun"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="gap | lb | pb | cb | gb | space" mode="ed:quoting" as="element()?">
    <xsl:param name="ed:from" as="element()" tunnel="yes"/>
    <xsl:param name="ed:to" as="element()" tunnel="yes"/>
    <!-- The break behind the first half of a divided word belongs to it where both went. -->
    <xsl:variable name="divides" as="xs:boolean" select="
      @break = 'no' and ed:taken-by(.) eq ed:taken-by($ed:to) and preceding::ed:t[normalize-space()][1] is $ed:to"/>
    <xsl:if test="ed:is-between(., $ed:from, $ed:to) or $divides">
      <xsl:element name="{if (self::pb) then 'lb' else local-name()}" namespace="http://www.tei-c.org/ns/1.0">
        <xsl:copy-of select="@* except (@xml:id, @ed:*)"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template match="choice | choice/* | am | ex | surplus | secl | supplied | unclear | pc" mode="ed:quoting" as="element()?" priority="1">
    <xsl:param name="ed:from" as="element()" tunnel="yes"/>
    <xsl:param name="ed:to" as="element()" tunnel="yes"/>
    <!-- Of several forms none is left out: which of them is the reader's would be another one. -->
    <xsl:if test="parent::choice or (some $run in .//(ed:t | gap) satisfies ed:is-between($run, $ed:from, $ed:to))">
      <xsl:copy>
        <xsl:copy-of select="@* except @xml:id"/>
        <xsl:apply-templates mode="#current"/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <!-- Of an apparatus the reading of the text is quoted; the others stand in no note on what was cancelled. -->
  <xsl:template match="app" mode="ed:quoting" as="node()*">
    <xsl:apply-templates select="ed:reading-of(.)/node() | ed:t[normalize-space()]" mode="#current"/>
  </xsl:template>

  <!-- An addition that went with what is around it is told where it stood. -->
  <xsl:template match="add" mode="ed:quoting" as="node()*">
    <xsl:param name="ed:from" as="element()" tunnel="yes"/>
    <xsl:param name="ed:to" as="element()" tunnel="yes"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:if test="exists(ed:runs(.)) and (every $run in ed:runs(.) satisfies ed:is-between($run, $ed:from, $ed:to))">
      <ed:told> [{ed:sentence('add', .)}]</ed:told>
    </xsl:if>
  </xsl:template>

  <xsl:template match="note | fw | stamp | metamark" mode="ed:quoting" as="empty-sequence()" priority="2"/>

  <!-- How these look: the words that went, said to be so for the proof; what is told among them; the second call of a note. -->
  <xsl:template match="ed:gone" mode="ed:reading" as="element()">
    <span class="gone" data-by="gone {@n}">
      <xsl:sequence select="ed:own-lang(.)"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="ed:told" mode="ed:reading" as="element()">
    <span class="editor" data-by="edition">
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="ed:until" mode="ed:reading" as="element()?">
    <xsl:for-each select="key('ed:id', @note)[1]">
      <a class="mark textual until" href="#{@xml:id}" data-by="edition">
        <span class="vh">{ed:say('note.until')} </span>
        <xsl:text>{ed:call(.)}</xsl:text>
      </a>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
