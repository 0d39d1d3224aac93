"""PDF to pieces: what is printed, in the order in which it is read, with what its place on the page tells.

`process` runs pdfium in a process of its own (`extract`), `printed` puts words to lines, `repeated` tells what pages
repeat, `notes` what stands at their feet, `cells` what stands in tables, `flow` which line goes on another. `pdf_words`
has its words in another way.
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
    """Read the bytes of a PDF; `akn.readers.pdf.pdf.read` says how."""
    from akn.readers.pdf import pdf  # noqa: PLC0415  # 10 ms, for documents alone

    return pdf.read(data)


def words(data: bytes) -> str:
    """All words of the PDF `data`, got in another way than `read` gets them."""
    from akn.readers.pdf import pdf_words  # noqa: PLC0415  # likewise

    return pdf_words.words(data)
