"""The index in SQL: rows from an entry. All statements run within the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from akn.repositories.entry import Entry, Facts
from akn.repositories.examining import seal
from akn.repositories.identity import Filed
from akn.repositories.sql import deriving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from akn.repositories.interface import Kept
    from akn.repositories.sql.connection import Connection
    from akn.repositories.sql.migrations import TextSearch


class Stated(Struct, frozen=True):
    """A number, procedure or alias that a version bears."""

    type: str
    alias: str
    printed: str


def keep(connection: Connection, kept: Kept, deposited: str, packed: bytes | None = None) -> int:
    """Record the version `kept`, deposited at the time `deposited`, and return its key.

    `packed` are its bytes as the database has them, None where they lie elsewhere.
    """
    row = {
        "expression": kept.expression,
        "version": kept.version,
        "sha256": kept.sha256,
        "valid": kept.valid,
        "deposited": deposited,
        "content": packed,
        "seal": seal(kept.expression, kept.version, kept.sha256, int(kept.valid), deposited),
    }
    return connection.keyed("akn_manifestations", row)


def add(connection: Connection, key: int, entry: Entry, text: TextSearch) -> None:
    """Index `entry`, the document whose row in ``akn_manifestations`` has the key `key`."""
    facts, derived, mine = entry.facts, deriving.rows(entry), {"manifestation_id": key}
    connection.insert("akn_entries", [mine | derived.entry | {"current": True}])
    connection.insert("akn_names", [mine | row for row in derived.names])
    whose = [_agent(connection, row) for row in derived.authors]
    connection.insert("akn_authors", [mine | {"place": n, "agent_id": one} for n, one in enumerate(whose)])
    connection.insert("akn_citations", [mine | row for row in derived.citations])
    connection.insert("akn_parts", [mine | row for row in derived.parts])
    text.add(connection, key, facts.language)
    _set_current(connection, facts)


def _agent(connection: Connection, author: deriving.Row) -> int:
    found = connection.value("SELECT id FROM akn_agents WHERE sha256 = :it LIMIT 1", it=author["sha256"])
    # Two depositors may find none at once: a name that stands twice does no harm.
    return connection.keyed("akn_agents", author) if found is None else int(found)


def _set_current(connection: Connection, facts: Facts) -> None:
    """Leave the mark, which a new version has, to the newest of the newest expression of this work and language."""
    series = "work = :work AND component = :component AND language = :language"
    values = {"work": facts.work, "component": facts.component, "language": facts.language}
    newest, *others = connection.column(
        "SELECT e.manifestation_id FROM akn_entries e "  # noqa: S608  # words of this module
        f"JOIN akn_manifestations m ON m.id = e.manifestation_id WHERE {series} "
        "ORDER BY e.expressed DESC, e.expression DESC, m.version DESC",
        **values,
    )
    if not others:
        return
    connection.run(
        f"UPDATE akn_entries SET current = :no WHERE {series} AND current AND manifestation_id <> :newest",  # noqa: S608  # likewise
        **values,
        newest=newest,
        no=False,
    )
    connection.run(
        "UPDATE akn_entries SET current = :yes WHERE manifestation_id = :newest", newest=newest, yes=True
    )


def filed(connection: Connection, work: str, expression: str) -> list[Filed]:
    """Every version under the IRI `work` or the IRI `expression`, with its facts."""
    found = list(
        connection.rows(
            "SELECT e.manifestation_id, e.work, e.expression, e.language, e.element, e.date, e.title, "
            "m.sha256, m.version FROM akn_entries e JOIN akn_manifestations m ON m.id = e.manifestation_id "
            "WHERE e.work = :work OR e.expression = :expression",
            work=work,
            expression=expression,
        )
    )
    stated = stated_names(connection, [key for key, *_ in found])
    return [
        Filed(_facts(facts, stated.get(key, [])), sha256, version) for key, *facts, sha256, version in found
    ]


def stated_names(connection: Connection, keys: Sequence[int]) -> dict[int, list[Stated]]:
    """Return what ``akn_names`` has of each of the versions with the keys `keys`."""
    found: dict[int, list[Stated]] = {}
    for chunk in chunks(keys):
        for key, *row in connection.rows(
            "SELECT manifestation_id, type, alias, printed FROM akn_names WHERE manifestation_id IN :keys",
            keys=chunk,
        ):
            found.setdefault(key, []).append(Stated(*row))
    return found


def chunks(keys: Sequence[int]) -> Iterator[list[int]]:
    """`keys` in runs that fit into one statement."""
    for start in range(0, len(keys), 1000):
        yield list(keys[start : start + 1000])


def _facts(columns: Sequence[str], stated: Sequence[Stated]) -> Facts:
    work, expression, language, element, date, title = columns
    return Facts(
        work=work,
        expression=expression,
        language=language,
        element=element,
        date=date,
        title=title,
        numbers=tuple(name.printed for name in stated if name.type == "number"),
        procedures=tuple(name.printed for name in stated if name.type == "procedure"),
        aliases=tuple((name.alias, name.printed) for name in stated if name.type == "alias"),
    )


def clash(connection: Connection, expression: str) -> str:
    """Another expression IRI that differs from `expression` in case alone, or ""."""
    found = connection.value(
        "SELECT expression FROM akn_entries WHERE folded = :folded AND expression <> :expression LIMIT 1",
        folded=expression.lower(),
        expression=expression,
    )
    return found or ""
