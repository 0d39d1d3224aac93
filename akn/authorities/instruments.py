"""Treaties, conventions and acts known by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from akn.authorities import table
from akn.authorities.acts import part_of
from akn.numbering.roman import in_figures

#: Levels of the European Legislation Identifier, as the Naming Convention abbreviates them.
_ELEMENTS = {"art": "art", "par": "para", "pnt": "point", "anx": "annex", "rct": "rec", "rule": "rule"}


@dataclass(frozen=True, slots=True)
class Instrument:
    """Something that has articles: its IRI ("" where unknown) and how that of a part is made.

    `part` holds ``{path}``, the path of the European Legislation Identifier
    (``art_3/par_5``), ``{portion}``, that of the Naming Convention
    (``rule_132__para_2``), or ``{art}``, the number of the article alone;
    without it the rule of `part_of` holds. `since` is the day from which the numbering
    of its articles is the one the IRI knows.
    """

    href: str
    part: str = ""
    since: str = ""

    def at(self, path: tuple[tuple[str, str], ...], on: str | None) -> str:
        """The IRI of the part at `path` (``(("art", "3"), ("par", "5"))``), for a document of the day `on`."""
        if not path:
            return self.href
        if not self.href or (self.since and on is not None and on < self.since):
            return ""
        steps = "/".join(f"{level}_{in_figures(n) if level == 'anx' else n}" for level, n in path)
        if not self.part:
            return part_of(self.href, steps)
        if "{path}" in self.part:
            return self.part.replace("{path}", steps)
        if "{portion}" in self.part:
            return self.part.replace("{portion}", _portion(path))
        articles = [number for level, number in path if level == "art"]
        return self.part.replace("{art}", articles[0]) if articles else self.href


@dataclass(frozen=True, slots=True)
class Known:
    """A name in one language, and the instrument it names; `short` names need a part before them."""

    name: str
    instrument: Instrument
    short: bool = False


@lru_cache(maxsize=32)
def instruments(language: str) -> tuple[Known, ...]:
    """The names that `language` (ISO 639-3) has for instruments."""
    known: list[Known] = []
    for entry in table("instruments")["instruments"]:
        since = entry.get("since", "")
        instrument = Instrument(
            entry["href"], entry.get("part", ""), since.isoformat() if isinstance(since, date) else ""
        )
        known.extend(Known(name, instrument) for name in entry.get("names", {}).get(language, ()))
        known.extend(
            Known(name, instrument, short=True) for name in entry.get("after_a_part", {}).get(language, ())
        )
    return tuple(known)


def _portion(path: tuple[tuple[str, str], ...]) -> str:
    """The portion of Rules of Procedure at `path`; where English has rules, other languages have articles."""
    (level, number), *inner = path
    outermost = ("rule" if level == "art" else level, number)
    return "__".join(f"{_ELEMENTS[step]}_{n}" for step, n in (outermost, *inner))
