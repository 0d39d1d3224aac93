"""Full text in SQLite: FTS5, stemmed where its one stemmer (Porter's) knows the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Select, select, text, union_all
from sqlalchemy.sql import column, table

from akn.repositories.searching import stemming
from akn.repositories.sql.tables import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        connection.execute(
            text(
                f"CREATE VIRTUAL TABLE {name} USING fts5"
                f"(text, content='akn_parts', content_rowid='id', tokenize='{tokenizer}')"
            )
        )


def drop(connection: Connection) -> None:
    """Remove the two full-text tables."""
    for name in TABLES:
        connection.execute(text(f"DROP TABLE IF EXISTS {name}"))


def add(connection: Connection, manifestation: int, language: str) -> None:
    """Take the parts of the version with the key `manifestation`, in `language`, into the index."""
    name = table_of(language)
    connection.execute(
        text(f"INSERT INTO {name}(rowid, text) SELECT id, text FROM akn_parts WHERE manifestation_id = :key"),  # noqa: S608  # one of two names of this module
        {"key": manifestation},
    )


def match(terms: Sequence[tuple[str, ...]], languages: Sequence[str]) -> Select[tuple[int]]:
    """Return the keys of the parts that hold all `terms`, in one of `languages`."""
    query = " AND ".join('"' + " ".join(words).replace('"', '""') + '"' for words in terms)
    found = []
    for name in sorted({table_of(language) for language in languages}):
        rows = table(name, column("rowid", parts.c.id.type))
        found.append(
            select(rows.c.rowid.label("id")).where(text(f"{name} MATCH :query").bindparams(query=query))
        )
    if not found:
        return select(parts.c.id).where(text("1 = 0"))
    either = union_all(*found).subquery()
    return select(either.c.id)
