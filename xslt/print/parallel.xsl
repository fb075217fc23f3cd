<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- Rows of what stands side by side are a table on paper; a long row goes over to the next page. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.w3.org/1999/xhtml"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template match="div[tokenize(@class) = 'rows']" mode="ed:paper" as="element()">
    <table class="rows">
      <thead>
        <tr>
          <xsl:for-each select="div[tokenize(@class) = 'heads']/h2">
            <th scope="col">
              <xsl:apply-templates select="@*, node()" mode="#current"/>
            </th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:apply-templates select="div[not(tokenize(@class) = 'heads')]" mode="#current"/>
      </tbody>
    </table>
  </xsl:template>

  <xsl:template match="div[tokenize(@class) = 'row']" mode="ed:paper" as="element()">
    <tr>
      <xsl:apply-templates mode="#current"/>
    </tr>
  </xsl:template>

  <xsl:template match="div[tokenize(@class) = 'cell']" mode="ed:paper" as="element()">
    <td>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </td>
  </xsl:template>

</xsl:stylesheet>
