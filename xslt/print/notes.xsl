<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Notes in print: each stands where it is called, and the typesetter moves it to the foot of the page, by its series.

  A footnote of the typesetter may hold no paragraphs, so a note with blocks in it is set at the end of the document instead. Nor can one be
  divided: what is too tall for the foot of its page the typesetter moves to the end as well (`edition/engines/notes.py`), with the words
  that the body of the page has for that.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="ed:is-endnote" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="ed:holds-blocks($note)"/>
  </xsl:function>

  <!-- note | app → the note itself, to be moved to the foot, or its call. -->
  <xsl:template match="note | app" mode="ed:mark" as="element()?">
    <xsl:if test="ancestor::text or ancestor::sourceDoc">
      <xsl:variable name="entry" as="xs:string?" select="'apparatus'[ed:is-keyed(current())]"/>
      <xsl:choose>
        <xsl:when test="ed:is-endnote(.) and $entry">
          <span class="note apparatus" id="{ed:id(.)}-mark" data-series="textual" data-mark="{ed:call(.)}" data-label="{ed:label(.)}" data-by="edition">
            <a href="#{ed:id(.)}">{ed:say('apparatus.see-end')}</a>
          </span>
        </xsl:when>
        <xsl:when test="ed:is-endnote(.)">
          <a class="call {ed:series(.)}" id="{ed:id(.)}-mark" href="#{ed:id(.)}" data-mark="{ed:call(.)}" data-label="{ed:label(.)}" data-by="edition">{ed:call(.)}</a>
        </xsl:when>
        <xsl:otherwise>
          <span class="{'note', $entry}" id="{ed:id(.)}" data-series="{ed:series(.)}" data-mark="{ed:call(.)}" data-label="{ed:label(.)}" data-by="edition">
            <xsl:sequence select="ed:lang-among(ed:language(.), ed:language(..))"/>
            <xsl:apply-templates select="." mode="ed:note"/>
          </span>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- The notes that hold paragraphs, by series. -->
  <xsl:template name="ed:endnotes" as="element()?">
    <xsl:param name="text" as="node()" required="yes"/>
    <xsl:variable name="notes" as="element()*" select="('textual', 'commentary') ! ed:notes($text, .)[ed:is-endnote(.)]"/>
    <xsl:if test="exists($notes)">
      <section class="endnotes">
        <h2>{ed:say('notes')}</h2>
        <xsl:for-each select="$notes">
          <xsl:variable name="is-keyed" as="xs:boolean" select="ed:is-keyed(.)"/>
          <xsl:variable name="tells-page" as="xs:boolean" select="(if ($is-keyed) then $ed:lines else $ed:notes) eq 'per-page'"/>
          <div class="{'endnote', ed:series(.), 'apparatus'[$is-keyed], 'paged'[$tells-page and $ed:in-volume]}" id="{ed:id(.)}">
            <xsl:sequence select="ed:lang(ed:language(.))"/>
            <xsl:if test="not($is-keyed)">
              <xsl:if test="$tells-page">
                <xsl:sequence select="ed:page-of-call(ed:id(.) || '-mark')"/>
              </xsl:if>
              <a class="mark" href="#{ed:id(.)}-mark">{ed:label(.)}</a>
              <xsl:text> </xsl:text>
            </xsl:if>
            <xsl:apply-templates select="." mode="ed:note"/>
          </div>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
