"""The schema of the SQL repositories, step by step; an older database is brought up when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection, Select, insert, inspect, select, update

from akn.errors import RepositoryError
from akn.repositories.examining import seal
from akn.repositories.sql import tables

if TYPE_CHECKING:
    from collections.abc import Callable


class TextSearch(Protocol):
    """A module that holds the full-text index of one engine."""

    def create(self, connection: Connection) -> None:
        """Make its tables."""

    def drop(self, connection: Connection) -> None:
        """Remove its tables."""

    def add(self, connection: Connection, manifestation: int, language: str) -> None:
        """Take in the parts of one version."""

    def match(self, terms: list[tuple[str, ...]], languages: list[str]) -> Select[tuple[int]]:
        """Select the keys of the parts that hold all terms."""


def _documents(connection: Connection, text: TextSearch) -> None:
    """Version 1: the documents."""
    del text
    tables.DOCUMENTS.create_all(connection)
    connection.execute(insert(tables.schema).values(version=0))


def _index(connection: Connection, text: TextSearch) -> None:
    """Version 2: the index, empty; who opens the repository fills it from the documents."""
    tables.INDEX.create_all(connection)
    text.create(connection)


def _seals(connection: Connection, text: TextSearch) -> None:
    """Version 3: a seal upon what is recorded of each version, by which a later change is seen."""
    del text
    table = tables.manifestations
    if table.c.seal.name not in {column["name"] for column in inspect(connection).get_columns(table.name)}:
        connection.exec_driver_sql(
            f"ALTER TABLE {table.name} ADD COLUMN {table.c.seal.name} VARCHAR(64) NOT NULL DEFAULT ''"
        )
    recorded = select(
        table.c.id, table.c.expression, table.c.version, table.c.sha256, table.c.valid, table.c.deposited
    )
    for key, expression, version, sha256, valid, deposited in connection.execute(recorded).all():
        sealed = seal(expression, version, sha256, int(valid), deposited)
        connection.execute(update(table).where(table.c.id == key).values(seal=sealed))


#: The steps, in order: step n makes version n of version n - 1.
MIGRATIONS: tuple[Callable[[Connection, TextSearch], None], ...] = (
    _documents,
    _index,
    _seals,
)

#: The versions whose step leaves the index to be filled.
FILLED = frozenset({2})


def version(connection: Connection) -> int:
    """Return the version of the schema in the database, 0 where there is none."""
    if not inspect(connection).has_table(tables.schema.name):
        return 0
    return connection.execute(select(tables.schema.c.version)).scalar_one_or_none() or 0


def migrate(connection: Connection, text: TextSearch, name: str) -> bool:
    """Bring the database called `name` to the newest version, within the transaction of `connection`.

    Returns whether the index must now be filled. Raises `RepositoryError` where a
    newer program made it.
    """
    found = version(connection)
    refuse_newer(found, name)
    for step in MIGRATIONS[found:]:
        step(connection, text)
    if found < len(MIGRATIONS):
        connection.execute(update(tables.schema).values(version=len(MIGRATIONS)))
    return 0 < found < max(FILLED)


def refuse_newer(found: int, name: str) -> None:
    """Raise `RepositoryError` where version `found` of the repository `name` is newer than this program."""
    if found > len(MIGRATIONS):
        raise RepositoryError(
            f"{name} was made by a newer akn (its schema is version {found}, this one knows "
            f"{len(MIGRATIONS)}); upgrade akn; nothing was changed"
        )


def renew_index(connection: Connection, text: TextSearch) -> None:
    """Remove the index and make it anew, empty."""
    text.drop(connection)
    tables.INDEX.drop_all(connection)
    tables.INDEX.create_all(connection)
    text.create(connection)
