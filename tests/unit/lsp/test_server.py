# SPDX-License-Identifier: MIT
"""`edition lsp` as an editor meets it: a program of its own, spoken with on its standard input and output."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from edition.lsp import hover
from edition.lsp.desk import Desk, Text
from tests.unit.lsp.client import Editor, editor, played

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">'
OCR = '<sic resp="#ocr">состоя нась</sic><corr resp="#ed" cert="high">состоялась</corr>'
LETTER = f"""{TEI}
<teiHeader><profileDesc><handNotes><handNote xml:id="h1">𝒜 pencil</handNote></handNotes></profileDesc>
<encodingDesc><listPrefixDef><prefixDef ident="person" matchPattern="([a-z]+)" replacementPattern="persons.xml#$1"/>
</listPrefixDef></encodingDesc></teiHeader>
<text><body><div xml:id="d1"><head>On 𝒜 and ℬ</head>
<p>𝒜𝒜<add hand="#h1">one</add> <persName ref="person:anna">Anna</persName></p></div></body></text></TEI>
"""
PERSONS = f"""{TEI}<standOff><listPerson><person xml:id="anna"><persName>Anna K.</persName></person>
<place xml:id="riga"/></listPerson></standOff></TEI>
"""


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A folder with two letters and a register that they point to; columns after `𝒜` differ by the unit that they are counted in."""
    (tmp_path / "letter.xml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "other.xml").write_text(LETTER.replace("On 𝒜 and ℬ", "Other"), encoding="utf-8")
    (tmp_path / "persons.xml").write_text(PERSONS, encoding="utf-8")
    return tmp_path


def labels(found: types.CompletionList | list[types.CompletionItem] | None) -> list[str]:
    """What is offered, in order of the sort text."""
    items = found.items if isinstance(found, types.CompletionList) else found or []
    return [item.label for item in sorted(items, key=lambda item: item.sort_text or item.label)]


async def offered(client: Editor, uri: str, words: str, typed: str = "") -> list[str]:
    """What may be written where the cursor stands."""
    kind = types.CompletionTriggerKind.TriggerCharacter if typed else types.CompletionTriggerKind.Invoked
    context = types.CompletionContext(kind, typed or None)
    return labels(
        await client.text_document_completion_async(types.CompletionParams(**client.at(uri, words), context=context))
    )


def applied(client: Editor, uri: str, edits: list[types.TextEdit]) -> str:
    """A text with edits made."""
    text = client.texts[uri]
    offsets = []
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for edit in edits:
        lines = text.split("\n")
        place = [
            starts[each.line] + len(lines[each.line].encode("utf-16-le")[: each.character * 2].decode("utf-16-le"))
            for each in (edit.range.start, edit.range.end)
        ]
        offsets.append((place[0], place[1], edit.new_text))
    for start, end, new in sorted(offsets, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def test_a_day_of_an_editor(project: Path) -> None:
    """The telegram is opened, spoilt and mended: each finding stands at its word, and says what was meant; nothing was saved."""

    async def story() -> None:
        async with editor(project) as client:
            uri = client.open(project / "tei" / "telegram.ru.xml")
            assert await client.findings(uri) == []

            client.type(uri, '<add xml:id="ru-a03" hand="#h-rev"', '<add xml:id="ru-a03" hand="#h-rex"')
            client.type(uri, f"<choice>{OCR}</choice>", f"<choise>{OCR.replace('high', 'hihg')}</choise>")
            found = await client.findings(uri)
            assert {(each.code, client.words(uri, each.range)) for each in found} >= {
                ("RNG001", "choise"),
                ("RNG005", "hihg"),
                ("PTR001", "#h-rex"),
            }
            spelt = next(each for each in found if each.code == "RNG001")
            assert spelt.severity == types.DiagnosticSeverity.Error
            assert spelt.code_description
            assert spelt.code_description.href.endswith("RNG001.md")

            identifier = types.TextDocumentIdentifier(uri)
            fixes: dict[str, list[types.TextEdit]] = {}
            for each in found:
                asked = types.CodeActionParams(identifier, each.range, types.CodeActionContext([each]))
                for action in await client.text_document_code_action_async(asked) or []:
                    assert isinstance(action, types.CodeAction)
                    assert action.edit
                    assert action.edit.changes
                    fixes[action.title] = list(action.edit.changes[uri])
            mended = applied(client, uri, [*fixes["Write choice"], *fixes["Write high"], *fixes["Write #h-rev"]])
            assert mended == (project / "tei" / "telegram.ru.xml").read_text(encoding="utf-8")
            aside = applied(client, uri, fixes["Set PTR001 aside here, and say why"])
            assert '<?edition-ignore PTR001 ?><supplied reason="illegible"' in aside

    played(story)


def test_an_odd_is_compiled_as_one_types(tmp_path: Path) -> None:
    """What is wrong with it stands at its tag, though nothing was saved; a schema that is not its own says nothing of it."""
    (tmp_path / "source.xml").write_text(f"{TEI}<elementSpec ident='TEI' module='tei'/></TEI>", encoding="utf-8")
    (tmp_path / "my.odd").write_text(
        f'{TEI}<schemaSpec ident="my" source="source.xml">\n<moduleRef key="tei"/></schemaSpec></TEI>', encoding="utf-8"
    )

    async def story() -> None:
        async with editor(tmp_path) as client:
            uri = client.open(tmp_path / "my.odd")
            assert await client.findings(uri) == []

            client.type(uri, "</schemaSpec>", '\n<elementSpec ident="a b"/></schemaSpec>')
            (found,) = await client.findings(uri)
            assert (found.code, client.words(uri, found.range)) == ("ODD001", "elementSpec")
            assert found.range.start.line == 2

    played(story)


def test_what_is_safe_is_offered_as_it_is_repaired(project: Path) -> None:
    """What `edition check --fix` would do can be done here, too: a pointer without its `#`."""

    async def story() -> None:
        async with editor(project) as client:
            uri = client.open(project / "tei" / "telegram.ru.xml")
            client.type(uri, '<add xml:id="ru-a03" hand="#h-rev"', '<add xml:id="ru-a03" hand="h-rev"')
            (found,) = [each for each in await client.findings(uri) if each.code == "PTR002"]
            asked = types.CodeActionParams(
                types.TextDocumentIdentifier(uri), found.range, types.CodeActionContext([found])
            )
            (action, *_) = await client.text_document_code_action_async(asked) or []
            assert isinstance(action, types.CodeAction)
            assert action.is_preferred
            assert action.edit
            assert action.edit.changes
            mended = applied(client, uri, list(action.edit.changes[uri]))
            assert mended == (project / "tei" / "telegram.ru.xml").read_text(encoding="utf-8")

    played(story)


def test_what_may_be_written(letters: Path) -> None:
    """Elements, attributes, values and end tags by the schema, and the pointers of the right kind; in a text that is not well-formed."""

    async def story() -> None:
        async with editor(letters) as client:
            uri = client.open(letters / "letter.xml")
            client.type(uri, "one</add> ", '<!-- here --><del rend="x" resp="">one<</add> ')
            elements = await offered(client, uri, "one<|</add>", "<")
            assert {"/del", "choice", "unclear"} <= set(elements)
            assert "div" not in elements
            attributes = await offered(client, uri, '<del |rend="x"')
            assert {"cert", "hand"} <= set(attributes)
            assert "wit" not in attributes
            client.type(uri, 'resp=""', 'cert=""')
            assert {"high", "low"} <= set(await offered(client, uri, 'cert="|"'))
            assert await offered(client, uri, '<add hand="#|h1"', "#") == ["#h1"]
            assert await offered(client, uri, 'ref="person:|anna"') == ["person:anna"]
            client.type(uri, "one<</add>", "one</")
            assert await offered(client, uri, "one</|", "/") == ["/del"]
            assert await offered(client, uri, "On| 𝒜", " ") == []
            assert await offered(client, uri, "<!-- he|re -->") == []

    played(story)


def test_what_is_written_for_what_is_chosen(letters: Path) -> None:
    """A new element comes with its end tag and the cursor between; a name is replaced whole, and what is given is not given twice."""

    async def story() -> None:
        async with editor(letters) as client:
            uri = client.open(letters / "letter.xml")
            client.type(uri, "𝒜𝒜<add", "𝒜𝒜<un<add")

            async def chosen(words: str, label: str) -> tuple[str, str]:
                found = await client.text_document_completion_async(types.CompletionParams(**client.at(uri, words)))
                assert isinstance(found, types.CompletionList)
                (item,) = (each for each in found.items if each.label == label)
                assert isinstance(item.text_edit, types.TextEdit)
                return client.words(uri, item.text_edit.range), item.text_edit.new_text

            assert await chosen("<un|<add", "unclear") == ("un", "unclear>$0</unclear>")
            assert await chosen("<pers|Name ref", "persName") == ("persName", "persName")
            assert await chosen('<persName |ref="person', "xml:id") == ("", 'xml:id="$0" ')

    played(story)


@pytest.mark.parametrize("encoding", list(types.PositionEncodingKind))
def test_places_are_counted_as_was_agreed(letters: Path, encoding: types.PositionEncodingKind) -> None:
    """In units of UTF-8, 16 or 32, beyond the first plane too: what is typed is put where it belongs, and findings stand at their words."""

    async def story() -> None:
        async with editor(letters, [encoding]) as client:
            assert client.encoding == encoding.value
            uri = client.open(letters / "letter.xml")
            client.type(uri, '𝒜𝒜<add hand="#h1"', '𝒜𝒜𝒜<add hand="#h2"')
            found = await client.findings(uri)
            assert [client.words(uri, each.range) for each in found if each.code == "PTR001"] == ["#h2"]
            hover = await client.text_document_hover_async(types.HoverParams(**client.at(uri, 'ref="person:an|na"')))
            assert hover
            assert hover.range
            assert client.words(uri, hover.range) == "person:anna"

    played(story)


def test_lines_end_where_xml_says(letters: Path) -> None:
    """A line separator of Unicode and a next line are signs as others: a change after them is put in its place."""

    async def story() -> None:
        async with editor(letters) as client:
            uri = client.open(letters / "letter.xml", LETTER.replace("On 𝒜", "On\u2028\x85 𝒜"))
            client.type(uri, 'hand="#h1"', 'hand="#h3"')
            found = await client.findings(uri)
            assert [client.words(uri, each.range) for each in found if each.code == "PTR001"] == ["#h3"]

    played(story)


def test_what_is_under_the_cursor(letters: Path) -> None:
    """An element and an attribute are what the ODD says; a pointer, what it leads to; an instruction, what its rule finds."""

    async def story() -> None:
        async with editor(letters) as client:
            uri = client.open(letters / "letter.xml")
            client.type(uri, "<head>", "<?edition-ignore PTR001 so?><head>")

            async def said(words: str) -> str:
                hover = await client.text_document_hover_async(types.HoverParams(**client.at(uri, words)))
                assert hover is None or isinstance(hover.contents, types.MarkupContent)
                return hover.contents.value if hover else ""

            assert (await said("<pers|Name ref")).startswith("**`<persName>`** ")
            assert (await said("<add ha|nd=")).startswith("**`@hand`** of `<add>` ")
            assert await said('ref="person:an|na"') == "**`<person>`** Anna K.\n\npersons.xml, line 1"
            assert (await said("PTR|001")).startswith("**PTR001** dangling-pointer")
            assert await said("On| 𝒜") == ""
            client.type(uri, '<p>𝒜𝒜<add hand="#h1">', '<p hand="#h1">𝒜𝒜<add>')
            while "**one**" not in (told := await said("<a|dd>one")):
                # the ledger is still made, and meanwhile it is told by whom the act is
                assert told.endswith("`@hand` 𝒜 pencil (`#h1`)")
                await asyncio.sleep(0.05)
            client.type(uri, "<add>one", "<add>two")
            while "**two**" not in await said("<a|dd>two"):
                await asyncio.sleep(0.05)

    played(story)


def test_whose_an_alteration_is(letters: Path) -> None:
    """Its hand is told where it does not say it itself; and in place of that the sentence of the ledger, if there is one."""
    desk = Desk()
    written = LETTER.replace('<p>𝒜𝒜<add hand="#h1">', '<p hand="#h1">𝒜𝒜<add>')
    text = desk.texts[letters / "letter.xml"] = Text(letters / "letter.xml", written)
    desk.read(text.path)
    offset = text.text.index("add>one") + 1

    for sentence, end in (("", "`@hand` 𝒜 pencil (`#h1`)"), ("In ¶1, by hand A, added: **one**", "added: **one**")):
        told, piece = hover.said(desk, text, offset, sentence) or ("", None)
        assert told.endswith(end)
        assert piece is not None
        assert piece.text == "add"


def test_what_is_selected_is_marked(letters: Path) -> None:
    """As deleted, added, replaced or to be corrected, by the hand of the alteration before it; not where tags would cross."""

    async def story() -> None:
        async with editor(letters) as client:
            uri = client.open(letters / "letter.xml")

            async def made(words: str) -> dict[str, str]:
                before, chosen, after = words.split("|")
                start = client.texts[uri].index(before + chosen + after) + len(before)
                where = types.Range(client.position(uri, start), client.position(uri, start + len(chosen)))
                asked = types.CodeActionParams(
                    types.TextDocumentIdentifier(uri),
                    where,
                    types.CodeActionContext([], [types.CodeActionKind.Refactor]),
                )
                found = await client.text_document_code_action_async(asked) or []
                changes = {each.title: each.edit.changes for each in found if each.edit and each.edit.changes}  # type: ignore[union-attr]
                return {title: change[uri][0].new_text for title, change in changes.items() if title.startswith("Mark")}

            assert await made('<persName ref="person:anna">|Anna|</persName>') == {
                "Mark as deleted": '<del hand="#h1">Anna</del>',
                "Mark as added": '<add hand="#h1">Anna</add>',
                "Mark as replaced": '<subst hand="#h1"><del>Anna</del><add></add></subst>',
                "Mark as to be corrected": "<choice><sic>Anna</sic><corr></corr></choice>",
            }
            assert await made('𝒜𝒜|<add hand="#h1">one|</add>') == {}
            assert await made("|<head>On 𝒜 and ℬ</head>|") == {}

    played(story)


def test_a_text_is_laid_out(letters: Path) -> None:
    """As `edition fmt` would, in the text as it stands; what is no XML is refused."""

    async def story() -> None:
        async with editor(letters) as client:
            uri = client.open(letters / "persons.xml")
            options = types.FormattingOptions(tab_size=2, insert_spaces=True)
            asked = types.DocumentFormattingParams(types.TextDocumentIdentifier(uri), options)
            made = applied(client, uri, list(await client.text_document_formatting_async(asked) or []))
            assert made.splitlines()[1:5] == [
                "  <standOff>",
                "    <listPerson>",
                '      <person xml:id="anna"><persName>Anna K.</persName></person>',
                '      <place xml:id="riga"/>',
            ]
            client.type(uri, "</person>", "")
            with pytest.raises(JsonRpcException, match="person"):
                await client.text_document_formatting_async(asked)

    played(story)


def test_what_can_be_folded(letters: Path) -> None:
    """Elements and comments of more than one line; the end tag stays to be seen."""

    async def story() -> None:
        async with editor(letters) as client:
            uri = client.open(
                letters / "letter.xml", "<TEI>\n<text><!-- a\nb --><body>\n<p>one\n</p>\n</body></text>\n</TEI>\n"
            )
            asked = types.FoldingRangeParams(types.TextDocumentIdentifier(uri))
            found = await client.text_document_folding_range_async(asked) or []
            assert {(each.start_line, each.end_line, each.kind) for each in found} == {
                (0, 5, None), (1, 4, None), (2, 4, None), (1, 2, types.FoldingRangeKind.Comment),
            }  # fmt: skip

    played(story)


def test_where_pointers_lead_and_who_points(letters: Path) -> None:
    """To an element of another file, and from there to every pointer; in texts that are not saved, and not well-formed."""

    async def story() -> None:
        async with editor(letters) as client:
            uri = client.open(letters / "letter.xml")
            client.type(uri, "one</add>", "one")
            at = client.at(uri, 'ref="person:an|na"')
            there = await client.text_document_definition_async(types.DefinitionParams(**at))
            assert isinstance(there, types.Location)
            assert there.uri == (letters / "persons.xml").as_uri()
            assert client.words(there.uri, there.range) == "anna"
            own = await client.text_document_definition_async(types.DefinitionParams(**client.at(uri, 'hand="#h|1"')))
            assert isinstance(own, types.Location)
            assert (own.uri, client.words(uri, own.range)) == (uri, "h1")

            asked = types.ReferenceParams(types.ReferenceContext(include_declaration=True), **at)
            uses = await client.text_document_references_async(asked) or []
            assert sorted((Path(use.uri).name, client.words(use.uri, use.range)) for use in uses) == [
                ("letter.xml", "person:anna"),
                ("other.xml", "person:anna"),
                ("persons.xml", "anna"),
            ]

    played(story)


def test_an_identifier_is_renamed_with_all_its_pointers(letters: Path) -> None:
    """In all files; a name that cannot be, or is given already, is refused with a reason."""

    async def story() -> None:
        async with editor(letters) as client:
            uri = client.open(letters / "letter.xml")
            at = client.at(uri, 'ref="person:an|na"')
            edit = await client.text_document_rename_async(types.RenameParams(new_name="anja", **at))
            assert edit
            assert edit.changes
            assert {Path(file).name: [each.new_text for each in edits] for file, edits in edit.changes.items()} == {
                "letter.xml": ["person:anja"],
                "other.xml": ["person:anja"],
                "persons.xml": ["anja"],
            }
            for name, why in (("a b", "cannot be an identifier"), ("riga", "given already")):
                with pytest.raises(JsonRpcException, match=why):
                    await client.text_document_rename_async(types.RenameParams(new_name=name, **at))

    played(story)


def test_the_outline(letters: Path) -> None:
    """Parts and divisions, these by their headings, and what has an identifier; of a broken text as far as it goes."""

    async def story() -> None:
        async with editor(letters) as client:
            uri = client.open(letters / "letter.xml", LETTER.replace("</div></body></text></TEI>", ""))
            asked = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))

            def shown(symbols: list[types.DocumentSymbol], depth: int = 0) -> list[str]:
                lines = []
                for symbol in symbols:
                    lines += [f"{'  ' * depth}{symbol.name} {symbol.detail or ''}".rstrip()]
                    lines += shown(list(symbol.children or ()), depth + 1)
                return lines

            found = await client.text_document_document_symbol_async(asked)
            symbols = [each for each in found or () if isinstance(each, types.DocumentSymbol)]
            assert shown(symbols) == [
                "TEI", "  teiHeader", "    profileDesc", "      handNote h1 𝒜 pencil", "    encodingDesc",
                "  text", "    body", "      div On 𝒜 and ℬ",
            ]  # fmt: skip

    played(story)


