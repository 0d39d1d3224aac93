"""How a language counts with letters: recitals ``A … Z, AA …``, points ``a … z``."""

from __future__ import annotations

from collections.abc import Sequence

LATIN = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


#: Latin capitals that stand for Cyrillic or Greek ones in texts typed on the wrong keyboard.
_LOOKALIKES = (
    dict(zip("ABEKMHOPCTX", "АВЕКМНОРСТХ", strict=True)),
    dict(zip("ABEZHIKMNOPTYX", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True)),
)


class Letters:
    """A sequence of letters, in capitals; past its end the letters double (AA, AB …)."""

    def __init__(self, letters: Sequence[str]) -> None:
        self.letters = tuple(letters)
        self._places = {letter: n for n, letter in enumerate(self.letters)}
        singles = [letter for letter in self.letters if len(letter) == 1]
        self._singles = tuple(singles)
        for alike in _LOOKALIKES:
            if self.letters[0] == alike["A"]:
                for latin, own in alike.items():
                    if own in self._places:
                        self._places[latin] = self._places[own]

    def at(self, place: int) -> str:
        """The letter at `place`, counted from 0: ``A`` is 0, ``Z`` 25, ``AA`` 26."""
        if place < len(self.letters):
            return self.letters[place]
        over, base = place - len(self.letters), len(self._singles)
        first, second = divmod(over, base)
        return self._singles[first % base] + self._singles[second]

    def place(self, letter: str) -> int | None:
        """Where `letter` stands, counted from 0, or None where the sequence does not hold it."""
        upper = letter.upper()
        place = self._places.get(upper)
        if place is not None:
            return place
        if len(upper) == 2 and all(part in self._places for part in upper):  # AA, AB, BB
            first, second = (self._singles.index(part) for part in upper)
            return len(self.letters) + first * len(self._singles) + second
        return None

    def follows(self, previous: str, letter: str) -> bool:
        """Whether `letter` may come right after `previous`: Z → AA; AA → AB or BB."""
        a, b = self.place(previous), self.place(letter)
        if a is None or b is None:
            return False
        if b == a + 1:
            return True
        doubled = (
            len(letter) == 2 and letter[0] == letter[1] and len(previous) == 2 and previous[0] == previous[1]
        )
        return doubled and b == a + len(self._singles) + 1
