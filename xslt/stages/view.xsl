<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- How the page of a stage shows what its step did, and the row of steps in time. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- An addition underlined, a removal struck, in the hand's line; spoken at both ends. -->
  <xsl:template match="ed:shift" mode="ed:reading" as="node()+">
    <xsl:variable name="added" as="xs:boolean" select="@kind = 'added'"/>
    <xsl:variable name="label" as="xs:string" select="if ($added) then 'add' else 'del'"/>
    <xsl:variable name="hand" as="xs:string" select="ed:hand(.)"/>
    <xsl:variable name="dress" as="xs:string*" select="ed:hand-class($hand, .)"/>
    <xsl:variable name="blocks" as="xs:boolean" select="ed:holds-blocks(.)"/>
    <xsl:variable name="spoken" as="xs:string" select="if ($blocks) then 'div' else 'span'"/>
    <xsl:variable name="doubt" as="xs:string" select="if (@cert = ('low', 'unknown')) then '?' else ''"/>
    <xsl:variable name="siglum" as="xs:string" select="ed:siglum($hand, .) || $doubt"/>
    <xsl:element name="{if ($added) then 'ins' else 'del'}">
      <xsl:attribute name="class" select="'act', if ($blocks) then 'passage' else (), $dress"/>
      <xsl:sequence select="@act ! ed:id-attribute(.)"/>
      <xsl:element name="{$spoken}">
        <xsl:attribute name="class" select="'vh'"/>
        <xsl:attribute name="data-by" select="'edition'"/>
        <xsl:text>[{string-join((ed:say($label), $hand[. ne ''] ! ed:hand-name(., current()), $doubt[. ne ''] ! ed:say('cert.low')), ', ')}: </xsl:text>
      </xsl:element>
      <xsl:choose>
        <xsl:when test="$added or $blocks">
          <xsl:apply-templates mode="#current"/>
        </xsl:when>
        <xsl:otherwise>
          <span class="struck">
            <xsl:apply-templates mode="#current"/>
          </span>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:element name="{$spoken}">
        <xsl:attribute name="class" select="'vh'"/>
        <xsl:attribute name="data-by" select="'edition'"/>
        <xsl:text> — {ed:say($label || '.end')}]</xsl:text>
      </xsl:element>
    </xsl:element>
    <!-- Of a deletion and the addition that takes its place, by one hand, the addition bears the siglum for both. -->
    <xsl:if test="$siglum ne '' and not(not($added) and following-sibling::*[1]/self::ed:shift[@kind = 'added'][ed:hand(.) = $hand])">
      <sup class="{'siglum', $dress}" data-by="edition" aria-hidden="true">{$siglum}</sup>
    </xsl:if>
  </xsl:template>

  <!-- A passage that was moved here, spoken at both ends. -->
  <xsl:template match="ed:shift[@kind = 'moved']" mode="ed:reading" as="element()" priority="2">
    <xsl:variable name="spoken" as="xs:string" select="ed:holder(., 'span')"/>
    <xsl:element name="{$spoken}">
      <xsl:attribute name="class" select="'moved'"/>
      <xsl:element name="{$spoken}">
        <xsl:attribute name="class" select="'vh'"/>
        <xsl:attribute name="data-by" select="'edition'"/>
        <xsl:text>[{ed:say('stages.moved.begin')}: </xsl:text>
      </xsl:element>
      <xsl:apply-templates mode="#current"/>
      <xsl:element name="{$spoken}">
        <xsl:attribute name="class" select="'vh'"/>
        <xsl:attribute name="data-by" select="'edition'"/>
        <xsl:text> — {ed:say('stages.moved.end')}]</xsl:text>
      </xsl:element>
    </xsl:element>
  </xsl:template>

  <xsl:function name="ed:id-attribute" as="attribute()">
    <xsl:param name="id" as="xs:string"/>
    <xsl:attribute name="id" select="$id"/>
  </xsl:function>

  <!-- The longest description that is a name, in characters: four names fit the line of a text. -->
  <xsl:variable name="ed:longest-name" as="xs:integer" select="24"/>

  <!-- The name of a state: the best by which no other state can be called too. -->
  <xsl:function name="ed:state-label" as="xs:string">
    <xsl:param name="state" as="xs:string"/>
    <xsl:param name="states" as="xs:string+"/>
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:variable name="others" as="xs:string*" select="$states[. ne $state] ! ed:names-of-state(., $states, $annotated)"/>
    <xsl:variable name="names" as="xs:string+" select="ed:names-of-state($state, $states, $annotated)"/>
    <xsl:sequence select="($names[not(. = $others)], $names)[1]"/>
  </xsl:function>

  <!--
    What a state may be called, the best first. Of a change: its `label` or @n, its description if that is short, its hands, its day, the
    number of its step. The two ends are called by what the document is.
  -->
  <xsl:function name="ed:names-of-state" as="xs:string+">
    <xsl:param name="state" as="xs:string"/>
    <xsl:param name="states" as="xs:string+"/>
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:variable name="change" as="element()?" select="key('ed:id', $state, $annotated)[1]/self::change"/>
    <xsl:choose>
      <xsl:when test="$state = 'base'">
        <xsl:sequence select="ed:say(if (ed:is-typed($annotated)) then 'stages.base.typed' else 'stages.base')"/>
      </xsl:when>
      <xsl:when test="$state = 'final'">
        <xsl:sequence select="ed:say(if (ed:action(ed:header($annotated), 'sent')) then 'stages.final.sent' else 'stages.final')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="
          (ed:in-page-language($change/label)[1] ! ed:title-text(.), $change/@n ! string())[. ne ''][1],
          ed:state-description($state, $annotated)[. ne ''][string-length(.) le $ed:longest-name],
          (ed:hands-of-change($state, $annotated)[. ne ''], $change/@when ! ed:date-in-words(.), ed:say('stages.step', string(index-of($states, $state)[1] - 1)))
            ! (upper-case(substring(., 1, 1)) || substring(., 2))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What the header says of the change that leads to a state, without the full stop; "" of the two ends. -->
  <xsl:function name="ed:state-description" as="xs:string">
    <xsl:param name="state" as="xs:string"/>
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:variable name="change" as="element()?" select="key('ed:id', $state, $annotated)[1]/self::change"/>
    <xsl:variable name="said" as="element()?" select="(ed:in-page-language($change/(desc | p)), $change[not(label)])[1]"/>
    <xsl:sequence select="replace(string($said ! ed:title-text(.)), '[.;:]$', '')"/>
  </xsl:function>

  <!-- The hands that acted in a change, by their sigla: "hand A", "hands A, B"; the main hand by its name. -->
  <xsl:function name="ed:hands-of-change" as="xs:string">
    <xsl:param name="change" as="xs:string"/>
    <xsl:param name="annotated" as="document-node()"/>
    <xsl:variable name="hands" as="xs:string*" select="distinct-values($annotated//*[@ed:change = $change][ed:is-act(.)] ! ed:hand(.))[. ne '']"/>
    <xsl:variable name="sigla" as="xs:string*" select="sort($hands ! ed:siglum(., $annotated))"/>
    <xsl:sequence select="
      if (count($hands) gt 1 and not($sigla = '')) then ed:say('stages.hands', string-join($sigla, ', '))
      else string-join($hands ! ed:hand-name(., $annotated), ', ')"/>
  </xsl:function>

  <!-- The steps in time; a list of links, the one that is shown marked, and what is said of it where its name does not say it. -->
  <xsl:template name="ed:row-of-steps" as="element()+">
    <xsl:param name="states" as="xs:string+" required="yes"/>
    <xsl:param name="state" as="xs:string" required="yes"/>
    <xsl:param name="annotated" as="document-node()" required="yes"/>
    <nav class="steps" aria-labelledby="steps-heading">
      <h2 id="steps-heading" class="vh">{ed:say('about.stages')}</h2>
      <ol>
        <xsl:for-each select="$states">
          <xsl:variable name="label" as="xs:string" select="ed:state-label(., $states, $annotated)"/>
          <xsl:variable name="description" as="xs:string" select="string(ed:state-description(., $annotated)[. ne $label])"/>
          <li>
            <xsl:choose>
              <xsl:when test=". = $state">
                <span aria-current="step">{$label}</span>
              </xsl:when>
              <xsl:otherwise>
                <a href="{ed:links('stage')[?state = current()]?href}">
                  <xsl:if test="$description ne ''">
                    <xsl:attribute name="title" select="$description"/>
                  </xsl:if>
                  <xsl:value-of select="$label"/>
                </a>
              </xsl:otherwise>
            </xsl:choose>
          </li>
        </xsl:for-each>
      </ol>
    </nav>
    <xsl:variable name="description" as="xs:string" select="ed:state-description($state, $annotated)"/>
    <xsl:if test="$description ne '' and $description ne ed:state-label($state, $states, $annotated)">
      <p class="step-said">{$description}.</p>
    </xsl:if>
  </xsl:template>

  <!-- What the step did, in numbers, which are a legend too. -->
  <xsl:template name="ed:deeds" as="element()">
    <xsl:param name="shifts" as="element(ed:shift)*" required="yes"/>
    <xsl:param name="first" as="xs:boolean" required="yes"/>
    <p class="deeds">
      <xsl:choose>
        <xsl:when test="$first">{ed:say('stages.first')}</xsl:when>
        <xsl:when test="empty($shifts)">{ed:say('stages.unchanged')}</xsl:when>
        <xsl:otherwise>
          <xsl:for-each-group select="$shifts" group-by="string(@kind)">
            <xsl:sort select="current-grouping-key()"/>
            <xsl:if test="position() gt 1"> · </xsl:if>
            <span class="{current-grouping-key()}">{ed:say('stages.' || current-grouping-key())}</span>
            <xsl:text>: {count(current-group())}</xsl:text>
          </xsl:for-each-group>
          <xsl:if test="$shifts[@kind = 'removed']">
            <xsl:text> ({ed:say('stages.removed.then')})</xsl:text>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

</xsl:stylesheet>
