# SPDX-License-Identifier: MIT
"""Whatever the elements, the texts and the white space between them are: laying out changes no text, and is done once."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from edition import layout
from edition.engines import libxml
from edition.relaxng import schemas
from edition.settings import ORDERS, QUOTES, Fmt
from tests.conftest import ROOT

MACHINE = schemas.machine(ROOT / "schemas" / "edition.rng")
STRUCTURE = layout.Structure(MACHINE)

ELEMENTS = ("text", "body", "div", "p", "hi", "note", "list", "item", "choice", "sic", "corr", "lb", "unheard")
SPACES = st.sampled_from(["", "", " ", "\n", "\n  ", "\t", "\n\n\n ", "\r\n"])
WORDS = st.sampled_from(["a", " b ", "c\nd", "&amp;", "&#32;", "<![CDATA[ <p> ]]>", "<!-- p -->", "<?p ?>", ">"])
ATTRIBUTES = st.sampled_from(
    ["", ' n="1"', "\n  rend = 'a\n\"b'", ' xml:space="preserve"', ' type="&lt;"  xml:id="i" ', " n='>' type='t'"]
)
WISHES = st.builds(Fmt, st.integers(0, 4), st.integers(20, 60), st.sampled_from(ORDERS), st.sampled_from(QUOTES))


@st.composite
def elements(draw: st.DrawFn, depth: int = 4) -> str:
    """An element as it may be written, sound or not by the schema."""
    name, attributes = draw(st.sampled_from(ELEMENTS)), draw(ATTRIBUTES)
    if depth == 0 or draw(st.integers(0, 5)) == 0:
        return f"<{name}{attributes}/>"
    parts = draw(st.lists(st.one_of(SPACES, SPACES, elements(depth - 1), elements(depth - 1), WORDS), max_size=6))
    return f"<{name}{attributes}>{''.join(parts)}</{name}>"


@given(elements(), WISHES)
def test_the_text_is_the_same(element: str, wishes: Fmt) -> None:
    """Each character that stands where text may stand, and each element, attribute, comment and instruction, in their order."""
    source = f'<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">{element}</TEI>\n'.encode()
    made = layout.laid_out(source, MACHINE, wishes)
    assert list(_said(libxml.parse(made).getroot())) == list(_said(libxml.parse(source).getroot()))
    assert layout.laid_out(made, MACHINE, wishes) == made


def _said(element: libxml.Element, kept: bool = False) -> Iterator[object]:
    """What an element says, in its order, without the white space that says nothing."""
    kept = kept or element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    texts = [element.text or "", *(child.tail or "" for child in element)]
    blank = not kept and STRUCTURE.holds_no_text(element.tag) and not "".join(texts).strip()
    yield element.tag, sorted(element.attrib.items())
    yield "" if blank else texts[0]
    for child, tail in zip(element, texts[1:], strict=True):
        if isinstance(child.tag, str):
            yield from _said(child, kept)
        else:
            yield libxml.etree.tostring(child, with_tail=False)
        yield "" if blank else tail
    yield "end"
