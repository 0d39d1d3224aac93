"""Names of persons in another case: “propuštění Ludmily Procházkové” tells of Ludmila Procházková."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product

from akn.authorities import Table

#: A stem has so many letters at least; what is shorter is not taken for one.
_SHORTEST = 3
_VOWELS = frozenset("aeiouyáéíóúýąęăâîäëïöüőűåæøāēīōūėųůěαεηιουωάέήίόύώ")
#: Vowels in which surnames end that do not bend.
_STAYING = frozenset("ei")


class _Bends:
    """The endings of one gender: what a word of a name ends in, and in what it ends in other cases."""

    def __init__(self, rows: Collection[str]) -> None:
        self._endings: dict[str, list[str]] = {}
        for row in rows:
            stands, *others = row.split("|")
            for other in others:
                self._endings.setdefault(other, []).append(stands)
        self._longest_first = sorted(self._endings, key=len, reverse=True)

    def usual(self, word: str, *, first: bool) -> tuple[str, ...]:
        """What `word` may be in the first case, by the longest ending that fits; itself where none does."""
        found: dict[str, None] = {}
        for ending in self._longest_first:
            stem = word.removesuffix(ending)
            if stem == word or len(stem) < _SHORTEST - (len(ending) > 1):
                continue
            fitting = [stands for stands in self._endings[ending] if _fits(stem, stands, ending)]
            found |= dict.fromkeys(stem + stands for stands in fitting)
            if not first and ending in _STAYING and any(stands in _VOWELS for stands in fitting):
                found[word] = None  # “Warsame”, “Krasniqi”: many surnames end so, and do not bend
            if fitting and not any(_fleeting(stands, ending) for stands in fitting):
                break
        return tuple(found) or (word,)


def _fleeting(stands: str, ending: str) -> bool:
    """Whether a vowel comes and goes: “Marek”, “Marka”; it may also not have been there: “Mark”."""
    return len(stands) > 1 and stands[0] in _VOWELS and ending[0] not in _VOWELS


def _fits(stem: str, stands: str, ending: str) -> bool:
    """Whether a vowel that comes and goes has room, and whether a stem that stands alone may."""
    if _fleeting(stands, ending) or not stands:
        return stem[-1] not in _VOWELS
    return True


def _is_sure(name: str, usual: str) -> bool:
    """Whether endings alone tell that `name` is `usual`: the first name bends too, or more than a vowel is put on."""
    first, *_ = name.split(" ")
    shared = next((n for n, (a, b) in enumerate(zip(name, usual, strict=False)) if a != b), len(usual))
    return usual.split(" ", maxsplit=1)[0] != first or len(name) - shared > 1


class BentNames:
    """Brings names back to how they stand by themselves, by the words of one language."""

    def __init__(self, words: Table) -> None:
        held = words.get("persons", {})
        self._genders = tuple(_Bends(held[key]) for key in ("men", "women") if key in held)
        self._last = _Bends(held["possessives"]) if "possessives" in held else None

    def usual(self, name: str, others: Collection[str]) -> str:
        """How the bearer of `name`, which stands in another case, is called: as `others` call them, or by its endings.

        The name as it is printed, where several names would do: two persons are never made one.
        """
        possible = set(self._possible(name)) - {name}
        met = possible.intersection(others)
        if len(met) == 1:
            return met.pop()
        if met or len(possible) != 1:
            return name
        only = possible.pop()
        return only if _is_sure(name, only) else name

    def owner(self, name: str, others: Collection[str]) -> str:
        """The one of `others` whose name with the ending of an owner `name` is: “Ravnsborgs”."""
        if self._last is None:
            return name
        *first, last = name.split(" ")
        met = {" ".join((*first, usual)) for usual in self._last.usual(last, first=True)}.intersection(others)
        return met.pop() if len(met) == 1 else name

    def _possible(self, name: str) -> Iterator[str]:
        """The names that all words of `name` together may come from, those where most words bend."""
        words = name.split(" ")
        bent = [[gender.usual(word, first=word is words[0]) for word in words] for gender in self._genders]
        count = [sum(word not in usual for word, usual in zip(words, one, strict=True)) for one in bent]
        firsts = [words[0] not in one[0] for one in bent]
        for usual, bending, first in zip(bent, count, firsts, strict=True):
            # Of two genders that fit alike, the first name tells.
            if bending and bending == max(count) and (first or not any(firsts)):
                yield from (" ".join(one) for one in product(*usual))
