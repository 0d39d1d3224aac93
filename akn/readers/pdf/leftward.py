"""Pages that are written from right to left: what is printed, in the order in which it is read.

pdfium reverses such lines by what it takes for their words, and marks, numbers and brackets come out of place. Where
each letter stands is certain, though: letters are read from the right, and what is written from the left within them,
numbers and Latin words, from the left (Unicode Standard Annex 9, turned round). A page is then seen as in a mirror,
so that all that is known of pages that are written from the left holds for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, field

from akn.readers.pdf.printed import Word

#: What is written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko, and the forms of letters of old fonts.
LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
#: Words stand further apart, and letters of one word nearer than this, in their size; between, pdfium's blanks tell.
_GAP, _NEAR = 0.2, 0.03
#: What stands on both sides of a gap so wide are two parts.
_WIDE = 1.0
_STOPS = frozenset(".,;:\u060c\u061b")
#: Letters that differ by so much of their size are no longer of one piece.
_STEP = 0.12
#: The number of a word that a blank has which pdfium put there, and no wide gap proves.
_UNSURE = -2
#: Lines begin at one place that begin so near to one another, in points.
_PLACE = 3.0
_OPENS = {"(": ")", "[": "]", "{": "}", "\u00ab": "\u00bb"}
_LAM = "\u0644"
_BRACKETS = frozenset("()[]{}")
_CLOSES = {closing: opening for opening, closing in _OPENS.items()}
#: pdfium takes these, too, for brackets, and gives the other one where letters before it are written from the right.
_TURNED = str.maketrans("\u2018\u2019\u201c\u201d", "\u2019\u2018\u201d\u201c")
#: What is written from the left: a number; or words that a Latin letter begins, up to the last of their letters.
_NUMBER = r"\d(?:[\d/.,:\u066b\u066c]*\d)?"
_FROM_LEFT = re.compile(
    r"[^\W\d_\u0590-\u08ff](?:(?:(?! [.,;:])[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])*[^\W_\u0590-\u08ff])?"
    rf"|{_NUMBER}"
)


class _Sign(Struct):
    """A letter, where it stands, and the word that pdfium takes it for part of; `marks` stand above and below it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    look: int
    word: int
    marks: list[_Sign] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Its middle."""
        return (self.left + self.right) / 2


def lines_of(told: Sequence[Sequence[Sequence[Any]]], edge: float) -> Iterator[list[Word]]:
    """The words of each line, as they are read; `edge` is the right one of the page, from which places count."""
    rows = [_in_row(signs) for line in told if (signs := _signs(line))]
    own = [any(LETTER.match(sign.text) for sign in row) for row in rows]
    right = max((row[-1].right for row, is_own in zip(rows, own, strict=True) if is_own), default=0.0)
    for row, is_own in zip(rows, own, strict=True):
        # What no letter tells is read as the text is, where it begins as the text does.
        if words := _words(_read(row, leftward=is_own or abs(row[-1].right - right) < _PLACE), edge):
            yield words


def _signs(line: Sequence[Sequence[Any]]) -> list[_Sign]:
    """The letters of a line, with the marks that stand at them."""
    letters: list[_Sign] = []
    marks: list[_Sign] = []
    leftward = turned = any(LETTER.match(sign[0]) for sign in line)
    for text, left, right, base, size, look, word in line:
        if left == right and text.isspace():
            continue  # pdfium put it there
        if text.isalpha():
            turned = leftward and LETTER.match(text) is not None
        known = unicodedata.normalize("NFKC", text) if "\ufb1d" <= text <= "\ufefc" else text
        known = known.translate(_TURNED) if turned else known
        sign = _Sign(known, left / 100, right / 100, base / 100, size / 100, look, word)
        (marks if unicodedata.combining(text) else letters).append(sign)
    for mark in marks:
        if letters:
            min(letters, key=lambda letter: abs(letter.middle - mark.middle)).marks.append(mark)
    return letters


def _in_row(letters: list[_Sign]) -> list[_Sign]:
    """`letters` from the left, a blank wherever words part.

    Two letters that are one sign stand at one place: lam and alef, of which lam comes first.
    """
    row: list[_Sign] = []
    for letter in sorted(letters, key=lambda one: (one.middle, one.text == _LAM)):
        if row and not letter.text.isspace() and not row[-1].text.isspace():
            gap = (letter.left - row[-1].right) / max(letter.size, row[-1].size)
            if gap > (_GAP if letter.word == row[-1].word else _NEAR):
                sure = -1 if gap > _GAP else _UNSURE
                row.append(_Sign(" ", row[-1].right, letter.left, letter.base, letter.size, 0, sure))
        row.append(letter)
    return row


def _read(row: Sequence[_Sign], *, leftward: bool) -> list[_Sign]:
    """The letters of a `row` in the order in which they are read, `leftward` or not; no line begins with a stop."""
    said = "".join(sign.text[:1] for sign in row)
    order: list[_Sign] = []
    if leftward or said[0] in _STOPS or not any(map(str.isalpha, said)):
        end = len(row)
        for start in [*(n for n in range(len(row) - 1, 0, -1) if _apart(row[n - 1], row[n])), 0]:
            order += _turned(row[start:end], said[start:end])
            end = start
    else:
        order = [*row]
    return [*_without_unsure(order)]


def _apart(one: _Sign, other: _Sign) -> bool:
    """Whether two neighbours are of different parts: a mark and its word, what stands on both sides of a wide gap."""
    size = max(one.size, other.size)
    wide = other.text.isspace() and other.right - other.left > _WIDE * size
    return wide or max(abs(one.base - other.base), abs(one.size - other.size)) >= _STEP * size


def _turned(row: Sequence[_Sign], said: str) -> Iterator[_Sign]:
    """The letters of a part of a row from its right, and what is written from the left in it from there."""
    end = len(row)
    for run in reversed([*_FROM_LEFT.finditer(said)]):
        start, stop = run.span()
        # A bracket that opens within such words closes with them.
        stop += said[stop : stop + 1] in _BRACKETS and sum(one in _BRACKETS for one in run[0]) % 2
        yield from reversed(row[stop:end])
        yield from row[start:stop]
        end = start
    yield from reversed(row[:end])


def _without_unsure(order: Sequence[_Sign]) -> Iterator[_Sign]:
    """Letters in their order, without the blanks within brackets that pdfium alone has."""
    _tell_brackets([sign for sign in order if sign.word != _UNSURE])
    for at, sign in enumerate(order):
        inside = 0 < at < len(order) - 1 and (order[at - 1].text in _OPENS or order[at + 1].text in _CLOSES)
        if sign.word != _UNSURE or not inside:
            yield sign


def _tell_brackets(order: Sequence[_Sign]) -> None:
    """Tell which brackets open and which close: some files hold the sign that is seen, others the one that is meant."""
    depth = dict.fromkeys(_OPENS, 0)
    for at, sign in enumerate(order):
        opening = sign.text if sign.text in _OPENS else _CLOSES.get(sign.text)
        if opening is None:
            continue
        before = order[at - 1].text if at else " "
        behind = order[at + 1].text if at + 1 < len(order) else " "
        opens = before.isspace() or before in _OPENS
        if not opens and not depth[opening]:
            opens = behind[:1].isalnum()
        depth[opening] += 1 if opens else -1
        sign.text = opening if opens else _OPENS[opening]


def _words(order: Sequence[_Sign], edge: float) -> list[Word]:
    """The words of letters that stand in their `order`, their places counted from the right `edge`."""
    words: list[Word] = []
    piece: list[_Sign] = []
    glued = False

    def close() -> None:
        nonlocal glued
        if piece:
            words.append(_word(piece, edge, glued=glued))
            glued = True
            piece.clear()

    for sign in order:
        if sign.text.isspace():
            close()
            glued = False
            continue
        first = piece[0] if piece else sign
        if max(abs(sign.base - first.base), abs(sign.size - first.size)) >= _STEP * first.size:
            close()
        piece.append(sign)
    close()
    _set_in_order(words)
    return words


def _word(piece: Sequence[_Sign], edge: float, *, glued: bool) -> Word:
    text = "".join(sign.text + "".join(mark.text for mark in sign.marks) for sign in piece)
    left, right = edge - max(sign.right for sign in piece), edge - min(sign.left for sign in piece)
    return Word(text, left, right, piece[0].base, piece[0].size, piece[0].look, glued=glued)


def _set_in_order(words: Sequence[Word]) -> None:
    """Words that are written from the left stand, in a mirror, the wrong way round: set them in their order."""
    start = 0
    for at in range(1, len(words) + 1):
        if at < len(words) and words[at].left < words[at - 1].left:
            continue
        run = words[start:at]
        start = at
        if len(run) > 1:
            place, end = min(word.left for word in run), max(word.right for word in run)
            gap = (end - place - sum(word.right - word.left for word in run)) / (len(run) - 1)
            for word in run:
                word.left, word.right = place, place + word.right - word.left
                place = word.right + gap
