<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The principles that headers declare (`projectDesc`, `editorialDecl`), for the index of a site and the editors' note of a volume. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- How many texts with the same principles are named. -->
  <xsl:variable name="ed:named-one-by-one" as="xs:integer" select="3"/>

  <!-- What they declare; where several declare the same, it is said once. -->
  <xsl:template name="ed:declared-principles" as="element()*">
    <xsl:param name="headers" as="element(teiHeader)*" required="yes"/>
    <xsl:param name="level" as="xs:integer" select="3"/>
    <xsl:variable name="declared" as="element()*" select="$headers/encodingDesc[projectDesc or editorialDecl]"/>
    <xsl:variable name="differ" as="xs:boolean" select="count(distinct-values($declared ! normalize-space(string-join((projectDesc, editorialDecl), ' ')))) gt 1"/>
    <xsl:for-each-group select="$declared" group-by="normalize-space(string-join((projectDesc, editorialDecl), ' '))">
      <xsl:if test="$differ">
        <xsl:element name="h{$level}">
          <xsl:variable name="titles" as="xs:string*" select="current-group() ! ed:title-text(ed:short-title(parent::teiHeader))"/>
          <xsl:value-of select="string-join((subsequence($titles, 1, $ed:named-one-by-one), '…'[count($titles) gt $ed:named-one-by-one]), '; ')"/>
        </xsl:element>
      </xsl:if>
      <div>
        <xsl:sequence select="ed:foreign-lang(.)"/>
        <xsl:apply-templates select="projectDesc/*" mode="ed:reading"/>
        <xsl:for-each select="editorialDecl/*">
          <xsl:choose>
            <xsl:when test="self::p">
              <xsl:apply-templates select="." mode="ed:reading"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:element name="h{if ($differ) then $level + 1 else $level}">
                <xsl:sequence select="ed:lang($ed:page-language)"/>
                <xsl:value-of select="ed:named('principles', local-name())"/>
              </xsl:element>
              <xsl:apply-templates select="*" mode="ed:reading"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </div>
    </xsl:for-each-group>
  </xsl:template>

</xsl:stylesheet>
