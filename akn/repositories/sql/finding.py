"""The index in SQL: rows found again. All statements run within the caller's transaction."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from akn.repositories import folding
from akn.repositories.interface import Holding, Query
from akn.repositories.searching import excerpt
from akn.repositories.sql.catalogue import chunks, stated_names
from akn.tree.iri import current

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from akn.repositories.sql.connection import Asked, Connection
    from akn.repositories.sql.migrations import TextSearch


class Indexed(Struct, frozen=True):
    """What the index has of one version; `eid` and `text` are those of the part where words were found."""

    manifestation_id: int
    work: str
    component: str
    expression: str
    manifestation: str
    language: str
    kind: str
    date: str
    title: str
    version: int
    sha256: str
    valid: bool
    deposited: str
    eid: str = ""
    text: str = ""


_COLUMNS = (
    "e.manifestation_id, e.work, e.component, e.expression, e.manifestation, e.language, e.kind, e.date, e.title, "
    "m.version, m.sha256, m.valid, m.deposited"
)
_TABLES = "akn_entries e JOIN akn_manifestations m ON m.id = e.manifestation_id"
_PROCEDURE = (
    "e.manifestation_id IN "
    "(SELECT manifestation_id FROM akn_names WHERE type = 'procedure' AND folded = :procedure)"
)
#: The first part of each version in which all words stand.
_FIRST = (
    "JOIN (SELECT p.manifestation_id AS version, min(p.id) AS part FROM akn_parts p "
    "JOIN ({matching}) AS matching ON matching.id = p.id GROUP BY p.manifestation_id) AS hit "
    "ON hit.version = e.manifestation_id JOIN akn_parts p ON p.id = hit.part"
)


def find(connection: Connection, query: Query, text: TextSearch) -> list[Holding]:
    """Return what meets `query`, as `Repository.find` says."""
    found: list[Indexed] = []
    works: set[tuple[str, str]] = set()
    statement, values = _search(connection, query, text)
    for row in starmap(Indexed, connection.rows(statement, **values)):
        if query.level == "work":
            if (row.work, row.component) in works:
                continue
            works.add((row.work, row.component))
        found.append(row)
        if query.limit and len(found) == query.limit:
            break
    return holdings(connection, found, query)


def _search(connection: Connection, query: Query, text: TextSearch) -> Asked:
    columns, tables = _COLUMNS, _TABLES
    values: dict[str, Any] = {}
    if query.terms:
        spoken = (
            [query.language]
            if query.language
            else connection.column("SELECT DISTINCT language FROM akn_entries")
        )
        matching, values = text.match(list(query.terms), spoken)
        columns, tables = f"{columns}, p.eid, p.text", f"{tables} {_FIRST.format(matching=matching)}"
    conditions = []
    for condition, more in _conditions(connection, query):
        conditions.append(condition)
        values |= more
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    limit = f"LIMIT {int(query.limit)}" if query.limit and query.level != "work" else ""
    order = "ORDER BY e.date DESC, e.expression, m.version DESC"
    return f"SELECT {columns} FROM {tables} {where} {order} {limit}", values  # noqa: S608  # words of this module


def _conditions(connection: Connection, query: Query) -> Iterator[Asked]:
    if query.level != "manifestation":
        yield "e.current", {}
    if query.kind:
        yield "e.kind = :kind", {"kind": query.kind}
    if query.language:
        yield "e.language = :language", {"language": query.language}
    if query.since:
        yield "e.date >= :since", {"since": query.since}
    if query.until:
        yield (
            "e.date <= :until AND e.date <> ''",
            {"until": query.until},
        )  # what has no date was not before any
    if query.procedure:
        yield _PROCEDURE, {"procedure": folding.number(query.procedure)}
    if query.author:
        yield (
            "e.manifestation_id IN (SELECT manifestation_id FROM akn_authors WHERE agent_id IN :agents)",
            {"agents": _agents(connection, folding.name(query.author))},
        )
    if query.cites:
        yield _cites(connection, query.cites)


def _agents(connection: Connection, name: str) -> list[int]:
    """The keys of the agents who bear the folded `name`, whole words of a name."""
    if not name:
        return []
    plain = name.translate({ord(sign): f"/{sign}" for sign in "/%_"})
    return connection.column("SELECT id FROM akn_agents WHERE words LIKE :it ESCAPE '/'", it=f"% {plain} %")


def _cites(connection: Connection, cited: str) -> Asked:
    """Return the condition that `cited` is cited: by that IRI or CELEX, or by another name it has here."""
    targets = folding.targets(cited)
    for work in {row.work for one in {cited, current(cited)} for row in _under(connection, one)}:
        targets.add(work)
        printed = connection.column(
            "SELECT DISTINCT printed FROM akn_names WHERE type = 'alias' AND manifestation_id IN "
            "(SELECT manifestation_id FROM akn_entries WHERE work = :work)",
            work=work,
        )
        targets |= {folding.target(one) for one in printed}
    celex = folding.celex(cited)
    either = "target IN :targets OR celex = :celex" if celex else "target IN :targets"
    return (
        f"e.manifestation_id IN (SELECT manifestation_id FROM akn_citations WHERE {either})",  # noqa: S608  # words of this module
        {"targets": sorted(targets - {""})} | ({"celex": celex} if celex else {}),
    )


def _under(connection: Connection, name: str) -> list[Indexed]:
    """Return the rows of every version that is called `name`."""
    rows = connection.rows(
        f"SELECT {_COLUMNS} FROM {_TABLES} WHERE e.work = :name OR e.expression = :name "  # noqa: S608  # likewise
        "OR e.manifestation = :name OR e.manifestation_id IN (SELECT manifestation_id FROM akn_names "
        "WHERE (type = 'alias' AND folded = :alias) OR (type = 'number' AND folded = :number)) "
        "ORDER BY e.expressed DESC, e.expression, m.version DESC",
        name=name,
        alias=folding.name(name),
        number=folding.number(name),
    )
    return list(starmap(Indexed, rows))


def under(connection: Connection, name: str) -> list[Holding]:
    """Every version whose IRI, alias or number is `name`, the newest first."""
    return holdings(connection, _under(connection, name), Query())


def holdings(connection: Connection, rows: Sequence[Indexed], query: Query) -> list[Holding]:
    """`rows` of the index as values."""
    keys = [row.manifestation_id for row in rows]
    stated = stated_names(connection, keys)
    who: dict[int, list[str]] = {}
    for chunk in chunks(keys):
        for key, name in connection.rows(
            "SELECT w.manifestation_id, a.name FROM akn_authors w JOIN akn_agents a ON a.id = w.agent_id "
            "WHERE w.manifestation_id IN :keys ORDER BY w.manifestation_id, w.place",
            keys=chunk,
        ):
            who.setdefault(key, []).append(name)
    return [
        Holding(
            work=row.work,
            expression=row.expression,
            manifestation=row.manifestation,
            language=row.language,
            kind=row.kind,
            date=row.date,
            title=row.title,
            version=row.version,
            sha256=row.sha256,
            valid=bool(row.valid),
            deposited=row.deposited,
            authors=tuple(who.get(row.manifestation_id, [])),
            procedures=tuple(
                n.printed for n in stated.get(row.manifestation_id, []) if n.type == "procedure"
            ),
            eid=row.eid,
            excerpt=excerpt(row.text, query.terms) if query.terms else "",
        )
        for row in rows
    ]
