# SPDX-License-Identifier: MIT
"""The steps on small texts whose states a reader can tell at sight: one case for each thing that chapter 11 of the Guidelines describes.

What the chapter says of each element, and where it is tried here (the comments among the cases name the sections):

    additions and deletions, one in another, cancelled additions     11.3.1.4
    substitutions, one in another, acts bound by substJoin           11.3.1.5
    spans, and those that cross elements and one another             11.3.1.4
    restored deletions                                               11.3.1.6
    supplied text, gaps, damage, one in another                      11.3.1.7, 11.3.3
    hands and shifts of hands, one hand's act on another's           11.3.2
    mod, metamarks, retracing, undoing and redoing, transpositions,
    alternatives, immediate corrections                              11.3.4
    space, lines, running heads                                      11.4, 11.5
    changes, acts that come and go in time                           11.7
"""

from __future__ import annotations

import functools
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from edition import names
from edition.engines import saxon
from edition.model import characters
from edition.render import text
from edition.source import document
from edition.source.document import Document

HEADER = (
    "<teiHeader><fileDesc/><profileDesc><creation><listChange>"
    '<change xml:id="c1"/><change xml:id="c2"/><change xml:id="c3"/></listChange></creation><handNotes>'
    '<handNote xml:id="typist" scope="major"/><handNote xml:id="ann"/><handNote xml:id="ben"/></handNotes>{extra}</profileDesc>'
    '<fileDesc><titleStmt><respStmt xml:id="ocr"><name type="machine">m</name></respStmt></titleStmt></fileDesc></teiHeader>'
)


@dataclass(frozen=True)
class Case:
    """A text and what it says in its states; `written` is all that is in the document."""

    name: str
    body: str
    final: str
    base: str | None = None
    written: str | None = None
    at: dict[str, str] = field(default_factory=dict)
    without: dict[str, str] = field(default_factory=dict)
    header: str = ""


