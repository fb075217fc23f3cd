<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  What a volume of many documents has before and after them, as print HTML for the typesetter: one part at a time, told by `ed:part`.

  In: `ed:volume` (`edition/render/volume.py` writes it). It imports the reading view for the prose of headers and registers and overrides
  the links of paragraphs, which paper has none of.
-->
<xsl:package version="3.0" package-version="0.1" name="urn:x-edition:print-volume" declared-modes="yes" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ed="urn:x-edition"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all"
  default-mode="ed:print">

  <xsl:import href="reading/view.xsl"/>
  <xsl:import href="steps/markup.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no"/>

  <!-- Which part is wanted: `title` (with half-title and imprint), `contents`, `note`, `registers`, `bibliography`, `colophon`. -->
  <xsl:param name="ed:part" as="xs:string" select="'title'"/>

  <!-- The volume in, the page out. -->
  <xsl:mode name="ed:print" visibility="public" on-no-match="fail"/>

  <!-- ed:volume → the wanted part of it. -->
  <xsl:mode name="ed:part" visibility="private" on-no-match="fail"/>

  <xsl:template match="document-node()" as="document-node()">
    <xsl:variable name="volume" as="element(ed:volume)" select="ed:volume"/>
    <xsl:variable name="title" as="xs:string" select="ed:volume-title($volume)"/>
    <xsl:variable name="page" as="document-node()">
      <xsl:document>
        <html>
          <xsl:sequence select="ed:lang($ed:page-language)"/>
          <head>
            <meta charset="utf-8"/>
            <title>{if ($ed:part eq 'title') then $title else ed:part-title($ed:part)}</title>
          </head>
          <body class="volume" data-volume="{$title}" data-document="{if ($ed:part eq 'title') then $title else ed:part-title($ed:part)}">
            <xsl:apply-templates select="$volume" mode="ed:part"/>
          </body>
        </html>
      </xsl:document>
    </xsl:variable>
    <xsl:sequence select="ed:on-paper($page)"/>
  </xsl:template>

  <!-- The title that the project gives; else that of the only text; else none but that it is an edition. -->
  <xsl:function name="ed:volume-title" as="xs:string">
    <xsl:param name="volume" as="element(ed:volume)"/>
    <xsl:sequence select="
      if ($volume/@title ne '') then $volume/@title
      else if (count(distinct-values($volume/ed:document/@group)) = 1)
      then ed:title-without-date($volume/ed:document[1]/teiHeader)
      else ed:say('edition.untitled')"/>
  </xsl:function>

  <xsl:function name="ed:part-title" as="xs:string">
    <xsl:param name="part" as="xs:string"/>
    <xsl:sequence select="ed:say('volume.' || $part)"/>
  </xsl:function>

  <xsl:include href="print/apparatus.xsl"/>
  <xsl:include href="print/book.xsl"/>
  <xsl:include href="print/line-ends.xsl"/>
  <xsl:include href="print/opening.xsl"/>
  <xsl:include href="print/paper.xsl"/>
  <xsl:include href="print/volume-front.xsl"/>
  <xsl:include href="print/volume-back.xsl"/>
  <xsl:include href="lib/principles.xsl"/>

</xsl:package>
