"""What the index holds of a document, and how a document is known.

What reads trees is loaded when it is needed: who searches, or gets a document back, reads none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.errors import UnfiledError, UnreadableError

if TYPE_CHECKING:
    from lxml import etree

    from akn.repositories.entry import Entry


def parse(content: bytes, name: str) -> etree._ElementTree:
    """Return the tree of the file `name`, whose bytes are `content`.

    Nothing is fetched and no entity is resolved. Raises `UnfiledError` where the
    bytes are not well-formed XML, or where some words stand in an entity.
    """
    from akn.tree.parse import root_in  # noqa: PLC0415  # with lxml 7 ms

    try:
        return root_in(content, name).getroottree()
    except UnreadableError as error:
        raise UnfiledError(str(error)) from None


def entry(tree: etree._ElementTree, name: str) -> Entry:
    """Return what the index holds of `tree`, the document in the file called `name`, as `filing.entry` does."""
    from akn.repositories import filing  # noqa: PLC0415  # with the tree 4 ms

    return filing.entry(tree, name)


def sha256(content: bytes) -> str:
    """Return the hash by which `content` is known: hexadecimal SHA-256."""
    import hashlib  # noqa: PLC0415  # 3 ms, and who only searches hashes nothing

    return hashlib.sha256(content).hexdigest()
