"""Whether a word reads like one: what it costs to believe each character beyond ASCII where it stands.

A code page that is not the text's own gives itself away by letters that the
language does not write, and by signs in the midst of words.
"""

from __future__ import annotations

from collections.abc import Collection

#: A letter of another language: names have them.
FOREIGN = 1
#: A foreign letter right after a number, or a letter by itself that is no word.
ODD = 2
#: What no text prints: an accent without its letter, a sign within a word, a capital at its end, two scripts in it.
IMPOSSIBLE = 3

#: What joins two words or parts of one.
_JOINING = frozenset("\xa0\xad·‐‑–—‘’…")
#: What stands at either end of a word, never within.
_AROUND = frozenset("«»„“”‚‹›¡¿•§°²³¹†‡™‰‗―")
#: Of these, what opens: never after a letter.
_OPENING = frozenset("„‚¡¿")
#: What stands at the end of a word or by itself, never before a letter.
_AFTER = frozenset("²³¹™‰©®")
#: What stands by itself or beside numbers, hardly ever beside a letter.
_APART = frozenset("½¼¾±×÷¢£¥€№")
#: What is never alone: a number stands beside it.
_BESIDE_NUMBERS = frozenset("¥")
#: What stands before a letter, never after one.
_BEFORE = frozenset("µ")
_PRINTED = _JOINING | _AROUND | _AFTER | _APART | _BEFORE
#: The punctuation of Chinese, and letters and figures as wide as its characters.
FULL_WIDTH = frozenset(map(chr, (*range(0x3000, 0x3040), *range(0xFF00, 0xFFF0))))
#: The numbers ª and º are letters by their class, and follow a number.
_ORDINALS = frozenset("ªº")
#: So many small letters before a capital: shorter ones are prefixes, as in Irish.
_PREFIX = 3


def cost(word: str, alphabet: Collection[str]) -> int:
    """What it costs to believe that `word` (a run without white space) is of a language with this alphabet.

    The characters beyond ASCII are looked at, each with its neighbours; 0 is a
    word without doubt. Only letters and signs count, controls are the caller's.
    """
    return sum(
        _letter(word, place, alphabet)
        if character.isalpha() and character not in _BEFORE
        else _sign(word, place)
        for place, character in enumerate(word)
        if character > "\x7f"
    )


def cost_of_characters(word: str) -> int:
    """The same for a word of a language that is written without an alphabet: of its letters all are characters."""
    return sum(
        IMPOSSIBLE
        for one in word
        if one > "\x7f" and not (is_character(one) or one in FULL_WIDTH or one in _PRINTED)
    )


def is_character(one: str) -> bool:
    """Whether `one` is a Chinese character."""
    return "\u3400" <= one < "\ua000"


def _letter(word: str, place: int, alphabet: Collection[str]) -> int:
    character = word[place]
    before = word[max(0, place - _PREFIX) : place]
    if character.isupper() and len(before) == _PREFIX and before.isalpha() and before[-1].islower():
        return IMPOSSIBLE
    after = word[place + 1 : place + 2]
    if any(near.isalpha() and _latin(near) != _latin(character) for near in before[-1:] + after):
        return IMPOSSIBLE
    if character.islower() and after.isupper() and word[:place].isalpha():
        return IMPOSSIBLE
    if character.lower() in alphabet:
        return 0
    if character in _ORDINALS and before[-1:].isdigit():
        return 0
    return FOREIGN if not before[-1:].isdigit() else ODD


def _latin(letter: str) -> bool:
    return letter < "\u0250" or "\u1e00" <= letter < "\u1f00"


def _sign(word: str, place: int) -> int:
    character = word[place]
    before = word[place - 1 : place].isalpha()
    after = word[place + 1 : place + 2].isalpha()
    if word in _BESIDE_NUMBERS:
        return IMPOSSIBLE
    if character in _JOINING or not (before or after):
        return 0 if character in _PRINTED else IMPOSSIBLE
    if character in _BEFORE:
        return IMPOSSIBLE if before else 0
    if character in _AFTER and after:
        return IMPOSSIBLE
    if character in _OPENING and before:
        return IMPOSSIBLE
    if character in _AROUND | _AFTER:
        return IMPOSSIBLE if before and after else 0
    return IMPOSSIBLE
