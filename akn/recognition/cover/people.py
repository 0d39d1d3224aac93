"""Lists of people, as the cover of a document prints them: a small grammar over one line.

A list is parted by commas, semicolons, ``&``, bullets, and by the “and” of the
language of the document. What cannot be parted for certain is never named:
it is told as unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations, pairwise
from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct

from akn import ready
from akn.languages import Language
from akn.matching.alike import alike
from akn.matching.patterns import Spacing, one_of

_LONGEST = 80
#: So many words may a name have, and so many of them with a capital.
_WORDS, _CAPITALS = 8, 5
#: So many words stand in a name before an “and”: “João Costa e Silva”.
_BEFORE_AND = 2
#: So many “and” may stand in one part: more make no list.
_JOINTS = 5
#: A line as long may have been broken because it was full.
_WRAPPED = 50

_BULLETS = re.compile(r"[\s\-–—•·*▪●◦‣]*(?:[0-9]{1,2}[.)]\s+(?=[^\W\d_]))?")
_SIGNS = re.compile(r"[,;|•·()\[\]{}]|\s&\s|\s/\s")
_OPEN, _CLOSE = "([{", ")]}"
#: A bracket behind a name (group, country), and the mark of a note.
_BEHIND = re.compile(r"\s*[(\[{][^()\[\]{}]*[)\]}]$|(?<=[^\W\d_])[0-9¹²³*]{1,2}$")
#: A bracket or a word in quotes inside a name: “Berta (Betty) Beispiel”.
_INNER = re.compile(r"\([^\W\d_][^()\d]*\)|[\"'“”„«‘’][^\W\d_]+[\"'“”»‘’]")
_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"
_WORD = re.compile(rf"{_LETTERS}\.(?:-?{_LETTERS}\.?)*|['’‘]?{_LETTERS}(?:['’‘`-]{_LETTERS})*['’‘]?")
#: What parts one word of a name: “Beispiel-McExample”, “O’Example”.
_WITHIN = re.compile("['’‘`-]")
_DOTTED = 4
#: The full stop of a list; a short word with a dot is cut short (“Jr.”, “et al.”, “u. a.”).
_STOP = re.compile(r"(?<=[^\W\d_]{4})\.$")
_SPACING = Spacing(r"\s{0,3}", {".": r"\.?", "'": "['’‘]"})

Span: TypeAlias = tuple[int, int]


class Person(NamedTuple):
    """Somebody named in a line: where, and what to call them (“Muster, Ada” is called “Ada Muster”)."""

    start: int
    end: int
    called: str


class People(Struct, frozen=True):
    """Who is named in a line, and the parts of it in which nobody can be named for certain."""

    named: tuple[Person, ...] = ()
    unread: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        """Whether the line is a list of people: at least as much of it can be read as cannot."""
        return bool(self.named) and len(self.named) >= len(self.unread)


@cache
def _general() -> Mapping[str, Sequence[str]]:
    return ready.load("recognition/cover/people.toml")


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(alike(prefix) for prefix in _general()["prefixes"])


class Names:
    """Reads lists of people in one language, by the words that its table gives under ``[people]``."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        def all_of(use: str) -> Iterable[str]:
            return [alike(word).rstrip(".") for word in (*_general().get(use, ()), *words.get(use, ()))]

        def shape(use: str) -> str:
            return one_of(all_of(use), _SPACING)

        self._conjunctions = frozenset(all_of("conjunctions"))
        self._particles = frozenset(all_of("particles"))
        self._in_names = frozenset(all_of("in_names"))
        one = rf"(?:{one_of(self._conjunctions, _SPACING)})"
        self._joint = re.compile(rf"(?<=\s){one}(?=\s)")
        self._leading = re.compile(rf"{one}\s+(?=\S)")
        self._by = re.compile(rf"(?:{shape('by')})\s*:?\s+", re.IGNORECASE)
        self._by_within = re.compile(rf"(?<!\w)(?:{shape('by')})\s*:?\s+(?=[^\W\d_])", re.IGNORECASE)
        # “and others”, “and 12 others”.
        counted = rf"{one}\s+[0-9]+\s+[^\W\d_]+(?:\s[^\W\d_]+)?"
        self._others = re.compile(rf"[,;]?\s*(?<!\w)(?:{shape('others')}|{counted})\.?\s*$", re.IGNORECASE)
        self._titles = re.compile(rf"(?:(?:{shape('titles')})\.?\s+|(?:{shape('titles')})\.)+", re.IGNORECASE)
        self._after = re.compile(rf"(?:{shape('after')})\.?", re.IGNORECASE)
        self._after_space = re.compile(rf"\s+(?:{shape('after')})\.?$")
        self._generation = re.compile(rf"(?:{shape('generation')})\.?")

    # ------------------------------------------------------------------ a line

    def read(self, text: str) -> People:
        """Who is named in `text`, a line or a part of one."""
        plain = alike(text)
        start, end = self._within(plain)
        if start >= end:
            return People()
        parts = _parts(plain, start, end)
        found: list[Person] = []
        unread: list[Span] = []
        if any(sign == ";" for *_, sign in parts) and any(sign == "," for *_, sign in parts):
            for row in _between_semicolons(parts):
                self._read_row(text, plain, row, found, unread)
        else:
            self._read_all(text, plain, [part[:2] for part in parts], found, unread)
        single = sum(len(plain[a:b].split()) == 1 for a, b in unread)
        if single * 2 >= len(found) + single and single > 1:
            return People((), ((start, end),))  # surnames and first names, and no telling which are which
        return People(tuple(found), tuple(unread))

    def by(self, text: str, end: int) -> int:
        """Where the names begin behind the last “by” before `end`, or 0 where there is none."""
        found = list(self._by_within.finditer(alike(text), 0, end))
        return found[-1].end() if found else 0

    def parted(self, text: str, start: int, end: int) -> list[Span]:
        """What stands from `start` to `end` between commas, ``&`` and every “and”, whatever it is."""
        plain = alike(text)
        found: list[Span] = []
        for first, last, _ in _parts(plain, start, end):
            edges = [first, *(e for m in self._joint.finditer(plain, first, last) for e in m.span()), last]
            found += _trimmed(plain, zip(edges[::2], edges[1::2], strict=True))
        return [span for span in found if span[0] < span[1]]

    def joins(self, above: str, below: str, *, listed: bool = False) -> bool:
        """Whether the line `below` goes on inside a name with which the line `above` breaks off.

        `listed` says that the line over both ends with the comma of a list.
        """
        if not above.strip() or not below.strip() or above.rstrip()[-1] in ";|•":
            return False
        head, tail = alike(above).rstrip(), alike(below).strip()
        if head.endswith((",", ")")) or not tail[:1].isalpha() or self._leading.match(tail):
            return False
        if any(head.endswith(f" {one}") for one in self._conjunctions):
            return bool(self.read(below))
        read = self.read(above)
        parts = _parts(tail, 0, len(tail))
        before, after = (
            self.parted(head, self._within(head)[0], len(head))[-1],
            tail[parts[0][0] : parts[0][1]],
        )
        last = head[before[0] : before[1]]
        if last.count("(") > last.count(")"):
            return True
        several = bool(read.named) and before[0] > read.named[0].start
        if several and len(last.split()) == 1 and last[:1].isupper() and not self._after.fullmatch(last):
            # “…, Carl”: a first name alone goes on; behind an “and” that may stand in a name, only in a list.
            joint = head[: before[0]].split()[-1]
            if joint not in self._in_names or ((listed or "," in head) and len(parts) == 1):
                return True
        if (
            several
            and len(parts) == 1
            and (listed or len(head) >= _WRAPPED)
            and self._pair(last)
            and tail[0].isupper()
        ):
            return self._pair(f"{last} {tail}")  # a list ends with a sign where a name ends
        whole = _parts(head, self._within(head)[0], len(head))[-1]
        last = head[whole[0] : whole[1]]  # with any “and” that it holds: “Dora von und zu”
        joined = self.read(f"{last} {after}")
        if joined.unread or not joined.named:
            return False
        if after[:1].islower() and self._pair(last):
            # “…, José María” above “van den Voorbeeld, …”: a list, and it goes on.
            return (listed or "," in head) and len(self.parted(tail, 0, len(tail))) > 1
        return not (self._pair(last) and self._pair(after))

    def _pair(self, plain: str) -> bool:
        read = self.read(plain)
        return bool(read.named) and not read.unread

    def _within(self, plain: str) -> Span:
        """What is left of a line without bullets, “tabled by”, “and” at its head, and “and others” behind it."""
        start = _BULLETS.match(plain).end()  # type: ignore[union-attr]  # it may be empty, and always fits
        for way in (self._by, self._leading):
            if ahead := way.match(plain, start):
                start = ahead.end()
        end = len(plain.rstrip(" \t,;:"))
        if _STOP.search(plain, start, end) and not self._after_space.search(plain[:end]):
            end -= 1
        if behind := self._others.search(plain[:end]):
            end = max(start, behind.start())
        return start, end

    # ------------------------------------------------------------------ its parts

    def _read_all(
        self, text: str, plain: str, spans: Sequence[Span], found: list[Person], unread: list[Span]
    ) -> None:
        """Read parts that are parted by one sign, or by such as mean the same."""
        spans = [span for span in spans if plain[span[0] : span[1]].strip()]
        for n, (start, end) in enumerate(spans):
            part = plain[start:end]
            if self._after.fullmatch(part) and found:
                continue
            if self._generation.fullmatch(part) and found and found[-1].end <= start:
                last = found.pop()
                found.append(Person(last.start, end, text[last.start : end]))
                continue
            ahead = self._leading.match(part)
            pieces = self._split(plain, start + (ahead.end() if ahead else 0), end, last=n == len(spans) - 1)
            if pieces is None:
                unread.append((start, end))
                continue
            for piece in pieces:
                name = self._name(plain, *piece)
                if name is None:
                    unread.append(piece)
                else:
                    found.append(Person(*name, text[slice(*name)]))

    def _read_row(
        self, text: str, plain: str, spans: Sequence[Span], found: list[Person], unread: list[Span]
    ) -> None:
        """Read what stands between two semicolons: names with commas, or one, surname first."""
        spans = [s for s in spans if not self._after.fullmatch(plain[s[0] : s[1]])]
        words = [s for s in spans if not self._generation.fullmatch(plain[s[0] : s[1]])]
        if len(words) == 2 and not all(self._whole(plain[a:b]) for a, b in words):  # two halves
            (first, behind), (before, last) = words
            pieces = (text[before:last].strip(), text[first:behind].strip())
            if self._is_half(pieces[0]) and self._is_half(pieces[1]):
                found.append(Person(first, last, " ".join(pieces)))
            else:
                unread.append((first, last))
        else:
            self._read_all(text, plain, spans, found, unread)

    @staticmethod
    def _is_half(name: str) -> bool:
        words = name.split()
        return (
            1 <= len(words) <= _CAPITALS
            and all(_WORD.fullmatch(word) for word in words)
            and words[-1][:1].isupper()
        )

    def _split(self, plain: str, start: int, end: int, *, last: bool) -> list[Span] | None:
        """`start` to `end`, a part between two signs, at the “and” it holds; None where there is no telling.

        As many names as can be are made, each a whole one: “Soler i Vidal” stays one in Polish. An “and” that
        may stand in a name is believed only in the last part.
        """
        all_caps = plain[start:end].isupper()
        pattern = self._joint
        joints = [(m.start(), m.end()) for m in pattern.finditer(plain, start, end)]
        if all_caps:
            upper = {one.upper() for one in self._conjunctions}
            joints = [
                (m.start(), m.end())
                for m in re.finditer(r"\S+", plain[:end])
                if m.start() > start and m[0] in upper
            ]
        joints = [(a, b) for a, b in joints if not _in_bracket(plain[start:end], a - start)]
        if not joints:
            return [(start, end)]
        if len(joints) > _JOINTS:
            return None
        for many in range(len(joints), 0, -1):
            ways = []
            for chosen in combinations(joints, many):
                edges = [start, *(edge for joint in chosen for edge in joint), end]
                pieces = list(zip(edges[::2], edges[1::2], strict=True))
                if all(self._whole(plain[a:b]) for a, b in pieces):
                    ways.append(_trimmed(plain, pieces))
            if len(ways) > 1:
                return None
            if ways:
                inner = any(plain[a:b].casefold() in self._in_names for a, b in joints)
                return ways[0] if last or not inner else None
        # No list: an “and” inside a name has a whole name before it (“Costa e Silva”), or a particle (“von und zu”).
        inside = all(
            (plain[a:b].casefold() in self._in_names and self._whole(plain[start:a]))
            or plain[:a].rsplit(maxsplit=1)[-1][:1].islower()
            for a, b in joints
        )
        return [(start, end)] if inside else None

    # ------------------------------------------------------------------ a name

    def _whole(self, plain: str) -> bool:
        return self._name(plain, 0, len(plain)) is not None

    def _name(self, plain: str, start: int, end: int) -> Span | None:
        """Where the name stands that is all of `start` to `end` but titles, brackets and marks; None where none is."""
        start += len(plain[start:end]) - len(plain[start:end].lstrip())
        end = start + len(plain[start:end].rstrip())
        titled = self._titles.match(plain, start, end)
        if titled is not None and titled.end() < end:
            start = titled.end()
        while behind := _BEHIND.search(plain[start:end]) or self._after_space.search(plain[start:end]):
            end = start + behind.start()
        if not 0 < end - start <= _LONGEST:
            return None
        words = _INNER.sub(" ", plain[start:end]).split()
        if not words or len(words) > _WORDS or (len(words) == 1 and titled is None):
            return None
        capitals = [word for word in words if any(c.isupper() for c in word)]  # “d’Exemple”, “al-Muster”
        if not all(map(_is_word, words)) or len(capitals) > _CAPITALS:
            return None
        if any(word.strip("'’‘") not in self._particles for word in words if word not in capitals):
            return None
        if any(word.casefold() in self._in_names for word in words[:_BEFORE_AND]):
            return None  # “Costa e Silva” has no first name before its “and”
        last = next((w for w in reversed(words) if not self._generation.fullmatch(w)), "")
        return (start, end) if words[0] in capitals and last in capitals and last[-1] != "." else None


