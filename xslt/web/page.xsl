<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The frame of a page on the web: head, site line, title block, side column, foot. Complete without script, and asking nothing
  of any other place than its own folder.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:ed="urn:x-edition" xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- What pages know of their site, JSON: {title, home, url, links: [{role, href, view, language, state, current}], citations, heads}.
       What bears a state is for the page of that name alone (`ed:state`). -->
  <xsl:param name="ed:frame" as="xs:string" select="'{}'"/>

  <xsl:variable name="ed:site" as="map(*)" select="parse-json($ed:frame)"/>

  <xsl:variable name="ed:policy" as="xs:string"
    select="'default-src ''none''; style-src ''self''; font-src ''self''; img-src ''self''; script-src ''self''; connect-src ''self''; base-uri ''none''; form-action ''none'''"/>

  <xsl:function name="ed:links" as="map(*)*">
    <xsl:param name="role" as="xs:string"/>
    <xsl:sequence select="$ed:links-by-role($role)"/>
  </xsl:function>

  <!-- A site of many pages has as many links in each language: they are looked for by what they are, and for which state. -->
  <xsl:variable name="ed:links-by-role" as="map(xs:string, map(*)*)" select="
    map:merge($ed:site?links ! array:flatten(.) ! map:entry(string(?role), .), map { 'duplicates': 'combine' })"/>
  <xsl:variable name="ed:links-by-state" as="map(xs:string, map(*)*)" select="
    map:merge($ed:site?links ! array:flatten(.) ! map:entry(?role || ' ' || ?state, .), map { 'duplicates': 'combine' })"/>

  <!-- The same, of those that differ from state to state only the ones of this state. -->
  <xsl:function name="ed:links" as="map(*)*">
    <xsl:param name="role" as="xs:string"/>
    <xsl:param name="state" as="xs:string"/>
    <xsl:sequence select="distinct-values(('', $state)) ! $ed:links-by-state($role || ' ' || .)"/>
  </xsl:function>

  <xsl:function name="ed:site-title" as="xs:string">
    <xsl:sequence select="($ed:site?title[. ne ''], ed:say('edition.untitled'))[1]"/>
  </xsl:function>

  <xsl:function name="ed:has-title" as="xs:boolean">
    <xsl:sequence select="exists($ed:site?title[. ne ''])"/>
  </xsl:function>

  <!-- What the head of a page tells machines: {address, meta, linked}. -->
  <xsl:function name="ed:told-machines" as="map(*)?">
    <xsl:param name="state" as="xs:string"/>
    <xsl:sequence select="$ed:site?heads ! array:flatten(.)[?state = $state]"/>
  </xsl:function>

  <!-- A whole page. `body` is what stands in its main part. -->
  <xsl:template name="ed:html" as="element()">
    <xsl:param name="title" as="xs:string" required="yes"/>
    <xsl:param name="description" as="xs:string" select="''"/>
    <xsl:param name="class" as="xs:string" required="yes"/>
    <xsl:param name="header" as="element()?" select="()"/>
    <xsl:param name="body" as="node()*" required="yes"/>
    <!-- What else the head of this page holds. -->
    <xsl:param name="head" as="element()*" select="()"/>
    <xsl:param name="ed:state" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="told" as="map(*)?" select="ed:told-machines($ed:state)"/>
    <html>
      <xsl:sequence select="ed:lang($ed:page-language)"/>
      <xsl:text>&#10;</xsl:text>
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{$ed:policy}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{$title}</title>
        <xsl:if test="$description ne ''">
          <meta name="description" content="{$description}"/>
        </xsl:if>
        <meta name="referrer" content="no-referrer"/>
        <xsl:text>&#10;</xsl:text>
        <link rel="stylesheet" href="edition.css"/>
        <link rel="icon" href="icon.svg" type="image/svg+xml"/>
        <xsl:for-each select="ed:links('tei')">
          <link rel="alternate" type="application/tei+xml" href="{?href}"/>
        </xsl:for-each>
        <xsl:for-each select="ed:links('pdf', $ed:state)[?current]">
          <link rel="alternate" type="application/pdf" href="{?href}"/>
        </xsl:for-each>
        <!-- those who read it take whole addresses only -->
        <xsl:for-each select="ed:links('language', $ed:state)[$ed:site?url[. ne '']]">
          <link rel="alternate" hreflang="{?language}" href="{$ed:site?url}{iri-to-uri(?href)}"/>
        </xsl:for-each>
        <xsl:for-each select="($header//availability//licence/@target[matches(., '^https?://')])[1]">
          <link rel="license" href="{iri-to-uri(.)}"/>
        </xsl:for-each>
        <xsl:for-each select="$told?address[. ne '']">
          <link rel="canonical" href="{.}"/>
        </xsl:for-each>
        <xsl:for-each select="$told?meta ! array:flatten(array:for-each(., function($pair as array(*)) { map { 'name': $pair(1), 'content': $pair(2) } }))">
          <meta name="{?name}" content="{?content}"/>
        </xsl:for-each>
        <xsl:sequence select="$told?linked[. ne ''] ! ed:linked-data(.), $head"/>
        <script src="edition.js" defer=""/>
      </head>
      <xsl:text>&#10;</xsl:text>
      <body class="{$class}">
        <a class="skip" href="#main">{ed:say('nav.skip')}</a>
        <xsl:if test="ed:has-title() or $ed:site?home or exists($ed:site?links ! array:flatten(.))">
          <header class="site">
            <xsl:choose>
              <xsl:when test="$ed:site?home and not($ed:state = 'index')">
                <a class="home" href="{$ed:site?home}">{ed:site-title()}</a>
              </xsl:when>
              <xsl:when test="ed:has-title() or $ed:state = 'index'">
                <span class="home">{ed:site-title()}</span>
              </xsl:when>
            </xsl:choose>
            <xsl:call-template name="ed:sections"/>
            <xsl:call-template name="ed:switcher"/>
          </header>
        </xsl:if>
        <xsl:text>&#10;</xsl:text>
        <main id="main">
          <xsl:sequence select="$body"/>
        </main>
        <xsl:text>&#10;</xsl:text>
      </body>
    </html>
  </xsl:template>

  <!-- A page as text. -->
  <xsl:function name="ed:as-html" as="xs:string">
    <xsl:param name="page" as="element()"/>
    <xsl:sequence select="serialize($page, map { 'method': 'html', 'html-version': 5.0, 'indent': false(), 'include-content-type': false() })"/>
  </xsl:function>

  <!-- JSON-LD in a page: data, not code, which no policy has to allow. -->
  <xsl:function name="ed:linked-data" as="element()">
    <xsl:param name="json" as="xs:string"/>
    <script type="application/ld+json">{replace($json, '&lt;', '\\u003c')}</script>
  </xsl:function>

  <!-- The ways to the pages about many documents. -->
  <xsl:template name="ed:sections" as="element()?">
    <xsl:param name="ed:state" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="sections" as="map(*)*" select="ed:links('section')"/>
    <xsl:if test="exists($sections)">
      <nav class="sections" aria-label="{ed:say('nav.edition')}">
        <ul>
          <xsl:for-each select="$sections">
            <li>
              <xsl:choose>
                <xsl:when test="?view = $ed:state">
                  <span aria-current="page">{ed:say('site.' || ?view)}</span>
                </xsl:when>
                <xsl:otherwise>
                  <a href="{?href}">{ed:say('site.' || ?view)}</a>
                </xsl:otherwise>
              </xsl:choose>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- Views, languages and files as plain links; where one is, is said by `aria-current` and is no link. -->
  <xsl:template name="ed:switcher" as="element()?">
    <xsl:param name="ed:state" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="groups" as="map(*)*" select="
      map { 'label': 'nav.view', 'role': 'view', 'links': [ed:links('view', $ed:state)] },
      map { 'label': 'nav.language', 'role': 'language', 'links': [ed:links('language', $ed:state)] },
      map { 'label': 'nav.files', 'role': 'file', 'links': [ed:links('pdf', $ed:state)[?current], ed:links('tei')] }"/>
    <xsl:variable name="shown" as="map(*)*" select="$groups[exists(array:flatten(?links)) and (?role = 'file' or count(array:flatten(?links)) gt 1)]"/>
    <xsl:if test="exists($shown)">
      <nav class="switcher" aria-label="{ed:say('nav.views')}">
        <xsl:for-each select="$shown">
          <ul class="{?role}" aria-label="{ed:say(?label)}">
            <xsl:for-each select="array:flatten(?links)">
              <li>
                <xsl:choose>
                  <xsl:when test="?role = ('view', 'language') and ?current">
                    <span aria-current="page">
                      <xsl:sequence select="if (?role = 'language') then ed:lang(?language) else ()"/>
                      <xsl:value-of select="ed:link-text(.)"/>
                    </span>
                  </xsl:when>
                  <xsl:otherwise>
                    <a href="{?href}">
                      <xsl:if test="?role = 'language'">
                        <xsl:attribute name="hreflang" select="?language"/>
                        <xsl:sequence select="ed:lang(?language)"/>
                      </xsl:if>
                      <xsl:value-of select="ed:link-text(.)"/>
                    </a>
                  </xsl:otherwise>
                </xsl:choose>
              </li>
            </xsl:for-each>
          </ul>
        </xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:function name="ed:link-text" as="xs:string">
    <xsl:param name="link" as="map(*)"/>
    <xsl:sequence select="
      if ($link?role = 'view') then ed:say('view.' || $link?view || '.short')
      else if ($link?role = 'language') then ed:language-name($link?language)
      else if ($link?role = 'pdf') then ed:say('file.pdf') else ed:say('file.tei')"/>
  </xsl:function>

  <!-- Above the text: when; what; from whom to whom; where it is kept. -->
  <xsl:template name="ed:title-block" as="element()">
    <xsl:param name="header" as="element()?" required="yes"/>
    <xsl:param name="view" as="xs:string" required="yes"/>
    <xsl:variable name="title" as="element()?" select="ed:title($header)"/>
    <xsl:variable name="sent" as="element()?" select="ed:action($header, 'sent')"/>
    <xsl:variable name="received" as="element()?" select="ed:action($header, 'received')"/>
    <xsl:variable name="reference" as="xs:string" select="ed:archive-reference($header)"/>
    <header class="title-block">
      <p class="eyebrow">
        <xsl:value-of select="string-join((ed:date($header) ! ed:date-text(.), ed:say('view.' || $view)), ' · ')"/>
      </p>
      <h1>
        <xsl:sequence select="$title ! ed:foreign-lang(.)"/>
        <xsl:value-of select="if ($title) then ed:heading-text($title) else ed:say('edition.untitled')"/>
      </h1>
      <xsl:if test="$sent or $received">
        <p class="correspondents">
          <xsl:sequence select="ed:correspondent($sent)"/>
          <xsl:if test="$sent and $received">
            <span class="arrow">
              <xsl:text> </xsl:text>
              <span aria-hidden="true">→</span>
              <span class="vh">{ed:say('correspondence.arrow')}</span>
              <xsl:text> </xsl:text>
            </span>
          </xsl:if>
          <xsl:sequence select="ed:correspondent($received)"/>
        </p>
      </xsl:if>
      <xsl:if test="$reference ne ''">
        <p class="archive">{$reference}</p>
      </xsl:if>
      <xsl:if test="$view = ('reading', 'diplomatic')">
        <xsl:call-template name="ed:what-this-is">
          <xsl:with-param name="view" select="$view"/>
        </xsl:call-template>
      </xsl:if>
    </header>
  </xsl:template>

  <!-- For who comes from elsewhere: what this page shows of the document, where its alterations are, how to cite it. -->
  <xsl:template name="ed:what-this-is" as="element()">
    <xsl:param name="view" as="xs:string" required="yes"/>
    <xsl:param name="ed:state" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="views" as="map(*)*" select="ed:links('view', $ed:state)"/>
    <p class="what-this-is">
      <xsl:value-of select="ed:say('view.' || $view || '.about')"/>
      <xsl:if test="$views?view = 'ledger'">
        <xsl:text> {ed:say('view.altered')} </xsl:text>
        <xsl:for-each select="$views[?view = ('diplomatic', 'ledger')[. ne $view]]">
          <xsl:if test="position() gt 1">
            <xsl:text>, </xsl:text>
          </xsl:if>
          <a href="{?href}">{ed:say('view.' || ?view)}</a>
        </xsl:for-each>
        <xsl:text>.</xsl:text>
      </xsl:if>
      <xsl:text> </xsl:text>
      <a href="#ed-citation">{ed:say('about.citation')}</a>
    </p>
  </xsl:template>

  <!-- The side column: what is known of the document, how to cite it, its files. -->
  <xsl:template name="ed:about" as="element()">
    <xsl:param name="header" as="element()?" required="yes"/>
    <xsl:param name="more" as="node()*" select="()"/>
    <xsl:param name="ed:state" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="pdfs" as="map(*)*" select="ed:links('pdf', $ed:state)"/>
    <xsl:variable name="abstract" as="element()?" select="ed:abstract($header)"/>
    <xsl:variable name="facts" as="element()*">
      <xsl:call-template name="ed:facts">
        <xsl:with-param name="header" select="$header"/>
      </xsl:call-template>
    </xsl:variable>
    <section class="about" aria-labelledby="about-heading">
      <h2 id="about-heading">{ed:say('about.document')}</h2>
      <xsl:if test="$abstract">
        <h3>{ed:say('about.summary')}</h3>
        <div class="summary">
          <xsl:sequence select="ed:foreign-lang($abstract)"/>
          <xsl:apply-templates select="$abstract/node()" mode="ed:reading">
            <xsl:with-param name="ed:unlinked" select="true()" tunnel="yes"/>
          </xsl:apply-templates>
        </div>
      </xsl:if>
      <xsl:sequence select="$more"/>
      <xsl:if test="exists($facts)">
        <h3>{ed:say('about.witness')}</h3>
        <dl class="facts">
          <xsl:sequence select="$facts"/>
        </dl>
      </xsl:if>
      <h3 id="ed-citation">{ed:say('about.citation')}</h3>
      <xsl:call-template name="ed:citations">
        <xsl:with-param name="header" select="$header"/>
      </xsl:call-template>
      <xsl:if test="exists(($pdfs, ed:links('file'), ed:links('tei')))">
        <h3>{ed:say('about.downloads')}</h3>
        <ul class="files">
          <xsl:for-each select="$pdfs">
            <li><a href="{?href}">{ed:say('file.pdf.' || ?view)}</a></li>
          </xsl:for-each>
          <xsl:for-each select="ed:links('file')">
            <li><a href="{?href}" download="">{ed:say('file.' || ?view)}</a></li>
          </xsl:for-each>
          <xsl:for-each select="ed:links('tei')">
            <li><a href="{?href}">{ed:say('file.tei')}</a></li>
          </xsl:for-each>
        </ul>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- The citations of a document in each style, and the files for those who keep references. -->
  <xsl:template name="ed:citations" as="element()+">
    <xsl:param name="header" as="element()?" required="yes"/>
    <xsl:variable name="citations" as="map(*)*" select="$ed:site?citations ! array:flatten(.)"/>
    <xsl:choose>
      <xsl:when test="exists($citations)">
        <template id="cite-tools">
          <button type="button" class="copy" data-done="{ed:say('citation.copied')}">{ed:say('citation.copy')}</button>
        </template>
        <dl class="citations">
          <xsl:for-each select="$citations">
            <div>
              <dt>{ed:say('citation.' || ?style)}</dt>
              <dd class="citation"><xsl:sequence select="ed:marked-up(?words)"/></dd>
            </div>
          </xsl:for-each>
        </dl>
        <ul class="files">
          <xsl:for-each select="ed:links('citation')">
            <li><a href="{?href}" download="">{ed:say('citation.file.' || ?view)}</a></li>
          </xsl:for-each>
        </ul>
      </xsl:when>
      <xsl:otherwise>
        <p class="citation">{ed:citation($header)}</p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The words of a citation, whose only markup is `i`. -->
  <xsl:function name="ed:marked-up" as="node()*">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="parsed" as="document-node()" select="parse-xml('&lt;p>' || $words || '&lt;/p>')"/>
    <xsl:for-each select="$parsed/*:p/node()">
      <xsl:choose>
        <xsl:when test="self::*:i">
          <cite>{.}</cite>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="string(.)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- How to cite a document: its title, where it is kept, this edition. -->
  <xsl:function name="ed:citation" as="xs:string">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="parts" as="xs:string*" select="ed:title($header) ! replace(ed:title-text(.), '\.$', ''), ed:archive-reference($header)[. ne ''] ! replace(., '\.$', '')"/>
    <xsl:variable name="publisher" as="xs:string" select="string-join((
      if (ed:has-title()) then ed:site-title() else (), ($header/fileDesc/publicationStmt/(publisher, authority, distributor))[1] ! ed:title-text(.),
      ($header/fileDesc/publicationStmt/date)[1] ! ed:title-text(.)) => distinct-values(), ', ')"/>
    <xsl:variable name="document" as="xs:string" select="string-join($parts, '. ')"/>
    <xsl:sequence select="if ($publisher ne '') then ed:say('citation.edition', ($document, $publisher)) else $document || '.'"/>
  </xsl:function>

  <!-- The editors' notes below a text, letters and numbers each in their own list. -->
  <xsl:template name="ed:notes-below" as="element()?">
    <xsl:param name="text" as="element()+" required="yes"/>
    <xsl:variable name="textual" as="element()*" select="ed:notes($text, 'textual')"/>
    <xsl:variable name="commentary" as="element()*" select="ed:notes($text, 'commentary')"/>
    <xsl:if test="exists(($textual, $commentary))">
      <section class="all-notes" id="ed-notes" role="doc-endnotes" aria-labelledby="ed-notes-heading">
        <h2 id="ed-notes-heading">{ed:say('notes')}</h2>
        <xsl:if test="exists($textual)">
          <h3>{ed:say('notes.textual')}</h3>
          <xsl:call-template name="ed:list-of-notes">
            <xsl:with-param name="notes" select="$textual"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:if test="exists($commentary)">
          <h3>{ed:say('notes.commentary')}</h3>
          <xsl:call-template name="ed:list-of-notes">
            <xsl:with-param name="notes" select="$commentary"/>
          </xsl:call-template>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="ed:names-below" as="element()?">
    <xsl:param name="document" as="document-node()" required="yes"/>
    <xsl:variable name="lists" as="element()*">
      <xsl:call-template name="ed:lists-of-names">
        <xsl:with-param name="document" select="$document"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="exists($lists)">
      <section class="all-names" id="ed-names" aria-labelledby="ed-names-heading">
        <h2 id="ed-names-heading">{ed:say('names')}</h2>
        <xsl:sequence select="$lists"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!--
    What only a script can do has its place on the page from the first, so that nothing moves when the script comes; without one the
    style sheet takes it away. `acts` says whether there is anything to lead through.
  -->
  <xsl:template name="ed:tools" as="element()?">
    <xsl:param name="acts" as="xs:boolean" required="yes"/>
    <xsl:param name="announced" as="xs:boolean" select="true()"/>
    <xsl:if test="$acts">
      <div class="tools" role="group" aria-label="{ed:say('acts')}">
        <button type="button" data-step="-1" aria-label="{ed:say('acts.previous')}">←</button>
        <span class="at" data-words="{ed:say('acts.at')}"/>
        <button type="button" data-step="1" aria-label="{ed:say('acts.next')}">→</button>
        <details>
          <summary>{ed:say('acts.options')}</summary>
          <p>{ed:say('keys')}</p>
          <label><input type="checkbox" data-option="keys" checked="checked"/> {ed:say('acts.keys')}</label>
          <xsl:if test="$announced">
            <label><input type="checkbox" data-option="speech" checked="checked"/> {ed:say('acts.speech')}</label>
          </xsl:if>
        </details>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- For each hand of the legend, in the words of the page: a script takes them out of their `template`, which shows nothing without one. -->
  <xsl:template name="ed:hand-tools" as="element()">
    <template id="hand-tools">
      <div class="hand-tools" role="group" data-hidden="{ed:say('hands.hidden')}" data-alone="{ed:say('hands.singled')}" data-shown="{ed:say('hands.shown')}">
        <button type="button" data-does="hide" aria-pressed="false">{ed:say('hands.hide')}</button>
        <button type="button" data-does="alone" aria-pressed="false">{ed:say('hands.alone')}</button>
      </div>
    </template>
  </xsl:template>

  <!--
    Hands and signs together, as the diplomatic page has them before its sheet. On a narrow screen they are closed, for the text to be
    seen first; where there is room beside the text the style sheet opens them.
  -->
  <xsl:template name="ed:legend" as="element()?">
    <xsl:param name="text" as="element()+" required="yes"/>
    <xsl:param name="document" as="document-node()" required="yes"/>
    <xsl:param name="view" as="xs:string" required="yes"/>
    <xsl:variable name="hands" as="element()?">
      <xsl:call-template name="ed:legend-of-hands">
        <xsl:with-param name="document" select="$document"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="signs" as="element()?">
      <xsl:call-template name="ed:legend-of-signs">
        <xsl:with-param name="text" select="$text"/>
        <xsl:with-param name="view" select="$view"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$hands or $signs">
      <section class="{'legend', if (ed:is-typed($text[1])) then 'typed' else ()}" aria-labelledby="legend-heading">
        <details>
          <summary><h2 id="legend-heading">{ed:say(if ($hands and $signs) then 'about.legend' else if ($hands) then 'about.hands' else 'about.signs')}</h2></summary>
          <xsl:sequence select="$hands, $signs"/>
        </details>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
