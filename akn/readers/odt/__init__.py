"""ODT to pieces: the text as a word processor prints it, with the numbers of its lists, notes at their marks, tables.

`odt` puts it together: `content` goes through the text once, `numbering` counts, `styles` says what styles say,
`changes` what was tracked. `odt_words` reads it a second, simple way.
"""

from __future__ import annotations

from typing import Final

from akn.readers.reading import Changes, Reading
from akn.readers.signatures import is_zip_with

READS: Final = "bytes"
SUFFIXES = (".odt", ".ott")
MAGIC = b"PK\x03\x04"
MIME = "application/vnd.oasis.opendocument.text"
TITLE = "ODT"
#: It holds tracked changes, and `read` takes which text of them is wanted.
CHANGES: Final = True


def claims(data: bytes) -> bool:
    """Whether the ZIP `data` is a text document: it says so, or has the parts of one and says nothing."""
    said = is_zip_with(data, (b"application/vnd.oasis.opendocument",))
    if not said:  # what it says may be packed
        return is_zip_with(data, (b"content.xml",))
    return is_zip_with(data, (b"application/vnd.oasis.opendocument.text",))


def read(data: bytes, changes: Changes = "accepted") -> Reading:
    """Read the bytes of an ODT; `akn.readers.odt.odt.read` says how."""
    from akn.readers.odt import odt  # noqa: PLC0415  # 20 ms, for documents alone

    return odt.read(data, changes)


def words(data: bytes, changes: Changes = "accepted") -> str:
    """All words of the ODT `data`, got in another way than `read` gets them; what it leaves out of `changes` apart."""
    from akn.readers.odt import odt_words  # noqa: PLC0415  # likewise

    return odt_words.words(data, changes)
