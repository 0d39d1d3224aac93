"""Roman numerals, as sub-points, annexes and attachments are numbered with them."""

from __future__ import annotations

_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_STEPS = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LAST = 99


def roman(text: str) -> int | None:
    """The value of a Roman numeral up to 99, in any case (``iv`` is 4), or None where `text` is none.

    Beyond that ``c``, ``d`` and ``m`` are letters: no list of points is so long.
    """
    digits = [_DIGITS.get(c, 0) for c in text[:16].lower()]
    if not digits or 0 in digits:
        return None
    following = [*digits[1:], 0]
    value = sum(-d if d < after else d for d, after in zip(digits, following, strict=True))
    return value if value <= _LAST and as_roman(value) == text.lower() else None


def in_figures(number: str) -> str:
    """`number` in figures where it is a Roman one in capitals, else as it is: annexes are printed “IV”, known by 4."""
    value = roman(number) if number.isupper() else None
    return number if value is None else str(value)


def as_roman(number: int) -> str:
    """`number`, 1 or more, as a Roman numeral in small letters."""
    written = ""
    for value, sign in _STEPS:
        written += sign * (number // value)
        number %= value
    return written
