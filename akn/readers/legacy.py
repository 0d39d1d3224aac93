"""Texts from before Unicode: first the language, then the code page of that language.

The little words that tell a language are written in ASCII in many, so that
they say nothing of the code page; the letters of its alphabet do. Where two
code pages of the language give two texts, that one is taken which the letters
make certain, and none where they do not. Files come in other code pages too,
old ones of DOS and the Macintosh: where one of those makes words of the
language as well or better, none is taken either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from akn.languages import codes
from akn.languages.detection import shares
from akn.languages.orthography import Orthography, code_pages, orthography
from akn.readers.letters import IMPOSSIBLE, ODD, cost, cost_of_characters, is_character

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

#: In what else European texts were saved: one that reads as well is a doubt, and none is taken for it.
_RIVALS = (
    *(
        f"cp{n}"
        for n in (437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 720)
    ),
    *(f"cp{n}" for n in range(1250, 1259)),
    *(f"iso8859-{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15)),
    *(
        f"mac_{name}"
        for name in ("roman", "greek", "latin2", "croatian", "romanian", "turkish", "cyrillic", "iceland")
    ),
    *("koi8-r", "koi8-u", "hp-roman8"),
)
#: So many words are enough for these.
_ENOUGH = 400
#: So many characters of Chinese stand beside as many letters of ASCII, or the text is no Chinese.
_BESIDE = 2
#: So many different words tell all that can be told, and a word has so many bytes, or is cut.
_MOST = 5_000
_WORD = re.compile(rb"\S{1,100}")
_TAG = re.compile(rb"<[^<>]*>")
_CONTROL = re.compile("[\x80-\x9f]")


class UncertainError(Exception):
    """The code page cannot be told; the message says what is in doubt."""


class _Reading(Struct, frozen=True):
    """The words beyond ASCII as one code page has them, and what it costs to believe each."""

    page: str
    language: Orthography
    words: Mapping[bytes, str]
    costs: Mapping[bytes, int]

    def total(self, words: Iterable[bytes], times: Mapping[bytes, int]) -> int:
        """What it costs to believe these `words` as often as they stand in the text."""
        return sum(self.costs[word] * times[word] for word in words)


class _Text:
    """The bytes of a text, the words beyond ASCII with how often each stands there, and the languages it may be in."""

    def __init__(self, data: bytes, beside: str = "") -> None:
        plain = _TAG.sub(b" ", data)
        found = Counter(_WORD.findall(plain))
        words = Counter({word: times for word, times in found.items() if not word.isascii()})
        self._data = data
        self.times: dict[bytes, int] = dict(words.most_common(_MOST))
        self._languages = _languages(plain, beside)

    def readings(self) -> list[_Reading]:
        """The text in each code page of its language in which every byte means something, the likeliest first."""
        pages = dict.fromkeys(page for language in self._languages for page in language.legacy)
        found = [reading for page in pages if (reading := self.reading(page)) is not None]
        return sorted(found, key=lambda reading: reading.total(self.times, self.times))

    def reading(self, page: str) -> _Reading | None:
        """The text in that code page, or None where a byte means nothing there.

        The language is that which makes the words cheapest, of those that were saved in this code page.
        """
        try:
            if _CONTROL.search(self._data.decode(page)):
                return None
        except UnicodeDecodeError:
            return None
        words = {word: word.decode(page, errors="ignore") for word in self.times}
        own = [language for language in self._languages if page in language.legacy] or self._languages
        held = [
            _Reading(page, language, words, {word: _cost(text, language) for word, text in words.items()})
            for language in own
        ]
        return min(held, key=lambda reading: reading.total(self.times, self.times))

    def in_characters(self, page: str) -> bool:
        """Whether the text is Chinese in that code page: its letters of ASCII are not most of it."""
        text = self._data.decode(page, errors="ignore")
        characters = sum(map(is_character, text))
        return _BESIDE * characters >= sum(one.isascii() and one.isalpha() for one in text)

    def rival(self, best: _Reading) -> _Reading | None:
        """The reading in a code page of another system that is as good as the `best`, or better; None for none.

        It costs no more, and has as many letters that the language writes; foreign names alone tell nothing.
        """
        words = [*self.times][:_ENOUGH]
        for page in () if _written_in_characters(best.language) else _RIVALS:
            try:
                read = {word: word.decode(page) for word in words}
            except UnicodeDecodeError:
                continue
            apart = [word for word in words if read[word] != best.words[word]]
            if not apart or any(_CONTROL.search(read[word]) for word in apart):
                continue
            for language in self._languages:
                made = _Reading(page, language, read, {word: _cost(read[word], language) for word in apart})
                letters, held = (_letters(of, apart, language) for of in (read, best.words))
                if (
                    made.total(apart, self.times) <= best.total(apart, self.times)
                    and letters >= held
                    and letters
                ):
                    return made
        return None

    def apart(self, one: _Reading, other: _Reading) -> list[bytes]:
        """The words that the two readings have differently."""
        return [word for word in self.times if one.words[word] != other.words[word]]


def tell(data: bytes, beside: str = "") -> str:
    """The name of the code page of `data`, which has bytes beyond ASCII and is not UTF-8.

    `beside` is text of the same file that was read without doubt: it tells the language too.

    Raises:
        UncertainError: the language has no code page in which the letters are those that it writes,
            or several, which differ.
    """
    text = _Text(data, beside)
    readings = text.readings()
    if not readings:
        raise UncertainError("it has bytes that mean nothing in any encoding of its language")
    best = readings[0]
    for other in readings[1:]:
        apart = text.apart(best, other)
        if apart and not _clear(best.total(apart, text.times), other.total(apart, text.times)):
            raise UncertainError(
                f"“{best.words[apart[0]]}” in {best.page} is “{other.words[apart[0]]}” in {other.page}, "
                "and nothing tells which is right"
            )
    if _written_in_characters(best.language) and not text.in_characters(best.page):
        raise UncertainError(f"in {best.page} a few Chinese characters stand among other letters")
    rival = text.rival(best)
    if rival is not None:
        word = next(word for word in rival.words if rival.words[word] != best.words[word])
        raise UncertainError(
            f"“{best.words[word]}” in {best.page} is “{rival.words[word]}” in {rival.page}, "
            "and nothing tells which is right"
        )
    impossible = [word for word in text.times if best.costs[word] >= IMPOSSIBLE]
    beyond = sum(number * sum(byte > 0x7F for byte in word) for word, number in text.times.items())
    if sum(text.times[word] for word in impossible) * _SLIPS > beyond:
        raise UncertainError(f"“{best.words[impossible[0]]}”, in {best.page}, is no word")
    return best.page


def by_chance(lines: Mapping[int, bytes], page: str, others: bytes) -> frozenset[int]:
    """Those of `lines`, by number, that are UTF-8 by chance and in truth in the code page `page` of the `others`.

    Raises:
        UncertainError: one is likelier there, but not for certain.
    """
    languages = _languages(_TAG.sub(b" ", others), "")
    own = [language for language in languages if page in language.legacy] or languages
    found = set()
    for number, line in lines.items():
        try:
            read, said = line.decode(page), line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        here, there = min([sum(_cost(w, one) for w in text.split()) for text in (read, said)] for one in own)
        if there > here and not _clear(here, there):
            raise UncertainError(f"“{read.strip()}” in {page} is “{said.strip()}” in UTF-8")
        if there > here:
            found.add(number)
    return frozenset(found)


def doubt(data: bytes, declared: str) -> str:
    """What speaks against `data` being in the code page `declared`, in a sentence; "" for nothing.

    Only a code page of the text's language whose letters are without doubt
    those of the language speaks against another.
    """
    text = _Text(data)
    said = text.reading(declared)
    if said is None:
        return ""
    for held in text.readings():
        apart = text.apart(held, said)
        if apart and _clear(held.total(apart, text.times), said.total(apart, text.times)):
            worst = max(apart, key=said.costs.__getitem__)
            return (
                f"“{said.words[worst]}” would be “{held.words[worst]}” in {held.page}, as the language has it"
            )
    return ""


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


def _cost(word: str, language: Orthography) -> int:
    """What it costs to believe a word; one of the language's little words speaks for the reading."""
    if _written_in_characters(language):
        return cost_of_characters(word) - _KNOWN * sum(one in language.common for one in word)
    letters = "".join(filter(str.isalpha, word)).lower()
    known = letters in language.common
    alone = ODD if word.isalpha() and len(word) == 1 and not known else 0
    return cost(word, language.alphabet) + alone - (_KNOWN if known and len(letters) > 1 else 0)


def _written_in_characters(language: Orthography) -> bool:
    """Whether it has no alphabet: its little words are characters, and no blank parts them."""
    return not language.alphabet and bool(language.legacy)


def _letters(words: Mapping[bytes, str], apart: Iterable[bytes], language: Orthography) -> int:
    """How many letters beyond ASCII that the `language` writes stand in those of the `words` that are `apart`."""
    return sum(
        letter in language.alphabet for word in apart for letter in words[word].lower() if letter > "\x7f"
    )


def _clear(first: int, second: int) -> bool:
    """Whether a reading that costs `first` is certain beside one that costs `second`."""
    return second >= first + _MARGIN and second >= _CLEARLY * first
