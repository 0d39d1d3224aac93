"""Which language a text is in, by its commonest little words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from akn.languages import HERE, codes, folders, index, load
from akn.languages.foreign import foreign_language
from akn.matching.scripts import UNSPACED, unspaced

#: A word; where no blanks part words, a character.
_WORD = re.compile(rf"[{UNSPACED}]|[^\W\d_{UNSPACED}]+")
#: How many characters are enough to judge by.
_ENOUGH = 3000


class Detected(Struct, frozen=True):
    """The language found (ISO 639-3), how sure that is (0 to 1), and why, in a sentence.

    `hits` is how many little words of that language the text has. `foreign` is
    the name of a language without a table, where the text is in that.
    """

    code: str
    certainty: float
    reason: str
    hits: int
    foreign: str = ""


@lru_cache(maxsize=8)
def _owners(known: tuple[str, ...], own: bool) -> dict[str, tuple[str, ...]]:  # noqa: FBT001  # part of the cache's key
    """Each little word, with the languages that own it; `own`: only our own tables are in use."""
    gathered = index.read() if own else {}
    owners: dict[str, list[str]] = {}
    for code in known:
        words = gathered[code]["common"] if code in gathered else load(code).table.get("common", [])
        for word in words:
            owners.setdefault(word, []).append(code)
    return {word: tuple(of) for word, of in owners.items()}


@lru_cache(maxsize=1)
def _telling(known: tuple[str, ...], own: bool) -> dict[str, frozenset[str]]:  # noqa: FBT001  # as above
    """The letters that tell a language from its neighbours, of each that has such."""
    gathered = index.read() if own else {}
    held = {
        code: frozenset((gathered[code] if code in gathered else load(code).table).get("telling", ""))
        for code in known
    }
    return {code: letters for code, letters in held.items() if letters}


def _words(text: str) -> dict[str, int]:
    """How often each word stands in `text`; what is not all letters is taken apart, once for all its occurrences."""
    words: dict[str, int] = {}
    for token, times in Counter(text.split()).items():
        if token.isalpha() and not unspaced(token[0]):
            words[token] = words.get(token, 0) + times
        else:
            for word in _WORD.findall(token):
                words[word] = words.get(word, 0) + times
    return words


def _name(code: str, own: bool) -> str:  # noqa: FBT001  # as above
    """What the language calls itself; its table is not read for that where the gathered file says it."""
    row = index.read().get(code) if own else None
    return str(row["name"]) if row else load(code).name


@lru_cache(maxsize=64)
def _little_words(code: str, own: bool) -> frozenset[str]:  # noqa: FBT001  # as above
    row = index.read().get(code) if own else None
    return frozenset(row["common"] if row else load(code).table.get("common", ()))


class _Tally(Struct, frozen=True):
    """What the little words of a text say for each language.

    `shares` counts a word that several languages own for each of them in part;
    `hits` counts it whole. `words` holds every word, with its count.
    """

    shares: dict[str, float]
    hits: dict[str, int]
    words: Mapping[str, int]


def _tally(text: str, kept: str = "") -> _Tally:
    own = folders() == (HERE,)
    known = codes()
    telling = _telling(known, own).items()
    without = {code for code, letters in telling if not any(letter in text for letter in letters)} - {kept}
    owners = _owners(tuple(code for code in known if code not in without) if without else known, own)
    start = min(len(text) // 4, max(0, len(text) - _ENOUGH))
    words = _words(text[start : start + _ENOUGH].lower())
    shares: dict[str, float] = {}
    hits: dict[str, int] = {}
    for word, times in words.items():
        held = owners.get(word)
        if held is None:
            continue
        share = times / len(held)
        for code in held:
            shares[code] = shares.get(code, 0.0) + share
            hits[code] = hits.get(code, 0) + times
    return _Tally(shares, hits, words)


def shares(text: str, own: str = "") -> dict[str, float]:
    """How much speaks for each language: its little words in a few hundred words of `text`, shared ones in part.

    `own` is a language that `text` may be in though none of the letters stands in it that tell that one: a line has
    few.
    """
    return _tally(text, own).shares


def detect(text: str) -> Detected:
    """The language of `text`, judged by a few hundred words of it.

    They are taken from behind its first quarter: what stands at the very
    beginning, names and the page's own words, may be in another language.
    A word that several languages own counts for each of them in part, so that
    what tells neighbours apart weighs most.
    """
    tally = _tally(text)
    if not tally.shares:
        foreign = foreign_language(tally.words, "", frozenset())
        return Detected("", 0.0, "no word of any known language was found", 0, foreign)
    own = folders() == (HERE,)
    (best, top), *rest = sorted(tally.shares.items(), key=lambda pair: (-pair[1], pair[0]))
    second = rest[0] if rest else ("", 0.0)
    certainty = round((top - second[1]) / top, 2)
    hits = tally.hits
    said = f"{hits[best]} of {sum(tally.words.values())} words are little words of {_name(best, own)}"
    next_best = f"; next is {_name(second[0], own)} with {hits[second[0]]}" if second[0] else ""
    foreign = foreign_language(tally.words, best, _little_words(best, own))
    return Detected(best, certainty, said + next_best, hits[best], foreign)
