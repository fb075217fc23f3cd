<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The web page of the diplomatic view: the document as it stands on its sheet, with a legend of its hands and signs; in the system of
  signs that tells acts in notes, its final text with these notes.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" default-mode="ed:diplomatic-page" expand-text="yes">

  <!-- A TEI document in, its page out. -->
  <xsl:mode name="ed:diplomatic-page" visibility="public" on-no-match="fail"/>

  <xsl:template match="document-node()" as="text()">
    <xsl:variable name="annotated" as="document-node()" select="ed:annotated(.)"/>
    <xsl:variable name="document" as="document-node()" select="if ($ed:in-notes) then ed:archival-text($annotated) else $annotated"/>
    <xsl:variable name="header" as="element()?" select="ed:header($document)"/>
    <xsl:variable name="texts" as="element()*" select="ed:texts($document)"/>
    <xsl:variable name="shape" as="xs:string" select="ed:shape-in-words($document)"/>
    <xsl:variable name="margins" as="xs:string*" select="
      distinct-values(($texts//add ! ed:shown-placement(.), $texts//note ! ed:placement(.))[. = ('margin-left', 'margin-right')])"/>
    <xsl:variable name="article" as="element()">
      <article class="page">
        <xsl:call-template name="ed:title-block">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="view" select="'diplomatic'"/>
        </xsl:call-template>
        <xsl:if test="$texts">
          <xsl:call-template name="ed:legend">
            <xsl:with-param name="text" select="$texts"/>
            <xsl:with-param name="document" select="$annotated"/>
            <xsl:with-param name="view" select="if ($ed:in-notes) then 'reading' else 'diplomatic'"/>
          </xsl:call-template>
        </xsl:if>
        <div class="text-block">
          <xsl:if test="not($ed:in-notes)">
            <xsl:call-template name="ed:tools">
              <xsl:with-param name="acts" select="exists($texts//(add | del | subst | restore | undo | redo | retrace | mod))"/>
            </xsl:call-template>
            <xsl:call-template name="ed:hand-tools"/>
          </xsl:if>
          <xsl:if test="$texts">
            <xsl:choose>
              <xsl:when test="$ed:in-notes">
                <div class="text" id="text" data-signs="{$ed:signs}">
                  <xsl:sequence select="ed:lang(ed:text-language($document))"/>
                  <xsl:apply-templates select="$texts" mode="ed:reading">
                    <xsl:with-param name="ed:view" select="'diplomatic'" tunnel="yes"/>
                    <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
                  </xsl:apply-templates>
                  <xsl:call-template name="ed:furniture-of-the-page">
                    <xsl:with-param name="document" select="$document"/>
                  </xsl:call-template>
                </div>
              </xsl:when>
              <xsl:otherwise>
                <xsl:if test="$shape ne ''">
                  <p class="shape">{$shape}</p>
                </xsl:if>
                <div class="{'sheet', if (ed:is-typed($document)) then 'typed' else 'handwritten', $margins ! ('with-' || .)}" id="text" data-signs="{$ed:signs}">
                  <xsl:sequence select="ed:lang(ed:text-language($document))"/>
                  <xsl:apply-templates select="$texts" mode="ed:diplomatic">
                    <xsl:with-param name="ed:view" select="'diplomatic'" tunnel="yes"/>
                    <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
                  </xsl:apply-templates>
                </div>
              </xsl:otherwise>
            </xsl:choose>
            <xsl:call-template name="ed:notes-below">
              <xsl:with-param name="text" select="$texts"/>
              <xsl:with-param name="ed:view" select="'diplomatic'" tunnel="yes"/>
              <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
            </xsl:call-template>
          </xsl:if>
        </div>
        <xsl:call-template name="ed:about">
          <xsl:with-param name="header" select="$header"/>
        </xsl:call-template>
      </article>
    </xsl:variable>
    <xsl:variable name="page" as="element()">
      <xsl:call-template name="ed:html">
        <xsl:with-param name="title" select="string-join((ed:title($header) ! ed:title-text(.), ed:say('view.diplomatic')), ' · ')"/>
        <xsl:with-param name="description" select="ed:description($header)"/>
        <xsl:with-param name="class" select="'diplomatic'"/>
        <xsl:with-param name="header" select="$header"/>
        <xsl:with-param name="body" select="$article"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:value-of select="ed:as-html($page)"/>
  </xsl:template>

</xsl:stylesheet>
