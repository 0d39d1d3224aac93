"""ODT to pieces: the text as a word processor prints it, with the numbers of its lists, notes at their marks, tables.

`document` puts it together: `body` goes through the text once, `numbering` counts, `styles` says what styles say,
`changes` what was tracked. `second` reads it a second, simple way.
"""

from __future__ import annotations

from typing import Final

from akn.readers.package import is_zip_with
from akn.readers.reading import Changes, Reading

READS: Final = "bytes"
SUFFIXES = (".odt", ".ott")
MAGIC = b"PK\x03\x04"
MIME = "application/vnd.oasis.opendocument.text"
TITLE = "ODT"
#: It holds tracked changes, and `read` takes which text of them is wanted.
CHANGES: Final = True


def claims(data: bytes) -> bool:
    """Whether the ZIP `data` is a document of a word processor."""
    return is_zip_with(data, (b"application/vnd.oasis.opendocument.text",))


def read(data: bytes, changes: Changes = "accepted") -> Reading:
    """Read the bytes of an ODT; `akn.readers.odt.document.read` says how."""
    from akn.readers.odt import document  # noqa: PLC0415  # 20 ms, for documents alone

    return document.read(data, changes)


def words(data: bytes, changes: Changes = "accepted") -> str:
    """All words of the ODT `data`, got in another way than `read` gets them; what it leaves out of `changes` apart."""
    from akn.readers.odt import second  # noqa: PLC0415  # likewise

    return second.words(data, changes)
