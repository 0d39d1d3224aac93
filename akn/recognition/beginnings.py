"""What a recital begins with that no table knows, told by its form: “Valuing …”, “Firm in its belief …”."""

from __future__ import annotations

import re

from akn.recognition.idiom import Idiom

#: A capital letter, and what stands before it without being a word: “S’étonnant”.
_WORD = re.compile(r"(?:[^\W\d_]['\u2019])?([^\W\d_]+)")
#: A comma, the mark of a note behind it, and a capital.
_BEHIND = re.compile(r",(?:\d{1,3}|\(\d{1,3}\)|\[\d{1,3}\])?(?P<space>\s*)(?=[^\W\d_])")
#: What is no name of a list has so many words before the comma.
_LONG = 5
#: So much of a text is looked at for what it begins with.
_HEAD = 120
#: Words that end as participles do and are shorter may be anything.
_SHORTEST = 5


class Beginnings:
    """The forms of the words that recitals begin with, in a language whose recitals begin with a capital."""

    def __init__(self, idiom: Idiom) -> None:
        table = idiom.language.table
        self._openers = idiom.phrases("recital")
        # Where the phrases begin small, so do recitals.
        capital = any(phrase[:1].isupper() for phrase in self._openers.phrases)
        self._endings = tuple(table.get("participles", {}).get("endings", ())) if capital else ()
        self._between = frozenset(table.get("people", {}).get("conjunctions", ()))

    def cuts(self, plain: str) -> list[int]:
        """Where in `plain`, a recital, others begin whose line breaks were lost: with a capital, behind a comma."""
        if not self._endings:
            return []
        return [
            match.end()
            for match in _BEHIND.finditer(plain)
            if plain[match.end()].isupper() and self._opens(plain[match.end() : match.end() + _HEAD])
        ]

    def _opens(self, head: str) -> bool:
        """Whether `head` begins with words that begin recitals, or with one that has their form."""
        word = _WORD.match(head)
        return self._openers.opening(head) is not None or (
            word is not None and self._formed(word[1]) and self._small(head, word.end())
        )

    def _formed(self, word: str) -> bool:
        return len(word) >= _SHORTEST and not word.isupper() and word.endswith(self._endings)

    def _small(self, text: str, at: int) -> bool:
        """Whether a word follows at `at` that is of no name, and joins what stands before it to nothing."""
        second = text[at:].split(maxsplit=1)[:1] if text[at : at + 1] == " " else []
        return second != [] and second[0][:1].islower() and second[0] not in self._between

    def tells(self, above: str, below: str) -> bool:
        """Whether `below` begins a recital behind `above`, which ends in a comma, and goes on no list of names there.

        A small word follows its first, which has the form of such a beginning or is no name: what stands between the
        commas before is long.
        """
        word = _WORD.match(below)
        if not self._endings or word is None or word[1].isupper() or not self._small(below, word.end()):
            return False
        return self._formed(word[1]) or len(above.rstrip(" ,").rpartition(",")[2].split()) >= _LONG
