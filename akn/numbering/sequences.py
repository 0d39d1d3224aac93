"""Printed numbers: what a ``num`` says, and whether a row of them runs on without gap or repeat."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import TypeAlias

from akn.numbering.letters import alphabets, plain_letters
from akn.numbering.roman import as_roman, roman

_PIECES = re.compile(r"\d+|[^\W\d_]+")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
#: What draws an Arabic letter out.
_STRETCH = "\u0640"
_ORDINAL = str.maketrans("", "", "ºª°")
#: What tells twins apart at the end of an eId: “1-2” is the second “1”, “1_2” in older files.
_TWIN = re.compile(r"(?:_.*|-\d+)$", re.DOTALL)

#: Where what a ``num`` counts with ends, and a title or the number of what it holds begins: “1A.—(1)”, “V - Final”.
_END = re.compile(r"[\s.]*[—–:;(\[]|\s+-\s+")
#: What a number is that can be said again in an eId: digits, Roman, a letter, or these with a suffix.
_PLAIN = re.compile(
    r"(?:\d{1,9}|[ivxlc]{1,8}|[^\W\d_])(?:[a-z]{1,3}|-(?:\d{1,4}|[a-z]{1,12}))?", re.IGNORECASE
)

#: Given a number, those that may come right after it, the usual one first; none where it is no number here.
Follow: TypeAlias = Callable[[str], Sequence[str]]


def pieces(text: str) -> list[str]:
    """Return the runs of digits and of letters in `text`, lower-case, digits in European form.

    ``(a)`` gives ``["a"]``, ``Art. 5a`` gives ``["art", "5", "a"]``, a dash gives nothing.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_ORDINAL)).casefold()
    return [_european(piece) if piece.isdecimal() else piece for piece in _PIECES.findall(plain)]


def _european(digits: str) -> str:
    return "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0") or "0"


@lru_cache(maxsize=4096)
def label(text: str) -> str:
    """Return what a ``num`` counts with: ``(a)`` gives ``a``, ``1.`` gives ``1``, a dash gives ""."""
    plain = unicodedata.normalize("NFKC", text.translate(_ORDINAL))
    plain = plain if plain.isascii() else plain.replace(_STRETCH, "")
    return _AROUND.sub("", plain)


def plain_number(num: str) -> str:
    """Return the number in `num` where it is one that an eId can say (``5``, ``iv``, ``3-bis``, ``2B``), else "".

    Words beside it are left out (``Art. 571.`` gives ``571``), and so is a title that stands behind it.
    """
    head = _END.split(num.strip().lstrip("([{ "), maxsplit=1)[0]
    words = [one for one in (label(word) for word in head.split()) if one]
    if not words or any(c.isdecimal() for word in words[:-1] for c in word):
        return ""
    last = words[-1]
    alone = (
        len(words) == 1 or any(c.isdecimal() for c in last) or (last.isupper() and roman(last) is not None)
    )
    return last if alone and _PLAIN.fullmatch(last) else ""


def agree(identifier: str, num: str) -> bool | None:
    """Return whether the number of an eId (``A``, ``5-1``, ``ii``, ``1to3``) is the one that `num` prints.

    None where it cannot be said: `num` is a bullet, a word, or in letters that the eId transliterates. A title, or the
    number of what is in it, may stand behind the number in `num`.
    """
    if identifier and num.strip("() .") == identifier:
        return True
    said = _agree(identifier, num)
    head = _END.split(num, maxsplit=1)[0]
    return True if said is False and head != num and _agree(identifier, head) else said


def _agree(identifier: str, num: str) -> bool | None:
    wanted, given = pieces(num), pieces(identifier)
    if given[1:2] == ["to"]:  # how the Naming Convention writes a range
        given = [given[0], *given[2:]]
    if not wanted or not _counts(wanted):
        return None
    if not wanted[-1].isascii() and identifier.isascii() and not any(piece.isdecimal() for piece in wanted):
        return None
    main = pieces(_TWIN.sub("", identifier))
    return any(_holds(wanted, part) for part in (given, main) if part)


