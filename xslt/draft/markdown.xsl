<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  A draft → Markdown (CommonMark, with the pipe tables, footnotes and definition lists that Pandoc reads), what was done as CriticMarkup:

    put, cut, one for the other, who: {++ ++}, { - -, - - } without spaces, {~~ ~> ~~}, {>> <<}

  CriticMarkup does not nest: what stands in neither text is told in a comment. No character of the document is markup: where one could be,
  a backslash goes before it, and `+`, `-`, `~` of CriticMarkup never meet the brace that would make them signs, for braces are escaped.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" exclude-result-prefixes="#all" expand-text="no">

  <!-- Paragraphs and tables → their lines, each block ended by an empty one. -->
  <xsl:mode name="ed:markdown" on-no-match="fail" visibility="private"/>

  <xsl:function name="ed:markdown" as="xs:string">
    <xsl:param name="draft" as="element(ed:draft)"/>
    <xsl:variable name="blocks" as="xs:string*">
      <xsl:for-each-group select="$draft/(ed:p | ed:table)" group-adjacent="if (@kind = ('verse', 'code')) then string(@kind) else generate-id()">
        <xsl:choose>
          <xsl:when test="@kind = 'verse'">
            <xsl:sequence select="string-join(current-group() ! ed:line-of-words(.), '  &#10;')"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="current-group()" mode="ed:markdown"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
      <xsl:for-each select="$draft//ed:n">
        <xsl:variable name="paragraphs" as="xs:string*">
          <xsl:apply-templates select="*" mode="ed:markdown"/>
        </xsl:variable>
        <xsl:sequence select="'[^' || position() || ']: ' || ed:indented(string-join($paragraphs, '&#10;&#10;'), '    ')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($blocks, '&#10;&#10;') || '&#10;'"/>
  </xsl:function>

  <!-- All lines but the first moved in. -->
  <xsl:function name="ed:indented" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="by" as="xs:string"/>
    <xsl:sequence select="replace($text, '\n(.)', '&#10;' || $by || '$1')"/>
  </xsl:function>

  <xsl:template match="ed:p" mode="ed:markdown" as="xs:string">
    <xsl:sequence select="ed:line-of-words(.)"/>
  </xsl:template>

  <xsl:template match="ed:p[@kind = 'heading']" mode="ed:markdown" as="xs:string">
    <xsl:sequence select="string-join((1 to xs:integer(@level)) ! '#') || ' ' || translate(ed:line-of-words(.), '&#10;', ' ')"/>
  </xsl:template>

  <xsl:template match="ed:p[@kind = 'quote']" mode="ed:markdown" as="xs:string">
    <xsl:sequence select="'> ' || ed:indented(ed:line-of-words(.), '> ')"/>
  </xsl:template>

  <xsl:template match="ed:p[@kind = 'definition']" mode="ed:markdown" as="xs:string">
    <xsl:sequence select="':   ' || ed:indented(ed:line-of-words(.), '    ')"/>
  </xsl:template>

  <!-- The paragraphs of an item after its first one stand below its words. -->
  <xsl:template match="ed:p[@kind = 'item']" mode="ed:markdown" as="xs:string">
    <xsl:variable name="depth" as="xs:string" select="string-join((2 to xs:integer(@depth)) ! '    ')"/>
    <xsl:variable name="mark" as="xs:string" select="
      if (preceding-sibling::ed:p[@item = current()/@item]) then '    ' else if (@number) then @number || '. ' else '- '"/>
    <xsl:sequence select="$depth || $mark || ed:indented(ed:line-of-words(.), $depth || '    ')"/>
  </xsl:template>

  <!-- What was altered is no block of code, in which nothing is escaped. -->
  <xsl:template match="ed:p[@kind = 'code'][not(ed:r/@in)]" mode="ed:markdown" as="xs:string">
    <xsl:sequence select="'```&#10;' || string-join(ed:r) || '&#10;```'"/>
  </xsl:template>

  <xsl:template match="ed:table" mode="ed:markdown" as="xs:string">
    <xsl:variable name="columns" as="xs:integer" select="max((1, ed:row/sum(ed:cell ! (@columns, 1)[1])))  cast as xs:integer"/>
    <xsl:variable name="headed" as="xs:boolean" select="exists(ed:row[1]/ed:cell) and (every $cell in ed:row[1]/ed:cell satisfies $cell/@header)"/>
    <xsl:variable name="rows" as="xs:string*" select="ed:row ! ed:row-of-cells(., $columns)"/>
    <xsl:variable name="head" as="xs:string" select="if ($headed) then $rows[1] else '|' || string-join((1 to $columns) ! '   |')"/>
    <xsl:sequence select="string-join(($head, '|' || string-join((1 to $columns) ! ' - |'), if ($headed) then tail($rows) else $rows), '&#10;')"/>
  </xsl:template>

  <xsl:function name="ed:row-of-cells" as="xs:string">
    <xsl:param name="row" as="element(ed:row)"/>
    <xsl:param name="columns" as="xs:integer"/>
    <xsl:variable name="cells" as="xs:string*" select="
      $row/ed:cell ! (replace(string-join(.//ed:p ! ed:line-of-words(.), '&lt;br>'), ' *\n', '&lt;br>'), (2 to xs:integer((@columns, 1)[1])) ! '')"/>
    <xsl:sequence select="'|' || string-join(($cells, (count($cells) + 1 to $columns) ! '') ! (' ' || . || ' |'))"/>
  </xsl:function>

  <!-- The words of a paragraph: what was done by one act is marked as one, and told whose it is where another's begins or nobody's goes on. -->
  <xsl:function name="ed:line-of-words" as="xs:string">
    <xsl:param name="paragraph" as="element(ed:p)"/>
    <xsl:variable name="changes" as="element()*">
      <xsl:for-each-group select="$paragraph/*" group-adjacent="if (self::ed:r) then string-join((@in, @put, @cut)[exists(current()/@in)], '|') else generate-id()">
        <ed:change>
          <xsl:copy-of select="@in, @put, @cut"/>
          <xsl:attribute name="kind" select="if (not(self::ed:r)) then local-name() else if (not(@in)) then 'both' else if (@in = '') then 'neither' else @in"/>
          <xsl:if test="@in">
            <xsl:variable name="act" as="element(ed:act)" select="ed:act-of(., if (@in = 'final') then 'put' else 'cut')"/>
            <xsl:copy-of select="$act/(@author, @subst)"/>
          </xsl:if>
          <xsl:attribute name="words">
            <xsl:choose>
              <xsl:when test="self::ed:n"><xsl:sequence select="'[^' || (count(preceding::ed:n | ancestor::ed:n) + 1) || ']'"/></xsl:when>
              <xsl:when test="self::ed:br"><xsl:sequence select="if ($paragraph/@kind = 'heading') then '&lt;br>' else '  &#10;'"/></xsl:when>
              <xsl:when test="@in = ''"><xsl:sequence select="ed:say('draft.neither', (ed:author(., 'put'), ed:escaped(normalize-space(string-join(current-group()))), ed:author(., 'cut')))"/></xsl:when>
              <xsl:otherwise><xsl:sequence select="string-join(current-group() ! ed:words-of-run(.))"/></xsl:otherwise>
            </xsl:choose>
          </xsl:attribute>
        </ed:change>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="replace(string-join(ed:critic($changes)), '^ | $', '')"/>
  </xsl:function>

  <xsl:function name="ed:critic" as="xs:string*">
    <xsl:param name="changes" as="element()*"/>
    <xsl:for-each select="$changes">
      <xsl:variable name="at" as="xs:integer" select="position()"/>
      <xsl:variable name="next" as="element()?" select="$changes[$at + 1]"/>
      <xsl:variable name="before" as="element()?" select="$changes[$at - 1]"/>
      <xsl:variable name="whose" as="xs:string" select="if ($next/@author = @author and $next/@kind = ('base', 'final')) then '' else '{>>' || ed:escaped(@author) || '&lt;&lt;}'"/>
      <xsl:choose>
        <xsl:when test="@kind = 'base' and ed:is-pair(., $next)"><xsl:sequence select="'{~~' || @words || '~>'"/></xsl:when>
        <xsl:when test="@kind = 'base'"><xsl:sequence select="'{--' || @words || '--}' || $whose"/></xsl:when>
        <xsl:when test="@kind = 'final' and ed:is-pair($before, .)"><xsl:sequence select="@words || '~~}' || $whose"/></xsl:when>
        <xsl:when test="@kind = 'final'"><xsl:sequence select="'{++' || @words || '++}' || $whose"/></xsl:when>
        <xsl:when test="@kind = 'neither'"><xsl:sequence select="'{>>' || @words || '&lt;&lt;}'"/></xsl:when>
        <xsl:otherwise><xsl:sequence select="string(@words)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- Whether what went and what came next to it are one substitution by one hand. -->
  <xsl:function name="ed:is-pair" as="xs:boolean">
    <xsl:param name="went" as="element()?"/>
    <xsl:param name="came" as="element()?"/>
    <xsl:sequence select="$went/@kind = 'base' and $came/@kind = 'final' and $went/@subst = $came/@subst and $went/@author = $came/@author"/>
  </xsl:function>

  <xsl:function name="ed:act-of" as="element(ed:act)">
    <xsl:param name="run" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:variable name="acts" as="element(ed:act)+" select="$run/ancestor::ed:draft/ed:act"/>
    <xsl:sequence select="($acts[@id = $run/@*[name() = $role]], $acts[@id = ''])[1]"/>
  </xsl:function>

  <xsl:function name="ed:author" as="xs:string">
    <xsl:param name="run" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:sequence select="string(ed:act-of($run, $role)/@author)"/>
  </xsl:function>

  <!-- Emphasis by asterisks only where they cannot be read otherwise: around whole words, and not beside other emphasis. -->
  <xsl:function name="ed:words-of-run" as="xs:string">
    <xsl:param name="run" as="element(ed:r)"/>
    <xsl:variable name="looks" as="xs:string*" select="tokenize($run/@look)"/>
    <xsl:variable name="starred" as="xs:boolean" select="
      matches($run, '^[\p{L}\p{N}](.*[\p{L}\p{N}])?$', 's') and empty(($run/preceding-sibling::*[1], $run/following-sibling::*[1])[@look])"/>
    <xsl:variable name="begins" as="xs:boolean" select="matches(string-join($run/preceding-sibling::ed:r[not(@in)]), '^[\d\s]*$')"/>
    <xsl:variable name="words" as="xs:string" select="if ($begins) then ed:escaped-at-start(string($run)) else ed:escaped(string($run))"/>
    <xsl:variable name="drawn" as="xs:string" select="
      fold-left($looks, $words, function($text as xs:string, $look as xs:string) as xs:string {
        if ($look = 'italic') then (if ($starred) then '*' || $text || '*' else '&lt;em>' || $text || '&lt;/em>')
        else if ($look = 'bold') then (if ($starred) then '**' || $text || '**' else '&lt;strong>' || $text || '&lt;/strong>')
        else if ($look = ('sup', 'sub')) then '&lt;' || $look || '>' || $text || '&lt;/' || $look || '>'
        else if ($look = ('underline', 'double-underline')) then '&lt;u>' || $text || '&lt;/u>'
        else $text })"/>
    <xsl:sequence select="if ($run/@link and not($run/@in)) then '[' || $drawn || '](&lt;' || iri-to-uri($run/@link) || '>)' else $drawn"/>
  </xsl:function>

  <xsl:function name="ed:escaped" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '[\\`*_{}\[\]&lt;&gt;~|&amp;$^@#+=]', '\\$0')"/>
  </xsl:function>

  <!-- At the start of a line a dash, a number and a colon are markup too. -->
  <xsl:function name="ed:escaped-at-start" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace(replace(ed:escaped($text), '^(\s*)([-:])', '$1\\$2'), '^(\s*\d*)([.)])', '$1\\$2')"/>
  </xsl:function>

</xsl:stylesheet>
