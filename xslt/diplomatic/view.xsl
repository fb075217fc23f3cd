<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Everything that shows a text in the diplomatic view, without a page around it and for no medium in particular.
  The web's package includes this; print imports it, so that its own templates go before these.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:include href="../lib/content.xsl"/>
  <xsl:include href="../lib/findings.xsl"/>
  <xsl:include href="../lib/hands.xsl"/>
  <xsl:include href="../lib/header.xsl"/>
  <xsl:include href="../lib/labels.xsl"/>
  <xsl:include href="../lib/legend.xsl"/>
  <xsl:include href="../lib/modes.xsl"/>
  <xsl:include href="../lib/names.xsl"/>
  <xsl:include href="../lib/notes.xsl"/>
  <xsl:include href="../lib/registers.xsl"/>
  <xsl:include href="../lib/unhandled.xsl"/>
  <xsl:include href="../signs/legend.xsl"/>
  <xsl:include href="../signs/passages.xsl"/>
  <xsl:include href="../signs/signs.xsl"/>
  <xsl:include href="../lib/elements/bibliography.xsl"/>
  <xsl:include href="../lib/elements/core.xsl"/>
  <xsl:include href="../lib/elements/dictionaries.xsl"/>
  <xsl:include href="../lib/elements/editorial.xsl"/>
  <xsl:include href="../lib/elements/figures.xsl"/>
  <xsl:include href="../lib/elements/msdescription.xsl"/>
  <xsl:include href="../lib/elements/namesdates.xsl"/>
  <xsl:include href="../lib/elements/spoken.xsl"/>
  <xsl:include href="../lib/elements/textcrit.xsl"/>
  <xsl:include href="../lib/elements/textstructure.xsl"/>
  <xsl:include href="../lib/elements/transcr.xsl"/>
  <xsl:include href="../lib/elements/verse-drama.xsl"/>
  <xsl:include href="core.xsl"/>
  <xsl:include href="transcr.xsl"/>
  <xsl:include href="../reading/core.xsl"/>
  <xsl:include href="../reading/transcr.xsl"/>

</xsl:stylesheet>
