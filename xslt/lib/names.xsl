<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- What things are called in a page: ids, languages, and the pointers of the TEI made into links. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- The language that a page is to speak, where it is not that of its document. -->
  <xsl:param name="ed:language" as="xs:string" select="''"/>

  <xsl:key name="ed:id" match="*[@xml:id]" use="@xml:id"/>

  <xsl:variable name="ed:page-language" as="xs:string" select="ed:spoken-language(($ed:language[.], ed:text-language(/))[1])"/>

  <!-- The language of a document's text, "" where it does not say. -->
  <xsl:function name="ed:text-language" as="xs:string">
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="string(ed:texts($document)[1] ! ed:language(.))"/>
  </xsl:function>

  <!-- What a document shows: each `text` and each `sourceDoc`, a corpus those of all its documents. -->
  <xsl:function name="ed:texts" as="element()*">
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="key('ed:texts', 'outermost', root($document))"/>
  </xsl:function>

  <xsl:key name="ed:texts" match="(text | sourceDoc)[not(ancestor::text or ancestor::sourceDoc)]" use="'outermost'"/>

  <xsl:function name="ed:language" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string($node/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
  </xsl:function>

  <!-- Of several elements that say the same in several languages, those in the page's; else those without a language of their own; else the first. -->
  <xsl:function name="ed:in-page-language" as="element()*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:variable name="own" as="element()*" select="$elements[starts-with(ed:language(.), $ed:page-language)]"/>
    <xsl:variable name="plain" as="element()*" select="$elements[ed:language(.) = '']"/>
    <xsl:sequence select="if (exists($own)) then $own else if (exists($plain)) then $plain else $elements[1]"/>
  </xsl:function>

  <!-- Languages that BCP 47 writes with two letters where ISO 639-2 and 639-3 write three, as far as projects write them so. -->
  <xsl:variable name="ed:two-letters" as="map(xs:string, xs:string)" select="
    map { 'eng': 'en', 'fra': 'fr', 'fre': 'fr', 'deu': 'de', 'ger': 'de', 'lat': 'la', 'rus': 'ru', 'ita': 'it', 'spa': 'es', 'por': 'pt',
      'nld': 'nl', 'dut': 'nl', 'pol': 'pl', 'ces': 'cs', 'cze': 'cs', 'slk': 'sk', 'hun': 'hu', 'ukr': 'uk', 'srp': 'sr', 'hrv': 'hr',
      'slv': 'sl', 'bul': 'bg', 'ell': 'el', 'san': 'sa', 'yid': 'yi', 'heb': 'he', 'ara': 'ar', 'fas': 'fa', 'per': 'fa', 'tur': 'tr',
      'zho': 'zh', 'chi': 'zh', 'jpn': 'ja', 'kor': 'ko', 'swe': 'sv', 'dan': 'da', 'nor': 'no', 'fin': 'fi', 'cat': 'ca', 'gle': 'ga',
      'cym': 'cy', 'tam': 'ta', 'hin': 'hi', 'vie': 'vi', 'khm': 'km' }"/>

  <!-- A language as HTML wants it. -->
  <xsl:function name="ed:tag" as="xs:string" cache="yes">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string+" select="tokenize(translate($language, '_', '-') || '-', '-')"/>
    <xsl:sequence select="($ed:two-letters(lower-case($parts[1])), $parts[1])[1] || string-join($parts[position() gt 1 and position() lt last()] ! ('-' || .))"/>
  </xsl:function>

  <!-- A language by its own name. -->
  <xsl:function name="ed:language-name" as="xs:string">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="key" as="xs:string" select="'language.self.' || tokenize($language, '-')[1]"/>
    <xsl:sequence select="if (ed:has-label($key)) then ed:say($key) else $language"/>
  </xsl:function>

  <!-- `lang` and `dir`, for an element that brings a language of its own or is shown away from where it stood. -->
  <xsl:function name="ed:lang" as="attribute()*">
    <xsl:param name="language" as="xs:string"/>
    <xsl:if test="$language ne ''">
      <xsl:attribute name="lang" select="ed:tag($language)"/>
      <xsl:if test="ed:is-right-to-left($language)">
        <xsl:attribute name="dir" select="'rtl'"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- Whether a language is written from right to left: by its script, where the tag names one, else by the language. -->
  <xsl:function name="ed:is-right-to-left" as="xs:boolean" cache="yes">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(lower-case(ed:tag($language)), '-')"/>
    <xsl:variable name="script" as="xs:string?" select="tail($parts)[matches(., '^[a-z]{4}$')][1]"/>
    <xsl:sequence select="
      if ($script) then $script = ('arab', 'aran', 'hebr', 'mand', 'nkoo', 'samr', 'syrc', 'syre', 'syrj', 'syrn', 'thaa')
      else $parts[1] = ('ar', 'arc', 'arz', 'ckb', 'dv', 'fa', 'he', 'nqo', 'ota', 'ps', 'sam', 'sd', 'syc', 'syr', 'ug', 'ur', 'yi')"/>
  </xsl:function>

  <!-- The same among words of another language; one from left to right among others says so. -->
  <xsl:function name="ed:lang-among" as="attribute()*">
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="around" as="xs:string"/>
    <xsl:if test="not(ed:is-right-to-left($language)) and ed:is-right-to-left($around)">
      <xsl:attribute name="dir" select="'ltr'"/>
    </xsl:if>
    <xsl:sequence select="ed:lang($language)"/>
  </xsl:function>

  <!-- The language of an element, where it brings one of its own. -->
  <xsl:function name="ed:own-lang" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@xml:lang ! ed:lang-among(., ed:language($element/..))"/>
  </xsl:function>

  <!-- The language in which the edition speaks, where it does so among the words of a document that has another. -->
  <xsl:function name="ed:page-lang" as="attribute()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="around" as="xs:string" select="ed:text-language($document)"/>
    <xsl:sequence select="if ($around ne $ed:page-language) then ed:lang-among($ed:page-language, $around) else ()"/>
  </xsl:function>

  <!-- What every element carries over: its id and, where it changes, its language. -->
  <xsl:function name="ed:carried" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@xml:id">
      <xsl:attribute name="id" select="$element/@xml:id"/>
    </xsl:if>
    <xsl:sequence select="ed:own-lang($element)"/>
  </xsl:function>

  <!-- The id under which an element can be reached; made from its position where it has none. -->
  <xsl:function name="ed:id" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/@xml:id) then string($element/@xml:id)
      else 'ed-' || local-name($element) || '-' || string-join($element/ancestor-or-self::*[parent::*] ! (count(preceding-sibling::*) + 1), '.')"/>
  </xsl:function>

  <!--
    What a pointer of the TEI leads to, as a link in our pages: the same page (`#p1`), the page of another document of the
    edition in this view (`telegram.en.xml#p1`), an address on the web; "" where it leads to nothing a reader can follow.
  -->
  <xsl:function name="ed:href" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:variable name="one" as="xs:string" select="string(tokenize($pointer)[1])"/>
    <xsl:choose>
      <xsl:when test="matches($one, '^(https?|mailto|doi|urn):')">
        <xsl:sequence select="if (starts-with($one, 'doi:')) then 'https://doi.org/' || substring($one, 5) else iri-to-uri($one)"/>
      </xsl:when>
      <xsl:when test="starts-with($one, '#')">
        <xsl:sequence select="$one"/>
      </xsl:when>
      <xsl:when test="matches($one, '^[\w.-]+\.xml(#.*)?$')">
        <xsl:sequence select="replace($one, '\.xml', '.' || $view || '.html')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="''"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
