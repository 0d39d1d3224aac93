"""Scripts that are written without blanks between words: there any character may stand beside any other."""

from __future__ import annotations

from typing import Final

#: Characters of such scripts, their signs and figures of full width included, as the inside of a character class.
UNSPACED: Final = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_RANGES = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\ufe30", "\ufe4f"), ("\uff00", "\uffef"))


def unspaced(character: str) -> bool:
    """Whether `character` is of a script without blanks; "" is not."""
    return character >= "\u2e80" and any(first <= character <= last for first, last in _RANGES)


def runs_on(above: str, below: str) -> bool:
    """Whether no blank stood where a line was broken between `above` and `below`.

    That is so in a script without blanks, but for two words of another script that stand in it.
    """
    if above.isascii() and below.isascii():
        return False
    last, first = above[-1:], below[:1]
    if unspaced(last) or unspaced(first):
        return True
    if last.isalpha() and first.isalpha():
        return False
    return mostly_unspaced(above) and mostly_unspaced(below)


def mostly_unspaced(text: str) -> bool:
    """Whether more letters of `text` are of a script without blanks than are not."""
    if text.isascii():
        return False
    letters = [c for c in text if c.isalpha()]
    return 2 * sum(map(unspaced, letters)) > len(letters)
