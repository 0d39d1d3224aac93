"""Cases and opinions of the Court of Justice and the General Court, and issues of the Official Journal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from akn.authorities import Table, table
from akn.enrichment.reading import Found, Reading, capitals, first_word, joiner, listed, one
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Mark, Ref
from akn.numbering.years import full

#: How far before a case the text may say what it ended in.
_NEAR = 140
#: How far before its opinion a court may begin.
_COURT = 50
_LONGEST = 30
_OWN_ADDRESS = re.compile(r",?\s{1,3}ELI:\s{0,2}(http://data\.europa\.eu/eli/[\w/().-]{1,80}[\w)])")
#: Behind a case that stands by itself a clause ends, or its parties follow: “C-66/18 Commission v Hungary”.
_ALONE = re.compile(r"\s?(?:[,;:.)\]/\"]|-|\(|\Z)|,?\s[^\W\d_a-zß-ÿα-ωа-я]|\s\[")
#: “(C-66/18”, or a text that begins so; “platform C-12/20” is none.
_OPENED = re.compile(r"(?:\A|[(\[\"/,;:]\s?|\s-\s)\Z")
#: Cases bear a letter since 1989.
_CASE = (
    r"(?P<court>[CTF])-(?P<number>\d{1,4})/(?P<year>89|9\d|[0-4]\d)"
    r"(?P<kind>\s(?:P|PPU|R|RENV|SA|REV)(?!\w))?(?!\w|/|-\d)"
)


class Courts:
    """Reads cases by the words of one language."""

    def __init__(self, words: Table) -> None:
        courts = words.get("courts", {})
        self._words = tuple(capitals(dict.fromkeys(courts.get("case", ()))))
        number = one_of(words.get("links", {}).get("number", ()))
        self._opening = Late(
            rf"{one_of(self._words)}\s{{1,3}}(?:{number}\s{{0,2}})?(?=[CTF]-\d|\d{{1,3}}/[5-8]\d(?!\d))"
        )
        self._case = Late(_CASE)
        self._old = Late(r"(?P<number>\d{1,3})/(?P<year>[5-8]\d)(?!\w|/|-\d)")
        self._and = joiner(words)
        self._judgment = Late(rf"(?<!\w){one_of(courts.get('judgment', ()), edges='none')}", re.IGNORECASE)
        self._order = Late(rf"(?<!\w){one_of(courts.get('order', ()))}")
        heard = (
            *courts.get("judgment", ()),
            *courts.get("order", ()),
            *courts.get("court", ()),
            *self._words,
        )
        # “C-66/18. sz. ügyben hozott ítélet”
        self._behind = Late(rf"\.?\s{{1,2}}{one_of(courts.get('behind', ()))}")
        self._judges_behind = bool(courts.get("behind"))
        self._heard = Late(rf"(?<!\w){one_of(heard, edges='none')}[^;]*\Z", re.IGNORECASE)
        self._opinions = tuple(courts.get("opinion", ()))
        court = one_of(courts.get("court", ()))
        self._opinion = Late(
            rf"{one_of(self._opinions)}\s{{1,3}}(?P<number>\d{{1,2}})/(?P<year>\d\d)(?![\d/])(?P<whose>(?=\s{{1,3}}{court}))?"
        )
        # “domstolens yttrande 1/15”
        self._giving = Late(rf"(?<!\w){court}\s{{1,3}}\Z")
        self._addresses = table("identifiers")["courts"]

    def anchors(self) -> Iterator[str]:
        """The words and letters by which a case is found."""
        yield from {first_word(form) for form in (*self._words, *self._opinions)}
        yield from ("C", "T", "F")

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The case, cases or opinion that begin at `at`."""
        text = reading.text
        opinion = self._opinion.match(text, at)
        if opinion and (opinion["whose"] is not None or self._giving.search(text, max(0, at - _COURT), at)):
            href = self._addresses["opinion"].format(
                year=full(opinion["year"]), number=opinion["number"].zfill(4)
            )
            return one(at, opinion.end(), Ref(href))
        opening = self._opening.match(text, at)
        position = opening.end() if opening else at
        if opening is None and not self._announced(text, at):
            return None
        matches: list[re.Match[str]] = []
        while len(matches) < _LONGEST:
            reading.steps += 1
            match = self._case.match(text, position) or (self._old.match(text, position) if opening else None)
            if match is None:
                break
            matches.append(match)
            joined = self._and.match(text, match.end()) if opening else None
            if joined is None:
                break
            position = joined.end()
        if not matches:
            return None
        kind = self._ended_in(text, at) if len(matches) == 1 else ""
        marks = [Mark(m.start(), m.end(), Ref(self._address(m, kind))) for m in matches]
        behind = self._behind.match(text, marks[-1].end)
        if behind is not None:
            marks[-1] = Mark(marks[-1].start, behind.end(), marks[-1].markup)
        return listed(at, marks[-1].end, marks)

    def _announced(self, text: str, at: int) -> bool:
        """Whether a bare “C-66/18” is a case: a court or a judgment stands before it, or it stands by itself."""
        match = self._case.match(text, at)
        return match is not None and (
            (
                _ALONE.match(text, match.end()) is not None
                and _OPENED.search(text, max(0, at - 4), at) is not None
            )
            or self._behind.match(text, match.end()) is not None
            or self._heard.search(text, max(0, at - _NEAR), at) is not None
        )

    def _ended_in(self, text: str, at: int) -> str:
        clause = re.split(r"[;]", text[max(0, at - _NEAR) : at])[-1]
        if self._judges_behind:
            clause += re.split(r"[;,]", text[at : at + _NEAR])[0]
        end, kind = max((self._judgment.last(clause), "J"), (self._order.last(clause), "O"))
        return kind if end >= 0 else ""

    def _address(self, match: re.Match[str], kind: str) -> str:
        held = match.groupdict()
        court = held.get("court") or "C"
        if kind and (held.get("kind") or "").strip() not in {"R", "RENV", "SA", "REV"}:
            address: str = self._addresses["celex"]
            return address.format(
                year=full(held["year"]), court=court, kind=kind, number=held["number"].zfill(4)
            )
        printed = (
            f"{court}-{held['number']}/{held['year']}"
            if held.get("court")
            else f"{held['number']}/{held['year']}"
        )
        return str(self._addresses["case"].format(printed=printed))


