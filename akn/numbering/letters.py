"""How numbers run on that are letters: recitals ``A … Z, AA …``, points ``a … z``. The alphabets are a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from akn import ready


class Letters:
    """A sequence of letters, in capitals; past its end they double (AA, AB …), then there are three.

    `lookalikes` are letters of another script that stand for its own in texts
    typed on the wrong keyboard. Where the letters are `numerals`, none can be
    put in between (Ca) and no other doubling (BB) is known.
    """

    def __init__(
        self, letters: Iterable[str], lookalikes: Mapping[str, str] | None = None, *, numerals: bool = False
    ) -> None:
        self.letters = tuple(letters)
        self.numerals = numerals
        self._singles = tuple(letter for letter in self.letters if len(letter) == 1)
        own = {letter: place for place, letter in enumerate(self.letters)}
        strange = {one: own[held] for one, held in (lookalikes or {}).items() if held in own}
        self._places = own | strange
        units = {letter: place for place, letter in enumerate(self._singles)}
        self._units = units | {one: units[held] for one, held in (lookalikes or {}).items() if held in units}

    def at(self, place: int) -> str:
        """The letter at `place`, counted from 0: ``A`` is 0, ``Z`` 25, ``AA`` 26, ``AAA`` 702."""
        if place < len(self.letters):
            return self.letters[place]
        over, base, length = place - len(self.letters), len(self._singles), 2
        while over >= base**length:
            over, length = over - base**length, length + 1
        written = ""
        for _ in range(length):
            over, unit = divmod(over, base)
            written = self._singles[unit] + written
        return written

    def place(self, letter: str) -> int | None:
        """Where `letter`, in any case, stands, counted from 0; None where the sequence does not hold it.

        More than two letters are a word.
        """
        upper = letter.upper()
        place = self._places.get(upper)
        if place is not None:
            return place
        if len(upper) == 2 and upper[0] in self._units and upper[1] in self._units:
            return len(self.letters) + self._units[upper[0]] * len(self._singles) + self._units[upper[1]]
        return None

    def follows(self, previous: str, letter: str) -> bool:
        """Whether `letter` may come right after `previous`: Z → AA; AA → AB or BB."""
        a, b = self.place(previous), self.place(letter)
        if a is None or b is None:
            return False
        return b == a + 1 or (_doubled(previous) and _doubled(letter) and b == a + len(self._singles) + 1)

    def after(self, one: str) -> Sequence[str]:
        """What may come right after `one`, the usual first; none where it is no number here.

        C → D or Ca, a number put in later; Ca → D or Cb; Z → AA; AA → AB or BB.
        """
        if not self.numerals and len(one) == 2 and one[0].isupper() and one[1].islower():
            return self._after_inserted(one)
        place = self.place(one)
        if place is None or (self.numerals and place + 1 >= len(self.letters)):
            return ()
        following = [self.at(place + 1)]
        if self.numerals:
            return following
        if len(one) == 1:
            following.append(one + self.letters[0].lower())
        elif _doubled(one.upper()) and self._units[one[0].upper()] + 1 < len(self._singles):
            following.append(self.at(place + len(self._singles) + 1))
        return following

    def _after_inserted(self, one: str) -> Sequence[str]:
        head, tail = self.place(one[0]), self._units.get(one[1].upper())
        if head is None or tail is None:
            return ()
        inserted = [one[0] + self._singles[tail + 1].lower()] if tail + 1 < len(self._singles) else []
        return [self.at(head + 1), *inserted]


def _doubled(letters: str) -> bool:
    return len(letters) == 2 and letters[0] == letters[1]


@cache
def _table() -> Mapping[str, Any]:
    return ready.load("numbering/letters.toml")


@cache
def _plain() -> Mapping[int, str]:
    return str.maketrans(
        {
            **{
                own: typed
                for row in _table()["lookalikes"]
                for typed, own in zip(row["typed"], row["own"], strict=True)
                if typed.isascii()
            },
            "\u0640": "",
        }
    )


def plain_letters(letters: str) -> str:
    """`letters` in capitals, those that print as Latin ones do made Latin, and without what draws Arabic ones out."""
    return letters.upper().translate(_plain())


@cache
def alphabets() -> Mapping[str, Letters]:
    """Every alphabet of ``letters.toml``, by its name, in the table's order."""
    return {
        name: _letters(entry["letters"], entry.get("tens")) for name, entry in _table()["letters"].items()
    }


def spelt(letters: Sequence[str]) -> Letters:
    """An alphabet that a language gives letter by letter, with the lookalikes of its script."""
    return _letters(letters, None)


def latin() -> Letters:
    """``A … Z``, in which what is numbered in another alphabet is told apart across languages."""
    return alphabets()["latin"]


def _letters(letters: Sequence[str], tens: Sequence[str] | None) -> Letters:
    row = letters if tens is None else [*letters, *(ten + unit for ten in tens for unit in ("", *letters))]
    script = next((entry for entry in _table()["lookalikes"] if entry["own"][0] == letters[0]), None)
    strange = dict(zip(script["typed"], script["own"], strict=True)) if script else None
    return Letters(row, strange, numerals=tens is not None)
