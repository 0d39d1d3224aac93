"""Patterns with slots, as tables write them, turned into regular expressions: the one place that does so.

A pattern is plain text, with slots in braces: ``{day} {month} {year}``,
``EX/RES/{term}/{number}``. What each slot may hold is given beside it. How the
spaces, dashes and other signs of a pattern may be printed is its `Spacing`. No
text of a table is read as a regular expression; only what a slot may hold is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from akn.errors import TableError
from akn.matching.alike import ALIKE, alike
from akn.matching.scripts import unspaced

#: What each slot may hold, by its name, as a regular expression.
Slots: TypeAlias = Mapping[str, str]
#: Where a pattern that begins or ends with a letter or digit must not be part of a longer word.
Edges: TypeAlias = Literal["none", "end", "both"]

_SLOT = re.compile(r"\{(\w+)\}")
_SPACES = re.compile(r"\s+")
_NO_SLOTS: Slots = MappingProxyType({})


class Spacing:
    """How the white space and the signs of patterns may be printed.

    `space` is the regular expression of a space; `signs` those of other
    characters, or of several in a row, which win over the single ones. All else
    stands for itself.
    """

    __slots__ = ("_loose", "_rows", "_single")

    def __init__(self, space: str = r"\ ", signs: Mapping[str, str] = _NO_SLOTS) -> None:
        self._loose = {" ": space, **signs}
        longest_first = sorted(self._loose, key=lambda sign: (-len(sign), sign))
        rows = [re.escape(sign) for sign in longest_first if len(sign) > 1]
        #: Signs that are several characters, and what each single character becomes.
        self._rows = re.compile(f"({'|'.join(rows)})") if rows else None
        escaped = {chr(code): re.escape(chr(code)) for code in range(128)}
        self._single = str.maketrans(
            escaped | {sign: how for sign, how in self._loose.items() if len(sign) == 1}
        )

    def expression(self, text: str) -> str:
        """The regular expression of `text`, which has no slots."""
        spaced = _SPACES.sub(" ", alike(text))
        if self._rows is None:
            return spaced.translate(self._single)
        return "".join(
            self._loose[part] if place % 2 else part.translate(self._single)
            for place, part in enumerate(self._rows.split(spaced))
        )


#: As written: a space is a space.
EXACT = Spacing()
#: Up to three spaces of any kind, as words stand in running text.
WORDS = Spacing(r"\s{1,3}")
#: Numbers on a page whose signs were not made `alike`: any dash for a hyphen, any space, and room before a bracket.
NUMBERS = Spacing(
    r"\s{1,2}",
    signs={
        "-": f"[-{''.join(chr(sign) for sign, plain in ALIKE.items() if plain == '-')}]",
        "(": r"\s?\(",
        " (": r"\s{0,2}\(",
    },
)


def names(pattern: str) -> tuple[str, ...]:
    """The slots of `pattern`, in its order; one that stands twice is named twice."""
    return tuple(_SLOT.findall(pattern))


def expression(
    pattern: str,
    slots: Slots = _NO_SLOTS,
    spacing: Spacing = EXACT,
    *,
    last: Slots | None = None,
    edges: Edges = "none",
    tag: str = "",
    where: str = "",
) -> str:
    """The regular expression of `pattern`, over text made `alike` or not, as its `spacing` is made for.

    Each slot becomes a group called by its name and `tag`; one that stands
    twice is a group only once. `last` holds what slots may hold that end the
    pattern, where that differs. `where` says which row of which file it is.

    Raises:
        TableError: a slot has no shape, or a brace does not belong to a slot.
    """
    pieces = _SLOT.split(pattern)
    ends = len(pieces) - 2 if not pieces[-1] else -1
    parts: list[str] = []
    named: set[str] = set()
    for index, piece in enumerate(pieces):
        if index % 2:
            held = (last if last is not None and index == ends else slots).get(piece)
            if held is None:
                known = ", ".join(sorted(slots)) or "none"
                raise TableError(
                    f"{_place(where, pattern)}: nothing says what the slot “{piece}” may hold; known are: {known}"
                )
            parts.append(f"(?:{held})" if piece in named else f"(?P<{piece}{tag}>{held})")
            named.add(piece)
        else:
            if "{" in piece or "}" in piece:
                raise TableError(
                    f"{_place(where, pattern)}: a brace belongs to no slot; a slot is “{{name}}”"
                )
            parts.append(spacing.expression(piece))
    return _edged(pattern, "".join(parts), edges)


def _place(where: str, pattern: str) -> str:
    return f"{where}: the pattern “{pattern}”" if where else f"the pattern “{pattern}”"


def one_of(texts: Iterable[str], spacing: Spacing = WORDS, *, edges: Edges = "end") -> str:
    """An alternation of `texts` without slots, the longest first; without any it never fits.

    Braces stand for themselves.
    """
    ordered = sorted(set(texts), key=lambda text: (-len(text), text))
    return (
        f"(?:{'|'.join(_edged(text, spacing.expression(text), edges) for text in ordered)})"
        if ordered
        else r"(?!)"
    )


def _edged(text: str, shape: str, edges: Edges) -> str:
    """`shape`, the expression of `text`, kept from lying in a longer word where `edges` says so."""
    first, last = text[:1], text[-1:]
    opening = r"(?<!\w)" if edges == "both" and first.isalnum() and not unspaced(first) else ""
    closing = r"(?!\w)" if edges != "none" and last.isalnum() and not unspaced(last) else ""
    return opening + shape + closing


class Row(NamedTuple):
    """One pattern of a table: what its slots may hold, and where it stands, for messages."""

    pattern: str
    slots: Slots = _NO_SLOTS
    where: str = ""


class Met(NamedTuple):
    """A row met in a text: which (counted from 0), where, and what its slots hold."""

    row: int
    start: int
    end: int
    slots: Mapping[str, str]


class Rows:
    """Several patterns in one expression, which tells the one that was met. Of two that fit, the first is met.

    `before` and `after` are regular expressions that hold for all rows.

    Raises:
        TableError: at the first use, where a row says what cannot be.
    """

    def __init__(
        self, rows: Iterable[Row], spacing: Spacing = EXACT, *, before: str = "", after: str = ""
    ) -> None:
        self._rows: Sequence[Row] = tuple(rows)
        self._spacing = spacing
        self._around = (before, after)
        self._names = tuple(tuple(dict.fromkeys(names(row.pattern))) for row in self._rows)

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        before, after = self._around
        # The group of the row is closed last: `lastgroup` names it, whatever groups the shapes have.
        shapes = [f"(?P<row_{n}>{self._shape(n, row)})" for n, row in enumerate(self._rows)]
        return re.compile(f"{before}(?:{'|'.join(shapes) or '(?!)'}){after}")

    def _shape(self, n: int, row: Row) -> str:
        shape = expression(row.pattern, row.slots, self._spacing, tag=f"_{n}", where=row.where)
        try:
            re.compile(shape)
        except re.error as error:
            raise TableError(
                f"{_place(row.where, row.pattern)}: what a slot may hold is no regular expression: {error}"
            ) from error
        return shape

    def check(self) -> None:
        """Compile now, so that a table that says what cannot be is refused when it is loaded."""
        self._expression  # noqa: B018  # compiled by being asked for

    def find(self, text: str) -> Iterator[Met]:
        """Every row met in `text`, in order."""
        return map(self._met, self._expression.finditer(text))

    def at(self, text: str, place: int = 0) -> Met | None:
        """The row met at `place`."""
        match = self._expression.match(text, place)
        return None if match is None else self._met(match)

    def whole(self, text: str) -> Met | None:
        """The row that is all of `text`."""
        match = self._expression.fullmatch(text)
        return None if match is None else self._met(match)

    def _met(self, match: re.Match[str]) -> Met:
        row = int(str(match.lastgroup).removeprefix("row_"))
        slots = {name: match[f"{name}_{row}"] for name in self._names[row]}
        return Met(row, match.start(), match.end(), slots)
