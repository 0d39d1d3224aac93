"""Acts of the European Union by their number: which of two figures is the year, and where the act is to be found.

The rules are those of the Publications Office. Since 2015 all acts share one
series, year first. Before, regulations were numbered first, directives year
first, decisions in both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from akn.authorities import table
from akn.numbering.years import SINCE, full

ELI = "http://data.europa.eu/eli/"
CELEX = "http://publications.europa.eu/resource/celex/"

#: Since this year all acts share one series, year first.
_ONE_SERIES = 2015
#: The last year that acts print with two digits, and the last that any may bear.
_LAST_OF_TWO, _LAST = 1999, 2099
#: In this year the letters EU replaced EC.
_EU_BEGINS = 2009
#: Before this year the two Communities numbered their regulations apart, under the same figures.
_REGULATIONS_SHARE = 1968
#: Between these years decisions have namesakes among those of the EEA Joint Committee.
_NAMESAKES = range(1994, _ONE_SERIES)
#: The years in which acts bore these letters; those of the last days of the EEC were printed a year later.
_LETTERS = {
    "EEC": range(1958, 1995),
    "EC": range(1992, 2012),
    "EU": range(1993, 2100),
    "ECSC": range(1952, 2003),
    "JHA": range(1993, 2011),
}


class Cited(Struct, frozen=True):
    """An act as a text cites it.

    `kind` is the name of its type in ELI (``reg``, ``dec_impl``). `first` and
    `second` are the figures on either side of the slash, as printed.
    `communities` are the letters in brackets or behind the last slash (``EU``,
    ``EURATOM``, ``CFSP``). `numbered` says that “No” stood before the figures.
    """

    kind: str
    first: str
    second: str
    communities: frozenset[str] = frozenset()
    numbered: bool = False
    suffixed: bool = False

    @property
    def names_the_union(self) -> bool:
        """Whether the letters say that it is an act of the Union or the Communities."""
        return bool(self.communities)


def _year(figures: str) -> int | None:
    """The year that `figures` may be: four digits, or two for 1952 to 1999."""
    if len(figures) not in {2, 4}:
        return None
    year = full(figures)
    return year if SINCE <= year <= (_LAST_OF_TWO if len(figures) == 2 else _LAST) else None


def order(act: Cited) -> tuple[int, int, bool] | None:
    """Year, number, and whether the year stood first; None where the figures leave it open or are no act's."""
    first, second = _year(act.first), _year(act.second)
    year_first = (first, int(act.second), True) if first and int(act.second) else None
    number_first = (second, int(act.first), False) if second and int(act.first) else None
    if act.kind.startswith("reg"):
        return _order_of_regulation(act, year_first, number_first)
    if act.kind in {"dir", "dir_impl", "dir_del", "dec_framw", "joint_action", "compos", "reco", "res"}:
        return year_first
    if act.suffixed and (act.numbered or year_first is None):
        # “Decision No 2002/187/JHA” bears the word and is year first all the same.
        return year_first if number_first is None else number_first
    if act.suffixed:
        return year_first
    return year_first if first is not None and first >= _ONE_SERIES else None


def _order_of_regulation(
    act: Cited, year_first: tuple[int, int, bool] | None, number_first: tuple[int, int, bool] | None
) -> tuple[int, int, bool] | None:
    recent = year_first if year_first is not None and year_first[0] >= _ONE_SERIES else None
    old = number_first if number_first is not None and number_first[0] < _ONE_SERIES else None
    if recent is None or old is None:
        return recent if old is None else old
    # Both readings are possible: 2016/2009. The letters decide, then the word “No”.
    if not act.communities:
        return None
    if "EU" not in act.communities or (act.numbered and old[0] >= _EU_BEGINS):
        return old
    return recent


def target(act: Cited) -> str | None:
    """The IRI of `act`: ELI where it exists, else CELEX; "" where it cannot be told; None where it is no act."""
    if act.kind.startswith("dec") and not act.suffixed and (act.numbered or not act.communities):
        recent = order(act)
        if recent is None:
            # “Decision No 1/95” of an Association Council: a reference, to an act that its number does not name.
            return "" if act.numbered and _year(act.second) else None
    held = _known().get(f"{act.kind} {act.first}/{act.second}")
    if held is not None:
        return held
    found = order(act)
    if found is None:
        ambiguous = act.kind.startswith("reg") and _year(act.first) and _year(act.second)
        return "" if ambiguous else None
    year, number, year_first = found
    return _address(act, year, number, year_first=year_first) if _in_time(act.communities, year) else ""


