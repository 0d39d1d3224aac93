"""The index of a folder: a SQLite file that may be thrown away, for the documents tell all that is in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeAlias

from akn.errors import DamagedError, RepositoryError
from akn.repositories import paths
from akn.repositories.examining import REMEDY
from akn.repositories.interface import Holding, Kept, Query
from akn.repositories.sql import (
    catalogue,
    finding,
    migrations,
    proving,
    search_sqlite,
    soundness,
    sqlite,
)

if TYPE_CHECKING:
    from pathlib import Path

    from akn.repositories.entry import Entry
    from akn.repositories.identity import Filed
    from akn.repositories.sql.connection import Connection

#: Takes a file of the folder and the time of its deposit into the index.
Add: TypeAlias = "Callable[[Kept, Entry, str], None]"


class PlaceOf(Protocol):
    """Where version number `version` of `expression` lies below the folder."""

    def __call__(self, expression: str, version: int, /, *, valid: bool) -> object:
        """Return it; `str` of it is the path."""


class FolderIndex:
    """The index in the file `path`, for the folder that messages call `name`; `place_of` tells where a version lies."""

    def __init__(self, path: Path, name: str, place_of: PlaceOf = paths.path) -> None:
        self._path, self._name, self._place_of = path, name, place_of
        writable = os.access(path.parent, os.W_OK)
        if not writable and not path.exists():
            raise RepositoryError(
                f"{name} has no index and cannot be written to; run “akn reindex {name}” where it can"
            )
        self._database = self._connect()
        if writable and not self._usable():
            self.begin_anew()

    def begin_anew(self) -> None:
        """Throw the file away and make an empty one. The folder must be locked."""
        self._database.close()
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        self._database = self._connect()
        with self._transaction(write=True) as connection:
            migrations.migrate(connection, search_sqlite, self._name)

    def _connect(self) -> sqlite.SqliteDatabase:
        return sqlite.connect(
            self._path, self._name, create=os.access(self._path.parent, os.W_OK), durable=False
        )

    def _usable(self) -> bool:
        """Whether the file is an index of this very version; any other is made anew."""
        try:
            with self._transaction(write=False) as connection:
                return migrations.version(connection) == len(migrations.MIGRATIONS)
        except self._database.errors:
            return False

    def _transaction(self, *, write: bool) -> AbstractContextManager[Connection]:
        return self._database.transaction(write=write)

    def seen(self) -> int:
        """Return the size of the list of checksums when the index last took all of it in."""
        with self._transaction(write=False) as connection:
            return int(connection.value("PRAGMA user_version"))

    def keys(self) -> dict[tuple[str, str], int]:
        """Hash and path of every file in the index, and the key that it has there."""
        with self._transaction(write=False) as connection:
            return {(sha256, place): key for sha256, place, key in self._places(connection, None)}

    def places(self, hashes: Collection[str]) -> list[tuple[str, str]]:
        """Hash and path of those of `hashes` that are in the index."""
        with self._transaction(write=False) as connection:
            return [(sha256, place) for sha256, place, _ in self._places(connection, hashes)]

    def place(self, sha256: str, expression: str) -> list[str]:
        """Return the path of the version of `expression` with the hash `sha256`: one, or none."""
        with self._transaction(write=False) as connection:
            return [place for _, place, _ in self._places(connection, [sha256], expression)]

    def _places(
        self, connection: Connection, hashes: Collection[str] | None, expression: str = ""
    ) -> Iterator[tuple[str, str, int]]:
        conditions, values = [], {}
        if hashes is not None:
            conditions, values = ["sha256 IN :hashes"], {"hashes": hashes}
        if expression:
            conditions.append("expression = :expression")
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        statement = f"SELECT id, sha256, expression, version, valid FROM akn_manifestations {where}"  # noqa: S608  # words of this module
        for key, sha256, named, version, valid in connection.rows(statement, **values, expression=expression):
            yield sha256, str(self._place_of(named, version, valid=bool(valid))), key

    def faults(self) -> Iterator[str]:
        """What is wrong with the index as a whole, a sentence each; damage that stops a look at it is one too."""
        for check in soundness.CHECKS:
            try:
                with self._transaction(write=False) as connection:
                    found = list(check(connection))
            except self._database.errors as error:
                found = [self.damage(error)]
            yield from found

    def contradicted(self, documents: Mapping[int, Kept]) -> dict[int, str]:
        """Return what is wrong with the rows of `documents`, by key, as `proving.contradicted` does."""
        try:
            with self._transaction(write=False) as connection:
                return proving.contradicted(connection, documents)
        except self._database.errors as error:
            problem = self.damage(error)
            if len(documents) == 1:
                return dict.fromkeys(documents, problem)
        wrong: dict[int, str] = {}
        for key, kept in documents.items():
            wrong |= self.contradicted({key: kept})
        return wrong

    def damage(self, error: Exception) -> str:
        """Return the sentence for an `error` that the index itself has caused; raise it where the system has."""
        explained = sqlite.explain(error, "the index")
        if not isinstance(explained, DamagedError):
            raise error
        return f"the index cannot be read ({error.args[0] if error.args else error}); {REMEDY}"

    def filed(self, work: str, expression: str) -> list[Filed]:
        """Every version kept under the IRI `work` or under the IRI `expression`."""
        with self._transaction(write=False) as connection:
            return catalogue.filed(connection, work, expression)

    def clash(self, expression: str) -> str:
        """Another expression IRI that differs from `expression` in case alone, or ""."""
        with self._transaction(write=False) as connection:
            return catalogue.clash(connection, expression)

    def add(self, kept: Kept, entry: Entry, when: str, seen: int) -> None:
        """Take in one document; `seen` is the size of the list of checksums with it."""
        with self._transaction(write=True) as connection:
            self._add(connection, kept, entry, when)
            _set_seen(connection, seen)

    @contextmanager
    def filling(self, seen: int, *, anew: bool = False) -> Iterator[Add]:
        """Give a function that takes files in, all in one transaction; `anew` empties the index first."""
        with self._transaction(write=True) as connection:
            if anew:
                connection.run("DELETE FROM akn_manifestations")
                migrations.renew_index(connection, search_sqlite)

            yield partial(self._add, connection)
            _set_seen(connection, seen)

    @staticmethod
    def _add(connection: Connection, kept: Kept, entry: Entry, when: str) -> None:
        key = catalogue.keep(connection, kept, when)
        catalogue.add(connection, key, entry, search_sqlite)

    def find(self, query: Query) -> list[Holding]:
        """Return what meets `query`."""
        with self._transaction(write=False) as connection:
            return finding.find(connection, query, search_sqlite)

    def holdings(self, name: str) -> list[Holding]:
        """Every version that is called `name`."""
        with self._transaction(write=False) as connection:
            return finding.under(connection, name)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def _set_seen(connection: Connection, size: int) -> None:
    connection.run(f"PRAGMA user_version = {int(size)}")
