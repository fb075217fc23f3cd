<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  TEI chapter 12, Representation of Primary Sources: what both views, their legend and their sentences need to know of a document's shape.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- Where an addition was made, in the few words that the style sheets know, from what the steps found of its place. -->
  <xsl:function name="ed:placement" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="place" as="xs:string" select="string($element/@ed:place)"/>
    <xsl:sequence select="
      if ($place = ('above', 'below', 'margin-left', 'margin-right')) then $place
      else if ($place eq 'margin') then 'margin-right'
      else if ($place = ('top', 'bottom', 'end')) then 'edge'
      else 'inline'"/>
  </xsl:function>

  <!-- Whether the lines of the document are recorded: where all that is known are hyphens that betray a break, they are not. -->
  <xsl:function name="ed:records-lines" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists(key('ed:line-breaks', 'open', root($node)))"/>
  </xsl:function>

  <xsl:key name="ed:line-breaks" match="lb[not(@break = 'no')][ancestor::text] | line" use="'open'"/>

  <!-- Whether the leaves or pages are recorded. -->
  <xsl:function name="ed:records-leaves" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists(ed:texts(root($node))//(pb | surface))"/>
  </xsl:function>

  <xsl:template match="milestone" mode="ed:reading ed:diplomatic" as="element()">
    <xsl:choose>
      <xsl:when test="@rend = ('rule', 'stars', 'asterisks', 'line', 'dinkus', '***') or @unit = ('section', 'absent', 'separator') and not(@n)">
        <span class="milestone separator" data-by="edition" role="separator">
          <xsl:sequence select="ed:carried(.)"/>
          <xsl:text>* * *</xsl:text>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <span class="milestone" data-by="edition">
          <xsl:sequence select="ed:carried(.)"/>
          <xsl:value-of select="@n ! ('[' || . || ']')"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="sourceDoc | surfaceGrp | surface | zone" mode="ed:reading ed:diplomatic" as="element()">
    <div class="{local-name()}">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="line" mode="ed:reading ed:diplomatic" as="node()*">
    <xsl:text>&#10;</xsl:text>
    <div class="line">
      <xsl:sequence select="ed:carried(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

</xsl:stylesheet>
