"""Parts of acts and of the document itself: “Articles 2, 3(5) and 21 TEU”, “paragraph 3”.

A part is a reference only with the act it is a part of, or where the document
itself has such a part. “Article 19 (the organisation)” is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from akn.authorities import Table
from akn.authorities.instruments import Instrument
from akn.enrichment.context import Path
from akn.enrichment.finders.names import Names
from akn.enrichment.finders.numbered_acts import Acts
from akn.enrichment.finders.rules_of_procedure import RULES_LEVELS, has_rules, rules_of_procedure
from akn.enrichment.reading import Found, Reading, first_word, joiner, listed, one, plain
from akn.matching.alike import alike
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Mark, Ref, RefRange
from akn.model.target import Target
from akn.numbering.roman import in_figures

#: What the number of a part may look like, by level.
_NUMBER = {
    "art": (
        r"\d{1,4}(?:[a-z]{1,2}|\.\d{1,2})?(?:-\d{1,3})?(?:\.?[ºo°](?!\w))?"
        r"(?:\s?\((?:\d{1,3}[a-z]?|[a-z]{1,5})\)){0,4}"
    ),
    "par": r"\(?\d{1,3}[a-z]?\)?",
    "pnt": r"\(?(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3})\)?",
    "rct": r"(?:\d{1,3}|(?![a-zα-ωа-я])[^\W\d_]{1,2})",
    "anx": r"(?:[IVXL]{1,7}[A-Z]?|\d{1,3}|[A-Z])",
}
_NUMBER["rule"] = _NUMBER["art"]
_NUMBERS = {level: re.compile(number + r"(?!\w)") for level, number in _NUMBER.items()}
_FURTHER = re.compile(r"(?:\((?:\d{1,3}[a-z]?|[a-z]{1,5})\)){1,3}")
_COMMA = re.compile(r"\s?[,-]?\s{1,3}")

_BRACKETED = re.compile(r"\s?\(([^)]*)\)")
#: So many parts may stand in one list, and so many levels above one another.
LONGEST = 40
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class ListedNumber:
    """One number in a list of parts."""

    start: int
    end: int
    path: Path
    #: It ends a range that the item before it begins.
    ends_range: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts of one act: where they stand, and the act where it is named.

    `outermost` is where the part begins that holds them, of no act that is
    named: “paragraph 3” in “point (a) of paragraph 3”.
    """

    level: str
    plural: bool
    items: tuple[ListedNumber, ...]
    parts_end: int
    end: int
    instrument: Instrument | None
    outermost: int | None = None


def path_of(level: str, printed: str) -> Path:
    """The path that a printed number stands for: ``3(5)(a)`` of an article is article 3, paragraph 5, point a."""
    head = _BRACKETED.sub("", printed).strip(" ()")
    if level not in {"art", "rule"}:
        return ((level, printed.strip(" ()")),)
    number, _, paragraph = re.sub(r"\.?[ºo°]\Z", "", head).partition(".")
    steps: list[tuple[str, str]] = [(level, number)]
    if paragraph:
        # “artikel 5.1”
        steps.append(("par", paragraph))
    for inner in _BRACKETED.findall(printed):
        # Below a point the European Legislation Identifier is not settled: the point itself is pointed to.
        if inner[0].isdigit() and len(steps) == 1:
            steps.append(("par", inner))
        elif inner.isalpha() and steps[-1][0] != "pnt":
            steps.append(("pnt", inner))
    return tuple(steps)


def _begins_range(match: re.Match[str]) -> ListedNumber | None:
    ends = re.fullmatch(r"(\d+)-(\d+)", match.group())
    if ends is None or int(ends[1]) >= int(ends[2]):
        return None
    return ListedNumber(match.start(), match.start() + len(ends[1]), (("art", ends[1]),))


