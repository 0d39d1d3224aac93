"""The Parliament's own XML to pieces: each part is marked, and its table says how."""

from __future__ import annotations

from typing import Final

from akn.readers.foreign_xml import root_of
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
    """Read the bytes of such a document; `akn.readers.marked.marked.read` says how."""
    from akn.readers.marked import marked  # noqa: PLC0415  # 10 ms, for documents alone
    from akn.readers.marked.vocabulary import vocabulary  # noqa: PLC0415  # likewise

    return marked.read(data, vocabulary(__name__), root_of(data))


def words(data: bytes) -> str:
    """All words of the document `data`, got in another way than `read` gets them."""
    from akn.readers.marked import marked_words  # noqa: PLC0415  # likewise
    from akn.readers.marked.vocabulary import vocabulary  # noqa: PLC0415  # likewise

    return marked_words.words(data, vocabulary(__name__))
