"""What can be proved of a SQLite file as a whole: its pages, its tables, and the full text against its parts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any

from akn.repositories.examining import REMEDY
from akn.repositories.sql import migrations, proving, search_sqlite
from akn.repositories.sql.connection_sqlite import SqliteConnection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from akn.repositories.sql.connection import Connection

#: How many words of the full text are compared at once.
_CHUNK = 4096


def intact(connection: Connection) -> Iterator[str]:
    """Say what SQLite finds when it goes through all pages, and holds each of its indexes to its table."""
    for (finding,) in connection.rows("PRAGMA integrity_check(3)"):
        if finding != "ok":
            yield (
                f"the file is damaged (SQLite says: {' '.join(str(finding).split())}); copy it, "
                f"{REMEDY}, and take it from a backup where that does not mend it"
            )


def shaped(connection: Connection) -> Iterator[str]:
    """Say which tables are not as akn makes them: a column of another type compares otherwise."""
    have = _shapes(connection)
    for name, meant in sorted(_meant().items()):
        if have.get(name) != meant:
            yield f"{name} is not as akn makes it; take the file from a backup, or {REMEDY}"


@cache
def _meant() -> dict[str, object]:
    """The shapes of the tables in a new file."""
    with closing(sqlite3.connect(":memory:")) as driver:
        fresh = SqliteConnection(driver)
        migrations.migrate(fresh, search_sqlite, "")
        return _shapes(fresh)


def _shapes(connection: Connection) -> dict[str, object]:
    """Columns and indexes of each table of akn; the words that made it where it is a full-text table."""
    made = list(connection.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    shapes: dict[str, object] = {}
    for name, sql in made:
        if str(sql).upper().startswith("CREATE VIRTUAL"):
            shapes[name] = sql
        elif str(name).startswith("akn_"):
            columns = {row[1:] for row in _pragma(connection, "table_xinfo", name)}
            indexes = {
                (unique, origin, partial, tuple(row[2:] for row in _pragma(connection, "index_xinfo", index)))
                for _, index, unique, origin, partial in _pragma(connection, "index_list", name)
            }
            shapes[name] = columns, indexes
    return shapes


def _pragma(connection: Connection, pragma: str, name: str) -> list[tuple[Any, ...]]:
    return list(connection.rows(f"SELECT * FROM pragma_{pragma}(:name)", name=name))  # noqa: S608  # one of three names of this module


def consistent(connection: Connection) -> Iterator[str]:
    """Say which full-text table contradicts itself. It is asked as a write, so not where nothing can be written."""
    for name in search_sqlite.TABLES:
        try:
            connection.run(f"INSERT INTO {name}({name}) VALUES ('integrity-check')")  # noqa: S608  # likewise
        except sqlite3.DatabaseError as error:
            code = error.sqlite_errorname
            if code.startswith("SQLITE_CORRUPT"):
                yield f"the full text is damaged ({name}); {REMEDY}"
            elif not code.startswith("SQLITE_READONLY"):
                raise


def faithful(connection: Connection) -> Iterator[str]:
    """Say which full-text table has other words than the parts of the documents have, told word by word.

    The words of the parts are taken into a temporary table, and both are read side by side.
    """
    spoken = connection.column("SELECT DISTINCT language FROM akn_entries")
    for name, tokenizer in search_sqlite.TABLES.items():
        languages = [language for language in spoken if search_sqlite.table_of(language) == name]
        for statement in (
            f"CREATE VIRTUAL TABLE temp.akn_anew USING fts5(text, content='', tokenize='{tokenizer}')",
            "CREATE VIRTUAL TABLE temp.akn_meant USING fts5vocab(temp, akn_anew, instance)",
            f"CREATE VIRTUAL TABLE temp.akn_held USING fts5vocab(main, {name}, instance)",
        ):
            connection.run(statement)
        connection.run(
            "INSERT INTO temp.akn_anew(rowid, text) SELECT p.id, p.text FROM akn_parts p "
            "JOIN akn_entries e USING (manifestation_id) WHERE e.language IN :languages ORDER BY p.id",
            languages=languages,
        )
        if not _alike(connection, name):
            yield f"the full text ({name}) has other words than the documents; {REMEDY}"
        for made in ("akn_held", "akn_meant", "akn_anew"):
            connection.run(f"DROP TABLE temp.{made}")


def _alike(connection: Connection, name: str) -> bool:
    """Whether the full-text table `name` has the words, and the sizes, of the temporary one."""
    words = "SELECT CAST(term AS BLOB), doc, offset FROM temp.{}"
    sizes = "SELECT id, sz FROM {}_docsize ORDER BY id"
    sums = "SELECT 0, block FROM {}_data WHERE id = 1"
    pairs = (
        (words.format("akn_meant"), words.format("akn_held")),
        (sizes.format("temp.akn_anew"), sizes.format(f"main.{name}")),
        (sums.format("temp.akn_anew"), sums.format(f"main.{name}")),
    )
    return all(
        one == other
        for meant, held in pairs
        for one, other in _side_by_side(connection.runs(meant, _CHUNK), connection.runs(held, _CHUNK))
    )


def _side_by_side(
    one: Iterator[Sequence[Any]], other: Iterator[Sequence[Any]]
) -> Iterator[tuple[object, object]]:
    """Both in step; where one ends first, the other meets None."""
    for chunk in one:
        yield chunk, next(other, None)
    yield from ((None, chunk) for chunk in other)


#: What is looked at in a SQLite file, each in a transaction of its own.
CHECKS: tuple[proving.Check, ...] = (intact, shaped, consistent, faithful, *proving.CHECKS)