CASES = [
    # 11.3.1.4 additions and deletions
    Case("addition", "<p>one <add>two</add> three</p>", "one two three", base="one three", written="one two three"),
    Case("deletion", "<p>one <del>two</del> three</p>", "one three", base="one two three", written="one two three"),
    Case("deletion before a closing sign", "<p>one <del>two</del>, three</p>", "one, three", base="one two, three"),
    Case("deletion inside a word", "<p>for<del>e</del>ward</p>", "forward", base="foreward"),
    Case("deletion at either end", "<p><del>No</del> well <del>then</del></p>", "well", base="No well then"),
    Case("letter for letter", "<p>s<subst><del>o</del><add>u</add></subst>n</p>", "sun", base="son", written="soun"),
    Case("addition in a deletion", "<p>a <del>b <add>c</add> d</del> e</p>", "a e", base="a b d e", written="a b c d e"),
    Case("deletion in an addition", "<p>a <add>b <del>c</del> d</add> e</p>", "a b d e", base="a e"),
    Case("addition in an addition", "<p>a<add> b<add> c</add></add></p>", "a b c", base="a"),
    Case("a whole paragraph deleted inline", "<p>a</p><p><del>b</del></p><p>c</p>", "a\nc", base="a\nb\nc"),
    Case("a deletion of blocks", "<div><p>a</p><del><p>b</p><p>c</p></del><p>d</p></div>", "a\nd", base="a\nb\nc\nd"),
    Case("a cancelled addition", "<p>a <del><add>b</add></del> c</p>", "a c", base="a c", written="a b c"),
    Case("a cancelled part of an addition in a deletion", "<p>a <del>b <add>c <del>d</del></add></del> e</p>", "a e", base="a b e", written="a b c d e"),
    # 11.3.1.5 substitutions
    Case("a substitution in a substitution", "<p>x <subst><del>a</del><add><subst><del>b</del><add>c</add></subst></add></subst></p>", "x c", base="x a"),
    Case("a substitution in a deletion", "<p>x <del>y <subst><del>a</del><add>b</add></subst></del> z</p>", "x z", base="x y a z"),
    Case("substitution", "<p>the <subst><del>old</del> <add>new</add></subst> law</p>", "the new law", base="the old law"),
    Case("addition first", "<p>the <subst><add>new</add> <del>old</del></subst> law</p>", "the new law", base="the old law"),
    Case("several deletions for one addition", "<p><subst><del>a</del> <del>b</del> <add>c</add></subst></p>", "c", base="a b"),
    Case("mod as subst", '<p>x <mod type="subst"><del>a</del><add>b</add></mod> y</p>', "x b y", base="x a y"),
    Case("mod changes no text", "<p>x <mod>a</mod> y</p>", "x a y", base="x a y"),
    Case("substJoin binds and changes nothing", '<p><del xml:id="d">a</del> b <add xml:id="e">c</add><substJoin target="#d #e"/></p>', "b c", base="a b"),
    Case("what substJoin is described as", '<p><del xml:id="d">a</del> <add xml:id="e">c</add><substJoin target="#d #e"><desc>over</desc></substJoin></p>', "c", written="a c"),
    # 11.3.1.4, 17.3 spans
    Case("deleted span", '<p>a <delSpan spanTo="#e"/>b</p><p>c<anchor xml:id="e"/> d</p>', "a\nd", base="a b\nc d"),
    Case("added span", '<p>a <addSpan spanTo="#e"/>b</p><p>c<anchor xml:id="e"/> d</p>', "a b\nc d", base="a\nd"),
    Case("a span to the end of an element", '<p>a <delSpan spanTo="#e"/>b <seg xml:id="e">c</seg> d</p>', "a d", base="a b c d"),
    Case("spans that cross", '<p>a <addSpan spanTo="#x"/>b <delSpan spanTo="#y"/>c<anchor xml:id="x"/> d<anchor xml:id="y"/> e</p>', "a b e", base="a d e"),
    Case("a span out of an addition", '<p>a <add>b <delSpan spanTo="#e"/>c</add> d<anchor xml:id="e"/> e</p>', "a b e", base="a d e"),
    Case("a span in a span", '<p>a <delSpan spanTo="#y"/>b <addSpan spanTo="#x"/>c<anchor xml:id="x"/> d<anchor xml:id="y"/> e</p>', "a e", base="a b d e", written="a b c d e"),
    Case("an added span over a deletion", '<p>a <addSpan spanTo="#e"/>b <del>c</del> d<anchor xml:id="e"/> e</p>', "a b d e", base="a e"),
    Case("a span without its end opens nothing", '<p>a <delSpan spanTo="#gone"/>b</p>', "a b", base="a b"),
    Case("a span whose end stands before it opens nothing", '<p><anchor xml:id="e"/>a <delSpan spanTo="#e"/>b</p>', "a b"),
    # 11.3.1.6 cancellations of deletions
    Case("restored deletion", "<p>this <restore><del>my</del></restore> body</p>", "this my body", base="this my body"),
    Case("restored part of a deletion", "<p><del>one <restore>two</restore></del> three</p>", "two three", base="one two three"),
    Case("a restoration lifts all deletions within", "<p><restore><del>a <del>b</del></del></restore></p>", "a b"),
    Case("a restoration lifts one deletion around", "<p><del>a <del>b <restore>c</restore></del></del> d</p>", "d"),
    Case("a restoration of a later time", '<p>a <restore change="#c2"><del change="#c1">b</del></restore></p>', "a b", base="a b", at={"c1": "a", "c2": "a b"}),
    Case("a restored addition's deletion", "<p>a <restore><del>b <add>c</add></del></restore></p>", "a b c", base="a b"),
    # 11.3.4.2, 11.3.4.3 metamarks and retracing
    Case("a metamark at an addition", '<p>a <metamark function="insertion">^</metamark><add>b</add> c</p>', "a b c", base="a c", written="a ^b c"),
    Case("retraced", "<p>a <retrace>b</retrace> c</p>", "a b c", base="a b c", written="a b c"),
    Case("retraced, then deleted", "<p>a <del><retrace>b</retrace></del> c</p>", "a c", base="a b c"),
    # 11.3.4.4 confirmation, cancellation, and reinstatement
    Case("an undone deletion", '<p>a <del xml:id="d">b</del> c<undo target="#d"/></p>', "a b c"),
    Case("an undone addition", '<p>a <add xml:id="d">b</add> c<undo target="#d"/></p>', "a c"),
    Case("an undone part of a deletion", '<p>this is <del>just <seg xml:id="s">some text</seg></del> here<undo target="#s"/></p>', "this is some text here"),
    Case("an undoing that is undone", '<p>a <del xml:id="d">b</del> c<undo xml:id="u" target="#d"/><redo target="#u"/></p>', "a c"),
    Case("a deletion confirmed", '<p>a <del xml:id="d">b</del> c<redo target="#d"/></p>', "a c", base="a b c"),
    Case("undone in time", '<p>a <del xml:id="d" change="#c1">b</del> c<undo target="#d" change="#c3"/></p>', "a b c", at={"c1": "a c", "c2": "a c", "c3": "a b c"}),
    Case("an undoing to an anchor", '<p><del>a <undo spanTo="#e"/>b<anchor xml:id="e"/> c</del> d</p>', "b d"),
    Case("an undoing in an act in an act", '<p><del>a <add>b <undo spanTo="#e"/>c<anchor xml:id="e"/></add></del> <add>d</add></p>', "d"),
    # 11.3.4.5 transpositions
    Case(
        "transposed words", '<p><seg xml:id="one">one</seg> and <seg xml:id="two">two</seg></p>', "two and one", base="one and two", written="one and two",
        header='<listTranspose><transpose><ptr target="#two"/><ptr target="#one"/></transpose></listTranspose>',
    ),
    Case(
        "transposed lines", '<lg><l xml:id="a">a</l><l xml:id="b">b</l><l xml:id="c">c</l></lg>', "c\na\nb", base="a\nb\nc",
        header='<listTranspose><transpose><ptr target="#c"/><ptr target="#a"/><ptr target="#b"/></transpose></listTranspose>',
    ),
    Case(
        "transposed in time", '<p><seg xml:id="one">one</seg> and <seg xml:id="two">two</seg></p>', "two and one", base="one and two", at={"c1": "one and two", "c2": "two and one"},
        header='<listTranspose><transpose change="#c2"><ptr target="#two"/><ptr target="#one"/></transpose></listTranspose>',
    ),
    Case(
        "transposed and partly deleted", '<p><seg xml:id="one">one <del>half</del></seg> and <seg xml:id="two">two</seg></p>', "two and one", base="one half and two",
        header='<listTranspose><transpose><ptr target="#two"/><ptr target="#one"/></transpose></listTranspose>',
    ),
    # 11.3.4.6 alternative readings: the writer left both
    Case("alternatives stand beside each other", '<p><seg xml:id="x">a</seg> <add xml:id="y">b</add><alt target="#x #y" mode="excl"/> c</p>', "a b c", base="a c"),
    # 11.7, 12.3 changes
    Case("an addition that was cancelled later", '<p>a <del change="#c2"><add change="#c1">b</add></del> c</p>', "a c", base="a c", at={"c1": "a b c", "c2": "a c"}),
    Case("changes in order", '<p>a <add change="#c1">b</add> <add change="#c3">c</add> <del change="#c2">d</del></p>', "a b c", base="a d", at={"c1": "a b d", "c2": "a b", "c3": "a b c"}),
    Case("an act without a change", "<p>a <add>b</add></p>", "a b", base="a", at={"c1": "a b"}),
    Case("the change of a substitution", '<p><subst change="#c2"><del>a</del><add>b</add></subst></p>', "b", at={"c1": "a", "c2": "b"}),
    Case("an immediate correction, as XML Schema may write it", '<p>a <del instant="1">b</del> <add instant="1">c</add></p>', "a c", base="a c"),
    *(
        Case(f"a word divided by {name}", f'<p>under{hyphen}<lb break="no"/>stood</p>', "understood", written=f"under{hyphen}stood")
        for hyphen, name in {"-": "a hyphen", "\u2010": "a typesetter's hyphen", "\u00ad": "a soft hyphen", "\u00ac": "a sign of negation", "\u2e17": "a double hyphen"}.items()
    ),
    Case("an immediate correction", '<p>a <del instant="true">b</del> <add instant="true">c</add></p>', "a c", base="a c"),
    # hands
    Case("without a hand", '<p>a <add hand="#ann">b</add> <add hand="#ben">c</add></p>', "a b c", without={"ann": "a c", "ben": "a b"}),
    Case("a deletion undone with its hand", '<p>a <del hand="#ann">b</del></p>', "a", without={"ann": "a b"}),
    Case("a hand inherited", '<p>a <subst hand="#ann"><del>b</del><add>c</add></subst></p>', "a c", without={"ann": "a b"}),
    Case("a shift of hands", '<p>a <handShift new="#ann"/>b <del>c</del></p>', "a b", without={"ann": "a"}),
    Case("an addition of another hand in a deletion", '<p>a <del hand="#ann">b <add hand="#ben">c</add></del></p>', "a", without={"ann": "a b c"}),
    Case("another hand's addition cancelled", '<p>a <del hand="#ben"><add hand="#ann">b</add></del> c</p>', "a c", without={"ben": "a b c", "ann": "a c"}),
    # choices
    Case("error of the writer", "<p>a <choice><sic>teh</sic><corr>the</corr></choice></p>", "a the", written="a teh"),
    Case("error of the machine", '<p>a <choice><sic resp="#ocr">lhe</sic><corr>the</corr></choice></p>', "a the", written="a the"),
    Case("noise of the machine", '<p>a <choice><sic resp="#ocr">7</sic><corr/></choice> b</p>', "a b", written="a b"),
    Case("regularised", "<p><choice><orig>v</orig><reg>u</reg></choice>nder</p>", "under", written="vnder"),
    Case("expanded", "<p><choice><abbr>Cde.</abbr><expan>Comrade</expan></choice> Kim</p>", "Comrade Kim", written="Cde. Kim"),
    Case("expanded within", "<p>Co<choice><am>.</am><ex>mrade</ex></choice></p>", "Comrade", written="Co."),
    Case("the surest of doubtful readings", '<p><choice><unclear cert="low">cat</unclear><unclear cert="high">rat</unclear></choice></p>', "rat"),
    Case("the lemma of an apparatus", '<p>a <app><rdg wit="#x">b</rdg><lem wit="#y">c</lem></app></p>', "a c"),
    Case("the first reading where there is no lemma", '<p>a <app><rdg wit="#x">b</rdg><rdg wit="#y">c</rdg></app></p>', "a b"),
    # what the editor adds, and what is not there
    Case("supplied", "<p>a <supplied>b</supplied></p>", "a [b]", written="a [b]"),
    Case("supplied in what is deleted", "<p>a <del><supplied>b</supplied></del></p>", "a", base="a [b]"),
    Case("a gap is not silent", '<p>a <gap reason="illegible"/> b</p>', "a […] b", written="a […] b"),
    Case("a gap in what is deleted", '<p>a <del><gap reason="illegible"/></del> b</p>', "a b", base="a […] b"),
    Case("supplied where it is damaged", "<p>a <damage>b<supplied>c</supplied></damage></p>", "a b[c]", written="a b[c]"),
    Case("unclear in what is deleted", "<p>a <del>b <unclear>c</unclear></del></p>", "a", base="a b c"),
    Case("surplus", "<p>the <surplus>the</surplus> end</p>", "the end", written="the the end"),
    Case("an editor's note", '<p>a<note resp="#ed">n</note> b</p>', "a b", written="a b"),
    Case("an editor's note with a place and a change", '<p>a<note place="foot" change="#c1">n <del>o</del></note> b</p>', "a b", written="a b"),
    Case("a note in the document", '<p>a</p><note hand="#ann">n</note>', "a", written="a\nn"),
    Case("what belongs to the leaf", '<p>a <fw type="pageNum">33</fw> <metamark>2</metamark> b</p>', "a b", written="a 33 2 b"),
    Case("a stamp", '<p>a <stamp>b <del>c</del></stamp> d</p><p><del>e</del><stamp>f</stamp></p>', "a d", base="a d\ne", written="a b c d\nef"),
    # breaks
    Case("a word divided with its hyphen", '<p>недостат-<lb break="no"/>ках</p>', "недостатках", written="недостат-ках"),
    Case("a word divided without a hyphen", '<p>следу\n  <lb break="no"/>ющее</p>', "следующее"),
    Case("a word divided at a page", '<p>следу-<pb break="no" n="4"/>ющее</p>', "следующее"),
    Case("a weak hyphen", '<p>следу<pc force="weak">-</pc><lb break="no"/>ющее</p>', "следующее"),
    Case("a line's end between words", "<p>one<lb/>two</p>", "one two", written="one two"),
    Case("a hyphen at a paragraph's end", '<p>следу-</p><p><lb break="no"/>ющее</p>', "следу-\nющее"),
    Case("a hyphen before a list", '<p>следу-<list><item>a</item></list><lb break="no"/>ющее</p>', "следу-\na\nющее"),
    Case("a hyphen before a list that went", '<p>следу-<del><list><item>a</item></list></del><lb break="no"/>ющее</p>', "следующее"),
    Case("a hyphen before a gap", '<p>следу-<gap/><lb break="no"/>ющее</p>', "следу-[…]ющее"),
    Case("a hyphen that is the word's", "<p>из-за <lb/>моря</p>", "из-за моря"),
    # who wrote: projects write hands in many ways
    Case("a hand that is a bare word", '<p>a <add hand="ann">b</add></p>', "a b", without={"ann": "a"}),
    Case("of several hands the first", '<p>a <add hand="#ann #ben">b</add></p>', "a b", without={"ann": "a", "ben": "a b"}),
    Case("an empty hand is none", '<p hand="#ann">a <add hand="">b</add></p>', "a b", without={"ann": ""}),
    Case("a shift that names no hand", '<p>a <handShift rend="typescript"/>b <add>c</add></p>', "a b c", without={"typist": "b c"}),
    Case("a shift to a scribe", '<p>a <handShift scribe="#someone"/>b <handShift new="#ann"/>c</p>', "a b c", without={"ann": "a b", "typist": "b c"}),
    Case("substJoin lends its hand and change", '<p><del xml:id="d">a</del> b <add xml:id="e" hand="#ben">c</add><substJoin target="#d #e" hand="#ann" change="#c2"/></p>', "b c", base="a b", at={"c1": "a b", "c2": "b c"}, without={"ann": "a b c", "ben": "b"}),
    Case("a hand in the range of another", '<p hand="#ann">a <addSpan hand="#ben" spanTo="#e"/>b<anchor xml:id="e"/></p>', "a b", without={"ann": "b", "ben": "a"}),
    Case("what a substitution's hand added", '<p hand="#ben">a <subst hand="#ann"><add>b</add></subst></p>', "a b", without={"ben": "b", "ann": "a"}),
    # spans of older practice
    Case("a span to an @anchor", '<p>a <delSpan anchor="#e"/>b<anchor xml:id="e"/> c</p>', "a c", base="a b c"),
    Case("an added span without an end", '<p>a <addSpan/>b</p>', "a b", base="a b"),
    Case("a damaged span is no act", '<p>a <damageSpan spanTo="#e"/>b<anchor xml:id="e"/> c</p>', "a b c", written="a b c"),
    # blocks in acts
    Case("paragraphs in an addition", "<body><p>a</p><add><p>b</p><p>c</p></add></body>", "a\nb\nc", base="a"),
    Case("a block in a deletion in a line", "<p>a <del>b <list><item>c</item></list> d</del> e</p>", "a e", written="a b\nc\nd e"),
    # the leaf described: lines, zones, surfaces
    Case("lines of a surface", "<div/></body></text><sourceDoc><surface><zone><line>one <mod><del>two</del><add>three</add></mod></line><line>four</line></zone></surface></sourceDoc><text><body>", "one three\nfour", base="one two\nfour", written="one twothree\nfour"),
    Case("a path draws and says nothing", '<p>a <path points="0,0 1,1"/>b</p>', "a b", written="a b"),
    Case("a facsimile is no text", "<p>a</p></body></text><facsimile><surface><graphic url='x.png'/></surface></facsimile><text><body>", "a"),
    Case("a running head in a line", "<p>a <fw>head</fw> b</p>", "a b", written="a head b"),
    Case("columns and gatherings", "<p>one <cb/>two <gb/>three</p>", "one two three"),
    Case("a text without blocks", '<milestone unit="section"/>one <milestone unit="section"/>two', "one two"),
    # choices with more than two ways
    Case("the first of several expansions", "<p><choice><abbr>N.</abbr><expan>Nero</expan><expan>Nerva</expan></choice></p>", "Nero", written="N."),
    Case("of doubtful readings one is written", "<p><choice><unclear>cat</unclear><unclear>rat</unclear></choice></p>", "cat", written="cat"),
    Case("a choice in a choice", "<p><choice><choice><sic>teh</sic><corr>the</corr></choice><reg>The</reg></choice></p>", "The", written="teh"),
    Case("a correction of the correction", "<p><choice><sic>teh</sic><corr>t<choice><orig>j</orig><reg>h</reg></choice>e</corr></choice></p>", "the", written="teh"),
    Case("a correction alone", "<p>a <choice><corr>b</corr></choice></p>", "a b", written="a"),
    Case("letters left out and their sign", "<p>D<am>s</am><ex>omini</ex></p>", "Domini", written="Ds"),
    Case("sign and letters in an expansion", "<p><expan>d<am>s</am><ex>omini</ex></expan></p>", "domini", written="ds"),
    # an apparatus
    Case("readings in groups", '<p>a <app><rdgGrp><rdg wit="#x">b</rdg><rdg>c</rdg></rdgGrp><rdgGrp><rdg>d</rdg></rdgGrp></app></p>', "a b", written="a b"),
    Case("readings in groups in groups", "<p>a <app><rdgGrp><rdgGrp><rdg>b</rdg></rdgGrp></rdgGrp></app></p>", "a b", written="a b"),
    Case("an entry that names its place by its ends", '<p>a <anchor xml:id="s"/>b<app from="#s"><lem>b</lem><rdg wit="#x">c</rdg></app> d</p>', "a b d", written="a b d"),
    Case("an entry with a reference and a text", '<p>a <app loc="1.2"><lem>b</lem><rdg wit="#x">c</rdg></app> d</p>', "a b d", written="a b d"),
    Case("an entry in a lemma", '<p>a <app><lem>b <app><lem>c</lem><rdg>d</rdg></app></lem><rdg>e</rdg></app> f</p>', "a b c f", written="a b c f"),
    Case("an empty entry", "<p>a <app/>b</p>", "a b", written="a b"),
    Case("a lacuna of a witness", '<p>a <app><lem>b</lem><rdg wit="#x"><lacunaStart/></rdg></app> <lacunaEnd wit="#x"/>c</p>', "a b c", written="a b c"),
    Case("an apparatus apart", "<p>a</p><listApp><app><lem>b</lem><rdg>c</rdg></app></listApp>", "a", written="a"),
    # what else stands in texts
    Case("damage keeps its text", "<p>a <damage>b <del>c</del></damage></p>", "a b"),
    Case("a space on the sheet", '<p>a<space quantity="3"/>b</p>', "a b"),
    Case("words above words", "<p>a <ruby><rb>b</rb><rt>c</rt></ruby> d</p>", "a bc d"),
    Case("a formula", '<p>a <formula><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></formula></p>', "a x", written="a x"),
    Case("an example of markup", '<egXML xmlns="http://www.tei-c.org/ns/Examples">a <del>b</del></egXML>', "a b", written="a b"),
    # transpositions that cannot be carried out, or not twice
    Case(
        "a passage follows the first transposition", '<p><seg xml:id="one">1</seg> <seg xml:id="two">2</seg> <seg xml:id="three">3</seg></p>', "2 1 3",
        header='<listTranspose><transpose><ptr target="#two"/><ptr target="#one"/></transpose><transpose><ptr target="#three"/><ptr target="#one"/></transpose></listTranspose>',
    ),
    Case(
        "passages that hold one another stay", '<p><seg xml:id="one">1 <seg xml:id="two">2</seg></seg></p>', "1 2",
        header='<listTranspose><transpose><ptr target="#two"/><ptr target="#one"/></transpose></listTranspose>',
    ),
    Case(
        "words in a passage that moves", '<p><seg xml:id="one"><seg xml:id="a">a</seg> <seg xml:id="b">b</seg></seg> <seg xml:id="two">2</seg></p>', "2 b a",
        header='<listTranspose><transpose><ptr target="#two"/><ptr target="#one"/></transpose><transpose><ptr target="#b"/><ptr target="#a"/></transpose></listTranspose>',
    ),
    Case(
        "what an editor says of the text is no passage", '<p><seg xml:id="one">1</seg></p><note><seg xml:id="two">2</seg></note>', "1",
        header='<listTranspose><transpose><ptr target="#two"/><ptr target="#one"/></transpose></listTranspose>',
    ),
    Case(
        "a running head is no passage of the text", '<p><seg xml:id="one">1</seg></p><fw><seg xml:id="two">2</seg></fw>', "1", written="1\n2",
        header='<listTranspose><transpose><ptr target="#two"/><ptr target="#one"/></transpose></listTranspose>',
    ),
    Case(
        "what stands in an apparatus beside its readings is no passage", '<p><seg xml:id="one">1</seg><app><noteGrp><noteGrp xml:id="n"/></noteGrp><rdg>2</rdg></app></p>', "12", written="12",
        header='<listTranspose><transpose><ptr target="#n"/><ptr target="#one"/></transpose></listTranspose>',
    ),
    Case(
        "words of the correction stay in it", '<p><choice><sic xml:id="s"><seg xml:id="one">1</seg></sic><corr><seg xml:id="two">2</seg></corr></choice></p>', "2", written="1",
        header='<listTranspose><transpose><ptr target="#two"/><ptr target="#one"/></transpose></listTranspose>',
    ),
    Case(
        "a passage moved to where a figure went", '<p><seg xml:id="one">1</seg> 2</p><p>3 <del><figure><seg xml:id="two"/></figure></del></p>', "2\n3\n1",
        header='<listTranspose><transpose><ptr target="#two"/><ptr target="#one"/></transpose></listTranspose>',
    ),
    # acts of which an editor speaks
    Case("a span in an editor's note", '<p>a<note>n <delSpan spanTo="#e"/></note> b<anchor xml:id="e"/> c</p>', "a b c", base="a b c"),
    Case("a shift in an editor's note", '<p hand="">a<note><handShift new="#ann"/></note> b</p>', "a b", without={"ann": "a b"}),
    Case("an undoing in an editor's note", '<p>a <del xml:id="d">b</del> c<note><undo target="#d"/></note></p>', "a c"),
    Case(
        "a passage of an editor's note is not transposed", '<p><seg xml:id="one">one</seg><note>n <seg xml:id="two">two</seg></note></p>', "one", base="one",
        header='<listTranspose><transpose><ptr target="#two"/><ptr target="#one"/></transpose></listTranspose>',
    ),
    # white space
    Case("white space folds", "<p>\n  one\n  <hi>two </hi>\n  three </p>", "one two three"),
    Case("no space is made", "<p>a<hi>b</hi>c</p>", "abc"),
]  # fmt: skip


