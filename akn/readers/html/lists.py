"""The numbers that a browser prints before the items of an ordered list.

They are not in the page's text, but a reader sees them: without them the
recitals and paragraphs of a list would lose their letters and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from akn.model.source import Line, Piece
from akn.numbering.letters import alphabets
from akn.numbering.roman import as_roman
from akn.readers.html.style import Look

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}

#: The alphabets of `numbering.letters`, by what a style sheet calls them.
_ALPHABETS = {
    "lower-alpha": "latin",
    "lower-latin": "latin",
    "upper-alpha": "latin",
    "upper-latin": "latin",
    "lower-greek": "greek",
}

#: Roman numerals end here in browsers (CSS Counter Styles, 6.1).
_LAST_ROMAN = 3999

#: Marks that count whole parts of a text as often as points: “A.”, “1.”, “IV.”
_CHIEF = re.compile(r"(?:\d+|[^\W\d_]+)\.\Z")

_UNNUMBERED = frozenset({"none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"})


class Numbering:
    """The counter of one list: ``ol`` counts, ``ul`` does not unless its style says so."""

    __slots__ = ("_next", "_step", "_type")

    def __init__(self, tag: str, attributes: Mapping[str, str], style: Look) -> None:
        """Begin a list `tag` (``ol``, ``ul``, ``menu``, ``dir``) with its attributes and its style."""
        self._step = -1 if "reversed" in attributes else 1
        self._next = _integer(attributes.get("start"), 1)
        self._type = _style_of(style) or (
            "none" if tag != "ol" else _TYPES.get(attributes.get("type", ""), "decimal")
        )

    def marker(self, attributes: Mapping[str, str], style: Look) -> str:
        """The marker of the next item, full stop included, or "" where it has none."""
        number = _integer(attributes.get("value"), self._next)
        self._next = number + self._step
        kind = _style_of(style) or _TYPES.get(attributes.get("type", ""), "") or self._type
        return "" if kind in _UNNUMBERED else f"{_written(number, kind)}."


def _style_of(style: Look) -> str:
    for word in style.list_type.split():
        if word in _UNNUMBERED or word in _ALPHABETS or word.startswith(("decimal", "lower-", "upper-")):
            return word
    return ""


def _written(number: int, kind: str) -> str:
    if number > 0 and kind in _ALPHABETS:
        text = alphabets()[_ALPHABETS[kind]].at(number - 1)
        # Letter by letter: as a word, “ΑΣ” would end in “ς”.
        return text if kind.startswith("upper-") else "".join(letter.lower() for letter in text)
    if 0 < number <= _LAST_ROMAN and kind in {"lower-roman", "upper-roman"}:
        text = as_roman(number)
        return text.upper() if kind == "upper-roman" else text
    if kind == "decimal-leading-zero":
        return f"{number:02d}"
    return str(number)


def _integer(text: str | None, default: int) -> int:
    try:
        return int((text or "").strip()[:9])
    except ValueError:
        return default  # a browser, too, counts on where the attribute is no number


def nested(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """`pieces`, an item that a list of its own holds as deep as what introduces it says.

    LibreOffice sets such a list behind the one whose item it goes on, and not in it.
    """
    found: list[Piece] = []
    above = ""
    deeper = 0
    for piece in pieces:
        if not isinstance(piece, Line) or not piece.depth:
            above, deeper = "", 0
            found.append(piece)
            continue
        mark = piece.text.partition(" ")[0]
        if piece.depth == 1:
            chief = _CHIEF.match(mark) is not None and not mark[:1].islower()
            introduced = bool(deeper) or above.endswith(":")
            deeper = int(introduced and not chief and mark[:1].isalpha())
        above = piece.text.rstrip()
        found.append(replace(piece, depth=piece.depth + deeper) if deeper else piece)
    return tuple(found)
