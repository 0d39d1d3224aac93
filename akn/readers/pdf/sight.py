"""What a page of a PDF looks like, and where on it each line stands that was read from it."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import NamedTuple

from msgspec import Struct

from akn.errors import AbsentError
from akn.readers.pdf.pages import pages_of
from akn.readers.pdf.pdf import numbered
from akn.readers.pdf.process import extracted

#: So much of the size of its letters a line reaches above its base, and below it.
_ABOVE, _BELOW = 0.85, 0.25


class Spot(NamedTuple):
    """Where a line stands: its page, counted from 1, and its edges, as parts of the width and height of that page."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class Sight(Struct, frozen=True):
    """The pages of a PDF, width and height in points, and where its lines stand, by their numbers in reports."""

    pages: tuple[tuple[float, float], ...]
    lines: dict[int, Spot]


def sight_of(data: bytes) -> Sight:
    """Return where the lines of the PDF `data` stand.

    Raises:
        UnreadableError: it cannot be read (`akn.readers.pdf.pdf.read`).
    """
    pages = pages_of(extracted(data))
    numbered(pages)
    lines = {}
    for page in pages:
        begin, foot, end, head = page.box
        wide, high = max(end - begin, 1.0), max(head - foot, 1.0)
        for line in page.lines:
            left = (min(word.left for word in line.words) - begin) / wide
            right = (max(word.right for word in line.words) - begin) / wide
            if page.mirrored:
                left, right = 1 - right, 1 - left
            lines[line.number] = Spot(
                page.number,
                round(left, 4),
                round((head - line.base - _ABOVE * line.size) / high, 4),
                round(right, 4),
                round((head - line.base + _BELOW * line.size) / high, 4),
            )
    sizes = ((page.box[2] - page.box[0], page.box[3] - page.box[1]) for page in pages)
    return Sight(tuple((wide, high) for wide, high in sizes), lines)


def picture_of(data: bytes, page: int) -> bytes:
    """Return the page of the PDF `data` with the number `page`, counted from 1, as a picture (PNG).

    Raises:
        AbsentError: it has no such page, or that page is damaged.
        UnreadableError: it cannot be read.
    """
    found = extracted(data, drawn=page) if page > 0 else []
    if not found:
        raise AbsentError(f"this PDF has no page {page} that can be shown")
    across, down, deep = found[0]["size"]
    kind = {1: 0, 3: 2, 4: 6}[
        deep
    ]  # PNG (ISO/IEC 15948), 11.2.2: grey, colours, colours with what shines through
    head = struct.pack(">IIBBBBB", across, down, 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", base64.b64decode(found[0]["rows"])), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )
