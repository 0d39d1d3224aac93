"""DOCX to pieces: the text as Word prints it, with the numbers that no paragraph holds, notes at their marks, tables.

`docx` puts it together: `relations` finds the parts, `paragraphs` goes through the text once, `inline` through what
stands in one, `numbering` counts, `styles` says what styles say, `notes` keeps the notes. `docx_words` reads it in a
second, simple way.
"""

from __future__ import annotations

from typing import Final

from akn.readers.reading import Changes, Reading
from akn.readers.signatures import is_zip_with

READS: Final = "bytes"
SUFFIXES = (".docx", ".docm", ".dotx")
MAGIC = b"PK\x03\x04"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE = "DOCX"
#: It holds tracked changes, and `read` takes which text of them is wanted.
CHANGES: Final = True


def claims(data: bytes) -> bool:
    """Whether the ZIP `data` is a document of Word."""
    return is_zip_with(data, (b"word/document", b"word/styles.xml", b"word/settings.xml"))


def read(data: bytes, changes: Changes = "accepted") -> Reading:
    """Read the bytes of a DOCX; `akn.readers.docx.docx.read` says how."""
    from akn.readers.docx import docx  # noqa: PLC0415  # 20 ms, for documents alone

    return docx.read(data, changes)


def words(data: bytes, changes: Changes = "accepted") -> str:
    """All words of the DOCX `data`, got in another way than `read` gets them; what it leaves out of `changes` apart."""
    from akn.readers.docx import docx_words  # noqa: PLC0415  # likewise

    return docx_words.words(data, changes)
