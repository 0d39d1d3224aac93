"""Rows of small letters and numerals, one inside the other: which of them a mark goes on, or whether it begins one."""

from __future__ import annotations

from msgspec import Struct, field

from akn.numbering.letters import Letters, latin
from akn.numbering.roman import roman

#: So many rows can be open at once, one inside the other.
_ROWS = 4


class OpenRows(Struct):
    """The rows of small letters that are open: the last value of each."""

    letters: Letters
    last: list[str] = field(default_factory=list)

    def follow(self, value: str) -> bool:
        """Whether `value` goes on one of the rows; the rows inside that one are over."""
        for depth in reversed(range(len(self.last))):
            if comes_after(self.last[depth], value, self.letters):
                del self.last[depth:]
                self.last.append(value)
                return True
        return False

    def begin(self, value: str) -> None:
        """Begin a row."""
        del self.last[: max(0, len(self.last) - _ROWS)]
        self.last.append(value)


def may_begin(value: str, letters: Letters) -> bool:
    """Whether `value` is the first of a row."""
    return value == "i" or 0 in (letters.place(value), latin().place(value))


def comes_after(before: str, value: str, letters: Letters) -> bool:
    """Whether `value` comes right after `before`, as a letter or as a numeral."""
    if letters.follows(before, value) or latin().follows(before, value):
        return True
    one, two = roman(before), roman(value)
    return one is not None and two is not None and two == one + 1