def test_settings_that_mean_nothing(letters: Path) -> None:
    """They are told in their file, and as a message; once they are sound, texts are checked again."""

    async def story() -> None:
        settings = letters / "edition.toml"
        settings.write_text('[edition]\ndocuments = "."\nsings = "leiden"\n', encoding="utf-8")
        async with editor(letters) as client:
            uri = client.open(letters / "letter.xml")
            (told,) = await client.findings(settings.as_uri())
            assert told.range.start.line == 2
            assert "did you mean `signs`?" in told.message
            assert len(client.messages) == 1
            settings.write_text(
                '[edition]\ndocuments = "."\ncheck = {ignore = ["ALL"], select = ["PTR"]}\n', encoding="utf-8"
            )
            client.type(uri, 'hand="#h1"', 'hand="#h2"')
            assert await client.findings(settings.as_uri()) == []
            assert [each.code for each in await client.findings(uri)] == ["PTR001"]

    played(story)


HOSTILE = (
    "",
    "<",
    "no XML",
    "<TEI",
    "<TEI><p a=",
    "\x00",
    '<?xml version="1.0" encoding="none"?><a/>',
    "<a>&b;</a>",
    "<p>\ud800</p",
)


def test_nothing_that_is_typed_upsets_it(letters: Path) -> None:
    """Whatever stands in a file, each question has an answer."""

    async def story() -> None:
        async with editor(letters) as client:
            for number, text in enumerate(HOSTILE):
                uri = client.open(letters / f"{number}.xml", text)
                identifier, end = types.TextDocumentIdentifier(uri), types.Position(0, len(text))
                await client.text_document_completion_async(types.CompletionParams(identifier, end))
                await client.text_document_hover_async(types.HoverParams(identifier, end))
                await client.text_document_definition_async(types.DefinitionParams(identifier, end))
                await client.text_document_document_symbol_async(types.DocumentSymbolParams(identifier))
                found = await client.findings(uri)
                whole = types.Range(types.Position(0, 0), types.Position(99, 99))
                asked = types.CodeActionParams(identifier, whole, types.CodeActionContext([]))
                await client.text_document_code_action_async(asked)
                assert found, text

    played(story)


