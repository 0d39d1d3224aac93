"""Plain text: one `Line` for each line that holds anything."""

from __future__ import annotations

from akn.readers.reading import Reading
from akn.source import Line

_TAB = 8


def read(text: str) -> Reading:
    """Take `text` (line ends as ``\\n``) apart; `Line.indent` is in columns."""
    pieces: list[Line] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if line:
            lead = raw[: len(raw) - len(raw.lstrip())]
            pieces.append(Line(number, line, indent=float(len(lead.expandtabs(_TAB)))))
    return Reading(tuple(pieces))