def _address(act: Cited, year: int, number: int, *, year_first: bool) -> str:
    match act.kind:
        case "dec":
            return _decision(act, year, number, year_first=year_first)
        case "dec_framw":
            return f"{CELEX}3{year}F{number:04d}"
        case "joint_action" | "compos":
            letter = "F" if "JHA" in act.communities else "E"
            return f"{CELEX}3{year}{letter}{number:04d}"
        case "reg" if year < _REGULATIONS_SHARE:
            alone = act.communities <= {"EEC"} and year > 1958
            return f"{CELEX}3{year}R{number:04d}" if alone else ""
        case "reg" if act.communities == {"ECSC"}:
            return ""
        case "reco":
            return f"{CELEX}3{year}H{number:04d}"
        case kind:
            return f"{ELI}{kind}/{year}/{number}/oj"


def _in_time(letters: frozenset[str], year: int) -> bool:
    """Whether an act of `year` can bear these letters: no act of the EC after it ended."""
    spans = [_LETTERS[letter] for letter in letters if letter in _LETTERS]
    return not spans or any(year in span for span in spans)


def year_of(act: Cited) -> int | None:
    """The year of `act`, where its figures tell it."""
    found = order(act)
    return found[0] if found else None


def _decision(act: Cited, year: int, number: int, *, year_first: bool) -> str:
    if year >= _ONE_SERIES and year_first:
        return f"{ELI}dec/{year}/{number}/oj"
    limits = table("acts")
    if not year_first:
        if act.communities == {"ECSC"}:
            return f"{CELEX}3{year}S{number:04d}"
        return f"{ELI}dec/{year}/{number}/oj" if number >= limits["no_namesake_from"] else ""
    if year in _NAMESAKES and number <= limits["namesakes_up_to"]:
        return f"{CELEX}3{year}D{number:04d}"
    return f"{ELI}dec/{year}/{number}/oj"


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    return {entry["key"]: entry["iri"] for entry in table("acts")["acts"]}


#: The number of an act at the Publications Office: sector, year, kind, number.
_NUMBER = re.compile(rf"{re.escape(CELEX)}3(\d{{4}})([RLD])(\d{{4}})")
#: The kinds by their letters in such numbers. Since this year the letter does not tell implementing and delegated acts.
_LETTER_OF = {"R": "reg", "L": "dir", "D": "dec"}
_DELEGATED_BEGIN = 2010


def same_act(iri: str, known: Iterable[str] = ()) -> str:
    """The address that the act at `iri` has where its title cites it: one act has one address.

    The number at the Publications Office does not say everything; where it leaves
    the address open it is one of the `known`, or `iri` itself.
    """
    printed = _NUMBER.fullmatch(iri)
    if printed is None:
        return iri
    kind, year, number = _LETTER_OF[printed[2]], int(printed[1]), int(printed[3])
    if year < _DELEGATED_BEGIN:
        act = Cited(kind, str(year), str(number), frozenset({"EEC", "EC"}), suffixed=True)
        return _address(act, year, number, year_first=True) or iri
    cited = re.compile(rf"{re.escape(ELI)}{kind}(?:_[a-z]+)?/{year}/{number}/oj")
    return next((address for address in known if cited.fullmatch(address)), iri)


#: Acts that are made of articles, and paths that name none.
_OF_ARTICLES = re.compile(rf"{re.escape(ELI)}(?:reg|dir)(?:_[a-z]+)?/")
_NO_ARTICLE = re.compile(r"par_|pnt_")


def part_of(iri: str, path: str) -> str:
    """The IRI of a part of the act at `iri`.

    `path` is that of the European Legislation Identifier (``art_5/par_2/pnt_a``), which
    stands before the point in time: ``…/reg/2016/679/art_5/par_2/oj``. CELEX has no parts,
    so that a part of an act without ELI points to the act.
    """
    if _NO_ARTICLE.match(path) and _OF_ARTICLES.match(iri):
        return iri
    if iri.startswith(ELI) and iri.endswith("/oj"):
        return f"{iri.removesuffix('oj')}{path}/oj"
    return iri
