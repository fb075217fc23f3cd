<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- What happened when: the documents by their dates, and the dates that they tell of; of a part, what is between its bounds. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="ed:timeline" as="node()+">
    <xsl:call-template name="ed:site-head">
      <xsl:with-param name="heading" select="ed:say('site.timeline')"/>
      <xsl:with-param name="lead" select="ed:say('site.timeline.about')"/>
    </xsl:call-template>
    <xsl:variable name="documents" as="element(ed:document)*" select="$ed:told/ed:group ! ed:told-document(.)"/>
    <xsl:variable name="dated" as="element()*" select="
      ($documents[ed:day(.) ne ''], $documents/ed:dated[not(@when = ed:day(..))])[ed:when(.) ge $ed:told/@from and ed:when(.) le $ed:told/@to]"/>
    <ol class="timeline">
      <xsl:for-each-group select="$dated" group-by="ed:when(.)">
        <xsl:sort select="current-grouping-key()"/>
        <li>
          <h2><time datetime="{current-grouping-key()}">{ed:date-in-words(current-grouping-key())}</time></h2>
          <ul>
            <xsl:for-each select="current-group()/self::ed:document">
              <li class="of-document"><xsl:sequence select="ed:document-link(.)"/></li>
            </xsl:for-each>
            <xsl:for-each-group select="current-group()/self::ed:dated" group-by="generate-id(..) || @passage">
              <li class="told">
                <a href="{ed:page-of(..)}#{@passage}">
                  <xsl:sequence select="@xml:lang ! (if (. ne $ed:page-language) then ed:lang(.) else ())"/>
                  <xsl:value-of select="ed:before"/>
                  <b>{ed:name}</b>
                  <xsl:value-of select="ed:after"/>
                </a>
              </li>
            </xsl:for-each-group>
          </ul>
        </li>
      </xsl:for-each-group>
    </ol>
    <xsl:variable name="undated" as="element(ed:document)*" select="$documents[ed:day(.) = ''][$ed:told/@undated]"/>
    <xsl:if test="exists($undated)">
      <section aria-labelledby="undated-heading">
        <h2 id="undated-heading">{ed:say('timeline.undated')}</h2>
        <ul class="ways">
          <xsl:for-each select="$undated">
            <li><xsl:sequence select="ed:document-link(.)"/></li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The day, month or year that an item of the timeline is of. -->
  <xsl:function name="ed:when" as="xs:string">
    <xsl:param name="item" as="element()"/>
    <xsl:sequence select="substring(if ($item/self::ed:document) then ed:day($item) else $item/@when, 1, 10)"/>
  </xsl:function>

</xsl:stylesheet>
