<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The ledger of a document as the appendix of its diplomatic book: an entry for each intervention, with what it rests on and the page
  on which it stands. An entry leads to the alteration, and the siglum of the alteration to the entry. The words that it quotes are the
  document's, but it is the edition that quotes them.

  In a volume the page stands at the right of the entry. A sheet does not know it (`edition/engines/sheets.py`), so room is made for it,
  and @data-page says whose page is wanted, and @data-line whose line.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ed="urn:x-edition" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- ed:entry → its item in the list. -->
  <xsl:mode name="ed:item" on-no-match="fail" visibility="private"/>

  <xsl:variable name="ed:ledger" as="xs:string" select="'#ledger-'"/>

  <!-- Whether a document has its ledger in the volume. -->
  <xsl:param name="ed:with-ledger" as="xs:boolean" select="true()"/>

  <xsl:template name="ed:ledger-of-the-book" as="element()?">
    <xsl:param name="document" as="document-node()" required="yes"/>
    <xsl:variable name="entries" as="element(ed:entry)*" select="if ($ed:with-ledger) then ed:ledger($document, $ed:page-language) else ()"/>
    <xsl:if test="exists($entries)">
      <section class="ledger" data-by="edition">
        <h2>{ed:say('view.ledger')}</h2>
        <p>
          <xsl:text>{ed:say('ledger.about', string(count($entries)))}</xsl:text>
          <xsl:if test="$ed:in-volume">
            <xsl:text> {ed:say(if ($ed:line-numbers gt 0) then 'ledger.pages-and-lines' else 'ledger.pages')}</xsl:text>
          </xsl:if>
        </p>
        <ol class="ledger-entries">
          <xsl:apply-templates select="$entries" mode="ed:item">
            <xsl:with-param name="ed:annotated" select="$document" tunnel="yes"/>
          </xsl:apply-templates>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="ed:entry" mode="ed:item" as="node()+">
    <xsl:param name="ed:annotated" as="document-node()" tunnel="yes"/>
    <xsl:variable name="is-shown" as="xs:boolean" select="not($ed:in-volume) and exists(ed:subject(., $ed:annotated)[ed:is-on-the-leaf(.)])"/>
    <xsl:variable name="grounds" as="xs:string*" select="
      @certainty-label[. ne ''] ! (ed:say('ledger.column.certainty') || ': ' || .),
      @evidence[. ne ''] ! ed:say('ledger.evidence', string-join(tokenize(.) ! ed:evidence-in-words(.), ', '))"/>
    <xsl:text>&#10;</xsl:text>
    <li id="ledger-{@id}">
      <xsl:for-each select="ed:further-ids(.)">
        <span class="anchor" id="ledger-{.}"/>
      </xsl:for-each>
      <a class="number" href="#{@anchor}">{@number}</a>
      <xsl:if test="$ed:in-volume">
        <span class="at">
          <span class="on-page" data-page="{@anchor}">0000</span>
          <xsl:if test="$ed:line-numbers gt 0">
            <span class="on-line" data-line="{@anchor}">.00</span>
          </xsl:if>
        </span>
      </xsl:if>
      <xsl:apply-templates select="ed:sentence/node()" mode="ed:said"/>
      <xsl:if test="$is-shown or exists($grounds)">
        <xsl:text> (</xsl:text>
        <xsl:if test="$is-shown">
          <a class="at-page" href="#{@anchor}">{ed:say('ledger.page')}</a>
        </xsl:if>
        <xsl:text>{'; '[$is-shown and exists($grounds)]}{string-join($grounds, '; ')})</xsl:text>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- What an alteration rests on, as a word; an editor's own as it stands. -->
  <xsl:function name="ed:evidence-in-words" as="xs:string">
    <xsl:param name="evidence" as="xs:string"/>
    <xsl:variable name="key" as="xs:string" select="'ledger.evidence.' || $evidence"/>
    <xsl:sequence select="if (ed:has-label($key)) then ed:say($key) else $evidence"/>
  </xsl:function>

</xsl:stylesheet>
