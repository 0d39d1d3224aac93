"""How numbers and letters count: what one says, and how another follows it. The proof's own reading of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from unicodedata import decimal, normalize, numeric

from akn import ready
from akn.proof.shape.marks import value

#: Alphabets in which recitals are lettered where the language's table does not say its own.
_LATIN = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
#: Latin letters that print as the Cyrillic or Greek ones that count.
_ALIKE = (
    dict(zip("ABEKMHOPCTX", "АВЕКМНОРСТХ", strict=True)),
    dict(zip("ABEZHIKMNOPTYX", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True)),
    dict(zip("АВЕКМНОРСТХA", "ABEKMHOPCTXA", strict=True)),
)
_LABEL = re.compile(r"\w+")
#: “1.2.” counts with its last number, under the first.
_DOTTED = re.compile(r"(?<!\d)\d{1,3}(?:\.\d{1,3})*\.(?=\d)")
#: “1º” counts as 1.
_ORDINAL = str.maketrans("", "", "ºª")
_NUMBER = re.compile(r"(\d+)(\w*)")
#: What draws an Arabic letter out.
_STRETCH = "\u0640"
_TEN = 10


def distance(one: str, label: str, letters: Sequence[str]) -> int:
    """How many places `label` stands behind `one`; 0 where that cannot be said."""
    if one.isdecimal() and label.isdecimal():
        return int(label) - int(one)
    if one.isdecimal() or label.isdecimal():
        return 0
    a, b = _place(one, letters), _place(label, letters)
    if a is not None and b is not None and b > a:
        return b - a
    a, b = _roman(one), _roman(label)
    return b - a if a and b else 0


def counted(num: str) -> str:
    """What `num` counts with, digits of every script as those of ASCII."""
    found = _LABEL.search(_DOTTED.sub("", num, count=1).translate(_ORDINAL))
    if found is None:
        return ""
    if found[0].isascii():
        return str(found[0]).lstrip("0") or str(found[0])
    made = _LABEL.search("".join(map(_plain, normalize("NFKC", found[0]))).replace(_STRETCH, ""))
    return str(made[0]) if made else ""


def _plain(sign: str) -> str:
    return str(decimal(sign)) if sign.isdecimal() else sign


def follows(one: str, label: str, letters: Sequence[str]) -> str:
    """How `label` follows `one`: "on", "again" or "not"."""
    if one.casefold() == label.casefold():
        return "again"
    if _figures(one) and _figures(label) == _figures(one) + 1:
        return "on"
    before, after = _NUMBER.fullmatch(one), _NUMBER.fullmatch(label)
    if before and after:
        a, b = value(before[1]), value(after[1])
        if a is None or b is None:
            return "not"
        if b == a:
            return "on" if after[2] > before[2] else "not"
        return "on" if b == a + 1 and after[2] in {"", "a"} else "not"
    if before or after:
        return "not"
    a_place, b_place = _place(one, letters), _place(label, letters)
    if a_place is None or b_place is None:
        roman = _roman(one), _roman(label)
        return "on" if roman[0] and roman[1] == roman[0] + 1 else "not"
    if _inserted(label, letters) or b_place == a_place:
        return "on" if b_place == a_place and len(label) > 1 and label > one else "not"
    doubled = len(one) == len(label) == 2 and one[0] == one[1] and label[0] == label[1]
    return (
        "on"
        if b_place == a_place + 1 or (doubled and label[0] == _next(one[0], letters))
        else _romans(one, label)
    )


def _inserted(label: str, letters: Sequence[str]) -> bool:
    """Whether `label` was put in between two letters: ``Ba`` behind ``B``."""
    return (
        label.upper() not in (letters or _LATIN)
        and len(label) > 1
        and label[0].isupper()
        and label[1].islower()
    )


def _romans(one: str, label: str) -> str:
    a, b = _roman(one), _roman(label)
    return "on" if a and b == a + 1 else "not"


def _figures(label: str) -> int:
    """The value of figures that are no digits (``二``, ``十二``), or 0."""
    total = 0
    for sign in label:
        number = int(numeric(sign, 0)) if not sign.isascii() else 0
        if not number:
            return 0
        total = (total or 1) * number if number == _TEN else total + number
    return total


def _next(letter: str, letters: Sequence[str]) -> str:
    own = letters or _LATIN
    at = own.index(letter.upper()) + 1 if letter.upper() in own else len(own)
    following = own[at] if at < len(own) else ""
    return following.lower() if letter.islower() else following


def _place(label: str, letters: Sequence[str]) -> int | None:
    """Where `label` stands among letters that double after the last; an inserted ``Ba`` stands with its ``B``."""
    own = letters or _LATIN
    upper = label.upper()
    for alike in _ALIKE:
        if own[0] == alike["A"]:
            upper = "".join(alike.get(letter, letter) for letter in upper)
    if upper in own:
        return own.index(upper)
    if len(label) == 2 and label[0].isupper() and label[1].islower():
        return _place(label[0], letters)
    if len(upper) == 2 and upper[0] in own and upper[1] in own:
        single = [letter for letter in own if len(letter) == 1]
        return len(own) + single.index(upper[0]) * len(single) + single.index(upper[1])
    return None


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _roman(label: str) -> int:
    """The value of a Roman numeral, or 0."""
    values = [_ROMAN.get(sign, 0) for sign in label.casefold()]
    if not values or not all(values):
        return 0
    return sum(-a if a < b else a for a, b in pairwise([*values, 0]))


@cache
def alphabets() -> Mapping[str, tuple[str, ...]]:
    """The letters that are counted with, by name: data of the numbering. Numerals are told one by one."""
    return {
        name: (*row["letters"], *(ten + one for ten in row.get("tens", ()) for one in ("", *row["letters"])))
        for name, row in ready.load("numbering/letters.toml")["letters"].items()
    }


def goes_on(one: str, label: str, by: int = 1) -> bool:
    """Whether `label` stands so many places behind `one` in any alphabet."""
    if by == 1:
        return any(follows(one, label, alphabet) == "on" for alphabet in alphabets().values())
    first, second = _roman(one), _roman(label)
    if first and second == first + by:
        return True
    if one.isascii() and label.isascii():
        return distance(one, label, ()) == by  # in the letters that all have: others stand between in some
    return any(distance(one, label, alphabet) == by for alphabet in alphabets().values())
