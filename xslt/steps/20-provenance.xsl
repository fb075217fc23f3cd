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
              Acts bear an id, `ed:hand` and `ed:change`; so does everything that names a hand. Attributes that would be empty are absent.
  Does not:   take away or move anything.

  The rules are those of docs/explanation/text-states.md. Spans are followed by an accumulator, so that one pass suffices.
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

  <xsl:key name="ed:undone" match="tei:undo[@target]" use="tokenize(@target) ! ed:pointed(.)"/>
  <xsl:key name="ed:redone" match="tei:redo[@target]" use="tokenize(@target) ! ed:pointed(.)"/>

  <!-- The spans that are open at a node, in the order in which they began. A span runs to the end of what @spanTo names (Guidelines 17.3);
       one whose end is missing or stands before it never opens: the check of pointers reports it. -->
  <xsl:accumulator name="ed:open-spans" as="element()*" initial-value="()">
    <xsl:accumulator-rule match="tei:addSpan[@spanTo] | tei:delSpan[@spanTo] | tei:undo[@spanTo]" phase="start"
      select="let $span := ., $end := key('ed:by-id', ed:pointed(@spanTo))[1] return if ($end >> $span) then ($value, $span) else $value"/>
    <xsl:accumulator-rule match="*[@xml:id]" phase="end"
      select="let $id := string(@xml:id) return if (exists($value)) then $value[ed:pointed(@spanTo) ne $id] else ()"/>
  </xsl:accumulator>

  <xsl:accumulator name="ed:hand-in-force" as="xs:string" initial-value="''">
    <xsl:accumulator-rule match="tei:handShift[@new]" select="ed:pointed(@new)"/>
  </xsl:accumulator>

  <xsl:accumulator name="ed:act-number" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:*[ed:is-act(.) or self::tei:subst or self::tei:substJoin]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- The hand of everything that names none: the sole hand, else the major one. -->
  <xsl:function name="ed:default-hand" as="xs:string">
    <xsl:param name="root" as="document-node()"/>
    <xsl:variable name="notes" as="element(tei:handNote)*" select="$root//tei:handNote[@xml:id]"/>
    <xsl:sequence select="string(($notes[@scope = 'sole'], $notes[@scope = 'major'])[1]/@xml:id)"/>
  </xsl:function>

  <xsl:template match="document-node()" as="document-node()">
    <xsl:document>
      <xsl:apply-templates>
        <xsl:with-param name="ed:default-hand" select="ed:default-hand(.)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:document>
  </xsl:template>

  <!-- Of what is not text only a transposition is an act. -->
  <xsl:template match="tei:teiHeader[not(.//tei:transpose)] | tei:facsimile | tei:standOff[not(.//tei:transpose)]" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <!-- Editor's notes are about the text, not of it. -->
  <xsl:template match="tei:note[not(ed:is-document-note(.))] | tei:figDesc | tei:desc[ed:is-description(.)]" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="*" as="element()">
    <xsl:param name="ed:writer" as="xs:string?" tunnel="yes"/>
    <xsl:param name="ed:writers" as="element()*" tunnel="yes"/>
    <xsl:param name="ed:actor" as="xs:string?" tunnel="yes"/>
    <xsl:param name="ed:change" as="xs:string?" tunnel="yes"/>
    <xsl:param name="ed:covers" as="element()*" tunnel="yes"/>
    <xsl:param name="ed:editors" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:param name="ed:default-hand" as="xs:string" tunnel="yes"/>
    <xsl:variable name="own-hand" as="xs:string?" select="@hand[normalize-space()] ! ed:pointed(.)"/>
    <xsl:variable name="hand" as="xs:string"
      select="($own-hand, $ed:actor, accumulator-before('ed:hand-in-force')[. ne ''], $ed:default-hand)[1]"/>
    <xsl:variable name="change" as="xs:string" select="(@change[normalize-space()] ! ed:pointed(.), $ed:change, '')[1]"/>
    <xsl:variable name="binds" as="xs:boolean" select="ed:is-act(.) or self::tei:subst or self::tei:substJoin"/>
    <xsl:variable name="writes" as="xs:boolean"
      select="not(ed:is-acting-on-text(.)) and (exists($own-hand) or exists(self::tei:add/parent::tei:subst[@hand]))"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:if test="$binds">
        <xsl:attribute name="xml:id" select="ed:act-id(.)"/>
      </xsl:if>
      <xsl:if test="($binds or exists($own-hand)) and $hand ne ''">
        <xsl:attribute name="ed:hand" select="$hand"/>
      </xsl:if>
      <xsl:if test="($binds or exists($own-hand)) and $change ne ''">
        <xsl:attribute name="ed:change" select="$change"/>
      </xsl:if>
      <xsl:if test="ed:is-leaf(.)">
        <xsl:variable name="leaf" as="attribute()*"
          select="ed:leaf-attributes(., $ed:covers, $ed:writers, $ed:default-hand, $ed:editors)"/>
        <xsl:for-each select="$leaf">
          <xsl:attribute name="ed:{local-name()}" select="."/>
        </xsl:for-each>
      </xsl:if>
      <xsl:apply-templates>
        <xsl:with-param name="ed:writers" select="if ($writes) then ($ed:writers, .) else $ed:writers" tunnel="yes"/>
        <xsl:with-param name="ed:actor" select="($own-hand, $ed:actor)[1]" tunnel="yes"/>
        <xsl:with-param name="ed:change" select="$change[. ne '']" tunnel="yes"/>
        <xsl:with-param name="ed:covers" select="if (self::tei:add or self::tei:del or self::tei:restore) then ($ed:covers, .) else $ed:covers" tunnel="yes"/>
        <xsl:with-param name="ed:editors" select="$ed:editors or ed:is-editors(.)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="text()[ancestor::tei:text or ancestor::tei:sourceDoc or not(ancestor::tei:TEI or ancestor::tei:teiCorpus)]" as="node()">
    <xsl:param name="ed:writers" as="element()*" tunnel="yes"/>
    <xsl:param name="ed:covers" as="element()*" tunnel="yes"/>
    <xsl:param name="ed:editors" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:param name="ed:default-hand" as="xs:string" tunnel="yes"/>
    <ed:t>
      <xsl:sequence select="ed:leaf-attributes(., $ed:covers, $ed:writers, $ed:default-hand, $ed:editors)"/>
      <xsl:value-of select="."/>
    </ed:t>
  </xsl:template>

  <!-- What stands in the text without characters, and falls with the act around it. -->
  <xsl:function name="ed:is-leaf" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::tei:gap or self::tei:space or self::tei:graphic or self::tei:media or self::tei:lb or self::tei:cb
                            or ((self::tei:g or self::tei:metamark or self::tei:formula or self::tei:figure) and not(.//text()[normalize-space()]))])"/>
  </xsl:function>

  <xsl:function name="ed:act-id" as="xs:string">
    <xsl:param name="act" as="element()"/>
    <xsl:sequence select="if ($act/@xml:id) then string($act/@xml:id) else 'act-' || ($act/accumulator-before('ed:act-number'))"/>
  </xsl:function>

  <!-- The provenance of one text node or leaf: what is around it (elements in the order of their start), and which spans are open at it. -->
  <xsl:function name="ed:leaf-attributes" as="attribute()*">
    <xsl:param name="leaf" as="node()"/>
    <xsl:param name="around" as="element()*"/>
    <xsl:param name="writers" as="element()*"/>
    <xsl:param name="default-hand" as="xs:string"/>
    <xsl:param name="editors" as="xs:boolean"/>
    <xsl:variable name="spans" as="element()*" select="$leaf/accumulator-before('ed:open-spans')"/>
    <xsl:variable name="covers" as="element()*" select="if (exists($spans)) then ($around | $spans[not(self::tei:undo)]) else $around"/>
    <xsl:variable name="writer" as="element()?"
      select="if (exists($spans)) then ($writers | $spans[self::tei:addSpan[@hand]])[last()] else $writers[last()]"/>
    <xsl:variable name="hand" as="xs:string"
      select="if ($writer) then ed:pointed(($writer/@hand, $writer/parent::tei:subst/@hand)[1])
              else ($leaf/accumulator-before('ed:hand-in-force')[. ne ''], $default-hand)[1]"/>
    <xsl:if test="$hand ne ''"><xsl:attribute name="hand" select="$hand"/></xsl:if>
    <xsl:if test="$editors"><xsl:attribute name="by" select="'editor'"/></xsl:if>
    <xsl:if test="exists($covers) or exists($spans)">
      <xsl:variable name="adds" as="element()*" select="$covers[self::tei:add or self::tei:addSpan]"/>
      <xsl:variable name="dels" as="element()*" select="$covers[self::tei:del or self::tei:delSpan]"/>
      <xsl:variable name="lifts" as="xs:string*"
        select="ed:restorations($dels, $covers[self::tei:restore]), ed:undoings($leaf, $adds | $dels, $covers, $spans[self::tei:undo])"/>
      <xsl:variable name="lifted" as="xs:string*" select="$lifts ! substring-before(., '/')"/>
      <xsl:variable name="cancels" as="xs:string*" select="$dels ! ed:act-id(.)"/>
      <xsl:if test="exists($adds)"><xsl:attribute name="added" select="$adds ! ed:act-id(.)"/></xsl:if>
      <xsl:if test="exists($cancels)"><xsl:attribute name="cancels" select="$cancels"/></xsl:if>
      <xsl:if test="exists($lifts)"><xsl:attribute name="lifts" select="distinct-values($lifts)"/></xsl:if>
      <xsl:if test="exists($cancels[not(. = $lifted)])"><xsl:attribute name="cancelled" select="$cancels[not(. = $lifted)]"/></xsl:if>
      <xsl:if test="exists($cancels[. = $lifted])"><xsl:attribute name="restored" select="$cancels[. = $lifted]"/></xsl:if>
    </xsl:if>
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
    <xsl:param name="covers" as="element()*"/>
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
