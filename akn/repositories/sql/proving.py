"""The index in SQL held to the documents: every row derived anew and compared, and no row besides.

All statements run within the caller's transaction.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Integer, String, and_, cast, func, literal, select, type_coerce

from akn.repositories.examining import ABSENT, BROKEN, REMEDY, contradiction, seal
from akn.repositories.sql import deriving
from akn.repositories.sql.tables import agents, authors, citations, entries, manifestations, names, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from akn.repositories.interface import Kept

#: Looks at the whole of a database and says what is wrong with it, a sentence each.
Check: TypeAlias = "Callable[[Connection], Iterator[str]]"


def contradicted(connection: Connection, documents: Mapping[int, Kept]) -> dict[int, str]:
    """Return what is wrong with the rows of `documents`, by key; those whose rows are as they must be are left out.

    `documents` are versions that were read back and looked at, by their key in ``akn_manifestations``.
    """
    keys = list(documents)
    wrong = dict.fromkeys(_unsealed(connection, keys), BROKEN)
    held = {
        name: _held(connection, keys, name) for name in ("entry", "names", "authors", "citations", "parts")
    }
    for key, kept in documents.items():
        if key in wrong or kept.entry is None:
            continue
        if key not in held["entry"]:
            wrong[key] = ABSENT
            continue
        meant = deriving.rows(kept.entry)
        must = {"entry": [meant.entry], "names": meant.names, "authors": meant.authors,
                "citations": meant.citations, "parts": meant.parts}  # fmt: skip
        astray = [name for name, have in held.items() if not _same(name, must[name], have.get(key, []))]
        if astray:
            wrong[key] = contradiction(astray)
    return wrong


def _unsealed(connection: Connection, keys: Sequence[int]) -> Iterator[int]:
    """The keys of the versions whose record is no longer what was sealed."""
    c = manifestations.c
    recorded = select(c.id, c.seal, c.expression, c.version, c.sha256, cast(c.valid, Integer), c.deposited)
    for key, sealed, *values in connection.execute(recorded.where(c.id.in_(keys))):
        if seal(*values) != sealed:
            yield key


def _held(connection: Connection, keys: Sequence[int], name: str) -> dict[int, list[tuple[Any, ...]]]:
    """Return the rows that the table `name` has of each of `keys`: key first, then the columns of `_COLUMNS`."""
    table, columns, order = _COLUMNS[name]
    wanted = select(table.c.manifestation_id, *columns).where(table.c.manifestation_id.in_(keys))
    if table is authors:
        wanted = wanted.outerjoin(agents, agents.c.id == authors.c.agent_id)
    found: dict[int, list[tuple[Any, ...]]] = {}
    for key, *values in connection.execute(wanted.order_by(*order)):
        found.setdefault(key, []).append(tuple(values))
    return found


#: Table, columns that a document derives, order.
_COLUMNS: dict[str, tuple[Table, tuple[Any, ...], tuple[Any, ...]]] = {
    "entry": (entries, tuple(c for c in entries.c if c.name not in {"manifestation_id", "current"}), ()),
    "names": (names, (names.c.type, names.c.alias, names.c.printed, names.c.folded), ()),
    "authors": (authors, (agents.c.iri, agents.c.name, agents.c.words, agents.c.sha256), (authors.c.place,)),
    "citations": (citations, (citations.c.eid, citations.c.target, citations.c.celex), ()),
    "parts": (parts, (parts.c.eid, parts.c.element, parts.c.text), (parts.c.id,)),
}


def _same(name: str, must: Iterable[deriving.Row], have: list[tuple[Any, ...]]) -> bool:
    """Whether the rows that are there are those that must be, in their order where there is one."""
    _, columns, order = _COLUMNS[name]
    meant = [tuple(row[column.name] for column in columns) for row in must]
    return meant == have if order else Counter(meant) == Counter(have)


def places_run_on(connection: Connection) -> Iterator[str]:
    """Say whose authors are not numbered from 0 on."""
    counted = select(
        authors.c.manifestation_id, func.min(authors.c.place), func.max(authors.c.place), func.count()
    ).group_by(authors.c.manifestation_id)
    wrong = [key for key, least, most, count in connection.execute(counted) if least or most != count - 1]
    yield from _of(connection, wrong, "authors out of their order")


def newest_are_marked(connection: Connection) -> Iterator[str]:
    """Say which versions are wrongly marked, or not marked, as the newest of their work and language."""
    newest = func.row_number().over(
        partition_by=(entries.c.work, entries.c.component, entries.c.language),
        order_by=(entries.c.expressed.desc(), entries.c.expression.desc(), manifestations.c.version.desc()),
    )
    numbered = (
        select(
            entries.c.manifestation_id, cast(entries.c.current, Integer).label("marked"), newest.label("n")
        )
        .join(manifestations, manifestations.c.id == entries.c.manifestation_id)
        .subquery()
    )
    wrong = select(numbered.c.manifestation_id).where(numbered.c.marked != cast(numbered.c.n == 1, Integer))
    found = list(connection.execute(wrong).scalars())
    yield from _of(connection, found, "a wrong mark for which version is the newest")


def nothing_strays(connection: Connection) -> Iterator[str]:
    """Say which tables of the index have rows that belong to no document, and which agents stand there for nobody."""
    for table in (entries, names, authors, citations, parts):
        of_one = select(literal(1)).where(manifestations.c.id == table.c.manifestation_id).exists()
        if count := connection.execute(select(func.count()).select_from(table).where(~of_one)).scalar_one():
            yield f"{count} rows of {table.name} belong to no document; {REMEDY}"
    used = select(literal(1)).where(authors.c.agent_id == agents.c.id).exists()
    if count := connection.execute(select(func.count()).select_from(agents).where(~used)).scalar_one():
        yield f"{count} rows of {agents.name} are the author of nothing; {REMEDY}"


def _of(connection: Connection, keys: Sequence[int], what: str) -> Iterator[str]:
    """One sentence: so many documents have `what`, and which is the first."""
    if keys:
        first = select(type_coerce(manifestations.c.expression, String)).where(
            and_(manifestations.c.id == keys[0])
        )
        name = connection.execute(first).scalar_one_or_none() or f"the one with the key {keys[0]}"
        yield f"in the index {len(keys)} documents have {what}, first {name}; {REMEDY}"


#: What is looked at in every SQL database, each in a transaction of its own.
CHECKS: tuple[Check, ...] = (nothing_strays, places_run_on, newest_are_marked)
