"""Resolutions whose number stands between two words: “大会2006年3月15日第60/251号决议”.

Whose a resolution is, the organ says that is named last before it in the same clause, else the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from akn.authorities import Table, table
from akn.enrichment.reading import Found, Reading, first_word, one
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Ref

#: What parts clauses; so far back an organ may be named.
_CLAUSES, _NEAR = ",;.:", 60
#: The numbers of each kind of resolution, by their names in the tables.
_NUMBERS: Mapping[str, str] = {
    "security_council": r"\d{1,4}\s?\((?:19|20)\d\d\)",
    "economic_and_social": r"(?:19|20)\d\d/\d{1,3}",
    "human_rights": r"(?:S-)?\d{1,2}/\d{1,3}",
    "general_assembly": r"(?:E?S-)?\d{1,2}/\d{1,3}",
    "early": r"\d{1,4}\s?[A-F]?\s?\([IVXL]{1,7}\)",
}


class _Within:
    """Reads numbers between the words of one language, in the documents of one organ."""

    def __init__(
        self, around: tuple[str, str], organs: Mapping[str, tuple[str, ...]], own: tuple[str, ...]
    ) -> None:
        self._before = around[0]
        numbers = "|".join(
            f"(?P<{kind}>{number})" for kind, number in _NUMBERS.items() if kind != "human_rights"
        )
        self._whole = re.compile(rf"{re.escape(around[0])}\s?(?:{numbers})\s?{re.escape(around[1])}")
        self._organs = {kind: Late(one_of(names, edges="none")) for kind, names in organs.items()}
        self._own = own
        self._addresses: Mapping[str, str] = table("identifiers")["un"]

    def anchors(self) -> Iterator[str]:
        """The words by which it is found."""
        yield first_word(self._before)

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The resolution whose number begins at `at`."""
        match = self._whole.match(reading.text, at)
        if match is None:
            return None
        shape = match.lastgroup or ""
        kind = self._kind(reading.text, at, shape)
        number = re.sub(r"\s", "", match[shape])
        if shape == "early":
            kind = "general_assembly"  # the only organ that numbered so
        elif not kind or re.fullmatch(_NUMBERS[kind].replace(r"\s?", ""), number) is None:
            return None
        if kind == "security_council":
            number, _, year = number.partition("(")
            href = self._addresses[kind].format(number=number, year=year.rstrip(")"))
        else:
            early = re.fullmatch(r"(\d+)([A-F]?)(\([IVXL]+\))", number)
            number = f"{early[1]}{early[3]}{early[2]}" if early else number
            href = self._addresses[kind].format(number=number)
        return one(at, match.end(), Ref(href))

    def _kind(self, text: str, at: int, shape: str) -> str:
        """Whose resolution it is; "" where that is not told."""
        if shape == "security_council":
            return shape  # no other organ numbers so
        near = text[max(0, at - _NEAR) : at]
        clause = near[max(near.rfind(sign) for sign in _CLAUSES) + 1 :]
        named = [
            (found[-1].end(), found[-1].end() - found[-1].start(), kind)
            for kind, names in self._organs.items()
            if (found := list(names.pattern.finditer(clause)))
        ]
        if named:
            return max(named)[2]
        return next((kind for kind in self._own if shape in (kind, "general_assembly")), "")


def within(words: Table, institution: str) -> Iterator[_Within]:
    """What reads such numbers, where the language writes them so and the document is one of the United Nations."""
    un = words.get("un", {})
    own = tuple(table("identifiers")["un"]["bare_in"].get(institution, ()))
    around = un.get("around", ())
    if own and around:
        organs = {kind: tuple(names) for kind, names in words.get("organs", {}).items()}
        yield _Within((around[0], around[1]), organs, own)
