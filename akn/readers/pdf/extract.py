"""The words of a PDF with their places, told by pdfium in a process of its own; run as a script, never imported here.

What comes in and goes out are blocks behind their length (8 bytes, big end first): in the bytes of a PDF, out JSON.
Nothing else of akn is needed, so that the process starts quickly and knows little.
"""

from __future__ import annotations

import ctypes
import json
import math
import re
import struct
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import pypdfium2  # type: ignore[import-untyped]  # it has no types
from pypdfium2 import raw

#: Memory that the process may take, in bytes.
_MEMORY = 2_000_000_000
#: A page has no more characters and drawn lines; what has more is no page of a text.
_MOST_CHARACTERS = 100_000
_MOST_OBJECTS = 20_000
#: Lines that are drawn are thinner, in points.
_THIN = 2.5
_ITALIC = 0x40  # PDF 32000-1, 9.8.2: the font's flag
_HEAVY = 600
_LOSSY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uf8ff]")
#: What may be raised: pdfium's words that hold any of these are looked at letter by letter.
_RAISED = re.compile(r"[0-9*\u2020\u2021a-z(\[]")


def main() -> None:
    """Answer one PDF after the other until there are no more."""
    _limit()
    while block := _block(sys.stdin.buffer):
        try:
            said = _document(block)
        except MemoryError:
            said = {"refused": "memory"}
        answer = json.dumps(said).encode()
        sys.stdout.buffer.write(struct.pack(">Q", len(answer)) + answer)
        sys.stdout.buffer.flush()


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415  # not on every system
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _block(stream: BinaryIO) -> bytes:
    head = stream.read(8)
    if len(head) < 8:
        return b""
    return stream.read(struct.unpack(">Q", head)[0])


def _document(data: bytes) -> dict[str, Any]:
    most = struct.unpack(">I", data[:4])[0]  # pages
    try:
        pdf = pypdfium2.PdfDocument(data[4:])
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        return {"refused": "password" if locked else "damaged"}
    try:
        if len(pdf) > most:
            return {"refused": "pages", "pages": len(pdf)}
        return {"pages": [_page(pdf, n) for n in range(len(pdf))]}
    finally:
        pdf.close()


