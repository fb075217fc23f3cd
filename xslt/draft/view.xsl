<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  A document as a draft: its title, its text with what was done to it, what else stands on it, its hands. It is the reading view of a tree
  that has both the base text and the final one (step 60), taken apart into paragraphs and runs.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="ed:draft" as="element(ed:draft)">
    <xsl:param name="given" as="document-node()"/>
    <xsl:variable name="annotated" as="document-node()" select="ed:annotated($given)"/>
    <xsl:variable name="document" as="document-node()" select="ed:revised-text($annotated)"/>
    <xsl:variable name="header" as="element()?" select="ed:header($document)"/>
    <xsl:variable name="article" as="element()">
      <article>
        <xsl:sequence select="ed:lang($ed:page-language)"/>
        <xsl:call-template name="ed:title-block">
          <xsl:with-param name="header" select="$header"/>
          <xsl:with-param name="view" select="if ($ed:revised) then 'draft' else 'reading'"/>
        </xsl:call-template>
        <div id="text">
          <xsl:sequence select="ed:lang(ed:text-language($document))"/>
          <xsl:apply-templates select="ed:texts($document)" mode="ed:reading">
            <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
          </xsl:apply-templates>
        </div>
        <xsl:call-template name="ed:furniture-of-the-page">
          <xsl:with-param name="document" select="$document"/>
        </xsl:call-template>
        <xsl:variable name="hands" as="xs:string*" select="(ed:main-hand($annotated)[. ne ''], ed:told-hands($annotated))[ed:is-used-hand(., $annotated)]"/>
        <xsl:if test="$ed:revised and exists($hands)">
          <h2>{ed:say('about.hands')}</h2>
          <dl>
            <xsl:for-each select="$hands">
              <dt>{ed:hand-name(., $annotated)}</dt>
              <dd>{(key('ed:id', ., $annotated)[1][normalize-space()] ! ed:title-text(.), ed:say('hand.undescribed'))[1]}</dd>
            </xsl:for-each>
          </dl>
        </xsl:if>
      </article>
    </xsl:variable>
    <ed:draft title="{(ed:title($header) ! ed:title-text(.), ed:say('edition.untitled'))[1]}">
      <xsl:sequence select="$article/(@lang, @dir)"/>
      <xsl:variable name="paragraphs" as="element()*" select="ed:paragraphs($article)"/>
      <xsl:for-each select="distinct-values($paragraphs//(@put, @cut)[. ne ''])">
        <xsl:variable name="act" as="element()?" select="key('ed:by-id', ., $annotated)[1]"/>
        <xsl:variable name="date" as="attribute()?" select="$act/@ed:change ! key('ed:by-id', ., $annotated)[1]/@when[. castable as xs:date]"/>
        <ed:act id="{.}" author="{ed:hand-name(ed:hand($act), $annotated)}">
          <xsl:if test="$date"><xsl:attribute name="date" select="$date"/></xsl:if>
          <xsl:for-each select="$act/ancestor::subst[1]"><xsl:attribute name="subst" select="@xml:id"/></xsl:for-each>
        </ed:act>
      </xsl:for-each>
      <ed:act id="" author="{ed:hand-name('', $annotated)}"/>
      <xsl:sequence select="$paragraphs"/>
    </ed:draft>
  </xsl:function>

  <!-- A run that stands in one of the texts only is kept as it is, to be told what it is in the draft. -->
  <xsl:template match="ed:t" mode="ed:reading ed:source" as="node()*">
    <xsl:choose>
      <xsl:when test="@in">
        <ed:t>
          <xsl:copy-of select="@*"/>
          <xsl:apply-templates mode="#current"/>
        </ed:t>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A note stands where it is called. -->
  <xsl:template match="note | app" mode="ed:mark" as="element()?">
    <xsl:if test="ancestor::text or ancestor::sourceDoc">
      <ed:n>
        <xsl:sequence select="ed:lang(ed:language(.))"/>
        <xsl:apply-templates select="." mode="ed:note"/>
      </ed:n>
    </xsl:if>
  </xsl:template>

  <xsl:template name="ed:paragraph-link" as="empty-sequence()"/>

</xsl:stylesheet>
