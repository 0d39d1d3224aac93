"""A repository in a PostgreSQL database, through psycopg (an extra of this package)."""

from __future__ import annotations

import hashlib
import re
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from akn.errors import CredentialsError, DamagedError, RepositoryError
from akn.repositories.sql import search_postgresql
from akn.repositories.sql.connection import Connection, Database, inserting
from akn.repositories.sql.sql import SqlRepository

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from akn.repositories.sql.proving import Check
    from akn.repositories.url import Location

#: How long the connecting may take, in seconds.
_PATIENCE = 20
#: Class or code of SQLSTATE to what it means; the longer one is looked for first.
_REMEDIES = {
    "28": "the server refuses this user or password",
    "3D": "the server has no such database; make it with “createdb”",
    "42501": "this user may not do that in the database; grant it CREATE, SELECT, INSERT, UPDATE and DELETE",
    "25006": "the database can only be read; deposit into the primary server",
    "53100": "the server's disk is full; free some room and run the same command again",
    "53300": "the server takes no more connections; try again later",
    "57": "the server is shutting down; run the same command again when it is back",
    "08": "the connection to the server is lost; run the same command again when it is back",
}


class PostgresqlRepository(SqlRepository):
    """The documents and the index in one database; advisory locks keep depositors of one work apart."""

    def __init__(self, location: Location, *, create: bool, durable: bool) -> None:
        self._location = location
        database = PostgresqlDatabase(location, durable=durable)
        super().__init__(database, search_postgresql, location.shown, create=create)

    def _checks(self) -> Sequence[Check]:
        return search_postgresql.CHECKS

    def _lock(self, connection: Connection, *keys: str) -> None:
        numbers = {
            int.from_bytes(hashlib.sha256(f"akn {key}".encode()).digest()[:8], "big", signed=True)
            for key in keys
        }
        for number in sorted(numbers):  # in one order for everyone, so that no two wait for each other
            connection.run("SELECT pg_advisory_xact_lock(:number)", number=number)

    def _explain(self, error: Exception) -> RepositoryError:
        state = str(getattr(error, "sqlstate", "") or "")
        message = self._location.scrubbed(str(error))
        if state.startswith("28") or "password" in message:
            return CredentialsError(
                f"{self.name}: {_REMEDIES['28']}; check both, or set AKN_REPOSITORY_PASSWORD"
            )
        remedy = next((_REMEDIES[s] for s in (state, state[:2]) if s in _REMEDIES), "")
        if not remedy and not state:
            if "does not exist" in message and "database" in message:
                remedy = _REMEDIES["3D"]
            else:
                remedy = (
                    f"the server does not answer ({message}); is it running, and are host and port right? "
                    "What was deposited stays; run the same command again"
                )
        kind = DamagedError if state.startswith("XX") else RepositoryError
        return kind(f"{self.name}: {remedy or message}")


class PostgresqlDatabase(Database):
    """The database that `location` names; connected to anew where the connection was lost."""

    def __init__(self, location: Location, *, durable: bool) -> None:
        import psycopg  # noqa: PLC0415  # an extra: loaded only when needed

        self._psycopg: Any = psycopg
        self._location = location
        self._durable = durable
        self._driver: Any = None
        self.errors = (psycopg.Error,)

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[Connection]:
        """A transaction, begun with its first statement."""
        del write
        driver = self._dialled()
        try:
            yield PostgresqlConnection(driver)
            driver.commit()
        except BaseException:
            with suppress(*self.errors):  # the first error is the one to tell
                driver.rollback()
            raise

    def _dialled(self) -> Any:
        if self._driver is None or self._driver.closed:
            location = self._location
            self._driver = self._psycopg.connect(
                host=location.host or None,
                port=location.port,
                dbname=location.path or None,
                user=location.user or None,
                password=location.password or None,
                connect_timeout=_PATIENCE,
            )
            if not self._durable:
                # A power failure of the server may lose the last commits, a crash of akn none.
                self._driver.execute("SET synchronous_commit = off")
                self._driver.commit()
        return self._driver

    def close(self) -> None:
        """Let go of the connection."""
        if self._driver is not None:
            self._driver.close()


class PostgresqlConnection(Connection):
    """What is asked of a PostgreSQL database through psycopg, which writes slots ``%(name)s``."""

    def _written(self, statement: str) -> str:
        return _written(statement)

    def keyed(self, table: str, row: Mapping[str, Any]) -> int:
        """Insert `row` into `table`, and return its ``id``."""
        with closing(self._driver.cursor()) as cursor:
            cursor.execute(_written(f"{inserting(table, row)} RETURNING id"), row)
            return int(cursor.fetchone()[0])

    def columns(self, table: str) -> set[str]:
        """Return the names of the columns of `table` in the current schema, none where there is no such table."""
        return set(
            self.column(
                "SELECT column_name FROM information_schema.columns "
                "WHERE table_schema = current_schema() AND table_name = :it",
                it=table,
            )
        )


@lru_cache(maxsize=256)
def _written(statement: str) -> str:
    return re.sub(r"(?<![:\w]):(\w+)", r"%(\1)s", statement.replace("%", "%%"))


def open_repository(location: Location, *, create: bool, durable: bool) -> PostgresqlRepository:
    """Return the repository in the database that `location` names; `create` lets its tables be made."""
    try:
        import psycopg  # noqa: F401, PLC0415  # an extra: loaded only when needed
    except ImportError:
        raise RepositoryError(
            f"{location.shown} needs the PostgreSQL driver; install it with “pip install 'akn[postgresql]'”"
        ) from None
    return PostgresqlRepository(location, create=create, durable=durable)
