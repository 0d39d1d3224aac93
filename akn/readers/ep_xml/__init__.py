"""The Parliament's own XML to pieces: each part is marked, and its table says how."""

from __future__ import annotations

from typing import Final

from akn.readers.foreign_xml import root_of
from akn.readers.marked import read_marked, words_of_marked
from akn.readers.reading import Reading

READS: Final = "bytes"
SUFFIXES = ()
MAGIC = b""
MIME = "application/xml"
TITLE = "the Parliament's own XML"
#: The roots of documents that can hold a resolution.
_ROOTS = frozenset({"SDOCTA", "SDOCRA", "SDOCRC", "SDOCRE"})


def claims(data: bytes) -> bool:
    """Whether `data` is such a document: its root tells."""
    return root_of(data) in _ROOTS


def read(data: bytes) -> Reading:
    """Read the bytes of such a document."""
    return read_marked(data, __name__)


def words(data: bytes) -> str:
    """All words of the document `data`, got in another way than `read` gets them."""
    return words_of_marked(data, __name__)
