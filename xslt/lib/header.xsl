<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- What the `teiHeader` tells about a document, as the words and rows that title blocks, side columns and the index page show. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- The words of an element alone, as one line: for titles, labels, citations. -->
  <xsl:function name="ed:title-text" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="words" as="text()*">
      <xsl:apply-templates select="$node" mode="ed:title-words"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($words))"/>
  </xsl:function>

  <!-- A heading's words with the shortest of them bound to the next, so that no line ends in a lonely preposition. -->
  <xsl:function name="ed:heading-text" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="ed:bound(ed:title-text($node))"/>
  </xsl:function>

  <xsl:function name="ed:bound" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="replace(replace($words, '(^|[\s&#xA0;])(\p{L}{1,2}) ', '$1$2&#xA0;'), '(\d) (\p{L}{1,2}\.)', '$1&#xA0;$2')"/>
  </xsl:function>

  <xsl:template match="text()" mode="ed:title-words" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>
  <xsl:template match="note | choice/sic | choice/orig | choice/abbr | del | ed:t[@cancelled]" mode="ed:title-words" as="empty-sequence()"/>
  <xsl:template match="lb" mode="ed:title-words" as="text()?">
    <xsl:if test="not(@break = 'no')">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:function name="ed:header" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="(root($node)//teiHeader)[1]"/>
  </xsl:function>

  <!-- The title of a document in the language of the page: of several the main one. -->
  <xsl:function name="ed:title" as="element()?">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="titles" as="element()*" select="$header/fileDesc/titleStmt/title[normalize-space()]"/>
    <xsl:variable name="mine" as="element()*" select="ed:in-page-language($titles)"/>
    <xsl:sequence select="($mine[@type = 'main'], $mine[not(@type)], $titles[@type = 'main'], $mine, $titles)[1]"/>
  </xsl:function>

  <xsl:function name="ed:short-title" as="element()?">
    <xsl:param name="header" as="element()?"/>
    <xsl:sequence select="(ed:in-page-language($header/fileDesc/titleStmt/title[@type = 'short']), ed:title($header))[1]"/>
  </xsl:function>

  <!-- When the document was made: sent, else created, else dated in its source. -->
  <xsl:function name="ed:date" as="element()?">
    <xsl:param name="header" as="element()?"/>
    <xsl:sequence select="
      (ed:action($header, 'sent')/date, $header//creation/date, $header//sourceDesc//origDate)
        [@when or @from or @notBefore or normalize-space()][1]"/>
  </xsl:function>

  <!-- A date in words: as the header writes it in the page's language, else from its value. -->
  <xsl:function name="ed:date-text" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="iso" as="xs:string?" select="($date/@when, $date/@from, $date/@notBefore)[1]"/>
    <xsl:variable name="words" as="xs:string" select="ed:title-text($date)"/>
    <xsl:sequence select="
      if ($words ne '' and (ed:language($date) = '' or starts-with(ed:language($date), $ed:page-language))) then $words
      else if ($iso) then ed:date-in-words($iso) else $words"/>
  </xsl:function>

  <!-- The sending or receiving of a letter; a header that lists many letters describes none of them. -->
  <xsl:function name="ed:action" as="element()?">
    <xsl:param name="header" as="element()?"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:variable name="letters" as="element()*" select="$header//correspDesc"/>
    <xsl:sequence select="if (count($letters) = 1) then $letters/correspAction[@type = $type][1] else ()"/>
  </xsl:function>

  <!-- Who sent or received a letter, and where: the names of a `correspAction`, in one phrase. -->
  <xsl:function name="ed:correspondent" as="node()*">
    <xsl:param name="action" as="element()?"/>
    <xsl:variable name="names" as="element()*" select="$action/(persName | orgName | name | rs)"/>
    <xsl:variable name="places" as="element()*" select="$action/(placeName | settlement | country | region)"/>
    <xsl:for-each select="$names">
      <xsl:if test="position() gt 1">
        <xsl:text>, </xsl:text>
      </xsl:if>
      <xsl:apply-templates select="." mode="ed:reading">
        <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:for-each>
    <xsl:if test="exists($names) and exists($places)">
      <xsl:text>, </xsl:text>
    </xsl:if>
    <xsl:for-each select="$places[1]">
      <xsl:apply-templates select="." mode="ed:reading">
        <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:function>

  <!-- The archival reference in one line: «ГАРФ. Ф. 5446. Оп. 98с. Д. 718. Л. 3–6.» -->
  <xsl:function name="ed:archive-reference" as="xs:string">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="shelf" as="element()?" select="($header//sourceDesc//msIdentifier)[1]"/>
    <xsl:variable name="house" as="xs:string*" select="
      (($shelf/repository, $shelf/institution)[normalize-space()])[1] ! ed:short-name(.), $shelf/collection ! ed:title-text(.)"/>
    <xsl:variable name="numbers" as="xs:string*">
      <xsl:for-each select="$shelf/(idno | altIdentifier/(collection | idno))[normalize-space()]">
        <xsl:variable name="number" as="xs:string" select="replace(ed:title-text(.), '(\d)-(\d)', '$1–$2')"/>
        <xsl:sequence select="if (@type and ed:has-label('idno.' || @type)) then translate(ed:say('idno.' || @type, $number), ' ', '&#xA0;') else $number"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join(($house, $numbers), ed:say('idno.separator'))"/>
  </xsl:function>

  <!-- A name by the abbreviation that stands in parentheses behind it, where one does. -->
  <xsl:function name="ed:short-name" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="ed:title-text($element)"/>
    <xsl:sequence select="if (matches($words, '\(\p{Lu}{2,}\)$')) then replace($words, '^.*\((\p{Lu}{2,})\)$', '$1') else $words"/>
  </xsl:function>

  <!-- The summary of a document in the page's language. -->
  <xsl:function name="ed:abstract" as="element()?">
    <xsl:param name="header" as="element()?"/>
    <xsl:sequence select="ed:in-page-language($header//profileDesc/abstract)[1]"/>
  </xsl:function>

  <!--
    A document in one or two sentences, for those who have not opened it: its summary; else its title, day, correspondents and place;
    where no more than a title is known, how it begins, said to be that.
  -->
  <xsl:function name="ed:description" as="xs:string">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="abstract" as="xs:string" select="string(ed:abstract($header) ! ed:title-text(.))"/>
    <xsl:variable name="sent" as="xs:string" select="string-join(ed:correspondent(ed:action($header, 'sent')))"/>
    <xsl:variable name="received" as="xs:string" select="string-join(ed:correspondent(ed:action($header, 'received')))"/>
    <xsl:variable name="known" as="xs:string*" select="
      (ed:date($header) ! ed:date-text(.), string-join(($sent, $received)[. ne ''], ' → '), ed:archive-reference($header)) ! normalize-space()"/>
    <xsl:variable name="parts" as="xs:string*" select="
      ed:title($header) ! ed:title-text(.), $known, if (exists($known[. ne ''])) then () else $header ! ed:beginning(root(.))"/>
    <xsl:sequence select="if ($abstract ne '') then $abstract else string-join($parts[. ne ''] ! replace(., '([^.!?…”»])$', '$1.'), ' ')"/>
  </xsl:function>

  <!-- The first words of a text as it was sent, said to be that; "" where there are none. -->
  <xsl:function name="ed:beginning" as="xs:string">
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="first" as="xs:string?" select="(ed:texts($document)//(p | ab | l | u | head)[not(ancestor::note)] ! ed:title-text(.)[. ne ''])[1]"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($first)"/>
    <xsl:sequence select="
      if (empty($words)) then ''
      else ed:say('description.begins', string-join($words[position() le $ed:first-words], ' ') || (if ($words[$ed:first-words + 1]) then ' …' else ''))"/>
  </xsl:function>

  <!-- How many words of a text stand for it. -->
  <xsl:variable name="ed:first-words" as="xs:integer" select="20"/>

  <!-- Who answers for what: each `respStmt`, editor and translator as "what he did — name". Machines are not cited. -->
  <xsl:function name="ed:credits" as="element()*">
    <xsl:param name="header" as="element()?"/>
    <xsl:sequence select="$header/fileDesc/titleStmt/(respStmt[not(name/@type = 'machine')] | editor)"/>
  </xsl:function>

  <!-- The rows of what is known of a document, each a label and words; print and web set them as they like. -->
  <xsl:template name="ed:facts" as="element()*">
    <xsl:param name="header" as="element()?" required="yes"/>
    <xsl:variable name="shelf" as="element()?" select="($header//sourceDesc//msIdentifier)[1]"/>
    <xsl:for-each select="ed:date($header)">
      <xsl:sequence select="ed:fact('fact.date', ed:date-text(.))"/>
    </xsl:for-each>
    <xsl:for-each select="ed:action($header, 'sent')">
      <xsl:sequence select="ed:fact('fact.sent', ed:correspondent(.))"/>
    </xsl:for-each>
    <xsl:for-each select="ed:action($header, 'received')">
      <xsl:sequence select="ed:fact('fact.received', ed:correspondent(.))"/>
    </xsl:for-each>
    <xsl:if test="$shelf">
      <xsl:sequence select="ed:fact('fact.archive', string-join(((($shelf/repository, $shelf/institution)[1], $shelf/settlement[1]) ! ed:title-text(.)), ', '))"/>
      <xsl:sequence select="ed:fact('fact.reference', ed:archive-reference($header))"/>
    </xsl:if>
    <xsl:for-each select="$header//textClass/keywords/term[@type = 'classification']">
      <xsl:sequence select="ed:fact('fact.classification', ed:title-text(.))"/>
    </xsl:for-each>
    <xsl:for-each select="($header//physDesc//support)[1]">
      <xsl:sequence select="ed:fact('fact.form', ed:prose(.))"/>
    </xsl:for-each>
    <xsl:for-each select="($header//physDesc//extent)[1]">
      <xsl:sequence select="ed:fact('fact.extent', ed:prose(.))"/>
    </xsl:for-each>
    <xsl:for-each select="($header//physDesc/additions)[1]">
      <xsl:sequence select="ed:fact('fact.additions', ed:prose(.))"/>
    </xsl:for-each>
    <xsl:for-each select="($header//msContents/textLang, $header//langUsage/language[@usage = '100'])[1]">
      <xsl:sequence select="ed:fact('fact.language', ed:prose(.))"/>
    </xsl:for-each>
    <xsl:for-each select="($header//sourceDesc//bibl[@type = 'digital-archive'])[1]">
      <xsl:sequence select="ed:fact('fact.source', ed:prose(.), ed:language(.))"/>
    </xsl:for-each>
    <xsl:variable name="credits" as="element()*">
      <xsl:for-each select="ed:credits($header)">
        <dd><xsl:sequence select="ed:credit(.)"/></dd>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists($credits)">
      <div class="fact">
        <dt>{ed:say('fact.credit')}</dt>
        <xsl:sequence select="$credits"/>
      </div>
    </xsl:if>
    <xsl:for-each select="($header//publicationStmt/availability)[1]">
      <xsl:sequence select="ed:fact('fact.availability', ed:prose(.))"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="ed:fact" as="element()?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="words" as="item()*"/>
    <xsl:sequence select="ed:fact($label, $words, '')"/>
  </xsl:function>

  <xsl:function name="ed:fact" as="element()?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="words" as="item()*"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:if test="normalize-space(string-join($words))">
      <div class="fact">
        <dt>{ed:say($label)}</dt>
        <dd>
          <xsl:sequence select="if ($language ne $ed:page-language) then ed:lang($language) else ()"/>
          <xsl:sequence select="$words"/>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- What someone did, and his name. -->
  <xsl:function name="ed:credit" as="node()*">
    <xsl:param name="statement" as="element()"/>
    <xsl:variable name="name" as="element()*" select="$statement/self::editor | $statement/(persName | orgName | name)"/>
    <xsl:for-each select="$name">
      <xsl:if test="position() gt 1">
        <xsl:text>, </xsl:text>
      </xsl:if>
      <span>
        <xsl:sequence select="ed:foreign-lang(.)"/>
        <xsl:value-of select="ed:title-text(.)"/>
      </span>
    </xsl:for-each>
    <xsl:if test="$statement/resp[normalize-space()]">
      <xsl:text> ({string-join($statement/resp ! ed:title-text(.), '; ')})</xsl:text>
    </xsl:if>
  </xsl:function>

  <!-- The prose of a header element, its paragraphs run together by a space where the place wants one line. -->
  <xsl:function name="ed:prose" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/p">
        <xsl:for-each select="$element/p">
          <xsl:if test="position() gt 1">
            <xsl:text> </xsl:text>
          </xsl:if>
          <xsl:apply-templates select="node()" mode="ed:reading">
            <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$element/node()" mode="ed:reading">
          <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
