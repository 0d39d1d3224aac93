"""PDFs written by hand: words at their places, lines that are drawn, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Put:
    """Words at a place: left, base, size, the words; bold; turned by a quarter; invisible; in white."""

    left: float
    base: float
    size: float
    text: str
    bold: bool = False
    turned: bool = False
    unseen: bool = False
    white: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line from one place to another."""

    left: float
    bottom: float
    right: float
    top: float


def pdf(
    pages: Sequence[Sequence[Put | Drawn]],
    *,
    picture: bool = False,
    more: str = "",
    cmap: str = "",
    typed: str = "",
) -> bytes:
    """A PDF of these pages, A4; with a `picture` on each; `more` stands in its trailer; `cmap` says what letters are.

    `typed` is text that was typed onto each page after it was made.
    """
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    unicode = " /ToUnicode 6 0 R" if cmap else ""
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding{unicode} >>".encode()
        for name in ("Helvetica", "Helvetica-Bold")
    ]
    dots = b"\x00\xff\xff\x00"
    objects.append(
        _stream(
            dots,
            "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8",
        )
    )
    objects.append(_stream(cmap.encode(), ""))
    kids = []
    note = f"<< /Type /Annot /Subtype /FreeText /Rect [70 70 300 90] /Contents ({typed}) >>"
    notes = f"/Annots [{note}]" if typed else ""
    for page in pages:
        content = " ".join(map(_written, page)) + (" q 500 0 0 700 50 50 cm /Im Do Q" if picture else "")
        objects.append(_stream(content.encode("cp1252", "replace"), ""))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R {notes} /Resources "
            "<< /Font << /F 3 0 R /B 4 0 R >> /XObject << /Im 5 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {more} >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def _stream(data: bytes, entries: str) -> bytes:
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _written(one: Put | Drawn) -> str:
    if isinstance(one, Drawn):
        return f"0.5 w {one.left} {one.bottom} m {one.right} {one.top} l S"
    text = one.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    matrix = "0.7 0.7 -0.7 0.7" if one.turned else "1 0 0 1"
    mode = f"{3 if one.unseen else 0} Tr {1 if one.white else 0} g"
    return f"BT /{'B' if one.bold else 'F'} {one.size} Tf {mode} {matrix} {one.left} {one.base} Tm ({text}) Tj ET"


def block(
    top: float, lines: Sequence[str], *, left: float = 70, size: float = 11, step: float = 14
) -> list[Put]:
    """Lines below one another."""
    return [Put(left, top - n * step, size, line) for n, line in enumerate(lines)]
