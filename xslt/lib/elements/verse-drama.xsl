<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- TEI chapters 6 (Verse) and 7 (Performance Texts). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="lg | sp | spGrp | castList | castGroup | set | performance"
    mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="{local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="l" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="{'l', ed:look(.), (@part)[. = ('M', 'F')] ! ('part-' || .), @rend[matches(., 'indent')] ! 'indented'}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:if test="@n castable as xs:integer and xs:integer(@n) mod 5 = 0">
        <span class="line-number" data-by="edition" aria-hidden="true">{@n}</span>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="stage" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:variable name="inline" as="xs:boolean" select="exists(parent::p | parent::l | parent::speaker | parent::ab | parent::stage | parent::seg | parent::hi | parent::item | parent::cell | parent::head)"/>
    <xsl:element name="{if ($inline) then ed:holder(., 'i') else ed:holder(., 'p')}">
      <xsl:attribute name="class" select="'stage', if ($inline) then 'inline' else ()"/>
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="castItem" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="cast-item">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="role | roleDesc | actor" mode="ed:reading ed:diplomatic" as="element()">
    <span class="{local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

</xsl:stylesheet>
