"""The index in SQL: rows from an entry. All statements run within the caller's transaction."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, and_, insert, or_, select, update

from akn.repositories import folding
from akn.repositories.entry import Agent, Entry, Facts
from akn.repositories.identity import Filed
from akn.repositories.sql.tables import agents, authors, citations, entries, manifestations, names, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from akn.repositories.sql.migrations import TextSearch

#: How much of a folded name is compared; every index takes as much.
_FOLDED = 600


def add(connection: Connection, key: int, entry: Entry, text: TextSearch) -> None:
    """Index `entry`, the document whose row in ``akn_manifestations`` has the key `key`."""
    facts = entry.facts
    connection.execute(
        insert(entries).values(
            manifestation_id=key,
            work=facts.work,
            component=facts.component,
            expression=facts.expression,
            folded=facts.expression.lower(),
            manifestation=entry.manifestation[:_FOLDED],
            language=facts.language,
            element=facts.element,
            kind=entry.kind,
            date=facts.date,
            expressed=entry.expressed,
            title=facts.title,
            current=False,
        )
    )
    _many(connection, names, [{"manifestation_id": key} | row for row in _names(facts)])
    _many(
        connection,
        authors,
        [
            {"manifestation_id": key, "place": place, "agent_id": _agent(connection, agent)}
            for place, agent in enumerate(entry.authors)
        ],
    )
    _many(
        connection,
        citations,
        [
            {"manifestation_id": key, "eid": c.eid, "target": c.target, "celex": c.celex}
            for c in entry.citations
        ],
    )
    _many(
        connection,
        parts,
        [{"manifestation_id": key, "eid": p.eid, "element": p.element, "text": p.text} for p in entry.parts],
    )
    text.add(connection, key, facts.language)
    _set_current(connection, facts)


def _many(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _names(facts: Facts) -> Iterator[dict[str, str]]:
    stated = [("number", "", n) for n in facts.numbers] + [("procedure", "", p) for p in facts.procedures]
    for kind, alias, printed in stated + [("alias", alias, value) for alias, value in facts.aliases]:
        folded = folding.name(printed) if kind == "alias" else folding.number(printed)
        yield {"type": kind, "alias": alias, "printed": printed, "folded": folded[:_FOLDED]}


def _agent(connection: Connection, agent: Agent) -> int:
    words = folding.words(agent.names)
    digest = hashlib.sha256(f"{agent.iri}\n{agent.name}\n{words}".encode()).hexdigest()
    known = select(agents.c.id).where(agents.c.sha256 == digest).limit(1)
    found = connection.execute(known).scalar_one_or_none()
    if found is None:  # two depositors may find none at once: a name that stands twice does no harm
        row = insert(agents).values(iri=agent.iri, name=agent.name, words=words, sha256=digest)
        found = connection.execute(row.returning(agents.c.id)).scalar_one()
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
    rows = connection.execute(
        select(entries, manifestations.c.sha256, manifestations.c.version)
        .join(manifestations, manifestations.c.id == entries.c.manifestation_id)
        .where(or_(entries.c.work == work, entries.c.expression == expression))
    ).all()
    stated = stated_names(connection, [row.manifestation_id for row in rows])
    return [Filed(_facts(row, stated.get(row.manifestation_id, [])), row.sha256, row.version) for row in rows]


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
