"""Lines to passages: hard wraps undone, each passage one run of text.

Guarantees:

1. Every piece of the source is in exactly one passage, in order.
2. Its text is that of its lines joined by a space; only where a word was broken at a line's end is the
   hyphen handled, and told (`mended`). `line` is the line where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from akn.matching.alike import alike
from akn.matching.scripts import runs_on, unspaced
from akn.model.resolution import Mark, Note
from akn.model.source import Dropped, Grid, Line, Piece
from akn.recognition.labels import Label, NoteLabel, label_of, note_label_of
from akn.recognition.page_numbers import page_numbers

_NARROWEST, _WIDEST = 40, 140
_FEWEST_PAIRS, _FEWEST_LONG = 4, 3
_SOFT = "\u00ad"
_HYPHENS = ("-", "\u2010", _SOFT)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text, or a table (`grid`, and no text). `wrapped` are its lines, where it had several.

    `plain` is `text` with characters that print alike made the same, offset by offset. `label` is the label that
    it begins with. `depth` says how deep in the lists of a page the item lies that begins here, 0 where none does.
    `note` is the marker of the footnote that it is, where nothing in the text points to it.
    """

    text: str
    plain: str
    line: int
    marks: tuple[Mark, ...] = ()
    indent: float = 0.0
    level: int = 0
    whole: bool = False
    grid: Grid | None = None
    wrapped: tuple[tuple[int, str], ...] = ()
    depth: int = 0
    note: str = ""
    label: Label | None = field(init=False)

    def __post_init__(self) -> None:
        # The value is frozen, but not yet whole.
        object.__setattr__(self, "label", label_of(self.plain))

    @property
    def rest(self) -> str:
        """Its words behind the label, characters made alike."""
        return self.plain[self.label.end :].lstrip() if self.label else self.plain

    @property
    def note_label(self) -> NoteLabel | None:
        """The label that it would begin with as a footnote; a table or a heading is none."""
        return note_label_of(self.plain) if self.grid is None and not self.level else None

    @property
    def said(self) -> tuple[tuple[int, str], ...]:
        """The lines of the source that it was read from: number and text."""
        if self.grid is not None:
            return tuple(
                (line.number, line.text) for row in self.grid.rows for cell in row for line in cell.lines
            )
        return self.wrapped or ((self.line, self.text),)

    def labelled(self, label: Label | None) -> Passage:
        """The same passage with a `label` that the passages around it prove, or without one."""
        other = replace(self)
        object.__setattr__(other, "label", label)
        return other

    def without_notes(self, start: int, end: int) -> str:
        """Its words from `start` to `end` (offsets), without the marks of footnotes."""
        said, at = "", start
        for mark in self.marks:
            if isinstance(mark.markup, Note) and at <= mark.start < end:
                said += self.text[at : mark.start]
                at = mark.end
        return f"{said}{self.text[at:end]}".rstrip() if said else self.text[start:end]

    def left_out(self, reason: str) -> list[Dropped]:
        """The passage as it is listed when it is left out."""
        return [Dropped(number, text, reason) for number, text in self.said]

    def cut(self, start: int, end: int | None = None) -> Passage:
        """The part of this passage from `start` to `end` (offsets), its marks cut to fit."""
        stop = len(self.text) if end is None else end
        raw = self.text[start:stop]
        start += len(raw) - len(raw.lstrip())
        stop -= len(raw) - len(raw.rstrip())
        stop = max(start, stop)
        marks = tuple(
            Mark(max(m.start, start) - start, min(m.end, stop) - start, m.markup)
            for m in self.marks
            # A mark over nothing, a note that no mark points to, belongs to what stands before it.
            if (m.end > start and m.start < stop) or start < m.start == m.end == stop
        )
        wrapped = self.wrapped if (start, stop) == (0, len(self.text)) else ()
        return Passage(
            self.text[start:stop],
            self.plain[start:stop],
            self.line,
            marks,
            self.indent,
            self.level,
            self.whole,
            self.grid,
            wrapped,
            self.depth,
        )


@dataclass(frozen=True, slots=True)
class Joined:
    """The passages of a source, and what joining left out: hyphens, and what the pages of a print repeat."""

    passages: tuple[Passage, ...]
    left_out: tuple[Dropped, ...] = ()


