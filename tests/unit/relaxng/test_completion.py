# SPDX-License-Identifier: MIT
"""What may stand at a place of a document that is being written."""

from __future__ import annotations

import pytest

from edition import names
from edition.relaxng import completion, schemas

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
BODY = (
    f"{TEI}<teiHeader><fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><p>p</p></publicationStmt>"
    "<sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader><text><body>"
)


def offered(text: str) -> tuple[str, list[str], completion.Completion]:
    """The kind of what may stand at the end of a text, the names, and all that was said."""
    found = completion.complete(schemas.machine(names.data_folder("schemas") / "edition.rng"), text)
    return found.kind, [offer.name for offer in found.offers], found


@pytest.mark.parametrize(
    ("text", "kind", "among", "not_among"),
    [
        ("", "element", ["TEI"], ["p"]),
        (f"{TEI}<teiHeader>", "element", ["fileDesc"], ["revisionDesc"]),
        (f"{TEI}<teiHeader><fileDesc/>", "element", ["encodingDesc", "revisionDesc"], ["fileDesc"]),
        (BODY, "element", ["p", "div"], ["fileDesc"]),
        (f"{BODY}<p>text <", "element", ["add", "del", "subst"], ["p"]),
        (f"{BODY}<p>text <su", "element", ["subst"], ["div"]),
        (f"{BODY}<p><subst>", "element", ["add", "del"], ["hi"]),
        (f"{BODY}<p><del hand='#h' ", "attribute", ["rend", "cert", "xml:id"], ["hand"]),
        (f'{BODY}<p><del cert="', "value", ["high", "low"], ["certain"]),
        (f"{BODY}<p><dell>x</dell> <!-- <q> --><![CDATA[<q>]]> <", "element", ["add", "hi"], ["p"]),
        (f"{BODY}<!-- not yet", "", [], []),
    ],
)
def test_what_may_stand_there_is_offered(text: str, kind: str, among: list[str], not_among: list[str]) -> None:
    """Elements by what came before, attributes that are not given, values that are spelt out; a slip silences nothing."""
    found, offers, _ = offered(text)
    assert found == kind
    assert set(among) <= set(offers)
    assert not set(not_among) & set(offers)


def test_what_is_needed_is_said() -> None:
    """An attribute without which the tag is wrong; whether the element may end, whether text may stand."""
    _, _, found = offered(f"{BODY}<p><graphic ")
    assert [offer.name for offer in found.offers if offer.is_needed] == ["url"]
    assert not [offer for offer in offered(f"{BODY}<p><graphic url='a.png' ")[2].offers if offer.is_needed]
    _, _, inside = offered(f"{BODY}<p>")
    assert inside.has_text
    assert inside.may_end
    assert not offered(BODY)[2].may_end


def test_a_trail_gives_what_a_first_reading_gives() -> None:
    """A document that is asked about again and again, changed before and after what was read, is answered as if it were new."""
    machine = schemas.machine(names.data_folder("schemas") / "edition.rng")
    paragraphs = [f"<p n='{number}'>word <hi>more</hi> <!-- <q> --> words</p>" for number in range(3000)]
    trail = completion.Trail()
    changed = [*paragraphs[:1500], "<div><p>", *paragraphs[1500:]]
    for written in (
        paragraphs,
        [*paragraphs, "<p><subst"],
        changed,
        paragraphs[:900],
        [*paragraphs, "<p><!-- open"],
        paragraphs,
    ):
        text = BODY + "".join(written) + "<"
        assert completion.complete(machine, text, trail) == completion.complete(machine, text)
