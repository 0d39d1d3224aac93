"""Words that were broken at the end of a line, told from words that have a hyphen of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from akn import ready
from akn.findings import Finding
from akn.languages import Language
from akn.model.source import Dropped, Line, Piece

if TYPE_CHECKING:
    from pyphen import Pyphen

_SOFT = "\u00ad"
#: No word has so many letters; what of a text may be the beginning of a broken one is looked for in so many.
LONGEST_WORD = 120
_BROKEN = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
_COUNTED = re.compile(r"\d[-\u2010]\Z")
_STROKE = re.compile(r"[^\W_]/\Z")
#: Portuguese and others print the hyphen of a word a second time where its line begins.
_AGAIN = re.compile(r"[-\u2010][^\W\d_]")
_REST = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_PREFIX = 2
#: So many unknown words, broken as printers break them, tell that a text breaks words.
_SEVERAL = 2
_REASON = "hyphen of a word broken at the end of a line"


class Spelling(Struct, frozen=True):
    """What a language lends: words that it knows besides those of the text, and those that a suspended hyphen precedes.

    `heads` and `tails` keep the hyphen behind or before them, `likely` may, `endings` never do; `breaks` gives the
    places at which a printer would break a word.
    """

    words: Callable[[], Collection[str]] = frozenset
    conjunctions: Collection[str] = ()
    heads: Collection[str] = ()
    tails: Collection[str] = ()
    likely: Collection[str] = ()
    endings: Collection[str] = ()
    breaks: Callable[[str], Collection[int]] | None = None


@lru_cache(maxsize=32)
def spelling_of(language: Language) -> Spelling:
    """What `language` lends: the words of its table, which are gathered when a line ends in a hyphen."""

    @lru_cache(maxsize=1)
    def words() -> frozenset[str]:
        held = {key: value for key, value in language.table.items() if key != "participles"}  # endings
        return frozenset(word.casefold() for text in _texts(held) for word in _WORDS.findall(text))

    kept = _kept().get(language.code, {})
    return Spelling(
        words,
        frozenset(language.table.get("suspending", ())),
        frozenset(kept.get("heads", ())),
        frozenset(kept.get("tails", ())),
        frozenset(kept.get("likely", ())),
        frozenset(kept.get("endings", ())),
        _breaks(language.iso639_1),
    )


@lru_cache(maxsize=1)
def _kept() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return ready.load("recognition/hyphens.toml")


def _breaks(code: str) -> Callable[[str], Collection[int]] | None:
    """The places at which the patterns of a language (its two-letter code) break a word, loaded when asked for."""

    @lru_cache(maxsize=1)
    def patterns() -> Pyphen | None:
        from pyphen import Pyphen, language_fallback  # noqa: PLC0415  # seldom asked for, and it reads large tables

        known = language_fallback(code)
        return Pyphen(lang=known, left=1, right=1) if known else None

    def places(word: str) -> Collection[int]:
        held = patterns()
        return frozenset(held.positions(word)) if held is not None else frozenset(range(len(word)))

    return places


def _texts(table: object) -> Iterator[str]:
    """Every text of a table."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, Mapping):
        for value in table.values():
            yield from _texts(value)
    elif isinstance(table, Sequence):
        for value in table:
            yield from _texts(value)


class Mended(Struct, frozen=True):
    """How a text takes the line below: whether its last character goes, a hyphen, and whether they are glued."""

    cut: bool = False
    glued: bool = False


