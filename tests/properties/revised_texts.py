# SPDX-License-Identifier: MIT
"""Revised texts made at random: every act of chapter 11 in any depth and order, spans that cross elements, choices, breaks and notes."""

from __future__ import annotations

from hypothesis import strategies as st

HANDS = ("h1", "h2", "h3")
CHANGES = ("c1", "c2", "c3")

_words = st.text("абвгдежз", min_size=1, max_size=4)
_spaces = st.sampled_from(["", " ", "  ", "\n  "])
_text = st.builds(lambda before, word, after: before + word + after, _spaces, _words, _spaces)


def _attributes(draw: st.DrawFn, *, seq: bool = True) -> str:
    written = ""
    if draw(st.booleans()):
        written += f' hand="#{draw(st.sampled_from(HANDS))}"'
    if draw(st.booleans()):
        written += f' change="#{draw(st.sampled_from(CHANGES))}"'
    if seq and draw(st.integers(0, 9)) == 0:
        written += ' instant="true"'
    return written


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A TEI document of a few paragraphs, well-formed, its pointers sound."""
    counter = iter(range(1, 10_000))
    targets: list[str] = []
    open_spans: list[str] = []

    def content(depth: int) -> str:
        parts = [part(depth) for _ in range(draw(st.integers(0 if depth else 1, 3)))]
        return "".join(parts) or draw(_text)

    def part(depth: int) -> str:
        kinds = ["text", "text", "text", "gap", "lb", "join", "note", "shift", "addSpan", "delSpan", "anchor"]
        if depth < 4:
            kinds += ["add", "add", "del", "del", "subst", "restore", "hi", "choice", "mod", "retrace", "supplied", "undo"]
        kind = draw(st.sampled_from(kinds))
        number = next(counter)
        match kind:
            case "text":
                return draw(_text)
            case "gap":
                return '<gap reason="illegible"/>'
            case "lb":
                return "<lb/>"
            case "join":
                return draw(_words) + draw(st.sampled_from(["", "-"])) + '<lb break="no"/>' + draw(_words)
            case "note":
                return f'<note type="textual" resp="#ed">{draw(_text)}</note>'
            case "shift":
                return f'<handShift new="#{draw(st.sampled_from(HANDS))}"/>'
            case "addSpan" | "delSpan":
                open_spans.append(f"s{number}")
                return f'<{kind} xml:id="x{number}" spanTo="#s{number}"{_attributes(draw)}/>'
            case "anchor":
                if not open_spans:
                    return draw(_text)
                return f'<anchor xml:id="{open_spans.pop(draw(st.integers(0, len(open_spans) - 1)))}"/>'
            case "subst":
                return (
                    f'<subst xml:id="a{number}"{_attributes(draw, seq=False)}><del>{content(depth + 1)}</del>'
                    f"{draw(_spaces)}<add>{content(depth + 1)}</add></subst>"
                )
            case "choice":
                first, second = draw(st.sampled_from([("sic", "corr"), ("orig", "reg"), ("abbr", "expan")]))
                return f"<choice><{first}>{content(depth + 1)}</{first}><{second}>{draw(_words)}</{second}></choice>"
            case "undo":
                if not targets:
                    return draw(_text)
                return f'<undo xml:id="u{number}" target="#{draw(st.sampled_from(targets))}"{_attributes(draw, seq=False)}/>'
            case "supplied":
                return f"<supplied>{draw(_words)}</supplied>"
            case "hi":
                return f"<hi{_attributes(draw, seq=False)}>{content(depth + 1)}</hi>"
            case _:
                targets.append(f"a{number}")
                return f'<{kind} xml:id="a{number}"{_attributes(draw)}>{content(depth + 1)}</{kind}>'

    paragraphs = "".join(f"<p>{content(0)}</p>" for _ in range(draw(st.integers(1, 3))))
    closing = "".join(f'<p>z<anchor xml:id="{span}"/></p>' for span in open_spans)
    hands = "".join(
        f'<handNote xml:id="{hand}" scope="{scope}"/>' for hand, scope in zip(HANDS, ("major", "minor", "minor"), strict=True)
    )
    changes = "".join(f'<change xml:id="{change}"/>' for change in CHANGES)
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc>'
        f"<creation><listChange>{changes}</listChange></creation><handNotes>{hands}</handNotes>"
        f"</profileDesc></teiHeader><text><body>{paragraphs}{closing}</body></text></TEI>"
    )
