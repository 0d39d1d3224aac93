"""The grammar of the parts of acts: one for all languages, driven by the words and the order of each.

A *step* is one level with its numbers: “Articles 5, 7(2) and 9”, “second subparagraph”, “6 artiklan”. Steps follow
one another downwards (“Article 5(1), point (a)”), upwards (“point (a) of Article 5(1)”), or side by side (“Article 5
and recital 12”); what they say of a part is the same in whatever order they say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from akn.authorities import Table
from akn.enrichment.context import Path
from akn.enrichment.finders.part_numbers import (
    ANY_NUMBER,
    INNER,
    LONGEST,
    NUMBERS,
    RANKS,
    UNADDRESSED,
    path_of,
)
from akn.enrichment.reading import Reading, capitals, first_word, joiner, plain
from akn.matching.alike import alike
from akn.matching.late import Late
from akn.matching.patterns import one_of

_FURTHER = re.compile(rf"(?:{INNER}){{1,3}}")
#: A part that has no number of its own in an address.
_BELOW: Path = (("sub", ""),)
#: The letter of an article that was put in later, apart: “106 a artiklan”.
_LETTER_APART, _APART = re.compile(r"\s[a-z](?=\s)"), re.compile(r"(?<=\d)\s(?=[a-z]\Z)")
#: Further points without brackets: “artikel 9.2 a och g”.
_BARE_POINT, _BARE_POINTS = re.compile(r"\d\s[a-z]\Z"), re.compile(r"[a-z](?=[\s,;]|\Z)")
_RANGE = re.compile(r"(\d{1,4})-(\d{1,4})")


class Item(Struct, frozen=True):
    """One part: where it is printed, and its path; `ends_range` where the item before it begins a range."""

    start: int
    end: int
    path: Path
    ends_range: bool = False


class Cluster(Struct, frozen=True):
    """Parts that stand together, as one list: `level` and `rank` of the outermost, and of the innermost."""

    start: int
    end: int
    level: str
    rank: int
    innermost: int
    items: tuple[Item, ...]


class _Step(Struct, frozen=True):
    start: int
    end: int
    level: str
    items: tuple[Item, ...]

    @property
    def rank(self) -> int:
        return RANKS[self.level]

    @property
    def innermost(self) -> int:
        return max((RANKS[step] for item in self.items for step, _ in item.path), default=self.rank)


class Parts:
    """Reads parts by the words of one language."""

    def __init__(self, words: Table) -> None:
        held = words.get("divisions", {})
        self._levels: dict[str, str] = {}
        self._plural: set[str] = set()
        for level, groups in held.items():
            if level not in RANKS:
                continue
            singular, plural = groups if isinstance(groups[0], list) else (groups, ())
            for form in (*singular, *plural):
                self._levels.setdefault(alike(form), level)
            self._plural.update(alike(form) for form in plural if form not in singular)
        self._levels = capitals(self._levels)
        self._plural |= {form[:1].upper() + form[1:] for form in self._plural}
        orders = held.get("order", ["before"])
        self.before, self.after = "before" in orders, "after" in orders
        links = words.get("links", {})
        self._of_words = tuple(alike(form) for form in links.get("of", ()))
        keywords, ordinals = one_of(self._levels), one_of(capitals(dict.fromkeys(held.get("ordinals", ()))))
        articles = held.get("articles", ())
        elided = one_of((word for word in articles if word.endswith(("'", "-"))), edges="none")
        article = rf"(?:{elided}|{one_of(word for word in articles if word[-1:].isalpha())}\s{{1,2}})"
        self._and = joiner(words)
        conjunction = one_of(links.get("and", ()))
        # “the first and second subparagraphs”, “second paragraph”, “5th indent”
        ordinal = rf"(?:{ordinals}|\d{{1,2}}(?:st|nd|rd|th|er|re|e|ème)(?!\w))"
        self._ordinal = Late(
            rf"{ordinal}(?:\s?(?:,|\s{conjunction})\s{{1,3}}{article}?{ordinal}){{0,3}}\s{{1,3}}({keywords})"
        )
        # “articoli da 14 a 16”
        first = one_of(links.get("from", ()))
        self._opening = Late(rf"({keywords})\s{{0,3}}(?:(?<=\s){first}\s{{1,3}}(?=\d))?")
        self._behind = Late(rf"{ordinal}(?:\s{conjunction}\s{ordinal}){{0,2}}(?!\w)")
        self._closing = Late(rf"\.?\s{{0,3}}({keywords})")
        dash = "-" in links.get("to", ())
        self._to = Late(
            rf"\.?\s{{1,3}}{one_of(p for p in links.get('to', ()) if p != '-')}\s{{1,3}}"
            + (r"|\.?\s?-\s?(?=\(?\d)" if dash else "")
        )
        short = one_of((p for p in self._of_words if p.endswith(("'", "-"))), edges="none")
        spaced = one_of(p for p in self._of_words if not p.endswith(("'", "-")))
        self.of = Late(rf"\s?,?\s{{1,3}}(?:{short}|{spaced}\s{{1,3}})")
        self._down = Late(rf"\.?\s?[,-]?\s{{1,3}}{article}?")
        self._side = Late(rf"\.?(?:\s?,)?\s{{1,3}}(?P<and>{conjunction}\s{{1,3}})?{article}?")
        self._single = frozenset(
            word for group in ("and", "of", "to") for word in links.get(group, ()) if len(word) == 1
        )
        self._bare = bool(held.get("bare", False))
        self._not_later = re.compile(r"\sbis\Z") if "bis" in links.get("to", ()) else None
        self._ordinals = tuple(alike(form) for form in held.get("ordinals", ()))

    def anchors(self) -> Iterator[str]:
        """The words by which a part is found."""
        if self.before:
            yield from {first_word(form) for form in self._levels}
        for form in capitals(dict.fromkeys(self._ordinals)):
            yield first_word(form)

    def level(self, text: str, at: int) -> str | None:
        """The word for a part that stands at `at`, as printed."""
        keyword = self._opening.match(text, at)
        return plain(keyword[1]) if keyword else None

    # ------------------------------------------------------------------ one step

    def _step(self, reading: Reading, at: int) -> _Step | None:
        reading.steps += 1
        text = reading.text
        if self.before and (found := self._numbered(reading, at)):
            return found
        if self._ordinals and (ordinal := self._ordinal.match(text, at)):
            level = self._levels[plain(ordinal[1])]
            if RANKS[level] >= RANKS["par"]:
                # Which number an ordinal stands for is the act's business: it stays in the span.
                return _Step(
                    at, ordinal.end(), "ind" if level == "ind" else "sub", (Item(at, ordinal.end(), _BELOW),)
                )
        return self._numbered_before(reading, at) if self.after else None

    def _numbered(self, reading: Reading, at: int) -> _Step | None:
        """“Article 5”, “akapit drugi”."""
        keyword = self._opening.match(reading.text, at)
        if keyword is None:
            return None
        level = self._levels[plain(keyword[1])]
        if keyword.end() == keyword.end(1) and keyword[1][-1:] not in ".º°":
            return None
        items = self._items(reading, keyword.end(), level)
        if items:
            return _Step(at, items[-1].end, level, tuple(items))
        behind = self._behind.match(reading.text, keyword.end()) if self._ordinals else None
        if behind is None or RANKS[level] < RANKS["par"]:
            return None
        return _Step(at, behind.end(), "ind" if level == "ind" else "sub", (Item(at, behind.end(), _BELOW),))

    def _numbered_before(self, reading: Reading, at: int) -> _Step | None:
        """“6 artiklan”, “(1) bekezdésének”, “12., 13. ir 14. pants”."""
        text, position = reading.text, at
        spans: list[tuple[int, int, bool]] = []
        ends_range = False
        while len(spans) < LONGEST:
            number = ANY_NUMBER.match(text, position)
            if number is None:
                return None
            keyword, end = self._closing.match(text, number.end()), number.end()
            if keyword is None and (letter := _LETTER_APART.match(text, end)):
                # “106 a artiklan”
                keyword, end = self._closing.match(text, letter.end()), letter.end()
            end = number.end() if keyword is None else end
            spans.append((position, end, ends_range))
            if keyword is not None:
                break
            to = self._to.match(text, number.end())
            joined = to or self._side.match(text, number.end())
            if joined is None:
                return None
            position, ends_range = joined.end(), to is not None
        else:
            return None
        level = self._levels[plain(keyword[1])]
        items: list[Item] = []
        for start, end, closes in spans:
            printed = _APART.sub("", text[start:end])
            if NUMBERS[level].fullmatch(printed) is None:
                return None
            if begun := self._range(printed, start, level):
                items += begun
            else:
                items.append(Item(start, end, path_of(level, printed), closes))
        if level in UNADDRESSED:
            return _Step(at, keyword.end(), level, (Item(at, keyword.end(), path_of(level, "")),))
        items[-1] = replace(items[-1], end=keyword.end())
        return _Step(at, keyword.end(), level, tuple(items))

    def _range(self, printed: str, at: int, level: str) -> list[Item] | None:
        ends = _RANGE.fullmatch(printed)
        if ends is None or int(ends[1]) >= int(ends[2]):
            return None
        middle = at + len(ends[1])
        return [
            Item(at, middle, path_of(level, ends[1])),
            Item(middle + 1, at + len(printed), path_of(level, ends[2]), ends_range=True),
        ]

    def _number(self, text: str, at: int, level: str) -> re.Match[str] | None:
        match = NUMBERS[level].match(text, at)
        if match is None or match.end() == at:
            return None
        printed = match.group()
        if self._not_later and (later := self._not_later.search(printed)):
            # “Artikel 2 bis 7” is a range in German.
            return NUMBERS[level].match(text, at, at + later.start())
        if level == "rct" and printed.isalpha() and not printed.isupper():
            return None
        if (
            printed.isalpha()
            and level != "anx"
            and (printed in self._single or (level == "pnt" and printed.isupper()))
        ):
            return None
        return match

    def _items(self, reading: Reading, at: int, level: str) -> list[Item]:
        text = reading.text
        items: list[Item] = []
        position, ends_range = at, False
        while len(items) < LONGEST:
            reading.steps += 1
            match = self._number(text, position, level)
            if match is not None:
                ranged = (
                    _RANGE.match(text, position) if level in {"art", "rule", "par", "rct", "pnt"} else None
                )
                begun = self._range(ranged.group(), position, level) if ranged else None
                if begun:
                    items += begun
                    end = begun[-1].end
                else:
                    items.append(Item(position, match.end(), path_of(level, match.group()), ends_range))
                    end = match.end()
            elif items and items[-1].path and (further := _FURTHER.match(text, position)):
                # “Rule 132(2) and (4)”, “Article 2(1)(a) and (b)”: a further paragraph, a further point.
                inner = path_of("art", f"0{further.group()}")[1:]
                if not inner:
                    break
                base = tuple(s for s in items[-1].path if RANKS[s[0]] < RANKS[inner[0][0]])
                items.append(Item(position, further.end(), (*base, *inner), ends_range))
                end = further.end()
            elif items and (bare := self._bare_point(text, position, items)):
                items.append(Item(position, bare.end(), (*items[-1].path[:-1], ("pnt", bare[0])), ends_range))
                end = bare.end()
            else:
                break
            to = self._to.match(text, end)
            joined = to or self._and.match(text, end)
            if joined is None:
                break
            position, ends_range = joined.end(), to is not None
        return items

    def _bare_point(self, text: str, at: int, items: list[Item]) -> re.Match[str] | None:
        """The further point at `at` of an article whose points have no brackets."""
        last = items[-1]
        first = next((item for item in items if _BARE_POINT.search(text, item.start, item.end)), None)
        if first is None or not last.path or last.path[-1][0] != "pnt":
            return None
        point = _BARE_POINTS.match(text, at)
        return point if point and point[0] not in self._single else None

    # ------------------------------------------------------------------ steps together

    def read(self, reading: Reading, at: int) -> tuple[Cluster, ...]:
        """The parts that begin at `at`, group by group; () where none does."""
        step = self._step(reading, at)
        if step is None:
            return ()
        groups = [self._group(step)]
        for _ in range(LONGEST):
            if not self._further(reading, groups):
                break
        return tuple(groups)

    def _group(self, step: _Step) -> Cluster:
        return Cluster(step.start, step.end, step.level, step.rank, step.innermost, step.items)

    def _further(self, reading: Reading, groups: list[Cluster]) -> bool:
        """Take the next step into `groups`, if there is one."""
        text, last = reading.text, groups[-1]
        if (of := self.of.match(text, last.end)) and (step := self._step(reading, of.end())):
            return self._up(groups, step)
        side = self._side.match(text, last.end)
        step = self._step(reading, side.end()) if side and (side["and"] or "," in side.group()) else None
        if side and step and (side["and"] or step.rank <= last.rank):
            return self._beside(groups, step)
        down = self._down.match(text, last.end)
        step = self._step(reading, down.end()) if down else None
        if step is None:
            return False
        if step.rank > last.innermost and _holds(last, step):
            return self._under(groups, step)
        return step.rank < last.rank and self._bare and self._up(groups, step)

    def _up(self, groups: list[Cluster], step: _Step) -> bool:
        """`step` holds the parts before it: “point (a) of Article 6(1)”."""
        within = groups[-1].level == "div" or max(step.rank, step.innermost) < groups[-1].rank
        # Points hold points: “point (ii) of point (a)”.
        nested = step.level == groups[-1].level == "pnt"
        if len(step.items) != 1 or not (within or nested):
            return False
        outer = step.items[0].path
        for n, group in enumerate(groups):
            if group.rank > step.rank or group.level == "div" or (nested and group is groups[-1]):
                items = tuple(replace(item, path=(*outer, *item.path)) for item in group.items)
                end = step.end if n == len(groups) - 1 else group.end
                groups[n] = replace(group, end=end, level=step.level, rank=step.rank, items=items)
        return True

    def _beside(self, groups: list[Cluster], step: _Step) -> bool:
        """`step` stands beside what is before it: “Article 5 and recital 12”, “Article 5(1) and point (b)”."""
        last = groups[-1]
        if step.rank > last.rank and last.items[-1].path and _holds(last, step):
            base = tuple(held for held in last.items[-1].path if RANKS[held[0]] < step.rank)
            items = tuple(replace(item, path=(*base, *item.path)) for item in step.items)
            innermost = max(last.innermost, step.innermost)
            groups[-1] = replace(last, end=step.end, innermost=innermost, items=(*last.items, *items))
        else:
            groups.append(self._group(step))
        return True

    def _under(self, groups: list[Cluster], step: _Step) -> bool:
        """`step` is part of the last part before it: “Article 5(1), points (a) and (b)”."""
        last = groups[-1]
        *before, outer = last.items
        first, *others = step.items
        inner = [replace(outer, end=step.items[0].end, path=(*outer.path, *first.path))]
        inner += [replace(item, path=(*outer.path, *item.path)) for item in others]
        inner[-1] = replace(inner[-1], end=step.end)
        groups[-1] = replace(last, end=step.end, innermost=step.innermost, items=(*before, *inner))
        return True

    def is_plural(self, keyword: str) -> bool:
        """Whether a word for a part speaks of several."""
        return keyword in self._plural


def _holds(outer: Cluster, inner: _Step) -> bool:
    """Whether parts of the level of `inner` may be parts of `outer`: a recital has no paragraphs."""
    return not (outer.level == "rct" and inner.level == "par")
