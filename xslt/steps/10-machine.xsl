<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  Step 10, machine. A `choice` whose `sic` is the misreading of a machine becomes what its `corr` says.
  Needs:      the document as the editors wrote it.
  Guarantees: no `sic` that a machine answers for is left; text and structure are otherwise untouched.
  Does not:   touch a `sic` of the document's own writer. Only the proof against the transcript meets the machine's readings.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:ed="urn:x-edition"
                exclude-result-prefixes="#all"
                default-mode="ed:machine"
                expand-text="yes">

  <xsl:mode name="ed:machine" on-no-match="shallow-copy" visibility="private"/>

  <xsl:key name="ed:machines" match="tei:respStmt[tei:name[@type = 'machine']]" use="@xml:id"/>

  <!-- A document that no machine read is copied whole, which is quicker than a walk (a copy it must be: the accumulators of step 20
       do not apply to what the caller gives). -->
  <xsl:function name="ed:without-machine" as="document-node()">
    <xsl:param name="doc" as="document-node()"/>
    <xsl:choose>
      <xsl:when test="exists($doc//tei:respStmt/tei:name[@type = 'machine'])">
        <xsl:apply-templates select="$doc"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:copy-of select="$doc"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="tei:choice[tei:sic[@resp][key('ed:machines', ed:pointed(@resp))]]" as="node()*">
    <xsl:apply-templates select="tei:corr[1]/node()"/>
  </xsl:template>
</xsl:stylesheet>
