"""Names from the tables: bodies, offices, countries, treaties and acts known by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from akn.authorities import Table, table
from akn.authorities.entities import Named
from akn.authorities.instruments import Instrument, Known
from akn.enrichment.reading import TOKEN, Found, Reading, first_word, one, plain
from akn.matching.alike import alike
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Markup, Mention, Ref

Guard = Literal["", "alone", "country"]

#: A word in capitals and small letters right behind: the name goes on.
_CAPITAL = re.compile(r" [A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, what it marks (None: it only looks like a name), and what its neighbours must be like."""

    markup: Markup | None
    guard: Guard = ""
    instrument: Instrument | None = None


class Names:
    """Finds the names of one language. The names that share a first word are one expression, built when met."""

    def __init__(self, words: Table, named: Iterable[Named], known: Iterable[Known]) -> None:
        self._names: dict[str, Name] = {}
        for entry in named:
            self._names[plain(alike(entry.name))] = Name(
                Mention(entry.entity) if entry.entity else None, entry.guard
            )
        self.short: dict[str, Instrument] = {}
        for item in known:
            name = plain(alike(item.name))
            if item.short:
                self.short[name] = item.instrument
            else:
                self._names[name] = Name(Ref(item.instrument.href), "", item.instrument)
        self._by_first: dict[str, list[str]] = {}
        for name in self._names:
            self._by_first.setdefault(first_word(name), []).append(name)
        self._compiled: dict[str, re.Pattern[str]] = {}
        guards = words.get("guards", {})
        self._before = Late(
            rf"(?<!\w){one_of(guards.get('before', ()))}\s{{1,3}}\Z|[('/]\Z" if guards else r"(?!)"
        )
        self._after = Late(rf"\s{{1,3}}{one_of(guards.get('after', ()))}|-\w")
        self._alone_in = frozenset(table("bodies")["alone_in"])
        self._longer = frozenset(guards.get("not_before_country", ()))
        self._capitals = bool(guards.get("nouns_in_capitals", False))

    def anchors(self) -> Iterator[str]:
        """The words by which a name is found."""
        yield from self._by_first

    def _match(self, text: str, at: int, first: str) -> tuple[str, int] | None:
        held = self._compiled.get(first)
        if held is None:
            names = self._by_first.get(first)
            if names is None:
                return None
            held = self._compiled[first] = re.compile(one_of(names))
        match = held.match(text, at)
        return (plain(match.group()), match.end()) if match else None

    def parse(self, reading: Reading, at: int, first: str) -> Found | None:
        """The name that begins at `at` with the word `first`."""
        matched = self._match(reading.text, at, first)
        if matched is None:
            return None
        name = self._names[matched[0]]
        end = matched[1]
        if name.markup is None:
            return Found(end, ())
        if not self._fits(reading, at, end, name.guard):
            return None
        if name.instrument is not None:
            reading.instrument = name.instrument
            # “the UN Charter … Article 51 of the Charter”
            reading.short.update({s: name.instrument for s in self.short if s in matched[0]})
        return one(at, end, name.markup)

    def whole(self, text: str, at: int, first: str) -> Markup | None:
        """What the name means that begins at `at` and is all the rest of `text`."""
        matched = self._match(text, at, first)
        if matched is None or matched[1] != len(text):
            return None
        name = self._names[matched[0]]
        return name.markup if name.guard != "country" else None

    def begins(self, text: str, at: int, first: str) -> bool:
        """Whether a name of the tables begins at `at`."""
        return self._match(text, at, first) is not None

    def instrument(self, reading: Reading, at: int) -> tuple[Instrument, int] | None:
        """The treaty or act whose name begins at `at`; names that need a part before them count here."""
        text = reading.text
        found = TOKEN.match(text, at)
        if found is None:
            return None
        matched = self._match(text, at, found.group())
        if matched is not None:
            held = self._names[matched[0]].instrument
            return None if held is None else (held, matched[1])
        for name, usual in self.short.items():
            if text.startswith(name, at) and not text[at + len(name) : at + len(name) + 1].isalnum():
                held = reading.short.get(
                    name, usual if reading.context.institution in self._alone_in else None
                )
                return None if held is None else (held, at + len(name))
        return None

    def _fits(self, reading: Reading, at: int, end: int, guard: Guard) -> bool:
        text = reading.text
        match guard:
            case "":
                return True
            case "alone":
                return (
                    reading.context.institution in self._alone_in
                    and self._before.search(text, max(0, at - 12), at) is not None
                    and self._after.match(text, end) is None
                    and not text[end : end + 3].lstrip()[:1].isupper()
                )
            case "country":
                if text[at - 1 : at] == "-" or text[end : end + 1] == "-":
                    return False
                if self._capitals:
                    return True
                if _CAPITAL.match(text, end) is not None:
                    return False
                before, start = _word_before(text, at)
                if before in self._longer:
                    return False
                # A capital before it makes it part of a longer name, unless the sentence begins there.
                return not before[:1].isupper() or _begins_sentence(text, start)


def _word_before(text: str, at: int) -> tuple[str, int]:
    """The word that only spaces part from `at`, and where it begins; "" where there is none."""
    end = at
    while end and at - end < 3 and text[end - 1] == " ":
        end -= 1
    start = text.rfind(" ", max(0, end - 40), end) + 1 or max(0, end - 40)
    word = text[start:end] if end < at else ""
    return (word, start) if word[-1:].isalnum() else ("", start)


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at].rstrip(" \"'(-")
    return not before or before[-1] in ".;:!?)"
