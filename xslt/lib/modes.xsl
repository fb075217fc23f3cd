<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The modes of the views, declared once for every package that shows a text, on the web or in print.
  The two views fail where no rule matches, so that silence is impossible; `unhandled.xsl` holds the one rule
  that answers for elements nobody knows.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ed="urn:x-edition">

  <!-- The text as sent. Applied to what `ed:reading-text` gives; also to the header's prose and to editor's notes. -->
  <xsl:mode name="ed:reading" on-no-match="fail" on-multiple-match="use-last"/>

  <!-- The document as it stands. Applied to what `ed:annotated` gives. -->
  <xsl:mode name="ed:diplomatic" on-no-match="fail" on-multiple-match="use-last"/>

  <!-- note | app → its call in the text (on the web a link; print may put the whole note here). -->
  <xsl:mode name="ed:mark" on-no-match="fail"/>

  <!-- note | app → the phrase content of the note, without its number and without a link back. -->
  <xsl:mode name="ed:note" on-no-match="fail"/>

  <!-- add → the addition where it was made; decides only place and wrapping, never content. -->
  <xsl:mode name="ed:addition" on-no-match="fail"/>

  <!-- note[@hand], stamp → an item of the list of what else stands on the document, after a reading text. -->
  <xsl:mode name="ed:furniture" on-no-match="fail"/>

  <!-- person | place | org of a register → its entry in the list of names. -->
  <xsl:mode name="ed:entry" on-no-match="fail"/>

  <!-- What an apparatus repeats of its text → the same, without ids. -->
  <xsl:mode name="ed:repeated" on-no-match="shallow-copy"/>

  <!-- An example in XML → itself, with its tags to be read. -->
  <xsl:mode name="ed:source" on-no-match="text-only-copy"/>

  <!-- Any element → its words alone, for a page's title, a label, a citation: no notes, no machine's errors. -->
  <xsl:mode name="ed:title-words" on-no-match="shallow-skip"/>

</xsl:stylesheet>
