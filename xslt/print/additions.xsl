<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Additions on paper. One above the line is set raised and small where it belongs, in its own width, so that it can never overlap
  and may run over a line's end; a caret under it marks the place. One in the margin is said to be there by @data-margin:
  the typesetter sets it beside its place, and below its neighbours; where the margin has no room for it, in its place.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- On paper a sign is in the text, where its tag says that it is the edition's. -->
  <xsl:variable name="ed:signs-by-style" as="xs:boolean" select="false()"/>

  <xsl:template match="add[starts-with(ed:shown-placement(.), 'margin')][not(ed:holds-blocks(.))]" mode="ed:addition" as="node()*" priority="1">
    <xsl:sequence select="ed:caret(.)"/>
    <span class="margin" id="{ed:id(.)}-margin" data-margin="{if (ends-with(ed:shown-placement(.), 'left')) then 'left' else 'right'}">
      <ins class="act {ed:hand-class(ed:hand(.), .)}" id="{ed:id(.)}">
        <xsl:sequence select="ed:own-lang(.)"/>
        <span class="vh" data-by="edition">[{ed:act-in-words(., ed:placement(.))}: </span>
        <xsl:apply-templates mode="ed:diplomatic"/>
      </ins>
      <xsl:call-template name="ed:siglum"/>
    </span>
  </xsl:template>

</xsl:stylesheet>
