"""What a SQL database is asked, in one notation: statements with the slots ``:name``, rows as plain tuples.

The drivers are used directly. A layer above them cost more than the deposit of a document does.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from typing import Any, TypeAlias

#: A statement and the values of its slots.
Asked: TypeAlias = tuple[str, dict[str, Any]]


class Connection(ABC):
    """One transaction in one database. A value that is a list fills its slot with as many values in brackets."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    @abstractmethod
    def keyed(self, table: str, row: Mapping[str, Any]) -> int:
        """Insert `row` into `table`, and return the ``id`` that the database gives it."""

    @abstractmethod
    def columns(self, table: str) -> set[str]:
        """Return the names of the columns of `table`, none where there is no such table."""

    def _written(self, statement: str) -> str:
        """`statement` in the notation of the driver."""
        return statement

    def rows(self, statement: str, /, **values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that `statement` finds."""
        expanded, values = _expanded(statement, values)
        with closing(self._driver.cursor()) as cursor:
            cursor.execute(self._written(expanded), values)
            yield from cursor

    def runs(self, statement: str, size: int) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Yield the rows that `statement` finds, `size` at once."""
        with closing(self._driver.cursor()) as cursor:
            cursor.execute(self._written(statement))
            while run := cursor.fetchmany(size):
                yield run

    def column(self, statement: str, /, **values: Any) -> list[Any]:
        """Return the first value of each row that `statement` finds."""
        return [row[0] for row in self.rows(statement, **values)]

    def value(self, statement: str, /, **values: Any) -> Any:
        """Return the first value of the first row that `statement` finds, None where it finds none."""
        return next((row[0] for row in self.rows(statement, **values)), None)

    def run(self, statement: str, /, **values: Any) -> None:
        """Do what `statement` says."""
        expanded, values = _expanded(statement, values)
        with closing(self._driver.cursor()) as cursor:
            cursor.execute(self._written(expanded), values)

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert `rows`, all of the same columns, into `table`."""
        if rows:
            with closing(self._driver.cursor()) as cursor:
                cursor.executemany(self._written(inserting(table, rows[0])), rows)


class Database(ABC):
    """A database that can be connected to; the connection is made when it is first asked for."""

    #: What its driver raises.
    errors: tuple[type[Exception], ...]

    @abstractmethod
    def transaction(self, *, write: bool) -> AbstractContextManager[Connection]:
        """A transaction, kept where the block ends well and undone where it does not. Raises `errors`."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the connection."""


def inserting(table: str, row: Mapping[str, Any]) -> str:
    """Return the statement that inserts a row with the columns of `row` into `table`."""
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"  # noqa: S608  # names of this package


def _expanded(statement: str, values: dict[str, Any]) -> Asked:
    """Give each value of a list a slot of its own; of an empty list nothing is found."""
    for name, value in list(values.items()):
        if isinstance(value, list | tuple | set | frozenset):
            single = {f"{name}_{n}": one for n, one in enumerate(value)}
            slots = ", ".join(f":{one}" for one in single) or "NULL"
            statement = re.sub(rf":{name}\b", f"({slots})", statement)
            values = {key: held for key, held in values.items() if key != name} | single
    return statement, values
