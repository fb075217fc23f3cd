<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT

  Where a text was altered. Each outermost act (or `subst`), and the start of each range, is put into an `ed:place` that outlives the act
  itself, so that the reading text can say where something was altered even if no word is left there.

  Needs:      step 20.
  Guarantees: an `ed:place` bears the id of its act (@act), the ids of all acts in it (@acts), what was done (@did, as the ledger says it),
              and the words that are gone (@gone); where a range of added words begins, it says so (@opens).
  Does not:   touch anything else.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:ed="urn:x-edition"
                exclude-result-prefixes="#all"
                default-mode="ed:places"
                expand-text="yes">

  <xsl:mode name="ed:places" on-no-match="shallow-copy" visibility="private"/>

  <xsl:template match="tei:teiHeader | tei:facsimile | tei:standOff | tei:note[not(ed:is-document-note(.))]" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="tei:subst | tei:add | tei:del | tei:addSpan | tei:delSpan" as="element()*">
    <xsl:param name="ed:in-place" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="acts" as="element()+" select="descendant-or-self::*[self::tei:subst or ed:is-act(.)]"/>
    <xsl:variable name="gone" as="xs:string" select="normalize-space(string-join(.//ed:t[@cancelled][not(@by)]))"/>
    <xsl:choose>
      <xsl:when test="$ed:in-place">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <ed:place act="{@xml:id}" acts="{$acts/@xml:id}" gone="{$gone}"
          did="{if (self::tei:subst) then 'substitution' else if (self::tei:del or self::tei:delSpan) then 'deletion' else 'addition'}">
          <!-- Of a range the words stand behind its start, in as many blocks as it has. -->
          <xsl:if test="self::tei:addSpan">
            <xsl:attribute name="opens" select="'true'"/>
          </xsl:if>
          <xsl:copy-of select="@ed:hand"/>
          <xsl:next-match>
            <xsl:with-param name="ed:in-place" select="true()" tunnel="yes"/>
          </xsl:next-match>
          <!-- What is empty but for a milestone the steps do not take for emptied. -->
          <tei:milestone unit="ed:place"/>
        </ed:place>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
