"""Numbers that name a document by themselves, in every language: docket numbers, symbols, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from akn.authorities import Table, table
from akn.authorities.acts import same_act
from akn.authorities.identifiers import Identifier
from akn.authorities.instruments import addresses
from akn.enrichment.reading import Found, Reading, one
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Ref

#: How far before a document of the Commission the text may say that it is a proposal, and how far behind its procedure.
_NEAR = 250
_BEHIND = 90
#: What parts a number from the one under which its document was received: “COM(2018)0098 – C8-0245/2018”.
_PARTED = re.compile(r"\s?[-,;]\s?")
#: What may stand behind a number that other things bear too: the end of a clause, a bracket, a dash.
_ENDS = re.compile(r"\s?(?:[,;:.)\]/\"]|-|\(|\Z)|\s\[")
_LATEST = 2030


def _signs(patterns: Iterable[Identifier]) -> frozenset[str] | None:
    signs = frozenset(pattern.sign for pattern in patterns)
    return frozenset(sign for sign in signs if sign is not None) if None not in signs else None


class Numbers:
    """Reads the patterns of the table; those that begin with digits share the empty opening."""

    def __init__(self, words: Table, patterns: Iterable[Identifier]) -> None:
        self._by_opening: dict[str, list[Identifier]] = {}
        self._received: list[Identifier] = []
        for pattern in patterns:
            if pattern.received:
                self._received.append(pattern)
            for opening in pattern.openings:
                self._by_opening.setdefault(opening, []).append(pattern)
        #: The signs of which one stands behind the digits of a number; None where that cannot be said.
        self.signs = _signs(self._by_opening.get("", ()))
        documents = words.get("documents", {})
        # Stems: what follows them is an ending.
        self._proposal = Late(rf"(?<!\w){one_of(documents.get('proposal', ()), edges='none')}", re.IGNORECASE)
        self._other = Late(
            rf"(?<!\w){one_of(documents.get('communication', ()), edges='none')}", re.IGNORECASE
        )
        context = (
            *documents.get("symbols", ()),
            *documents.get("communication", ()),
            *documents.get("proposal", ()),
        )
        self._announced = Late(
            rf"(?<!\w){one_of(context, edges='none')}[^\W\d_]{{0,4}}\s{{1,3}}\Z", re.IGNORECASE
        )
        small = tuple(word for group in words.get("links", {}).values() for word in group)
        self._small = Late(rf"\s{{1,2}}{one_of(small)}")
        types = table("identifiers")["procedures"]
        self._procedure = re.compile(r"\((" + "|".join((*types["proposals"], *types["others"])) + r")\)")
        self._proposals = frozenset(types["proposals"])
        self._terms = {int(term): begun for term, begun in table("identifiers")["terms"].items()}

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
            if not self._fits(reading.text, at, match.end(), pattern, match.group()):
                continue
            proposal = bool(pattern.proposal) and self._is_proposal(reading.text, at, match.end())
            href = same_act(
                pattern.target(match, proposal=proposal), chain(reading.acts.values(), addresses())
            )
            best = (match.end(), href if self._in_time(reading, pattern, match) else "")
        return one(at, best[0], Ref(best[1])) if best else None

    def _fits(self, text: str, at: int, end: int, pattern: Identifier, printed: str) -> bool:
        """Whether the words around a number that other things bear too allow it."""
        if pattern.paired:
            parted = _PARTED.match(text, end)
            return parted is not None and self._is_received(text, parted.end())
        if not pattern.weak and not (pattern.spaced and " " in printed):
            return True
        if _ENDS.match(text, end) or self._small.match(text, end):
            return True
        return not pattern.spaced and self._announced.search(text, max(0, at - 40), at) is not None

    def _is_received(self, text: str, at: int) -> bool:
        return any(held.expression.match(text, at) for held in self._received)

    def _in_time(self, reading: Reading, pattern: Identifier, match: re.Match[str]) -> bool:
        """Whether the document can exist: not younger than the one that cites it, and of a year of its term."""
        year = pattern.year(match)
        if year is None:
            return True
        newest = int(reading.context.date[:4]) if reading.context.date else _LATEST
        if year > newest:
            return False
        term = match.groupdict().get("term")
        if term is None or int(term) not in self._terms:
            return True
        begun: int = self._terms[int(term)]
        ended: int = self._terms.get(int(term) + 1, _LATEST)
        return begun <= year <= ended

    def _is_proposal(self, text: str, at: int, end: int) -> bool:
        """Whether the document of the Commission at `at` is a proposal (PC): its procedure says so, or its words."""
        behind = re.split(r"[;\n]", text[end : end + _BEHIND])[0]
        clause = text[max(0, at - _NEAR) : at].rsplit(";", 1)[-1]
        proposal, other = self._proposal.last(clause), self._other.last(clause)
        if procedure := self._procedure.search(behind):
            if procedure[1] not in self._proposals:
                return False
            return proposal >= other
        return proposal > other
