"""The index in SQL: rows from an entry. All statements run within the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, and_, insert, or_, select, update

from akn.repositories.entry import Entry, Facts
from akn.repositories.examining import seal
from akn.repositories.identity import Filed
from akn.repositories.sql import deriving
from akn.repositories.sql.tables import agents, authors, citations, entries, manifestations, names, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from akn.repositories.interface import Kept
    from akn.repositories.sql.migrations import TextSearch


def keep(connection: Connection, kept: Kept, deposited: str, packed: bytes | None = None) -> int:
    """Record the version `kept`, deposited at the time `deposited`, and return its key.

    `packed` are its bytes as the database has them, None where they lie elsewhere.
    """
    row = insert(manifestations).values(
        expression=kept.expression,
        version=kept.version,
        sha256=kept.sha256,
        valid=kept.valid,
        deposited=deposited,
        content=packed,
        seal=seal(kept.expression, kept.version, kept.sha256, int(kept.valid), deposited),
    )
    return int(connection.execute(row.returning(manifestations.c.id)).scalar_one())


def add(connection: Connection, key: int, entry: Entry, text: TextSearch) -> None:
    """Index `entry`, the document whose row in ``akn_manifestations`` has the key `key`."""
    facts, derived, mine = entry.facts, deriving.rows(entry), {"manifestation_id": key}
    connection.execute(insert(entries).values(**mine, **derived.entry, current=False))
    _many(connection, names, [mine | row for row in derived.names])
    whose = [_agent(connection, row) for row in derived.authors]
    _many(connection, authors, [mine | {"place": n, "agent_id": agent} for n, agent in enumerate(whose)])
    _many(connection, citations, [mine | row for row in derived.citations])
    _many(connection, parts, [mine | row for row in derived.parts])
    text.add(connection, key, facts.language)
    _set_current(connection, facts)


def _many(connection: Connection, table: Any, new: list[dict[str, Any]]) -> None:
    if new:
        connection.execute(insert(table), new)


def _agent(connection: Connection, author: deriving.Row) -> int:
    known = select(agents.c.id).where(agents.c.sha256 == author["sha256"]).limit(1)
    found = connection.execute(known).scalar_one_or_none()
    if found is None:  # two depositors may find none at once: a name that stands twice does no harm
        found = connection.execute(insert(agents).values(author).returning(agents.c.id)).scalar_one()
    return int(found)


def _set_current(connection: Connection, facts: Facts) -> None:
    """Mark the newest version of the newest expression of this work and language; the rest lose the mark."""
    series = and_(
        entries.c.work == facts.work,
        entries.c.component == facts.component,
        entries.c.language == facts.language,
    )
    newest = connection.execute(
        select(entries.c.manifestation_id)
        .join(manifestations, manifestations.c.id == entries.c.manifestation_id)
        .where(series)
        .order_by(entries.c.expressed.desc(), entries.c.expression.desc(), manifestations.c.version.desc())
        .limit(1)
    ).scalar_one()
    connection.execute(
        update(entries)
        .where(series, entries.c.current, entries.c.manifestation_id != newest)
        .values(current=False)
    )
    connection.execute(update(entries).where(entries.c.manifestation_id == newest).values(current=True))


def filed(connection: Connection, work: str, expression: str) -> list[Filed]:
    """Every version under the IRI `work` or the IRI `expression`, with its facts."""
    found = connection.execute(
        select(entries, manifestations.c.sha256, manifestations.c.version)
        .join(manifestations, manifestations.c.id == entries.c.manifestation_id)
        .where(or_(entries.c.work == work, entries.c.expression == expression))
    ).all()
    stated = stated_names(connection, [row.manifestation_id for row in found])
    return [
        Filed(_facts(row, stated.get(row.manifestation_id, [])), row.sha256, row.version) for row in found
    ]


def stated_names(connection: Connection, keys: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """Return the rows of ``akn_names`` for each of the versions with the keys `keys`."""
    found: dict[int, list[Row[Any]]] = {}
    for chunk in chunks(keys):
        for row in connection.execute(select(names).where(names.c.manifestation_id.in_(chunk))):
            found.setdefault(row.manifestation_id, []).append(row)
    return found


def chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """`keys` in runs that fit into one statement."""
    for start in range(0, len(keys), 1000):
        yield keys[start : start + 1000]


def _facts(row: Row[Any], stated: list[Row[Any]]) -> Facts:
    return Facts(
        work=row.work,
        expression=row.expression,
        language=row.language,
        element=row.element,
        date=row.date,
        title=row.title,
        numbers=tuple(name.printed for name in stated if name.type == "number"),
        procedures=tuple(name.printed for name in stated if name.type == "procedure"),
        aliases=tuple((name.alias, name.printed) for name in stated if name.type == "alias"),
    )


def clash(connection: Connection, expression: str) -> str:
    """Another expression IRI that differs from `expression` in case alone, or ""."""
    same = and_(entries.c.folded == expression.lower(), entries.c.expression != expression)
    return connection.execute(select(entries.c.expression).where(same).limit(1)).scalar_one_or_none() or ""