def _counts(wanted: list[str]) -> bool:
    """Whether the pieces of a ``num`` count at all: “Sole article” and “Annex” do not."""
    if any(piece.isdecimal() for piece in wanted):
        return True
    last = wanted[-1]
    return len(last) == 1 or roman(last) is not None or (len(wanted) == 1 and len(last) <= 3)


def _holds(wanted: list[str], part: list[str]) -> bool:
    for start in range(len(wanted) - len(part) + 1):
        run = wanted[start : start + len(part)]
        rest = wanted[start + len(part) :]
        same = all(a == b or _same_value(a, b) for a, b in zip(run, part, strict=True))
        if same and all(_is_word(piece) for piece in rest):
            return True
    return False


def _is_word(piece: str) -> bool:
    """Whether a piece behind the number is a word; ordinals (“1 o”) and ideograms have one letter."""
    if len(piece) == 1:
        return piece in "oe" or unicodedata.east_asian_width(piece) == "W"
    return not piece.isdecimal()


def _same_value(a: str, b: str) -> bool:
    value, other = roman(a), roman(b)
    return (value is not None and str(value) == b) or (other is not None and str(other) == a)


# ----------------------------------------------------------------------------- rows of numbers


def first_break(labels: Sequence[str], systems: Iterable[tuple[str, Follow]]) -> tuple[int, str] | None:
    """Return where a row of numbers breaks, and what was expected there; None where it runs on.

    A row is right if any of `systems` (its first number, and how it goes on) carries it to its end.
    Otherwise the break is that of the system that gets furthest. Only systems in a script that the row has letters
    of are asked, where there are any: “А, В” in Cyrillic letters lacks a “Б”, though it prints as “A, B” does.
    """
    every = tuple(systems)
    written = _scripts(labels)
    best: tuple[int, str] | None = None
    for start, follow in [one for one in every if written & _scripts(one[0])] or every:
        broken = _break(labels, follow, start)
        if broken is None:
            return None
        if best is None or broken[0] > best[0]:
            best = broken
    return best


def _scripts(labels: Iterable[str]) -> set[str]:
    """The scripts of the letters in `labels`: the first word of a letter's name, LATIN, CYRILLIC, GREEK, ARABIC."""
    return {
        "LATIN" if letter.isascii() else unicodedata.name(letter, "").partition(" ")[0]
        for one in labels
        for letter in one
        if letter.isalpha()
    }


def _break(labels: Sequence[str], follow: Follow, start: str) -> tuple[int, str] | None:
    expected: Sequence[str] = (start,)
    for place, one in enumerate(labels):
        if _folded(one) not in {_folded(option) for option in expected}:
            return place, expected[0] if expected else ""
        expected = follow(one)
    return None


def _folded(one: str) -> str:
    """A number without its case, letters that print alike made the same."""
    return one.casefold() if one.isascii() else plain_letters(one).casefold()


def after_digits(one: str) -> Sequence[str]:
    """Return what may follow a number in digits: 2 → 3 or 2a; 2a → 2b or 3."""
    found = re.fullmatch(r"(\d{1,9})([a-z]?)", one.lower())
    if found is None:
        return ()
    number, letter = int(found[1]), found[2]
    return (str(number + 1), f"{number}{chr(ord(letter) + 1) if letter else 'a'}")


def after_roman(one: str) -> Sequence[str]:
    """Return what follows a Roman numeral: iii → iv."""
    value = roman(one)
    return () if value is None else (as_roman(value + 1),)


@cache
def lettered() -> tuple[tuple[str, Follow], ...]:
    """Return every way to count with letters: its first number, and how it goes on."""
    first, *others = ((letters.letters[0], letters.after) for letters in alphabets().values())
    return (first, ("i", after_roman), *others)
