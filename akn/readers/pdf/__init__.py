"""PDF to pieces: what is printed, in the order in which it is read, with what its place on the page tells.

`process` runs pdfium in a process of its own (`extract`), `printed` puts words to lines, `furniture` tells what pages
repeat, `notes` what stands at their feet, `tables` what stands in cells, `flow` which line goes on another.
"""

from __future__ import annotations

from typing import Final

from akn.readers.reading import Reading

READS: Final = "bytes"
SUFFIXES = (".pdf",)
MAGIC = b"%PDF-"
MIME = "application/pdf"
TITLE = "PDF"
#: Something may stand before the mark, in so many bytes.
_HEAD = 1024


def claims(data: bytes) -> bool:
    """Whether `data` is a PDF: its mark stands at its beginning."""
    return MAGIC in data[:_HEAD]


def read(data: bytes) -> Reading:
    """Read the bytes of a PDF; `akn.readers.pdf.document.read` says how."""
    from akn.readers.pdf import document  # noqa: PLC0415  # 10 ms, for documents alone

    return document.read(data)


def words(data: bytes) -> str:
    """All words of the PDF `data`, got in another way than `read` gets them."""
    from akn.readers.pdf import second  # noqa: PLC0415  # likewise

    return second.words(data)
