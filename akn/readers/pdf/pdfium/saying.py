"""What a page says, line by line, and where; told by pdfium in its own process; used by `extract`, never imported."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice
from operator import gt
from typing import Any

_LOSSY = re.compile("[\ufffd\ue000-\uf8ff]")
#: What XML cannot hold, but for the ends of lines and pdfium's own signs of hyphens.
_ILLEGAL = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\uffff]")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
#: Letters that look alike in print: of Greek some fonts know them by the names of mathematics.
_ALIKE = re.compile("[\u2206\u00b5]")
#: What stands together where words have run together: “finir,dans”, “vom19”.
_TOGETHER = re.compile("[,;](?=[A-Za-z\u00c0-\u04ff])|[0-9A-Z](?<=[a-z\u00df-\u00ff].)")
#: Letters and signs for which more is to be done, among them all below.
_RARE = re.compile("[\u00b5\u0590-\u08ff\u2206\u3400-\u9fff\ue000-\uffff]")
#: A blank is no narrower, in the size of its letters.
_BLANK = 0.17
_CHINESE = re.compile("[\u3400-\u9fff]")
_LINE = re.compile(r"[^\r\n\ufffe\x02]+[\ufffe\x02]?")
_WORD = re.compile(r"[^\s\u00a0\ufffe\x02]+")
#: pdfium's signs at which a word was broken; they stand nowhere on the page.
_BROKEN = "\ufffe\x02"
#: Letters stand on one base whose places differ by less, in hundredths of points.
_ONE_BASE = 100
#: Letters that differ by so much of their size are no longer of one piece.
_STEP = 0.12


class RunTogetherError(Exception):
    """pdfium does not see where words of this PDF part."""


def told(
    page: Any, letters: Any, said: str, beside: Callable[[str], Any], *, parting: bool
) -> dict[str, Any]:
    """The lines of a page as pdfium has them, its text, and how many letters are lost.

    `page` is pdfium's page of text, `letters` tell where its letters stand, `said` is what it says, `beside` gives the
    modules of this process. Words are looked through for blanks that pdfium does not see with `parting`.

    A line is its text, the left edges of its words and the right ones, base, size and look, in hundredths of points;
    or, where these differ, a list of words: text, left, right, base, size, look, and 1 where it is glued to the one
    before. Of a page that is written from right to left there are its letters one by one, too (`signs`).

    Raises:
        RunTogetherError: there are such words, and they were not looked for.
    """
    said = _ILLEGAL.sub("\ufffd", said)
    rare = _RARE.search(said) is not None
    if rare and _ALIKE.search(said):
        said = beside("mended").greek(said)
    room: set[int] = beside("mended").room(page, said) if rare and _CHINESE.search(said) else set()
    own = _Lines(letters, said, beside, room)
    lost = len(_LOSSY.findall(said)) if rare else 0
    if rare and _FROM_RIGHT.search(said):
        own.find()
        leftward = 2 * len(_FROM_RIGHT.findall(said)) >= sum(map(str.isalpha, said))
        spans = [line.span() for line in _LINE.finditer(said)]
        signs = beside("singly").singly(page, letters, said, spans) if leftward else []
        return {"lines": own.lines, "text": own.text, "lost": lost, "signs": signs}
    if parting:
        own.part()
    elif any(_wide_within(letters, said, at.start()) for at in islice(_TOGETHER.finditer(said), 20)):
        raise RunTogetherError
    own.find(mixed=True)
    return {"lines": own.lines, "text": own.text, "lost": lost, "signs": []}


class _Lines:
    """The lines of a page, as they are found in what it says."""

    def __init__(self, letters: Any, said: str, beside: Callable[[str], Any], room: set[int]) -> None:
        """`room` is where pdfium has a blank and there is none."""
        self._letters, self._said, self._beside = letters, said, beside
        self._room = room
        self.lines: list[Any] = []
        #: What stands in the place of a part of the text: beginning, end, text.
        self._spans: list[tuple[int, int, str]] = []
        #: Of each line the places and the words, and a hyphen where its last word was broken.
        self._found: list[tuple[list[int], list[str], str]] = []
        for line in _LINE.finditer(said):
            words = [*_WORD.finditer(said, line.start(), line.end())]
            if words:
                hyphen = "-" if line[0][-1] in _BROKEN else ""
                self._found.append(([word.start() for word in words], [word[0] for word in words], hyphen))

    @property
    def text(self) -> str:
        """What the page says, as it was found."""
        if not self._room and not self._spans:
            return self._said
        signs = ["" if at in self._room else sign for at, sign in enumerate(self._said)]
        for start, end, text in sorted(self._spans, reverse=True):
            signs[start:end] = [text]
        return "".join(signs)

    def part(self) -> None:
        """Part the words in which there is room for a blank."""
        self._found, self._spans = self._beside("mended").parted(self._letters, self._found)

    def find(self, *, mixed: bool = False) -> None:
        """Find the lines; with `mixed` also such as are drawn in another order than they are read in.

        A part of a line may be drawn after what it stands before, and a line around another, of which one is a mark.
        """
        found = self._found
        lefts = self._letters.edges([at for places, _, _ in found for at in places], right=False)
        ends = [
            at + len(text) - 1 for places, texts, _ in found for at, text in zip(places, texts, strict=True)
        ]
        rights = self._letters.edges(ends, right=True)
        done = 0
        rows = []
        for places, texts, hyphen in found:
            stop = done + len(texts)
            rows.append((places, texts, hyphen, lefts[done:stop], rights[done:stop]))
            done = stop
        above: tuple[Any, ...] | None = None
        for row in rows:
            if mixed and above is not None and not above[2] and self._is_around(row, above):
                self.lines.pop()
                self._mix(above[0][0], row[0][-1] + len(row[1][-1]), row[2])
                above = None
                continue
            places, texts, hyphen, left, right = above = row
            if mixed and (any(map(gt, left, left[1:])) or any(map(gt, left, right))):
                self._mix(places[0], places[-1] + len(texts[-1]), hyphen)
            else:
                self._take(_line(self._letters, places, texts, left, right), places, hyphen)

    def _is_around(self, row: tuple[Any, ...], above: tuple[Any, ...]) -> bool:
        """Whether a line begins before the one above it and ends behind it, on the same base."""
        if not (row[3][0] < above[3][0] and above[4][-1] < row[4][-1]):
            return False
        one: int = self._letters.stand(row[0][-1], self._letters.object_of(row[0][-1]))[0]
        other: int = self._letters.stand(above[0][-1], self._letters.object_of(above[0][-1]))[0]
        return abs(one - other) < _ONE_BASE

    def _mix(self, start: int, end: int, hyphen: str) -> None:
        line, text = self._beside("mended").in_order(self._letters, self._said, start, end, _line)
        self._spans = [span for span in self._spans if not start <= span[0] < end]
        self._spans.append((start, end, text))
        self._take(line, (), hyphen)

    def _take(self, line: list[Any], places: Sequence[int], hyphen: str) -> None:
        if self._room and places:
            line = self._beside("mended").without_room(line, [place - 1 in self._room for place in places])
        if hyphen:
            (line if isinstance(line[0], str) else line[-1])[0] += hyphen
        self.lines.append(line)


def _wide_within(letters: Any, said: str, at: int) -> bool:
    """Whether there is room for a blank behind the stop at `at`, or before the letter, and pdfium sees none."""
    at -= said[at] not in ",;"
    size: int = letters.stand(at, letters.object_of(at))[1]
    gap: int = letters.edges([at + 1], right=False)[0] - letters.edges([at], right=True)[0]
    return _BLANK * size < gap < 100 * size


def _line(
    letters: Any, places: Sequence[int], texts: Sequence[str], lefts: list[int], rights: list[int]
) -> list[Any]:
    """A line, as `told` tells it."""
    held = letters.object_of(places[0])
    if held and letters.object_of(places[-1] + len(texts[-1]) - 1) == held:
        return [" ".join(texts), lefts, rights, *letters.stand(places[0], held)]
    words: list[list[Any]] = []
    for at, text, left, right in zip(places, texts, lefts, rights, strict=True):
        words += _pieces(letters, at, text, left, right)
    first = words[0]
    if len(words) == len(texts) and all(word[3:6] == first[3:6] for word in words):
        return [" ".join(texts), lefts, rights, *first[3:6]]
    return words


def _pieces(letters: Any, at: int, text: str, left: int, right: int) -> list[list[Any]]:
    """A word, cut where its letters change their size or base: a raised mark is glued to its word."""
    held = letters.object_of(at)
    base, size, look = letters.stand(at, held)
    end = len(text) - 1
    if end < 1 or (held and letters.object_of(at + end) == held):
        return [[text, left, right, base, size, look]]
    cuts = [(0, base, size, look)]
    for n in range(1, end + 1):
        here, large, other = letters.stand(at + n, letters.object_of(at + n))
        if abs(here - base) >= _STEP * size or abs(large - size) >= _STEP * size:
            base, size = here, large
            cuts.append((n, here, large, other))
    lefts = [left, *letters.edges([at + cut[0] for cut in cuts[1:]], right=False)]
    rights = [*letters.edges([at + cut[0] - 1 for cut in cuts[1:]], right=True), right]
    ends = [*(cut[0] for cut in cuts[1:]), len(text)]
    return [
        [text[start:stop], one, other, *stand, *([1] if start else [])]
        for (start, *stand), stop, one, other in zip(cuts, ends, lefts, rights, strict=True)
    ]
