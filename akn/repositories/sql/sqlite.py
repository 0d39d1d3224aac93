"""A repository in one SQLite file: nothing to install, safe for several depositors at once."""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from akn.errors import DamagedError, NoRepositoryError, RepositoryError
from akn.repositories.sql import search_sqlite
from akn.repositories.sql.connection import Database
from akn.repositories.sql.connection_sqlite import SqliteConnection
from akn.repositories.sql.sql import SqlRepository

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from akn.repositories.sql.connection import Connection
    from akn.repositories.sql.proving import Check
    from akn.repositories.url import Location

#: How long a depositor waits for another one, in milliseconds.
_PATIENCE = 120_000
#: How long it waits between two attempts to switch a new file to WAL mode, in seconds.
_PAUSE = 0.02
_REMEDIES = {
    "SQLITE_FULL": "the disk is full; free some room and run the same command again",
    "SQLITE_READONLY": "it cannot be written to; make the file and its folder writable",
    "SQLITE_CANTOPEN": "the file cannot be opened or made; look at the folder and its permissions",
    "SQLITE_NOTADB": "the file is no SQLite database; name another one",
    "SQLITE_CORRUPT": "the file is damaged; “akn verify” tells what is still whole; take the rest from a backup",
    "SQLITE_BUSY": "another program holds it locked; try again when that is done",
    "SQLITE_IOERR": "the disk could not be read or written; look at its state and its free room",
}
#: What SQLite calls damage; what it can only not decode has no name at all.
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_ERROR", "SQLITE_MISMATCH", "SQLITE_TOOBIG")


class SqliteRepository(SqlRepository):
    """The documents and the index in one file, in WAL mode; ``BEGIN IMMEDIATE`` keeps depositors apart."""

    def __init__(self, location: Location, *, create: bool, durable: bool) -> None:
        database = connect(Path(location.path), location.shown, create=create, durable=durable)
        super().__init__(database, search_sqlite, location.shown, create=create)

    def _checks(self) -> Sequence[Check]:
        from akn.repositories.sql import soundness  # noqa: PLC0415  # 3 ms, and only who proves wants it

        return soundness.CHECKS

    def _explain(self, error: Exception) -> RepositoryError:
        return explain(error, self.name)

    def _lock(self, connection: Connection, *keys: str) -> None:
        """Nothing more to do: BEGIN IMMEDIATE has locked the whole file."""

    def _pack(self, content: bytes) -> bytes:
        return zlib.compress(content, 6)

    def _unpack(self, packed: bytes) -> bytes:
        return zlib.decompress(packed)


def open_repository(location: Location, *, create: bool, durable: bool) -> SqliteRepository:
    """Return the repository in the file that `location` names; made where `create` allows it."""
    return SqliteRepository(location, create=create, durable=durable)


def connect(path: Path, name: str, *, create: bool, durable: bool) -> SqliteDatabase:
    """Return the database in the SQLite file `path`, which messages call `name`.

    Where the file or its folder cannot be written to, it is opened for reading
    alone. Raises `RepositoryError` where there is no such file and `create` is not set.
    """
    if not path.exists() and not create:
        raise NoRepositoryError(f"there is no repository at {name}; “akn deposit … --to {name}” makes one")
    if path.is_dir():
        raise RepositoryError(
            f"{name} is a folder, not a file; for a repository in a folder leave out “sqlite:///”"
        )
    if create and not path.parent.is_dir():
        raise RepositoryError(f"the folder of {name} does not exist; make {path.parent} first")
    writable = os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    if create and not writable:
        raise RepositoryError(f"{name}: {_REMEDIES['SQLITE_READONLY']}")
    mode = ("rwc" if create else "rw") if writable else "ro&immutable=1"
    synchronous = ("FULL" if durable else "NORMAL") if writable else ""
    return SqliteDatabase(f"file:{quote(str(path.absolute()))}?mode={mode}", synchronous)


class SqliteDatabase(Database):
    """The SQLite file at `address`; where `synchronous` says how it is written, it is in WAL mode."""

    #: A message of SQLite itself may hold damaged letters, which the driver cannot decode.
    errors = (sqlite3.Error, UnicodeDecodeError)

    def __init__(self, address: str, synchronous: str) -> None:
        self._address = address
        self._synchronous = synchronous
        self._driver: sqlite3.Connection | None = None

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[Connection]:
        """A transaction; one that writes waits until it is alone."""
        driver = self._dialled()
        driver.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield SqliteConnection(driver)
            driver.commit()
        except BaseException:
            with suppress(sqlite3.Error):  # it is undone in any case, and the first error is the one to tell
                driver.rollback()
            raise

    def _dialled(self) -> sqlite3.Connection:
        if self._driver is None:
            driver = sqlite3.connect(self._address, uri=True, isolation_level=None, check_same_thread=False)
            try:
                driver.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
                if self._synchronous:
                    _into_wal(driver)
                    driver.execute(f"PRAGMA synchronous = {self._synchronous}")
            except BaseException:
                driver.close()
                raise
            self._driver = driver
        return self._driver

    def close(self) -> None:
        """Let go of the file."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None


def _into_wal(connection: sqlite3.Connection) -> None:
    """Switch the file to WAL mode, waiting for another process that is at the same.

    SQLite does not: for this change it says “busy” at once, whatever its
    timeout is, lest two that switch wait for each other.
    """
    until = time.monotonic() + _PATIENCE / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def explain(error: Exception, name: str) -> RepositoryError:
    """Return what went wrong with the SQLite file that messages call `name`, and what to do.

    It is a `DamagedError` where what the file holds is at fault, and not its surroundings.
    """
    code = str(getattr(error, "sqlite_errorname", ""))
    remedy = next((text for start, text in _REMEDIES.items() if code.startswith(start)), "")
    kind = DamagedError if code.startswith(_DAMAGE) or not code else RepositoryError
    return kind(f"{name}: {remedy or f'SQLite says: {error}'}")