def read(case: Case) -> Document:
    """The case as a document."""
    xml = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER.format(extra=case.header)}<text><body>{case.body}</body></text></TEI>'
    parsed = document.parsed(Path("case.xml"), xml.encode())
    assert isinstance(parsed, Document), parsed
    return parsed


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    """Each state of the text reads as the case says."""
    revised = read(case)

    assert text.render(revised) == case.final + "\n"
    if "[" not in case.final:
        assert characters.standing(revised, "final") == "".join(case.final.split())
    if case.base is not None:
        assert text.render(revised, state="base") == case.base + "\n"
    if case.written is not None:
        assert text.render(revised, view="diplomatic") == case.written + "\n"
    for change, expected in case.at.items():
        assert text.render(revised, state=change) == expected + "\n", change
    for hand, expected in case.without.items():
        assert text.render(revised, without_hands=[hand]) == (expected + "\n" if expected else ""), hand


def test_each_document_of_a_corpus_has_its_own_hands() -> None:
    """The main hand of one document, and a shift of hands in it, are nothing to the next; the corpus's hand serves those that have none."""
    notes = '<teiHeader><profileDesc><handNotes><handNote xml:id="{0}" scope="major"/></handNotes></profileDesc></teiHeader>'
    body, shifted = "<text><body><p>{0}</p></body></text>", 'a <handShift new="#ben"/>b'
    xml = (
        f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{notes.format("all")}'
        f"<TEI>{notes.format('ann')}{body.format(shifted)}</TEI><TEI><teiHeader/>{body.format('c')}</TEI>"
        f"<TEI>{notes.format('ben')}{body.format('d')}</TEI></teiCorpus>"
    )
    corpus = document.parsed(Path("corpus.xml"), xml.encode())
    assert isinstance(corpus, Document)

    assert text.render(corpus) == "a b\nc\nd\n"
    assert text.render(corpus, without_hands=["ann"]) == "b\nc\nd\n"
    assert text.render(corpus, without_hands=["ben"]) == "a\nc\n"
    assert text.render(corpus, without_hands=["all"]) == "a b\nd\n"
    assert characters.standing(corpus, "final", ["ben"]) == "ac"


