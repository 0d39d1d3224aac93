"""The numbers that a word processor prints before the items of an ODT's lists (OpenDocument 1.3, 16.30 and 19.880)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from akn.readers.counters import decimal, doubled, latin, roman, small, spelt
from akn.readers.package import Element, local, number_in, value_of

_SLOT = re.compile(r"%(\d{1,2})%")
#: Dashes and bullets that are printed as they are; all others, pictures of Symbol and Wingdings, are a bullet.
_PRINTED = frozenset("-–—−•·*▪●○◦■□►▶‣∙")
#: How alphabets are called behind the letters that a format gives: “А, Б, .., Аа, Аб, ... (bg)”.
_TAGGED = re.compile(r"\((\w\w)\)\s*\Z")
_ALPHABETS = {"bg": "bulgarianShort", "gr": "greek", "el": "greek"}
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"


class LevelStyle(Struct, frozen=True):
    """One level of a style of lists."""

    form: str = ""
    bullet: str = ""
    prefix: str = ""
    suffix: str = ""
    pattern: str = ""
    start: int = 1
    levels: int = 1
    synchronous: bool = False
    left: float = 0.0


def levels_of(style: Element) -> dict[int, LevelStyle]:
    """The levels of a ``text:list-style`` or ``text:outline-style``, from 1."""
    found: dict[int, LevelStyle] = {}
    for element in style:
        at = number_in(value_of(element, "level"), 0)
        if at < 1:
            continue
        level = LevelStyle(
            form=value_of(element, "num-format") or "",
            prefix=value_of(element, "num-prefix") or "",
            suffix=value_of(element, "num-suffix") or "",
            pattern=value_of(element, "num-list-format") or "",
            start=number_in(value_of(element, "start-value"), 1),
            levels=number_in(value_of(element, "display-levels"), 1),
            synchronous=value_of(element, "num-letter-sync") == "true",
            left=_left(element),
        )
        if local(element) != "list-level-style-number" and local(element) != "outline-level-style":
            sign = (value_of(element, "bullet-char") or "").strip()
            level = replace(level, bullet=sign if sign in _PRINTED else "–" if sign == "\uf02d" else "•")
        found[at] = level
    return found


def _left(element: Element) -> float:
    for inner in element.iter():
        if local(inner) == "list-level-label-alignment":
            return points(value_of(inner, "margin-left") or "")
        if local(inner) == "list-level-properties" and (held := value_of(inner, "space-before")):
            return points(held)
    return 0.0


_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0, "px": 0.75}


def points(length: str) -> float:
    """A length, as “0.25in”, in points; 0 where it is none."""
    found = re.fullmatch(r"(-?\d{0,6}(?:\.\d{1,6})?)(pt|in|cm|mm|pc|px)", length)
    return float(found[1] or 0) * _UNITS[found[2]] if found and found[1] not in {"", "-", "."} else 0.0


class Count(Struct):
    """How far one list has counted, level by level."""

    key: str
    numbers: dict[int, int] = field(default_factory=dict)

    def next(self, at: int, levels: Mapping[int, LevelStyle], start: int | None = None) -> str:
        """Count an item at level `at` of a list with these `levels`; what is printed before it."""
        level = levels.get(at, LevelStyle())
        first = level.start if start is None else start
        known = self.numbers.get(at)
        self.numbers[at] = first if known is None or start is not None else known + 1
        for deeper in [n for n in self.numbers if n > at]:
            del self.numbers[deeper]
        return self._printed(at, level, levels)

    def begin(self, at: int) -> None:
        """Begin a list at level `at` anew."""
        self.numbers.pop(at, None)

    def _printed(self, at: int, level: LevelStyle, levels: Mapping[int, LevelStyle]) -> str:
        if level.bullet:
            return level.bullet
        if not level.form:
            return ""

        def written(n: int) -> str:
            other = levels.get(n, LevelStyle())
            return _written(self.numbers.get(n, other.start), other) if other.form else ""

        if _SLOT.search(level.pattern):
            return _SLOT.sub(lambda slot: written(int(slot[1])), level.pattern).strip()
        shown = [written(n) for n in range(max(1, at - level.levels + 1), at + 1)]
        return f"{level.prefix}{'.'.join(filter(None, shown))}{level.suffix}".strip()


def _written(number: int, level: LevelStyle) -> str:
    """A number in the format of its level."""
    form = level.form
    plain: dict[str, Callable[[int], str]] = {
        "1": decimal,
        "01, 02, 03, ...": "{:02d}".format,
        "i": roman,
        "I": lambda n: roman(n).upper(),
    }
    if form in plain:
        return plain[form](number)
    letter = form[:1]
    if not letter.isalpha():
        return str(number)
    text = _lettered(number, form, level)
    return text.upper() if letter.isupper() else small(text)


def _lettered(number: int, form: str, level: LevelStyle) -> str:
    if form in {"a", "A"}:
        return latin(number) if level.synchronous else spelt(number, "latin")
    tag = found[1] if (found := _TAGGED.search(form)) else ""
    if tag == "ru":
        return doubled(number, _RUSSIAN)
    return spelt(number, _ALPHABETS.get(tag, "greek" if "Α" <= form[:1] <= "ω" else "bulgarianShort"))


class Counts(Struct):
    """All lists of a document, by what they are continued with."""

    _by_id: dict[str, Count] = field(default_factory=dict)
    _last_of_style: dict[str, Count] = field(default_factory=dict)
    _made: int = 0

    def of(self, names: Sequence[str], style: str, *, goes_on: bool, continued: str = "") -> Count:
        """The count of a list with these `names`: a new one, or that of the list which it goes on."""
        count = self._by_id.get(continued) if continued else None
        if count is None and goes_on:
            count = self._last_of_style.get(style)
        if count is None:
            self._made += 1
            count = Count(f"{style}-{self._made}")
        for name in names:
            self._by_id[name] = count
        self._last_of_style[style] = count
        return count
