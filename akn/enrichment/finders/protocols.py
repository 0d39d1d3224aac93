"""The protocols annexed to the Treaties, by their number: “Protocol No 2”, “protocole (n° 22)”."""

from __future__ import annotations

from collections.abc import Iterator

from akn.authorities import Table, table
from akn.authorities.instruments import Instrument
from akn.enrichment.reading import Found, Reading, capitals, first_word, one
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Ref


class Protocols:
    """Reads protocols by the words of one language: only with the word for “number” is one of the Treaties meant."""

    def __init__(self, words: Table) -> None:
        self._words = tuple(capitals(dict.fromkeys(words.get("documents", {}).get("protocol", ()))))
        number = one_of(words.get("links", {}).get("number", ()))
        self._protocol = Late(
            rf"{one_of(self._words)}\s{{1,3}}(?:\(\s?{number}\s{{0,2}}(?P<inner>\d{{1,2}})\.?\s?\)|{number}\s{{0,2}}(?P<bare>\d{{1,2}}))(?![\d/])"
            # “2. jegyzőkönyv”, “(2. sz.) jegyzőkönyv”
            rf"|\(?(?P<first>\d{{1,2}})\.\s{{1,2}}(?:{number}\)?\s{{1,2}})?{one_of(self._words)}"
        )
        # Protocols of other conventions bear numbers too: “Protocol No 11 to the Convention”.
        of = one_of(words.get("links", {}).get("other_protocol", ()))
        self._other = Late(rf"\s{{1,3}}{of}")
        self._held = table("identifiers")["protocols"]

    def anchors(self) -> Iterator[str]:
        """The words by which a protocol is found."""
        yield from {first_word(form) for form in self._words}

    def single(self, reading: Reading, at: int) -> tuple[Instrument, int] | None:
        """The protocol that begins at `at`, and where it ends."""
        match = self._protocol.match(reading.text, at)
        if match is None:
            return None
        number = int(match["inner"] or match["bare"] or match["first"])
        if not 1 <= number <= self._held["last"]:
            return None
        if self._other.match(reading.text, match.end()):
            return Instrument(""), match.end()
        return Instrument(self._held["iri"].format(number=f"{number:02d}")), match.end()

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The protocol that is named at `at`."""
        held = self.single(reading, at)
        if held is None:
            return None
        reading.named(*held)
        return one(at, held[1], Ref(held[0].href))