WHOLE = f"""{TEI}<teiHeader><profileDesc><handNotes><handNote xml:id="h1">pencil</handNote></handNotes></profileDesc></teiHeader>
<text><body><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/></body></text></TEI>
"""
PART = '<div xmlns="http://www.tei-c.org/ns/1.0" xml:id="d1"><p>one <add hand="#h1">two</add></p></div>\n'


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """A document whose only division is in a file of its own; of what is found, pointers count."""
    (tmp_path / "whole.xml").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "part.xml").write_text(PART, encoding="utf-8")
    (tmp_path / "edition.toml").write_text(
        '[edition]\ndocuments = "."\ncheck = {ignore = ["ALL"], select = ["PTR", "XML", "XI"]}\n', encoding="utf-8"
    )
    return tmp_path


def test_a_part_is_checked_as_the_part_of_its_whole(parts: Path) -> None:
    """Though its whole is not open: the hand that is described there is known, and is shown, and found; one that is not is missed."""

    async def story() -> None:
        async with editor(parts) as client:
            uri = client.open(parts / "part.xml")
            assert await client.findings(uri) == []
            at = client.at(uri, 'hand="#h|1"')
            hover = await client.text_document_hover_async(types.HoverParams(**at))
            assert hover
            assert isinstance(hover.contents, types.MarkupContent)
            assert hover.contents.value.endswith("pencil\n\nwhole.xml, line 1")
            there = await client.text_document_definition_async(types.DefinitionParams(**at))
            assert isinstance(there, types.Location)
            assert there.uri == (parts / "whole.xml").as_uri()
            assert await offered(client, uri, 'hand="#|h1"', "#") == ["#h1"]
            client.type(uri, "#h1", "#h2")
            assert [each.code for each in await client.findings(uri)] == ["PTR001"]

    played(story)