class Hyphens:
    """The hyphens at the ends of the lines of `pieces`; `spelling` is that of their language.

    `left_out` gathers the hyphens that went, `findings` what only a reader can decide.
    """

    def __init__(self, pieces: Sequence[Piece], spelling: Spelling) -> None:
        self._pieces = pieces
        self._spelling = spelling
        self.left_out: list[Dropped] = []
        self.findings: list[Finding] = []

    def mend(self, end: str, following: str, above: Line) -> Mended:
        """How a text, of which `end` is the end and that of the line `above`, takes the line `following`.

        The hyphen goes where it is a soft one, or where the word is known without it; it stays where the word is known
        with it (``well-known``), before a capital, and before a conjunction (``short- and long-term``). Where neither
        is known, the other hyphens of the text tell: a text that breaks words breaks this one, too, where a printer
        would. That is said; where the text breaks no other word, it is a doubt.
        """
        if _STROKE.search(end) and following[:1].isalnum():
            return Mended(glued=True)  # a number of many parts: “2002/49/”, “EC”
        if _COUNTED.search(end) and (ending := _REST.match(following)):
            # A number with an ending: “19-”, “i”; no conjunction is one: “5- and 6-year-olds”.
            return Mended(glued=ending[0][0].islower() and ending[0] not in self._spelling.conjunctions)
        broken = _BROKEN.search(end)
        if broken and _AGAIN.match(following):
            return self._joined(above, broken[2])
        rest = _REST.match(following)
        if broken is None or rest is None:
            return Mended()
        head, tail = broken[1], rest[0]
        if broken[2] == _SOFT:
            return self._joined(above, broken[2])
        if not tail[0].islower():
            return Mended(glued=True)
        # A longer word with hyphens is broken at one of them.
        if end[: broken.start()].endswith(("-", "\u2010")) or following[rest.end() : rest.end() + 1] == "-":
            known = self._known(head, tail)
        elif tail in self._spelling.conjunctions:
            known = self._known(head, tail)
            return self._joined(above, broken[2]) if known else Mended()
        else:
            known = self._known(head, tail)
        if known is None and above.own_hyphen:
            known = False
        if known is None:
            known = self._guessed(head, tail, above)
        return self._joined(above, broken[2]) if known else Mended(glued=True)

    def _guessed(self, head: str, tail: str, above: Line) -> bool:
        """Whether the hyphen between `head` and `tail`, of which neither text nor language knows the word, is to go."""
        lent, beside = self._spelling, (head.casefold(), tail)
        kept = beside[0] in lent.heads or tail in lent.tails
        likely = any(word in lent.likely for word in beside)
        lawful = self._breaks_anywhere or self._lawful(head, tail)
        # Printers leave no two letters behind; “re-”, “co-”, “ex-” stand before many words.
        joins = (
            len(head) > _PREFIX and not (kept or likely) and (self._breaks_words or not self._stands(tail))
        )
        parts = all(map(self._stands, beside))
        sure = kept or (likely and not lawful) or len(head) <= _PREFIX
        sure = sure or (not likely and lawful and not parts and (self._breaks_words or tail in lent.endings))
        word = f"{head}{tail}" if joins else f"{head}-{tail}"
        code = "HYP001" if sure else "HYP002"
        self.findings.append(Finding.of(code, source_line=above.number, printed=f"{head}- {tail}", word=word))
        return joins

    def _lawful(self, head: str, tail: str) -> bool:
        breaks = self._spelling.breaks
        return breaks is None or len(head) in breaks(f"{head}{tail}".casefold())

    def _joined(self, above: Line, hyphen: str) -> Mended:
        self.left_out.append(Dropped(above.number, hyphen, _REASON, above.text))
        return Mended(cut=True, glued=True)

    def _known(self, head: str, tail: str) -> bool | None:
        """Whether the word of both is known without a hyphen (True) or with one (False); None for neither."""
        whole, parted = f"{head}{tail}".casefold(), f"{head}-{tail}".casefold()
        if parted in self._said:
            return False
        if whole in self._said or whole in self._lent:
            return True
        return None

    @cached_property
    def _said(self) -> frozenset[str]:
        """The words of the text that no end of a line breaks, folded."""
        said: list[str] = []
        broken = False
        for piece in self._pieces:
            if not isinstance(piece, Line):
                continue
            start = rest.end() if broken and (rest := _REST.match(piece.text)) else 0
            head = _BROKEN.search(piece.text, max(start, len(piece.text) - LONGEST_WORD))
            said.append(piece.text[start : head.start() if head else None])
            broken = head is not None
        return frozenset(word.casefold().replace("\u2010", "-") for word in _WORDS.findall("\n".join(said)))

    @cached_property
    def _lent(self) -> Collection[str]:
        return self._spelling.words()

    def _stands(self, word: str) -> bool:
        """Whether `word` is known as a word of its own."""
        return word.casefold() in self._said or word.casefold() in self._lent

    @cached_property
    def _breaks_words(self) -> bool:
        """Whether the text breaks words: more of its hyphens at line ends part a known word than stand in one.

        Where it knows none of them, several tell that stand where a printer would break a word, and not between two
        words.
        """
        broken = kept = unknown = 0
        for head, tail in self._ends:
            known = self._known(head, tail)
            broken += known is True
            kept += known is False
            unknown += known is None and self._broken_by_rule(head, tail)
        return broken > kept or (not kept and unknown >= _SEVERAL)

    @cached_property
    def _breaks_anywhere(self) -> bool:
        """Whether the text breaks a word that it knows where no printer would: then the place tells nothing."""
        return any(self._known(*end) and not self._lawful(*end) for end in self._ends)

    @cached_property
    def _ends(self) -> list[tuple[str, str]]:
        """What stands before and behind each hyphen at the end of a line, where the next begins with a small letter."""
        found = []
        for above, line in pairwise(p for p in self._pieces if isinstance(p, Line)):
            head, tail = _BROKEN.search(above.text[-LONGEST_WORD:]), _REST.match(line.text)
            if head is not None and tail is not None and tail[0][0].islower():
                found.append((head[1], tail[0]))
        return found

    def _broken_by_rule(self, head: str, tail: str) -> bool:
        lent = self._spelling
        if len(head) <= _PREFIX or not self._lawful(head, tail) or self._stands(tail):
            return False
        return not {head.casefold(), tail} & {*lent.heads, *lent.tails, *lent.likely}
