"""Treaties, conventions and acts known by name."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from akn.authorities import Table, names, table
from akn.authorities.acts import ELI, part_of
from akn.numbering.letters import alphabets, latin
from akn.numbering.roman import in_figures

#: Levels of the European Legislation Identifier, as the Naming Convention abbreviates them.
_ELEMENTS = {"art": "art", "par": "para", "pnt": "point", "anx": "annex", "rct": "rec", "rule": "rule"}
#: An identifier goes so deep.
_DEEPEST = 3
#: Articles put in later, as languages of Latin descent count them: article 5 bis is article 5a.
_LATER = dict(
    zip(
        ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies"),
        "abcdefgh",
        strict=True,
    )
)
_LATER_ARTICLE = re.compile(rf"(\d+)({'|'.join(_LATER)})")
#: “член 106а”, “άρθρο 106α”
_FOREIGN_ARTICLE = re.compile(r"(\d+)([^\W\d_\u0000-\u007f])")
#: An article as CELEX numbers it: three figures, and a letter.
_CELEX_ARTICLE = re.compile(r"(\d{1,3})([a-z]?)")
#: Articles with letters, but for those of Nice, and letters alone are of the Treaties of 1992.
_LETTERED = re.compile(r"(?!(?:11|181|225|229)a\Z)\d+[a-z]|[A-Z](?:\.?\d+)?")
#: The year of an act, in its address.
_ACT_OF_THE_UNION = re.compile(rf"{re.escape(ELI)}(?:reg|dir|dec)(?:_[a-z]+)?/(\d{{4}})/")
_CAPITAL = re.compile(r"\d+[A-Z]")

#: Levels and numbers, from the outside in.
_Path = tuple[tuple[str, str], ...]


class Instrument(Struct, frozen=True):
    """Something that has articles: its IRI ("" where unknown) and how that of a part is made.

    `part` holds ``{path}``, the path of the European Legislation Identifier
    (``art_3/par_5``), ``{portion}``, that of the Naming Convention
    (``rule_132__para_2``), ``{article}``, the number of the article as CELEX
    writes it (``044``), or ``{art}``, as it stands; without it the rule of
    `part_of` holds. `last` is its last article, 0 where it is not known. `eras`
    are the versions that stood until a day, each with that day, the oldest
    first; `lettered` is the one whose articles had letters. `years` are those
    that its name may bear; where several treaties share one name, `by_year` says
    what each year makes of it. Without `letters` no article with one has an IRI.
    An act of the year `since` is unknown to older documents: what they call so
    was a proposal, or the act before.
    """

    href: str
    part: str = ""
    last: int = 0
    eras: tuple[tuple[str, Instrument], ...] = ()
    lettered: Instrument | None = None
    years: tuple[int, ...] = ()
    letters: bool = True
    by_year: tuple[tuple[int, Instrument], ...] = ()
    since: int = 0

    def of_year(self, year: int) -> Instrument:
        """The treaty of `year` where several share the name; itself where none do."""
        return next((treaty for of, treaty in self.by_year if of == year), self)

    def on(self, day: str | None) -> Instrument:
        """The version that stood on `day` (``YYYY-MM-DD``); the last one where the day is not known."""
        if day is not None and int(day[:4]) < self.since:
            return _UNKNOWN
        return next((version for until, version in self.eras if day is not None and day < until), self)

    def at(self, path: _Path, on: str | None) -> str:
        """The IRI of the part at `path` (``(("art", "3"), ("par", "5"))``), for a document of the day `on`."""
        held = self.on(on)
        number = next((number for level, number in _written(path) if level == "art"), "")
        if self.lettered is not None and _LETTERED.fullmatch(number):
            held = self.lettered
        return held.version_at(_written(path)[:_DEEPEST])

    def version_at(self, path: _Path) -> str:
        """The IRI of the part at `path`, written as identifiers are, in this very version."""
        if not path or not self.href:
            return self.href
        article = next((number for level, number in path if level in {"art", "rule"}), "")
        figures = re.match(r"\d+", article)
        if "-" in article and self.href.startswith(ELI):
            return ""  # “Article 512-3” is of a code
        if figures and (int(figures.group()) == 0 or (self.last and int(figures.group()) > self.last)):
            return ""
        steps = "/".join(f"{level}_{number}" for level, number in path)
        if not self.part:
            return part_of(self.href, steps)
        if "{path}" in self.part:
            return self.part.replace("{path}", steps)
        if "{portion}" in self.part:
            return self.part.replace("{portion}", _portion(path))
        celex = _CELEX_ARTICLE.fullmatch(article)
        if "{article}" in self.part:
            known = celex is not None and (self.letters or not celex[2])
            written = f"{int(celex[1]):03d}{celex[2].upper()}" if celex and known else ""
            return self.part.replace("{article}", written) if written else self.href
        return self.part.replace("{art}", article) if article else self.href


#: What had no address yet.
_UNKNOWN = Instrument("")


def _written(path: _Path) -> _Path:
    """`path` as identifiers write it, the same for every language: ``5bis`` is ``5a``, point ``β`` is ``b``."""
    return tuple((level, _number(level, number)) for level, number in path)


def _number(level: str, number: str) -> str:
    if _CAPITAL.fullmatch(number):
        return number.lower()
    if later := _LATER_ARTICLE.fullmatch(number):
        return later[1] + _LATER[later[2]]
    if level == "anx":
        return number.replace(" ", "")
    if level == "pnt" and not number.isascii() and number.isalpha():
        return _latin(number)
    if (article := _FOREIGN_ARTICLE.fullmatch(number)) and level in {"art", "rule"}:
        return article[1] + _latin(article[2])
    return number


def _latin(letters: str) -> str:
    """Points counted in another alphabet, by their place: identifiers are the same in all languages."""
    for alphabet in ("greekNumerals", "bulgarianShort"):
        place = alphabets()[alphabet].place(letters)
        if place is not None:
            return latin().at(place).lower()
    return letters


class Known(Struct, frozen=True):
    """A name in one language, and the instrument it names; `short` names need a part before them."""

    name: str
    instrument: Instrument
    short: bool = False


@lru_cache(maxsize=32)
def instruments(language: str) -> tuple[Known, ...]:
    """The names that `language` (ISO 639-3) has for instruments."""
    known: list[Known] = []
    further = names(language).get("instruments", {})
    short = names(language).get("after_a_part", {})
    for entry in table("instruments")["instruments"]:
        instrument = _instrument(entry)
        key = entry["key"]
        held = (
            *entry.get("everywhere", ()),
            *entry.get("names", {}).get(language, ()),
            *further.get(key, ()),
        )
        known.extend(Known(name, instrument) for name in held)
        held = (*entry.get("after_a_part", {}).get(language, ()), *short.get(key, ()))
        known.extend(Known(name, instrument, short=True) for name in held)
    return tuple(known)


@lru_cache(maxsize=1)
def addresses() -> tuple[str, ...]:
    """The addresses of all that the table holds."""
    return tuple(entry["href"] for entry in table("instruments")["instruments"])


def _instrument(entry: Table) -> Instrument:
    eras: list[tuple[str, Instrument]] = []
    lettered = None
    for row in entry.get("eras", ()):
        version = Instrument(row["href"], row.get("part", ""), row.get("last", 0))
        eras.append((row["until"].isoformat(), version))
        lettered = version if row.get("lettered") else lettered
    by_year = tuple((row["year"], Instrument(row["href"])) for row in entry.get("by_year", ()))
    years = (*entry.get("years", ()), *(year for year, _ in by_year))
    act = _ACT_OF_THE_UNION.match(entry["href"])
    plain = Instrument(
        entry["href"],
        entry.get("part", ""),
        entry.get("last", 0),
        years=years,
        letters=entry.get("letters", True),
        by_year=by_year,
        since=int(act[1]) if act else 0,
    )
    return replace(plain, eras=tuple(eras), lettered=lettered)


def _portion(path: _Path) -> str:
    """The portion of Rules of Procedure at `path`; where English has rules, other languages have articles."""
    (level, number), *inner = path
    outermost = ("rule" if level == "art" else level, number)
    inner = [(step, in_figures(n) if step == "anx" else n) for step, n in inner]
    return "__".join(f"{_ELEMENTS[step]}_{n}" for step, n in (outermost, *inner))
