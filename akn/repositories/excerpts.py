"""A few words around what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: How many characters an excerpt has at most, and how many of them stand before the word that was found.
LENGTH, BEFORE = 160, 40
#: How much of a word must agree: engines find other forms of it too.
_STEM = 4


def excerpt(text: str, terms: Sequence[tuple[str, ...]]) -> str:
    """Return the words of `text` around the first of `terms`, cut at blanks, with ``…`` where it is cut."""
    folded = text.casefold()
    places = [folded.find(word.casefold()[:_STEM]) for words in terms for word in words]
    first = min((place for place in places if place >= 0), default=0)
    start = 0 if first <= BEFORE else text.find(" ", first - BEFORE) + 1
    end = len(text) if len(text) - start <= LENGTH else text.rfind(" ", start, start + LENGTH)
    if end <= start:
        end = start + LENGTH
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
