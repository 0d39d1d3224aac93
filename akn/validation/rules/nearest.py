"""The declared id that a dangling reference most likely means."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from akn.validation.rules.document import Document

_NAME = re.compile(r"[\w.-]+")
_SIGNS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
#: How alike two ids are that differ by a slip of the pen.
_ALIKE: Final = 0.84
#: So many slips are looked for in a document, among so many ids: what a machine wrote has no slips.
_MOST: Final = 40
_CHOICES: Final = 2000
#: By so many letters a slip makes a word longer or shorter.
_LENGTH: Final = 2


def is_name(key: str) -> bool:
    """Return whether `key` could be an eId."""
    return _NAME.fullmatch(key) is not None


class Nearest:
    """The ids of `document`, to be asked which of them is meant."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._by_end: dict[str, list[str]] | None = None
        self._by_letters: dict[str, list[str]] = {}
        self._known: dict[str, str] = {}

    def to(self, key: str) -> str:
        """Return the id that `key` means: the same in another prefix or case, or but for a slip; "" where none is."""
        if key not in self._known:
            self._known[key] = self._found(key)
        return self._known[key]

    def _found(self, key: str) -> str:
        if self._by_end is None:
            self._by_end = {}
            for eid in self._document.eids:
                self._by_end.setdefault(_end(eid), []).append(eid)
                self._by_letters.setdefault(_letters(eid), []).append(eid)
        same = [eid for eid in self._by_end.get(_end(key), ()) if _same(eid, key)]
        same = same or self._by_letters.get(_letters(key), [])
        if len(same) == 1:
            return same[0]
        if same or len(key) < 4 or len(self._known) > _MOST:
            return ""
        near = [
            one
            for one in self._document.references
            if abs(len(one) - len(key)) <= _LENGTH and _looks(one, key)
        ]
        return next(iter(get_close_matches(key, near[:_CHOICES], 1, _ALIKE)), "")


def _looks(one: str, key: str) -> bool:
    """Return whether one may be a slip of the pen for the other: alike at an end, and of the same figures."""
    alike = one[:1] == key[:1] or one[-1:] == key[-1:]
    return alike and _DIGITS.findall(one) == _DIGITS.findall(key)


def _end(eid: str) -> str:
    return eid.rpartition("__")[2].casefold()


def _letters(eid: str) -> str:
    return _SIGNS.sub("", eid.casefold())


def _same(eid: str, key: str) -> bool:
    a, b = eid.casefold(), key.casefold()
    return a == b or a.endswith(f"__{b}") or b.endswith(f"__{a}")
