"""Where two neighbouring lines of a wrapped text were never one, as its words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from math import inf

from akn.matching.alike import COLONS, COMMAS, SEMICOLONS, STOPS, alike
from akn.matching.phrases import Phrases
from akn.model.source import Grid, Line, Piece
from akn.recognition.beginnings import Beginnings
from akn.recognition.furniture import Furniture
from akn.recognition.idiom import Idiom
from akn.recognition.labels import label_of, small_label_of
from akn.recognition.wrapping import HYPHENS

_ENDS = f".;,:·{STOPS}{SEMICOLONS}{COLONS}{COMMAS}"
#: A word as short at the end of a line is one that something follows: “of”, “und”, “de la”.
_SHORT = 3
#: A line as long may have been broken because it was full.
_LONG = 50
#: A line that says when an act was adopted is shorter than this.
_FEW = 60
#: Shorter than this is no line in capitals, but some abbreviations.
_CAPITALS = 12
#: What stands below a title on a line of its own: “(2022/9999(RSP))”; “16.3.2023”, “16.3.2023 - (2022/9999(RSP))”.
_NUMBER = re.compile(r"\([^\s/]+/\S+\)")
#: What parts two columns that were printed in one line.
_GAP = re.compile(r"(?<=[^\s.]) {4,}(?=\S)")
_DAY = r"[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}"
_DATE = re.compile(rf"\({_DAY}\)|{_DAY}(?:\s+[-–—]\s.{{0,60}})?")
#: The letter of a part, alone on its line.
_LETTER = re.compile(r"[A-ZА-Я]")
#: What ends enacting words.
_COMMAS = " ,،，"


class Seams:
    """The seams of the text of `pieces`, in one idiom."""

    def __init__(self, idiom: Idiom, furniture: Furniture, pieces: Sequence[Piece]) -> None:
        self.furniture = furniture
        self.formula = idiom.phrases("formula")
        self._columns = idiom.institution.columns
        self._numbers = idiom.institution.numbers
        # Elsewhere a line that names the institution, and no more, may well be the head of each page.
        by_signs = idiom.institution.told_by == "punctuation"
        self._bare = Phrases(
            [p.rstrip(_COMMAS) for p in idiom.phrases("formula").phrases] if by_signs else ()
        )
        self._kinds = Phrases(
            phrase for kind in idiom.slots("kinds") for phrase in idiom.phrases(f"kinds.{kind}").phrases
        )
        self._openers = tuple(idiom.phrases(slot) for slot in ("citation", "recital"))
        self._pieces = pieces
        self._adoption = idiom.phrases("adoption") if by_signs else None
        self._days = idiom.dates
        self._little = frozenset(idiom.language.table.get("common", ()))
        self._beginnings = Beginnings(idiom) if by_signs else None

    def stands_apart(self, above: Line, line: Line, below: Piece | None = None) -> bool:
        """Whether `line` begins anew, though it could go on the line `above`; `below` is the piece behind it.

        Furniture never goes on, nor is gone on; nor does a number in brackets or a date,
        nor a line of two columns.
        A citation or recital without a mark begins anew where none of them
        has a mark; elsewhere its words may stand in the middle of one. So does
        a heading.
        """
        if self.furniture.stands_apart(above, line) or any(map(_DATE.fullmatch, (above.text, line.text))):
            return True
        if line.number <= self._start and any(map(_NUMBER.fullmatch, (above.text, line.text))):
            return True
        if _other_letters(above.text, line.text):
            return True
        if line.number <= self._start and self._of_its_own(above, line):
            return True
        cells = "|" in (above.text[-1:], line.text[:1])
        if cells or (self._columns and (_GAP.search(above.text) or _GAP.search(line.text))):
            return True
        if above.text[-1:] not in _ENDS:
            return False
        if self.formula.opening(alike(above.text)) or _heads(line, below):
            return True
        plain = alike(line.text)
        if any(phrases.opening(plain) is not None for phrases in self._unmarked):
            return True
        return self._begins_recital(above, line)

    def _begins_recital(self, above: Line, line: Line) -> bool:
        """Whether `line` begins a recital behind the comma of the line `above`, with words that no table knows.

        Behind a semicolon a capital begins a paragraph.
        """
        if self._beginnings is None or not line.text[:1].isupper() or line.number <= self._start:
            return False
        if above.text[-1:] != ",":
            return above.text[-1:] == ";"
        return line.number < self._body and self._beginnings.tells(above.text, line.text)

    def sets_apart(self, above: Line, line: Line) -> bool:
        """Whether `line`, or the one `above` it, stands by itself however the text is set.

        So do enacting words, the letter of a part, and what says when or how an act was adopted.
        """
        if self._adoption is None or line.number < self._start:
            return False
        if line.number == self._start:
            return self._enacts_alone(line.text)
        if any(map(_LETTER.fullmatch, (above.text, line.text))) or self._enacts_alone(line.text):
            return True
        ended = above.text[-1:] == "."
        return self.adopts(line.text, ended=ended) or self._dates(above.text) or self._heads_names(above.text)

    def _enacts_alone(self, text: str) -> bool:
        """Whether the line `text` is enacting words and nothing else."""
        plain = alike(text)
        hit = self.formula.opening(plain)
        if hit is None or text[:1].islower() or text[-1:] not in _COMMAS:
            return False  # “of the General Assembly,” goes on a sentence
        return not plain[hit.end :].strip(_COMMAS)

    def adopts(self, text: str, *, ended: bool = False) -> bool:
        """Whether the line `text` begins to say it; one that begins no bracket holds a number and little more.

        Behind an `ended` sentence it may hold more.
        """
        if self._adoption is None:
            return False
        plain = alike(text).rstrip(" ,")
        hit = self._adoption.whole(plain)
        if hit is None:
            return self._dates(text)
        numbered = any(c.isdigit() for start, end in hit.slots.values() for c in plain[start:end])
        return plain.startswith("[") or not hit.slots or (numbered and (ended or len(plain) < _FEW))

    def _heads_names(self, text: str) -> bool:
        """Whether the line `text` is no more than the words before the names of those who voted."""
        hit = self._adoption.whole(alike(text)) if self._adoption is not None else None
        return hit is not None and not hit.slots and text[-1:] in ":："

    def _dates(self, text: str) -> bool:
        return len(text) < _FEW and self._days.whole(text) is not None

    def goes_on(self, above: Line, line: Line) -> bool:
        """Whether `line` goes on a sentence that the long line `above` breaks off, where blank lines part what begins.

        So a text was wrapped of which so few lines are long that no width tells.
        """
        if not 0 < self._start < above.number or line.number != above.number + 1 or not self._parted:
            return False
        ends = above.text[-1:] in _ENDS or label_of(alike(line.text)) is not None
        return not ends and len(above.text) > _LONG and line.text[:1].islower()

    @cached_property
    def _parted(self) -> bool:
        """Whether blank lines part nearly all lines of the act."""
        numbers = [p.number for p in self._pieces if p.number > self._start]
        apart = sum(b > a + 1 for a, b in pairwise(numbers))
        return 3 * apart >= 2 * (len(numbers) - 1) > 0

    def names(self, text: str) -> bool:
        """Whether the line `text` is the number of a document, and nothing else."""
        found = self._numbers.find(text)
        return any((one.start, one.end) == (0, len(text)) for one in found)

    @cached_property
    def _start(self) -> int:
        """The line of the enacting words, 0 where there are none."""
        lines = (piece for piece in self._pieces if isinstance(piece, Line))
        return next((line.number for line in lines if self.enacts(alike(line.text))), 0)

    @cached_property
    def _body(self) -> float:
        """The line of the first paragraph with a number; beyond all lines where none has one."""
        for piece in self._pieces:
            if isinstance(piece, Line) and piece.number > self._start:
                label = label_of(alike(piece.text))
                if label is not None and label.kind == "digit" and label.value == "1":
                    return piece.number
        return inf

    def _of_its_own(self, above: Line, line: Line) -> bool:
        """Whether a line of a cover may begin anew: it does not begin small, and no little word before it waits for it.

        What the lines of a cover say tells better than their width where one goes on; that is seen when they are read.
        Before a square bracket something begins, and behind one; so it does at the number of a document.
        """
        if above.text[-1:] == "]" or line.text[:1] == "[":
            return True
        if line.text[:1].isdigit() and any(not one.start for one in self._numbers.find(line.text)):
            return True
        last = (above.text.split()[-1:] or [""])[0]
        waits = last.islower() and (len(last) <= _SHORT or last in self._little)
        return line.text[:1].isupper() and not waits and above.text[-1:] not in HYPHENS

    def enacts(self, plain: str) -> bool:
        """Whether a line (made `alike`) is the enacting words."""
        return self.formula.opening(plain) is not None

    def opens(self, plain: str) -> bool:
        """Whether a line (made `alike`) begins as a citation or a recital does, with a mark or without."""
        label = label_of(plain) or small_label_of(plain)
        rest = plain[label.end :].lstrip() if label else plain
        return any(phrases.opening(rest) is not None for phrases in self._openers)

    def titles(self, plain: str) -> bool:
        """Whether a line (made `alike`) says the kind of a document, or who acts, without the comma behind it."""
        return self._kinds.opening(plain) is not None or self._bare.whole(plain) is not None

    @cached_property
    def _unmarked(self) -> tuple[Phrases, ...]:
        """The openers of what has no mark anywhere in the text."""
        marked: set[int] = set()
        for piece in self._pieces:
            if isinstance(piece, Grid):
                continue
            plain = alike(piece.text)
            label = label_of(plain) or small_label_of(plain)
            if label is not None:
                rest = plain[label.end :].lstrip()
                marked |= {n for n, phrases in enumerate(self._openers) if phrases.opening(rest) is not None}
        return tuple(phrases for n, phrases in enumerate(self._openers) if n not in marked)


def _heads(line: Line, below: Piece | None) -> bool:
    """Whether a line behind the end of a part is the heading of the next: it ends in no sign, and a mark follows it."""
    if not isinstance(below, Line) or not line.text[:1].isupper() or line.text[-1:] in _ENDS:
        return False
    label = label_of(alike(below.text))
    return label is not None and (line.text[-1:].isalpha() or label.kind in ("letter", "digit", "bullet"))


def _other_letters(above: str, line: str) -> bool:
    """Whether one of two lines is in capitals and the other not, or both are and the first ends in a colon."""
    if _capitals(above):
        return line[:1].isupper() and (above[-1:] == ":" or not line.isupper())
    return _capitals(line) and not above.isupper()


def _capitals(text: str) -> bool:
    """Whether `text` is printed in capitals, all of it and not one word alone."""
    return text[:1].isupper() and text.isupper() and " " in text and len(text) > _CAPITALS
