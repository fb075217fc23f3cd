<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  What else stands on the document: registry notes, authentication, receipt, resolutions, stamps. As the archival tradition has it,
  they follow the text, each with its kind and its hand, in the order of the document.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="ed:furniture" as="element()*">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="ed:texts(root($node))//(note[not(ed:is-editorial(.))] | stamp)[not(ancestor::note)]"/>
  </xsl:function>

  <!-- The list under its heading, as a web page has it. -->
  <xsl:template name="ed:furniture-of-the-page" as="element()?">
    <xsl:param name="document" as="document-node()" required="yes"/>
    <xsl:variable name="items" as="element()*" select="ed:furniture($document)"/>
    <xsl:if test="exists($items)">
      <section class="on-document-list" aria-labelledby="furniture-heading">
        <h2 id="furniture-heading" data-by="edition">
          <xsl:sequence select="ed:lang($ed:page-language)"/>
          <xsl:value-of select="ed:say('furniture')"/>
        </h2>
        <xsl:call-template name="ed:list-of-furniture">
          <xsl:with-param name="items" select="$items"/>
        </xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="ed:list-of-furniture" as="element()?">
    <xsl:param name="items" as="element()*" required="yes"/>
    <xsl:if test="exists($items)">
      <ul class="furniture">
        <xsl:for-each select="$items">
          <xsl:text>&#10;</xsl:text>
          <li>
            <xsl:sequence select="ed:carried(.)"/>
            <xsl:apply-templates select="." mode="ed:furniture"/>
            <xsl:call-template name="ed:trailing-marks"/>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template match="note | stamp" mode="ed:furniture" as="node()*">
    <xsl:variable name="hand" as="xs:string" select="ed:hand(.)"/>
    <xsl:variable name="kind" as="xs:string" select="if (self::stamp) then 'stamp' else string((@type, 'note')[1])"/>
    <span class="kind" data-by="edition">{ed:named('furniture', $kind)}<xsl:text>: </xsl:text></span>
    <q class="words">
      <xsl:apply-templates mode="ed:reading"/>
    </q>
    <xsl:if test="$hand ne ''">
      <xsl:text> </xsl:text>
      <span class="by" data-by="edition">({ed:hand-name($hand, .)})</span>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
