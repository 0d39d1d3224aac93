"""What a label in a list of votes names: ``§ 3/1``, ``After recital K``, ``Article 3, § 1, point b``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from akn import ready
from akn.model.voting import Place

#: A number as lists print it: figures, letters, Roman, with what was put in later (“3a”, “3 bis”, “6a (c)”).
_NUMBER = re.compile(
    r"(?:\d+(?:\.\d+)*(?:[a-z]{1,3})?|[A-Z]{1,3}|(?:[a-z]{1,2}|[ivxl]{2,5}))(?![^\W]|-[a-z])(?:\s(?:bis|ter|quater|quinquies)\b|\s[a-z]\b(?!\s*\)))?"
    r"(?:\s?\([a-z0-9]{1,4}\))?"
)
_BETWEEN = re.compile(r"\s*[,&]\s*|\s*[-–]\s*|\s+")
_RANGE = "–"
_BLANK = re.compile(r"[\s°º]*")
_SKIP = re.compile(r"[\s,;:()‘’]+|[-–](?=\s)")
_SPACE = re.compile(r"\s+")
#: The part of a split vote at the end of a label: “§ 66/2”.
_PART = re.compile(r"(?P<label>.*[^\s/])\s*/\s*(?P<part>\d{1,2})\s*\Z", re.DOTALL)


class Pointer(Struct, frozen=True):
    """One thing that a label names: `numbers` are as printed, none where it has none (“introductory part”)."""

    place: Place
    kind: str
    numbers: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((self.place, self.kind, *self.numbers))


class Naming(Struct, frozen=True):
    """What a label names, from the outermost; `ways` has several where it names several (“§ 1 and after § 1”).

    `rest` is what was not understood; there are no ways where it names no part.
    """

    ways: tuple[tuple[Pointer, ...], ...]
    rest: str = ""


def split_part(label: str) -> tuple[str, int | None]:
    """Return `label` without the part of a split vote at its end, and that part."""
    found = _PART.match(label)
    return (found["label"], int(found["part"])) if found else (label, None)


def named(label: str) -> Naming:
    """Return what `label` names."""
    return _LabelReader(_SPACE.sub(" ", label.replace("’", "'")).strip()).read()


class _LabelReader:
    """Reads one label from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._ways: list[tuple[Pointer, ...]] = []
        self._steps: list[Pointer] = []

    def read(self) -> Naming:
        place: Place = "of"
        outer = False
        while self._skip():
            if (told := self._word("places")) is not None:
                place = told  # type: ignore[assignment]  # the keys of the table are places
            elif (kind := self._kind()) is not None:
                if kind[0] == "amendment" and not any(n[0].isdigit() for n in kind[1]):
                    return Naming(self._done())  # “Amendments by the committee”: no part is named
                self._add(Pointer(place, kind[0], kind[1]), outer=outer)
                place, outer = "of", False
            elif self._word("and") is not None and self._steps:
                self._ways.append(tuple(self._steps))
                self._steps = self._steps[:-1]
            elif self._steps and self._word("of") is not None:
                outer = True
            elif self._steps and self._word("acts") is not None:
                break
            else:
                return Naming(self._done(), self._text[self._at :] if self._steps or self._ways else "")
        return Naming(self._done())

    def _done(self) -> tuple[tuple[Pointer, ...], ...]:
        return tuple([*self._ways, tuple(self._steps)] if self._steps else self._ways)

    def _add(self, step: Pointer, *, outer: bool) -> None:
        """A step goes further in; behind “of” further out; behind “and” beside the last."""
        if outer:
            self._steps.insert(0, step)
        else:
            self._steps.append(step)

    def _skip(self) -> bool:
        found = _SKIP.match(self._text, self._at)
        while found is not None:
            self._at = found.end()
            found = _SKIP.match(self._text, self._at)
        return self._at < len(self._text)

    def _word(self, group: str) -> str | None:
        """The next word, if it is one of `group`: what the table says that it stands for."""
        found = _patterns()[group].match(self._text, self._at)
        if found is None:
            return None
        self._at = found.end()
        return _meanings()[group][found[0].strip().casefold()]

    def _kind(self) -> tuple[str, tuple[str, ...]] | None:
        """The next kind with its numbers; an ordinal may stand before it (“second subparagraph”)."""
        before = self._at
        ordinal = self._word("order")
        if ordinal is not None:
            self._skip()
        kind = self._word("kinds")
        if kind is None:
            self._at = before
            return None
        if ordinal is not None:
            return kind, (ordinal,)
        return kind, tuple(self._numbers())

    def _numbers(self) -> list[str]:
        """The numbers here, one or a list; a range is one, with a dash."""
        numbers: list[str] = []
        ranged = False
        while (found := self._number()) is not None and (not numbers or _alike(numbers[-1], found[0])):
            numbers.append(f"{numbers.pop()}{_RANGE}{found[0]}" if ranged else found[0])
            self._at = found.end()
            between = _BETWEEN.match(self._text, self._at)
            at = between.end() if between else self._at
            sign = between[0].strip() if between else ""
            joined = _patterns()["and"].match(self._text, at) or _patterns()["to"].match(self._text, at)
            ranged = sign in {"-", "–"} or (joined is not None and joined[0].casefold() in _meanings()["to"])
            if joined is None and not sign:
                break
            after = _BLANK.match(self._text, joined.end() if joined else at)
            following = _NUMBER.match(self._text, after.end() if after else at)
            if following is None or not _alike(numbers[-1], following[0]):
                break
            self._at = following.start()
        return numbers

    def _number(self) -> re.Match[str] | None:
        blank = _BLANK.match(self._text, self._at)
        at = blank.end() if blank else self._at
        return None if _patterns()["words"].match(self._text, at) else _NUMBER.match(self._text, at)


def _alike(one: str, other: str) -> bool:
    """Whether two numbers may stand in one list: both figures, both large letters, both small ones."""
    return (one[0].isdigit(), one[0].isupper()) == (other[0].isdigit(), other[0].isupper())


@cache
def table() -> Mapping[str, Any]:
    """Return the words of all languages, by language."""
    return ready.load("comparing/votes/words.toml")


@cache
def _meanings() -> dict[str, dict[str, str]]:
    """Division to its words, in small letters, and what they stand for."""
    meanings: dict[str, dict[str, str]] = {
        "places": {},
        "and": {},
        "to": {},
        "of": {},
        "acts": {},
        "kinds": {},
        "order": {},
    }
    for language in table().values():
        meanings["places"] |= {w.casefold(): place for place in ("after", "before") for w in language[place]}
        meanings["and"] |= {w.casefold(): "and" for w in language["and"]}
        meanings["to"] |= {w.casefold(): "to" for w in language["to"]}
        meanings["of"] |= {w.casefold(): "of" for w in language["of"]}
        meanings["acts"] |= {w.casefold(): "act" for w in language["acts"]}
        meanings["order"] |= {w.casefold(): str(n) for n, w in enumerate(language["order"], 1)}
        meanings["kinds"] |= {w.casefold(): kind for kind, words in language["kinds"].items() for w in words}
    meanings["words"] = {w: w for group in meanings.values() for w in group}
    return meanings


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Division to a pattern of its words, the longest first, each whole."""
    patterns = {}
    for group, words in _meanings().items():
        longest = sorted(words, key=len, reverse=True)
        choice = "|".join(re.escape(w) + (r"(?!\w)" if w[-1].isalnum() else "") for w in longest)
        patterns[group] = re.compile(choice, re.IGNORECASE)
    return patterns
