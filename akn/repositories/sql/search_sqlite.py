"""Full text in SQLite: FTS5, stemmed where its one stemmer (Porter's) knows the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.repositories.searching import containing, stemming, unspaced_of
from akn.repositories.sql import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from akn.repositories.sql.connection import Asked, Connection

#: What SQLite calls the types of `tables`.
TYPES: tables.Types = {"key": "INTEGER", "serial": "INTEGER", "bytes": "BLOB"}
#: Table to tokenizer. Both hold the index alone; the words stay in ``akn_parts``.
TABLES = {
    "akn_text_plain": "unicode61 remove_diacritics 2",
    "akn_text_porter": "porter unicode61 remove_diacritics 2",
}


def table_of(language: str) -> str:
    """Return the full-text table that holds the words of `language`."""
    return f"akn_text_{stemming(language, 'sqlite') or 'plain'}"


def create(connection: Connection) -> None:
    """Make the two full-text tables."""
    for name, tokenizer in TABLES.items():
        connection.run(
            f"CREATE VIRTUAL TABLE {name} USING fts5"
            f"(text, content='akn_parts', content_rowid='id', tokenize='{tokenizer}')"
        )


def drop(connection: Connection) -> None:
    """Remove the two full-text tables."""
    for name in TABLES:
        connection.run(f"DROP TABLE IF EXISTS {name}")


def add(connection: Connection, manifestation: int, language: str) -> None:
    """Take the parts of the version with the key `manifestation`, in `language`, into the index."""
    name = table_of(language)
    connection.run(
        f"INSERT INTO {name}(rowid, text) SELECT id, text FROM akn_parts WHERE manifestation_id = :key",  # noqa: S608  # one of two names of this module
        key=manifestation,
    )


def match(terms: Sequence[tuple[str, ...]], languages: Sequence[str]) -> Asked:
    """Return what finds the ``id`` of each part that holds all `terms`, in one of `languages`."""
    spaced, runs = unspaced_of(terms)
    within, values = containing("text", runs)
    if runs and not spaced:
        return f"SELECT id FROM akn_parts WHERE {within}", values  # noqa: S608  # words of `searching`
    also = f" AND rowid IN (SELECT id FROM akn_parts WHERE {within})" if runs else ""  # noqa: S608  # likewise
    words = " AND ".join('"' + " ".join(phrase).replace('"', '""') + '"' for phrase in spaced)
    found = [
        f"SELECT rowid AS id FROM {name} WHERE {name} MATCH :words{also}"  # noqa: S608  # likewise
        for name in sorted({table_of(language) for language in languages})
    ]
    if not found:
        return "SELECT id FROM akn_parts WHERE 1 = 0", {}
    return " UNION ALL ".join(found), {"words": words} | values
