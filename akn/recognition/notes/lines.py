"""The lines of a text as a reader of notes sees them: what begins, what breaks off, what pages repeat."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from akn.matching.alike import alike
from akn.model.resolution import Link
from akn.model.source import Grid, Line, Piece
from akn.recognition.idiom import Idiom
from akn.recognition.labels import NoteLabel, label_of, note_label_of

#: What ends a sentence.
SENTENCE = frozenset(".!?…")
#: What ends a part of one, so that more is to come.
GOES_ON = frozenset(";:,")
_TERMINAL = SENTENCE | GOES_ON | {"·"}
_CLOSERS = '"”»’)'
_FIRST = frozenset("0123456789([*⁰¹²³⁴⁵⁶⁷⁸⁹")
#: So long is a rule above notes at least, that proves them by itself.
LONG_RULE = 8
_ROMAN = re.compile("[ivxl]{1,6}")
_RULES = frozenset("_-–—―=")


def labels_of(pieces: Sequence[Piece]) -> dict[int, NoteLabel]:
    """The lines of `pieces` that begin as a footnote may, by their places."""
    found: dict[int, NoteLabel] = {}
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Line) or piece.level or piece.role:
            continue
        plain = alike(piece.text)
        label = note_label_of(plain) if piece.text[:1] in _FIRST else _linked(piece)
        # A number with a dash behind it counts paragraphs, where texts are written from right to left.
        if label is not None and (label.closing or plain[label.end :].lstrip()[:2] != "- "):
            found[at] = label
    return found


def _linked(line: Line) -> NoteLabel | None:
    """The Roman numeral that `line` begins with, where it is linked to a mark in the page."""
    first = next((m for m in line.marks if not m.start and isinstance(m.markup, Link)), None)
    if first is None or not isinstance(first.markup, Link) or not first.markup.href.startswith("#"):
        return None
    marker = line.text[: first.end].strip()
    return NoteLabel(marker, "", "", first.end) if _ROMAN.fullmatch(marker) else None


class Lines:
    """The pieces of a text, with the `labels` of notes that some of them begin with."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        labels: Mapping[int, NoteLabel],
        idiom: Idiom,
        of_each_page: Callable[[Line], str | None],
    ) -> None:
        """Take `pieces`; `of_each_page` tells what pages repeat."""
        self.pieces = pieces
        self.labels = labels
        self.idiom = idiom
        self.of_each_page = of_each_page

    def text(self, at: int) -> str:
        """The text of the line at `at`, "" where there is none."""
        piece = self.pieces[at] if 0 <= at < len(self.pieces) else None
        return piece.text if isinstance(piece, Line) else ""

    def repeated(self, at: int) -> bool:
        """Whether the line at `at` is what each page repeats, or a rule."""
        piece = self.pieces[at]
        return isinstance(piece, Line) and (is_rule(piece.text) or self.of_each_page(piece) is not None)

    def fresh(self, at: int) -> bool:
        """Whether the line at `at` begins of itself: behind a blank line or what pages repeat, as a block of a page."""
        piece, before = self.pieces[at], self.pieces[at - 1] if at else None
        if before is None or isinstance(before, Grid) or not isinstance(piece, Line):
            return True
        if piece.whole or before.whole or piece.number > before.number + 1:
            return True
        return self.repeated(at - 1)

    def open(self, at: int) -> bool:
        """Whether the line at `at` breaks off in the middle of a sentence."""
        text = self.text(at).rstrip(_CLOSERS)
        return text[-1:].isalnum() or (bool(text) and text[-1] not in _TERMINAL)

    def opens(self, plain: str) -> bool:
        """Whether `plain` begins as a citation or a recital does."""
        phrases = self.idiom.phrases
        return bool(phrases("citation").opening(plain) or phrases("recital").opening(plain))

    def begins(self, at: int) -> bool:
        """Whether something begins at `at`: a labelled line, a citation, a recital."""
        plain = alike(self.text(at))
        return at in self.labels or label_of(plain) is not None or self.fresh(at) or self.opens(plain)

    def dated(self, at: int) -> bool:
        """Whether the line at `at` begins with a date."""
        return any(found.start == 0 for found in self.idiom.dates.find(self.text(at)[:60]))


def is_rule(text: str) -> bool:
    """Whether `text` is a rule across the page, as it stands above notes."""
    return len(text) > 2 and text[0] in _RULES and not text.strip(text[0])


def ended(text: str) -> bool:
    """Whether `text` ends as a sentence does, or with an address."""
    return text.rstrip(_CLOSERS)[-1:] in SENTENCE or "://" in text.rsplit(" ", 1)[-1]
