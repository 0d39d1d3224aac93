"""The numbers that Word prints before paragraphs: they stand in no paragraph, and are counted here as Word counts.

Counters belong to the abstract list, not to the list that uses it; a deeper level begins anew when a shallower
one counts (ECMA-376 Part 1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from akn.readers.counters import decimal, latin, roman, russian, spelt
from akn.readers.package import Element, local, number_in, value_of

_SLOT = re.compile(r"%([1-9])")
#: Levels of a list.
LEVELS = 9
#: How the formats of `w:numFmt` are written; what is not here is written in figures.
_WRITTEN: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": decimal,
    "decimalZero": "{:02d}".format,
    "upperLetter": lambda number: latin(number).upper(),
    "lowerLetter": latin,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "russianUpper": lambda number: russian(number).upper(),
    "russianLower": russian,
    "upperGreek": lambda number: spelt(number, "greek"),
    "lowerGreek": lambda number: "".join(c.lower() for c in spelt(number, "greek")),
    "none": lambda _number: "",
}
#: Dashes and bullets that are printed as they are; all others (pictures of Symbol and Wingdings) are a bullet.
_PRINTED = frozenset("-–—−•·*▪●○◦■□►▶‣∙")
_DASHES = {"\uf02d": "–", "\uf0be": "–", "\uf0e0": "–", "\u00ad": "-", "‑": "-", "‒": "–", "―": "–", "o": "◦"}


class ListLevel(Struct, frozen=True):
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int = -1
    left: float = 0.0
    style: str = ""


class _List(Struct):
    """A list that paragraphs name: the abstract one, and what it changes of it."""

    abstract: str
    levels: dict[int, ListLevel] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Number(Struct, frozen=True):
    """What is printed before a paragraph, in which list and at which level, and how far that is indented."""

    text: str
    list: str
    level: int
    left: float


class Numbering:
    """Counts the paragraphs of one document, in their order."""

    def __init__(self, root: Element | None, style_lists: Mapping[str, str]) -> None:
        """Take the part ``numbering.xml``, or None; `style_lists` are the lists of numbering styles."""
        self._abstract: dict[str, dict[int, ListLevel]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        linked: dict[str, str] = {}
        for element in root if root is not None else ():
            key = value_of(element, "abstractNumId") or ""
            if local(element) == "abstractNum":
                self._abstract[key] = {
                    n: level for each in element if (found := _level(each)) for n, level in (found,)
                }
                for each in element:
                    if local(each) == "numStyleLink":
                        linked[key] = style_lists.get(value_of(each, "val") or "", "")
            elif local(element) == "num":
                self._lists[value_of(element, "numId") or ""] = _list(element)
        for key, target in linked.items():  # the levels stand where the style leads
            if not self._abstract[key] and target in self._lists:
                other = self._lists[target].abstract
                for named in self._lists.values():
                    named.abstract = other if named.abstract == key else named.abstract

    def level_of_style(self, key: str, style: str) -> int:
        """The level of the list `key` that names the paragraph style `style`; 0 where none does."""
        known = self._lists.get(key)
        levels = self._abstract.get(known.abstract, {}) if known else {}
        return next((n for n, level in levels.items() if level.style == style), 0)

    def level(self, key: str, at: int) -> ListLevel | None:
        """The level `at` of the list `key`."""
        known = self._lists.get(key)
        if known is None:
            return None
        return known.levels.get(at) or self._abstract.get(known.abstract, {}).get(at)

    def count(self, key: str, at: int) -> Number | None:
        """Count a paragraph of the list `key` at level `at`; None where there is no such list."""
        level = self.level(key, at)
        if level is None:
            return None
        known = self._lists[key]
        counts = self._counts.setdefault(known.abstract, {})
        if at in known.starts and (key, at) not in self._begun:
            counts[at] = known.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        self._begun.add((key, at))
        for deeper in [n for n in counts if n > at]:
            below = self.level(key, deeper)
            if below is None or below.restart < 0 or at < below.restart:
                del counts[deeper]
        return Number(self._text(key, level, counts), known.abstract, at, level.left)

    def _text(self, key: str, level: ListLevel, counts: Mapping[int, int]) -> str:
        if level.form == "bullet":
            sign = level.text.strip()
            return sign if sign in _PRINTED else _DASHES.get(sign, "•" if sign else "")

        def written(slot: re.Match[str]) -> str:
            at = int(slot[1]) - 1
            other = self.level(key, at)
            if other is None:
                return ""
            form = "decimal" if level.legal and other.form != "none" else other.form
            return _WRITTEN.get(form, decimal)(counts.get(at, other.start))

        return _SLOT.sub(written, level.text).strip()


def _list(element: Element) -> _List:
    found = _List("")
    for each in element:
        if local(each) == "abstractNumId":
            found.abstract = value_of(each, "val") or ""
        elif local(each) == "lvlOverride":
            at = number_in(value_of(each, "ilvl"), 0)
            for inner in each:
                if local(inner) == "startOverride":
                    found.starts[at] = number_in(value_of(inner, "val"), 1)
                elif replaced := _level(inner):
                    found.levels[at] = replaced[1]
                    found.starts.setdefault(at, replaced[1].start)
    return found


def _level(element: Element) -> tuple[int, ListLevel] | None:
    if local(element) != "lvl":
        return None
    at, level = number_in(value_of(element, "ilvl"), 0), ListLevel()
    for each in element.iter():
        value = value_of(each, "val")
        match local(each):
            case "start":
                level = replace(level, start=number_in(value, 1))
            case "numFmt":
                level = replace(level, form=value or "decimal")
            case "lvlText":
                level = replace(level, text=value or "")
            case "isLgl":
                level = replace(level, legal=value not in {"0", "false", "off"})
            case "lvlRestart":
                level = replace(level, restart=number_in(value, -1))
            case "pStyle":
                level = replace(level, style=value or "")
            case "ind":
                level = replace(level, left=left_of(each))
            case _:
                pass
    return (at, level) if 0 <= at < LEVELS else None


def left_of(indent: Element) -> float:
    """The left edge that `w:ind` says, in points."""
    return number_in(value_of(indent, "left") or value_of(indent, "start"), 0) / 20
