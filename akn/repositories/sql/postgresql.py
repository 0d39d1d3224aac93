"""A repository in a PostgreSQL database, through psycopg (an extra of this package)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, create_engine, event, text

from akn.errors import CredentialsError, DamagedError, RepositoryError
from akn.repositories.sql import search_postgresql
from akn.repositories.sql.sql import SqlRepository

if TYPE_CHECKING:
    from sqlalchemy.exc import SQLAlchemyError

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
        url = URL.create(
            "postgresql+psycopg",
            username=location.user or None,
            password=location.password or None,
            host=location.host or None,
            port=location.port,
            database=location.path or None,
        )
        engine = create_engine(url, pool_size=1, max_overflow=0, connect_args={"connect_timeout": _PATIENCE})
        if not durable:
            event.listen(engine, "connect", _hasten)
        super().__init__(engine, search_postgresql, search_postgresql.CHECKS, location.shown, create=create)

    def _lock(self, connection: Connection, *keys: str) -> None:
        numbers = {
            int.from_bytes(hashlib.sha256(f"akn {key}".encode()).digest()[:8], "big", signed=True)
            for key in keys
        }
        for number in sorted(numbers):  # in one order for everyone, so that no two wait for each other
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})

    def _explain(self, error: SQLAlchemyError) -> RepositoryError:
        cause: Any = getattr(error, "orig", None) or error
        state = str(getattr(cause, "sqlstate", "") or "")
        message = self._location.scrubbed(str(cause))
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


def _hasten(connection: Any, record: Any) -> None:
    """Let commits return early: a power failure of the server may lose the last ones, a crash of akn none."""
    del record
    connection.execute("SET synchronous_commit = off")
    connection.commit()


def open_repository(location: Location, *, create: bool, durable: bool) -> PostgresqlRepository:
    """Return the repository in the database that `location` names; `create` lets its tables be made."""
    try:
        import psycopg  # noqa: F401, PLC0415  # an extra: loaded only when needed
    except ImportError:
        raise RepositoryError(
            f"{location.shown} needs the PostgreSQL driver; install it with “pip install 'akn[postgresql]'”"
        ) from None
    return PostgresqlRepository(location, create=create, durable=durable)
