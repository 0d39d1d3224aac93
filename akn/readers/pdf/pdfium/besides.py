"""What a page holds besides its letters, told by pdfium in its own process; used by `extract`, never imported."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from typing import TypeAlias

import pypdfium2  # type: ignore[import-untyped]  # it has no types
from pypdfium2 import raw

#: A page has no more objects; what has more is no page of a text.
_MOST_OBJECTS = 20_000
#: Lines that are drawn are thinner, in points.
_THIN = 2.5

#: Turns a place on a page as the page itself is turned.
_Turn: TypeAlias = Callable[[float, float], tuple[float, float]]


def seen_of(page: pypdfium2.PdfPage, turn: _Turn) -> list[float]:
    """What of a page is shown: left, bottom, right, top."""
    one, other = page.get_mediabox(), page.get_cropbox()
    left, bottom = turn(max(one[0], other[0]), max(one[1], other[1]))
    right, top = turn(min(one[2], other[2]), min(one[3], other[3]))
    return [min(left, right), min(bottom, top), max(left, right), max(bottom, top)]


def typed(page: pypdfium2.PdfPage) -> list[str]:
    """What was typed onto a page after it was made: fields of a form, and text in the manner of a typewriter."""
    found = []
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_OBJECTS)):
        note = raw.FPDFPage_GetAnnot(page.raw, at)
        if not note:
            continue
        key = {raw.FPDF_ANNOT_WIDGET: b"V", raw.FPDF_ANNOT_FREETEXT: b"Contents"}.get(
            raw.FPDFAnnot_GetSubtype(note)
        )
        if key is not None:
            buffer = (ctypes.c_ushort * 200)()
            size = raw.FPDFAnnot_GetStringValue(note, key, buffer, ctypes.sizeof(buffer))
            said = bytes(buffer)[: max(0, min(size, ctypes.sizeof(buffer)) - 2)].decode("utf-16-le", "ignore")
            found += [said] if said.strip() else []
        raw.FPDFPage_CloseAnnot(note)
    return found


def drawn(page: pypdfium2.PdfPage, turn: _Turn, objects: Iterable[int]) -> tuple[list[list[float]], int]:
    """The straight lines that are drawn on the page (left, base, right, top), and its pictures: `objects` are such."""
    rules: list[list[float]] = []
    pictures = 0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for at in objects:
        item = raw.FPDFPage_GetObject(page.raw, at)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
                continue
            one, other = turn(left.value, bottom.value), turn(right.value, top.value)
            x0, x1 = sorted((one[0], other[0]))
            y0, y1 = sorted((one[1], other[1]))
            if x1 - x0 < _THIN or y1 - y0 < _THIN:
                rules.append([round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)])
            elif raw.FPDFPath_CountSegments(item) <= 6:  # a frame: its four sides
                sides = ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
                rules += [[round(place, 2) for place in side] for side in sides]
    return rules, pictures
