"""Phrases with slots, as tables write them, turned into one matcher a table.

A phrase is plain text. Case does not count, nor the kind of white space,
hyphen or apostrophe. A slot stands in braces; what each may hold is `SLOTS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from akn.matching import patterns
from akn.matching.alike import alike
from akn.matching.memo import Memo
from akn.matching.patterns import Spacing

#: What a slot may hold. All are bounded, so that no text can make matching slow.
SLOTS: Mapping[str, str] = {
    "text": r"[^\n]{1,400}?",
    "number": r"[0-9]{1,8}",
    "roman": r"[IVXLC]{1,8}",
    "docket": r"[A-Z]{1,3}[0-9]{0,2}[-_/()0-9A-Z]{3,24}",
    "date": r"[^\n]{4,60}?",
    "group": r"[^\n;:,]{1,120}?",
    "committee": r"[^\n;:]{1,200}?",
}


#: Between the words of a phrase several groups may be listed: “for PPE-, S&D- og ECR-Gruppen”.
_INSIDE: Mapping[str, str] = {**SLOTS, "group": r"[^\n;:]{1,120}?"}
#: A slot that ends a phrase takes all it can hold, any other as little as fits.
_LAST: Mapping[str, str] = {name: held.removesuffix("?") for name, held in SLOTS.items()}
#: White space may stand before a comma or colon, as some pages print it.
_SPACING = Spacing(r"\s+", {sign: rf"\s*{sign[-1]}" for sign in (",", " ,", ":", " :")})


def expression(phrase: str, where: str = "") -> str:
    """The regular expression of one phrase; slots become groups called ``<slot>``. `where` says where it is written.

    Raises:
        TableError: the phrase has a slot that is none of `SLOTS`.
    """
    slots = SLOTS if phrase.startswith("{") else _INSIDE
    return patterns.expression(phrase, slots, _SPACING, last=_LAST, edges="both", where=where)


class Hit(NamedTuple):
    """A phrase found: where, which, and what its slots hold (by offsets in the text)."""

    start: int
    end: int
    phrase: str
    slots: Mapping[str, tuple[int, int]]


#: So many beginnings, or pairs of ends, are remembered with what they may meet: more than most texts have.
_REMEMBERED = 960
#: By so many characters at its beginning a text is told what it may meet.
_BEGINNING = 6
_NO_SLOTS: Mapping[str, tuple[int, int]] = MappingProxyType({})
#: A phrase with its expression.
_Candidate: TypeAlias = tuple[str, re.Pattern[str]]


class Phrases:
    """The phrases of one slot of a table, longest first. `where` says where they are written."""

    def __init__(self, phrases: Iterable[str], where: str = "") -> None:
        self._where = where
        self.phrases = tuple(sorted(phrases, key=lambda p: (-len(p), p)))
        # What a text may meet, by its beginning, or by its first letter and last: seldom more than one phrase.
        self._by_beginning: Memo[str, tuple[_Candidate, ...]] = Memo(_REMEMBERED)
        self._by_ends: Memo[tuple[str, str], tuple[_Candidate, ...]] = Memo(_REMEMBERED)
        self._expressions: dict[str, re.Pattern[str]] = {}

    def __bool__(self) -> bool:
        return bool(self.phrases)

    @cached_property
    def _by_word(self) -> tuple[tuple[str, str], ...]:
        """Each phrase behind its longest word, folded: what does not have the word need not be searched."""
        return tuple((max(_words(p), key=len, default=""), p) for p in self.phrases)

    def _candidates(self, phrases: Iterable[str]) -> tuple[_Candidate, ...]:
        """`phrases` with their expressions, each compiled once, and only where a text may meet it."""
        for phrase in phrases:
            if phrase not in self._expressions:
                self._expressions[phrase] = re.compile(expression(phrase, self._where), re.IGNORECASE)
        return tuple((phrase, self._expressions[phrase]) for phrase in phrases)

    @cached_property
    def _beginnings(self) -> tuple[tuple[str, str], ...]:
        """Each phrase behind the letters that it begins with, folded: a text that does not begin so is none of it."""
        return tuple((_beginning(p), p) for p in self.phrases)

    def opening(self, text: str) -> Hit | None:
        """The longest phrase that `text` (already made `alike`) begins with."""
        first = text[:_BEGINNING]
        candidates = self._by_beginning.get(first)
        if candidates is None:
            folded = _without_case(first)
            fitting = [p for letters, p in self._beginnings if folded.startswith(letters)]
            candidates = self._by_beginning.keep(first, self._candidates(fitting))
        return _longest([(p, m) for p, r in candidates if (m := r.match(text))]) if candidates else None

    def inside(self, text: str) -> Hit | None:
        """The phrase found first in `text` (already made `alike`), wherever it stands."""
        folded = text.casefold()
        candidates = self._candidates([p for word, p in self._by_word if word in folded])
        found = [(p, m) for p, r in candidates if (m := r.search(text))]
        if not found:
            return None
        first = min(m.start() for _, m in found)
        return _longest([(p, m) for p, m in found if m.start() == first])

    def whole(self, text: str) -> Hit | None:
        """The phrase that is all of `text` (already made `alike`)."""
        ends = (text[:1], text[-1:])
        candidates = self._by_ends.get(ends)
        if candidates is None:
            first, last = ("", _folded(ends[0])), ("", _folded(ends[1]))
            fit = [p for p in self.phrases if _letter(p[:1]) in first and _letter(p[-1:]) in last]
            candidates = self._by_ends.keep(ends, self._candidates(fit))
        return _longest([(p, m) for p, r in candidates if (m := r.fullmatch(text))]) if candidates else None


def _words(phrase: str) -> list[str]:
    """The words of `phrase` outside its slots, folded."""
    return re.findall(r"\w+", re.sub(r"\{\w+\}", " ", alike(phrase)).casefold())


def _letter(end: str) -> str:
    """The letter at an end of a phrase, folded; "" where anything might stand there, as in place of a slot."""
    return _folded(alike(end)) if end.isalnum() else ""


def _beginning(phrase: str) -> str:
    """The letters and figures that `phrase` begins with, folded, so far as texts are told by them."""
    letters = re.match(r"[^\W_]*", alike(phrase))
    return _without_case(letters.group()[:_BEGINNING]) if letters else ""


def _without_case(text: str) -> str:
    """`text` without its case, letter for letter: two that `re.IGNORECASE` takes for one are one here."""
    return text.lower() if text.isascii() else "".join(letter.lower().upper().lower()[:1] for letter in text)


def _folded(letter: str) -> str:
    """One letter without its case, as `re.IGNORECASE` sees it (``ς`` and ``σ`` are one)."""
    return letter.upper().lower()


def _longest(found: list[tuple[str, re.Match[str]]]) -> Hit | None:
    if not found:
        return None
    phrase, match = (
        found[0] if len(found) == 1 else max(found, key=lambda pair: (pair[1].end(), len(pair[0])))
    )
    names = match.re.groupindex
    slots = {name: match.span(name) for name in names} if names else _NO_SLOTS
    return Hit(match.start(), match.end(), phrase, slots)
