"""What is counted of a collection of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, field


class Surveyed(Struct, frozen=True):
    """One document as it is counted: what it is, its names, what it cites, and how many findings of each code it has.

    `cited` maps addresses to how often it leads there, `unresolved` counts references that lead nowhere; `groups` are
    those that tabled it. `unread` says why a file could not be read, "" where it could.
    """

    file: str
    work: str = ""
    title: str = ""
    number: str = ""
    kind: str = ""
    language: str = ""
    year: str = ""
    groups: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    cited: dict[str, int] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    unresolved: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    unread: str = ""


class Overview(Struct, frozen=True):
    """A collection in figures."""

    documents: tuple[Surveyed, ...]

    @classmethod
    def of(cls, documents: Iterable[Surveyed]) -> Overview:
        """Return the figures of `documents`."""
        return cls(tuple(documents))

    @property
    def read(self) -> tuple[Surveyed, ...]:
        """The documents that could be read."""
        return tuple(one for one in self.documents if not one.unread)

    def by_year(self, what: str) -> dict[str, Counter[str]]:
        """Return for each year how many documents there are of each `what` (``kind``, ``language``, ``groups``)."""
        years: dict[str, Counter[str]] = {}
        for one in self.read:
            held = getattr(one, what)
            for value in held if isinstance(held, tuple) else (held,):
                years.setdefault(one.year, Counter())[value] += 1
        return dict(sorted(years.items()))

    @property
    def cited(self) -> Counter[str]:
        """How many documents lead to each address outside of themselves."""
        return Counter(address for one in self.read for address in one.cited)

    @property
    def unresolved(self) -> Counter[str]:
        """How many references of each document lead nowhere."""
        return Counter(
            {one.number or one.title or one.file: one.unresolved for one in self.read if one.unresolved}
        )

    @property
    def findings(self) -> Counter[str]:
        """How often each code was found."""
        counts: Counter[str] = Counter()
        for one in self.read:
            counts.update(one.findings)
        return counts

    @property
    def citations(self) -> Counter[tuple[str, str]]:
        """Which works of the collection cite which of it, and in how many documents."""
        owner = {name: one.work for one in self.read for name in one.names if one.work}
        pairs: Counter[tuple[str, str]] = Counter()
        for one in self.read:
            for work in {owner[address] for address in one.cited if address in owner}:
                if one.work and work != one.work:
                    pairs[one.work, work] += 1
        return pairs
