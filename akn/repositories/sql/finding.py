"""The index in SQL: rows found again. All statements run within the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, and_, false, func, or_, select

from akn.repositories import folding
from akn.repositories.interface import Holding, Query
from akn.repositories.searching import excerpt
from akn.repositories.sql.catalogue import chunks, stated_names
from akn.repositories.sql.tables import agents, authors, citations, entries, manifestations, names, parts
from akn.tree.iri import current

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.repositories.sql.migrations import TextSearch


_COLUMNS: tuple[Any, ...] = (
    entries,
    *(c for c in manifestations.c if c.name not in {"id", "content", "expression"}),
)


def find(connection: Connection, query: Query, text: TextSearch) -> list[Holding]:
    """Return what meets `query`, as `Repository.find` says."""
    rows = connection.execute(_search(connection, query, text))
    found: list[Row[Any]] = []
    works: set[tuple[str, str]] = set()
    for row in rows:
        if query.level == "work":
            if (row.work, row.component) in works:
                continue
            works.add((row.work, row.component))
        found.append(row)
        if query.limit and len(found) == query.limit:
            break
    rows.close()
    return holdings(connection, found, query)


def _search(connection: Connection, query: Query, text: TextSearch) -> Select[Any]:
    select_from: Select[Any] = select(*_COLUMNS).join(
        manifestations, manifestations.c.id == entries.c.manifestation_id
    )
    if query.terms:
        spoken = select(entries.c.language).distinct()
        languages = [query.language] if query.language else list(connection.execute(spoken).scalars())
        matching = text.match(list(query.terms), languages).subquery()
        first = (
            select(parts.c.manifestation_id.label("key"), func.min(parts.c.id).label("part"))
            .join(matching, matching.c.id == parts.c.id)
            .group_by(parts.c.manifestation_id)
            .subquery()
        )
        select_from = select_from.add_columns(parts.c.eid, parts.c.text)
        select_from = select_from.join(first, first.c.key == entries.c.manifestation_id)
        select_from = select_from.join(parts, parts.c.id == first.c.part)
    for condition in _conditions(connection, query):
        select_from = select_from.where(condition)
    ordered = select_from.order_by(
        entries.c.date.desc(), entries.c.expression, manifestations.c.version.desc()
    )
    return ordered.limit(query.limit) if query.limit and query.level != "work" else ordered


def _conditions(connection: Connection, query: Query) -> Iterator[Any]:
    if query.level != "manifestation":
        yield entries.c.current
    for column, value in ((entries.c.kind, query.kind), (entries.c.language, query.language)):
        if value:
            yield column == value
    if query.since:
        yield entries.c.date >= query.since
    if query.until:
        yield entries.c.date <= query.until
        yield entries.c.date != ""  # what has no date was not before any
    key = entries.c.manifestation_id
    if query.procedure:
        called = and_(names.c.type == "procedure", names.c.folded == folding.number(query.procedure))
        yield key.in_(select(names.c.manifestation_id).where(called))
    if query.author:
        wanted = agents.c.words.contains(f" {folding.name(query.author)} ", autoescape=True)
        named = select(agents.c.id).where(wanted if folding.name(query.author) else false())
        whose = list(connection.execute(named).scalars())
        yield key.in_(select(authors.c.manifestation_id).where(authors.c.agent_id.in_(whose)))
    if query.cites:
        yield key.in_(select(citations.c.manifestation_id).where(_cites(connection, query.cites)))


def _cites(connection: Connection, cited: str) -> Any:
    """Return the condition that `cited` is cited: by that IRI or CELEX, or by another name it has here."""
    targets = folding.targets(cited)
    named = {row.work for one in {cited, current(cited)} for row in connection.execute(_under(one)).all()}
    for work in named:
        targets.add(work)
        keys = select(entries.c.manifestation_id).where(entries.c.work == work)
        rows = connection.execute(
            select(names.c.printed)
            .where(names.c.manifestation_id.in_(keys), names.c.type == "alias")
            .distinct()
        )
        targets |= {folding.target(printed) for printed in rows.scalars()}
    wanted = citations.c.target.in_(sorted(targets - {""}))
    celex = folding.celex(cited)
    return or_(wanted, citations.c.celex == celex) if celex else wanted


def _under(name: str) -> Select[Any]:
    """Return the rows of every version that is called `name`."""
    folded = [folding.name(name), folding.number(name)]
    called = select(names.c.manifestation_id).where(
        or_(
            and_(names.c.type == "alias", names.c.folded == folded[0]),
            and_(names.c.type == "number", names.c.folded == folded[1]),
        )
    )
    return (
        select(*_COLUMNS)
        .join(manifestations, manifestations.c.id == entries.c.manifestation_id)
        .where(
            or_(
                entries.c.work == name,
                entries.c.expression == name,
                entries.c.manifestation == name,
                entries.c.manifestation_id.in_(called),
            )
        )
        .order_by(entries.c.expressed.desc(), entries.c.expression, manifestations.c.version.desc())
    )


def under(connection: Connection, name: str) -> list[Holding]:
    """Every version whose IRI, alias or number is `name`, the newest first."""
    return holdings(connection, list(connection.execute(_under(name))), Query())


def holdings(connection: Connection, rows: list[Row[Any]], query: Query) -> list[Holding]:
    """`rows` of the index as values."""
    keys = [row.manifestation_id for row in rows]
    stated = stated_names(connection, keys)
    who: dict[int, list[str]] = {}
    for chunk in chunks(keys):
        for key, name in connection.execute(
            select(authors.c.manifestation_id, agents.c.name)
            .join(agents, agents.c.id == authors.c.agent_id)
            .where(authors.c.manifestation_id.in_(chunk))
            .order_by(authors.c.manifestation_id, authors.c.place)
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
            eid=row.eid if query.terms else "",
            excerpt=excerpt(row.text, query.terms) if query.terms else "",
        )
        for row in rows
    ]
