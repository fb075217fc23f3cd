# SPDX-License-Identifier: MIT
"""A rulebook becomes XSLT 3: one walk over the document, every rule a template, a failed assertion an element.

The result of a stylesheet is `<findings>` with a `<finding n number attribute before offset>` for each assertion that speaks: `n` is the
assertion (`Programme.assertions`), `number` the element in document order (from 0); of an attribute its name; of a text how many child
elements stand before it, and how many characters of the same run. `<text>` is what is said, `<diagnostic>` and `<property>` what else is.
A `<fault line number>` stands for what could not be computed. All rules share one mode and pass a node on with `xsl:next-match`, so that
a hundred patterns cost one walk. A query binding of XSLT 1 is run as XSLT 3 runs it: with the conversions of XPath 1.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from edition.engines.libxml import etree
from edition.findings import Place
from edition.speech import say
from edition.validate.rulebook import OWN_PREFIX, Asked, Assertion, Let, Markup, Pattern, Phase, Rule, Rulebook
from edition.validate.rulefiles import OWN, XSL, RuleFault

_ERRORS: Final = "Q{http://www.w3.org/2005/xqt-errors}"
_XS: Final = "http://www.w3.org/2001/XMLSchema"
_NUMBER: Final = "(ancestor-or-self::*, self::document-node()/*)[last()]/accumulator-before('_own:number')"


_OURS: Final = f"""<xsl:mode use-accumulators="_own:number" on-no-match="fail"/>
<xsl:accumulator name="_own:number" initial-value="-1"><xsl:accumulator-rule match="*" select="$value + 1"/></xsl:accumulator>
<xsl:function name="_own:name">
  <xsl:param name="_own:items" as="item()*"/>
  <xsl:sequence select="$_own:items ! (if (. instance of node()) then name(.) else string(.))"/>
</xsl:function>
<xsl:function name="_own:place" as="attribute()*">
  <xsl:param name="_own:items" as="item()*"/>
  <xsl:param name="_own:node" as="node()"/>
  <xsl:for-each select="($_own:items[. instance of node()][root(.) is root($_own:node)], $_own:node)[1]">
    <xsl:attribute name="number" select="{_NUMBER}"/>
    <xsl:if test=". instance of attribute()"><xsl:attribute name="attribute" select="name()"/></xsl:if>
    <xsl:if test=". instance of text()">
      <xsl:variable name="_own:run" select="preceding-sibling::*[1]"/>
      <xsl:variable name="_own:before" select="preceding-sibling::text()[not(. &lt;&lt; $_own:run)]"/>
      <xsl:variable name="_own:space" select="substring-before(., substring(normalize-space(.), 1, 1))"/>
      <xsl:attribute name="before" select="count(preceding-sibling::*)"/>
      <xsl:attribute name="offset" select="string-length(string-join(($_own:before, $_own:space)))"/>
    </xsl:if>
  </xsl:for-each>
</xsl:function>"""
"""What every stylesheet of rules calls: the name that a message asks for, and the place of a finding, at the first of some items that
is a node of the document, else at the node of the rule."""


@dataclass(frozen=True, slots=True)
class Programme:
    """The stylesheet of a schema in a phase: its text, where each line comes from in the schema, its assertions by number.

    `addresses`, if there is one, is to be run before: it gives `<address pattern>`s, the documents that a pattern is about. They are
    the `parameter` of the pattern in this one.
    """

    stylesheet: str
    lines: tuple[Place | None, ...]
    assertions: tuple[Assertion, ...] = ()
    addresses: Programme | None = None

    def place(self, line: int) -> Place | None:
        """Where in the schema a line (from 1) of the stylesheet comes from."""
        return next((at for at in reversed(self.lines[: max(line, 0)]) if at is not None), None)


def parameter(pattern: str) -> str:
    """The name, in Clark's notation, of the parameter that takes the documents that a pattern is about."""
    return f"{{{OWN}}}documents-{pattern}"


def settled(book: Rulebook, phase: str) -> str:
    """The phase that is meant: `#ALL`, `#ANY`, or an id. Raises `RuleFault`."""
    if phase in ("", "#DEFAULT"):
        phase = book.default_phase or "#ALL"
    if phase not in ("#ALL", "#ANY", *(each.id for each in book.phases)):
        raise RuleFault(say("the schema has no phase “{phase}”", phase=phase), _start(book))
    return phase


def transpile(book: Rulebook, phase: str) -> Programme:
    """The stylesheet of a schema for one of its phases (an id) or `#ALL`."""
    chosen = next((each for each in book.phases if each.id == phase), None)
    patterns = [
        (number, each) for number, each in enumerate(book.patterns) if chosen is None or each.id in chosen.active
    ]
    return _Writer(book, chosen, patterns).programme()


