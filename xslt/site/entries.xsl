<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- A register: each entry with what is known of it, and every place in every document where it is named, with the words around. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="ed:entries-of-kind" as="node()+">
    <xsl:param name="kind" as="xs:string" required="yes"/>
    <xsl:call-template name="ed:site-head">
      <xsl:with-param name="heading" select="ed:say('site.' || $kind)"/>
    </xsl:call-template>
    <xsl:variable name="entries" as="element()*" select="$ed:told/ed:register/*[ed:kind-of-entry(.) = $kind]"/>
    <xsl:for-each select="$entries">
      <xsl:sort select="ed:entry-name(.) ! ed:title-text(.)" lang="{$ed:page-language}"/>
      <xsl:text>&#10;</xsl:text>
      <article class="entry anchor" id="{@ed:anchor}" aria-labelledby="{@ed:anchor}-name">
        <xsl:variable name="shown" as="element()+">
          <xsl:apply-templates select="." mode="ed:entry"/>
        </xsl:variable>
        <h2 id="{@ed:anchor}-name">
          <xsl:sequence select="$shown[1]/(@* | node())"/>
        </h2>
        <xsl:for-each select="tail($shown)[normalize-space()]">
          <p class="known-of">
            <xsl:sequence select="@* | node()"/>
          </p>
        </xsl:for-each>
        <xsl:sequence select="ed:mentions-of(.)"/>
      </article>
    </xsl:for-each>
  </xsl:template>

  <!-- Where an entry is named: text by text, as the page's language has it, else the original. -->
  <xsl:function name="ed:mentions-of" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="mentions" as="element(ed:mention)*" select="key('ed:mentions', $entry/@ed:anchor, $ed:told)"/>
    <xsl:if test="exists($mentions)">
      <ul class="mentions">
        <xsl:for-each-group select="$mentions" group-by="generate-id(ancestor::ed:group)">
          <xsl:sort select="ed:day(ed:told-document(ancestor::ed:group))"/>
          <xsl:variable name="told" as="element(ed:document)" select="ed:told-document(ancestor::ed:group)"/>
          <!-- a text in two languages names him in both; the one that the page speaks is enough -->
          <xsl:variable name="here" as="element(ed:mention)+" select="
            if (current-group()/ancestor::ed:document intersect $told) then current-group()[ancestor::ed:document is $told] else current-group()"/>
          <li>
            <p class="in-document">
              <xsl:sequence select="ed:document-link($told)"/>
              <xsl:for-each select="distinct-values($here/@role)">
                <xsl:text> · </xsl:text>
                <span class="role">{ed:say('mention.' || .)}</span>
              </xsl:for-each>
            </p>
            <xsl:if test="exists($here[@passage])">
              <ol class="contexts">
                <xsl:for-each select="$here[@passage]">
                  <li>
                    <a href="{ed:page-of(ancestor::ed:document)}#{@passage}">
                      <xsl:sequence select="@xml:lang ! (if (. ne $ed:page-language) then ed:lang(.) else ())"/>
                      <xsl:value-of select="ed:before"/>
                      <b>{ed:name}</b>
                      <xsl:value-of select="ed:after"/>
                    </a>
                    <xsl:if test="@struck">
                      <xsl:text> </xsl:text>
                      <span class="role">{ed:say('mention.struck')}</span>
                    </xsl:if>
                  </li>
                </xsl:for-each>
              </ol>
            </xsl:if>
          </li>
        </xsl:for-each-group>
      </ul>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
