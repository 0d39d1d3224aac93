"""Languages that have no table: which of them a text is in that would be taken for one of ours."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from msgspec import Struct

from akn import ready

#: So many words of it, and one word in so many, make a text one of a foreign language.
_FEWEST, _ONE_IN = 3, 40


class Foreign(Struct, frozen=True):
    """A language without a table: its name, the codes of those it is taken for (all, where empty), its words."""

    name: str
    like: frozenset[str]
    words: frozenset[str]


@cache
def _languages() -> tuple[Foreign, ...]:
    rows = ready.load("languages/foreign.toml")["languages"]
    return tuple(Foreign(r["name"], frozenset(r.get("like", ())), frozenset(r["words"])) for r in rows)


@cache
def _words() -> frozenset[str]:
    return frozenset().union(*(language.words for language in _languages()))


def foreign_language(words: Mapping[str, int], taken_for: str, own: AbstractSet[str]) -> str:
    """The name of the language that a text with these `words` (each with its count) is in, "" where it is none.

    `taken_for` is the code of the language with a table that it is most like, "" for none, and `own` the little
    words of that, which prove nothing against it.
    """
    telling = {word: words[word] for word in (words.keys() & _words()) - own}
    if sum(telling.values()) < _FEWEST:
        return ""
    counts = {
        language.name: sum(times for word, times in telling.items() if word in language.words)
        for language in _languages()
        if not taken_for or not language.like or taken_for in language.like
    }
    name, most = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    kinds = sum(
        word in telling for language in _languages() if language.name == name for word in language.words
    )
    return name if kinds >= _FEWEST and most * _ONE_IN >= sum(words.values()) else ""


def script(text: str) -> str:
    """What the letters of `text` are called that it has most of (“Arabic”), "" where it has none."""
    letters = Counter(unicodedata.name(c, "").partition(" ")[0] for c in text[:3000] if c.isalpha())
    ((name, _),) = letters.most_common(1) or [("", 0)]
    return name if name == "CJK" else name.title()
