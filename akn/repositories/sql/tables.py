"""The tables of the SQL repositories: the documents, and the index that can be built from them anew.

All names begin with ``akn_``, so that a database may hold other things too.
The slots of types are filled by each engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

#: The documents themselves. `content` is null where the bytes lie in a folder; for `seal` see `examining.seal`.
DOCUMENTS: tuple[str, ...] = (
    "CREATE TABLE IF NOT EXISTS akn_schema (version INTEGER NOT NULL)",
    """
    CREATE TABLE IF NOT EXISTS akn_manifestations (
        id {serial} NOT NULL,
        expression TEXT NOT NULL,
        version INTEGER NOT NULL,
        sha256 VARCHAR(64) NOT NULL,
        valid BOOLEAN NOT NULL,
        deposited VARCHAR(20) NOT NULL,
        content {bytes},
        seal VARCHAR(64) DEFAULT '' NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (expression, sha256),
        UNIQUE (expression, version)
    )
    """,
    "CREATE INDEX IF NOT EXISTS ix_akn_manifestations_sha256 ON akn_manifestations (sha256)",
)
#: All that is read from them. `akn_entries`: a row for each version, with the facts that tell works apart; `folded`
#: is the expression in lower case. `akn_names`: numbers, procedures and aliases, as printed and folded for
#: comparison. `akn_agents`: `words` are all names, folded, between blanks; `sha256` is of the three columns before.
INDEX: tuple[str, ...] = (
    """
    CREATE TABLE IF NOT EXISTS akn_entries (
        manifestation_id {key} NOT NULL,
        work TEXT NOT NULL,
        component TEXT NOT NULL,
        expression TEXT NOT NULL,
        folded TEXT NOT NULL,
        manifestation TEXT NOT NULL,
        language TEXT NOT NULL,
        element TEXT NOT NULL,
        kind TEXT NOT NULL,
        date TEXT NOT NULL,
        expressed TEXT NOT NULL,
        title TEXT NOT NULL,
        current BOOLEAN NOT NULL,
        PRIMARY KEY (manifestation_id)
    )
    """,
    "CREATE INDEX IF NOT EXISTS akn_entries_date ON akn_entries (date, expression)",
    "CREATE INDEX IF NOT EXISTS akn_entries_kind_date ON akn_entries (kind, date)",
    "CREATE INDEX IF NOT EXISTS ix_akn_entries_expression ON akn_entries (expression)",
    "CREATE INDEX IF NOT EXISTS ix_akn_entries_folded ON akn_entries (folded)",
    "CREATE INDEX IF NOT EXISTS ix_akn_entries_language ON akn_entries (language)",
    "CREATE INDEX IF NOT EXISTS ix_akn_entries_manifestation ON akn_entries (manifestation)",
    "CREATE INDEX IF NOT EXISTS ix_akn_entries_work ON akn_entries (work)",
    """
    CREATE TABLE IF NOT EXISTS akn_names (
        manifestation_id {key} NOT NULL,
        type TEXT NOT NULL,
        alias TEXT NOT NULL,
        printed TEXT NOT NULL,
        folded TEXT NOT NULL
    )
    """,
    "CREATE INDEX IF NOT EXISTS ix_akn_names_folded ON akn_names (folded)",
    "CREATE INDEX IF NOT EXISTS ix_akn_names_manifestation_id ON akn_names (manifestation_id)",
    """
    CREATE TABLE IF NOT EXISTS akn_agents (
        id {serial} NOT NULL,
        iri TEXT NOT NULL,
        name TEXT NOT NULL,
        words TEXT NOT NULL,
        sha256 VARCHAR(64) NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX IF NOT EXISTS ix_akn_agents_sha256 ON akn_agents (sha256)",
    """
    CREATE TABLE IF NOT EXISTS akn_authors (
        manifestation_id {key} NOT NULL,
        place INTEGER NOT NULL,
        agent_id {key} NOT NULL,
        PRIMARY KEY (manifestation_id, place),
        FOREIGN KEY(agent_id) REFERENCES akn_agents (id)
    )
    """,
    "CREATE INDEX IF NOT EXISTS ix_akn_authors_agent_id ON akn_authors (agent_id)",
    """
    CREATE TABLE IF NOT EXISTS akn_citations (
        manifestation_id {key} NOT NULL,
        eid TEXT NOT NULL,
        target TEXT NOT NULL,
        celex TEXT NOT NULL
    )
    """,
    "CREATE INDEX IF NOT EXISTS ix_akn_citations_celex ON akn_citations (celex)",
    "CREATE INDEX IF NOT EXISTS ix_akn_citations_manifestation_id ON akn_citations (manifestation_id)",
    "CREATE INDEX IF NOT EXISTS ix_akn_citations_target ON akn_citations (target)",
    """
    CREATE TABLE IF NOT EXISTS akn_parts (
        id {serial} NOT NULL,
        manifestation_id {key} NOT NULL,
        eid TEXT NOT NULL,
        element TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX IF NOT EXISTS ix_akn_parts_manifestation_id ON akn_parts (manifestation_id)",
)
#: The tables of the index that hold rows of a document; those that refer to others come first.
OF_A_DOCUMENT = ("akn_authors", "akn_entries", "akn_names", "akn_citations", "akn_parts")
INDEX_TABLES = (*OF_A_DOCUMENT, "akn_agents")

#: What each column type of this module is called by an engine.
Types = Mapping[str, str]


class Recorded(Struct, frozen=True):
    """A row of ``akn_manifestations``."""

    id: int
    expression: str
    version: int
    sha256: str
    valid: bool
    deposited: str
    content: bytes | None
    seal: str


def recorded(where: str) -> str:
    """Return the statement that finds rows `Recorded`; `where` is all that follows the table."""
    return f"SELECT {', '.join(Recorded.__struct_fields__)} FROM akn_manifestations {where}"  # noqa: S608  # words of this package


def statements(tables: Sequence[str], types: Types) -> list[str]:
    """Return `tables` in the words of an engine."""
    return [statement.format_map(types) for statement in tables]
