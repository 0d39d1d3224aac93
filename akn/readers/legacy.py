"""Texts from before Unicode: first the language, then the code page of that language.

The little words that tell a language are written in ASCII in many, so that
they say nothing of the code page; the letters of its alphabet do. Where two
code pages of the language give two texts, that one is taken which the letters
make certain, and none where they do not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from akn.languages import codes
from akn.languages.detection import shares
from akn.languages.orthography import Orthography, code_pages, orthography
from akn.readers.letters import IMPOSSIBLE, cost

#: So many bytes are enough to tell the language by, from behind the first quarter.
_SAMPLE = 4000
#: Fewer little words than this tell no language: all are tried.
_FEW = 3
#: One of two is certain where the other has so many times as much against it, or for it so many times less …
_CLEARLY = 3
#: … and so much more: three foreign letters, or one thing that no text prints.
_MARGIN = 3
#: What speaks for a word that is one of the language's little words.
_KNOWN = 2
#: One word to so many characters beyond ASCII may be what no text prints: a slip.
_SLIPS = 25

_TAG = re.compile(rb"<[^<>]*>")
_CONTROL = re.compile("[\x80-\x9f]")


class UncertainError(Exception):
    """The code page cannot be told; the message says what is in doubt."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """The words beyond ASCII as one code page has them, and what it costs to believe each."""

    page: str
    words: Mapping[bytes, str]
    costs: Mapping[bytes, int]

    def total(self, words: Iterable[bytes], times: Mapping[bytes, int]) -> int:
        """What it costs to believe these `words` as often as they stand in the text."""
        return sum(self.costs[word] * times[word] for word in words)


def tell(data: bytes, beside: str = "") -> str:
    """The name of the code page of `data`, which has bytes beyond ASCII and is not UTF-8.

    `beside` is text of the same file that was read without doubt: it tells the language too.

    Raises:
        UncertainError: the language has no code page in which the letters are those that it writes,
            or several, which differ.
    """
    data = _TAG.sub(b" ", data)
    times = _words(data)
    best, *others = _readings(times, _languages(data, beside))
    for other in others:
        apart = [word for word in times if best.words[word] != other.words[word]]
        if apart and not _clear(best.total(apart, times), other.total(apart, times)):
            raise UncertainError(
                f"“{best.words[apart[0]]}” in {best.page} is “{other.words[apart[0]]}” in {other.page}, "
                "and nothing tells which is right"
            )
    impossible = [word for word in times if best.costs[word] >= IMPOSSIBLE]
    beyond = sum(number * sum(byte > 0x7F for byte in word) for word, number in times.items())
    if sum(times[word] for word in impossible) * _SLIPS > beyond:
        raise UncertainError(f"“{best.words[impossible[0]]}”, in {best.page}, is no word")
    return best.page


def doubt(data: bytes, declared: str) -> str:
    """What speaks against `data` being in the code page `declared`, in a sentence; "" for nothing.

    Only a code page of the text's language whose letters are without doubt
    those of the language speaks against another.
    """
    data = _TAG.sub(b" ", data)
    times = _words(data)
    languages = _languages(data, "")
    said = _reading(declared, times, languages)
    for page in dict.fromkeys(page for language in languages for page in language.legacy):
        held = _reading(page, times, languages)
        if held is None or said is None:
            continue
        apart = [word for word in times if held.words[word] != said.words[word]]
        if apart and _clear(held.total(apart, times), said.total(apart, times)):
            worst = max(apart, key=said.costs.__getitem__)
            return f"“{said.words[worst]}” would be “{held.words[worst]}” in {page}, as the language has it"
    return ""


def _words(data: bytes) -> Counter[bytes]:
    return Counter({word: times for word, times in Counter(data.split()).items() if not word.isascii()})


def _languages(data: bytes, beside: str) -> list[Orthography]:
    """The language whose little words the text has most of, whatever its code page, and any that come near it."""
    start = min(len(data) // 4, max(0, len(data) - _SAMPLE))
    sample = data[start : start + _SAMPLE]
    most = shares(beside)
    for page in code_pages():
        for code, share in shares(sample.decode(page, errors="replace")).items():
            most[code] = max(share, most.get(code, 0.0))
    top = max(most.values(), default=0.0)
    if top < _FEW:
        return [orthography(code) for code in codes()]
    return [orthography(code) for code, share in most.items() if share * _CLEARLY > top]


def _readings(words: Iterable[bytes], languages: list[Orthography]) -> list[_Reading]:
    """The text in each code page that it can be in, the likeliest first."""
    pages = dict.fromkeys(page for language in languages for page in language.legacy)
    times = Counter(words)
    found = [reading for page in pages if (reading := _reading(page, times, languages)) is not None]
    if not found:
        raise UncertainError("it has bytes that mean nothing in any encoding of its language")
    return sorted(found, key=lambda reading: reading.total(times, times))


def _reading(page: str, times: Counter[bytes], languages: list[Orthography]) -> _Reading | None:
    """The words in that code page, or None where one of them has a byte that means nothing there.

    The language is that of `languages` which makes the words cheapest, of those that were saved in this code page.
    """
    try:
        words = {word: word.decode(page) for word in times}
    except UnicodeDecodeError:
        return None
    if any(_CONTROL.search(word) for word in words.values()):
        return None
    own = [language for language in languages if page in language.legacy] or languages
    held = [
        _Reading(page, words, {word: _cost(text, language) for word, text in words.items()})
        for language in own
    ]
    return min(held, key=lambda reading: reading.total(times, times))


def _cost(word: str, language: Orthography) -> int:
    """What it costs to believe a word; one of the language's little words speaks for the reading."""
    letters = "".join(filter(str.isalpha, word)).lower()
    return cost(word, language.alphabet) - (_KNOWN if len(letters) > 1 and letters in language.common else 0)


def _clear(first: int, second: int) -> bool:
    """Whether a reading that costs `first` is certain beside one that costs `second`."""
    return second >= first + _MARGIN and second >= _CLEARLY * first
