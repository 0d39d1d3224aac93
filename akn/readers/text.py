"""Plain text: one `Line` for each line that holds anything."""

from __future__ import annotations

import re

from akn.readers.reading import Reading
from akn.source import Line

_TAB = 8
_TAGGED = re.compile(r"<[A-Za-z][A-Za-z-]{1,40}>\{|</[A-Z][A-Za-z-]{1,40}>")
#: Tables of the Official Journal, copied as text, leave a bar at the end of each cell.
_BAR = " |"


def read(text: str) -> Reading:
    """Take `text` (lines end in LF) apart; `Line.indent` is in columns."""
    barred = text.count(f"{_BAR}\n") > 2  # a table has several cells
    pieces: list[Line] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if barred:
            line = line.removesuffix("|").rstrip()
        if line:
            lead = raw[: len(raw) - len(raw.lstrip())]
            pieces.append(Line(number, line, indent=float(len(lead.expandtabs(_TAB)))))
    if _TAGGED.search(text) is None:
        return Reading(tuple(pieces))
    from akn.readers.template_tags import without_template_tags  # noqa: PLC0415  # only for pages that have them

    untagged = without_template_tags(pieces)
    return Reading(untagged.pieces, untagged.dropped, untagged.metadata)
