<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  `ed:ledger($annotated, $language)` and all that it needs of its own. A package includes this beside the pipeline and a view
  (`reading/view.xsl` or `diplomatic/view.xsl`), whose sigla, numbers of paragraphs and labels it uses.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:include href="entries.xsl"/>
  <xsl:include href="manners.xsl"/>
  <xsl:include href="places.xsl"/>
  <xsl:include href="sentences.xsl"/>
  <xsl:include href="tape.xsl"/>
  <xsl:include href="words.xsl"/>

</xsl:stylesheet>
