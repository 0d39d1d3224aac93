"""The letters of a page one by one, told by pdfium in its own process; used by `extract`, never imported."""

from __future__ import annotations

import ctypes
from itertools import accumulate
from typing import Any

from pypdfium2 import raw  # type: ignore[import-untyped]  # it has no types

#: pdfium's signs at which a word was broken.
_BROKEN = "\ufffe\x02"


def singly(page: Any, letters: Any, said: str, lines: Any) -> list[list[list[Any]]]:
    """The letters of each line, in the order of the file: letter, left, right, base, size, look, number of its word.

    `page` is pdfium's page of text, `said` its text, and `lines` are the places in it where lines begin and end. What
    pdfium put there itself, and no object of the page holds, is left out, but its blanks are counted: they part words.
    """
    found = []
    for start, end in lines:
        blanks = [*accumulate(one.isspace() for one in said[start:end])]
        line = []
        for at in range(start, end):
            held = letters.object_of(at)
            left, right = _upright(page, letters, at) if held else (0, 0)
            if held and not (said[at].isspace() and left == right):
                stand = letters.stand(at, held if not said[at].isspace() else 0)
                sign = "-" if said[at] in _BROKEN else said[at]
                line.append([sign, left, right, *stand, blanks[at - start]])
        found.append(line)
    return [line for line in found if line]


def _upright(page: Any, letters: Any, at: int) -> tuple[int, int]:
    """The left and right edges of the letter at `at`, in hundredths of points, as if it were not slanted."""
    left, right = letters.edges([at], right=False)[0], letters.edges([at], right=True)[0]
    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    x, base = ctypes.c_double(), ctypes.c_double()
    slanted = raw.FPDFText_GetMatrix(page, at, matrix) and matrix.c > 0 and not matrix.b and matrix.d > 0
    if not slanted or not raw.FPDFText_GetLooseCharBox(page, at, box):
        return left, right
    raw.FPDFText_GetCharOrigin(page, at, x, base)
    slant = 100 * matrix.c / matrix.d
    return round(left - slant * (box.bottom - base.value)), round(right - slant * (box.top - base.value))
