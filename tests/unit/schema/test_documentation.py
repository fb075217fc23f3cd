# SPDX-License-Identifier: MIT
"""The documentation of a schema tells all that the ODD says, and no link in it leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from edition import names
from edition.schema import documentation, odd, settle
from tests.unit.schema.odds import customised

CHANGES = (
    '<elementSpec ident="p" mode="change"><gloss>paragraph</gloss>'
    '<desc>Holds <gi>hi</gi> and <gi>unheard</gi>; see <ref target="https://example.org/?a&amp;b">there</ref>, '
    '<ref target="#nowhere">not here</ref>. <code>1 &lt; 2</code></desc>'
    '<constraintSpec ident="c" scheme="schematron"><constraint><sch:assert id="PAR900" test="@n &lt; 3">A <sch:name/>\n'
    ' of <sch:value-of select="@n"/>!</sch:assert>'
    "</constraint></constraintSpec>"
    '<attList><attDef ident="type" mode="change" usage="req"><valList type="closed"><valItem ident="x"><desc>An x.</desc>'
    '</valItem></valList></attDef><attDef ident="subtype" mode="change" validUntil="2030-01-01"><desc '
    'type="deprecationInfo">Use type.</desc></attDef></attList>'
    '<exemplum><egXML xmlns="http://www.tei-c.org/ns/Examples">\n    <p xml:id="a" type="x">\n      A &amp; <hi level="1"/>\n    '
    "</p>\n  </egXML></exemplum><remarks><p>Remarkable.</p></remarks></elementSpec>"
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The documentation of a small customisation."""
    made = customised(tmp_path_factory.mktemp("odd"), CHANGES)
    return documentation.pages(settle.trimmed(made.schema), "Made in a test.")


def page(files: dict[str, bytes], name: str) -> Any:
    """A page as a tree."""
    return html.fromstring(files[name].decode())


def shown(tree: Any, key: str) -> str:
    """What a page says under a fact."""
    found = tree.xpath(f"//dl[@class='facts']/dt[.='{key}']/following-sibling::dd[1]")
    return " ".join(found[0].text_content().split()) if found else ""


def test_an_element_has_its_surroundings(files: dict[str, bytes]) -> None:
    """Module, classes, where it stands and what stands in it, its content in a notation."""
    paragraph = page(files, "element.p.html")

    assert paragraph.findtext(".//h1/code") == "<p>"
    assert shown(paragraph, "Module") == "base"
    assert shown(paragraph, "Member of") == "att.typed"
    assert shown(paragraph, "Contained by") == "a"
    assert shown(paragraph, "May contain") == "text hi"
    assert shown(page(files, "element.a.html"), "Contained by") == "is the root of a document"
    assert paragraph.xpath("string(//p[@class='model'])") == "macro.text"
    assert page(files, "macro.text.html").xpath("string(//p[@class='model'])") == "(text | model.inline)*"
    assert page(files, "element.a.html").xpath("string(//p[@class='model'])") == "p+"


def test_many_elements_are_listed_by_their_modules_and_very_many_on_request(tmp_path: Path) -> None:
    """Up to sixteen as they come; up to sixty module by module; more, when one opens the list. No script is needed."""

    def listed(count: int) -> Any:
        members = "".join(
            f'<elementSpec ident="x{number}" module="{"odd" if number % 2 else "even"}"><classes><memberOf '
            'key="model.inline"/></classes><content/></elementSpec>'
            for number in range(count)
        )
        made = settle.trimmed(customised(tmp_path, members).schema)
        (held,) = page(documentation.pages(made, "Made in a test."), "element.p.html").xpath(
            "//dl[@class='facts']/dt[.='May contain']/following-sibling::dd[1]"
        )
        return held

    few, many, more = (listed(count) for count in (10, 30, 100))

    assert few.xpath(".//dl") == []
    assert many.xpath("./dl[@class='modules']/div/dt/text()") == ["base", "even", "odd"]
    assert more.xpath("string(./details/summary)") == "101: base, even, odd"
    assert len(more.xpath("./details/dl//li")) == 101


def test_the_list_leads_to_its_parts(files: dict[str, bytes]) -> None:
    """Above it are links to its groups, and to the modules where there are several."""
    index = page(files, "index.html")
    ways = [link.get("href").removeprefix("#") for link in index.xpath("//nav[@class='ways']//a")]

    assert ways == ["elements", "attribute-classes", "model-classes", "contents"]
    assert all(len(index.xpath(f"//section[@id='{way}']")) == 1 for way in ways)