def chooser(book: Rulebook) -> Programme:
    """The stylesheet that says which phase `#ANY` is: the first whose condition holds, all where none does. Raises `RuleFault`."""
    if not any(each.when for each in book.phases):
        raise RuleFault(say("no phase has @when, so that none can be chosen"), _start(book))
    return _Writer(book, None, []).chooser()


def _start(book: Rulebook) -> Place:
    return Place(Path(book.name), 1, 1)


_TOKEN: Final = re.compile(r"\"[^\"]*\"|'[^']*'|\(:.*?(?::\)|\Z)|\$(?P<name>[\w.\-]+(?::[\w.\-]+)?)", re.DOTALL)

Names = Mapping[str, str]
"""Variables that have another name in the stylesheet, for each pattern may have its own."""


def _renamed(expression: str, names: Names) -> str:
    """An XPath with its variables renamed where they are variables, and not words in a string."""

    def one(found: re.Match[str]) -> str:
        name = found["name"]
        return f"${names[name]}" if name in names else found[0]

    return _TOKEN.sub(one, expression) if names else expression


@dataclass(slots=True)
class _Writer:
    """Writes the stylesheets of some patterns, an instruction that comes from the schema on a line of its own."""

    book: Rulebook
    phase: Phase | None
    patterns: list[tuple[int, Pattern]]
    _lines: list[str] = field(default_factory=list)
    _places: list[Place | None] = field(default_factory=list)
    _assertions: list[Assertion] = field(default_factory=list)

    # -- the stylesheets -------------------------------------------------------------------------------------------------

    def programme(self) -> Programme:
        """The rules of the patterns."""
        self._begin()
        self._write(_OURS)
        self._entry()
        modes = dict.fromkeys(("_own:rules", *(_mode(number, pattern) for number, pattern in self.patterns)))
        for mode in modes:
            rules = [
                (number, pattern, rule)
                for number, pattern in self.patterns
                if _mode(number, pattern) == mode
                for rule in pattern.rules
            ]
            self._write(f'<xsl:mode name="{mode}" on-no-match="fail"/>')
            for priority, (number, pattern, rule) in zip(range(len(rules), 0, -1), rules, strict=True):
                self._rule(number, pattern, rule, mode, priority)
            self._write(f'<xsl:template match="/ | node() | @*" mode="{mode}" priority="0" as="element()*">')
            further = _further(rule.context for _, _, rule in rules)
            self._write(f'<xsl:apply-templates select="{further}" mode="{mode}"/></xsl:template>')
        return self._done(self._addresses())

    def chooser(self) -> Programme:
        """The phase that chooses itself."""
        self._begin()
        self._write('<xsl:template match="/" as="element(phase)"><phase><xsl:choose>')
        for phase in self.book.phases:
            if phase.when:
                self._write(f"<xsl:when{self._version} test={_quoted(phase.when)}>", phase.place)
                self._write(f"<xsl:text>{_escaped(phase.id)}</xsl:text></xsl:when>")
        self._write("<xsl:otherwise>#ALL</xsl:otherwise></xsl:choose></phase></xsl:template>")
        return self._done()

    def _addresses(self) -> Programme | None:
        """What gives the documents that patterns are about; none where every pattern is about the document itself."""
        about = [(number, pattern) for number, pattern in self.patterns if pattern.documents]
        if not about:
            return None
        other = _Writer(self.book, self.phase, self.patterns)
        other._begin()
        other._write('<xsl:template match="/" as="element(addresses)"><addresses>')
        for number, pattern in about:
            select = _quoted(_renamed(pattern.documents, _names(number, pattern)))
            other._write(f"<xsl:for-each{self._version} select={select}>", pattern.place)
            other._write(f'<address pattern="{number}"><xsl:value-of select="."/></address></xsl:for-each>')
        other._write("</addresses></xsl:template>")
        return other._done()

    def _begin(self) -> None:
        """What every stylesheet begins with: namespaces, the declarations of the schema, and its variables."""
        declared = {"xs": _XS, **self.book.namespaces, "xsl": XSL, OWN_PREFIX: OWN}
        namespaces = " ".join(f"xmlns:{prefix}={_quoted(uri)}" for prefix, uri in declared.items())
        # a base of its own: static-base-uri() would tell where the program was started
        self._write(
            f'<xsl:stylesheet version="3.0" {namespaces} exclude-result-prefixes="#all" xml:base="urn:x-edition:rules">'
        )
        self._write('<xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes"/>')
        for markup, at in self.book.declarations:
            self._write(markup, at)
        hidden = {let.name for let in self.phase.lets} if self.phase is not None else set()
        for let in self.book.lets:
            if let.name not in hidden:
                self._let(let, {})
        for let in self.phase.lets if self.phase is not None else ():
            self._let(let, {})
        for number, pattern in self.patterns:
            for let in pattern.lets:
                self._let(let, _names(number, pattern))

    def _done(self, addresses: Programme | None = None) -> Programme:
        self._write("</xsl:stylesheet>")
        return Programme("\n".join(self._lines), tuple(self._places), tuple(self._assertions), addresses)

    def _entry(self) -> None:
        """The template that the walk begins with: in the document, in the subtrees of a phase, in other documents."""
        for number, pattern in self.patterns:
            if pattern.documents:
                self._write(f'<xsl:param name="_own:documents-{number}" as="array(document-node())?" select="()"/>')
        self._write('<xsl:template match="/" as="element(findings)"><findings>')
        if self.phase is not None and self.phase.start:
            start = self._try()
            select = _quoted(self.phase.start)
            self._write(f'<xsl:variable name="_own:start" as="node()*" select={select}/>', self.phase.place)
            outermost = "$_own:start except $_own:start/descendant::node()"
            self._write(f'<xsl:apply-templates select="{outermost}" mode="_own:rules"/>')
            self._caught(".", start)
        else:
            self._write('<xsl:apply-templates select="." mode="_own:rules"/>')
        for number, pattern in self.patterns:
            if pattern.documents:
                self._write(f'<xsl:for-each select="$_own:documents-{number}?*">')
                self._write(f'<document pattern="{number}" number="{{position()}}">')
                self._write(f'<xsl:apply-templates select="." mode="_own:rules-{number}"/></document></xsl:for-each>')
        self._write("</findings></xsl:template>")

    # -- a rule ------------------------------------------------------------------------------------------------------

    def _rule(self, number: int, pattern: Pattern, rule: Rule, mode: str, priority: int) -> None:
        names = _names(number, pattern)
        match = _quoted(_renamed(rule.context, names))
        alone = pattern.is_group or len(pattern.rules) == 1
        open_ = f'<xsl:template match={match} mode="{mode}" priority="{priority}" as="element()*"{self._version}>'
        self._write(open_, rule.place)
        self._write('<xsl:param name="_own:fired" select="()"/>')
        if not alone:
            self._write(f'<xsl:if test="not($_own:fired = {number})">')
        self._write('<xsl:variable name="_own:node" as="node()" select="."/>')
        start = self._try()
        if rule.visited:
            self._write(f"<xsl:for-each select={_quoted(_renamed(rule.visited, names))}>", rule.place)
        for part in rule.parts:
            if isinstance(part, Let):
                self._let(part, names)
            else:
                self._assertion(part, rule, names)
        if rule.visited:
            self._write("</xsl:for-each>")
        self._caught("$_own:node", start)
        if not alone:
            self._write("</xsl:if>")
        fired = "$_own:fired" if alone else f"$_own:fired, {number}"
        self._write(f'<xsl:next-match><xsl:with-param name="_own:fired" select="{fired}"/></xsl:next-match>')
        self._write("</xsl:template>")

    def _assertion(self, assertion: Assertion, rule: Rule, names: Names) -> None:
        # one that cannot be computed must not take the others of its rule with it
        start = self._try()
        test = _quoted(_renamed(assertion.test, names))
        holds = "/><xsl:otherwise>" if assertion.fails else ">"
        self._write(f"<xsl:choose><xsl:when test={test}{holds}", assertion.place)
        self._write(f'<finding n="{len(self._assertions)}">')
        self._assertions.append(assertion)
        self._place(assertion, rule, names)
        variable = next((weight for weight in assertion.weights if weight.startswith("$")), "")
        if variable:
            select = _quoted(_renamed(variable, names))
            self._write(f'<xsl:attribute name="severity" select={select}/>', assertion.place)
        self._say("text", "", assertion.parts, names)
        for spoken in assertion.besides:
            self._say(spoken.kind, spoken.id, spoken.parts, names)
        self._write(f"</finding></xsl:{'otherwise' if assertion.fails else 'when'}></xsl:choose>")
        self._caught("$_own:node", start)

    def _place(self, assertion: Assertion, rule: Rule, names: Names) -> None:
        """Where a finding stands: at its subject, or at what was visited, if that is in the document; else at the context."""
        subject = _renamed(assertion.subject, names) or ("." if rule.visited else "$_own:node")
        self._write(f'<xsl:variable name="_own:subject" select={_quoted(subject)}/>', assertion.place)
        self._write('<xsl:sequence select="_own:place($_own:subject, $_own:node)"/>')

    def _say(self, element: str, identifier: str, parts: Iterable[str | Asked | Markup], names: Names) -> None:
        """An element with a message in it."""
        named = f" id={_quoted(_literal(identifier))}" if identifier else ""
        self._write(f"<{element}{named}>")
        for part in parts:
            match part:
                case str():
                    self._write(f"<xsl:text>{_kept(part)}</xsl:text>")
                case Asked(expression, at, is_name):
                    select = _quoted(_renamed(expression, names))
                    if is_name:
                        self._write(f'<xsl:variable name="_own:named" select={select}/>', at)
                        select = '"_own:name($_own:named)"'
                    self._write(f"<xsl:value-of{self._version} select={select}/>", at)
                case Markup(text, at):
                    self._write(_renamed_in(text, names), at)
        self._write(f"</{element}>")

    def _try(self) -> int:
        """The beginning of what is tried; gives the line that its first instruction will have."""
        self._write("<xsl:try>")
        return len(self._lines) + 1

    def _caught(self, node: str, start: int) -> None:
        """The end of what is tried: what is told where it cannot be computed. Saxon does not always know in which line."""
        number = f"{node}/{_NUMBER}" if node != "." else _NUMBER
        line = f"(${_ERRORS}line-number[. gt 0], {start})[1]"
        self._write(f'<xsl:catch errors="*"><fault><xsl:attribute name="line" select="{line}"/>')
        self._write(f'<xsl:attribute name="number" select="{number}"/>')
        self._write(f'<xsl:value-of select="${_ERRORS}description"/></fault></xsl:catch></xsl:try>')

    def _let(self, let: Let, names: Names) -> None:
        kind = "param" if let.settable else "variable"
        typed = f" as={_quoted(let.type)}" if let.type else ""
        head = f"<xsl:{kind}{self._version} name={_quoted(names.get(let.name, let.name))}{typed}"
        match let.value:
            case str() as expression:
                self._write(f"{head} select={_quoted(_renamed(expression, names))}/>", let.place)
            case Markup(text, at):
                self._write(f"{head}>{_renamed_in(text, names)}</xsl:{kind}>", at)

    @property
    def _version(self) -> str:
        return ' version="1.0"' if self.book.version == "1.0" else ""

    def _write(self, text: str, at: Place | None = None) -> None:
        for line in text.split("\n"):
            self._lines.append(line)
            self._places.append(at)


