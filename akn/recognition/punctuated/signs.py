"""What a passage of such an act is, by its signs: how it ends, whether it is a heading, a row, a line of the tail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from akn.matching.alike import alike
from akn.matching.phrases import Hit
from akn.matching.scripts import mostly_unspaced, unspaced
from akn.numbering.roman import roman
from akn.recognition.idiom import Idiom
from akn.recognition.passages import Passage

#: What ends a sentence, or a part of one.
TERMINAL = ",;:.!?"
_CLOSERS = " \"')]}"
#: The mark of a note that was not taken for one, behind the sign that ends a sentence.
_MARK = re.compile(r"(?<=[,;:.!?])\s?(?:[0-9]{1,3}/?|\([0-9]{1,3}\)|\[[0-9]{1,3}\])$")
#: What a quotation begins and ends with; longer is none that a few words announce.
_QUOTES, _UNQUOTES, _QUOTED = tuple('“«„"'), tuple('”»“"'), 90
#: The longest heading, and that in a script without blanks.
_LONGEST, _LONGEST_UNSPACED = 320, 90
#: What parts the cells of a row that was printed as one line.
GAP = re.compile(r"(?<=\S)(?:\s*\t\s*|\s{3,})(?=\S)")
#: What parts a number, or what an annex is called, from its title on the same line.
_BEFORE_TITLE = re.compile(r"(?<=\S)(?:\s*\t\s*|\s{2,})(?=\S)")
#: A letter, or two, that stands alone on its line and tells a part.
_PART = re.compile(r"[^\W\d_]")
#: A numeral that stands alone on its line and tells a section.
_NUMERAL = re.compile(r"([IVXL]{1,6}|[A-Z]|[0-9]{1,2})[.)]?")
#: The longest number of an annex, in words.
_NUMBER = 14
#: So much may stand behind the words that end a numbered preamble: “as follows:”.
_TURN = 20
#: The longest line that says how and when an act was adopted, and is no more than that.
_SHORT = 120


def said(passage: Passage) -> str:
    """The words of `passage`, made alike, without the marks of its notes."""
    return alike(passage.without_notes(0, len(passage.text))).strip()


def ending(passage: Passage) -> str:
    """The sign that `passage` ends with, what closes brackets and quotations left aside; "" where it ends with none."""
    words = _MARK.sub("", said(passage))
    sign = words.rstrip(_CLOSERS)[-1:]
    return sign if sign and sign in TERMINAL else ""


class Signs:
    """What the lines of the acts of one institution in one language are."""

    def __init__(self, idiom: Idiom) -> None:
        self.idiom = idiom
        self.openers = idiom.phrases("recital")
        self._section = idiom.phrases("section")
        self._adoption = idiom.phrases("adoption")
        self._verbs = idiom.phrases("verb")
        self._turn = idiom.phrases("turn")
        self._dated = idiom.phrases("dated")

    def numbers_section(self, passage: Passage) -> bool:
        """Whether `passage` is no more than the number of a section: ``II``, ``Part I``."""
        plain = said(passage)
        if passage.grid is not None or not plain or len(plain) > _SHORT:
            return False
        match = _NUMERAL.fullmatch(plain)
        if match is not None:
            return not match[1].isdigit() and (roman(match[1]) is not None or len(match[1]) == 1)
        hit = self._section.whole(plain)
        return hit is not None and not ending(passage) and len(plain.split()) <= len(hit.phrase.split()) + 1

    def tells_part(self, passage: Passage) -> bool:
        """Whether `passage` is the letter of a part of a resolution."""
        plain = said(passage)
        if passage.grid is not None or len(plain) > _SHORT:
            return False
        return bool(_PART.fullmatch(plain)) and not plain.islower()

    def heads(self, passage: Passage, *, long: bool = False) -> bool:
        """Whether `passage` could be a heading: short, no sentence, no row, and not in the middle of a sentence.

        One below the number of a section may be `long`.
        """
        if passage.grid is not None or not passage.text:
            return False
        if passage.level:
            return True
        plain = said(passage)
        if not plain or ending(passage) or GAP.search(passage.text) or not any(c.isalpha() for c in plain):
            return False
        if plain[0].islower() or plain[0] in "\"'|([-*" or self.opens(plain):
            return False
        return long or len(plain) <= (_LONGEST_UNSPACED if mostly_unspaced(plain) else _LONGEST)

    def opens(self, plain: str) -> bool:
        """Whether `plain` begins as a recital does, or a paragraph: with words that begin no heading."""
        return self.openers.opening(plain) is not None or self._verbs.opening(plain) is not None

    def runs_on(self, above: Passage, below: Passage) -> bool:
        """Whether `below` goes on the sentence that `above` leaves open, in a script that has no small letters."""
        if not self._verbs.phrases or below.level or above.level or self.opens(said(below)):
            return False
        return unspaced(above.text[-1:]) or unspaced(below.text[:1])

    def ends_sentence(self, passage: Passage) -> bool:
        """Whether `passage` ends a sentence that is open above: in a script of words without capitals, or quoted."""
        first = passage.text[:1]
        if first in _QUOTES:
            short = passage.label is None and len(passage.text) <= _QUOTED
            return short and passage.text[-2:-1] in _UNQUOTES and ending(passage) != ""
        if not first.isalnum() or first.isupper() or first.islower() or unspaced(first) or first.isascii():
            return False
        return passage.label is None and ending(passage) != "" and not self.opens(said(passage))

    def is_row(self, passage: Passage) -> bool:
        """Whether `passage` is a row of a table that was printed as one line: it has wide gaps."""
        if passage.grid is not None or passage.level:
            return False
        start = passage.label.end if passage.label is not None else 0
        text = passage.text[start:].lstrip()
        return GAP.search(text) is not None

    def calls(self, passage: Passage, hit: Hit) -> bool:
        """Whether `hit`, what an annex is called, is all that `passage` says but for the number of the annex."""
        plain = said(passage)
        start, end = hit.slots.get("text", (0, 0))
        number = plain[start:end]
        alone = hit.end >= len(plain) or not plain[hit.end :].strip(" *")
        return alone and not ending(passage) and len(number) <= _NUMBER and len(number.split()) < 3

    def tells_adoption(self, passage: Passage) -> bool:
        """Whether `passage` says when, where or how the act was adopted, and nothing else."""
        if passage.grid is not None:
            return False
        plain = said(passage)
        if self._adoption.whole(plain.rstrip(" ,.")) is not None or self.dates(plain):
            return True
        # “50th plenary meeting, 7 April 2022”, on one line
        days = self.idiom.dates.find(plain) if len(plain) < _SHORT else []
        dated = days and days[-1].end == len(plain)
        return bool(dated) and self._adoption.whole(plain[: days[-1].start].rstrip(" ,")) is not None

    def turns(self, passage: Passage) -> bool:
        """Whether `passage` is the words between a numbered preamble and the paragraphs: “Therefore resolves:”."""
        if passage.grid is not None or passage.label is not None:
            return False
        hit = self._turn.opening(passage.plain)
        return hit is not None and len(passage.plain) - hit.end <= _TURN

    def numbers_meeting(self, passage: Passage) -> bool:
        """Whether `passage` says in which meeting it was, and what looks like its mark is the number of that."""
        hit = self._adoption.whole(passage.plain)
        label = passage.label
        if hit is None or label is None or label.kind != "digit":
            return False
        return all(end <= label.end for _, end in hit.slots.values())

    def dates(self, plain: str) -> bool:
        """Whether `plain` is a day, or a day and a year in brackets, and nothing else."""
        return self.day(plain) is not None

    def day(self, plain: str) -> str | None:
        """The day that `plain` is, or that stands in it behind a word which the language puts before one."""
        if len(plain) >= _SHORT:
            return None
        bare = plain.strip(" .[]")
        hit = self._dated.opening(bare)
        return self.idiom.dates.whole(bare[hit.end :].strip() if hit is not None else bare)


def titled(passage: Passage) -> tuple[Passage, Passage | None]:
    """What stands before a gap in `passage`, a number or the like, and the title behind it; None without a gap."""
    gap = None if passage.grid is not None else _BEFORE_TITLE.search(passage.text)
    return (passage.cut(0, gap.start()), passage.cut(gap.end())) if gap else (passage, None)


def cells_of(passage: Passage) -> Sequence[Passage]:
    """The cells of a row, cut at its gaps."""
    cells: list[Passage] = []
    at = 0
    for gap in GAP.finditer(passage.text):
        cells.append(passage.cut(at, gap.start()))
        at = gap.end()
    return [*cells, passage.cut(at)]


@lru_cache(maxsize=32)
def signs_of(idiom: Idiom) -> Signs:
    """What the lines of an institution in a language are; its phrases are put together once."""
    return Signs(idiom)
