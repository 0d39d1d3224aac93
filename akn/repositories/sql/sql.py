"""Repositories in SQL databases: documents and index in one schema, a transaction for each document."""

from __future__ import annotations

import zlib
from abc import abstractmethod
from contextlib import AbstractContextManager, contextmanager
from itertools import starmap
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.errors import AbsentError, DamagedError, NoRepositoryError, RepositoryError, UnfiledError
from akn.repositories import indexing
from akn.repositories.examining import damage, examined
from akn.repositories.identity import Filed, Outcome, Verdict, judge
from akn.repositories.interface import Holding, Kept, Query, Repository
from akn.repositories.sql import catalogue, finding, migrations
from akn.repositories.sql.tables import Recorded, recorded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from akn.repositories.entry import Entry
    from akn.repositories.sql.connection import Connection, Database
    from akn.repositories.sql.migrations import TextSearch
    from akn.repositories.sql.proving import Check

#: How many documents are read at once when all are read: memory stays flat.
_BATCH = 50
#: Below the key of any document, be it damaged.
_FIRST = -(2**63)


class SqlRepository(Repository):
    """What SQLite and PostgreSQL have in common; they differ in how they connect, lock and search."""

    def __init__(self, database: Database, text: TextSearch, name: str, *, create: bool) -> None:
        self.name = name
        self._database = database
        self._text = text
        try:
            self._prepare(create=create)
        except BaseException:
            database.close()
            raise

    # ------------------------------------------------------------- what an engine does in its own way

    @abstractmethod
    def _checks(self) -> Sequence[Check]:
        """What is looked at in the database as a whole."""

    @abstractmethod
    def _explain(self, error: Exception) -> RepositoryError:
        """Return what went wrong with the database, in one sentence."""

    @abstractmethod
    def _lock(self, connection: Connection, *keys: str) -> None:
        """Within a writing transaction: let no one else deposit under the same IRIs `keys` until it ends."""

    def _pack(self, content: bytes) -> bytes:
        """`content` as the database keeps it."""
        return content

    def _unpack(self, packed: bytes) -> bytes:
        """Return the bytes as they went in. Raises `zlib.error` where they are damaged."""
        return packed

    @contextmanager
    def _transaction(self, *, write: bool) -> Iterator[Connection]:
        try:
            with self._database.transaction(write=write) as connection:
                yield connection
        except self._database.errors as error:
            raise self._explain(error) from error

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._transaction(write=False)

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._transaction(write=True)

    # ------------------------------------------------------------------------------ the interface

    def _prepare(self, *, create: bool) -> None:
        with self._reading() as connection:
            found = migrations.version(connection)
        migrations.refuse_newer(found, self.name)
        if not found and not create:
            raise NoRepositoryError(
                f"there is no repository at {self.name}; “akn deposit … --to {self.name}” makes one"
            )
        if found < len(migrations.MIGRATIONS):
            with self._writing() as connection:
                self._lock(connection, "")
                if migrations.migrate(connection, self._text, self.name):
                    self._fill(connection)

    def known(self, hashes: Collection[str]) -> set[str]:
        """Those of `hashes` that are kept already."""
        with self._reading() as connection:
            return set(
                connection.column("SELECT sha256 FROM akn_manifestations WHERE sha256 IN :them", them=hashes)
            )

    def filed(self, work: str, expression: str) -> list[Filed]:
        """Every version kept under the IRI `work` or under the IRI `expression`."""
        with self._reading() as connection:
            return catalogue.filed(connection, work, expression)

    def deposit(self, content: bytes, entry: Entry, *, valid: bool, when: str) -> Verdict:
        """Keep `content`, in one transaction."""
        sha256 = indexing.sha256(content)
        facts = entry.facts
        with self._writing() as connection:
            self._lock(connection, facts.work, facts.expression)
            verdict = judge(facts, sha256, catalogue.filed(connection, facts.work, facts.expression))
            if verdict.outcome in {Outcome.ADDED, Outcome.VERSION}:
                kept = Kept("", facts.expression, verdict.version, sha256, valid, content)
                key = catalogue.keep(connection, kept, when, self._pack(content))
                catalogue.add(connection, key, entry, self._text)
        return verdict

    def find(self, query: Query) -> list[Holding]:
        """Return what meets `query`."""
        with self._reading() as connection:
            return finding.find(connection, query, self._text)

    def holdings(self, name: str) -> list[Holding]:
        """Every version that is called `name`."""
        with self._reading() as connection:
            return finding.under(connection, name)

    def read(self, holding: Holding) -> bytes:
        """Return the bytes of `holding`."""
        wanted = recorded("WHERE expression = :expression AND version = :version")
        with self._reading() as connection:
            row = next(connection.rows(wanted, expression=holding.expression, version=holding.version), None)
        if row is None:
            raise AbsentError(f"{holding.expression}, version {holding.version}, is not in {self.name}")
        kept = self._kept(Recorded(*row))
        if kept.content is None or not kept.whole:
            raise RepositoryError(f"{kept.name} in {self.name} is damaged; “akn verify” names all that is")
        return kept.content

    def examine(self) -> Iterator[Kept]:
        """Look at the database as a whole, then read back every document and hold its rows to it."""
        for check in self._checks():
            yield from self._faults(check)
        last = _FIRST
        following = f"SELECT id FROM akn_manifestations WHERE id > :last ORDER BY id LIMIT {_BATCH}"  # noqa: S608  # a number of this module
        try:
            while True:
                with self._reading() as connection:
                    batch = connection.column(following, last=last)
                if not batch:
                    return
                yield from self._proved(batch)
                last = batch[-1]
        except DamagedError as error:
            yield damage(self.name, f"{error}; what stands after document {last} cannot be read")

    def _faults(self, check: Check) -> Iterator[Kept]:
        """Run one check of the whole; that it cannot be run is damage too."""
        try:
            with self._reading() as connection:
                found = list(check(connection))
        except DamagedError as error:
            found = [str(error)]
        for problem in found:
            yield damage(self.name, problem)

    def _proved(self, batch: Sequence[int]) -> Iterator[Kept]:
        """Read back the documents with the keys `batch`; where they cannot be read together, one by one."""
        from akn.repositories.sql import proving  # noqa: PLC0415  # 3 ms, and only who proves wants it

        try:
            with self._reading() as connection:
                rows = list(starmap(Recorded, connection.rows(recorded("WHERE id IN :keys"), keys=batch)))
                documents = {row.id: examined(self._kept(row)) for row in rows}
                wrong = proving.contradicted(connection, documents)
        except DamagedError as error:
            if len(batch) > 1:
                for key in batch:
                    yield from self._proved([key])
            else:
                yield damage(f"document {batch[0]} in {self.name}", str(error))
            return
        for key in batch:
            kept = documents.get(key) or damage(f"document {key} in {self.name}", "it cannot be read back")
            yield kept if kept.problem else replace(kept, problem=wrong.get(key, ""))

    @staticmethod
    def _batch(connection: Connection, last: int) -> list[Recorded]:
        following = recorded(f"WHERE id > :last ORDER BY id LIMIT {_BATCH}")
        return list(starmap(Recorded, connection.rows(following, last=last)))

    def _kept(self, row: Recorded) -> Kept:
        content, problem = None, ""
        try:
            content = self._unpack(row.content)  # type: ignore[arg-type]  # None is refused like other damage
        except (zlib.error, TypeError) as error:
            problem = f"its bytes cannot be read back ({error})"
        name = row.expression if row.version == 1 else f"{row.expression} (version {row.version})"
        return Kept(name, row.expression, row.version, row.sha256, bool(row.valid), content, problem)

    def reindex(self) -> Iterator[Kept]:
        """Build the index anew, in one transaction."""
        with self._writing() as connection:
            self._lock(connection, "")
            migrations.renew_index(connection, self._text)
            yield from self._filling(connection)

    def _fill(self, connection: Connection) -> None:
        for _ in self._filling(connection):
            pass

    def _filling(self, connection: Connection) -> Iterator[Kept]:
        last = 0
        while batch := self._batch(connection, last):
            for row in batch:
                kept = self._kept(row)
                if kept.content is not None:
                    try:
                        entry = indexing.entry(indexing.parse(kept.content, kept.name), kept.name)
                        catalogue.add(connection, row.id, entry, self._text)
                    except UnfiledError as error:
                        kept = replace(kept, content=None, problem=str(error))
                yield kept
            last = batch[-1].id

    def close(self) -> None:
        """Let go of the connections."""
        self._database.close()
