<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- TEI chapter 3, Elements Available in All Documents: what looks the same in both views. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- Paragraphs that are the text's own, counted for the ¶ links: not those of notes, figures, or texts within. -->
  <xsl:function name="ed:is-counted" as="xs:boolean">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:sequence select="
      $paragraph/ancestor::body and not($paragraph/(ancestor::note | ancestor::figure | ancestor::floatingText | ancestor::cell | ancestor::item))"/>
  </xsl:function>

  <xsl:template match="p | ab | docTitle/titlePart/p" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <xsl:element name="{ed:holder(., 'p')}">
      <xsl:attribute name="class" select="'p', ed:look(.), ed:flow(.)"/>
      <xsl:choose>
        <xsl:when test="ed:is-counted(.)">
          <xsl:attribute name="id" select="ed:id(.)"/>
          <xsl:sequence select="ed:own-lang(.)"/>
          <xsl:call-template name="ed:paragraph-link"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="ed:carried(.)"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates mode="#current"/>
      <xsl:call-template name="ed:trailing-marks"/>
    </xsl:element>
  </xsl:template>

  <!-- A paragraph opens a passage, and is set without indent, where no other paragraph goes before it. -->
  <xsl:function name="ed:flow" as="xs:string?">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:variable name="before" as="element()?"
      select="$paragraph/preceding-sibling::*[not(self::note[ed:is-editorial(.)] or self::pb or self::lb or self::milestone or self::anchor or self::cb)][1]"/>
    <xsl:sequence select="
      if ($before/(self::head | self::opener | self::dateline | self::salute | self::byline | self::epigraph | self::argument) or empty($before))
      then 'opening' else ()"/>
  </xsl:function>

  <!-- The link to a paragraph, with its number. The web shows it in the margin; print leaves it out. -->
  <xsl:template name="ed:paragraph-link" as="node()*">
    <xsl:variable name="number" as="xs:string" select="string((@n, ed:paragraph-number(.))[1])"/>
    <a class="paragraph-link" href="#{ed:id(.)}" data-by="edition" aria-label="{ed:say('paragraph.link', $number)}">{$number}</a>
  </xsl:template>

  <xsl:function name="ed:paragraph-number" as="xs:integer">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:sequence select="$paragraph/accumulator-before('ed:counted') + (if (ed:is-counted-item($paragraph)) then 0 else 1)"/>
  </xsl:function>

  <xsl:accumulator name="ed:counted" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="(p | ab | item)[ed:is-counted-item(.)]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- Items of a list that stands among the paragraphs are counted with them. -->
  <xsl:function name="ed:is-counted-item" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="ed:is-counted($element) and (not($element/self::item) or $element/@xml:id)"/>
  </xsl:function>

  <!-- Emphasis and its kin. -->
  <xsl:template match="emph" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'em')}">
      <xsl:attribute name="class" select="'emph', ed:look(.)"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- A highlight by its look: slope, weight, height are HTML's own elements; the rest are classes. -->
  <xsl:template match="hi" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:variable name="look" as="xs:string*" select="ed:look(.)"/>
    <xsl:variable name="name" as="xs:string" select="
      if ($look = 'sup') then 'sup' else if ($look = 'sub') then 'sub' else if ($look = 'bold') then 'b'
      else if ($look = 'italic') then 'i' else if ($look = 'underline') then 'u' else 'span'"/>
    <xsl:element name="{ed:holder(., $name)}">
      <xsl:attribute name="class" select="'hi', $look"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="title" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., if (@level = ('a', 'u')) then 'span' else 'cite')}">
      <xsl:attribute name="class" select="'title', @level ! ('level-' || .)"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="mentioned | distinct | foreign" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'i')}">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="term" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'term', ed:look(.)"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="gi | att | val | tag | code | ident" mode="ed:reading ed:diplomatic" as="element()">
    <code class="{local-name()}" translate="no">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:if test="self::gi or self::att"><span data-by="edition">{if (self::gi) then '&lt;' else '@'}</span></xsl:if>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="self::gi"><span data-by="edition">></span></xsl:if>
    </code>
  </xsl:template>

  <!-- Quotation. The marks are the document's, which prints them, or left out, and never added. -->
  <xsl:template match="quote | cit | q | said" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:variable name="block" as="xs:boolean"
      select="ed:holds-blocks(.) or ed:look(.) = 'block' or @rend = ('block', 'blockquote') or parent::div or parent::body or parent::epigraph or parent::cit[parent::div or parent::body or parent::epigraph]"/>
    <xsl:element name="{if ($block) then (if (self::quote) then 'blockquote' else 'div') else 'span'}">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Lists. -->
  <xsl:template match="list" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:variable name="kind" as="xs:string" select="string-join((@type, @rend), ' ')"/>
    <xsl:variable name="heads" as="element()*" select="ed:leading-heads(.)"/>
    <xsl:apply-templates select="$heads" mode="#current"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:choose>
      <xsl:when test="ed:is-inline-list(.)">
        <span class="list inline">
          <xsl:sequence select="ed:carried(.)"/>
          <xsl:apply-templates select="node() except $heads" mode="#current"/>
        </span>
      </xsl:when>
      <!-- Labels beside items make a list of terms, unless the labels are the numbers of the items themselves. -->
      <xsl:when test="label">
        <dl class="list" data-kind="{$kind}">
          <xsl:sequence select="ed:carried(.)"/>
          <xsl:apply-templates select="(* | text()) except ($heads, (ed:t | text())[not(normalize-space())])" mode="#current"/>
        </dl>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="ordered" as="xs:boolean" select="matches($kind, 'ordered|number|decimal|alpha|roman') and not(matches($kind, 'unordered|unnumbered'))"/>
        <xsl:element name="{if ($ordered) then 'ol' else 'ul'}">
          <xsl:attribute name="class" select="'list', if (item/label or item/@n[not(. castable as xs:integer)] or matches($kind, 'simple|none|plain')) then 'labelled' else ()"/>
          <xsl:sequence select="ed:carried(.)"/>
          <xsl:apply-templates select="(* | text()) except ($heads, (ed:t | text())[not(normalize-space())])" mode="#current"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The headings of a list or table before anything else in it; one that comes later stands where it stands. -->
  <xsl:function name="ed:leading-heads" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/head[not(preceding-sibling::node()[normalize-space()][not(self::head)])]"/>
  </xsl:function>

  <xsl:template match="list/*[not(self::item or self::label or self::head[. intersect ed:leading-heads(..)])] | list/text()[normalize-space()]"
    mode="ed:reading ed:diplomatic" as="node()*" priority="5">
    <xsl:choose>
      <xsl:when test="ed:is-inline-list(..)">
        <xsl:next-match/>
      </xsl:when>
      <xsl:when test="../label">
        <dd class="between"><xsl:next-match/></dd>
      </xsl:when>
      <xsl:otherwise>
        <li class="between"><xsl:next-match/></li>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="item" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <xsl:element name="{if (ed:is-inline-list(..) or not(parent::list)) then 'span' else if (../label) then 'dd' else 'li'}">
      <xsl:attribute name="class" select="'item'"/>
      <xsl:if test="@n castable as xs:integer and not(label) and not(../label) and not(ed:is-inline-list(..)) and matches(string-join(../(@type, @rend), ' '), '(^|\s)(ordered|numbered)')">
        <xsl:attribute name="value" select="@n"/>
      </xsl:if>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:if test="@xml:id and ed:is-counted(.)">
        <xsl:call-template name="ed:paragraph-link"/>
      </xsl:if>
      <xsl:if test="@n[not(. castable as xs:integer)] and not(label) and not(../label)">
        <span class="n" data-by="edition">{@n} </span>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="list/label" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <xsl:element name="{if (ed:is-inline-list(..)) then 'span' else 'dt'}">
      <xsl:attribute name="class" select="'label'"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Links. A pointer without words shows where it leads. -->
  <xsl:template match="ref" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:param name="ed:view" as="xs:string" select="'reading'" tunnel="yes"/>
    <xsl:variable name="href" as="xs:string" select="ed:href(string(@target), $ed:view)"/>
    <xsl:element name="{if (ed:is-link(., $href)) then 'a' else ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'ref'"/>
      <xsl:if test="ed:is-link(., $href)">
        <xsl:attribute name="href" select="$href"/>
      </xsl:if>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="ptr" mode="ed:reading ed:diplomatic" as="element()?">
    <xsl:param name="ed:view" as="xs:string" select="'reading'" tunnel="yes"/>
    <xsl:variable name="href" as="xs:string" select="ed:href(string(@target), $ed:view)"/>
    <xsl:if test="ed:is-link(., $href)">
      <a class="ref" href="{$href}" data-by="edition">
        <xsl:sequence select="ed:carried(.)"/>
        <xsl:text>{if (starts-with($href, '#')) then '↑' else replace($href, '^https?://', '')}</xsl:text>
      </a>
    </xsl:if>
  </xsl:template>

  <!-- A link is one if it leads somewhere and stands in no other link; to an id of this page only if the page shows it. -->
  <xsl:function name="ed:is-link" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="href" as="xs:string"/>
    <xsl:variable name="inside" as="element()?" select="if (starts-with($href, '#')) then key('ed:id', substring($href, 2), root($element))[1] else ()"/>
    <xsl:sequence select="
      $href ne '' and not($element/ancestor::ref) and not($element//(ref | ptr | note | app | graphic))
      and (not(starts-with($href, '#')) or exists($inside[ancestor::text][not(self::pb or self::lb or self::cb or self::anchor)]))"/>
  </xsl:function>

  <!-- Addresses. -->
  <xsl:template match="address" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="address">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:call-template name="ed:trailing-marks"/>
    </div>
  </xsl:template>

  <xsl:template match="addrLine" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="addr-line">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="date | time" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:variable name="when" as="xs:string?" select="(@when, @when-iso)[1][. castable as xs:date or . castable as xs:gYearMonth or . castable as xs:gYear]"/>
    <xsl:element name="{if ($when and matches($when, '^\d\d\d\d') and not(ed:holds-blocks(.))) then 'time' else ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'date'"/>
      <xsl:if test="$when and matches($when, '^\d\d\d\d') and not(ed:holds-blocks(.))">
        <xsl:attribute name="datetime" select="$when"/>
      </xsl:if>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Lists of what is described or referred to. The punctuation is the editor's own; to structured entries it is added (bibliography.xsl). -->
  <xsl:template match="listBibl | listWit | listPerson | listPlace | listOrg | listEvent | listObject | listNym | listRelation" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="listing {local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- An apparatus apart from its text is about it. -->
  <xsl:template match="listApp" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="listing listApp" data-by="edition">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="(biblStruct | biblFull | msDesc | listBibl/bibl | listWit/witness | person | place | org | event | object | nym | personGrp | relation)[normalize-space()]"
    mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="entry {local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- Words with a meaning that our pages do not dress: the text stands, the meaning stays as a class. A table, for Saxon compiles
       a template once for each alternative of its pattern. -->
  <xsl:variable name="ed:undressed" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(tokenize('
    abbr am ex expan name rs num measure measureGrp unit email bibl author editor publisher pubPlace biblScope citedRange series monogr analytic
    imprint edition idno respStmt resp textLang soCalled gloss desc label seg street postCode postBox objectName eventName relatedItem meeting
    distributor authority extent availability licence funder sponsor principal caesura rhyme s w m c cl phr pc orig reg sic corr choice lem rdg
    rdgGrp wit span ruby rb rt headItem headLabel heraldry locus locusGrp catchwords signatures secFol dim dimensions height width depth
    material watermark origDate origPlace stamp metamark summary support condition language mod retrace redo undo damage caption writing shift
    tagUsage witDetail lacunaStart lacunaEnd witStart witEnd ident floruit birth death age sex faith education occupation residence nationality
    affiliation state trait population terrain climate langKnown langKnowledge socecStatus location geo persona form orth pron gramGrp gram pos
    gen number case def usg etym lang subc hyph syll stress tns mood per iType colloc lbl dictScrap xr camera sound tech view move')
    ! map:entry(., true()))"/>

  <xsl:template match="tei:*[$ed:undressed(local-name())] | etym/*" mode="ed:reading ed:diplomatic" as="element()" priority="-1">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="local-name(), @type[matches(., '^[\w-]+$')] ! ('type-' || .), ed:look(.)"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- In a running head anything may stand. -->
  <xsl:template match="fw/*" mode="ed:reading ed:diplomatic" as="element()" priority="-2">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- What has no words of its own and changes none: anchors, links between things, certainty about them. -->
  <xsl:template match="
    anchor | milestone[@unit = ('quote', 'quotation')] | when | addSpan | delSpan | damageSpan | handShift
    | metDecl | alternate | catDesc | listPrefixDef | biblStruct | biblFull | msDesc | witness | person | place | org | event | object | nym | personGrp
    | relation | path | default | noteGrp | xenoData | divGen"
    mode="ed:reading ed:diplomatic" as="node()*" priority="-1">
    <xsl:if test="@xml:id and ancestor::text">
      <span class="anchor" id="{@xml:id}"/>
    </xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- What is said about the text, or is none: only what points to it finds it. -->
  <xsl:template match="*[ed:is-apart(.)] | standOff | facsimile" mode="ed:reading ed:diplomatic" as="element()?" priority="3">
    <xsl:if test="@xml:id and ancestor::text">
      <span class="anchor" id="{@xml:id}"/>
    </xsl:if>
  </xsl:template>

  <!-- A letter that Unicode lacks: its words, else the nearest that its declaration gives. -->
  <xsl:template match="g" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:variable name="declared" as="element()?" select="key('ed:id', substring-after(@ref, '#'), root(.))[1]"/>
    <span class="g">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="not(normalize-space())">
        <!-- What a sign looks like is declared in the header: the page says it, the document has no character for it. -->
        <span data-by="edition"><xsl:value-of select="($declared/mapping[@type = ('standard', 'standardized', 'Unicode', 'diplomatic', 'modern')], $declared/mapping, $declared/(charName | glyphName | desc), @type ! ('[' || . || ']'), '�')[normalize-space()][1]"/></span>
      </xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="ruby/rt" mode="ed:reading ed:diplomatic" as="element()">
    <rt><xsl:apply-templates mode="#current"/></rt>
  </xsl:template>

  <xsl:template match="ruby[rt]" mode="ed:reading ed:diplomatic" as="element()">
    <ruby><xsl:sequence select="ed:carried(.)"/><xsl:apply-templates mode="#current"/></ruby>
  </xsl:template>

  <!-- An example is printed as it was typed. Of an example in XML the words are the document's, its tags are printed by the edition;
       so are those of what an ODD declares (TEI chapter 23). -->
  <xsl:template match="eg | *:egXML | schemaSpec | specGrp | elementSpec | classSpec | macroSpec | dataSpec | moduleSpec" mode="ed:reading ed:diplomatic" as="element()">
    <pre class="eg" translate="no">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:choose>
        <xsl:when test="self::eg">
          <xsl:apply-templates mode="#current"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="ed:source"/>
        </xsl:otherwise>
      </xsl:choose>
    </pre>
  </xsl:template>

  <xsl:template match="*" mode="ed:source" as="node()*">
    <span class="tag" data-by="edition">&lt;{name()}{(@* except @ed:*) ! (' ' || name() || '="' || ed:escaped(.) || '"')}{'/'[empty(current()/node())]}></span>
    <xsl:if test="node()">
      <xsl:apply-templates mode="#current"/>
      <span class="tag" data-by="edition">&lt;/{name()}></span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="ed:t" mode="ed:source" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="comment()" mode="ed:source" as="element()">
    <span class="comment" data-by="edition">&lt;!--{.}--></span>
  </xsl:template>

  <xsl:template match="processing-instruction()" mode="ed:source" as="element()">
    <span class="tag" data-by="edition">&lt;?{name()} {.}?></span>
  </xsl:template>

  <xsl:function name="ed:escaped" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="$value => replace('&amp;', '&amp;amp;') => replace('&lt;', '&amp;lt;') => replace('&quot;', '&amp;quot;')"/>
  </xsl:function>

</xsl:stylesheet>
