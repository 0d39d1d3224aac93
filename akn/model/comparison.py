"""What a comparison of two documents is made of, and the lineage of clauses through several."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from msgspec import Struct

#: What became of a clause. That it also moved is said besides.
Verdict: TypeAlias = Literal["same", "changed", "split", "merged", "added", "removed"]
#: WordRun that both have, that only the first has, that only the second has.
Sort: TypeAlias = Literal["kept", "gone", "new"]


class Passage(Struct, frozen=True):
    """A clause as it is compared: with its points, without its number.

    `sequence` is the run that it stands in (citations, recitals, provisions; each annex has its own), `place` its place
    there. `eid` is its own, or, where it has none, its kind and place.
    """

    eid: str
    kind: str
    num: str
    text: str
    sequence: str
    place: int

    @property
    def called(self) -> str:
        """What to call it: its number where it has one that tells it from others, else its eId."""
        return self.num if any(c.isalnum() for c in self.num) else self.eid


class WordRun(Struct, frozen=True):
    """A run of words of one sort."""

    sort: Sort
    text: str


class Fate(Struct, frozen=True):
    """What one or more clauses of the first document became in the second.

    `similarity` goes from 0 to 100. `words` are those of both, in order, where something changed.
    """

    verdict: Verdict
    moved: bool
    a: tuple[Passage, ...]
    b: tuple[Passage, ...]
    similarity: float
    words: tuple[WordRun, ...] = ()

    @property
    def kind(self) -> str:
        """What the clauses are."""
        return (self.b or self.a)[0].kind


@dataclass(frozen=True, slots=True)
class Compared:
    """A document that is compared: what to call it, what it is, its language as BCP 47 has it, and its tree."""

    name: str
    expression: str
    title: str
    tag: str
    root: Any = field(repr=False, compare=False)


class Comparison(Struct, frozen=True):
    """Two documents, and what became of each clause: every clause of both stands in one link."""

    a: Compared
    b: Compared
    links: tuple[Fate, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many links have each verdict; ``moved`` counts across them."""
        counts = Counter[str](link.verdict for link in self.links)
        counts["moved"] = sum(link.moved for link in self.links)
        return counts

    @property
    def alike(self) -> bool:
        """Whether every clause is the same, in the same order."""
        return all(link.verdict == "same" and not link.moved for link in self.links)


class Descent(Struct, frozen=True):
    """One clause through all documents: what stands for it in each, and what became of it on the way there."""

    kind: str
    cells: tuple[tuple[Passage, ...], ...]
    verdicts: tuple[str, ...]


class Lineage(Struct, frozen=True):
    """Documents in the order of time, and where each clause of each comes from and went."""

    documents: tuple[Compared, ...]
    rows: tuple[Descent, ...]
    comparisons: tuple[Comparison, ...]
