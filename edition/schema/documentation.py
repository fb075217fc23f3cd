# SPDX-License-Identifier: MIT
"""A schema as pages for those who encode: a page for each element and class, and a list of all that can be searched.

No page needs a server or a script; the script of the list only narrows it down. Descriptions, remarks and examples are the ODD's,
in the language asked for where there are any in it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from edition import names
from edition.engines.libxml import Element, etree
from edition.schema import automaton, processing, prose
from edition.schema.declarations import (
    DEPRECATION,
    ONCE,
    SCHEMATRON,
    TEI,
    AnyElement,
    Attribute,
    ClassSpec,
    Constraint,
    Content,
    ContentSpec,
    ElementSpec,
    Notes,
    Schema,
    Spec,
    Values,
)
from edition.schema.labels import label, spoken

STYLE: Final = "documentation.css"
SCRIPT: Final = "documentation.js"
_FEW: Final = 16
_MANY: Final = 60
"""How many elements are listed as they come, and how many at once."""
_HERE: Final = Path(__file__).parent
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; script-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Site:
    """The site that the pages belong to, if they belong to one: its title, and the ways from them to its first page and style."""

    title: str
    home: str
    style: str


def pages(schema: Schema, note: str, language: str = "en", site: Site | None = None) -> dict[str, bytes]:
    """The pages by their names, with style and script. `note` is the line at the foot of each: what it was made from."""
    made = _Pages(schema, note, language, site)
    files = {"index.html": made.index()}
    files |= {_file(spec): made.element(spec) for spec in schema.elements.values()}
    files |= {_file(spec): made.class_(spec) for spec in schema.classes.values()}
    files |= {_file(spec): made.content(spec) for spec in (*schema.macros.values(), *schema.datatypes.values())}
    style = b"" if site is not None else (names.data_folder("xslt") / "web/edition.css").read_bytes()
    files[STYLE] = style + (_HERE / STYLE).read_bytes()
    files[SCRIPT] = (_HERE / SCRIPT).read_bytes()
    return files


def _anchor(key: str) -> str:
    """The id of a part of the list."""
    return re.sub(r"[^\w.-]", "-", key) or "none"


def _file(spec: Spec) -> str:
    kind = "element." if isinstance(spec, ElementSpec) else ""
    return kind + re.sub(r"[^\w.-]", "_", spec.ident) + ".html"


class _Pages:
    """The pages of one schema while they are made."""

    def __init__(self, schema: Schema, note: str, language: str, site: Site | None) -> None:
        self.schema, self.note, self.language, self.site = schema, note, language, site
        self.spoken = spoken(language)
        self.specs: dict[str, Spec] = {**schema.datatypes, **schema.macros, **schema.classes, **schema.elements}
        self.parents: dict[str, list[str]] = {}
        self.children = {ident: automaton.names(schema, spec.content) for ident, spec in schema.elements.items()}
        for ident, children in self.children.items():
            for child in children:
                self.parents.setdefault(child, []).append(ident)
        self.users: dict[str, list[str]] = {}
        holders: list[ContentSpec | ElementSpec] = [*schema.macros.values(), *schema.elements.values()]
        for spec in holders:
            for used in dict.fromkeys(_named(spec.content)):
                self.users.setdefault(used, []).append(spec.ident)

    # -- pages ------------------------------------------------------------------------------------------------------

    def index(self) -> bytes:
        modules: dict[str, list[Spec]] = {}
        for element in sorted(self.schema.elements.values(), key=lambda spec: spec.name.lower()):
            modules.setdefault(element.module, []).append(element)
        attributes = [spec for spec in self.schema.classes.values() if spec.kind == "atts"]
        models = [spec for spec in self.schema.classes.values() if spec.kind == "model"]
        contents = [*self.schema.macros.values(), *self.schema.datatypes.values()]
        listed: dict[str, Sequence[Spec]] = {
            "attribute classes": attributes,
            "model classes": models,
            "contents": contents,
        }
        groups = {key: specs for key, specs in listed.items() if specs}
        body = [
            f"<h1>{escape(self.title)}</h1>",
            *(f'<p class="desc">{self.prose(desc)}</p>' for desc in self.schema.notes.of("desc", self.language)),
            f'<form class="search" role="search" hidden><input type="search" aria-label="{self.say("search")}" ',
            f'placeholder="{self.say("search")}"><output data-found="{self.say("found")}"></output></form>',
            self._ways(list(groups), {module: _anchor(module) for module in sorted(modules)}),
            f'<section class="group" id="elements"><h2>{self.say("elements")}</h2>',
        ]
        for module in sorted(modules):
            name = escape(module) or self.say("no module")
            body.append(f'<section class="module" id="{_anchor(module)}"><h3>{name}</h3>')
            body += [*self._entries(modules[module]), "</section>"]
        body.append("</section>")
        for key, specs in groups.items():
            body.append(f'<section class="group" id="{_anchor(key)}"><h2>{self.say(key)}</h2>')
            body += [*self._entries(sorted(specs, key=lambda spec: spec.ident.lower())), "</section>"]
        return self._page(self.title, body, with_script=True)

    def _ways(self, groups: list[str], modules: dict[str, str]) -> str:
        """Where the list has what: its groups, and the modules of its elements where there are several."""
        ways = [(key, _anchor(key)) for key in ("elements", *groups)]
        main = "".join(f'<li><a href="#{anchor}">{self.say(key)}</a></li>' for key, anchor in ways)
        named = {module: anchor for module, anchor in modules.items() if module}
        inner = "".join(f'<li><a href="#{anchor}">{escape(module)}</a></li>' for module, anchor in named.items())
        more = f'<ul class="many">{inner}</ul>' if len(named) > 1 else ""
        return f'<nav class="ways" aria-label="{escape(self.title)}"><ul class="many">{main}</ul>{more}</nav>'

    def element(self, spec: ElementSpec) -> bytes:
        body = [self._head(spec, f"&lt;{escape(spec.name)}&gt;"), *self._ended(spec.valid_until, spec.notes)]
        facts = [("module", escape(spec.module))]
        if spec.namespace != TEI:
            facts.append(("namespace", f"<code>{escape(spec.namespace)}</code>"))
        facts.append(("member of", self._many(spec.member_of)))
        facts.append(("contained by", self._parents(spec.ident)))
        facts.append(("may contain", self._children(spec)))
        body.append(self._facts(facts))
        body += [
            f"<h2>{self.say('content')}</h2>",
            f'<p class="model">{prose.model(spec.content, self.link, self.say)}</p>',
        ]
        body += self._attributes(spec)
        body += self._rules(spec)
        if spec.notes.models:
            body += [f"<h2>{self.say('processing')}</h2>", processing.shown(spec.notes.models, self.say)]
        body += self._more(spec.notes)
        body += self._class_attributes(spec)
        return self._page(spec.name, body)

    def class_(self, spec: ClassSpec) -> bytes:
        body = [self._head(spec, escape(spec.ident)), *self._ended(spec.valid_until, spec.notes)]
        facts = [
            ("module", escape(spec.module)),
            ("member of", self._many(spec.member_of)),
            ("members", self._many(self.schema.members(spec.ident))),
            ("used by", self._many(self.users.get(spec.ident, ()))),
        ]
        body.append(self._facts(facts))
        if spec.kind == "atts":
            body += self._attributes(spec)
        body += self._rules(spec)
        body += self._more(spec.notes)
        if spec.kind == "atts":
            body += self._class_attributes(spec)
        return self._page(spec.ident, body)

    def content(self, spec: ContentSpec) -> bytes:
        body = [
            self._head(spec, escape(spec.ident)),
            *self._ended(spec.valid_until, spec.notes),
            self._facts([("module", escape(spec.module)), ("used by", self._many(self.users.get(spec.ident, ())))]),
            f"<h2>{self.say('content')}</h2>",
            f'<p class="model">{prose.model(spec.content, self.link, self.say)}</p>',
            *self._more(spec.notes),
        ]
        return self._page(spec.ident, body)

    def _page(self, title: str, body: Iterable[str], *, with_script: bool = False) -> bytes:
        used = [STYLE] if self.site is None else [self.site.style, STYLE]
        styles = "".join(f'<link rel="stylesheet" href="{name}">\n' for name in used)
        whole = f"{escape(title)} · {escape(self.title)}" if title != self.title else escape(title)
        ways = [] if with_script else [("index.html", escape(self.title))]
        if self.site is not None:
            ways.insert(0, (self.site.home, escape(self.site.title)))
        steps = " › ".join(f'<a class="home" href="{href}">{name}</a>' for href, name in ways)
        head = f'<header class="site"><nav>{steps}</nav></header>\n' if steps else ""
        inside = "".join(f"{part}\n" for part in body)
        script = f'<script src="{SCRIPT}" defer></script>\n' if with_script else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{self.spoken}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n<link rel="icon" href="data:,">\n'
            f"<title>{whole}</title>\n{styles}{script}</head>\n<body>\n{head}"
            f'<main class="schema">\n{inside}</main>\n'
            f'<footer class="schema">{escape(self.note)}</footer>\n</body>\n</html>\n'
        ).encode()

    # -- parts ------------------------------------------------------------------------------------------------------

    @functools.cached_property
    def title(self) -> str:
        """What the schema is called: its gloss, or its ident."""
        return self.schema.notes.text("gloss", self.language) or self.schema.ident

    def say(self, key: str) -> str:
        """One of our own words."""
        return escape(label(key, self.spoken))

    def link(self, ident: str, inner: str) -> str:
        """HTML as a link to a component, where the schema has it."""
        spec = self.specs.get(ident)
        return f'<a href="{_file(spec)}">{inner}</a>' if spec is not None else inner

    def prose(self, item: Element) -> str:
        """The prose of a desc or of remarks."""
        return prose.text(item, self.link)

    def _head(self, spec: Spec, name: str) -> str:
        gloss = spec.notes.text("gloss", self.language)
        meant = f' <span class="gloss">{escape(gloss)}</span>' if gloss else ""
        said = "".join(f'<p class="desc">{self.prose(desc)}</p>' for desc in spec.notes.of("desc", self.language))
        return f"<h1><code>{name}</code>{meant}</h1>\n{said}"

    def _ended(self, date: str, notes: Notes) -> Iterator[str]:
        if date:
            why = [item for item in notes.items if item.get("type") == DEPRECATION]
            said = "".join(f" {self.prose(item)}" for item in why[:1])
            yield f'<p class="ended">{self.say("until")} {escape(date)}.{said}</p>'

    def _facts(self, facts: Iterable[tuple[str, str]]) -> str:
        rows = "".join(f"<dt>{self.say(key)}</dt><dd>{value}</dd>" for key, value in facts if value)
        return f'<dl class="facts">{rows}</dl>'

    def _many(self, idents: Iterable[str]) -> str:
        items = "\n".join(
            f"<li>{self.link(ident, f'<code>{escape(self._shown(ident))}</code>')}</li>" for ident in idents
        )
        return f'<ul class="many">{items}</ul>' if items else ""

    def _by_module(self, idents: Collection[str]) -> str:
        """Elements, those of a module together where they are many; where they are very many, one asks for them."""
        ordered = sorted(idents, key=lambda ident: self._shown(ident).lower())
        modules: dict[str, list[str]] = {}
        for ident in ordered:
            modules.setdefault(self.schema.elements[ident].module, []).append(ident)
        if len(ordered) <= _FEW or len(modules) < 2:
            return self._many(ordered)
        rows = "".join(
            f"<div><dt>{escape(module) or self.say('no module')}</dt><dd>{self._many(modules[module])}</dd></div>"
            for module in sorted(modules)
        )
        listed = f'<dl class="modules">{rows}</dl>'
        if len(ordered) <= _MANY:
            return listed
        named = escape(", ".join(sorted(filter(None, modules))))
        return f"<details><summary>{len(ordered)}: {named}</summary>{listed}</details>"

    def _shown(self, ident: str) -> str:
        spec = self.specs.get(ident)
        return spec.name if isinstance(spec, ElementSpec) else ident

    def _parents(self, ident: str) -> str:
        inside = self._by_module(self.parents.get(ident, ()))
        return inside + (f"<p>{self.say('root')}</p>" if ident in self.schema.start else "")

    def _children(self, spec: ElementSpec) -> str:
        content = self.schema.resolved(spec.content)
        held = self._by_module(self.children[spec.ident])
        more = [prose.model(part, self.link, self.say) for part in _parts(content) if isinstance(part, AnyElement)][:1]
        if automaton.has_text(content):
            more.insert(0, self.say("text"))
        return "".join(f"<p>{each}</p>\n" for each in more) + held or self.say("nothing")

    def _entries(self, specs: Sequence[Spec]) -> Iterator[str]:
        yield '<ul class="entries">'
        for spec in specs:
            shown = f"&lt;{escape(spec.name)}&gt;" if isinstance(spec, ElementSpec) else escape(spec.ident)
            yield f'<li data-words="{escape(self._searched(spec))}"><a href="{_file(spec)}"><code>{shown}</code></a>'
            said = (prose.text(desc, lambda _, inner: inner) for desc in spec.notes.of("desc", self.language)[:1])
            yield f'<span class="says">{"".join(said)}</span></li>'
        yield "</ul>"

    def _searched(self, spec: Spec) -> str:
        """What a search finds a component by: its names, its description, the names of its own attributes."""
        found = [spec.ident, spec.notes.text("gloss", self.language), spec.notes.text("desc", self.language)]
        if isinstance(spec, ElementSpec):
            found += [spec.name, *(f"@{attribute.name}" for attribute in self.schema.attributes(spec.ident))]
        elif isinstance(spec, ClassSpec):
            found += [f"@{attribute.name}" for attribute in self.schema.flat(spec.attributes)]
        return " ".join(found).lower()

    # -- attributes and rules ---------------------------------------------------------------------------------------

    def _attributes(self, spec: ElementSpec | ClassSpec) -> Iterator[str]:
        """The attributes that the component declares, or inherits and changes."""
        changed = {override.ident for override in spec.overrides}
        inherited = (attribute for ident, (_, attribute) in self._inherited(spec) if ident in changed)
        shown = [*self.schema.flat(spec.attributes), *inherited]
        if shown:
            yield f"<h2>{self.say('attributes')}</h2>"
            yield from self._attribute_list(shown)

    def _class_attributes(self, spec: ElementSpec | ClassSpec) -> Iterator[str]:
        """The attributes that it inherits, class by class: what few elements have tells more than what all have."""
        changed = {override.ident for override in spec.overrides}
        by_class: dict[str, list[Attribute]] = {}
        for ident, (owner, attribute) in self._inherited(spec):
            if ident not in changed:
                by_class.setdefault(owner, []).append(attribute)
        if by_class:
            yield f"<h2>{self.say('inherited')}</h2>"
        for owner, attributes in sorted(by_class.items(), key=lambda item: len(self.schema.class_elements(item[0]))):
            yield f"<h3>{self.link(owner, f'<code>{escape(owner)}</code>')}</h3>"
            yield from self._attribute_list(attributes)

    def _inherited(self, spec: ElementSpec | ClassSpec) -> Iterator[tuple[str, tuple[str, Attribute]]]:
        own = {attribute.ident for attribute in self.schema.flat(spec.attributes)}
        return ((ident, found) for ident, found in self.schema.inherited(spec.ident).items() if ident not in own)

    def _attribute_list(self, attributes: Iterable[Attribute]) -> Iterator[str]:
        rows = [self._attribute(attribute) for attribute in attributes]
        if rows:
            yield f'<dl class="attributes">{"".join(rows)}</dl>'

    def _attribute(self, attribute: Attribute) -> str:
        need = "required" if attribute.required else "recommended" if attribute.recommended else ""
        needed = f'<span class="need {need}">{self.say(need)}</span>' if need else ""
        anchor = re.sub(r"[^\w.-]", "_", attribute.name)
        said = "".join(f"<p>{self.prose(desc)}</p>" for desc in attribute.notes.of("desc", self.language)[:1])
        ended = "".join(self._ended(attribute.valid_until, attribute.notes))
        return (
            f'<div id="att.{anchor}"><dt><code>@{escape(attribute.name)}</code>{needed}</dt>'
            f"<dd>{said}{ended}{self._value(attribute)}</dd></div>"
        )

    def _value(self, attribute: Attribute) -> str:
        several = "" if attribute.occurs == ONCE else f" ({self.say('values')})"
        default = f" · {self.say('default')}: “{escape(attribute.default)}”" if attribute.default else ""
        if attribute.values is not None and attribute.values.kind == "closed":
            return self._values(attribute.values, several + default)
        kind = prose.model(attribute.datatype, self.link, self.say)
        line = f'<p class="type">{self.say("value")}: {kind}{several}{default}</p>'
        return line + (self._values(attribute.values, "") if attribute.values and attribute.values.items else "")

    def _values(self, values: Values, more: str) -> str:
        rows = "".join(
            f"<div><dt>“{escape(item.ident)}”</dt><dd>{self._meaning(item.notes)}"
            f"{''.join(self._ended(item.valid_until, item.notes))}</dd></div>"
            for item in values.items
        )
        return f'<p class="type">{self.say(values.kind or "open")}{more}:</p><dl class="values">{rows}</dl>'

    def _meaning(self, notes: Notes) -> str:
        gloss, said = notes.text("gloss", self.language), notes.of("desc", self.language)[:1]
        shown = [f"<em>{escape(gloss)}</em>"] if gloss else []
        return " ".join([*shown, *map(self.prose, said)])

    def _rules(self, spec: ElementSpec | ClassSpec) -> Iterator[str]:
        found = [*spec.constraints]
        for attribute in self.schema.flat(spec.attributes):
            found += attribute.constraints
        name = spec.name if isinstance(spec, ElementSpec) else "…"
        items = [item for constraint in found for item in _assertions(constraint, name)]
        if items:
            yield f"<h2>{self.say('rules')}</h2>"
            yield f'<ul class="rules">{"".join(items)}</ul>'

    def _more(self, notes: Notes) -> Iterator[str]:
        examples = notes.of("exemplum", self.language)
        if examples:
            yield f"<h2>{self.say('examples')}</h2>"
            yield from (self.prose(item) for item in examples)
        remarks = notes.of("remarks", self.language)
        if remarks:
            yield f"<h2>{self.say('remarks')}</h2>"
            yield from (self.prose(item) for item in remarks)


def _named(content: Content) -> Iterator[str]:
    for part in _parts(content):
        ident = getattr(part, "ident", "")
        if ident:
            yield ident


def _parts(content: Content) -> Iterator[Content]:
    """A content and everything in it."""
    yield content
    for part in getattr(content, "parts", ()):
        yield from _parts(part)


def _assertions(constraint: Constraint, name: str) -> Iterator[str]:
    """Each assertion of a constraint: its words, and where it is tested and how."""
    for markup in constraint.markup:
        root = etree.fromstring(markup)
        for item in root.iter(f"{{{SCHEMATRON}}}assert", f"{{{SCHEMATRON}}}report"):
            rule = next(item.iterancestors(f"{{{SCHEMATRON}}}rule"), None)
            where = f"{rule.get('context')}: " if rule is not None else ""
            kind = "" if etree.QName(item).localname == "assert" else "not "
            code = f"<strong>{escape(item.get('id'))}</strong> " if item.get("id") else ""
            test = escape(" ".join(f"{where}{kind}({item.get('test')})".split()))
            yield f'<li><p>{code}{escape(_said(item, name))}</p><p class="test"><code>{test}</code></p></li>'


def _said(item: Element, name: str) -> str:
    """The words of an assertion; where it names the element it does, where it would show a value there is an ellipsis."""
    parts = [item.text or ""]
    for child in item:
        match etree.QName(child).localname if isinstance(child.tag, str) else "":
            case "name":
                parts.append(f"<{name}>")
            case "value-of":
                parts.append("…")
            case _:
                parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())
