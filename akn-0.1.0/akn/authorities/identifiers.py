"""Numbers that name a document by themselves: docket numbers, symbols, identifiers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

from akn.authorities import table
from akn.matching.patterns import EXACT, Spacing, expression, one_of
from akn.numbering.years import full

#: What a slot of a pattern may hold; the table adds those that are lists of words. All are bounded.
SLOTS: Mapping[str, str] = {
    "term": r"\d{1,2}",
    "year": r"(?:19|20)\d\d(?!\d)|\d\d(?!\d)",
    "number": r"\d{1,4}",
    "revised": r"(?:/(?:REV|COR)\d{0,2})?",
    "procedure": r"\d{4}[A-Z]?",
    "digits": r"\d{1,6}",
    "digits2": r"\d{1,4}",
    "twodigits": r"\d\d(?!\d)",
    "six": r"\d{6}",
    "four": r"0\d{3}",
    "five": r"\d{4,5}",
    "revision": r"\d{1,2}",
    "fourdigits": r"(?:19|20)\d\d(?!\d)",
    "treatybody": r"CRC|CEDAW|CCPR|CAT|CERD|CRPD|CED|CMW|E",
    "symbol": r"[\w.-]{0,19}\w(?:/[\w.-]{0,19}\w){0,6}",
    "unnumber": r"(?:ES-)?\d{1,5}(?:/(?:Add|Rev|Corr)\.\d{1,2})?",
    "roman": r"[IVXL]{1,8}",
    "section": r"(?:\s?[A-F])?",
    "country": r"[A-Z]{2}",
    "letters": r"[A-Za-z0-9]{1,7}",
    "dotted": r"[A-Za-z0-9]{1,25}(?:\.[A-Za-z0-9]{1,25}){0,3}",
    "path": r"[\w()/.-]{1,80}[\w)]",
    "act": r"[A-HJKMOQRSXYL]\d{4}(?:\(\d\d\))?(?:R\(\d\d\))?",
    "case": r"(?:C[ABCDGJNOPSTUVX]|T[ABCJNOT]|F[JO])\d{4}(?:\(\d\d\))?",
    "preparatory": r"[A-Z]{2}\d{4}(?:\(\d\d\))?",
    "celex": r"[0-9CE]\d{4}[A-Z]{1,2}[0-9A-Z()/_-]{1,16}[0-9A-Z)]",
}

#: Slots that hold nothing but digits, and those that begin with a letter.
_OF_DIGITS = tuple(
    name for name, shape in SLOTS.items() if not re.search(r"[^\W\d_]|\[", shape.replace(r"\d", ""))
)
_OF_LETTERS = frozenset({"act", "case", "preparatory"})

#: A space may be missing or double.
_SPACING = Spacing(r"\s{0,2}")


def term_of_year(year: int) -> int | None:
    """The parliamentary term that the whole of `year` lay in; None for a year of elections and outside the known."""
    starts = {begun: int(term) for term, begun in table("identifiers")["terms"].items()}
    if year in starts or not min(starts) < year < max(starts):
        return None
    return starts[max(begun for begun in starts if begun < year)]


@lru_cache(maxsize=1)
def _slots() -> Mapping[str, str]:
    held = table("identifiers")["slots"]
    return {
        **SLOTS,
        "type": one_of(held["type"], EXACT, edges="none"),
        "no": one_of(held["no"], EXACT, edges="none"),
        "suffix": rf"(?:\s{one_of(held['suffix'], EXACT, edges='none')}(?:/\d)?)?",
    }


class Identifier:
    """One pattern of the table, and the IRI of what it names.

    It is `received` where it is the number under which a document was received, `paired` where it counts only before
    such a one, `weak` where other things bear such numbers, so that only the end of a clause or the words before it
    tell; `spaced` where that holds for the form with a space.
    """

    def __init__(self, pattern: str, iri: str, proposal: str = "", how: frozenset[str] = frozenset()) -> None:
        self.pattern = pattern
        self.iri = iri
        self.proposal = proposal
        self.received, self.paired = "received" in how, "paired" in how
        self.weak, self.spaced = "weak" in how, "spaced" in how

    @property
    def openings(self) -> tuple[str, ...]:
        """The letters it may begin with; "" where it begins with digits."""
        if slot := re.match(r"\{(\w+)\}", self.pattern):
            return tuple(one for one in SLOTS[slot[1]].split("|") if one.isalpha()) or ("",)
        found = re.match(r"[^\W\d_]+", self.pattern)
        return (found.group() if found else "",)

    @cached_property
    def sign(self) -> str | None:
        """The sign behind its first digits, "" where letters follow at once; None where it is not told."""
        digits = re.match(r"\d*(?:\{(?:" + "|".join(_OF_DIGITS) + r")\})*", self.pattern)
        behind = self.pattern[digits.end() :] if digits and digits.end() else ""
        if behind[:1] in {"/", ".", ":", "-"}:
            return behind[0]
        slot = re.match(r"\{(\w+)\}", behind)
        return "" if slot and slot[1] in _OF_LETTERS else None

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """It as a regular expression over text whose dashes and spaces were made alike."""
        where = "authorities/identifiers.toml"
        return re.compile(expression(self.pattern, _slots(), _SPACING, where=where) + r"(?![\w]|[-/]\w)")

    def year(self, match: re.Match[str]) -> int | None:
        """The year that `match` bears, None where it bears none."""
        held = match.groupdict()
        printed = held.get("year") or held.get("twodigits") or held.get("fourdigits")
        return full(printed) if printed else None

    def target(self, match: re.Match[str], *, proposal: bool = False) -> str:
        """The IRI of what `match` names, "" where it cannot be told."""
        values = {name: held or "" for name, held in match.groupdict().items()}
        if "year" in values:
            values["year"] = str(full(values["year"]))
        if "number" in values:
            values["number"] = values["number"].zfill(4)
        if "section" in values:
            values["section"] = values["section"].strip()
        if "digits" in values:
            values["treaty"] = values["three"] = values["digits"].zfill(3)
        if "five" in values:
            values["five"] = str(int(values["five"]))
        if "four" in values:
            values["four"] = values["four"].zfill(4)
        if "fourdigits" in values:
            values["year"] = values["fourdigits"]
        if "twodigits" in values:
            values["year"] = str(full(values["twodigits"]))
        template = self.proposal if proposal and self.proposal else self.iri
        if "{termofyear}" in template:
            term = term_of_year(int(values["year"]))
            if term is None:
                return ""
            values["termofyear"] = str(term)
        return template.format(**values)


@lru_cache(maxsize=1)
def identifiers() -> tuple[Identifier, ...]:
    """The patterns, in the order of the table."""
    return tuple(
        Identifier(
            entry["pattern"],
            entry["iri"],
            entry.get("proposal", ""),
            frozenset(how for how in ("received", "paired", "weak", "spaced") if entry.get(how)),
        )
        for entry in table("identifiers")["identifiers"]
    )
