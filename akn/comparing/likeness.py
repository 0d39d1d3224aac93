"""How like two passages are: by their letters, and by the words that they share and few others have.

Letters alone take “Calls on the Commission to mend roofs” and “… to mend gates” for one; rare words tell them apart.
WordRun are cut to their first letters, for most languages inflect at the end; scripts without spaces go by pairs of
letters. The weights and thresholds are measured: ``python -m benchmarks.comparing``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

#: A pair that is less like than this (of 100) is none.
PAIR = 52.0
#: So much of the shorter must be in the longer for a split or a merger, and so many letters it must have.
PART = 75.0
SHORTEST = 25
#: So many letters of a word tell it.
_STEM = 5
#: So many candidates each passage has.
_CANDIDATES = 12
#: WordRun that stand in more passages than this lead to no candidates.
_COMMON = 60
#: WordRun that more than this share of the passages of both have tell nothing; so many letters must be left.
_SAID = 0.4
_LITTLE = 8

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_QUOTES = re.compile("[\"'‘’‚‛“”„‟«»‹›`´]")
_SPACE = re.compile(r"\s+")
_END = " .,;:·؛،。；，"


def _telling(text: str, said: set[str]) -> str:
    """`text` without the words that most passages of its run have (“whereas”); whole, where little else is left."""
    if not said:
        return text
    words = [word for word in text.split() if not all(token in said for token in tokens(word))]
    telling = " ".join(words)
    return telling if len(telling) >= _LITTLE else text


def length(text: str) -> int:
    """How much `text` says, in letters of an alphabet: one of a script without spaces stands for some."""
    return len(text) + 2 * sum(map(len, _UNSPACED.findall(text)))


def plain(text: str) -> str:
    """`text` as it is compared: small letters, one sort of dash, space and quotation mark, no stop at the end."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return _SPACE.sub(" ", _QUOTES.sub("'", _DASHES.sub("-", text))).strip(_END)


def tokens(text: str) -> Iterator[str]:
    """Yield what the words of `text`, which is plain, are told by."""
    for word in _TOKEN.findall(text):
        if _UNSPACED.match(word):
            yield from (word[i : i + 2] for i in range(max(1, len(word) - 1)))
        else:
            yield word[:_STEM]


@dataclass(slots=True)
class Likeness:
    """The likeness of the passages `a` and `b`, given as plain texts."""

    a: Sequence[str]
    b: Sequence[str]
    _bags: tuple[list[Counter[str]], list[Counter[str]]] = field(init=False)
    _weights: dict[str, float] = field(init=False)
    _sums: tuple[list[float], list[float]] = field(init=False)
    _tellings: tuple[list[str], list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._bags = ([Counter(tokens(text)) for text in self.a], [Counter(tokens(text)) for text in self.b])
        often = [Counter(token for bag in bags for token in bag) for bags in self._bags]
        sizes = [max(len(bags), 1) for bags in self._bags]
        self._weights = {
            token: 0.3 + math.log((1 + max(sizes)) / (max(often[0][token], often[1][token]) or 1))
            for token in often[0] | often[1]
        }
        first, second = self._bags
        self._sums = ([self._sum(bag) for bag in first], [self._sum(bag) for bag in second])
        said = {
            t
            for t in often[0]
            if all(n[t] > max(_SAID * size, 2) for n, size in zip(often, sizes, strict=True))
        }
        self._tellings = (
            [_telling(text, said) for text in self.a],
            [_telling(text, said) for text in self.b],
        )

    def _sum(self, bag: Counter[str]) -> float:
        return sum(self._weights[token] * count for token, count in bag.items()) or 1.0

    def shared(self, i: int, j: int) -> float:
        """How much of the weight of both passages they share, of 100."""
        first, second = self._bags[0][i], self._bags[1][j]
        if len(first) > len(second):
            first, second = second, first
        both = sum(self._weights[t] * min(n, second[t]) for t, n in first.items() if t in second)
        return 200 * both / (self._sums[0][i] + self._sums[1][j])

    def contained(self, i: int, j: int) -> float:
        """How much of the weight of the lighter passage is in the other, of 100."""
        first, second = self._bags[0][i], self._bags[1][j]
        both = sum(self._weights[t] * min(n, second[t]) for t, n in first.items() if t in second)
        return 100 * both / min(self._sums[0][i], self._sums[1][j])

    def of(self, i: int, j: int) -> float:
        """How like the passage `i` of the first and `j` of the second are, from 0 to 100."""
        if self.a[i] == self.b[j]:
            return 100.0
        return (fuzz.ratio(self._tellings[0][i], self._tellings[1][j]) + self.shared(i, j)) / 2

    def candidates(self) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs that are worth a look, each with its likeness: those that share what is rare."""
        holders: dict[str, list[int]] = defaultdict(list)
        alike: dict[str, list[int]] = defaultdict(list)
        for j, bag in enumerate(self._bags[1]):
            alike[self.b[j]].append(j)
            for token in bag:
                holders[token].append(j)
        for i, bag in enumerate(self._bags[0]):
            gained: dict[int, float] = defaultdict(float)
            for token in bag:
                held = holders.get(token, ())
                if len(held) <= _COMMON:
                    for j in held:
                        gained[j] += self._weights[token]
            best = sorted(gained, key=lambda j: -2 * gained[j] / (self._sums[0][i] + self._sums[1][j]))[
                :_CANDIDATES
            ]
            same = alike.get(self.a[i], [])
            # Of many that are the same, those around the same place.
            near = sorted(same, key=lambda j: abs(j - i))[:_CANDIDATES] if len(same) > 1 else same
            for j in dict.fromkeys([*near, *best]):
                yield i, j, self.of(i, j)
