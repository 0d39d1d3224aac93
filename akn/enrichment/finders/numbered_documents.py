"""Documents known by a word and a number, or by their date: resolutions, petitions, protocols, conventions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from akn.authorities import Table, table
from akn.enrichment.reading import Found, Reading, capitals, first_word, joiner, listed, one
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.matching.scripts import UNSPACED
from akn.model.resolution import Mark, Ref
from akn.numbering.years import full

_LONGEST = 30
#: How far from the number of a special report the Court of Auditors may be named.
_NEAR = 150
#: Resolutions of the General Assembly have numbers with a stroke since its 31st session.
_SESSIONS_IN_FIGURES, _ASSEMBLY_BEGAN = 31, 1945
_SESSION = re.compile(r"(\d{1,2})/")
#: How far before a resolution the council may be named whose it is, and how far behind it its day may begin.
_COUNCIL, _DAY = 60, 16
#: The Sustainable Development Goals are seventeen.
_GOAL = r"(?P<number>1[0-7]|[1-9])"
#: The first kinds below, by their names in the tables.
_UNITED_NATIONS = ("security_council", "general_assembly", "human_rights")


def _between(words: tuple[str, ...]) -> str:
    """An optional body whose name holds one of `words`, short and without a sign."""
    gap = r"[^;:,.()\d]{0,40}?"
    return rf"(?:\s{gap}{one_of(words, edges='none')}[^\W\d]*(?:\s[^\W\d]{{2,30}})?)?" if words else ""


class NumberedDocument:
    """A word, and numbers after it: “Security Council resolutions 1325 (2000) and 1820 (2008)”.

    Where the number is `bare`, the word is no part of the reference. `behind` is what must follow the number:
    “resolution 1325 (2000) of the Security Council”. Its address tells already whose it is where it is of `owners`,
    the beginnings of words of which one may stand before the number: “special report of the Court of Auditors No 5/21”.
    """

    def __init__(
        self,
        words: Table,
        phrases: tuple[str, ...],
        number: str,
        address: Callable[[re.Match[str]], str | None],
        *,
        bare: bool = False,
        behind: tuple[str, ...] = (),
        owners: tuple[str, ...] = (),
    ) -> None:
        links = words.get("links", {})
        self._phrases = tuple(capitals(dict.fromkeys(phrases)))
        self._opening = Late(
            rf"{one_of(self._phrases)}{_between(owners)}(?:\s{{1,3}}|(?<=[{UNSPACED}]))"
            rf"(?:\(?{one_of(links.get('number', ()))}\.?\s{{0,3}})?"
        )
        # “of the choir union”: other bodies have resolutions and opinions too.
        self._foreign = Late(
            rf"\s{{1,3}}{one_of(links.get('unknown', ()))}\s{{1,3}}(?!{one_of(words.get('un', {}).get('own', ()))})"
        )
        self._number = Late(rf"{number}(?![^\W{UNSPACED}]|/\d|-\d)")
        self._and = joiner(words)
        self._address = address
        self._bare, self._owned = bare, bool(owners)
        self._behind = Late(rf"(?:[,.]|\s\([^)]{{1,40}}\))?\s{{1,3}}{one_of(behind)}") if behind else None

    def anchors(self) -> Iterator[str]:
        """The words by which it is found."""
        yield from {first_word(phrase) for phrase in self._phrases}

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The document or documents named at `at`."""
        opening = self._opening.match(reading.text, at)
        if opening is None:
            return None
        marks: list[Mark] = []
        position = opening.end()
        while len(marks) < _LONGEST and (match := self._number.match(reading.text, position)):
            reading.steps += 1
            href = self._href(reading, at, match)
            if href is None:
                break
            marks.append(Mark(match.start(), match.end(), Ref(href)))
            joined = self._and.match(reading.text, self._past(reading, match.end()))
            if joined is None:
                break
            position = joined.end()
        if not marks:
            return None
        if self._behind is None:
            if not self._owned and self._foreign.match(reading.text, marks[-1].end):
                return None
        elif self._behind.match(reading.text, marks[-1].end) is None:
            return None
        return listed(marks[0].start if self._bare else at, marks[-1].end, marks)

    def _href(self, reading: Reading, at: int, match: re.Match[str]) -> str | None:
        """The address of the document whose number `match` is, and whose word stands at `at`; None where it is none."""
        del reading, at
        return self._address(match)

    def _past(self, reading: Reading, at: int) -> int:
        """Where what joins the next number may stand, behind a number that ends at `at`."""
        del reading
        return at


