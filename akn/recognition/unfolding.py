"""A resolution that was printed as one line, as some pages do: cut where its parts begin.

Only labels that count on are believed: ``A.`` before a recital's word, then
``B.``; ``1.`` before a capital, then ``2.``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from akn.recognition.idiom import Idiom
from akn.recognition.labels import Label, label_of
from akn.recognition.passages import Passage

# Where a part may begin: a dash, a letter, a number, “(a)”, “[1]” behind white space or the end of a sentence.
_START = re.compile(
    r"""
    (?<=[\s,;.:)·])
    (?: [-•*](?=\s|[^\W\d_]) | [^\W\d_]{1,3}\s?\.(?=\s|[^\W\d_]) | [0-9]{1,3}\s?[.)](?=\s|[^\W\d_"(])
      | \([^\W_]{1,5}\) | \[[0-9]{1,3}\] )
    """,
    re.VERBOSE,
)
_ENDS = ",;.:·"
_LABEL = 40  # characters, more than any label has
_WORDS = 120  # characters, more than any opening phrase has


def unfold(passages: Sequence[Passage], idiom: Idiom) -> list[Passage]:
    """`passages`, those cut that hold the enacting words among others."""
    unfolded: list[Passage] = []
    for passage in passages:
        hit = idiom.phrases("formula").inside(passage.plain) if _in_one(passage) else None
        if hit is None:
            unfolded.append(passage)
            continue
        cuts = [
            0,
            hit.start,
            hit.end,
            *_Cuts(passage.plain, idiom).after(hit.end),
            len(passage.plain),
        ]
        parts = [passage.cut(a, b) for a, b in pairwise(cuts)]
        unfolded += [part for part in parts if part.text]
    return unfolded


def _in_one(passage: Passage) -> bool:
    """Whether `passage` is a text of which nobody says what it is."""
    return passage.grid is None and passage.role is None


class _Cuts:
    """The places at which one line is to be cut."""

    def __init__(self, plain: str, idiom: Idiom) -> None:
        self.plain = plain
        self.letters = idiom.recital_letters
        self.citation = idiom.phrases("citation")
        self.recital = idiom.phrases("recital")
        self.verb = idiom.phrases("verb")
        self.recitals = 0
        self.paragraphs = 0
        self.notes = 0
        self.points = ""

    def after(self, start: int) -> list[int]:
        """The cuts behind `start`, in order."""
        cuts = [m.start() for m in _START.finditer(self.plain, start) if self._begins(m.start())]
        first = min((c for c in cuts if not self._is_citation(c)), default=len(self.plain))
        return sorted({*cuts, *self._bare_citations(start, first)})

    def _bare_citations(self, start: int, end: int) -> list[int]:
        """Citations without a dash, each behind the comma of the one before."""
        cuts: list[int] = []
        at = start
        while (hit := self.citation.inside(self.plain[at:end])) is not None:
            place = at + hit.start
            if self.plain[:place].rstrip()[-1:] in _ENDS:
                cuts.append(place)
            at += hit.end
        return cuts

    def _is_citation(self, at: int) -> bool:
        return self.plain[at] in "-•*"

    def _begins(self, at: int) -> bool:
        """Whether a part begins at `at`; what it counts is counted."""
        before = self.plain[:at].rstrip()[-1:]
        if self.plain[at] == "[":
            return self._begins_note(at, before)
        label = label_of(self.plain[at : at + _LABEL])
        if label is None:
            return False
        rest = self.plain[at + label.end : at + label.end + _WORDS].lstrip()
        match label.kind:
            case "bullet":
                return not self.recitals and not self.paragraphs and self.citation.opening(rest) is not None
            case "letter":
                return self._begins_recital(label, rest)
            case "digit":
                return self._begins_paragraph(label, rest, before)
            case _:
                return self._begins_point(label, before)

    def _begins_recital(self, label: Label, rest: str) -> bool:
        if self.paragraphs or self.letters.place(label.value) != self.recitals:
            return False
        if self.recital.phrases and self.recital.opening(rest) is None:
            return False
        self.recitals += 1
        self.points = ""
        return True

    def _begins_paragraph(self, label: Label, rest: str, before: str) -> bool:
        if before not in _ENDS or label.value != str(self.paragraphs + 1):
            return False
        # Behind a comma only a capital tells it from a number in a sentence.
        first = rest[:1]
        caseless = first.isalpha() and not first.islower() and self.verb.opening(rest) is not None
        if not (first.isupper() or caseless) and (before == "," or not first.isalpha()):
            return False
        self.paragraphs += 1
        self.points = ""
        return True

    def _begins_point(self, label: Label, before: str) -> bool:
        """Sub-points begin behind a colon, and go on behind a comma or semicolon."""
        first = label.value in ("a", "i", "1")
        if not (before == ":" and first) and not (self.points and before in ",;" and not first):
            return False
        self.points = label.value
        return True

    def _begins_note(self, at: int, before: str) -> bool:
        """Footnotes stand behind the last paragraph."""
        number = self.plain[at + 1 : self.plain.index("]", at)]
        if not self.paragraphs or before != "." or number != str(self.notes + 1):
            return False
        self.notes += 1
        return True
