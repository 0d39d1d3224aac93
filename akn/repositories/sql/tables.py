"""The tables of the SQL repositories: the documents, and the index that can be built from them anew.

All names begin with ``akn_``, so that a database may hold other things too.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

_KEY = BigInteger().with_variant(Integer, "sqlite")

#: The documents themselves.
DOCUMENTS = MetaData()
#: All that is read from them.
INDEX = MetaData()

schema = Table("akn_schema", DOCUMENTS, Column("version", Integer, nullable=False))

manifestations = Table(
    "akn_manifestations",
    DOCUMENTS,
    Column("id", _KEY, primary_key=True, autoincrement=True),
    Column("expression", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("valid", Boolean, nullable=False),
    Column("deposited", String(20), nullable=False),
    Column("content", LargeBinary, nullable=True),  # None where the bytes lie in a folder
    Column("seal", String(64), nullable=False, server_default=""),  # see `examining.seal`
    UniqueConstraint("expression", "sha256"),
    UniqueConstraint("expression", "version"),
)

#: Works, expressions and manifestations: a row for each version, with the facts that tell works apart.
entries = Table(
    "akn_entries",
    INDEX,
    Column("manifestation_id", _KEY, primary_key=True, autoincrement=False),
    Column("work", Text, nullable=False, index=True),
    Column("component", Text, nullable=False),
    Column("expression", Text, nullable=False, index=True),
    Column("folded", Text, nullable=False, index=True),  # the expression in lower case
    Column("manifestation", Text, nullable=False, index=True),
    Column("language", Text, nullable=False, index=True),
    Column("element", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("expressed", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Index("akn_entries_kind_date", "kind", "date"),
    Index("akn_entries_date", "date", "expression"),
)

#: Numbers, procedures and aliases: as printed, and folded for comparison.
names = Table(
    "akn_names",
    INDEX,
    Column("manifestation_id", _KEY, nullable=False, index=True),
    Column("type", Text, nullable=False),  # "number", "procedure" or "alias"
    Column("alias", Text, nullable=False),
    Column("printed", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
)

agents = Table(
    "akn_agents",
    INDEX,
    Column("id", _KEY, primary_key=True, autoincrement=True),
    Column("iri", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("words", Text, nullable=False),  # every name, folded, between blanks
    Column("sha256", String(64), nullable=False, index=True),  # of the three above
)

authors = Table(
    "akn_authors",
    INDEX,
    Column("manifestation_id", _KEY, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("agent_id", ForeignKey("akn_agents.id"), nullable=False, index=True),
)

citations = Table(
    "akn_citations",
    INDEX,
    Column("manifestation_id", _KEY, nullable=False, index=True),
    Column("eid", Text, nullable=False),
    Column("target", Text, nullable=False, index=True),
    Column("celex", Text, nullable=False, index=True),
)

parts = Table(
    "akn_parts",
    INDEX,
    Column("id", _KEY, primary_key=True, autoincrement=True),
    Column("manifestation_id", _KEY, nullable=False, index=True),
    Column("eid", Text, nullable=False),
    Column("element", Text, nullable=False),
    Column("text", Text, nullable=False),
)
