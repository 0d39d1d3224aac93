"""Words that were broken at the end of a line, told from words that have a hyphen of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from msgspec import Struct

from akn.findings import Finding
from akn.languages import Language
from akn.model.source import Dropped, Line, Piece

_SOFT = "\u00ad"
#: No word has so many letters; what of a text may be the beginning of a broken one is looked for in so many.
LONGEST_WORD = 120
_BROKEN = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
_REST = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_PREFIX = 2
_REASON = "hyphen of a word broken at the end of a line"


class Spelling(Struct, frozen=True):
    """What a language lends: words that it knows besides those of the text, and those that join two words (“and”)."""

    words: Callable[[], Collection[str]] = frozenset
    conjunctions: Collection[str] = ()


@lru_cache(maxsize=32)
def spelling_of(language: Language) -> Spelling:
    """What `language` lends: the words of its table, which are gathered when a line ends in a hyphen."""

    @lru_cache(maxsize=1)
    def words() -> frozenset[str]:
        return frozenset(word.casefold() for text in _texts(language.table) for word in _WORDS.findall(text))

    return Spelling(words, frozenset(language.table.get("people", {}).get("conjunctions", ())))


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
        is known, the other hyphens of the text tell: a text that breaks words breaks this one, too. That is said.
        """
        broken = _BROKEN.search(end)
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
            # Printers leave no two letters behind; “re-”, “co-”, “ex-” stand before many words.
            joins = len(head) > _PREFIX and (self._breaks_words or not self._stands(tail))
            word = f"{head}{tail}" if joins else f"{head}-{tail}"
            self.findings.append(
                Finding.of("HYP001", source_line=above.number, printed=f"{head}- {tail}", word=word)
            )
            known = joins
        return self._joined(above, broken[2]) if known else Mended(glued=True)

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
        """Whether the text breaks words: more of its hyphens at line ends part a known word than stand in one."""
        broken = kept = 0
        lines = [p for p in self._pieces if isinstance(p, Line)]
        for above, line in pairwise(lines):
            head, tail = _BROKEN.search(above.text[-LONGEST_WORD:]), _REST.match(line.text)
            if head is None or tail is None or not tail[0][0].islower():
                continue
            known = self._known(head[1], tail[0])
            broken += known is True
            kept += known is False
        return broken > kept