def test_prose_is_kept_with_its_links_and_nothing_of_it_is_markup(files: dict[str, bytes]) -> None:
    """Elements of the schema and addresses on the net are links; what points into another book is not."""
    (said,) = page(files, "element.p.html").xpath("//p[@class='desc']")

    assert said.text_content() == "Holds <hi> and <unheard>; see there, not here. 1 < 2"
    assert [link.get("href") for link in said.iter("a")] == ["element.hi.html", "https://example.org/?a&b"]


def test_an_attribute_tells_what_it_may_be(files: dict[str, bytes]) -> None:
    """Whether it is required, its values and what they mean, and when it ends; attributes of classes under their class."""
    paragraph = page(files, "element.p.html")
    (kind,) = paragraph.xpath("//div[@id='att.type']")
    (sub,) = paragraph.xpath("//div[@id='att.subtype']")

    assert kind.xpath("string(.//span[contains(@class, 'need')])") == "required"
    assert [item.text_content() for item in kind.xpath(".//dl[@class='values']/div/*")] == ["“x”", "An x."]
    assert "ceases to be valid on 2030-01-01. Use type." in sub.text_content()
    assert [item.text_content() for item in paragraph.xpath("//h3")] == ["att.global"]
    assert not paragraph.xpath("//h3/following::div[@id='att.type']")
    assert "token" in page(files, "word.html").text_content()


def test_examples_are_source_as_an_editor_would_write_it(files: dict[str, bytes]) -> None:
    """Without the indentation of the ODD, with its prefixes, and escaped once."""
    assert (
        page(files, "element.p.html").xpath("string(//pre)")
        == '<p xml:id="a" type="x">\n  A &amp; <hi level="1"/>\n</p>'
    )


def test_rules_and_remarks_are_told(files: dict[str, bytes]) -> None:
    """A rule with its code, its words and its test."""
    paragraph = page(files, "element.p.html")

    assert [item.text_content() for item in paragraph.xpath("//ul[@class='rules']/li/p")] == [
        "PAR900 A <p> of …!",
        "(@n < 3)",
    ]
    assert "Remarkable." in paragraph.text_content()


def test_the_list_is_whole_without_a_script_and_says_what_to_search_for(files: dict[str, bytes]) -> None:
    """Every component is in it; a search finds an element by its attributes too. The form is shown by the script alone."""
    index = page(files, "index.html")
    entries = {item.findtext("a/code"): item.get("data-words") for item in index.xpath("//li[@data-words]")}

    assert list(entries) == ["<a>", "<hi>", "<p>", "att.global", "att.typed", "model.inline", "macro.text", "word"]
    assert "@level" in entries["<hi>"].split()
    assert index.find(".//form").get("hidden") is not None


def test_documentation_speaks_the_language_asked_for(tmp_path: Path) -> None:
    """Our words in it, and the descriptions that the ODD has in it."""
    schema = customised(tmp_path, "").schema
    paragraph = page(documentation.pages(schema, "", "de"), "element.p.html")

    assert paragraph.xpath("string(//p[@class='desc'])") == "Ein Absatz."
    assert shown(paragraph, "Enthalten in") == "a"
    assert paragraph.get("lang") == "de"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_link_leads_nowhere(language: str) -> None:
    """In the documentation of our own schema: every page, style and script that is pointed to is there."""
    files = documentation.pages(odd.read(names.data_folder("schemas") / names.ODD), "", language)
    for name, data in files.items():
        if name.endswith(".html"):
            targets = re.findall(r'(?:href|src)="([^"#]+)', data.decode())
            missing = {target for target in targets if "://" not in target and target != "data:,"} - files.keys()
            assert missing == set(), name


def test_a_content_model_is_told_in_the_language_asked_for(tmp_path: Path) -> None:
    """Its words are ours; an example of one line stands at the edge, as one of several does."""
    changes = (
        '<elementSpec ident="p" mode="change"><content><alternate><textNode/><anyElement/></alternate></content><exemplum>'
        '<egXML xmlns="http://www.tei-c.org/ns/Examples">\n      <p>One.</p>\n    </egXML></exemplum></elementSpec>'
    )
    made = documentation.pages(customised(tmp_path, changes).schema, "Made in a test.", "de")["element.p.html"].decode()

    assert '<p class="model">Text | irgendein Element</p>' in made
    assert '<pre class="eg"><code>&lt;<b>p</b>&gt;One.' in made
