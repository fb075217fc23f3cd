# SPDX-License-Identifier: MIT
"""Pillow, for what the head of an image says: its format, and how large a browser shows it. No picture is decoded."""

from __future__ import annotations

import io
import warnings
from typing import Final

_TYPES: Final = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
}
"""What every browser shows, by Pillow's names."""
_ORIENTATION: Final = 0x0112
_ON_ITS_SIDE: Final = (5, 6, 7, 8)


def measured(data: bytes) -> tuple[str, int, int] | None:
    """The media type, width and height of an image as a browser turns it (Exif); nothing for what it cannot show."""
    from PIL import Image  # noqa: PLC0415 - not for every command

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of images so large that decoding one might exhaust the machine: we do not
            with Image.open(io.BytesIO(data), formats=tuple(_TYPES)) as picture:
                width, height = picture.size
                turned = picture.getexif().get(_ORIENTATION) in _ON_ITS_SIDE
                kind = _TYPES[str(picture.format)]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return (kind, height, width) if turned else (kind, width, height)
