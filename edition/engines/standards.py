# SPDX-License-Identifier: MIT
"""PDF/A-3a and PDF/UA-1 in one file: what a PDF says of itself, its colours, its streams, and the fonts that it may leave out."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any, Final

from edition.engines import fontconfig

with fontconfig.none():
    import pydyf
    import weasyprint
    import weasyprint.pdf
    from weasyprint.document import DocumentMetadata

__all__ = ["FONTS_APART", "Metadata", "colour_profile", "finish", "metadata", "pack"]

_ACCESSIBLE: Final = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>the part of PDF/UA that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


class Metadata(DocumentMetadata):  # type: ignore[misc]  # WeasyPrint is untyped
    """The metadata of PDF/A, and the claim of PDF/UA, which PDF/A wants explained."""

    def generate_rdf_metadata(self, *arguments: Any) -> bytes:
        """The packet of XMP, with the claim."""
        rdf: bytes = super().generate_rdf_metadata(*arguments)
        head, end, tail = rdf.rpartition(b"</rdf:RDF>")
        return head + _ACCESSIBLE + end + tail


def metadata(
    title: str, *, authors: Sequence[str], subject: str, keywords: str, language: str
) -> tuple[bytes, dict[str, str]]:
    """What a file says of itself, in both ways in which PDF/A says it: the packet of XMP, and the entries of the information dictionary."""
    about = Metadata(
        title=title,
        authors=list(authors),
        description=subject or None,
        keywords=[keywords] if keywords else [],
        generator="tei-edition",
        lang=language,
    )
    holder = pydyf.PDF()
    about.include_in_pdf(holder, "a", 3, "A", compress=False)
    packet = b"\n".join(map(pydyf._to_bytes, holder.objects[-1].stream))
    info = {
        "Title": title,
        "Author": ", ".join(authors),
        "Subject": subject,
        "Keywords": keywords,
        "Creator": "tei-edition",
        "Producer": f"WeasyPrint {weasyprint.__version__}",
    }
    return packet, {key: value for key, value in info.items() if value}


def colour_profile() -> bytes:
    """The profile of the colours that PDF/A wants said which they are: sRGB."""
    return (resources.files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def finish(_document: object, pdf: pydyf.PDF) -> None:
    """Last touches: each attachment is associated once, and the metadata can be read without unpacking."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            item.compress = False


def pack(stream: pydyf.Stream) -> None:
    """Compress a stream, unless its last byte would be a carriage return.

    A reader may take that, with the line feed that follows, for the end of a line, and PDF/A counts the bytes. One stream in
    256 is hit, for good (its end is a checksum), and stays as long as it is.
    """
    raw = b"\n".join(pydyf._to_bytes(part) for part in stream.stream)
    packed = zlib.compress(raw, 9)
    stream.compress = False
    if not packed.endswith(b"\r"):
        stream.stream = [packed]
        stream.extra["Filter"] = "/FlateDecode"


_data_of = pydyf.Stream.data.fget


def _data(self: pydyf.Stream) -> bytes:
    """The bytes of a stream in the file, of those too that are made when it is written (object streams, cross-references)."""
    if self.compress:
        pack(self)
    data: bytes = _data_of(self)
    return data


# Fonts that are left out

FONTS_APART: Final = "fonts_apart"
"""The option of a PDF whose fonts are not put into it: whoever asks for it does that."""

_fonts_of = weasyprint.pdf.build_fonts_dictionary


def _fonts(pdf: pydyf.PDF, fonts: Any, compress: Any, subset: Any, options: Mapping[str, Any]) -> pydyf.Dictionary:
    return pydyf.Dictionary() if options.get(FONTS_APART) else _fonts_of(pdf, fonts, compress, subset, options)


pydyf.Stream.data = property(_data)
weasyprint.pdf.build_fonts_dictionary = _fonts
