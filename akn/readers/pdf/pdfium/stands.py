"""Where the letters of a page stand, asked of pdfium in its own process; used by `extract`, never imported."""

from __future__ import annotations

import ctypes
import math
import re
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import repeat
from operator import mul
from typing import Any, TypeAlias

import pypdfium2  # type: ignore[import-untyped]  # it has no types
from pypdfium2 import raw

#: A page has no more objects; what has more is no page of a text.
_MOST_OBJECTS = 20_000
_ITALIC = 0x40  # PDF 32000-1, 9.8.2: the font's flag
_HEAVY = 600
_PLAIN = re.compile(b"roman|regular|book|light|medium")
#: What is drawn and is no letter.
_DRAWN = frozenset(range(20)) - {raw.FPDF_PAGEOBJ_TEXT}
_UNSEEN = {3, 7}  # PDF 32000-1, 9.3.6: neither filled nor stroked


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


class Letters:
    """Where letters stand, asked of pdfium; each question costs, so that no more are asked than must be."""

    def __init__(self, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, turn: Any) -> None:
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
        place = ctypes.addressof(boxes)
        places = range(place, place + 16 * len(letters), 16)
        deque(
            map(_box_of, repeat(self._pointer), letters, places), maxlen=0
        )  # asked for the boxes that it fills
        if self._turn.degrees:
            turned = [self._turn.of_box(*boxes[n : n + 4]) for n in range(0, len(boxes), 4)]
            return [_h(box[right]) for box in turned]
        return [*map(round, map(mul, boxes[2 * right :: 4], repeat(100)))]

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
            # What a font says of its weight is its makers' guess; its name knows better, where it tells.
            heavy = not _PLAIN.search(name) and raw.FPDFText_GetFontWeight(self._page, at) >= _HEAVY
            bold = heavy or any(word in name for word in (b"bold", b"black", b"heavy"))
            italic = bool(self._flags.value & _ITALIC) or b"italic" in name or b"oblique" in name
            face = bold + 2 * italic
            if font:
                self._fonts[font] = face
        return face


def of_sorts(page: pypdfium2.PdfPage, sorts: Collection[int]) -> list[int]:
    """The objects of a page that are of some `sorts`, by their places among all."""
    many = range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS))
    kinds = map(_kind_of, map(_item_at, repeat(ctypes.cast(page.raw, ctypes.c_void_p).value), many))
    return [at for at, kind in enumerate(kinds) if kind in sorts]


def _h(points: float) -> int:
    """Hundredths of points."""
    return round(points * 100)


def _areas(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """What is drawn on a page besides letters: left, bottom, right, top of each."""
    pointer = ctypes.cast(page.raw, ctypes.c_void_p).value
    sides = (ctypes.c_float * 4)()
    place = ctypes.addressof(sides)
    for at in of_sorts(page, _DRAWN):
        if _bounds_of(_item_at(pointer, at), place, place + 4, place + 8, place + 12):
            yield sides[0], sides[1], sides[2], sides[3]
