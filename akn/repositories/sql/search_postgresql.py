"""Full text in PostgreSQL: each language by the configuration that stems it, or else by ``simple``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.repositories.examining import REMEDY
from akn.repositories.searching import containing, stemming, unspaced_of
from akn.repositories.sql import proving, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from akn.repositories.sql.connection import Asked, Connection

#: What PostgreSQL calls the types of `tables`.
TYPES: tables.Types = {"key": "BIGINT", "serial": "BIGSERIAL", "bytes": "BYTEA"}
#: How much of a part is taken in, in characters: PostgreSQL takes no more words than so many.
_MOST = 250_000


def _config(language: str) -> str:
    return stemming(language, "postgresql") or "simple"


def create(connection: Connection) -> None:
    """Make the full-text table and its index."""
    connection.run(
        "CREATE TABLE akn_words (part_id bigint PRIMARY KEY, config text NOT NULL, words tsvector NOT NULL)"
    )
    connection.run("CREATE INDEX akn_words_words ON akn_words USING gin (words)")


def drop(connection: Connection) -> None:
    """Remove the full-text table."""
    connection.run("DROP TABLE IF EXISTS akn_words")


def add(connection: Connection, manifestation: int, language: str) -> None:
    """Take the parts of the version with the key `manifestation`, in `language`, into the index."""
    connection.run(
        "INSERT INTO akn_words (part_id, config, words) "
        "SELECT id, CAST(:config AS text), to_tsvector(CAST(:config AS text)::regconfig, left(text, :most)) "
        "FROM akn_parts WHERE manifestation_id = :key",
        key=manifestation,
        config=_config(language),
        most=_MOST,
    )


def match(terms: Sequence[tuple[str, ...]], languages: Sequence[str]) -> Asked:
    """Return what finds the ``id`` of each part that holds all `terms`, in one of `languages`."""
    terms, runs = unspaced_of(terms)
    values = {f"phrase_{n}": " ".join(words) for n, words in enumerate(terms)}
    either = []
    for n, config in enumerate(sorted({_config(language) for language in languages})):
        values[f"config_{n}"] = config
        phrases = [
            f"words @@ phraseto_tsquery(CAST(:config_{n} AS text)::regconfig, :phrase_{m})"
            for m in range(len(terms))
        ]
        either.append(f"({' AND '.join([f'config = :config_{n}', *phrases])})")
    found = f"({' OR '.join(either) or 'false'})"
    if runs:
        within, more = containing("text", runs)
        found += f" AND part_id IN (SELECT id FROM akn_parts WHERE {within})"  # noqa: S608  # words of `searching`
        values |= more
    return f"SELECT part_id AS id FROM akn_words WHERE {found}", values  # noqa: S608  # words of this module


def faithful(connection: Connection) -> Iterator[str]:
    """Say how many parts have other words in the full text than they have, or stand there for no document."""
    astray = connection.value(
        "SELECT count(*) FROM akn_words w WHERE NOT EXISTS (SELECT 1 FROM akn_parts p WHERE p.id = w.part_id)"
    )
    for language in connection.column("SELECT DISTINCT language FROM akn_entries"):
        astray += connection.value(
            "SELECT count(*) FROM akn_parts p JOIN akn_entries e ON e.manifestation_id = p.manifestation_id "
            "LEFT JOIN akn_words w ON w.part_id = p.id "
            "WHERE e.language = :language AND (w.part_id IS NULL OR w.config <> CAST(:config AS text) "
            "OR w.words <> to_tsvector(CAST(:config AS text)::regconfig, left(p.text, :most)))",
            language=language,
            config=_config(language),
            most=_MOST,
        )
    if astray:
        yield f"the full text has other words than {astray} parts of the documents; {REMEDY}"


#: What is looked at in a PostgreSQL database, each in a transaction of its own.
CHECKS: tuple[proving.Check, ...] = (faithful, *proving.CHECKS)
