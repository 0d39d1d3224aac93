"""Names from the tables: bodies, offices, countries, places, treaties and acts known by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from akn.authorities import Table, table
from akn.authorities.entities import Guard, Named
from akn.authorities.instruments import Instrument, Known
from akn.enrichment.finders.neighbours import Neighbours
from akn.enrichment.reading import TOKEN, Found, Reading, first_word, one, plain
from akn.matching.alike import alike
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.matching.scripts import unspaced
from akn.model.resolution import Entity, Markup, Mention, Ref

#: So many characters more than its table says a name may take, with two or three spaces for one.
_ROOM = 16
#: So far before a name its year begins: “the 1951 Geneva Convention”, “1980. gada Hāgas konvencija”.
_YEAR_NEAR = 16
#: A word of a text of ASCII alone.
_ASCII_WORD = re.compile("[A-Za-z]+|[0-9]+")
#: So long is the word before a name that makes it another's.
_LONGER = 24
_WIDE = re.compile(r"\s\s|[^\S ]")
_IN_WORD = re.compile(r"\w")
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]+)\s\Z")


def _as_read(names: Iterable[str]) -> list[str]:
    """`names` in the characters in which texts are read, all at once: they are many."""
    joined = alike("\n".join(names))
    return [plain(name) if "  " in name else name for name in joined.split("\n")] if joined else []


@lru_cache(maxsize=2048)
def _mention(entity: Entity | None) -> Mention | None:
    """One mark for all the names of a thing."""
    return Mention(entity) if entity else None


def _printed(printed: str, length: int) -> int:
    """How long the first `length` characters of `plain(printed)` are in `printed` itself."""
    count, space = 0, False
    for place, character in enumerate(printed):
        if space and character.isspace():
            continue
        if count == length:
            return place
        count, space = count + 1, character.isspace()
    return len(printed)


class Name(Struct, frozen=True):
    """A name, what it marks (None: it only looks like a name), and what its neighbours must be like."""

    markup: Markup | None
    guard: Guard = ""
    instrument: Instrument | None = None


def _lengths(names: Iterable[str]) -> dict[str, dict[str, list[int]]]:
    """The lengths of `names` by first and second words, the longest first; those of single words stand under each."""
    single: list[str] = []
    held: dict[str, dict[str, set[int]]] = {}
    for name in names:
        if name.isalpha() and not unspaced(name[0]):
            single.append(name)  # most are, where a language has many cases
            continue
        first, _, rest = name.partition(" ")
        second = rest.partition(" ")[0]
        if not (first.isalpha() and second.isalpha()) or unspaced(first[0]):
            first, second, *_ = (*TOKEN.findall(name), "", "")
        held.setdefault(first, {}).setdefault(second, set()).add(len(name))
    lengths = {name: {"": [len(name)]} for name in single if name not in held}
    for name in single:
        if name in held:
            held[name].setdefault("", set()).add(len(name))
    for first, by_second in held.items():
        alone = by_second.get("", set())
        lengths[first] = {second: sorted(these | alone, reverse=True) for second, these in by_second.items()}
    return lengths


class Names:
    """Finds the names of one language. The names that share a first word are one expression, built when met."""

    def __init__(self, words: Table, named: Iterable[Named], known: Iterable[Known]) -> None:
        self._names: dict[str, Name] = {}
        entries = tuple(named)
        alike_named: dict[tuple[int, Guard], Name] = {}
        for entry, name in zip(entries, _as_read(entry.name for entry in entries), strict=True):
            if entry.guard in {"alone", "country"} and name in self._names:
                continue  # what needs no guard, or stands first in the tables, wins
            key = (id(entry.entity), entry.guard)
            held = alike_named.get(key)
            if held is None:
                held = alike_named[key] = Name(_mention(entry.entity), entry.guard)
            self._names[name] = held
        self.short: dict[str, Instrument] = {}
        for item in known:
            name = plain(alike(item.name))
            if item.short:
                self.short[name] = item.instrument
            else:
                self._names[name] = Name(Ref(item.instrument.href), "", item.instrument)
        #: Names of acts in one word: “RODO”.
        self.single_words = frozenset(
            n for n, held in self._names.items() if held.instrument and " " not in n
        )
        #: The lengths that names have, by their first words and second words, the longest first.
        self._lengths = _lengths(self._names)
        self._longest = {first: max(held.values())[0] for first, held in self._lengths.items()}
        self._neighbours = Neighbours(words, self._country_at, self.is_of_owner)
        links = words.get("links", {})
        of = one_of((*links.get("of", ()), *words.get("dated", {}).get("joins", ())))
        year_words = one_of(links.get("year", ()))
        day = rf"\d{{1,2}}(?:\.|º|er)?\s(?:{of}\s)?[^\W\d_]{{3,12}}\s(?:{of}\s)?"
        self._year_behind = Late(
            rf",?\s{{1,2}}(?:{of}\s{{1,2}}(?:{day})?)?(?:{year_words}\s)?(?P<year>\d{{4}})(?!\d)(?:\s{year_words})?"
            r"|\s\((?P<in_brackets>\d{4})\)"
        )
        # “the 1951 Geneva Convention”, “1980. gada Hāgas konvencija”
        self._year_before = Late(rf"(?<![\w/.-])(\d{{4}})\.?\s{{1,2}}(?:{year_words}\s{{1,2}})?\Z")
        guards = words.get("guards", {})
        before_act = guards.get("before_act", ())
        # “the Payment Services Directive” is another than the Services Directive.
        self._longer = (
            Late(rf"(?<![^\W_])(?!{one_of(before_act)}\s)[A-Z][a-z]+\s{{1,2}}\Z") if before_act else None
        )
        genitive = one_of(guards.get("genitive", ()))
        # “Gesetz über digitale Dienste der Republik …”
        self._of_a_state = Late(rf"\s{{1,3}}{genitive}\s{{1,3}}(?=[^\W\d_a-zß-ÿα-ωа-я])")
        self._of = Late(rf"\s{{1,3}}(?:{one_of(links.get('of', ()))}\s{{1,3}})?(?=[^\W\d_])")
        self._alone_in = frozenset(table("bodies")["alone_in"])
        self._owners = frozenset(table("bodies")["owners"])

    def anchors(self) -> Iterator[str]:
        """The words by which a name is found."""
        yield from self._lengths

    def second_words(self) -> Mapping[str, frozenset[str] | None]:
        """By the first words of the names the words that stand second in them, None where one may stand alone."""
        return {first: None if "" in held else frozenset(held) for first, held in self._lengths.items()}

    def anchors_of_instruments(self) -> Iterator[str]:
        """The words by which a treaty or an act is found."""
        yield from {first_word(name) for name, held in self._names.items() if held.instrument}

    def _match(self, text: str, at: int, first: str) -> tuple[str, int] | None:
        """The longest name that begins at `at`, and where it ends."""
        by_second = self._lengths.get(first)
        if by_second is None:
            return None
        end = at + self._longest[first] + _ROOM
        second = (_ASCII_WORD if text.isascii() else TOKEN).search(text, at + len(first), end)
        lengths = by_second.get(second.group() if second else "") or by_second.get("")
        if lengths is None:
            return None
        window = text[at:end]
        spaces = None
        if _WIDE.search(window):
            spaces = window
            window = plain(window)
        for length in lengths:
            name = window[:length]
            if name not in self._names or len(name) < length:
                continue
            if name[-1].isalnum() and not unspaced(name[-1]) and _IN_WORD.match(window, length):
                continue
            return name, at + (length if spaces is None else _printed(spaces, length))
        return None

    def parse(self, reading: Reading, at: int, first: str) -> Found | None:
        """The name that begins at `at` with the word `first`."""
        matched = self._match(reading.text, at, first)
        if matched is None:
            return None
        name = self._names[matched[0]]
        end = matched[1]
        if name.markup is None:
            return Found(end, ())
        if name.instrument is not None:
            return self._instrument(reading, at, matched, name.instrument)
        if not self._neighbours.fit(reading, at, end, name.guard):
            return None
        if name.guard == "alone" and (
            self._behind_a_country(reading.text, at) or self._of_another(reading.text, end)
        ):
            return None
        return one(at, end, name.markup)

    def _behind_a_country(self, text: str, at: int) -> bool:
        """Whether a country stands right before the name: “Unkarin parlamentti”."""
        before = _WORD_BEFORE.search(text, max(0, at - 40), at)
        matched = self._match(text, before.start(1), before[1]) if before else None
        return (
            before is not None
            and matched is not None
            and matched[1] == before.end(1)
            and self._names[matched[0]].guard == "country"
        )

    def _country_at(self, text: str, at: int) -> bool:
        first = TOKEN.match(text, at)
        matched = self._match(text, at, first.group()) if first else None
        return matched is not None and self._names[matched[0]].guard == "country"

    def is_of_owner(self, text: str, at: int) -> bool:
        """Whether an owner of bodies that stand alone is named at `at`: “of the European Parliament”."""
        first = TOKEN.match(text, at)
        matched = self._match(text, at, first.group()) if first else None
        markup = self._names[matched[0]].markup if matched else None
        return isinstance(markup, Mention) and markup.entity.key in self._owners

    def _of_another(self, text: str, end: int) -> bool:
        """Whether another body stands right behind, in the genitive: “Rat der Afrikanischen Union”."""
        behind = self._of.match(text, end)
        first = TOKEN.match(text, behind.end()) if behind else None
        matched = self._match(text, first.start(), first.group()) if first else None
        if matched is None:
            return False
        other = self._names[matched[0]]
        return (
            other.guard != "alone"
            and isinstance(other.markup, Mention)
            and other.markup.entity.kind == "organization"
            and other.markup.entity.key not in self._owners
        )

    def _instrument(
        self, reading: Reading, at: int, matched: tuple[str, int], instrument: Instrument
    ) -> Found | None:
        name, end = matched
        if instrument.since and self._is_another_act(reading.text, at, end):
            return None
        start, end, year = self._years(reading.text, at, end, instrument)
        if year is None:
            return None
        instrument = instrument.of_year(year)
        held = instrument.on(reading.context.date)
        reading.named(instrument, end)
        # “the UN Charter … Article 51 of the Charter”
        reading.short.update({s: instrument for s in self.short if s in name})
        return one(start, end, Ref(held.href))

    def _is_another_act(self, text: str, at: int, end: int) -> bool:
        """Whether the name from `at` to `end` is part of a longer one, or the act one of somebody else."""
        if self._longer and self._longer.search(text, max(0, at - _LONGER), at):
            return True
        of = self._of_a_state.match(text, end)
        return of is not None and not self.is_of_owner(text, of.end())

    def _years(self, text: str, at: int, end: int, instrument: Instrument) -> tuple[int, int, int | None]:
        """Where the name begins and ends with its year, and this: 0 without one, None for another treaty's."""
        if not instrument.years:
            return at, end, 0
        before = self._year_before.search(text, max(0, at - _YEAR_NEAR), at)
        behind = self._year_behind.match(text, end)
        printed = before[1] if before else (behind["year"] or behind["in_brackets"]) if behind else ""
        if not printed:
            return at, end, 0
        year = int(printed)
        if year not in instrument.years:
            return at, end, 0 if before else None
        if before:
            return before.start(1), end, year
        return at, behind.end() if behind and behind["year"] else end, year

    def whole(self, text: str, at: int, first: str) -> Markup | None:
        """What the name means that begins at `at` and is all the rest of `text`."""
        matched = self._match(text, at, first)
        if matched is None or matched[1] != len(text):
            return None
        name = self._names[matched[0]]
        return name.markup if name.guard != "country" else None

    def ends(self, text: str, at: int, first: str) -> int | None:
        """Where the name of the tables ends that begins at `at`, None where none does."""
        matched = self._match(text, at, first)
        return matched[1] if matched else None

    def instrument(self, reading: Reading, at: int) -> tuple[Instrument, int] | None:
        """The treaty or act whose name begins at `at`; names that need a part before them count here."""
        text = reading.text
        found = TOKEN.match(text, at)
        if found is None:
            return None
        if found.group().isdigit():
            # “Article 1 of the 1951 Geneva Convention”
            later = TOKEN.match(text, found.end() + 1)
            held = self.instrument(reading, later.start()) if later and not later.group().isdigit() else None
            return held if held and int(found.group()) in held[0].years else None
        matched = self._match(text, at, found.group())
        if matched is not None:
            known = self._names[matched[0]].instrument
            if known is None:
                return None
            _, end, year = self._years(text, at, matched[1], known)
            return None if year is None else (known.of_year(year), end)
        for name, usual in self.short.items():
            if text.startswith(name, at) and not text[at + len(name) : at + len(name) + 1].isalnum():
                short = reading.short.get(
                    name, usual if reading.context.institution in self._alone_in else None
                )
                return None if short is None else (short, at + len(name))
        return None
