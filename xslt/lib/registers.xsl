<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Registers of persons, places, organisations: which entry a name points to, and the list of those a document names.

  A pointer may use a prefix (`person:mikoyan`) that the header's `listPrefixDef` turns into a file and an id. No file is
  opened here, and no pattern of a document is run: whoever calls hands over what such pointers mean, and the entries that the
  document points to (`$ed:registers`), of files below its folder only.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- `ed:registers`: an `ed:register` for each file, by its path as pointers write it (`@name`), with the entries in it that are pointed to;
    and an `ed:lead` for each `@pointer` with a prefix, with the `@address` that it means. -->
  <xsl:param name="ed:registers" as="document-node()?" select="()"/>

  <xsl:key name="ed:lead" match="ed:lead" use="@pointer"/>

  <xsl:key name="ed:given" match="ed:register/*" use="../@name || '#' || @xml:id"/>

  <!-- Whether the document will stand in a volume, which has registers and a legend for all of its documents. -->
  <xsl:param name="ed:in-volume" as="xs:boolean" select="false()"/>

  <!-- Whether the volume has registers, to which names lead. -->
  <xsl:param name="ed:with-registers" as="xs:boolean" select="false()"/>

  <!-- A pointer with its prefix resolved. -->
  <xsl:function name="ed:resolved-pointer" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="string(($ed:registers ! key('ed:lead', $pointer, .)/@address, $pointer)[1])"/>
  </xsl:function>

  <!-- The entry that a pointer leads to: in this document, or in a register beside it. -->
  <xsl:function name="ed:entry" as="element()?">
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="resolved" as="xs:string" select="if ($pointer) then ed:resolved-pointer($pointer) else ''"/>
    <xsl:variable name="file" as="xs:string" select="substring-before($resolved, '#')"/>
    <xsl:variable name="id" as="xs:string" select="substring-after($resolved, '#')"/>
    <xsl:variable name="found" as="element()?">
      <xsl:choose>
        <xsl:when test="$id = ''"/>
        <xsl:when test="$file = ''">
          <xsl:sequence select="key('ed:id', $id, root($node))[1]"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$ed:registers ! key('ed:given', $file || '#' || $id, .)[1]"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="$found[self::person or self::personGrp or self::place or self::org or self::object or self::event]"/>
  </xsl:function>

  <!-- The id that a name's entry has in our pages; "" where its pointer leads to no entry. -->
  <xsl:function name="ed:entry-id" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="entry" as="element()?" select="ed:entry(tokenize($name/@ref)[1], $name)"/>
    <xsl:sequence select="string($entry ! ed:id-of-entry(.))"/>
  </xsl:function>

  <!-- The same as its register and its id say, `FILE#ID`; the file as pointers write it, "" for that of the document. -->
  <xsl:function name="ed:entry-address" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="entry" as="element()?" select="ed:entry(tokenize($name/@ref)[1], $name)"/>
    <xsl:sequence select="string($entry ! (string(parent::ed:register/@name) || '#' || @xml:id))"/>
  </xsl:function>

  <xsl:function name="ed:id-of-entry" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="local-name($entry) || '-' || $entry/@xml:id"/>
  </xsl:function>

  <!-- An entry's name in the page's language. -->
  <xsl:function name="ed:entry-name" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="ed:in-page-language($entry/(persName | placeName | orgName | geogName | objectName | eventName | label | head))[1]"/>
  </xsl:function>

  <!-- The entries that a document names, in its text and its editors' notes, sorted as the page's language sorts; all its own where it has no text. -->
  <xsl:function name="ed:named-entries" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="texts" as="element()*" select="ed:texts($document)"/>
    <xsl:variable name="pointers" as="xs:string*"
      select="distinct-values($texts//(persName | placeName | orgName | geogName | settlement | country | region | rs | name | roleName | bloc | district)/@ref ! tokenize(.)[1])"/>
    <xsl:variable name="entries" as="element()*"
      select="if ($texts) then ($pointers ! ed:entry(., $document)) | () else $document//standOff//(person | personGrp | place | org | object | event)"/>
    <xsl:for-each select="$entries">
      <xsl:sort select="ed:entry-name(.) ! ed:title-text(.)" lang="{$ed:page-language}"/>
      <xsl:sequence select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- The lists of names at a page's end: persons, organisations, places, each with what the register says. -->
  <xsl:template name="ed:lists-of-names" as="element()*">
    <xsl:param name="document" as="document-node()" required="yes"/>
    <xsl:variable name="entries" as="element()*" select="ed:named-entries($document)"/>
    <xsl:for-each-group select="$entries" group-by="ed:kind-of-entry(.)">
      <xsl:sort select="index-of(('persons', 'organisations', 'places', 'others'), current-grouping-key())"/>
      <section class="names {current-grouping-key()}">
        <h3>{ed:say('names.' || current-grouping-key())}</h3>
        <dl>
          <xsl:for-each select="current-group()">
            <xsl:text>&#10;</xsl:text>
            <div>
              <xsl:if test="@xml:id"><xsl:attribute name="id" select="ed:id-of-entry(.)"/></xsl:if>
              <xsl:apply-templates select="." mode="ed:entry"/>
            </div>
          </xsl:for-each>
        </dl>
      </section>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:function name="ed:kind-of-entry" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="
      if ($entry/(self::person | self::personGrp)) then 'persons' else if ($entry/self::org) then 'organisations'
      else if ($entry/self::place) then 'places' else 'others'"/>
  </xsl:function>

  <xsl:template match="*" mode="ed:entry" as="element()+">
    <xsl:variable name="name" as="element()?" select="ed:entry-name(.)"/>
    <dt>
      <xsl:sequence select="$name ! ed:foreign-lang(.)"/>
      <xsl:apply-templates select="$name/node()" mode="ed:reading">
        <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
    </dt>
    <dd>
      <xsl:variable name="years" as="xs:string" select="ed:years(.)"/>
      <xsl:if test="$years ne ''">
        <span class="years">{$years}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:for-each select="ed:in-page-language((note, desc))">
        <span class="known">
          <xsl:sequence select="ed:foreign-lang(.)"/>
          <xsl:apply-templates select="node()" mode="ed:reading">
            <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
          </xsl:apply-templates>
        </span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:for-each select="idno[matches(., '^https?://')]">
        <a class="authority" href="{iri-to-uri(normalize-space())}">{ed:named('authority', string((@type, 'web')[1]))}</a>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </dd>
  </xsl:template>

  <!-- Years of life as the register has them: 1895–1978, also with one of them unknown. -->
  <xsl:function name="ed:years" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="years" as="xs:string*" select="($entry/birth, $entry/death)[@when or normalize-space()] ! substring((@when, normalize-space())[1], 1, 4)"/>
    <xsl:sequence select="
      if ($entry/birth and $entry/death) then string-join($years, '–')
      else if ($entry/birth) then ed:say('born', $years) else if ($entry/death) then ed:say('died', $years) else ''"/>
  </xsl:function>

  <!-- `lang` for an element shown where the page speaks, if it speaks another language. -->
  <xsl:function name="ed:foreign-lang" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="language" as="xs:string" select="ed:language($element)"/>
    <xsl:if test="$language ne '' and $language ne $ed:page-language">
      <xsl:sequence select="ed:lang($language)"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