def _page(pdf: pypdfium2.PdfDocument, number: int) -> dict[str, Any]:
    try:
        page = pdf[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return {
            "damaged": True,
            "width": 0,
            "height": 0,
            "lines": [],
            "rules": [],
            "pictures": 0,
            "text": "",
            "lost": 0,
        }
    try:
        width, height = page.get_size()
        turn = page.get_rotation()
        lines, said, lost = _lines(text, _Turn(turn, width, height))
        rules, pictures = _drawn(page, _Turn(turn, width, height))
        return {
            "width": width,
            "height": height,
            "lines": lines,
            "rules": rules,
            "pictures": pictures,
            "text": said,
            "lost": lost,
            "damaged": False,
        }
    finally:
        text.close()
        page.close()


class _Turn:
    """Turns places on a page as the page itself is turned."""

    def __init__(self, degrees: int, width: float, height: float) -> None:
        self.degrees, self.width, self.height = degrees % 360, width, height

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        match self.degrees:
            case 90:
                return y, self.height - x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return self.width - y, x
            case _:
                return x, y


class _Letters:
    """Where letters stand, asked of pdfium."""

    def __init__(self, page: pypdfium2.PdfTextPage, turn: _Turn) -> None:
        self._page, self._turn = page, turn
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._matrix = raw.FS_MATRIX()

    def box(self, at: int) -> tuple[float, float, float, float]:
        """Left, right, base and size of the letter at `at`."""
        raw.FPDFText_GetLooseCharBox(self._page.raw, at, self._box)
        raw.FPDFText_GetCharOrigin(self._page.raw, at, self._x, self._y)
        one = self._turn(self._box.left, self._box.bottom)
        other = self._turn(self._box.right, self._box.top)
        _, base = self._turn(self._x.value, self._y.value)
        left, right = sorted((one[0], other[0]))
        raw.FPDFText_GetMatrix(self._page.raw, at, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d) or 1.0
        return left, right, base, raw.FPDFText_GetFontSize(self._page.raw, at) * scale

    def look(self, at: int) -> int:
        """1 for bold, 2 for italic, 4 for letters that do not stand upright, or their sum."""
        self._name.value = b""
        raw.FPDFText_GetFontInfo(self._page.raw, at, self._name, 256, self._flags)
        name = self._name.value.rpartition(b"+")[2].lower()
        heavy = raw.FPDFText_GetFontWeight(self._page.raw, at) >= _HEAVY
        bold = heavy or b"bold" in name or b"black" in name or b"heavy" in name
        italic = bool(self._flags.value & _ITALIC) or b"italic" in name or b"oblique" in name
        raw.FPDFText_GetMatrix(self._page.raw, at, self._matrix)
        along, across = self._turned()
        return bold + 2 * italic + 4 * (abs(across) > 0.2 * abs(along))

    def _turned(self) -> tuple[float, float]:
        x, y = self._matrix.a, self._matrix.b
        return (y, x) if self._turn.degrees in {90, 270} else (x, y)


def _lines(page: pypdfium2.PdfTextPage, turn: _Turn) -> tuple[list[list[Any]], str, int]:
    """The lines as pdfium has them, all text, and how many letters are lost.

    A line is a list of words: text, left, right, base, size, look.
    """
    count = min(page.count_chars(), _MOST_CHARACTERS)
    said = page.get_text_range(0, count) if count else ""
    if len(said) != count:  # letters beyond the first plane, or unmapped ones: one by one
        said = "".join(chr(raw.FPDFText_GetUnicode(page.raw, at) or 0xFFFD) for at in range(count))
    letters = _Letters(page, turn)
    lines: list[list[Any]] = []
    for line in re.finditer(r"[^\r\n\ufffe\x02]+[\ufffe\x02]?", said):
        words: list[list[Any]] = []
        for word in re.finditer(r"[^\s\u00a0]+", line[0]):
            words += _word(letters, word[0], line.start() + word.start())
        if words:
            lines.append(words)
    return lines, said, len(_LOSSY.findall(said.replace("\x02", "")))


def _word(letters: _Letters, text: str, at: int) -> Iterator[list[Any]]:
    """A word, cut where its letters change their size or base: a raised mark is glued to its word."""
    bare = text.rstrip("\ufffe\x02")
    hyphen = "-" if bare != text else ""
    if not bare:
        yield [hyphen, *_rounded(letters.box(at)), letters.look(at)]
        return
    if len(bare) == 1 or not _RAISED.search(bare):
        left, _, base, height = letters.box(at)
        _, right, _, _ = letters.box(at + len(bare) - 1)
        yield [bare + hyphen, *_rounded((left, right, base, height)), letters.look(at)]
        return
    start, first, right = 0, letters.box(at), 0.0
    for n in range(len(bare)):
        box = letters.box(at + n)
        if n > start and (
            abs(box[3] - first[3]) > 0.12 * first[3] or abs(box[2] - first[2]) > 0.12 * first[3]
        ):
            yield _piece(letters, bare[start:n], at, start, (first[0], right, *first[2:]))
            start, first = n, box
        right = box[1]
    yield _piece(letters, bare[start:] + hyphen, at, start, (first[0], right, *first[2:]))


def _piece(letters: _Letters, text: str, at: int, start: int, place: tuple[float, ...]) -> list[Any]:
    """A part of the word at `at`; behind the first part comes a 1, for it is glued to that."""
    return [text, *_rounded(place), letters.look(at + start), *([1] if start else [])]


def _rounded(numbers: tuple[float, ...]) -> list[float]:
    return [round(number, 2) for number in numbers]


def _drawn(page: pypdfium2.PdfPage, turn: _Turn) -> tuple[list[list[float]], int]:
    """The straight lines that are drawn on the page (left, base, right, top), and how many pictures it has."""
    rules: list[list[float]] = []
    pictures = 0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for at in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, at)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            one, other = turn(left.value, bottom.value), turn(right.value, top.value)
            x0, x1 = sorted((one[0], other[0]))
            y0, y1 = sorted((one[1], other[1]))
            if x1 - x0 < _THIN or y1 - y0 < _THIN:
                rules.append(_rounded((x0, y0, x1, y1)))
            elif raw.FPDFPath_CountSegments(item) <= 6:  # a frame: its four sides
                rules += [
                    _rounded(side)
                    for side in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
                ]
    return rules, pictures


if __name__ == "__main__":
    main()
