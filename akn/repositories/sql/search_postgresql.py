"""Full text in PostgreSQL: each language by the configuration that stems it, or else by ``simple``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Select, and_, func, literal, or_, select, text
from sqlalchemy.dialects.postgresql import REGCONFIG, TSVECTOR
from sqlalchemy.sql import cast, column, table

from akn.repositories.examining import REMEDY
from akn.repositories.searching import stemming
from akn.repositories.sql import proving
from akn.repositories.sql.tables import entries, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: How much of a part is taken in, in characters: PostgreSQL takes no more words than so many.
_MOST = 250_000

_words = table("akn_words", column("part_id", parts.c.id.type), column("config"), column("words", TSVECTOR))


def _config(language: str) -> str:
    return stemming(language, "postgresql") or "simple"


def create(connection: Connection) -> None:
    """Make the full-text table and its index."""
    connection.execute(
        text(
            "CREATE TABLE akn_words "
            "(part_id bigint PRIMARY KEY, config text NOT NULL, words tsvector NOT NULL)"
        )
    )
    connection.execute(text("CREATE INDEX akn_words_words ON akn_words USING gin (words)"))


def drop(connection: Connection) -> None:
    """Remove the full-text table."""
    connection.execute(text("DROP TABLE IF EXISTS akn_words"))


def add(connection: Connection, manifestation: int, language: str) -> None:
    """Take the parts of the version with the key `manifestation`, in `language`, into the index."""
    connection.execute(
        text(
            "INSERT INTO akn_words (part_id, config, words) "
            "SELECT id, CAST(:config AS text), "
            "to_tsvector(CAST(:config AS text)::regconfig, left(text, :most)) "
            "FROM akn_parts WHERE manifestation_id = :key"
        ),
        {"key": manifestation, "config": _config(language), "most": _MOST},
    )


def match(terms: Sequence[tuple[str, ...]], languages: Sequence[str]) -> Select[tuple[int]]:
    """Return the keys of the parts that hold all `terms`, in one of `languages`."""
    either = []
    for config in sorted({_config(language) for language in languages}):
        phrases = [
            _words.c.words.bool_op("@@")(func.phraseto_tsquery(cast(config, REGCONFIG), " ".join(words)))
            for words in terms
        ]
        either.append(and_(_words.c.config == config, *phrases))
    return select(_words.c.part_id.label("id")).where(or_(text("false"), *either))


def faithful(connection: Connection) -> Iterator[str]:
    """Say how many parts have other words in the full text than they have, or stand there for no document."""
    spoken = connection.execute(select(entries.c.language).distinct()).scalars().all()
    astray = 0
    for language in spoken:
        config = literal(_config(language))
        meant = func.to_tsvector(cast(config, REGCONFIG), func.left(parts.c.text, _MOST))
        wrong = or_(_words.c.part_id.is_(None), _words.c.config != config, _words.c.words != meant)
        counted = (
            select(func.count())
            .select_from(parts)
            .join(entries, entries.c.manifestation_id == parts.c.manifestation_id)
            .outerjoin(_words, _words.c.part_id == parts.c.id)
            .where(entries.c.language == language, wrong)
        )
        astray += connection.execute(counted).scalar_one()
    of_one = select(literal(1)).where(parts.c.id == _words.c.part_id).exists()
    astray += connection.execute(select(func.count()).select_from(_words).where(~of_one)).scalar_one()
    if astray:
        yield f"the full text has other words than {astray} parts of the documents; {REMEDY}"


#: What is looked at in a PostgreSQL database, each in a transaction of its own.
CHECKS: tuple[proving.Check, ...] = (faithful, *proving.CHECKS)
