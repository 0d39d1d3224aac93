"""Lists of names, as the cover of a motion prints them."""

from __future__ import annotations

import re

_LONGEST = 70
_DIGIT = re.compile(r"\d")
_NO_NAME = re.compile(r'[.:()/"“”!?]')
_INITIAL = re.compile(r"\b(?:[^\W\d_]{1,2}|St|Jr|Sr)\.")


def names_in(text: str) -> list[tuple[int, int]]:
    """The names in `text`, by offsets, or nothing where it is no list of names.

    A name has two words or more, or one word in a list; each begins with a
    capital but for particles (``Von``, ``i``, ``van der``); none holds a digit
    or ends a sentence.
    """
    if (
        not text.strip()
        or text.lstrip()[0] in "-–—•"
        or _DIGIT.search(text)
        or _NO_NAME.search(_without_initials(text))
    ):
        return []
    found: list[tuple[int, int]] = []
    start = 0
    for part in text.split(","):
        name = part.strip()
        if not name:
            if part is not None and start + len(part) >= len(text.rstrip()):
                break
            return []
        words = name.split()
        if len(name) > _LONGEST or len(words) > 7 or not words[0][:1].isupper() and len(words) < 2:  # noqa: RUF021
            return []
        capitals = sum(w.lstrip("'’‘")[:1].isupper() for w in words)
        if capitals * 2 < len(words) or (len(words) == 1 and "," not in text):
            return []
        first = start + len(part) - len(part.lstrip())
        found.append((first, first + len(name)))
        start += len(part) + 1
    return found


def _without_initials(text: str) -> str:
    """`text` without the dots of initials and titles: “J. Smith”, “Jr.”."""
    return _INITIAL.sub("", text) if "." in text else text
