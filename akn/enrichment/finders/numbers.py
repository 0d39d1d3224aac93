"""Numbers that name a document by themselves, in every language: docket numbers, symbols, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from akn.authorities import Table
from akn.authorities.identifiers import Identifier
from akn.enrichment.reading import Found, Reading, one
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Ref

#: How far before a document of the Commission the text may say that it is a proposal.
_NEAR = 250
#: What parts a proposal from the number under which it was received: “COM(2018)0098 – C8-0245/2018”.
_PARTED = re.compile(r"\s?[-,;]\s?")


class Numbers:
    """Reads the patterns of the table; those that begin with digits share the empty opening."""

    def __init__(self, words: Table, patterns: Iterable[Identifier]) -> None:
        self._by_opening: dict[str, list[Identifier]] = {}
        self._received: list[Identifier] = []
        for pattern in patterns:
            if pattern.received:
                self._received.append(pattern)
            self._by_opening.setdefault(pattern.opening, []).append(pattern)
        documents = words.get("documents", {})
        self._proposal = Late(rf"(?<!\w){one_of(documents.get('proposal', ()))}", re.IGNORECASE)
        self._other = Late(rf"(?<!\w){one_of(documents.get('communication', ()))}", re.IGNORECASE)

    def anchors(self) -> Iterator[str]:
        """The letters by which a number is found."""
        yield from (opening for opening in self._by_opening if opening)

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The number that begins at `at` with letters; the pattern that reaches farthest."""
        return self._read(reading, at, re.match(r"[^\W\d_]*", reading.text[at : at + 12]))

    def digits(self, reading: Reading, at: int) -> Found | None:
        """The number that begins at `at` with digits."""
        return self._read(reading, at, None)

    def _read(self, reading: Reading, at: int, opening: re.Match[str] | None) -> Found | None:
        best: tuple[int, str] | None = None
        for pattern in self._by_opening.get(opening.group() if opening else "", ()):
            reading.steps += 1
            match = pattern.expression.match(reading.text, at)
            if match is None or (best is not None and match.end() <= best[0]):
                continue
            proposal = bool(pattern.proposal) and self._is_proposal(reading.text, at, match.end())
            best = (match.end(), pattern.target(match, proposal=proposal))
        return one(at, best[0], Ref(best[1])) if best else None

    def _is_proposal(self, text: str, at: int, end: int) -> bool:
        """Whether the document of the Commission at `at` is a proposal (PC), as the words nearest before it say."""
        parted = _PARTED.match(text, end)
        if parted and any(one.expression.match(text, parted.end()) for one in self._received):
            return True
        clause = text[max(0, at - _NEAR) : at].rsplit(";", 1)[-1]
        return self._proposal.last(clause) > self._other.last(clause)