class Divisions:
    """Reads parts by the words of one language."""

    def __init__(self, words: Table, acts: Acts, names: Names) -> None:
        self._acts, self._names = acts, names
        self._levels: dict[str, tuple[str, bool]] = {}
        for level, (singular, plural) in words.get("divisions", {}).items():
            self._levels.update({alike(form): (level, False) for form in singular})
            self._levels.update(
                {alike(form): (level, True) for form in plural if alike(form) not in self._levels}
            )
        links, here = words.get("links", {}), words.get("here", {})
        self._keyword = Late(rf"({one_of(self._levels)})\s{{1,3}}")
        self._and = joiner(words)
        dash = [p for p in links.get("to", ()) if p == "-"]
        words_to = [p for p in links.get("to", ()) if p != "-"]
        self._to = Late(rf"\s{{1,3}}{one_of(words_to)}\s{{1,3}}" + (r"|\s?-\s?(?=\d)" if dash else ""))
        elided = [p for p in links.get("of", ()) if p.endswith("'")]
        spaced = [p for p in links.get("of", ()) if not p.endswith("'")]
        self._of = Late(
            rf"\s?,?\s{{1,3}}(?:{one_of(elided)}|{one_of(spaced)}\s{{1,3}})(?:{one_of(links.get('by', ()))}\s{{1,3}})?"
        )
        self._by = Late(rf"{one_of(links.get('by', ()))}\s{{1,3}}")
        self._thereof = Late(rf"\s?,?\s{{1,3}}{one_of(links.get('thereof', ()))}")
        self._unknown = Late(rf"\s{{1,3}}{one_of(links.get('unknown', ()))}\s{{1,3}}(?=[^\W\d_a-z])")
        self._rules = Late(one_of(words.get("rules", {}).get("names", ())))
        self._confirms = Late(rf"\s{{1,3}}{one_of(here.get('confirms', ()))}")
        self._elsewhere = Late(rf"\s?,?\s{{1,3}}{one_of(links.get('of', ()))}|\.\d|\(\d")
        self._own = frozenset(alike(form) for form in here.get("forms", ()))
        self._neighbours = {
            **{plain(alike(p)): "previous" for p in here.get("previous", ())},
            **{plain(alike(p)): "following" for p in here.get("following", ())},
        }
        self._neighbour = Late(one_of(self._neighbours))

    def anchors(self) -> Iterator[str]:
        """The words by which a part is found."""
        yield from {first_word(form) for form in self._levels}

    def neighbour_anchors(self) -> Iterator[str]:
        """The words by which a neighbouring paragraph is found."""
        yield from {first_word(form) for form in self._neighbours}

    # ------------------------------------------------------------------ reading

    def _items(self, reading: Reading, at: int, level: str, *, plural: bool) -> list[ListedNumber]:
        number = _NUMBERS[level]
        items: list[ListedNumber] = []
        position, ends_range = at, False
        while len(items) < LONGEST:
            reading.steps += 1
            match = number.match(reading.text, position)
            if match is not None and match.end() > position:
                path = path_of(level, match.group())
                if plural and (begun := _begins_range(match)):
                    # “Articles 7-12” is a range, “Articles 512-3 and 512-4” are two.
                    items.append(begun)
                    path, ends_range = path_of(level, match.group().split("-")[1]), True
            elif items and (match := _FURTHER.match(reading.text, position)):
                # “Rule 132(2) and (4)”: a further paragraph of the same rule.
                path = path_of(level, f"{items[-1].path[0][1]}{match.group()}")
            else:
                break
            items.append(ListedNumber(match.start(), match.end(), path, ends_range))
            to = self._to.match(reading.text, match.end())
            joined = to or self._and.match(reading.text, match.end())
            if joined is None:
                break
            position, ends_range = joined.end(), to is not None
        return items

    def _qualified(self, reading: Reading, item: ListedNumber, levels: int) -> ListedNumber:
        """`item` with what narrows it: “Article 5, paragraph 2, point (a)”."""
        position = item.end
        path = item.path
        for _ in range(levels):
            comma = _COMMA.match(reading.text, position)
            keyword = self._keyword.match(reading.text, comma.end()) if comma else None
            if keyword is None:
                break
            level, plural = self._levels[plain(keyword[1])]
            number = _NUMBERS[level].match(reading.text, keyword.end())
            if (
                number is None
                or plural
                or level not in {"par", "pnt"}
                or any(step[0] == level for step in path)
            ):
                break
            path = (*path, *path_of(level, number.group()))
            position = number.end()
        return ListedNumber(item.start, position, path, item.ends_range)

    def chain(self, reading: Reading, at: int, depth: int = 0) -> Chain | None:
        """The parts that begin at `at`, with the act they belong to where it follows."""
        keyword = self._keyword.match(reading.text, at)
        if keyword is None:
            return None
        reading.steps += 1
        level, plural = self._levels[plain(keyword[1])]
        items = self._items(reading, keyword.end(), level, plural=plural)
        if not items:
            return None
        if len(items) == 1:
            items = [self._qualified(reading, items[0], 2)]
        end = items[-1].end
        if level == "rule":
            return Chain(level, plural, tuple(items), end, *self._of_rules(reading, end))
        outer = self._outer(reading, end, depth)
        if outer is not None and (outer.instrument is not None or outer.outermost is not None):
            path = outer.items[0].path
            items = [ListedNumber(i.start, i.end, (*path, *i.path), i.ends_range) for i in items]
            return Chain(level, plural, tuple(items), end, outer.end, outer.instrument, outer.outermost)
        instrument, whole = self._instrument(reading, end)
        return Chain(level, plural, tuple(items), end, whole, instrument)

    def _outer(self, reading: Reading, at: int, depth: int) -> Chain | None:
        """“point (a) of Article 6(1) of …”: the part that holds this one."""
        of = self._of.match(reading.text, at) if depth < DEEPEST else None
        outer = self.chain(reading, of.end(), depth + 1) if of else None
        if of is None or outer is None or len(outer.items) != 1:
            return None
        if outer.instrument is None and outer.outermost is None and self._is_own(reading, of.end()):
            return replace(outer, end=outer.parts_end, outermost=of.end())
        return outer

    def _instrument(self, reading: Reading, at: int) -> tuple[Instrument | None, int]:
        text = reading.text
        if reading.instrument is not None and (thereof := self._thereof.match(text, at)):
            return reading.instrument, thereof.end()
        of = self._of.match(text, at)
        if of is not None:
            if rules := self._rules.match(text, of.end()):
                return (rules_of_procedure(reading.context), rules.end())
            held = self._acts.single(reading, of.end()) or self._names.instrument(reading, of.end())
            if held is not None:
                return held
        bare = _COMMA.match(text, at)
        if bare is not None:
            if rules := self._rules.match(text, bare.end()):
                return (rules_of_procedure(reading.context), rules.end())
            by = self._by.match(text, bare.end())
            held = self._acts.single(reading, by.end() if by else bare.end())
            if held is None and (named := self._names.instrument(reading, bare.end())):
                held = named
            if held is not None and not (held[0].href and text[bare.end() : held[1]] in self._names.short):
                return held
        return None, at

    def _of_rules(self, reading: Reading, at: int) -> tuple[int, Instrument | None]:
        of = self._of.match(reading.text, at)
        rules = self._rules.match(reading.text, of.end()) if of else None
        if rules is not None:
            return rules.end(), rules_of_procedure(reading.context)
        if of is None and has_rules(reading.context):
            return at, rules_of_procedure(reading.context)
        return at, None

    # ------------------------------------------------------------------ marking

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The reference to parts that begins at `at`."""
        chain = self.chain(reading, at)
        if chain is None:
            return None
        if chain.instrument is not None:
            on = reading.context.date
            instrument = chain.instrument
            if chain.level != "rule":
                reading.instrument = instrument
            return self._marked(at, chain, {i: instrument.at(i.path, on) for i in chain.items})
        own = self._is_own(reading, at) if chain.outermost is None else True
        local = self._local(reading, at, chain) if own else None
        if local is not None:
            return local
        if chain.level in RULES_LEVELS and self._unknown.match(reading.text, chain.parts_end):
            return self._marked(at, chain, dict.fromkeys(chain.items, ""))
        # Nobody's part: its inner parts (“Article 5, paragraph 2”) are nobody's either.
        return Found(chain.parts_end, ())

    def _is_own(self, reading: Reading, at: int) -> bool:
        keyword = self._keyword.match(reading.text, at)
        return keyword is not None and plain(keyword[1]) in self._own

    def _local(self, reading: Reading, at: int, chain: Chain) -> Found | None:
        targets = reading.context.targets
        items = chain.items if chain.plural else chain.items[:1]
        end = items[-1].end if chain.outermost is None else chain.end
        if self._elsewhere.match(reading.text, end) and not self._confirms.match(reading.text, end):
            return None
        addresses = {item: self._address(targets, item) for item in items}
        if not all(addresses.values()):
            return None
        return self._marked(at, Chain(chain.level, chain.plural, items, end, end, None), addresses)

    @staticmethod
    def _address(targets: Mapping[Path, Target], item: ListedNumber) -> Target:
        (level, number), *inner = item.path
        return targets.get(item.path) or targets.get(((level, in_figures(number)), *inner), "")

    def _marked(self, at: int, chain: Chain, addresses: Mapping[ListedNumber, Target]) -> Found:
        marks: list[Mark] = []
        for item in chain.items:
            href = addresses[item]
            if item.ends_range and marks and isinstance(begun := marks[-1].markup, Ref):
                marks[-1] = Mark(marks[-1].start, item.end, RefRange(begun.href, href))
            else:
                marks.append(Mark(item.start, item.end, Ref(href)))
        return listed(at, chain.end, marks)

    def neighbour(self, reading: Reading, at: int) -> Found | None:
        """“the previous paragraph”, where the document has one."""
        match = self._neighbour.match(reading.text, at)
        if match is None or self._elsewhere.match(reading.text, match.end()):
            return None
        where = self._neighbours[plain(match.group())]
        href = reading.context.previous if where == "previous" else reading.context.following
        return one(at, match.end(), Ref(href)) if href else None
