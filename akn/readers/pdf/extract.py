"""The words of a PDF with their places, told by pdfium in a process of its own; run as a script, never imported here.

What comes in and goes out are blocks behind their length (8 bytes, big end first): in the bytes of a PDF, out JSON.
Nothing else of akn is needed, so that the process starts quickly and knows little.
"""

from __future__ import annotations

import ctypes
import json
import math
import re
import runpy
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, TypeAlias

import pypdfium2  # type: ignore[import-untyped]  # it has no types
from pypdfium2 import raw

#: Memory that the process may take, in bytes.
_MEMORY = 2_000_000_000
#: A page has no more characters and drawn lines; what has more is no page of a text.
_MOST_CHARACTERS = 100_000
_MOST_OBJECTS = 20_000
_ITALIC = 0x40  # PDF 32000-1, 9.8.2: the font's flag
_HEAVY = 600
_UNSEEN = {3, 7}  # PDF 32000-1, 9.3.6: neither filled nor stroked
_LOSSY = re.compile("[\ufffd\ue000-\uf8ff]")


#: What tells the rest of a page.
_BESIDES = runpy.run_path(__file__.replace("extract", "besides"))


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
    return stream.read(struct.unpack(">Q", head)[0]) if len(head) == 8 else b""


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
            return {"pages": runpy.run_path(__file__.replace("extract", "picture"))["pictures"](pdf, drawn)}
        return {"pages": [_page(pdf, n) for n in range(len(pdf))]}
    finally:
        pdf.close()


#: What is told of a page that cannot be read; one that is read in part is `damaged` too.
_DAMAGED = {
    "damaged": True, "signs": [], "box": [0, 0, 0, 0], "typed": [], "width": 0, "height": 0, "lines": [], "rules": [],
    "pictures": 0, "text": "", "lost": 0,
}  # fmt: skip