class OfTheAssembly(NumberedDocument):
    """Reads resolutions of the General Assembly, which its sessions number: one begins each year."""

    def __init__(
        self,
        words: Table,
        phrases: tuple[str, ...],
        number: str,
        address: Callable[[re.Match[str]], str | None],
        *,
        behind: tuple[str, ...] = (),
    ) -> None:
        super().__init__(words, phrases, number, address, behind=behind)
        # “established by the Human Rights Council in its resolution 39/2”
        councils = words.get("organs", {}).get("human_rights", ())
        self._council = (
            Late(rf"{one_of(councils)}[,،]?\s(?:[^\W\d_]{{1,6}}\s){{0,3}}\Z") if councils else None
        )

    def _past(self, reading: Reading, at: int) -> int:
        """Behind the day of the resolution: “59/296 of 22 June 2005, 60/266 of 30 June 2006”."""
        begun = next((n for n in range(at, at + _DAY) if n in reading.dates), None)
        return at if begun is None or re.search(r"[;,.:\d]", reading.text[at:begun]) else reading.dates[begun]

    def _href(self, reading: Reading, at: int, match: re.Match[str]) -> str | None:
        """“” where the session or the day is none of the Assembly's; of the council where that is named before it."""
        session, href = _SESSION.match(match[0]), self._address(match)
        if session is None:
            return href
        if self._council and self._council.search(reading.text, max(0, at - _COUNCIL), at):
            return str(table("identifiers")["un"]["human_rights"].format(number=match[0]))
        number, end = int(session[1]), match.end()
        day = next((reading.days[n] for n in range(end, end + _DAY) if n in reading.days), "")
        begun = int(day[:4]) - _ASSEMBLY_BEGAN - number if day else 0
        return href if number >= _SESSIONS_IN_FIGURES and begun in {0, 1} else ""


class NumberFirst:
    """Reads documents whose number stands before the word: “5. ilgtspējīgas attīstības mērķis”."""

    def __init__(self, words: Table) -> None:
        documents = words.get("documents", {})
        goal, petition = documents.get("sdg_first", ()), documents.get("petition_first", ())
        self.any = bool(goal or petition)
        self._goal = Late(rf"{_GOAL}(?:\.|-[^\W\d_]{{1,3}})?\s{{1,3}}{one_of(goal)}")
        self._petition = Late(rf"\d{{1,4}}/(?:19|20)\d\d\.?\s{{1,3}}{one_of(petition)}")
        self._address: str = table("identifiers")["un"]["sdg"]

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The document whose number begins at `at`."""
        if goal := self._goal.match(reading.text, at):
            return one(at, goal.end(), Ref(self._address.format(number=goal["number"])))
        petition = self._petition.match(reading.text, at)
        return one(at, petition.end(), Ref("")) if petition else None


def in_documents_of(words: Table, institution: str) -> Table:
    """`words` as the documents of `institution` use them: whose a resolution without a name is, depends on them."""
    kinds: list[str] = table("identifiers")["un"]["bare_in"].get(institution, [])
    if not kinds:
        return words
    un = words.get("un", {})
    named = {kind: [*forms, *un.get(f"bare_{kind}", ())] for kind, forms in un.items()}
    named |= {kind: [*named.get(kind, ()), *un.get("bare", ())] for kind in kinds}
    acts = {kind: forms for kind, forms in words.get("acts", {}).items() if kind != "res"}
    return {**words, "acts": acts, "un": named}


def _ilo(match: re.Match[str]) -> str:
    """The Convention of the International Labour Organization with this number; "" where there is none."""
    held = table("identifiers")["ilo"]
    return (
        str(held["iri"].format(number=match["number"].zfill(3)))
        if 0 < int(match["number"]) <= held["last"]
        else ""
    )


def _clause(match: re.Match[str]) -> str:
    """What stands around `match`, as far as the next semicolon."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()].rsplit(";", 1)[-1]
    return before + match.string[match.end() : match.end() + _NEAR].split(";", 1)[0]


