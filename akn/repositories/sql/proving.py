"""The index in SQL held to the documents: every row derived anew and compared, and no row besides.

All statements run within the caller's transaction.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

from akn.repositories.examining import ABSENT, BROKEN, REMEDY, contradiction, seal
from akn.repositories.sql import deriving
from akn.repositories.sql.tables import OF_A_DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from akn.repositories.interface import Kept
    from akn.repositories.sql.connection import Connection

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
    recorded = (
        "SELECT id, seal, expression, version, sha256, CAST(valid AS INTEGER), deposited "
        "FROM akn_manifestations WHERE id IN :keys"
    )
    for key, sealed, *values in connection.rows(recorded, keys=keys):
        if seal(*values) != sealed:
            yield key


def _held(connection: Connection, keys: Sequence[int], name: str) -> dict[int, list[tuple[Any, ...]]]:
    """Return the rows that the index has of each of `keys` under `name`: the columns of `_COLUMNS`."""
    table, columns, order = _COLUMNS[name]
    found: dict[int, list[tuple[Any, ...]]] = {}
    for key, *values in connection.rows(
        f"SELECT manifestation_id, {', '.join(columns)} FROM {table} "  # noqa: S608  # words of this module
        f"WHERE manifestation_id IN :keys {f'ORDER BY {order}' if order else ''}",
        keys=keys,
    ):
        found.setdefault(key, []).append(tuple(values))
    return found


#: Table, columns that a document derives, order.
_COLUMNS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "entry": (
        "akn_entries",
        (
            *("work", "component", "expression", "folded", "manifestation", "language"),
            *("element", "kind", "date", "expressed", "title"),
        ),
        "",
    ),
    "names": ("akn_names", ("type", "alias", "printed", "folded"), ""),
    "authors": (
        "akn_authors LEFT JOIN akn_agents ON id = agent_id",
        ("iri", "name", "words", "sha256"),
        "place",
    ),
    "citations": ("akn_citations", ("eid", "target", "celex"), ""),
    "parts": ("akn_parts", ("eid", "element", "text"), "id"),
}


def _same(name: str, must: Iterable[deriving.Row], have: list[tuple[Any, ...]]) -> bool:
    """Whether the rows that are there are those that must be, in their order where there is one."""
    _, columns, order = _COLUMNS[name]
    meant = [tuple(row[column] for column in columns) for row in must]
    return meant == have if order else Counter(meant) == Counter(have)


def places_run_on(connection: Connection) -> Iterator[str]:
    """Say whose authors are not numbered from 0 on."""
    counted = (
        "SELECT manifestation_id, min(place), max(place), count(*) FROM akn_authors GROUP BY manifestation_id"
    )
    wrong = [key for key, least, most, count in connection.rows(counted) if least or most != count - 1]
    yield from _of(connection, wrong, "authors out of their order")


def newest_are_marked(connection: Connection) -> Iterator[str]:
    """Say which versions are wrongly marked, or not marked, as the newest of their work and language."""
    wrong = connection.column(
        "SELECT key FROM (SELECT e.manifestation_id AS key, CAST(e.current AS INTEGER) AS marked, "
        "row_number() OVER (PARTITION BY e.work, e.component, e.language "
        "ORDER BY e.expressed DESC, e.expression DESC, m.version DESC) AS place "
        "FROM akn_entries e JOIN akn_manifestations m ON m.id = e.manifestation_id) AS numbered "
        "WHERE marked <> CASE WHEN place = 1 THEN 1 ELSE 0 END"
    )
    yield from _of(connection, wrong, "a wrong mark for which version is the newest")


def nothing_strays(connection: Connection) -> Iterator[str]:
    """Say which tables of the index have rows that belong to no document, and which agents stand there for nobody."""
    for table in OF_A_DOCUMENT:
        count = connection.value(
            f"SELECT count(*) FROM {table} WHERE NOT EXISTS "  # noqa: S608  # a name of this package
            f"(SELECT 1 FROM akn_manifestations WHERE id = {table}.manifestation_id)"
        )
        if count:
            yield f"{count} rows of {table} belong to no document; {REMEDY}"
    count = connection.value(
        "SELECT count(*) FROM akn_agents WHERE NOT EXISTS "
        "(SELECT 1 FROM akn_authors WHERE agent_id = akn_agents.id)"
    )
    if count:
        yield f"{count} rows of akn_agents are the author of nothing; {REMEDY}"


def _of(connection: Connection, keys: Sequence[int], what: str) -> Iterator[str]:
    """One sentence: so many documents have `what`, and which is the first."""
    if keys:
        first = connection.value("SELECT expression FROM akn_manifestations WHERE id = :key", key=keys[0])
        name = first or f"the one with the key {keys[0]}"
        yield f"in the index {len(keys)} documents have {what}, first {name}; {REMEDY}"


#: What is looked at in every SQL database, each in a transaction of its own.
CHECKS: tuple[Check, ...] = (nothing_strays, places_run_on, newest_are_marked)
