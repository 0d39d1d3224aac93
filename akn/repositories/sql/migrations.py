"""The schema of the SQL repositories, step by step; an older database is brought up when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from akn.errors import RepositoryError
from akn.repositories.examining import seal
from akn.repositories.sql import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from akn.repositories.sql.connection import Asked, Connection


class TextSearch(Protocol):
    """A module that holds the full-text index of one engine."""

    @property
    def TYPES(self) -> tables.Types:  # noqa: N802  # a constant of the module
        """What the engine calls the types of `tables`."""

    def create(self, connection: Connection) -> None:
        """Make its tables."""

    def drop(self, connection: Connection) -> None:
        """Remove its tables."""

    def add(self, connection: Connection, manifestation: int, language: str) -> None:
        """Take in the parts of one version."""

    def match(self, terms: Sequence[tuple[str, ...]], languages: Sequence[str]) -> Asked:
        """Return what finds the ``id`` of each part that holds all terms."""


def _documents(connection: Connection, text: TextSearch) -> None:
    """Version 1: the documents."""
    _make(connection, tables.DOCUMENTS, text)
    connection.insert("akn_schema", [{"version": 0}])


def _index(connection: Connection, text: TextSearch) -> None:
    """Version 2: the index, empty; who opens the repository fills it from the documents."""
    _make(connection, tables.INDEX, text)
    text.create(connection)


def _seals(connection: Connection, text: TextSearch) -> None:
    """Version 3: a seal upon what is recorded of each version, by which a later change is seen."""
    del text
    if "seal" not in connection.columns("akn_manifestations"):
        connection.run("ALTER TABLE akn_manifestations ADD COLUMN seal VARCHAR(64) NOT NULL DEFAULT ''")
    recorded = "SELECT id, expression, version, sha256, valid, deposited FROM akn_manifestations"
    for key, expression, version, sha256, valid, deposited in list(connection.rows(recorded)):
        sealed = seal(expression, version, sha256, int(valid), deposited)
        connection.run("UPDATE akn_manifestations SET seal = :seal WHERE id = :key", seal=sealed, key=key)


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
    if not connection.columns("akn_schema"):
        return 0
    return connection.value("SELECT version FROM akn_schema") or 0


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
        connection.run("UPDATE akn_schema SET version = :version", version=len(MIGRATIONS))
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
    for table in tables.INDEX_TABLES:
        connection.run(f"DROP TABLE IF EXISTS {table}")
    _make(connection, tables.INDEX, text)
    text.create(connection)


def _make(connection: Connection, made: Sequence[str], text: TextSearch) -> None:
    for statement in tables.statements(made, text.TYPES):
        connection.run(statement)