def numbered(words: Table) -> Iterator[NumberedDocument]:
    """All kinds of numbered document that the language has words for."""
    held = table("identifiers")
    un, documents = words.get("un", {}), words.get("documents", {})
    years: Mapping[str, int] = held["un"]["years"]

    def security_council(match: re.Match[str]) -> str:
        year = match["year"] or years.get(match["number"], "")
        return held["un"]["security_council"].format(number=match["number"], year=year) if year else ""

    def general_assembly(match: re.Match[str]) -> str:
        # The early resolutions are printed “217 A (III)” and “2200 (XXI) A”; the symbol is 217(III)A.
        early = re.fullmatch(r"(\d+)\s?([A-F]?)\s?(\([IVXL]+\))\s?([A-F]?)", match[0])
        number = f"{early[1]}{early[3]}{early[2]}{early[4]}" if early else match[0].replace(" ", "")
        return str(held["un"]["general_assembly"].format(number=number))

    def human_rights(match: re.Match[str]) -> str:
        return str(held["un"]["human_rights"].format(number=match[0]))

    def goal(match: re.Match[str]) -> str:
        return str(held["un"]["sdg"].format(number=match["number"]))

    def council(match: re.Match[str]) -> str:
        form = held["council"]["revised" if match["revision"] else "initial"]
        return str(
            form.format(
                number=int(match["number"]), year=full(match["year"]), revision=match["revision"] or ""
            )
        )

    strasbourg = Late(one_of(documents.get("strasbourg", ()), edges="none"))

    def application(match: re.Match[str]) -> str:
        # Patents and houses are applied for too: the court or two parties must be named beside it.
        if not strasbourg.pattern.search(_clause(match)):
            return ""
        return str(held["numbered"]["application"].format(number=match["number"]))

    auditors = Late(one_of(documents.get("auditors", ()), edges="none"))
    of = Late(rf"\s{{1,3}}{one_of(words.get('links', {}).get('unknown', ()))}\s")

    def special_report(match: re.Match[str]) -> str:
        before = match.string[max(0, match.start() - _NEAR) : match.start()].rsplit(";", 1)[-1]
        behind = match.string[match.end() : match.end() + _NEAR].split(";", 1)[0]
        of_them = auditors.pattern.search(behind) is not None
        if not of_them and (of.match(behind) or auditors.pattern.search(before) is None):
            return ""
        return str(
            held["numbered"]["special_report"].format(year=match["year"], number=match["number"].zfill(4))
        )

    kinds = (
        (
            un.get("security_council"),
            r"(?P<number>\d{1,4})(?:\s{0,2}\((?P<year>(?:19|20)\d\d)\))?",
            security_council,
        ),
        (
            un.get("general_assembly"),
            r"(?:(?:ES-)?\d{1,2}/\d{1,3}(?:\s[A-H](?=[\s,;.:)]|\Z))?|\d{1,4}\s?[A-F]?\s?\([IVXL]{1,7}\)(?:\s?[A-F](?!\w))?)",
            general_assembly,
        ),
        (un.get("human_rights"), r"(?:S-)?\d{1,2}/\d{1,3}", human_rights),
        (
            un.get("economic_and_social"),
            r"(?:19|20)\d\d/\d{1,3}",
            lambda match: held["un"]["economic_and_social"].format(number=match[0]),
        ),
        (documents.get("sdg"), _GOAL, goal),
        (documents.get("petition"), r"\d{1,4}/(?:19|20)\d\d", lambda _: ""),
        # Neither the register of the Council nor those of the others lead from a number to one address.
        (
            documents.get("council"),
            r"(?P<number>\d{4,5})(?:/(?P<revision>\d))?/(?P<year>(?:19|20)?\d\d)",
            council,
        ),
        (documents.get("application"), r"(?P<number>\d{1,5}/\d\d)", application),
        (documents.get("special_report"), r"(?P<number>\d{1,2})/(?P<year>(?:19|20)\d\d)", special_report),
        (documents.get("opinion"), r"\d{1,3}/(?:19|20)\d\d", lambda _: ""),
        (documents.get("complaint"), r"\d{1,4}/(?:19|20)\d\d(?:/[A-Z]{2,5}){0,2}", lambda _: ""),
        (documents.get("ilo"), r"(?P<number>\d{1,3})", _ilo),
        # The letters of who deals with it tell a case of the Ombudsman.
        (documents.get("case"), r"(?:OI/|SI/)?\d{1,4}/(?:19|20)\d\d(?:/[A-Z]{2,5}){1,2}", lambda _: ""),
        (documents.get("assembly_named"), r"\d{3,4}\s?\((?:19|20)\d\d\)", lambda _: ""),
    )
    # Of these the number alone is the name.
    numbers_alone = ("council", "application", "case")
    named = {id(phrases): name for name, phrases in documents.items()}
    for phrases, number, address in kinds:
        if phrases:
            name = named.get(id(phrases), "")
            if address is general_assembly:
                yield OfTheAssembly(words, tuple(phrases), number, address)
                continue
            behind = tuple(documents.get(f"{name}_behind", ()))
            yield NumberedDocument(
                words,
                tuple(phrases),
                number,
                address,
                bare=name in numbers_alone,
                behind=behind,
                owners=tuple(documents.get("auditors", ()))
                if address is special_report and not behind
                else (),
            )
    yield from _owned_behind(words, goal)
    for name, (phrases, number, address) in zip(_UNITED_NATIONS, kinds, strict=False):
        kind = OfTheAssembly if address is general_assembly else NumberedDocument
        yield from _organ_behind(
            un, name, tuple(phrases or ()), partial(kind, words, number=number, address=address)
        )


