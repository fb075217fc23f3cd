<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- How a stylesheet says that something in a document is not right: the only place that writes a message. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" exclude-result-prefixes="#all" expand-text="yes">

  <!-- What is said is a literal, for catalogues are made of it; `{element}` in it stands for the name of what it is about. -->
  <!-- `at` is the element's place in the source ("line:column", in an included file "file:line:column"), carried through the steps by `ed:at`. -->
  <xsl:template name="ed:finding" as="empty-sequence()">
    <xsl:param name="code" as="xs:string" required="yes"/>
    <xsl:param name="about" as="node()" required="yes"/>
    <xsl:param name="text" as="xs:string" required="yes"/>
    <xsl:param name="hint" as="xs:string" select="''"/>
    <xsl:message>
      <ed:finding code="{$code}" at="{$about/ancestor-or-self::*[@ed:at][1]/@ed:at}" path="{ed:short-path($about)}"
        id="{$about/@xml:id}" element="{name($about)}" hint="{$hint}">{$text}</ed:finding>
    </xsl:message>
  </xsl:template>

  <!-- The path of a node as findings write it: local names, a position only where there are like siblings. -->
  <xsl:function name="ed:short-path" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="steps" as="xs:string*">
      <xsl:for-each select="$node/ancestor-or-self::*">
        <xsl:variable name="name" as="xs:QName" select="node-name()"/>
        <xsl:variable name="like" as="xs:integer" select="count(../*[node-name() = $name])"/>
        <xsl:sequence select="
          local-name() || (if ($like gt 1) then '[' || count(preceding-sibling::*[node-name() = $name]) + 1 || ']' else '')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join(('', $steps), '/')"/>
  </xsl:function>

</xsl:stylesheet>
