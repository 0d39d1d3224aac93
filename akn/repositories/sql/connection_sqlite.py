"""A transaction in a SQLite file."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from akn.repositories.sql.connection import Connection, inserting

if TYPE_CHECKING:
    from collections.abc import Mapping


class SqliteConnection(Connection):
    """What is asked of a SQLite file through the ``sqlite3`` of Python, which knows the slots ``:name``."""

    def keyed(self, table: str, row: Mapping[str, Any]) -> int:
        """Insert `row` into `table`, and return its ``id``, which is the number of the row."""
        with closing(self._driver.cursor()) as cursor:
            cursor.execute(inserting(table, row), row)
            return int(cursor.lastrowid)

    def columns(self, table: str) -> set[str]:
        """Return the names of the columns of `table`, none where there is no such table."""
        return set(self.column("SELECT name FROM pragma_table_info(:it)", it=table))
