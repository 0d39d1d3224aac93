"""Lines of the page that are no part of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from akn.languages import index
from akn.matching.alike import alike
from akn.matching.phrases import Phrases
from akn.model.source import Line
from akn.recognition.idiom import Idiom
from akn.recognition.journal import journal_lines
from akn.recognition.passages import Passage

_LONGEST = 300
_BAR = re.compile(r"[•·*-]?\s*([A-Z]{2})\s*-\s*([^\W\d_]+(?: [^\W\d_]+)?)")


_HEADER = 120
#: “- 3 -”: a page number between dashes.
_PAGE = re.compile(r"[-–—]\s?([0-9]{1,4})\s?[-–—]")
#: Reasons for lines that stand on every page of a printed text.
_REPEATED = ("running header", "page number", "job number", "recycling", "language code", "motto")

#: The reason for lines of the journal that printed the text.
JOURNAL = "page furniture: official journal"

#: What a rule across the page is drawn with; “+” is none, it heads those in favour.
_RULES = frozenset(" -_*=.~•·°#─━═")
#: Signs that pages draw stars and bars with; brackets and dots may stand for words that were left out.
_DRAWN, _SIGNS = frozenset("★☆✩✪⭐●○◉◯■□▪▫◆◇♥❤►▶◄▲▼|/\\*+=~<>"), 3
#: Small rings before the last paragraph, which older texts have for stars.
_RINGS = re.compile(r"[oº](?: +[oº])*")


def _is_code(code: str) -> bool:
    return any(row["iso639_1"] == code for row in index.read().values())


class Furniture:
    """Knows the furniture of an institution's pages in one language."""

    def __init__(self, idiom: Idiom) -> None:
        by_reason: dict[str, Sequence[str]] = {
            **{name: idiom.phrases(f"furniture.{name}").phrases for name in idiom.slots("furniture")},
            **idiom.institution.furniture(),
        }
        self._reasons = {phrase: name for name, phrases in by_reason.items() for phrase in phrases}
        self._phrases = Phrases(self._reasons)
        self._journal = journal_lines(idiom)
        self._footers = Phrases(by_reason.get("footer", ()))

    def reason(self, passage: Passage) -> str | None:
        """Why `passage` is left out, or None where it is part of the document."""
        plain = passage.plain
        if len(plain) == 2 and plain.isupper() and plain.isascii() and _is_code(plain.lower()):  # “EN”
            return "language code"
        if passage.grid is not None:
            return None
        if plain[:1] in _RULES and len(set(plain) - {" "}) <= 1:
            return "a rule or a lone mark"
        if len(plain) >= _SIGNS and plain[0] in _DRAWN and not any(map(str.isalnum, plain)):
            return "a rule or a lone mark"
        if len(plain) < 40:  # what follows is short
            if _RINGS.fullmatch(plain):
                return "a rule or a lone mark"
            if (bar := _BAR.fullmatch(plain)) and self._in_bar(bar):
                return "language bar"
        hit = self._phrases.whole(plain) if len(plain) < _LONGEST else None
        if hit:
            return f"page furniture: {self._reasons[hit.phrase]}"
        return JOURNAL if self._journal.running(passage.text) else None

    def unglued(self, passage: Passage) -> list[Passage]:
        """`passage`, cut where a footer of the page is glued to the end of its last sentence."""
        by_words = passage.grid is None and passage.role is None
        hit = self._footers.inside(passage.plain) if by_words else None
        if hit is None or not hit.start or passage.plain[hit.start - 1] not in ".;":
            return [passage]
        return [passage.cut(0, hit.start), passage.cut(hit.start)]

    def of_each_page(self, line: Line) -> str | None:
        """Why `line` is left out where the pages of a printed text repeat it: running headers, page numbers."""
        text = line.text
        if len(text) > _HEADER or line.whole:
            return None
        if number := _PAGE.fullmatch(text):
            return f"page number {number.group(1)}"
        reason = self.reason(Passage(text, alike(text), line.number))
        return reason if reason and reason.endswith(_REPEATED) else None

    def stands_apart(self, above: Line, line: Line) -> bool:
        """Whether one of two neighbouring lines is furniture, so that neither goes on the other."""
        return any(
            len(one.text) < _HEADER
            and self.reason(Passage(one.text, alike(one.text), one.number)) is not None
            for one in (above, line)
        )

    @staticmethod
    def _in_bar(bar: re.Match[str]) -> bool:
        code, name = bar.group(1).lower(), bar.group(2).casefold()
        return any(
            row["iso639_1"] == code and row["name"].casefold().startswith(name.split()[0])
            for row in index.read().values()
        )


@lru_cache(maxsize=32)
def furniture_of(idiom: Idiom) -> Furniture:
    """The furniture of an institution in a language; its phrases are put together once."""
    return Furniture(idiom)
