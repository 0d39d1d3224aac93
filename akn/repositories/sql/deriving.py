"""What the index in SQL holds of one document: the rows, derived from its entry and from nothing else.

A deposit writes them (`catalogue.add`); a proof derives them anew and compares (`proving`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from akn.repositories import folding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.repositories.entry import Agent, Entry, Facts

#: How much of a folded name is compared; every index takes as much.
_FOLDED = 600

Row: TypeAlias = dict[str, str]


class Rows(Struct, frozen=True):
    """The rows of a document by column, without the keys that a database gives; authors and parts in order."""

    entry: Row
    names: list[Row]
    authors: list[Row]
    citations: list[Row]
    parts: list[Row]


def rows(entry: Entry) -> Rows:
    """Return the rows of `entry`."""
    facts = entry.facts
    return Rows(
        entry={
            "work": facts.work,
            "component": facts.component,
            "expression": facts.expression,
            "folded": facts.expression.lower(),
            "manifestation": entry.manifestation[:_FOLDED],
            "language": facts.language,
            "element": facts.element,
            "kind": entry.kind,
            "date": facts.date,
            "expressed": entry.expressed,
            "title": facts.title,
        },
        names=list(_names(facts)),
        authors=[_author(agent) for agent in entry.authors],
        citations=[{"eid": c.eid, "target": c.target, "celex": c.celex} for c in entry.citations],
        parts=[{"eid": p.eid, "element": p.element, "text": p.text} for p in entry.parts],
    )


def _names(facts: Facts) -> Iterator[Row]:
    stated = [("number", "", n) for n in facts.numbers] + [("procedure", "", p) for p in facts.procedures]
    for kind, alias, printed in stated + [("alias", alias, value) for alias, value in facts.aliases]:
        folded = folding.name(printed) if kind == "alias" else folding.number(printed)
        yield {"type": kind, "alias": alias, "printed": printed, "folded": folded[:_FOLDED]}


@lru_cache(1024)
def _author(agent: Agent) -> Row:
    """The row of `agent`: most documents are by those who wrote the one before."""
    words = folding.words(agent.names)
    import hashlib  # noqa: PLC0415  # 3 ms, and who only searches derives nothing

    digest = hashlib.sha256(f"{agent.iri}\n{agent.name}\n{words}".encode()).hexdigest()
    return {"iri": agent.iri, "name": agent.name, "words": words, "sha256": digest}