def _organ_behind(
    un: Table, name: str, phrases: tuple[str, ...], kind: Callable[..., NumberedDocument]
) -> Iterator[NumberedDocument]:
    """Resolutions of the organ `name`, which stands behind: “resolution 1325 (2000) of the Security Council”."""
    parted = [phrase.split(" ", 1) for phrase in phrases if " " in phrase]
    behind = (*(rest for _, rest in parted), *un.get(f"of_{name}", ()))
    if behind:
        nouns = dict.fromkeys((*(noun for noun, _ in parted), *un.get("nouns", ())))
        yield kind(phrases=tuple(nouns), behind=behind)


def _owned_behind(words: Table, goal: Callable[[re.Match[str]], str | None]) -> Iterator[NumberedDocument]:
    """Those whose owner stands behind the number: “Convention No 87 of the ILO”."""
    documents = words.get("documents", {})
    if of_ilo := tuple(documents.get("of_ilo", ())):
        yield NumberedDocument(
            words, tuple(documents.get("ilo_nouns", ())), r"(?P<number>\d{1,3})", _ilo, behind=of_ilo
        )
    if goals := tuple(documents.get("of_goals", ())):
        yield NumberedDocument(words, tuple(documents["goal"]), _GOAL, goal, behind=goals)
    # The register of the Parliamentary Assembly of the Council of Europe has addresses that no number tells.
    if assembly := tuple(documents.get("of_assembly", ())):
        own = tuple(documents.get("assembly", ()))
        yield NumberedDocument(words, own, r"\d{3,4}\s?\((?:19|20)\d\d\)", lambda _: "", behind=assembly)
