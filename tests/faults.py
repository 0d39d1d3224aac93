"""The system refuses: call number n of what touches files, or a database, fails; for each n in turn."""

from __future__ import annotations

import errno
import io
import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

#: Owner and name of each call that can fail. What a file object does is wrapped where the file is opened.
CALLS: tuple[tuple[Any, str], ...] = (
    (io, "open"), (os, "open"), (os, "fsync"), (os, "utime"), (os, "replace"), (os, "mkdir"),
    (os, "chmod"), (os, "close"),
)  # fmt: skip


class Faults:
    """Counts calls, and lets number `at` fail with the error number `code`; `failed` names it then."""

    def __init__(self, at: int, code: int) -> None:
        self.at, self.code = at, code
        self.made = 0
        self.failed = ""

    def due(self, name: str) -> bool:
        """Whether this further call, of `name`, is the one that fails."""
        self.made += 1
        if self.made == self.at:
            self.failed = name
        return self.made == self.at

    def refuse(self, name: str) -> None:
        """Fail as the system does where the call of `name` is due."""
        if self.due(name):
            raise OSError(self.code, os.strerror(self.code), name)

    def wrapped(self, name: str, done: Callable[..., Any]) -> Callable[..., Any]:
        """`done`, which may fail before it does anything; closing fails when it is done."""

        def run(*arguments: Any, **more: Any) -> Any:
            if name == "close":
                done(*arguments, **more)
            self.refuse(name)
            result = None if name == "close" else done(*arguments, **more)
            return Failing(result, self) if isinstance(result, io.IOBase) else result

        return run


class Failing:
    """A file whose reads and writes can fail; of a write that fails, half is done."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self._file, self._faults = file, faults

    def write(self, data: Any) -> Any:
        """Write half of `data`, or all."""
        if self._faults.due("write"):
            self._file.write(data[: len(data) // 2])
            raise OSError(self._faults.code, os.strerror(self._faults.code), "write")
        return self._file.write(data)

    def read(self, *size: Any) -> Any:
        """Read, or fail."""
        self._faults.refuse("read")
        return self._file.read(*size)

    def truncate(self, *size: Any) -> Any:
        """Cut, or fail."""
        self._faults.refuse("truncate")
        return self._file.truncate(*size)

    def flush(self) -> None:
        """Hand on to the system, or fail."""
        self._faults.refuse("flush")
        self._file.flush()

    def __enter__(self) -> Self:
        self._file.__enter__()
        return self

    def __exit__(self, *error: object) -> Any:
        return self._file.__exit__(*error)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@contextmanager
def failing_files(monkeypatch: pytest.MonkeyPatch, at: int, code: int = errno.EIO) -> Iterator[Faults]:
    """Within, call number `at` of `CALLS` fails, once, with the error number `code`."""
    faults = Faults(at, code)
    with monkeypatch.context() as patched:
        for owner, name in CALLS:
            patched.setattr(owner, name, faults.wrapped(name, getattr(owner, name)))
        yield faults


@contextmanager
def failing_statements(monkeypatch: pytest.MonkeyPatch, at: int) -> Iterator[Faults]:
    """Within, SQLite cannot read or write the disk at statement number `at` (its commits are such), once."""
    faults = Faults(at, errno.EIO)

    class Cursor(sqlite3.Cursor):
        def execute(self, statement: str, *values: Any) -> Any:
            refuse(statement)
            return super().execute(statement, *values)

        def executemany(self, statement: str, *values: Any) -> Any:
            refuse(statement)
            return super().executemany(statement, *values)

    class Connection(sqlite3.Connection):
        def cursor(self, *_: Any, **__: Any) -> Any:
            return super().cursor(Cursor)

        def execute(self, statement: str, *values: Any) -> Any:
            return self.cursor().execute(statement, *values)

        def commit(self) -> None:
            refuse("COMMIT")
            super().commit()

    def refuse(statement: str) -> None:
        if faults.due(statement):
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname, error.sqlite_errorcode = "SQLITE_IOERR", sqlite3.SQLITE_IOERR
            raise error

    connect = sqlite3.connect
    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", lambda *a, **more: connect(*a, factory=Connection, **more))
        yield faults