def join(
    pieces: Sequence[Piece],
    of_each_page: Callable[[Line], str | None] = lambda _: None,
    bridged: frozenset[int] = frozenset(),
    stands_apart: Callable[[Line, Line], bool] = lambda _above, _line: False,
    set_in: Callable[[Line, Line, frozenset[int]], bool | None] | None = None,
) -> Joined:
    """Undo the hard wraps of `pieces`, and join a label to the line below it.

    `of_each_page` says why a line is left out of a text with hard wraps, or None.
    `bridged` are the numbers of lines before which something was taken out already. `stands_apart` says of
    two lines that they were never one, `set_in`, where first lines are set in, whether a line goes on.
    """
    width = _wrap_width(pieces) or (0 if set_in is None else _WIDEST)
    mended: list[Dropped] = []
    numbers = page_numbers(pieces)
    if width or numbers:
        repeated = of_each_page if width else lambda _: None
        pieces, bridged = _without_headers(
            pieces, lambda line: numbers.get(line.number) or repeated(line), mended, bridged
        )
    words = _Vocabulary(pieces)
    passages: list[Passage] = []
    run: list[Line] = []
    for piece in pieces:
        if isinstance(piece, Grid):
            passages += _close(run, words, mended)
            passages.append(Passage("", "", piece.number, grid=piece))
            run = []
        elif run and (
            _label_alone(run, piece)
            or (
                told
                if set_in and (told := set_in(run[-1], piece, bridged)) is not None
                else _goes_on(run[-1], piece, width, bridged) and not (width and stands_apart(run[-1], piece))
            )
        ):
            run.append(piece)
        else:
            passages += _close(run, words, mended)
            run = [piece]
    passages += _close(run, words, mended)
    return Joined(tuple(passages), tuple(mended))


def pieces_of(passages: Iterable[Passage]) -> list[Piece]:
    """`passages` as pieces that are never joined: what they were read from, where a text was cut anew."""
    return [
        passage.grid
        if passage.grid is not None
        else Line(
            passage.line,
            passage.text,
            passage.marks,
            passage.indent,
            passage.level,
            whole=True,
            depth=passage.depth,
            note=passage.note,
        )
        for passage in passages
    ]


def in_lines(passages: Iterable[Passage]) -> Iterator[Passage]:
    """`passages`, each table as the lines of its cells: where only lines can stand, a table is layout."""
    for passage in passages:
        if passage.grid is None:
            yield passage
            continue
        for row in passage.grid.rows:
            for cell in row:
                for line in cell.lines:
                    plain = alike(line.text)
                    yield Passage(line.text, plain, line.number, line.marks, line.indent, whole=True)


def _wrap_width(pieces: Sequence[Piece]) -> int:
    """The width at which the text was wrapped, or 0 where each line stands for itself.

    A line was broken by wrapping when the next line's first word would not
    have fitted on it; where most lines that have a close neighbour were, the
    text is wrapped.
    """
    lines = [p for p in pieces if isinstance(p, Line) and not p.whole]
    pairs = [(a, b) for a, b in pairwise(lines) if b.number == a.number + 1]
    lengths = sorted(len(a.text) + a.indent for a, _ in pairs)
    if len(pairs) < _FEWEST_PAIRS:
        return 0
    width = int(lengths[int(len(lengths) * 0.95)])
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    if 2 * _full(pairs, width) >= len(pairs):
        return width
    # A cover of short lines may hide it: then the lines that go on in the middle of a sentence tell.
    within = [
        (a, b)
        for a, b in pairs
        if b.text[:1].islower() and a.text[-1:] not in ".;:,·" and label_of(alike(b.text)) is None
    ]
    lengths = sorted(len(a.text) + a.indent for a, _ in within)
    if len(within) < _FEWEST_LONG or 8 * len(within) < len(pairs):
        return 0
    width = int(lengths[int(len(lengths) * 0.95)])
    # Its own short lines go on in small letters, too: those that are long were broken.
    long = [(a, b) for a, b in within if 4 * (len(a.text) + a.indent) > 3 * width]
    if width < _NARROWEST or len(long) < _FEWEST_LONG:
        return 0
    return width if 10 * _full(long, width) >= 7 * len(long) else 0


def _full(pairs: Sequence[tuple[Line, Line]], width: int) -> int:
    """How many of `pairs` were broken because the first word of the second did not fit on the first."""
    return sum(len(a.text) + a.indent + 1 + len(_first_word(b)) > width for a, b in pairs)


def _first_word(line: Line) -> str:
    """The first word of `line`; a character, where no blanks part words."""
    return line.text[:1] if unspaced(line.text[:1]) else (line.text.split(None, 1) or [""])[0]


def _without_headers(
    pieces: Sequence[Piece],
    of_each_page: Callable[[Line], str | None],
    left_out: list[Dropped],
    taken_before: frozenset[int],
) -> tuple[list[Piece], frozenset[int]]:
    """`pieces` without the lines that each page of a print repeats, and the numbers of the lines after such ones."""
    kept: list[Piece] = []
    bridged: set[int] = set()
    gone = False
    for piece in pieces:
        gone = gone or piece.number in taken_before
        reason = None if isinstance(piece, Grid) else of_each_page(piece)
        if reason is None or isinstance(piece, Grid):
            kept.append(piece)
            if gone:
                bridged.add(piece.number)
        else:
            left_out.append(Dropped(piece.number, piece.text, reason))
        gone = reason is not None
    return kept, frozenset(bridged)


