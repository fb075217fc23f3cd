<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The web page of the ledger: a table with a row for every intervention, in document order, in the language of the document.
  A row has the id of its entry; the ids of the acts it covers lead to it too, so that a view needs to know nothing but its own.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" default-mode="ed:ledger-page" expand-text="yes">

  <!-- A TEI document in, its page out. -->
  <xsl:mode name="ed:ledger-page" visibility="public" on-no-match="fail"/>

  <!-- ed:entry → its row. -->
  <xsl:mode name="ed:row" on-no-match="fail" visibility="private"/>

  <xsl:template match="document-node()" as="text()">
    <xsl:variable name="annotated" as="document-node()" select="ed:annotated(.)"/>
    <xsl:variable name="header" as="element()?" select="ed:header($annotated)"/>
    <xsl:variable name="entries" as="element(ed:entry)*" select="ed:ledger($annotated, $ed:page-language)"/>
    <xsl:variable name="article" as="element()">
      <article class="page">
        <xsl:call-template name="ed:title-block">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="view" select="'ledger'"/>
        </xsl:call-template>
        <xsl:choose>
          <xsl:when test="exists($entries)">
            <p class="signs-used">{ed:say('ledger.about', string(count($entries)))}</p>
            <table class="entries">
              <caption class="vh">{ed:say('view.ledger')}</caption>
              <thead>
                <tr>
                  <xsl:for-each select="'number', 'where', 'hand', 'what', 'certainty', 'note'">
                    <th scope="col" class="{.}">{ed:say('ledger.column.' || .)}</th>
                  </xsl:for-each>
                </tr>
              </thead>
              <tbody>
                <xsl:apply-templates select="$entries" mode="ed:row">
                  <xsl:with-param name="ed:annotated" select="$annotated" tunnel="yes"/>
                </xsl:apply-templates>
              </tbody>
            </table>
          </xsl:when>
          <xsl:otherwise>
            <p>{ed:say('ledger.none')}</p>
          </xsl:otherwise>
        </xsl:choose>
      </article>
    </xsl:variable>
    <xsl:variable name="page" as="element()">
      <xsl:call-template name="ed:html">
        <xsl:with-param name="title" select="string-join((ed:title($header) ! ed:title-text(.), ed:say('view.ledger')), ' · ')"/>
        <xsl:with-param name="description" select="ed:description($header)"/>
        <xsl:with-param name="class" select="'ledger'"/>
        <xsl:with-param name="header" select="$header"/>
        <xsl:with-param name="body" select="$article"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:value-of select="ed:as-html($page)"/>
  </xsl:template>

  <!-- A cell whose words have another order than that of their letters says by `data-key` what it is sorted by. -->
  <xsl:template match="ed:entry" mode="ed:row" as="node()+">
    <xsl:param name="ed:annotated" as="document-node()" tunnel="yes"/>
    <xsl:variable name="subject" as="element()?" select="ed:subject(., $ed:annotated)"/>
    <xsl:text>&#10;</xsl:text>
    <tr id="{@id}">
      <th scope="row" class="number" data-key="{@number}">
        <xsl:for-each select="ed:further-ids(.)">
          <span class="anchor" id="{.}"/>
        </xsl:for-each>
        <a href="#{@id}" aria-label="{ed:say('ledger.number', @number)}">{@number}</a>
      </th>
      <td class="where" data-key="{@number}">
        <xsl:if test="@where ne ''">
          <span class="at">{@where}</span>
        </xsl:if>
        <xsl:call-template name="ed:ways">
          <xsl:with-param name="subject" select="$subject"/>
        </xsl:call-template>
      </td>
      <td class="hand-of" data-key="{if (@siglum ne '') then @siglum else @hand-label}">
        <xsl:choose>
          <xsl:when test="@siglum ne ''">
            <span class="{'written', ed:hand-class(@hand, $ed:annotated)}">{@siglum}</span>
          </xsl:when>
          <xsl:otherwise>{@hand-label}</xsl:otherwise>
        </xsl:choose>
      </td>
      <td class="what" data-key="{ed:say('ledger.kind.' || @kind)}">
        <xsl:apply-templates select="ed:sentence/node()" mode="ed:said"/>
      </td>
      <td class="certainty" data-key="{(index-of(('high', 'medium', 'low', 'unknown'), @certainty), 5)[1]}">
        <xsl:if test="@certainty-label ne ''">
          <xsl:attribute name="data-label" select="ed:say('ledger.column.certainty')"/>
        </xsl:if>
        <xsl:value-of select="@certainty-label"/>
      </td>
      <td class="note">
        <xsl:for-each select="$subject ! ed:notes-on(.)">
          <div>
            <xsl:sequence select="ed:own-lang(.)"/>
            <xsl:apply-templates select="." mode="ed:note">
              <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
            </xsl:apply-templates>
          </div>
        </xsl:for-each>
      </td>
    </tr>
  </xsl:template>

  <!-- The ways from an entry to its place in the views that the site has: to the act itself where every act is shown, else to its paragraph. -->
  <xsl:template name="ed:ways" as="element()*">
    <xsl:param name="subject" as="element()?" required="yes"/>
    <xsl:param name="ed:state" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="views" as="map(*)*" select="ed:links('view', $ed:state)"/>
    <xsl:variable name="paragraph" as="element()?" select="$subject[ed:stands(.)] ! ed:paragraph-with-id(.)"/>
    <xsl:variable name="entry" as="element(ed:entry)" select="."/>
    <xsl:for-each select="$views[?view = 'diplomatic'][$subject ! ed:is-on-the-leaf(.)]">
      <a class="way" href="{?href}#{$entry/@anchor}">{ed:say('view.diplomatic.short')}</a>
    </xsl:for-each>
    <xsl:variable name="zone" as="element()?" select="$subject/key('ed:id', descendant-or-self::*/@facs ! tokenize(.) ! ed:pointed(.), root(.))[ancestor::facsimile][1]"/>
    <xsl:for-each select="$views[?view = 'facsimile'][$zone]">
      <a class="way" href="{?href}#{ed:id($zone)}">{ed:say('view.facsimile.short')}</a>
    </xsl:for-each>
    <xsl:if test="$paragraph">
      <xsl:for-each select="$views[?view = 'reading']">
        <a class="way" href="{?href}#{$paragraph/@xml:id}">{ed:say('view.reading.short')}</a>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- Whether any of the words that an act or a hand put is still there in the end. -->
  <xsl:function name="ed:stands" as="xs:boolean">
    <xsl:param name="subject" as="element()"/>
    <xsl:sequence select="exists($subject/descendant::ed:t[not(@cancelled)][normalize-space()])"/>
  </xsl:function>

  <!-- What the reading view shows under an id of its own, and holds an act. -->
  <xsl:function name="ed:paragraph-with-id" as="element()?">
    <xsl:param name="subject" as="element()"/>
    <xsl:sequence select="
      $subject/ancestor-or-self::*[@xml:id][self::p or self::ab or self::item or self::l or self::head or self::div or self::note or self::stamp][1]"/>
  </xsl:function>

  <!-- The editors' notes on an act: those right behind it, and those that name it. -->
  <xsl:function name="ed:notes-on" as="element(note)*">
    <xsl:param name="subject" as="element()"/>
    <xsl:variable name="behind" as="node()?" select="$subject/following-sibling::node()[not(self::note[ed:is-editorial(.)])][1]"/>
    <xsl:sequence select="
      ($subject/following-sibling::note[ed:is-editorial(.)][ed:series(.) = 'textual'][empty($behind) or . &lt;&lt; $behind]
        | key('ed:notes-naming', $subject/@xml:id, root($subject)))"/>
  </xsl:function>

  <xsl:key name="ed:notes-naming" match="note[@target][ed:is-editorial(.)]" use="tokenize(@target) ! ed:pointed(.)"/>

</xsl:stylesheet>