def _mode(number: int, pattern: Pattern) -> str:
    return f"_own:rules-{number}" if pattern.documents else "_own:rules"


def _names(number: int, pattern: Pattern) -> dict[str, str]:
    """The variables of a pattern under names that those of no other have; one of a rule hides it under the same name."""
    return {let.name: f"{let.name}.pattern{number}" for let in pattern.lets}


def _renamed_in(markup: str, names: Names) -> str:
    """Elements as text, the variables in their attributes renamed."""
    if not names:
        return markup
    around = etree.fromstring(f"<own>{markup}</own>")
    for node in around.iter("*"):
        for attribute, value in node.attrib.items():
            node.set(attribute, _renamed(value, names))
    return _escaped(around.text or "") + "".join(etree.tostring(each, encoding="unicode") for each in around)


def _kept(text: str) -> str:
    """The words of a message; a line of them is no line of the stylesheet."""
    return _escaped(" ".join(text.split("\n")))


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _quoted(text: str) -> str:
    """A text as the value of an attribute, with its line ends."""
    kept = {ord(sign): f"&#{ord(sign)};" for sign in "\t\n\r"}
    return f'"{html.escape(text).translate(kept)}"'


def _literal(text: str) -> str:
    """A text as an attribute of a literal result element, where braces are expressions."""
    return text.replace("{", "{{").replace("}", "}}")


def _further(contexts: Iterable[str]) -> str:
    """The nodes that the walk goes on to: no text where no context can match one, and of the attributes those that are named."""
    bare = " | ".join(_without_conditions(context) for context in contexts)
    anything = "$" in bare or re.search(r"\b(key|id|element-with-id|doc|root|node)\s*\(|(^|[|(\s,])\.", bare)
    nodes = "node()" if anything or re.search(r"\b(text|comment|processing-instruction)\s*\(", bare) else "*"
    attributes = sorted(set(re.findall(r"@\s*([\w:.\-]+|\*)", bare)))
    if anything or "attribute" in bare or re.search(r"@\s*Q\{|@[^,|@]*\*", bare):
        attributes = ["*"]
    return ", ".join([*(f"@{name}" for name in attributes), nodes])


def _without_conditions(context: str) -> str:
    bare = re.sub(r"\"[^\"]*\"|'[^']*'|\(:.*?(?::\)|\Z)", "", context, flags=re.DOTALL)
    kept: list[str] = []
    opened: list[int] = []
    for sign in bare:
        if sign == "]" and opened:
            del kept[opened.pop() :]
        else:
            opened += [len(kept)] if sign == "[" else []
            kept.append(sign)
    return "".join(kept)