def test_what_is_found_in_a_part_stands_there(parts: Path) -> None:
    """Whether it is open or not; what is typed in it counts before it is saved, and in a part that is no XML it is said where."""

    async def story() -> None:
        async with editor(parts) as client:
            (parts / "part.xml").write_text(PART.replace("#h1", "#h2"), encoding="utf-8")
            whole, part = client.open(parts / "whole.xml"), (parts / "part.xml").as_uri()
            assert await client.findings(whole) == []
            (found,) = await client.findings(part)
            assert (found.code, client.words(part, found.range)) == ("PTR001", "#h2")
            client.open(parts / "part.xml", PART)
            assert await client.findings(part) == []
            client.type(part, "</p>", "")
            assert [each.code for each in await client.findings(part)] == ["XML001"]
            assert [each.code for each in client.shown[whole]] == ["XI001"]

    played(story)


SLOW = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern><rule context="/*">
<assert test="sum(for $n in 1 to 2000000000 return $n mod 7) lt 0">so</assert></rule></pattern></schema>
"""
SETTINGS = '[edition]\ndocuments = "."\n[edition.check]\nignore = ["ALL"]\nselect = ["PTR"]\n'


def test_a_check_without_end_holds_up_nobody(letters: Path) -> None:
    """Questions are answered; the limit of the settings is told, and a newer text is checked."""
    (letters / "slow.sch").write_text(SLOW, encoding="utf-8")
    (letters / "edition.toml").write_text(f"{SETTINGS}[edition.limits]\nseconds = 3\n", encoding="utf-8")

    async def story() -> None:
        async with editor(letters) as client:
            named = f'<?xml-model href="slow.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>\n{LETTER}'
            slow = client.open(letters / "letter.xml", named)
            for _ in range(3):
                hover = await client.text_document_hover_async(types.HoverParams(**client.at(slow, 'hand="#h|1"')))
                assert hover
                await asyncio.sleep(0.5)
            while not client.messages:
                await asyncio.sleep(0.1)
            assert "took longer than 3 seconds" in client.messages[0]
            (letters / "edition.toml").write_text(SETTINGS, encoding="utf-8")
            client.type(slow, named.partition("\n")[0], "")
            client.type(slow, 'hand="#h1"', 'hand="#h2"')
            assert [each.code for each in await client.findings(slow)] == ["PTR001"]

    played(story)
