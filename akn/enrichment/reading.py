"""One text while it is read: the text, its dates, and the act named last."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from itertools import accumulate
from typing import TypeAlias, TypeVar

from msgspec import Struct, field

from akn.authorities import Table
from akn.authorities.instruments import Instrument
from akn.enrichment.context import Context
from akn.matching.alike import alike
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.matching.scripts import UNSPACED
from akn.model.resolution import Mark, Markup, RefList

V = TypeVar("V")

_SPACES = re.compile(r"\s+")
#: A word or a number: where a name or a reference can begin. In scripts without blanks each character may.
TOKEN = re.compile(rf"[^\W\d_{UNSPACED}]+|(?=[^\W\d_])[{UNSPACED}]|\d+")
_WORDS = re.compile(f"({TOKEN.pattern})")
#: What is no letter and no figure in ASCII; where figures and letters touch, a word ends without a sign.
_SIGNS = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
_MIXED = re.compile("[0-9](?:(?=[A-Za-z])|(?<=[A-Za-z][0-9]))")


class Found(Struct, frozen=True):
    """What was read at one place up to `end`: its marks, the outermost first.

    Without marks it is a name that only looks like one of ours. Inside an
    `open` one names are still looked for.
    """

    end: int
    marks: tuple[Mark, ...]
    open: bool = False


def one(start: int, end: int, markup: Markup) -> Found:
    """A single mark."""
    return Found(end, (Mark(start, end, markup),))


def listed(start: int, end: int, items: Sequence[Mark]) -> Found:
    """A reference, or a list of references over its items."""
    if len(items) == 1:
        return one(start, end, items[0].markup)
    return Found(end, (Mark(start, end, RefList()), *items))


class Reading(Struct):
    """One text being read.

    `text` is the text with characters that print alike made the same; offsets
    are those of the text itself. `dates` maps the start of each date to its
    end, `days` to its ISO form. `instrument` is the act or treaty named last,
    up to `instrument_end`, for “thereof”; `short` what a short name (“the
    Charter”) has come to mean in this text, `acts` the acts that the document
    has named with the letters of the Union. `steps` counts what was tried, so
    that a test can tell that the work grows with the text and no faster.
    """

    text: str
    context: Context
    dates: dict[int, int] = field(default_factory=dict)
    days: dict[int, str] = field(default_factory=dict)
    instrument: Instrument | None = None
    instrument_end: int = 0
    short: dict[str, Instrument] = field(default_factory=dict)
    acts: MutableMapping[str, str] = field(default_factory=dict)
    steps: int = 0

    def named(self, instrument: Instrument, end: int) -> None:
        """Remember that `instrument` was named, up to `end`."""
        self.instrument, self.instrument_end = instrument, end


#: Reads what begins at an offset, or finds nothing.
Parser: TypeAlias = Callable[[Reading, int], Found | None]


def first_word(phrase: str) -> str:
    """The word or number by which `phrase` is found."""
    found = TOKEN.search(alike(phrase))
    return found.group() if found else ""


class Parted(Struct, frozen=True):
    """The words of a text in their order; "" stands where two signs do that are none."""

    words: list[str]
    ends: list[int]
    gap: int

    def start(self, n: int) -> int:
        """Where in the text the `n`-th of them begins."""
        return self.ends[n] + n * self.gap

    def behind(self, n: int) -> str:
        """The word that stands behind the `n`-th, "" for none."""
        n += 1
        while n < len(self.words) and not self.words[n]:
            n += 1
        return self.words[n] if n < len(self.words) else ""


def parted(text: str) -> Parted:
    """`text` taken apart into its words."""
    if text.isascii() and _MIXED.search(text) is None:
        # Most texts: one character stands between each two, so that no expression need look for words.
        words = text.translate(_SIGNS).split(" ")
        return Parted(words, [0, *accumulate(map(len, words))], 1)
    pieces = _WORDS.split(text)
    return Parted(pieces[1::2], [0, *accumulate(map(len, pieces))][1::2], 0)


def second_words(phrases: Iterable[str]) -> dict[str, frozenset[str] | None]:
    """By the first word of the `phrases`: the words that stand second in them, None where one is a single word."""
    held: dict[str, set[str]] = {}
    for phrase in phrases:
        first, second, *_ = (*TOKEN.findall(alike(phrase)), "", "")
        held.setdefault(first, set()).add(second)
    return {first: None if "" in seconds else frozenset(seconds) for first, seconds in held.items()}


def capitals(forms: Mapping[str, V]) -> dict[str, V]:
    """`forms`, and each with a capital at its beginning: a sentence may begin with it."""
    return {**{form[:1].upper() + form[1:]: value for form, value in forms.items()}, **forms}


def either_case(forms: Mapping[str, V]) -> dict[str, V]:
    """`forms`, and each with the other case at its beginning."""
    return {**{form[:1].lower() + form[1:]: value for form, value in forms.items()}, **capitals(forms)}


def joiner(words: Table) -> Late:
    """What stands between the items of a list: a comma, “and”, or both."""
    conjunction = one_of(words.get("links", {}).get("and", ()))
    # “article 5. and 7.”: some languages write a dot behind a number.
    return Late(rf"\.?(?:\s?,\s{{0,3}}(?:{conjunction}\s{{1,3}})?|\s{{1,3}}{conjunction}\s{{1,3}})")


def plain(printed: str) -> str:
    """A matched phrase as its table writes it: one space for many."""
    return _SPACES.sub(" ", printed)