def annotated(xml: str) -> list[tuple[str, str]]:
    """Each element that was written somewhere, with its place as the steps fold it."""
    parsed = document.parsed(Path("case.xml"), xml.encode(), document.Manner(places={"Debajo": "below"}))
    assert isinstance(parsed, Document), parsed
    found = saxon.transform(_stylesheet(), parsed.stamped).text
    return [(name, place) for name, _, place in (line.partition(" ") for line in found.splitlines())]


@functools.cache
def _stylesheet() -> Path:
    path = Path(tempfile.mkdtemp(prefix="edition-")) / "annotated.xsl"
    path.write_text(ANNOTATED, encoding="utf-8")
    return path


ANNOTATED = f"""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:ed="urn:x-edition" expand-text="yes">
  <xsl:include href="{(names.data_folder("xslt") / "pipeline.xsl").as_uri()}"/>
  <xsl:output method="text"/>
  <xsl:template match="/"><xsl:for-each select="ed:annotated(/)//*[@ed:place]">{{local-name()}} {{@ed:place}}&#10;</xsl:for-each></xsl:template>
</xsl:stylesheet>"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('<add place="supralinear">a</add>', "above"), ('<add place="superlinear">a</add>', "above"), ('<add place="aboveLine">a</add>', "above"),
        ('<add place="above marginright">a</add>', "above"), ('<add place="margin_outer">a</add>', "margin"), ('<add place="marginLeft">a</add>', "margin-left"),
        ('<add place="margin left">a</add>', "margin-left"), ('<add place="на полях">a</add>', "margin"), ('<add place="over-text">a</add>', "over"),
        ('<add place="inspace">a</add>', "inline"), ('<add place="debajo">a</add>', "below"), ('<add place="Elsewhere">a</add>', "elsewhere"),
        ('<add rend="above">a</add>', "above"), ('<add type="aboveLine">a</add>', "above"), ('<note place="margintop" hand="#ann">a</note>', "top"),
        ('<addSpan place="sublinear"/>', "below"), ('<fw place="top-left">a</fw>', "top-left"),
    ],
)  # fmt: skip
def test_words_for_places_are_folded(written: str, meant: str) -> None:
    """Whatever a project calls a place, the steps say in one word where it is; a word that nobody knows stays."""
    xml = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{written}</p></body></text></TEI>'

    assert [place for _, place in annotated(xml)] == [meant]


def test_what_only_looks_like_a_place_is_none() -> None:
    """A rendition that is no place, and one of an element that is not written anywhere, say nothing."""
    xml = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><add rend="red">a</add><hi rend="above">b</hi></p></body></text></TEI>'

    assert annotated(xml) == []


def test_names_are_told_apart() -> None:
    """No two cases bear the same name."""
    names = [case.name for case in CASES]

    assert len(names) == len(set(names))
