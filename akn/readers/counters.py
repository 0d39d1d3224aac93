"""Counters of word processors as they are printed: Latin, Roman, Greek and Cyrillic, numbers and none."""

from __future__ import annotations

from typing import Final

from akn.numbering.letters import Letters, alphabets
from akn.numbering.roman import as_roman

#: What cannot be written so is written in figures.
_LAST_ROMAN = 3999
_LAST_LETTERS = 780
#: Russian counts without ё, й, ъ, ы, ь (ECMA-376, 17.18.59, as Word does).
_RUSSIAN: Final = Letters(tuple("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"))


def decimal(number: int) -> str:
    """In figures."""
    return str(number)


def roman(number: int) -> str:
    """In Roman numerals, small letters."""
    return as_roman(number) if 0 < number <= _LAST_ROMAN else str(number)


def doubled(number: int, letters: str) -> str:
    """In `letters`, doubled behind the last: a … z, aa, bb (as Word and LibreOffice count)."""
    if not 0 < number <= _LAST_LETTERS:
        return str(number)
    times, at = divmod(number - 1, len(letters))
    return letters[at] * (times + 1)


def spelt(number: int, alphabet: str) -> str:
    """In an alphabet of `numbering.letters`, capitals: A … Z, AA, AB."""
    return alphabets()[alphabet].at(number - 1) if number > 0 else str(number)


def latin(number: int) -> str:
    """In small Latin letters."""
    return doubled(number, "abcdefghijklmnopqrstuvwxyz")


def russian(number: int) -> str:
    """In small Cyrillic letters as Russian counts."""
    return doubled(number, "".join(_RUSSIAN.letters).lower())


def small(text: str) -> str:
    """`text` in small letters, one by one: as a word, “ΑΣ” would end in “ς”."""
    return "".join(letter.lower() for letter in text)