def _goes_on(above: Line, line: Line, width: int, bridged: frozenset[int]) -> bool:
    """Whether `line` goes on where the line above was broken off, by wrapping or by the end of a page."""
    if line.whole or above.whole or line.level or above.level:
        return False
    if line.number != above.number + 1 and not (line.number in bridged and line.text[:1].islower()):
        return False
    if line.number in bridged and not width:
        return above.text[-1:] not in ".;:·"
    return _broken(above, line) or (width > 0 and _wrapped(above, line, width))


def _broken(above: Line, line: Line) -> bool:
    """Whether a word was broken at the end of the line above."""
    return above.text[-1:] in _HYPHENS and line.text[:1].islower() and above.text[-2:-1].isalpha()


def _label_alone(run: list[Line], line: Line) -> bool:
    """Whether the run so far is a label alone on its line, as the Official Journal's pages print it."""
    if len(run) > 1 or len(run[0].text) > 6:  # “(xviii)” is the longest that is common
        return False
    label = label_of(alike(f"{run[0].text} x"))
    return label is not None and label.end == len(run[0].text) and label_of(alike(line.text)) is None


def _wrapped(above: Line, line: Line, width: int) -> bool:
    """Whether the line above was broken at `width`, or is long and breaks off in the middle of a sentence."""
    first = _first_word(line)
    full = len(above.text) + above.indent + 1 + len(first) > width - 2
    labelled = label_of(alike(line.text)) is not None
    long = 4 * (len(above.text) + above.indent) > 3 * width and not labelled
    if not full and not (long and first[:1].islower() and above.text[-1:] not in ".;:·"):
        return False
    ends = above.text[-1:] in ".;:,·"
    return not (ends and labelled)


def _close(run: list[Line], words: _Vocabulary, mended: list[Dropped]) -> Iterable[Passage]:
    if not run:
        return ()
    first = run[0]
    if len(run) == 1:
        return (
            Passage(
                first.text,
                alike(first.text),
                first.number,
                first.marks,
                first.indent,
                first.level,
                whole=first.whole,
                depth=first.depth,
                note=first.note,
            ),
        )
    pieces = [first.text]
    marks = list(first.marks)
    at, end = len(first.text), first.text[-_LONGEST_WORD:]
    for above, line in pairwise(run):
        cut, glued = words.mend(end, line.text, above, mended)
        glued = glued or runs_on(above.text, line.text)
        if cut:
            pieces[-1] = pieces[-1][:-1]
            at -= 1
        if not glued:
            pieces.append(" ")
            at += 1
        pieces.append(line.text)
        marks += [Mark(m.start + at, m.end + at, m.markup) for m in line.marks]
        at += len(line.text)
        end = f"{end[: -1 if cut else None]}{'' if glued else ' '}{line.text}"[-_LONGEST_WORD:]
    text = "".join(pieces)
    said = tuple((line.number, line.text) for line in run)
    return (
        Passage(
            text,
            alike(text),
            first.number,
            tuple(marks),
            first.indent,
            first.level,
            wrapped=said,
            depth=first.depth,
        ),
    )


#: No word has so many letters; what of a text may be the beginning of a broken one is looked for in so many.
_LONGEST_WORD = 120


class _Vocabulary:
    """The words of the text, to tell a word broken at a line's end from a hyphenated one."""

    _BROKEN = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
    _REST = re.compile(r"[^\W\d_]+")

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._known: set[str] | None = None

    def _words(self) -> set[str]:
        if self._known is None:
            text = "\n".join(p.text for p in self._pieces if isinstance(p, Line))
            self._known = {w.casefold() for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)}
        return self._known

    def mend(self, end: str, following: str, above: Line, mended: list[Dropped]) -> tuple[bool, bool]:
        """How a text, of which `end` is the end and that of the line `above`, takes `following`.

        Returned is whether its last character goes, a hyphen, and whether they are
        to be glued. The hyphen goes where the word without it stands elsewhere in the text,
        or where it is a soft hyphen; otherwise it stays (``well-known``).
        """
        broken = self._BROKEN.search(end)
        rest = self._REST.match(following)
        if broken is None or rest is None:
            return False, False
        if broken.group(2) != _SOFT:
            if not rest.group()[0].islower():
                return False, True
            whole = (broken.group(1) + rest.group()).casefold()
            hyphenated = f"{broken.group(1)}-{rest.group()}".casefold()
            if whole not in self._words() or hyphenated in self._words():
                return False, True
        reason = "hyphen of a word broken at the end of a line"
        mended.append(Dropped(above.number, broken.group(2), reason, above.text))
        return True, True
