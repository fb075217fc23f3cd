<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  Step 20, provenance. Every run of characters is told which hand wrote it, which acts introduced it, and which cancel it.
  Needs:      step 10.
  Guarantees: each text node of the text is the content of an `ed:t`, each leaf without characters (gap, space, g, …) bears the same
              attributes in the ed: namespace:
                hand       the id of the handNote that wrote it
                added      the acts that introduced it: every `add` and `addSpan` range around it
                cancels    every `del` and `delSpan` range around it
                lifts      pairs act/lifter: what a `restore` or an `undo` takes the force from ("d1/r1")
                cancelled  those of `cancels` that are effective when every act is in force
                restored   those that are not
                by         "editor" where the text is the editor's own
              Acts bear an id, `ed:hand`, `ed:change` and, where they have a place, `ed:place` (the meaning of the project's word for it);
              so does everything that names a hand. Attributes that would be empty are absent.
  Does not:   take away or move anything.

  The rules are those of docs/explanation/text-states.md. Spans and shifts of hands are followed by accumulators, so that one pass suffices;
  an element is asked only for what its name lets it have, a run of characters only for what the document has.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:ed="urn:x-edition"
                exclude-result-prefixes="#all"
                default-mode="ed:provenance"
                expand-text="yes">

  <xsl:mode name="ed:provenance" on-no-match="shallow-copy" visibility="private"/>
  <!-- What is not text: of its elements only a transposition is an act. -->
  <xsl:mode name="ed:acts-outside" on-no-match="shallow-copy" visibility="private"/>

  <xsl:key name="ed:undone" match="tei:undo[@target][not(ed:is-about(.))]" use="tokenize(@target) ! ed:pointed(.)"/>
  <xsl:key name="ed:redone" match="tei:redo[@target][not(ed:is-about(.))]" use="tokenize(@target) ! ed:pointed(.)"/>
  <!-- Nearly all spans end at an anchor, and there are few of those among all that has an id. -->
  <xsl:key name="ed:anchors" match="tei:anchor[@xml:id]" use="@xml:id"/>
  <xsl:key name="ed:spans-to" match="tei:addSpan | tei:delSpan | tei:undo[@spanTo]" use="ed:span-end(.)"/>
  <xsl:key name="ed:joined" match="tei:substJoin[@target][not(ed:is-about(.))]" use="tokenize(@target) ! ed:pointed(.)"/>

  <!-- The spans that are open at a node, in the order in which they began. A span runs to the end of what names its end (Guidelines 17.3);
       one whose end is missing or stands before it never opens: the check of pointers reports it. Nor does one in an editor's note. -->
  <xsl:accumulator name="ed:open-spans" as="element()*" initial-value="()">
    <xsl:accumulator-rule match="tei:addSpan | tei:delSpan | tei:undo[@spanTo]"
      select="let $span := ., $end := (key('ed:anchors', ed:span-end(.)), key('ed:by-id', ed:span-end(.)))[1]
              return if ($end >> $span and not(ed:is-about($span))) then ($value, $span) else $value"/>
    <xsl:accumulator-rule match="*[@xml:id][key('ed:spans-to', @xml:id)]" phase="end"
      select="let $id := string(@xml:id) return $value[ed:span-end(.) ne $id]"/>
  </xsl:accumulator>

  <!-- The hand that a `handShift` put in force: nothing where there was none, "" where it did not say whose hand it is.
       A text of another document (in a corpus) begins in that document's own hand. -->
  <xsl:accumulator name="ed:hand-in-force" as="xs:string?" initial-value="()">
    <xsl:accumulator-rule match="tei:handShift" select="if (ed:is-about(.)) then $value else ed:pointed(@new)"/>
    <xsl:accumulator-rule match="tei:TEI" select="()"/>
  </xsl:accumulator>

  <!-- For the act that came without an id (`Document.stamped` gives each one): its number. -->
  <xsl:accumulator name="ed:act-number" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:add | tei:addSpan | tei:del | tei:delSpan | tei:restore | tei:undo | tei:redo | tei:retrace | tei:mod
                                 | tei:transpose | tei:subst | tei:substJoin" select="$value + 1"/>
  </xsl:accumulator>

  <!-- The hand of everything that names none: the sole hand of the nearest document, else its major one. -->
  <xsl:function name="ed:default-hand" as="xs:string?">
    <xsl:param name="header" as="element(tei:teiHeader)?"/>
    <xsl:variable name="notes" as="element(tei:handNote)*" select="$header//tei:handNote[@xml:id]"/>
    <xsl:sequence select="($notes[@scope = 'sole'], $notes[@scope = 'major'])[1]/@xml:id/string()"/>
  </xsl:function>

  <xsl:template match="document-node()" as="document-node()">
    <xsl:document>
      <xsl:apply-templates>
        <!-- What a document does not have need not be asked for at each character. -->
        <xsl:with-param name="ed:undoes" select="exists(.//tei:undo)" tunnel="yes"/>
        <xsl:with-param name="ed:shifts" select="exists(.//tei:handShift)" tunnel="yes"/>
        <xsl:with-param name="ed:spans" select="exists(.//(tei:addSpan | tei:delSpan | tei:undo[@spanTo]))" tunnel="yes"/>
        <xsl:with-param name="ed:joins" select="exists(.//tei:substJoin)" tunnel="yes"/>
        <xsl:with-param name="ed:simple" select="empty(.//(tei:undo | tei:handShift | tei:addSpan | tei:delSpan))" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:document>
  </xsl:template>

  <!-- A document: its text is transcription, all else is not. A corpus lends its hands to documents that declare none. -->
  <xsl:template match="tei:TEI | tei:teiCorpus" priority="3" as="element()">
    <xsl:param name="ed:default-hand" as="xs:string?" tunnel="yes"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:variable name="hand" as="xs:string?" select="(ed:default-hand(tei:teiHeader[1]), $ed:default-hand)[1]"/>
      <xsl:for-each select="node()">
        <xsl:choose>
          <xsl:when test="self::tei:text or self::tei:sourceDoc or self::tei:TEI or self::tei:teiCorpus">
            <xsl:apply-templates select=".">
              <xsl:with-param name="ed:default-hand" select="$hand" tunnel="yes"/>
              <xsl:with-param name="ed:usual" tunnel="yes" as="attribute()?">
                <xsl:if test="$hand ne ''"><xsl:attribute name="hand" select="$hand"/></xsl:if>
              </xsl:with-param>
            </xsl:apply-templates>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="." mode="ed:outside">
              <xsl:with-param name="ed:default-hand" select="$hand" tunnel="yes"/>
            </xsl:apply-templates>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:copy>
  </xsl:template>

  <xsl:mode name="ed:outside" on-no-match="deep-copy" visibility="private"/>

  <xsl:template match="tei:teiHeader[.//tei:transpose] | tei:standOff[.//tei:transpose]" mode="ed:outside" as="element()">
    <xsl:apply-templates select="." mode="ed:acts-outside"/>
  </xsl:template>

  <xsl:template match="tei:transpose" mode="ed:acts-outside" as="element()">
    <xsl:apply-templates select="." mode="ed:provenance"/>
  </xsl:template>

  <xsl:template match="tei:teiHeader | tei:facsimile | tei:standOff" priority="3" as="element()">
    <xsl:apply-templates select="." mode="ed:outside"/>
  </xsl:template>

  <!-- Editor's notes, an apparatus that stands apart, interpretations are about the text, not of it. -->
  <xsl:template match="tei:note[not(ed:is-document-note(.))] | tei:figDesc | tei:desc[ed:is-description(.)] | tei:listApp" priority="3" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>
  <!-- Acts are among them (`substJoin`, `transpose`), which are told what they are (below). -->
  <xsl:template match="*[ed:is-apart(.)][not(self::tei:listTranspose)]" priority="1.5" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <!-- Acts, and what binds them. -->
  <xsl:template match="tei:add | tei:addSpan | tei:del | tei:delSpan | tei:restore | tei:undo | tei:redo | tei:retrace | tei:mod
                       | tei:transpose | tei:subst | tei:substJoin" priority="2" as="element()">
    <xsl:param name="ed:writer" as="element()?" tunnel="yes"/>
    <xsl:param name="ed:actor" as="xs:string?" tunnel="yes"/>
    <xsl:param name="ed:change" as="xs:string?" tunnel="yes"/>
    <xsl:param name="ed:covers" as="element()*" tunnel="yes"/>
    <xsl:param name="ed:default-hand" as="xs:string?" tunnel="yes"/>
    <xsl:param name="ed:shifts" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:param name="ed:joins" as="xs:boolean" select="true()" tunnel="yes"/>
    <xsl:param name="ed:usual" as="attribute()*" tunnel="yes"/>
    <xsl:variable name="id" as="xs:string" select="ed:act-id(.)"/>
    <xsl:variable name="own-hand" as="xs:string?" select="if (@hand or $ed:joins) then ed:own(., 'hand') else ()"/>
    <xsl:variable name="hand" as="xs:string?"
      select="($own-hand, $ed:actor, if ($ed:shifts) then accumulator-before('ed:hand-in-force') else (), $ed:default-hand)[1]"/>
    <xsl:variable name="change" as="xs:string?" select="(if (@change or $ed:joins) then ed:own(., 'change') else (), $ed:change)[1]"/>
    <xsl:variable name="writes" as="xs:boolean" select="exists(self::tei:add) and (exists($own-hand) or exists(parent::tei:subst/ed:own(., 'hand')))"/>
    <xsl:variable name="writer" as="element()?" select="if ($writes) then . else $ed:writer"/>
    <xsl:variable name="covers" as="element()*"
      select="if (self::tei:add or self::tei:del or self::tei:restore) then ($ed:covers, .) else $ed:covers"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="xml:id" select="$id"/>
      <xsl:sequence select="ed:marks($hand, $change, .)"/>
      <xsl:apply-templates>
        <xsl:with-param name="ed:writer" select="$writer" tunnel="yes"/>
        <xsl:with-param name="ed:actor" select="($own-hand, $ed:actor)[1]" tunnel="yes"/>
        <xsl:with-param name="ed:change" select="$change" tunnel="yes"/>
        <xsl:with-param name="ed:covers" select="$covers" tunnel="yes"/>
        <xsl:with-param name="ed:usual" tunnel="yes" as="attribute()*">
          <xsl:variable name="written" as="xs:string?" select="if ($writes) then ($own-hand, $ed:actor)[1] else ()"/>
          <xsl:if test="$written ne ''"><xsl:attribute name="hand" select="$written"/></xsl:if>
          <xsl:variable name="kept" as="attribute()*" select="if (exists($written)) then $ed:usual[not(self::attribute(hand))] else $ed:usual"/>
          <xsl:choose>
            <xsl:when test="self::tei:add">
              <xsl:attribute name="added" select="$ed:usual[self::attribute(added)], $id"/>
              <xsl:sequence select="$kept[not(self::attribute(added))]"/>
            </xsl:when>
            <xsl:when test="self::tei:restore or $ed:covers/self::tei:restore and self::tei:del">
              <xsl:sequence select="$kept[self::attribute(hand) or self::attribute(by)], ed:acts-upon(., $covers, (), false())"/>
            </xsl:when>
            <xsl:when test="self::tei:del">
              <xsl:attribute name="cancels" select="$ed:usual[self::attribute(cancels)], $id"/>
              <xsl:attribute name="cancelled" select="$ed:usual[self::attribute(cancelled)], $id"/>
              <xsl:sequence select="$kept[not(self::attribute(cancels) or self::attribute(cancelled))]"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="$kept"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <!-- Whatever else names a hand or a change: what is in it has them, unless it has its own. -->
  <xsl:template match="*[@hand or @change or @place]" priority="1" as="element()">
    <xsl:param name="ed:writer" as="element()?" tunnel="yes"/>
    <xsl:param name="ed:actor" as="xs:string?" tunnel="yes"/>
    <xsl:param name="ed:change" as="xs:string?" tunnel="yes"/>
    <xsl:param name="ed:usual" as="attribute()*" tunnel="yes"/>
    <xsl:variable name="own-hand" as="xs:string?" select="@hand[normalize-space()] ! ed:pointed(.)"/>
    <xsl:variable name="change" as="xs:string?" select="(@change[normalize-space()] ! ed:pointed(.), $ed:change)[1]"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:sequence select="if (exists($own-hand)) then ed:marks($own-hand, $change, .) else ed:marks((), (), .)"/>
      <xsl:if test="ed:is-leaf(.)">
        <xsl:call-template name="ed:leaf-element"/>
      </xsl:if>
      <xsl:apply-templates>
        <xsl:with-param name="ed:writer" select="if (exists($own-hand)) then . else $ed:writer" tunnel="yes"/>
        <xsl:with-param name="ed:actor" select="($own-hand, $ed:actor)[1]" tunnel="yes"/>
        <xsl:with-param name="ed:change" select="$change" tunnel="yes"/>
        <xsl:with-param name="ed:usual" tunnel="yes" as="attribute()*">
          <xsl:if test="$own-hand ne ''"><xsl:attribute name="hand" select="$own-hand"/></xsl:if>
          <xsl:if test="ed:is-editors(.)"><xsl:attribute name="by" select="'editor'"/></xsl:if>
          <xsl:sequence select="$ed:usual[empty($own-hand) or not(self::attribute(hand))][not(self::attribute(by) and ed:is-editors(current()))]"/>
        </xsl:with-param>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <!-- The hand, the change and the place of an act or of what else names a hand. -->
  <xsl:function name="ed:marks" as="attribute()*">
    <xsl:param name="hand" as="xs:string?"/>
    <xsl:param name="change" as="xs:string?"/>
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$hand ne ''"><xsl:attribute name="ed:hand" select="$hand"/></xsl:if>
    <xsl:if test="$change ne ''"><xsl:attribute name="ed:change" select="$change"/></xsl:if>
    <xsl:if test="$element/(@place, @rend, @type)">
      <xsl:variable name="place" as="xs:string" select="ed:place-of($element)"/>
      <xsl:if test="$place ne ''"><xsl:attribute name="ed:place" select="$place"/></xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- What an act says of itself (`hand`, `change`), or what a `substJoin` that binds it says for it. -->
  <xsl:function name="ed:own" as="xs:string?">
    <xsl:param name="act" as="element()"/>
    <xsl:param name="attribute" as="xs:string"/>
    <xsl:variable name="said" as="xs:string" select="ed:pointed(if ($attribute eq 'hand') then $act/@hand else $act/@change)"/>
    <xsl:choose>
      <xsl:when test="$said ne ''">
        <xsl:sequence select="$said"/>
      </xsl:when>
      <xsl:when test="$act/@xml:id">
        <xsl:variable name="join" as="element()*" select="key('ed:joined', $act/@xml:id, root($act))"/>
        <xsl:sequence select="($join/(if ($attribute eq 'hand') then @hand else @change)[normalize-space()])[1] ! ed:pointed(.)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Text of the editor's own. -->
  <xsl:template match="tei:supplied | tei:reg | tei:corr | tei:ex | tei:expan[parent::tei:choice]" as="element()">
    <xsl:param name="ed:usual" as="attribute()*" tunnel="yes"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates>
        <xsl:with-param name="ed:usual" tunnel="yes" as="attribute()*">
          <xsl:attribute name="by" select="'editor'"/>
          <xsl:sequence select="$ed:usual[not(self::attribute(by))]"/>
        </xsl:with-param>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <!-- What stands in the text without characters, and falls with the act around it. -->
  <xsl:template match="tei:gap[ed:is-leaf(.)] | tei:space[ed:is-leaf(.)] | tei:graphic[ed:is-leaf(.)] | tei:media[ed:is-leaf(.)] | tei:lb[ed:is-leaf(.)]
                       | tei:cb[ed:is-leaf(.)] | tei:g[ed:is-leaf(.)] | tei:metamark[ed:is-leaf(.)] | tei:formula[ed:is-leaf(.)] | tei:figure[ed:is-leaf(.)]" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:call-template name="ed:leaf-element"/>
      <xsl:apply-templates/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="text()" as="element(ed:t)">
    <xsl:param name="ed:usual" as="attribute()*" tunnel="yes"/>
    <xsl:param name="ed:simple" as="xs:boolean" select="false()" tunnel="yes"/>
    <ed:t>
      <xsl:choose>
        <xsl:when test="$ed:simple">
          <xsl:sequence select="$ed:usual"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="ed:leaf"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:value-of select="."/>
    </ed:t>
  </xsl:template>

  <xsl:function name="ed:act-id" as="xs:string">
    <xsl:param name="act" as="element()"/>
    <xsl:sequence select="if ($act/@xml:id) then string($act/@xml:id) else 'act-' || $act/accumulator-before('ed:act-number')"/>
  </xsl:function>

  <!-- The provenance of one text node or leaf: what everything directly in its element usually bears, which the element around it worked out
       (`ed:usual`), but where a span is open, a hand was shifted to, or something is undone. -->
  <xsl:template name="ed:leaf" as="attribute()*">
    <xsl:param name="ed:usual" as="attribute()*" tunnel="yes"/>
    <xsl:param name="ed:writer" as="element()?" tunnel="yes"/>
    <xsl:param name="ed:covers" as="element()*" tunnel="yes"/>
    <xsl:param name="ed:undoes" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:param name="ed:spans" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:param name="ed:shifts" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="spans" as="element()*" select="if ($ed:spans) then accumulator-before('ed:open-spans') else ()"/>
    <xsl:variable name="shifted" as="xs:string?" select="if (not($ed:shifts) or $ed:writer) then () else accumulator-before('ed:hand-in-force')"/>
    <xsl:choose>
      <xsl:when test="empty($spans) and empty($shifted) and not($ed:undoes and exists($ed:covers))">
        <xsl:sequence select="$ed:usual"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="writer" as="element()?"
          select="if (exists($spans)) then ($ed:writer | $spans[self::tei:addSpan][exists(ed:own(., 'hand'))])[last()] else $ed:writer"/>
        <xsl:variable name="hand" as="xs:string?" select="if ($writer) then ed:hand-of-writer($writer) else $shifted"/>
        <xsl:choose>
          <xsl:when test="$hand ne ''"><xsl:attribute name="hand" select="$hand"/></xsl:when>
          <xsl:when test="empty($hand)"><xsl:sequence select="$ed:usual[self::attribute(hand)]"/></xsl:when>
        </xsl:choose>
        <xsl:sequence select="$ed:usual[self::attribute(by)]"/>
        <xsl:sequence select="ed:acts-upon(., if (exists($spans)) then ($ed:covers | $spans[not(self::tei:undo)]) else $ed:covers, $spans, $ed:undoes)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The same as attributes of an element of the TEI. -->
  <xsl:template name="ed:leaf-element" as="attribute()*">
    <xsl:variable name="attributes" as="attribute()*">
      <xsl:call-template name="ed:leaf"/>
    </xsl:variable>
    <xsl:for-each select="$attributes">
      <xsl:attribute name="ed:{local-name()}" select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="ed:hand-of-writer" as="xs:string?">
    <xsl:param name="writer" as="element()"/>
    <xsl:sequence select="(ed:own($writer, 'hand'), $writer/parent::tei:subst/ed:own(., 'hand'))[1]"/>
  </xsl:function>

  <xsl:function name="ed:acts-upon" as="attribute()*">
    <xsl:param name="leaf" as="node()"/>
    <xsl:param name="covers" as="element()*"/>
    <xsl:param name="spans" as="element()*"/>
    <xsl:param name="undoes" as="xs:boolean"/>
    <xsl:variable name="adds" as="element()*" select="$covers[self::tei:add or self::tei:addSpan]"/>
    <xsl:variable name="dels" as="element()*" select="$covers[self::tei:del or self::tei:delSpan]"/>
    <xsl:variable name="restores" as="element()*" select="$covers[self::tei:restore]"/>
    <xsl:variable name="cancels" as="xs:string*" select="$dels ! ed:act-id(.)"/>
    <xsl:if test="exists($adds)"><xsl:attribute name="added" select="$adds ! ed:act-id(.)"/></xsl:if>
    <xsl:if test="exists($cancels)"><xsl:attribute name="cancels" select="$cancels"/></xsl:if>
    <xsl:choose>
      <xsl:when test="exists($restores) or $undoes">
        <xsl:variable name="lifts" as="xs:string*"
          select="ed:restorations($dels, $restores), if ($undoes) then ed:undoings($leaf, $adds | $dels, $spans[self::tei:undo]) else ()"/>
        <xsl:variable name="lifted" as="xs:string*" select="$lifts ! substring-before(., '/')"/>
        <xsl:if test="exists($lifts)"><xsl:attribute name="lifts" select="distinct-values($lifts)"/></xsl:if>
        <xsl:if test="exists($cancels[not(. = $lifted)])"><xsl:attribute name="cancelled" select="$cancels[not(. = $lifted)]"/></xsl:if>
        <xsl:if test="exists($cancels[. = $lifted])"><xsl:attribute name="restored" select="$cancels[. = $lifted]"/></xsl:if>
      </xsl:when>
      <xsl:when test="exists($cancels)">
        <xsl:attribute name="cancelled" select="$cancels"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- A `restore` lifts all deletions between it and the character; only where there is none, the nearest one around itself. -->
  <xsl:function name="ed:restorations" as="xs:string*">
    <xsl:param name="dels" as="element()*"/>
    <xsl:param name="restores" as="element(tei:restore)*"/>
    <xsl:for-each select="$restores">
      <xsl:variable name="restore" as="element()" select="."/>
      <xsl:variable name="within" as="element()*" select="$dels[. >> $restore]"/>
      <xsl:sequence select="(if (exists($within)) then $within else $dels[. &lt;&lt; $restore][last()]) ! (ed:act-id(.) || '/' || ed:act-id($restore))"/>
    </xsl:for-each>
  </xsl:function>

  <!-- `undo` takes the force from the act it names, or from the nearest act around what it names or around itself; a `redo` of the undo gives it back. -->
  <xsl:function name="ed:undoings" as="xs:string*">
    <xsl:param name="leaf" as="node()"/>
    <xsl:param name="acts" as="element()*"/>
    <xsl:param name="open-undos" as="element(tei:undo)*"/>
    <xsl:variable name="root" as="document-node()" select="root($leaf)"/>
    <xsl:for-each select="$acts[@xml:id]">
      <xsl:variable name="act" as="element()" select="."/>
      <xsl:sequence select="key('ed:undone', $act/@xml:id, $root)[ed:is-undoing(.)] ! (ed:act-id($act) || '/' || ed:act-id(.))"/>
    </xsl:for-each>
    <xsl:for-each select="$leaf/ancestor::*[@xml:id][not(ed:is-act(.))][key('ed:undone', @xml:id)]">
      <xsl:variable name="target" as="element()" select="."/>
      <xsl:variable name="nearest" as="element()?" select="$acts[. &lt;&lt; $target][last()]"/>
      <xsl:if test="$nearest">
        <xsl:sequence select="key('ed:undone', $target/@xml:id, $root)[ed:is-undoing(.)] ! (ed:act-id($nearest) || '/' || ed:act-id(.))"/>
      </xsl:if>
    </xsl:for-each>
    <xsl:for-each select="$open-undos[ed:is-undoing(.)]">
      <xsl:variable name="undo" as="element()" select="."/>
      <xsl:sequence select="$acts[. &lt;&lt; $undo][last()] ! (ed:act-id(.) || '/' || ed:act-id($undo))"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="ed:is-undoing" as="xs:boolean">
    <xsl:param name="undo" as="element(tei:undo)"/>
    <xsl:sequence select="not($undo/@xml:id and exists(key('ed:redone', $undo/@xml:id, root($undo))))"/>
  </xsl:function>
</xsl:stylesheet>
