<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  TEI chapter 12, Representation of Primary Sources, as the document stands: every character with the acts upon it.

  Each act is an `ins` or a `del` in its hand's dress, between labels that a screen reader speaks, with the hand's siglum behind it.
  Everything that the edition says here bears `data-by="edition"`, or is only spoken (`vh`): without it, what is left is the
  transcription, once, in order.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="add" mode="ed:diplomatic" as="node()*">
    <xsl:apply-templates select="." mode="ed:addition"/>
  </xsl:template>

  <!--
    In the line, between carets, where the document does not say where; at its height elsewhere: a short one stands over its caret
    (or under it), a long one runs raised, so that it may go over a line's end. Signs and siglum stand outside the `ins`, so that
    the hand's line runs under its words alone; in the margin the siglum goes with them.
  -->
  <xsl:template match="add" mode="ed:addition" as="node()*">
    <xsl:variable name="placement" as="xs:string" select="ed:shown-placement(.)"/>
    <xsl:variable name="aside" as="xs:boolean" select="starts-with($placement, 'margin') or ed:holds-blocks(.)"/>
    <xsl:variable name="is-interlinear" as="xs:boolean" select="ed:is-interlinear(.)"/>
    <!-- What stands around an insertion and its siglum may wear the dress of its hand for both. -->
    <xsl:variable name="dressed" as="xs:boolean" select="$is-interlinear and $ed:signs-by-style"/>
    <xsl:variable name="insertion" as="element()">
      <ins class="{'act', $placement, 'over'[ed:is-over(current())], if ($dressed) then () else ed:hand-class(ed:hand(.), .)}" id="{ed:id(.)}">
        <xsl:sequence select="ed:own-lang(.)"/>
        <xsl:element name="{if (ed:holds-blocks(.)) then 'div' else 'span'}">
          <xsl:attribute name="class" select="'vh'"/>
          <xsl:value-of select="ed:opening-words(., ed:placement(.))"/>
        </xsl:element>
        <xsl:apply-templates mode="ed:diplomatic"/>
        <xsl:if test="$aside">
          <xsl:call-template name="ed:siglum"/>
        </xsl:if>
        <xsl:element name="{if (ed:holds-blocks(.)) then 'div' else 'span'}">
          <xsl:attribute name="class" select="'vh'"/>
          <xsl:text> — {ed:say(if (ed:in-one-breath(.)) then 'subst.end' else 'add.end')}]</xsl:text>
        </xsl:element>
      </ins>
    </xsl:variable>
    <xsl:variable name="siglum" as="element()?">
      <xsl:if test="not($aside)">
        <xsl:call-template name="ed:siglum">
          <xsl:with-param name="is-dressed" select="$dressed"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$ed:in-brackets">
        <xsl:sequence select="ed:opening(.), $insertion, ed:closing(.), $siglum"/>
      </xsl:when>
      <xsl:when test="$dressed">
        <span class="{'interlinear', $placement, 'with-caret', ed:hand-class(ed:hand(.), .)}">
          <span class="line-between">
            <xsl:sequence select="$insertion, $siglum"/>
          </span>
        </span>
      </xsl:when>
      <xsl:when test="$is-interlinear">
        <span class="interlinear {$placement}">
          <xsl:sequence select="ed:caret(.)[$placement = 'below']"/>
          <span class="line-between">
            <xsl:sequence select="$insertion, $siglum"/>
          </span>
          <xsl:sequence select="ed:caret(.)[$placement = 'above']"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="is-in-place" as="xs:boolean" select="ed:is-over(.) or (parent::subst and $placement = 'inline' and preceding-sibling::del)"/>
        <xsl:sequence select="ed:caret(.)[$placement ne 'edge' and not($is-in-place)]"/>
        <xsl:sequence select="$insertion"/>
        <xsl:sequence select="ed:caret(.)[$placement = 'inline' and not(ed:is-over(current()))]"/>
        <xsl:sequence select="$siglum"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where an addition is shown: where it was made; in the line where brackets say the place. -->
  <xsl:function name="ed:shown-placement" as="xs:string">
    <xsl:param name="add" as="element()"/>
    <xsl:sequence select="if ($ed:in-brackets and not(ed:holds-blocks($add))) then 'inline' else ed:placement($add)"/>
  </xsl:function>

  <!-- How many characters stand over one caret without a line's end among them. -->
  <xsl:variable name="ed:longest-interlinear" as="xs:integer" select="28"/>

  <xsl:function name="ed:is-interlinear" as="xs:boolean">
    <xsl:param name="add" as="element()"/>
    <xsl:sequence select="
      not($ed:in-brackets) and ed:placement($add) = ('above', 'below') and not(ed:holds-blocks($add))
      and string-length(normalize-space($add)) le $ed:longest-interlinear and not($add//(add | subst | lb | pb | cb | note | app))"/>
  </xsl:function>

  <!-- Whether the style sheet sets the caret under (or over) an insertion, and words for the ear say a replacement as one act. -->
  <xsl:variable name="ed:signs-by-style" as="xs:boolean" select="true()"/>

  <!-- The sign of an insertion, in the hand's colour. -->
  <xsl:function name="ed:caret" as="element()">
    <xsl:param name="act" as="element()"/>
    <span class="caret {ed:hand-class(ed:hand($act), $act)}" data-by="edition" aria-hidden="true">‸</span>
  </xsl:function>

  <xsl:template match="del" mode="ed:diplomatic" as="element()">
    <del class="{'act', 'overwritten'[ed:is-overwritten(current())], 'passage'[not($ed:in-brackets) and ed:is-long(current())], ed:hand-class(ed:hand(.), .)}" id="{ed:id(.)}">
      <xsl:sequence select="ed:own-lang(.)"/>
      <span class="vh">{ed:opening-words(., '')}</span>
      <xsl:sequence select="ed:opening(.)"/>
      <span class="{ed:cancelled-class(ed:is-long(.))}">
        <xsl:apply-templates mode="ed:diplomatic"/>
      </span>
      <xsl:sequence select="ed:closing(.)"/>
      <!-- In a substitution by one hand the addition's siglum serves for both. -->
      <xsl:if test="not(parent::subst and following-sibling::add[ed:hand(.) = ed:hand(current())])">
        <xsl:call-template name="ed:siglum"/>
      </xsl:if>
      <xsl:if test="not(ed:in-one-breath(.))">
        <span class="vh"> — {ed:say('del.end')}]</span>
      </xsl:if>
    </del>
  </xsl:template>

  <!-- How cancelled words are dressed: struck, unless they are bracketed in the line or as a passage. -->
  <xsl:function name="ed:cancelled-class" as="xs:string">
    <xsl:param name="is-passage" as="xs:boolean"/>
    <xsl:sequence select="if ($ed:in-brackets or $is-passage) then 'cancelled' else 'struck'"/>
  </xsl:function>

  <xsl:template match="del[ed:holds-blocks(.)]" mode="ed:diplomatic" as="element()" priority="1">
    <del class="{'act', ('passage', 'blocks')[not($ed:in-brackets)], ed:hand-class(ed:hand(.), .)}" id="{ed:id(.)}">
      <xsl:sequence select="ed:own-lang(.)"/>
      <div class="vh">[{ed:act-in-words(., '')}: </div>
      <xsl:sequence select="ed:opening(.)"/>
      <xsl:apply-templates mode="ed:diplomatic"/>
      <xsl:sequence select="ed:closing(.)"/>
      <xsl:call-template name="ed:siglum"/>
      <div class="vh">{ed:say('del.end')}]</div>
    </del>
  </xsl:template>

  <xsl:template match="(p | ab | head | item | l | salute | signed | dateline | addrLine | trailer | cell)[exists(key('ed:ranges', 'cancelling'))]"
    mode="ed:diplomatic" as="node()*" priority="3">
    <xsl:variable name="plain" as="node()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="range" as="element()?" select=".[not($ed:in-brackets)] ! ed:cancelling-range(.)"/>
    <xsl:sequence select="if ($range) then ed:also-dressed($plain, ('passage', ed:hand-class(ed:hand($range), .))) else $plain"/>
  </xsl:template>

  <!-- The same nodes, their elements with further classes. -->
  <xsl:function name="ed:also-dressed" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="classes" as="xs:string*"/>
    <xsl:for-each select="$nodes">
      <xsl:choose>
        <xsl:when test="self::* and exists($classes)">
          <xsl:copy copy-namespaces="no">
            <xsl:copy-of select="@* except @class"/>
            <xsl:attribute name="class" select="@class, $classes"/>
            <xsl:copy-of select="node()" copy-namespaces="no"/>
          </xsl:copy>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="subst" mode="ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'subst'"/>
      <xsl:attribute name="id" select="ed:id(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- What was cancelled and let stand again. -->
  <xsl:template match="restore | undo[node()] | redo[node()]" mode="ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'act restore', ed:hand-class(ed:hand(.), .)"/>
      <xsl:attribute name="id" select="ed:id(.)"/>
      <span class="vh">[{ed:say('restore')}: </span>
      <xsl:apply-templates mode="#current"/>
      <xsl:call-template name="ed:siglum"/>
      <span class="vh"> — {ed:say('restore.end')}]</span>
    </xsl:element>
  </xsl:template>

  <!-- An empty `undo` names what it lifts, and may stand anywhere: its sign is that of a `restore`, around the deletion. -->
  <xsl:template match="del[.//ed:t/@restored][ed:undoing(.)]" mode="ed:diplomatic" as="element()" priority="1">
    <xsl:variable name="undo" as="element()" select="ed:undoing(.)"/>
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'act restore', ed:hand-class(ed:hand($undo), $undo)"/>
      <span class="vh">[{ed:say('restore')}: </span>
      <xsl:next-match/>
      <xsl:for-each select="$undo">
        <xsl:call-template name="ed:siglum"/>
      </xsl:for-each>
      <span class="vh"> — {ed:say('restore.end')}]</span>
    </xsl:element>
  </xsl:template>

  <!-- The empty `undo` for which words of a deletion stand in the final text; none where that was undone in its turn. -->
  <xsl:function name="ed:undoing" as="element()?">
    <xsl:param name="deletion" as="element()"/>
    <xsl:variable name="id" as="xs:string" select="string($deletion/@xml:id)"/>
    <xsl:variable name="lifts" as="xs:string*"
      select="($deletion//ed:t[tokenize(@restored) = $id])[1]/@lifts ! tokenize(.)[substring-before(., '/') eq $id] ! substring-after(., '/')"/>
    <xsl:sequence select="($lifts ! key('ed:id', ., root($deletion)))[self::undo[not(node())]][1]"/>
  </xsl:function>

  <xsl:template match="undo[not(node())] | redo[not(node())]" mode="ed:diplomatic" as="element()">
    <span class="anchor" id="{ed:id(.)}"/>
  </xsl:template>

  <xsl:template match="retrace | mod" mode="ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'act', local-name(), ed:hand-class(ed:hand(.), .)"/>
      <xsl:attribute name="id" select="ed:id(.)"/>
      <xsl:if test="self::retrace">
        <span class="vh">[{string-join((ed:say('retrace'), ed:hand(.)[. ne ''] ! ed:hand-name(., current())), ', ')}: </span>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
      <xsl:call-template name="ed:siglum"/>
      <xsl:if test="self::retrace">
        <span class="vh"> — {ed:say('retrace.end')}]</span>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!--
    A passage that changes places stays where it is written; the number above it is its place in the new order. Signs stand around it
    in the line; a block bears the number at its beginning.
  -->
  <xsl:key name="ed:moved" match="transpose/ptr" use="ed:pointed(@target)"/>

  <!-- The place that a transposition gives to each of its passages. -->
  <xsl:function name="ed:new-places" as="map(xs:string, xs:integer)" cache="yes">
    <xsl:param name="transpose" as="element(transpose)"/>
    <xsl:sequence select="map:merge($transpose/ptr ! map:entry(ed:pointed(@target), position()), map { 'duplicates': 'use-first' })"/>
  </xsl:function>

  <xsl:template match="*[@xml:id][key('ed:moved', @xml:id)]" mode="ed:diplomatic" as="node()*" priority="4">
    <xsl:variable name="transpose" as="element()" select="key('ed:moved', @xml:id)[1]/.."/>
    <xsl:variable name="place" as="xs:string" select="string(ed:new-places($transpose)(@xml:id))"/>
    <xsl:variable name="classes" as="xs:string*" select="ed:hand-class(ed:hand($transpose), $transpose)"/>
    <xsl:variable name="number" as="element()+">
      <span class="vh">[{ed:say('moved', ($place, string(count($transpose/ptr))))}: </span>
      <sup class="{'new-place', $classes}" data-by="edition" aria-hidden="true">{$place}</sup>
    </xsl:variable>
    <xsl:variable name="plain" as="node()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="map:contains($ed:blocks, local-name()) or ed:holds-blocks(.)">
        <xsl:for-each select="$plain">
          <xsl:choose>
            <xsl:when test=". is $plain[self::*][1]">
              <xsl:copy copy-namespaces="no">
                <xsl:copy-of select="@*, $number, node()" copy-namespaces="no"/>
                <span class="vh"> — {ed:say('moved.end')}]</span>
              </xsl:copy>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="."/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <span class="{'bracket', $classes}" data-by="edition" aria-hidden="true">{ed:sign('moved')/@open}</span>
        <xsl:sequence select="$number, $plain"/>
        <span class="{'bracket', $classes}" data-by="edition" aria-hidden="true">{ed:sign('moved')/@close}</span>
        <span class="vh"> — {ed:say('moved.end')}]</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    The words themselves. An act that encloses them has dressed them already; what is left to say here is what no element around
    them says: a range (`addSpan`, `delSpan`) that runs over them, and the hand in force by a `handShift`.
  -->
  <xsl:template match="ed:t" mode="ed:diplomatic" as="node()*">
    <xsl:variable name="around" as="xs:string*" select="ancestor::*/@xml:id"/>
    <xsl:variable name="added" as="xs:string*" select="tokenize(@added)[not(. = $around)]"/>
    <xsl:variable name="cancelled" as="xs:string*" select="tokenize(@cancelled)[not(. = $around)]"/>
    <xsl:variable name="words" as="node()*">
      <xsl:choose>
        <xsl:when test="@hand and not(@hand = ed:writing-hand(..)) and empty($added)">
          <span class="written {ed:hand-class(@hand, .)}">
            <xsl:apply-templates mode="#current"/>
          </span>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="#current"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="if (normalize-space()) then ed:within-ranges($words, ., $added, $cancelled) else $words"/>
  </xsl:template>

  <!-- Words inside the ranges that cover them: additions within, cancellations around. Spoken labels stand at a range's two ends only. -->
  <xsl:function name="ed:within-ranges" as="node()*">
    <xsl:param name="words" as="node()*"/>
    <xsl:param name="t" as="element(ed:t)"/>
    <xsl:param name="added" as="xs:string*"/>
    <xsl:param name="cancelled" as="xs:string*"/>
    <xsl:variable name="id" as="xs:string?" select="($cancelled, $added)[1]"/>
    <xsl:choose>
      <xsl:when test="empty($id)">
        <xsl:sequence select="$words"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="act" as="element()?" select="key('ed:id', $id, root($t))[1]"/>
        <xsl:variable name="covered" as="element()+" select="key('ed:covered', $id, root($t))"/>
        <xsl:variable name="is-deletion" as="xs:boolean" select="$id = $cancelled"/>
        <xsl:variable name="is-passage" as="xs:boolean" select="$is-deletion and exists($act/self::delSpan) and (ed:is-long($act) or ed:is-in-passage($t, $id))"/>
        <xsl:element name="{if ($is-deletion) then 'del' else 'ins'}">
          <xsl:attribute name="class" select="
            'act range', 'passage'[$is-passage and not($ed:in-brackets) and not(ed:is-in-passage($t, $id))], ed:hand-class(($act ! ed:hand(.), '')[1], $t)"/>
          <xsl:if test="$t is $covered[1]">
            <span class="vh">[{if ($act) then ed:act-in-words($act, '') else ed:say(if ($is-deletion) then 'del' else 'add')}: </span>
            <xsl:sequence select="$act ! ed:opening(.)[$ed:in-brackets]"/>
          </xsl:if>
          <xsl:choose>
            <xsl:when test="$is-deletion">
              <span class="{ed:cancelled-class($is-passage)}">
                <xsl:sequence select="ed:within-ranges($words, $t, $added, $cancelled[. ne $id])"/>
              </span>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="ed:within-ranges($words, $t, $added[. ne $id], $cancelled)"/>
            </xsl:otherwise>
          </xsl:choose>
          <xsl:if test="$t is $covered[last()]">
            <xsl:sequence select="$act ! ed:closing(.)[$ed:in-brackets]"/>
            <xsl:for-each select="$act">
              <xsl:call-template name="ed:siglum"/>
            </xsl:for-each>
            <span class="vh"> — {ed:say(if ($is-deletion) then 'del.end' else 'add.end')}]</span>
          </xsl:if>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The hand that writes at an element, as its surroundings dress it: the nearest that writes and bears a hand, else the main one. -->
  <xsl:function name="ed:writing-hand" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="writing" as="element()?" select="
      $element/ancestor-or-self::*[@ed:hand or @hand][not(self::del or self::restore or self::undo or self::redo or self::mod or self::retrace or self::subst)][1]"/>
    <xsl:sequence select="if ($writing) then ed:hand($writing) else ed:main-hand($element)"/>
  </xsl:function>

  <!--
    The siglum of an act's hand, with a question mark where the act itself is doubted. Where there is a ledger, it leads to the entry;
    for the main hand, which has no siglum, a small ring does. What it stands in may be in the hand's dress already.
  -->
  <xsl:template name="ed:siglum" as="element()?">
    <xsl:param name="is-dressed" as="xs:boolean" select="false()"/>
    <xsl:variable name="doubt" as="xs:string" select="if (@cert = ('low', 'unknown')) then '?' else ''"/>
    <xsl:variable name="siglum" as="xs:string" select="ed:siglum(ed:hand(.), .) || $doubt"/>
    <xsl:variable name="classes" as="xs:string" select="string-join(('siglum', if ($is-dressed) then () else ed:hand-class(ed:hand(.), .)), ' ')"/>
    <xsl:choose>
      <xsl:when test="$ed:ledger ne '' and not(self::note and ancestor::note)">
        <xsl:variable name="sign" as="xs:string" select="($siglum[. ne ''], '°')[1]"/>
        <sup class="{$classes}" data-by="edition">
          <a href="{$ed:ledger}{ed:id(.)}" aria-label="{ed:say('ledger.entry', $sign)}">{$sign}</a>
        </sup>
      </xsl:when>
      <xsl:when test="$siglum ne ''">
        <sup class="{$classes}" data-by="edition" aria-hidden="true">{$siglum}</sup>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!--
    What is spoken before the words of an act. A deletion and the insertion that a substitution puts behind it, by one hand, are told as
    one act: "[replaced, hand B: … — by, above the line: … — end of replacement]".
  -->
  <xsl:function name="ed:opening-words" as="xs:string">
    <xsl:param name="act" as="element()"/>
    <xsl:param name="placement" as="xs:string"/>
    <xsl:sequence select="
      if (not(ed:in-one-breath($act))) then '[' || ed:act-in-words($act, $placement) || ': '
      else if ($act/self::del) then '[' || ed:act-in-words($act, '', 'subst.replaced') || ': '
      else ' — ' || string-join((ed:say('subst.by'), if ($placement = ('', 'inline')) then () else ed:say('place.' || $placement)), ', ') || ': '"/>
  </xsl:function>

  <!-- Whether an act is one of the two of a plain substitution: `<subst><del/><add/></subst>` by one hand, both as certain. -->
  <xsl:function name="ed:in-one-breath" as="xs:boolean">
    <xsl:param name="act" as="element()"/>
    <xsl:variable name="acts" as="element()*" select="$act/parent::subst/(* except ed:t)"/>
    <xsl:sequence select="
      $ed:signs-by-style and count($acts) = 2 and exists($acts[1]/self::del) and exists($acts[2]/self::add) and ed:hand($acts[1]) = ed:hand($acts[2])
      and string($acts[1]/@cert) = string($acts[2]/@cert) and not($acts ! ed:holds-blocks(.) = true()) and empty($acts//ed:t/@restored)"/>
  </xsl:function>

  <!-- What happened, in words: "inserted above the line, hand B, uncertain". -->
  <xsl:function name="ed:act-in-words" as="xs:string">
    <xsl:param name="act" as="element()"/>
    <xsl:param name="placement" as="xs:string"/>
    <xsl:sequence select="ed:act-in-words($act, $placement, if ($act/(self::del | self::delSpan)) then 'del' else 'add')"/>
  </xsl:function>

  <xsl:function name="ed:act-in-words" as="xs:string">
    <xsl:param name="act" as="element()"/>
    <xsl:param name="placement" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="hand" as="xs:string" select="ed:hand($act)"/>
    <xsl:sequence select="
      string-join((
        ed:say($kind),
        if ($placement = ('', 'inline')) then () else ed:say('place.' || $placement),
        if ($hand ne '') then ed:hand-name($hand, $act) else (),
        if ($act/@cert = ('low', 'unknown')) then ed:say('cert.low') else ()), ', ')"/>
  </xsl:function>

  <!-- Notes that were written on the document stand where they stand, in their hand. -->
  <xsl:template match="note[not(ed:is-editorial(.))]" mode="ed:diplomatic" as="node()*">
    <xsl:variable name="words" as="xs:boolean"
      select="exists(ancestor::p | ancestor::ab | ancestor::l | ancestor::head | ancestor::salute | ancestor::signed | ancestor::dateline | ancestor::speaker)
        or exists(parent::seg | parent::hi | parent::add)"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:element name="{if ($words) then ed:holder(., 'span') else 'div'}">
      <xsl:attribute name="class" select="'on-document', ed:placement(.), @type[matches(., '^[\w-]+$')] ! ('note-' || .)"/>
      <xsl:sequence select="ed:carried(.)"/>
      <span class="vh">[{string-join((ed:named('furniture', string((@type, 'note')[1])), ed:hand(.)[. ne ''] ! ed:hand-name(., current())), ', ')}: </span>
      <xsl:element name="{ed:holder(., 'span')}">
        <xsl:attribute name="class" select="'written', ed:hand-class(ed:hand(.), .)"/>
        <xsl:apply-templates mode="#current"/>
      </xsl:element>
      <xsl:call-template name="ed:siglum"/>
      <span class="vh"> — {ed:say('furniture.end')}]</span>
      <xsl:call-template name="ed:trailing-marks"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="stamp" mode="ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'stamp', ed:hand-class(ed:hand(.), .)"/>
      <xsl:sequence select="ed:carried(.)"/>
      <span class="vh">[{ed:say('furniture.stamp')}: </span>
      <xsl:apply-templates mode="#current"/>
      <span class="vh">]</span>
    </xsl:element>
  </xsl:template>

  <xsl:template match="fw" mode="ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'fw', @type[matches(., '^[\w-]+$')] ! ('fw-' || .), ed:hand-class(ed:hand(.), .)"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="metamark" mode="ed:diplomatic" as="element()">
    <span class="metamark {ed:hand-class(ed:hand(.), .)}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="not(normalize-space())">
        <span data-by="edition" aria-hidden="true">¶</span>
        <span class="vh">[{ed:say('metamark')}]</span>
      </xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="damage" mode="ed:diplomatic" as="element()">
    <xsl:element name="{ed:holder(., 'span')}">
      <xsl:attribute name="class" select="'damage'"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!--
    An element that a hand wrote and that is no act (a signature, a word): dressed in that hand, whatever else it is. Notes, stamps and
    marks have their own dress; what is torn or doubtful is not written by whoever tore or doubts it.
  -->
  <xsl:template match="*[@hand][not(self::ed:t or ed:is-act(.) or self::subst or self::substJoin or self::note or self::stamp
    or self::fw or self::metamark or self::damage or self::unclear or self::supplied or self::gap or self::space or self::pb or self::lb or self::cb
    or self::gb or self::milestone or self::anchor or self::app or self::lem or self::rdg or self::text)][ed:hand(.) ne '']"
    mode="ed:diplomatic" as="node()*" priority="2">
    <xsl:variable name="plain" as="node()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="dress" as="xs:string*" select="ed:hand-class(ed:hand(.), .)"/>
    <!-- The main hand is undressed, but not within what another wrote. -->
    <xsl:variable name="classes" as="xs:string*" select="'written'[exists($dress) or ed:writing-hand(current()/..) ne ed:hand(current())], $dress"/>
    <xsl:choose>
      <xsl:when test="exists($classes) and $plain[self::text()][normalize-space()]">
        <span class="{$classes}">
          <xsl:sequence select="$plain"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="ed:also-dressed($plain, $classes)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a hand wrote and the source gives no id can be reached all the same: the ledger leads to it. -->
  <xsl:template match="(stamp | note[not(ed:is-editorial(.))] | *[@hand])[not(@xml:id or self::ed:t)]" mode="ed:diplomatic" as="node()*" priority="4">
    <xsl:variable name="shown" as="node()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="id" as="xs:string" select="ed:id(.)"/>
    <xsl:variable name="bearer" as="element()?" select="if (exists($shown[self::text()][normalize-space()])) then () else $shown[self::*][1][not(@id)]"/>
    <xsl:if test="empty($bearer) and not($shown/descendant-or-self::*/@id = $id)">
      <xsl:element name="{ed:holder(., 'span')}">
        <xsl:attribute name="class" select="'anchor'"/>
        <xsl:attribute name="id" select="$id"/>
      </xsl:element>
    </xsl:if>
    <xsl:for-each select="$shown">
      <xsl:choose>
        <xsl:when test=". is $bearer">
          <xsl:copy copy-namespaces="no">
            <xsl:copy-of select="@*"/>
            <xsl:attribute name="id" select="$id"/>
            <xsl:copy-of select="node()" copy-namespaces="no"/>
          </xsl:copy>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
