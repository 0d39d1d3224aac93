"""XML in which an institution marks each part of its documents: one walk, a table of elements for each vocabulary.

The doors are called with the name of the room that holds the table.
"""

from __future__ import annotations

from akn.readers.foreign_xml import root_of
from akn.readers.reading import Reading


def read_marked(data: bytes, room: str) -> Reading:
    """Read the bytes of a document; `akn.readers.marked.marked.read` says how."""
    from akn.readers.marked import marked  # noqa: PLC0415  # 10 ms, for documents alone
    from akn.readers.marked.vocabulary import vocabulary  # noqa: PLC0415  # likewise

    return marked.read(data, vocabulary(room), root_of(data))


def words_of_marked(data: bytes, room: str) -> str:
    """All words of the document `data`, got in another way than `read_marked` gets them."""
    from akn.readers.marked import marked_words  # noqa: PLC0415  # likewise
    from akn.readers.marked.vocabulary import vocabulary  # noqa: PLC0415  # likewise

    return marked_words.words(data, vocabulary(room))
