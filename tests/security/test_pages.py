# SPDX-License-Identifier: MIT
"""Nothing that a document says becomes something that acts in a page; where a guard of the stylesheets is taken out, it does."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.security.strangers import HEADER, ROOT, Stranger, acting, tei

HOSTILE = {
    "addresses": """<p><ref target="javascript:alert(1)">a</ref> <ref target="JaVaScRiPt:alert(1)">b</ref> <ref target="&#9;javascript:alert(1)">c</ref>
<ref target="file:///etc/passwd">d</ref> <ref target="data:text/html,&lt;script>alert(1)&lt;/script>">e</ref> <ref target="vbscript:x">f</ref>
<ref target="js:alert(1)">g</ref> <ref target="//evil.example/x">h</ref> <ptr target="javascript:alert(2)"/> <ref target="x.xml:javascript">i</ref>
<graphic url="javascript:alert(1)"/> <graphic url="../../outside/secret.txt"/> <media url="data:text/html,x" mimeType="text/html"/></p>
<figure><graphic url="file:///etc/passwd"/></figure>""",
    "attributes": """<p xml:id="p1" n='"&gt;&lt;script&gt;alert(1)&lt;/script&gt;' rend='" onmouseover="alert(1)' style="background:url(file:///etc/passwd)"
rendition='x" style="color:red' type='"&gt;&lt;img src=x onerror=alert(1)&gt;'>a <hi rend='"&gt;&lt;script&gt;'>b</hi> <add place='" onclick="x' hand='#"x'>c</add>
<del rend="&lt;/style&gt;&lt;script&gt;">d</del> <gap reason='"&gt;&lt;script&gt;' unit="&lt;b onload=x&gt;" quantity="1"/> <foreign xml:lang='en" onx="1'>e</foreign>
<persName ref='#"onx="'>f</persName> <note place='" onx="' n='"&gt;&lt;i onx=1'>g</note></p>""",
    "text": "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt; &#x2028;--&gt; ]]&gt; &amp;lt;script&amp;gt; &lt;!--</p>",
    "SVG and XHTML": """<p><svg:svg onload="alert(1)"><svg:script>alert(1)</svg:script><svg:image xlink:href="file:///etc/passwd"/><svg:use
xlink:href="data:x"/><svg:foreignObject><h:script>alert(1)</h:script></svg:foreignObject></svg:svg><h:script>alert(2)</h:script>
<h:iframe src="file:///etc/passwd"/><h:img src="x" onerror="alert(1)"/><h:style>* { display: none }</h:style><h:a href="javascript:x">y</h:a></p>""",
    "formulae": """<p><formula><m:script>alert(1)</m:script><m:iframe srcdoc="x"/><m:math><m:mi href="javascript:x" xlink:href="javascript:x"
onclick="alert(1)" style="color:red"><m:script>alert(2)</m:script><m:img src="x" onerror="alert(1)"/></m:mi><m:maction actiontype="statusline"
onmouseover="x"><m:mtext>t</m:mtext></m:maction><m:annotation-xml encoding="text/html"><m:style>x</m:style></m:annotation-xml><m:style>x</m:style>
</m:math></formula></p>""",
}  # fmt: skip

HEAD = HEADER.replace(
    "</publisher>", '</publisher><availability><licence target="javascript:alert(1)">l</licence></availability>'
).replace(
    "</teiHeader>",
    '<encodingDesc><listPrefixDef><prefixDef ident="js" matchPattern="(.*)" replacementPattern="javascript:$1"><p>p</p></prefixDef>'
    '<prefixDef ident="no" matchPattern="((" replacementPattern="$9"><p>p</p></prefixDef></listPrefixDef></encodingDesc></teiHeader>',
)


def laid(stranger: Stranger) -> None:
    """A document for each kind of attack."""
    for number, text in enumerate(HOSTILE.values()):
        written = tei(text).replace(HEADER, HEAD).replace("A letter", "&lt;script&gt;alert(1)&lt;/script&gt;")
        stranger.put(f"tei/{number}.xml", written)


def acting_in(folder: Path) -> list[str]:
    """What could act in any page of a folder."""
    return [f"{page.name}: {tag}" for page in sorted(folder.rglob("*.html")) for tag in acting(page.read_text("utf-8"))]


def test_nothing_acts(stranger: Stranger) -> None:
    """Every page of a build of hostile documents has our script alone, no handler, no frame, no style, and leads to pages only."""
    laid(stranger)
    stranger.call("build", "--lenient", "--format", "html", "tei")
    pages = list((stranger.folder / "out").glob("*.html"))

    assert len(pages) > 2 * len(HOSTILE)
    assert acting_in(stranger.folder / "out") == []
    policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'"
    assert [page.name for page in pages if policy not in page.read_text("utf-8")] == []


GUARDS = (
    ("lib/names.xsl", "'^(https?|mailto|doi|urn):'", "'.'", 'href="javascript:alert(1)"'),
    ("lib/elements/figures.xsl", "m:*[$ed:mathml(local-name())]", "m:*", "<script"),
    ("lib/elements/figures.xsl", "^(on|href$", "^(href$", " onclick="),
    ("lib/elements/figures.xsl", "matches(@url, '^https?://')", "@url", 'href="file:///etc/passwd"'),
    ("web/page.xsl", "[matches(., '^https?://')]", "", 'rel="license"'),
)
"""A guard in a stylesheet, what stands in its place when it is open, and what then is in a page."""


def test_each_guard_is_one(stranger: Stranger, tmp_path: Path) -> None:
    """Stylesheets without their guards let through what the test above would see."""
    laid(stranger)
    shutil.copytree(ROOT / "xslt", tmp_path / "xslt")
    for file, guard, opened, _ in GUARDS:
        sheet = tmp_path / "xslt" / file
        written = sheet.read_text("utf-8")
        assert guard in written
        sheet.write_text(written.replace(guard, opened), "utf-8")
    open_stylesheets = f"""
from pathlib import Path
from edition import names
folder = names.data_folder
names.data_folder = lambda name: Path({str(tmp_path / "xslt")!r}) if name == "xslt" else folder(name)
"""
    stranger.call_without(open_stylesheets, "build", "--lenient", "--jobs", "1", "--format", "html", "tei")
    let_through = acting_in(stranger.folder / "out")

    assert [acts for *_, acts in GUARDS if not any(acts in tag for tag in let_through)] == []


def test_what_is_printed_moves_no_cursor(stranger: Stranger) -> None:
    """Signs by which a terminal is steered stand in no finding, whether a file may hold them or not."""
    stranger.put("tei/a.xml", tei("<p>\x1b]0;owned\x07 <b>\x9b31m</p>"))
    stranger.put("tei/b.xml", tei('<p n="\u009b31m"><foo\u0300 x="\u009b2J"/>\u009b31m <unknown/> \u0085</p>'))

    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f]", stranger.call("check", "tei")) == []
