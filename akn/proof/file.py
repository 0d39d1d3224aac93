"""The proof of reading: every word of the file is in the source, or among what its reader left out.

The file is read a second time in a simple way (`akn.proof.witness`), and its
text is taken apart again: each piece of the source must stand in it, in order
and with white space where it has white space, and what lies between the pieces
must have been left out by name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice

from akn.model.source import Grid, Line, Source
from akn.proof.account import Account, Lost
from akn.proof.shape.marks import mark_of
from akn.proof.witness import COUNTED, folded, words_of

#: So far ahead the words of a piece may lie apart, where something was taken out of its middle.
_APART = 2000
#: After so many pieces that stand nowhere, others are looked for no further ahead than this: time grows with the text.
_FAILURES, _NEAR = 50, 20000
#: So far behind what was found last a piece stands whose first word is another.
_BEHIND = 40
_SEVERAL = 200
#: Letters that are read for digits, which is told each time.
_DIGITS = str.maketrans("lIO", "110")
_WORD = re.compile(r"\S+")
#: What may stand right behind the mark of a note.
_STOPS = ".,;:)]\u00b7\u0387\u037e\u2019\u201d\u00bb"


def read_whole(source: Source) -> Account:
    """Compare the words of the file that `source` was read from with its pieces and what was left out.

    Nothing is said where the reader gave no characters: of bytes it alone knows the words.
    """
    if not source.characters:
        return Account()
    texts = "\n".join(_texts(source))
    if (
        source.format == "text"
        and "&" not in source.characters
        and source.characters.split() == texts.split()
    ):
        return Account()  # what is the same as it stands is the same when it is folded
    said = folded(texts, source.format)
    held = Account()
    misread = sum(finding.code == "NOR002" for finding in source.findings)
    for slowly in (False, True) if source.format == "html" else (False,):
        file = words_of(source.format, source.characters, slowly=slowly)
        words = file.split()
        if words == said.split():
            return Account()
        search = _Search(words, misread, _marks(source))
        search.find(said.split("\n"))
        held = search.account(file, [folded(gone.text, source.format) for gone in source.dropped])
        if held.clean:
            return held
    return held


def _texts(source: Source) -> Iterable[str]:
    """What its lines say; where a print has columns and feet, as they stand in the file, which numbers them so."""
    lines: list[Line] = []
    for piece in source.pieces:
        if isinstance(piece, Grid):
            lines += [line for row in piece.rows for cell in row for line in cell.lines]
        else:
            lines.append(piece)
    if source.counting.pages:
        lines.sort(key=lambda line: line.number)
    return [line.words for line in lines]


def _marks(source: Source) -> frozenset[str]:
    """What is printed for the notes that the lines of `source` call."""
    return frozenset(
        call.marker for piece in source.pieces if not isinstance(piece, Grid) for call in piece.calls
    )


class _Search:
    """The pieces of a source, looked for one after the other in the words of its file."""

    def __init__(self, words: Sequence[str], misread: int, marks: frozenset[str]) -> None:
        """`misread` is how many numbers the reader says to have read in letters that look like digits.

        `marks` are those that call notes: whether they stand apart from their words a print does not tell.
        """
        self._marks = marks
        self._words = words
        self._misread = misread
        self._stream = "".join(words)
        self._edges = [0, *accumulate(map(len, words))]
        self._reached = 0
        self._failures = 0
        self._gaps: list[tuple[int, int]] = []
        self._said: list[str] = []
        self._strange: list[str] = []
        self._glued: list[str] = []
        self._split: list[str] = []

    def find(self, texts: Iterable[str]) -> None:
        """Find `texts` in their order, each behind the last."""
        for text in texts:
            words = text.split()
            if not words:
                continue
            self._said += words
            end = None if self._failures < _FAILURES else self._reached + _NEAR
            if not self._stands(words, end) and not self._counted(text, end):
                self._failures += 1
                begun = self._stream.startswith(words[0], self._next)
                if (
                    len(words) > 1
                    and mark_of(text) is not None
                    and not begun
                    and self._stands(words[1:], self._reached + len(text) + _BEHIND)
                ):
                    self._strange.append(words[0])  # a number that was read otherwise, as a rule
                    continue
                for word in words:
                    if not self._stands([word], self._reached + _APART):
                        self._strange.append(word)
        self._gaps.append((self._reached, len(self._stream)))

    @property
    def _next(self) -> int:
        """Where the next word of the file begins."""
        at = self._reached
        while self._stream.startswith(COUNTED, at):
            at += 1
        return at

    def _stands(self, words: Sequence[str], end: int | None = None) -> bool:
        """Whether `words` stand ahead, and the reading goes on behind them."""
        key = "".join(words)
        at = self._next
        if not self._stream.startswith(key, at):
            at = self._stream.find(key, at, end)
            if at < 0:
                return False
        self._gaps.append((self._reached, at))
        self._reached = at + len(key)
        self._compare(words, at)
        return True

    def _counted(self, text: str, end: int | None) -> bool:
        """Whether `text` stands ahead without the number that the page gives it where it counts by itself."""
        mark = mark_of(text)
        if mark is None or COUNTED not in self._stream:
            return False
        words = text[mark.end :].split()
        key = "".join(words)
        at = self._stream.find(COUNTED + key, self._reached, end)
        if not key or at < 0:
            return False
        return self._stands(words, end)

    def _compare(self, words: Sequence[str], at: int) -> None:
        """Compare where the words of a piece end with where they do in the file.

        Of a piece of signs alone it cannot be told which of them it is.
        """
        if not any(map(str.isalnum, "".join(words))):
            return
        if len(words) == 1 and bisect_right(self._edges, at) == bisect_left(self._edges, self._reached):
            return
        ends = [at + end for end in accumulate(map(len, words))][:-1]
        there = self._edges[bisect_right(self._edges, at) : bisect_left(self._edges, self._reached)]
        if ends == there:
            return
        own = set(ends)
        self._glued += [self._around(end) for end in there if end not in own and not self._at_a_mark(end)]
        self._split += [self._around(end) for end in ends if end not in set(there)]

    def _at_a_mark(self, place: int) -> bool:
        """Whether a word of the file that calls a note begins or ends at `place`."""
        at = bisect_left(self._edges, place)
        beside = (self._edges[at - 1 : at + 1], self._edges[at : at + 2])
        return any(
            len(two) == 2 and self._stream[two[0] : two[1]].rstrip(_STOPS) in self._marks for two in beside
        )

    def _around(self, place: int) -> str:
        """What stands on both sides of `place`, to be shown."""
        return f"{self._stream[max(0, place - 12) : place]} {self._stream[place : place + 12]}"

    def account(self, file: str, left_out: Sequence[str]) -> Account:
        """What is not as it should be, `left_out` having been left out by name."""
        gone = Counter(word for text in left_out for word in text.split())
        missing: list[tuple[int, str]] = []
        for start, end in self._gaps:
            if start == end:
                continue
            for at, word in self._between(start, end):
                if gone[word] > 0:
                    gone[word] -= 1
                elif word:
                    missing.append((at, word))
        if missing and self._excused(missing, gone):
            missing = []
        if missing and 0 < len(missing) == len(self._strange) <= self._misread:
            said = [word.translate(_DIGITS) for _, word in missing]
            if said == [word.translate(_DIGITS) for word in self._strange]:
                missing, self._strange = [], []
        if missing and self._strange and self._same(left_out):
            # Where signs stand that are no words tells nothing.
            there = iter([word.replace(COUNTED, "") for word in self._words])
            wordy = (word for word in self._said if any(map(str.isalnum, word)))
            return Account(out_of_order=not all(word in there for word in wordy))
        return Account(
            lost=tuple(self._told(file, missing)),
            invented=tuple(self._strange[:_SEVERAL]),
            glued=tuple(self._glued[:_SEVERAL]),
            split=tuple(self._split[:_SEVERAL]),
        )

    def _between(self, start: int, end: int) -> Iterable[tuple[int, str]]:
        """The words of the file from `start` to `end`, each with its place among all."""
        at = bisect_right(self._edges, start) - 1
        while at < len(self._words) and self._edges[at] < end:
            from_, to = max(start, self._edges[at]), min(end, self._edges[at + 1])
            yield at, self._stream[from_:to].replace(COUNTED, "")
            at += 1

    def _excused(self, missing: Sequence[tuple[int, str]], gone: Counter[str]) -> bool:
        """Whether what is missing was left out in other words: as parts of them, or several as one."""
        left = Counter(c for word in gone.elements() for c in word)
        lacking = Counter(c for _, word in missing for c in word)
        return lacking <= left

    def _same(self, left_out: Sequence[str]) -> bool:
        """Whether the source has the words of the file, in another order."""
        there = Counter(word.replace(COUNTED, "") for word in self._words)
        return not there - Counter([*self._said, *(w for text in left_out for w in text.split())])

    def _told(self, file: str, missing: Sequence[tuple[int, str]]) -> Iterable[Lost]:
        """The words that are lost, line by line."""
        if not missing:
            return
        wanted = dict(missing)
        lines: dict[int, list[str]] = {}
        line, reached = 1, 0
        for at, found in enumerate(_WORD.finditer(file)):
            line += file.count("\n", reached, found.start())
            reached = found.start()
            if at in wanted:
                lines.setdefault(line, []).append(wanted[at])
        yield from (Lost(number, " ".join(said)) for number, said in islice(lines.items(), _SEVERAL))