def _is_word(word: str) -> bool:
    cut_short = word.endswith(".")
    return _WORD.fullmatch(word) is not None and (
        len(word) <= _DOTTED + 1 if cut_short else not _run_together(word)
    )


def _run_together(word: str) -> bool:
    """Whether a capital inside `word` begins another name: “ExampleBerta”; “McExample” is one."""
    if word[1:].islower() or word.isupper():
        return False
    return any(
        here.isupper() and before.islower() and part[:at].casefold() not in _prefixes()
        for part in _WITHIN.split(word)
        for at, (before, here) in enumerate(pairwise(part), start=1)
        if at > 1
    )


#: A part of a line, and the sign behind it, "" at the end.
_Part: TypeAlias = tuple[int, int, str]


def _parts(plain: str, start: int, end: int) -> list[_Part]:
    """`start` to `end`, parted at the signs that do not stand in brackets."""
    parts: list[_Part] = []
    at, depth = start, 0
    for sign in _SIGNS.finditer(plain, start, end):
        if sign[0] in _OPEN:
            depth += 1
        elif sign[0] in _CLOSE:
            depth = max(0, depth - 1)
        elif not depth:
            parts.append((*_trimmed(plain, [(at, sign.start())])[0], sign[0].strip()))
            at = sign.end()
    return [*parts, (*_trimmed(plain, [(at, end)])[0], "")]


def _between_semicolons(parts: Sequence[_Part]) -> Iterable[list[Span]]:
    """The parts between one semicolon and the next."""
    row: list[Span] = []
    for start, end, sign in parts:
        row.append((start, end))
        if sign == ";":
            yield row
            row = []
    if row:
        yield row


def _in_bracket(plain: str, at: int) -> bool:
    before = plain[:at]
    return sum(before.count(sign) for sign in _OPEN) > sum(before.count(sign) for sign in _CLOSE)


def _trimmed(plain: str, spans: Iterable[Span]) -> list[Span]:
    found = []
    for start, end in spans:
        held = plain[start:end]
        first = start + len(held) - len(held.lstrip())
        found.append((first, first + len(held.strip())))
    return found


@lru_cache(maxsize=64)
def names_of(language: Language) -> Names:
    """The reader of lists of people in `language`; its words are put together once."""
    return Names(language.table.get("people", {}))