def _page(pdf: pypdfium2.PdfDocument, number: int) -> dict[str, Any]:
    try:
        page = pdf[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return _DAMAGED
    try:
        width, height = page.get_size()
        turn = _Turn(page.get_rotation(), width, height)
        lines, said, lost = _lines(page, text, turn)
        rules, pictures = _BESIDES["drawn"](page, turn)
        return {
            "signs": _singly(page, text, turn, said),
            "damaged": text.count_chars() > _MOST_CHARACTERS,
            "box": _BESIDES["seen_of"](page, turn),
            "typed": _BESIDES["typed"](page),
            "width": width,
            "height": height,
            "lines": lines,
            "rules": rules,
            "pictures": pictures,
            "text": said,
            "lost": lost,
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

    def of_box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float]:
        """The left and the right edge of a box."""
        one, other = self(left, bottom)[0], self(right, top)[0]
        return min(one, other), max(one, other)


def _asked(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The function `name` of pdfium, which takes and gives places in memory as plain numbers: thrice as fast."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0)


_PLACE, _INT = ctypes.c_void_p, ctypes.c_int
#: The object that holds a letter: letters of one object stand on one line, in one size and font.
_object_of = _asked("FPDFText_GetTextObject", _PLACE, _PLACE, _INT)
_box_of = _asked("FPDFText_GetLooseCharBox", _INT, _PLACE, _INT, _PLACE)
_origin_of = _asked("FPDFText_GetCharOrigin", _INT, _PLACE, _INT, _PLACE, _PLACE)
_matrix_of = _asked("FPDFText_GetMatrix", _INT, _PLACE, _INT, _PLACE)
_size_of = _asked("FPDFText_GetFontSize", ctypes.c_double, _PLACE, _INT)
_font_of = _asked("FPDFTextObj_GetFont", _PLACE, _PLACE)
_mode_of = _asked("FPDFTextObj_GetTextRenderMode", _INT, _PLACE)
_colour_of = _asked("FPDFPageObj_GetFillColor", _INT, *[_PLACE] * 5)
_bounds_of = _asked("FPDFPageObj_GetBounds", _INT, *[_PLACE] * 5)
_item_at = _asked("FPDFPage_GetObject", _PLACE, _PLACE, _INT)
_kind_of = _asked("FPDFPageObj_GetType", _INT, _PLACE)

#: Base and size in hundredths of points, and look: 1 for bold, 2 for italic, 4 for what is set askew, 8 for what is
#: not printed, or their sum.
_Stand: TypeAlias = tuple[int, int, int]


class _Letters:
    """Where letters stand, asked of pdfium; each question costs, so that no more are asked than must be."""

    def __init__(self, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, turn: _Turn) -> None:
        self._of, self._page, self._turn = page, text.raw, turn
        self._pointer = ctypes.cast(text.raw, ctypes.c_void_p).value
        self._colour = (ctypes.c_uint * 4)()
        self._areas: list[tuple[float, float, float, float]] | None = None
        self._xy = (ctypes.c_double * 2)()
        self._matrix = (ctypes.c_float * 6)()
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._known: dict[int, _Stand] = {}
        self._fonts: dict[int, int] = {}

    def object_of(self, at: int) -> int:
        """The object that holds the letter at `at`, 0 for a letter that pdfium put there itself."""
        return _object_of(self._pointer, at) or 0

    def edges(self, letters: Sequence[int], *, right: bool) -> list[int]:
        """The left edges of `letters`, or the right ones, in hundredths of points."""
        boxes = (ctypes.c_float * (4 * len(letters)))()
        ask, pointer, place = _box_of, self._pointer, ctypes.addressof(boxes)
        for at in letters:
            ask(pointer, at, place)
            place += 16
        if self._turn.degrees:
            turned = [self._turn.of_box(*boxes[n : n + 4]) for n in range(0, len(boxes), 4)]
            return [_h(box[right]) for box in turned]
        return [round(100 * side) for side in boxes[2 * right :: 4]]

    def stand(self, at: int, held: int) -> _Stand:
        """Base, size and look of the letter at `at`, which the object `held` holds."""
        known = self._known.get(held)
        if known is None:
            known = self._asked(at, held)
            if held:
                self._known[held] = known
        return known

    def _asked(self, at: int, held: int) -> _Stand:
        place = ctypes.addressof(self._xy)
        _origin_of(self._pointer, at, place, place + 8)
        _matrix_of(self._pointer, at, ctypes.addressof(self._matrix))
        along, across, c, d = self._matrix[:4]
        base = self._turn(*self._xy)[1]
        size = _size_of(self._pointer, at) * (math.hypot(c, d) or 1.0)
        if self._turn.degrees in {90, 270}:
            along, across = across, along
        askew = abs(across) > 0.2 * abs(along)
        unseen = bool(held) and (_mode_of(held) in _UNSEEN or self._is_white(held))
        return _h(base), _h(size), self._face(at, held) + 4 * askew + 8 * unseen

    def _is_white(self, held: int) -> bool:
        """Whether the object `held`, whose letter was asked for last, is white, and nothing is drawn below it."""
        place = ctypes.addressof(self._colour)
        if not _colour_of(held, place, place + 4, place + 8, place + 12) or min(self._colour[:3]) < 255:
            return False
        if self._areas is None:
            self._areas = [*_areas(self._of)]
        x, y = self._xy
        return not any(left <= x <= right and low <= y <= top for left, low, right, top in self._areas)

    def _face(self, at: int, held: int) -> int:
        """1 for a bold font, 2 for an italic one, or their sum."""
        font = (_font_of(held) if held else 0) or 0
        face = self._fonts.get(font)
        if face is None:
            self._name[0] = b"\0"
            raw.FPDFText_GetFontInfo(self._page, at, self._name, 256, self._flags)
            name = self._name.value.rpartition(b"+")[2].lower()
            heavy = raw.FPDFText_GetFontWeight(self._page, at) >= _HEAVY
            bold = heavy or any(word in name for word in (b"bold", b"black", b"heavy"))
            italic = bool(self._flags.value & _ITALIC) or b"italic" in name or b"oblique" in name
            face = bold + 2 * italic
            if font:
                self._fonts[font] = face
        return face


def _lines(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, turn: _Turn) -> tuple[list[Any], str, int]:
    """The lines as pdfium has them, all text, and how many letters are lost.

    A line is its text, the left edges of its words and the right ones, base, size and look, in hundredths of points;
    or, where these differ, a list of words: text, left, right, base, size, look, and 1 where it is glued to the one
    before.
    """
    count = min(text.count_chars(), _MOST_CHARACTERS)
    said = text.get_text_range(0, count) if count else ""
    if len(said) != count:  # letters beyond the first plane, or unmapped ones: one by one
        said = "".join(chr(raw.FPDFText_GetUnicode(text.raw, at) or 0xFFFD) for at in range(count))
    said = _ILLEGAL.sub("\ufffd", said)
    letters = _Letters(page, text, turn)
    #: Of each line the places and the words, and a hyphen where its last word was broken.
    found: list[tuple[list[int], list[str], str]] = []
    for line in _LINE.finditer(said):
        words = [*_WORD.finditer(said, line.start(), line.end())]
        if words:
            hyphen = "-" if line[0][-1] in _BROKEN else ""
            found.append(([word.start() for word in words], [word[0] for word in words], hyphen))
    lefts = letters.edges([at for places, _, _ in found for at in places], right=False)
    rights = letters.edges(
        [at + len(text) - 1 for places, texts, _ in found for at, text in zip(places, texts, strict=True)],
        right=True,
    )
    lines: list[Any] = []
    done = 0
    for places, texts, hyphen in found:
        left, right = lefts[done : done + len(texts)], rights[done : done + len(texts)]
        done += len(texts)
        lines.append(_line(letters, places, texts, left, right))
        if hyphen:
            told = lines[-1] if isinstance(lines[-1][0], str) else lines[-1][-1]
            told[0] += hyphen
    return lines, said, len(_LOSSY.findall(said))


#: What XML cannot hold, but for the ends of lines and pdfium's own signs of hyphens.
_ILLEGAL = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\uffff]")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LINE = re.compile(r"[^\r\n\ufffe\x02]+[\ufffe\x02]?")
_WORD = re.compile(r"[^\s\u00a0\ufffe\x02]+")
#: pdfium's signs at which a word was broken; they stand nowhere on the page.
_BROKEN = "\ufffe\x02"


def _singly(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, turn: _Turn, said: str) -> list[Any]:
    """The letters one by one, line by line, of a page that is written from right to left; of no other."""
    if not _FROM_RIGHT.search(said) or 2 * len(_FROM_RIGHT.findall(said)) < sum(map(str.isalpha, said)):
        return []
    lines = [line.span() for line in _LINE.finditer(said)]
    told: list[Any] = runpy.run_path(__file__.replace("extract", "singly"))["singly"](
        text.raw, _Letters(page, text, turn), said, lines
    )
    return told


def _line(
    letters: _Letters, places: Sequence[int], texts: Sequence[str], lefts: list[int], rights: list[int]
) -> list[Any]:
    """A line, as `_lines` tells it."""
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


def _pieces(letters: _Letters, at: int, text: str, left: int, right: int) -> list[list[Any]]:
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


def _h(points: float) -> int:
    """Hundredths of points."""
    return round(points * 100)


#: Letters that differ by so much of their size are no longer of one piece.
_STEP = 0.12


def _areas(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """What is drawn on a page besides letters: left, bottom, right, top of each."""
    pointer = ctypes.cast(page.raw, ctypes.c_void_p).value
    sides = (ctypes.c_float * 4)()
    place = ctypes.addressof(sides)
    for at in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        item = _item_at(pointer, at)
        if _kind_of(item) != raw.FPDF_PAGEOBJ_TEXT and _bounds_of(
            item, place, place + 4, place + 8, place + 12
        ):
            yield sides[0], sides[1], sides[2], sides[3]


if __name__ == "__main__":
    main()
