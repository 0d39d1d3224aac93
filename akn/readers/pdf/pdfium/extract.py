"""The words of a PDF with their places, told by pdfium in a process of its own; run as a script, never imported here.

What comes in and goes out are blocks behind their length (8 bytes, big end first): in the bytes of a PDF, out JSON.
Nothing else of akn is needed, so that the process starts quickly and knows little.
"""

from __future__ import annotations

import struct
import sys
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

import msgspec
import pypdfium2  # type: ignore[import-untyped]  # it has no types
from pypdfium2 import raw

#: Memory that the process may take, in bytes.
_MEMORY = 2_000_000_000
_PATHS_AND_PICTURES = frozenset({raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE})
#: A page has no more characters; what has more is no page of a text.
_MOST_CHARACTERS = 100_000


@cache
def _beside(name: str) -> Any:
    """The module that stands beside this one, by its name."""
    loader = SourceFileLoader(name, str(Path(__file__).with_name(f"{name}.py")))
    module = ModuleType(name)
    module.__file__ = loader.path
    loader.exec_module(module)
    return module


def main() -> None:
    """Answer one PDF after the other until there are no more."""
    _limit()
    while block := _block(sys.stdin.buffer):
        try:
            said = _document(block)
        except MemoryError:
            said = {"refused": "memory"}
        answer = msgspec.json.encode(said)
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
            return {"pages": _beside("picture").pictures(pdf, drawn)}
        try:
            return {"pages": [_page(pdf, n) for n in range(len(pdf))]}
        except _beside("saying").RunTogetherError:
            return {"pages": [_page(pdf, n, parting=True) for n in range(len(pdf))]}
    finally:
        pdf.close()


#: What is told of a page that cannot be read; one that is read in part is `damaged` too.
_DAMAGED = {
    "damaged": True, "signs": [], "box": [0, 0, 0, 0], "typed": [], "width": 0, "height": 0, "lines": [], "rules": [],
    "pictures": 0, "text": "", "lost": 0,
}  # fmt: skip


def _page(pdf: pypdfium2.PdfDocument, number: int, *, parting: bool = False) -> dict[str, Any]:
    try:
        page = pdf[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return _DAMAGED
    try:
        width, height = page.get_size()
        turn = _Turn(page.get_rotation(), width, height)
        letters = _beside("stands").Letters(page, text, turn)
        told = _beside("saying").told(text.raw, letters, _characters(text), _beside, parting=parting)
        objects = _beside("stands").of_sorts(page, _PATHS_AND_PICTURES)
        rules, pictures = _beside("besides").drawn(page, turn, objects)
        return {
            **told,
            "damaged": text.count_chars() > _MOST_CHARACTERS,
            "box": _beside("besides").seen_of(page, turn),
            "typed": _beside("besides").typed(page),
            "width": width,
            "height": height,
            "rules": rules,
            "pictures": pictures,
        }
    finally:
        text.close()
        page.close()


def _characters(text: pypdfium2.PdfTextPage) -> str:
    """What a page says, a sign for each of pdfium's characters."""
    count = min(text.count_chars(), _MOST_CHARACTERS)
    said: str = text.get_text_range(0, count) if count else ""
    if len(said) != count:  # letters beyond the first plane, or unmapped ones: one by one
        said = "".join(chr(raw.FPDFText_GetUnicode(text.raw, at) or 0xFFFD) for at in range(count))
    return said


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