class Journal:
    """Reads references to the Official Journal by the words of one language."""

    def __init__(self, words: Table) -> None:
        journal = words.get("journal", {})
        self._names = tuple(journal.get("name", ()))
        number = one_of(words.get("links", {}).get("number", ()))
        pages = one_of(journal.get("page", ()), edges="none")
        span = r"\d{1,4}(?:\s?-\s?\d{1,4})?"
        # “, p. 65”, “, 65. o.”, “, 65 lk”
        page = rf"(?:\.?,?\s{{1,3}}(?:{pages}\s{{0,3}}{span}|{span}\.?\s{{0,3}}{pages}))?"
        word = r"(?:[^\W\d_]{1,4}\.?\s)?"
        date = (
            rf"(?:\.?,?\s{{0,3}}{word}(?:\d{{1,2}}[./]\s?\d{{1,2}}[./]\s?(?P<year>(?:19|20)\d\d)(?:\s[^\W\d_]\.)?"
            r"|(?P<year2>(?:19|20)\d\d)[. ]\s?\d{1,2}[. ]\s?\d{1,2}))"
        )
        self._old = Late(
            rf"{one_of(self._names)}\s{{1,3}}(?:{number}\s{{0,2}})?(?P<series>[LC])\s{{0,3}}(?:{number}\s{{0,2}})?(?P<number>\d{{1,3}})"
            rf"(?P<part>\s?[AEIM](?:\s?/\s?\d)?(?!\w))?{date}{page}"
        )
        self._new = Late(
            rf"{one_of(self._names)}\s{{1,3}}(?P<series>[LC]),\s{{0,3}}(?:[LC]/)?(?P<year>20\d\d)/(?P<number>\d{{1,5}})"
            r"(?:,\s{0,3}(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}[. ]\s?\d{1,2}[. ]\s?\d{1,2})\.?(?=\W|\Z))?"
        )
        self._addresses = table("identifiers")["journal"]

    def anchors(self) -> Iterator[str]:
        """The words by which the journal is found."""
        yield from {first_word(form) for form in self._names}

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The issue or act of the journal that is cited at `at`."""
        if match := self._new.match(reading.text, at):
            form = self._addresses["act_l" if match["series"] == "L" else "act_c"]
            number = match["number"].zfill(5) if match["series"] == "L" else match["number"]
            # “OJ L, 2025/301, 11.2.2025, ELI: http://…”: one act has one address.
            own = _OWN_ADDRESS.match(reading.text, match.end())
            href = own[1] if own else form.format(year=match["year"], number=number)
            return one(at, match.end(), Ref(href))
        if match := self._old.match(reading.text, at):
            part = re.sub(r"\s", "", match["part"] or "")
            number = f"{int(match['number']):03d}{part}"
            year = match["year"] or match["year2"]
            href = self._addresses["issue"].format(series=match["series"], year=year, number=number)
            return one(at, match.end(), Ref(href))
        return None
