"""The words of a PDF with their places, told by pdfium in a process of its own; run as a script, never imported here.

What comes in and goes out are blocks behind their length (8 bytes, big end first): in the bytes of a PDF, out JSON.
Nothing else of akn is needed, so that the process starts quickly and knows little.
"""

from __future__ import annotations

import base64
import ctypes
import json
import math
import re
import struct
import sys
import zlib
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
#: A picture of a page has no more points across and down.
_WIDE, _HIGH = 1100, 3000
_LOSSY = re.compile("[\ufffd\ue000-\uf8ff]")


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
    most, drawn = struct.unpack(">II", data[:8])  # pages
    try:
        pdf = pypdfium2.PdfDocument(data[8:])
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        return {"refused": "password" if locked else "damaged"}
    try:
        if len(pdf) > most:
            return {"refused": "pages", "pages": len(pdf)}
        if drawn:
            return {"pages": [_picture(pdf, drawn - 1)] if drawn <= len(pdf) else []}
        return {"pages": [_page(pdf, n) for n in range(len(pdf))]}
    finally:
        pdf.close()


def _picture(pdf: pypdfium2.PdfDocument, number: int) -> dict[str, Any]:
    """The page as a picture (PNG, base 64), about so wide that a screen has room for it."""
    try:
        page = pdf[number]
    except pypdfium2.PdfiumError:
        return {"picture": ""}
    try:
        width, height = page.get_size()
        scale = min(_WIDE / max(width, 1), _HIGH / max(height, 1))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        data, step = bytes(bitmap.buffer), bitmap.stride
        across, down, deep = bitmap.width, bitmap.height, bitmap.n_channels
    finally:
        page.close()
    rows = b"".join(
        b"\0" + data[row * step : row * step + across * deep] for row in range(down)
    )  # no filter before any row
    kind = {1: 0, 3: 2, 4: 6}[deep]
    png = b"\x89PNG\r\n\x1a\n"
    for name, content in (
        (b"IHDR", struct.pack(">IIBBBBB", across, down, 8, kind, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 6)),
        (b"IEND", b""),
    ):
        png += (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )
    return {"picture": base64.b64encode(png).decode()}


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


#: The object that holds a letter, as a number: letters of one object stand on one line, in one size and font.
_object_of = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


class _Letters:
    """Where letters stand, asked of pdfium; each question costs, so that no more are asked than must be."""

    def __init__(self, page: pypdfium2.PdfTextPage, turn: _Turn) -> None:
        self._page, self._turn = page.raw, turn
        self._pointer = ctypes.cast(page.raw, ctypes.c_void_p)
        self._upright = turn.degrees == 0
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._matrix = raw.FS_MATRIX()
        #: Of each object its base, size and look: 1 for bold, 2 for italic, 4 for what is set askew, or their sum.
        self._known: dict[int, tuple[float, float, int]] = {}

    def object_of(self, at: int) -> int:
        """The object that holds the letter at `at`, 0 for a letter that pdfium put there itself."""
        return _object_of(self._pointer, at) or 0

    def edges(self, at: int) -> tuple[float, float]:
        """The left and right edge of the letter at `at`."""
        box = self._box
        raw.FPDFText_GetLooseCharBox(self._page, at, box)
        if self._upright:
            return box.left, box.right
        one, _ = self._turn(box.left, box.bottom)
        other, _ = self._turn(box.right, box.top)
        return min(one, other), max(one, other)

    def stand(self, at: int, held: int) -> tuple[float, float, int]:
        """Base, size and look of the letter at `at`, which the object `held` holds."""
        known = self._known.get(held)
        if known is None:
            known = self._asked(at)
            if held:
                self._known[held] = known
        return known

    def _asked(self, at: int) -> tuple[float, float, int]:
        raw.FPDFText_GetCharOrigin(self._page, at, self._x, self._y)
        base = self._turn(self._x.value, self._y.value)[1]
        raw.FPDFText_GetMatrix(self._page, at, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d) or 1.0
        size = raw.FPDFText_GetFontSize(self._page, at) * scale
        along, across = self._matrix.a, self._matrix.b
        if self._turn.degrees in {90, 270}:
            along, across = across, along
        askew = abs(across) > 0.2 * abs(along)
        self._name[0] = b"\0"
        raw.FPDFText_GetFontInfo(self._page, at, self._name, 256, self._flags)
        name = self._name.value.rpartition(b"+")[2].lower()
        heavy = raw.FPDFText_GetFontWeight(self._page, at) >= _HEAVY
        bold = heavy or any(word in name for word in (b"bold", b"black", b"heavy"))
        italic = bool(self._flags.value & _ITALIC) or b"italic" in name or b"oblique" in name
        return base, size, bold + 2 * italic + 4 * askew


