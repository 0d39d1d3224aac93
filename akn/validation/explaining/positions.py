"""Line and column of elements in the bytes they were read from.

libxml2 keeps the line on which a start-tag ends and no column. The bytes are
looked through once more for the places where start-tags begin; only files
with findings pay for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from akn.tree import Element

#: Encodings in which mark-up is written with the bytes of ASCII.
PLAIN = re.compile(r"utf-8|us-ascii|ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE)
#: A “<” that begins an element, alone; or something whole that may hold one and begins none. In well-formed
#: XML that declares no entities there is no other “<” but those of end-tags: attributes may not hold one.
_STARTS = re.compile(
    rb"<(?:(?![/!?])|!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>|!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL
)


def locate(
    wanted: Iterable[Element], root: Element, data: bytes, encoding: str
) -> dict[Element, tuple[int, int]]:
    """Return line and column, both from 1, at which the start-tags of the `wanted` elements begin.

    `root` is the tree read from `data`, or a copy of it, and `encoding` the one
    in which that was written. Nothing is returned where the bytes do not tell.
    """
    looked_for = set(wanted)
    if not PLAIN.fullmatch(encoding):
        try:
            data, encoding = data.decode(encoding).encode(), "utf-8"
        except (LookupError, UnicodeDecodeError):
            return {}
    starts = [match.start() for match in _STARTS.finditer(data) if match.end() == match.start() + 1]
    elements = list(root.iter("*"))
    if len(elements) != len(starts):
        return {}
    places: dict[Element, tuple[int, int]] = {}
    line, reached = 1, 0
    for element, start in zip(elements, starts, strict=True):
        if element in looked_for:
            line += data.count(b"\n", reached, start)
            reached = start
            begin = data.rfind(b"\n", 0, start) + 1
            column = len(data[begin:start].decode(encoding, "replace").lstrip("\ufeff")) + 1
            places[element] = (line, column)
    return places