def _lines(page: pypdfium2.PdfTextPage, turn: _Turn) -> tuple[list[Any], str, int]:
    """The lines as pdfium has them, all text, and how many letters are lost.

    A line is its text, the edges of its words, base, size and look, in hundredths of points; or, where these differ,
    a list of words: text, left, right, base, size, look, and 1 where it is glued to the one before.
    """
    count = min(page.count_chars(), _MOST_CHARACTERS)
    said = page.get_text_range(0, count) if count else ""
    if len(said) != count:  # letters beyond the first plane, or unmapped ones: one by one
        said = "".join(chr(raw.FPDFText_GetUnicode(page.raw, at) or 0xFFFD) for at in range(count))
    said = _ILLEGAL.sub("\ufffd", said)
    letters = _Letters(page, turn)
    lines: list[Any] = []
    for line in _LINE.finditer(said):
        words: list[list[Any]] = []
        for word in _WORD.finditer(line[0]):
            words += _word(letters, word[0], line.start() + word.start())
        if words:
            stands = {(w[3], w[4], w[5], len(w)) for w in words}
            if len(stands) > 1 or len(words[0]) > 6:
                lines.append(words)
            else:
                edges = [edge for w in words for edge in w[1:3]]
                lines.append([" ".join(w[0] for w in words), edges, *words[0][3:]])
    return lines, said, len(_LOSSY.findall(said))


#: What XML cannot hold, but for the ends of lines and pdfium's own signs of hyphens.
_ILLEGAL = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\uffff]")
_LINE = re.compile(r"[^\r\n\ufffe\x02]+[\ufffe\x02]?")
_WORD = re.compile(r"[^\s\u00a0]+")


def _word(letters: _Letters, text: str, at: int) -> list[list[Any]]:
    """A word, cut where its letters change their size or base: a raised mark is glued to its word."""
    bare = text.rstrip("\ufffe\x02")
    hyphen = "-" if bare != text else ""
    held = letters.object_of(at)
    left, right = letters.edges(at)
    base, size, look = letters.stand(at, held)
    end = len(bare) - 1
    if end > 0:
        _, right = letters.edges(at + end)
    if end < 1 or (held and letters.object_of(at + end) == held):
        return [[bare + hyphen, _h(left), _h(right), _h(base), _h(size), look]]
    pieces: list[list[Any]] = []
    start = 0
    for n in range(1, end + 2):
        if n <= end:
            here, large, other = letters.stand(at + n, letters.object_of(at + n))
            if abs(here - base) < _STEP * size and abs(large - size) < _STEP * size:
                continue
        _, right = letters.edges(at + n - 1)
        pieces.append([bare[start:n], _h(left), _h(right), _h(base), _h(size), look, *([1] if start else [])])
        if n <= end:
            start, base, size, look = n, here, large, other
            left, _ = letters.edges(at + n)
    pieces[-1][0] += hyphen
    return pieces


def _h(points: float) -> int:
    """Hundredths of points."""
    return round(points * 100)


#: Letters that differ by so much of their size are no longer of one piece.
_STEP = 0.12


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
                rules.append([round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)])
            elif raw.FPDFPath_CountSegments(item) <= 6:  # a frame: its four sides
                sides = ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
                rules += [[round(place, 2) for place in side] for side in sides]
    return rules, pictures


if __name__ == "__main__":
    main()
