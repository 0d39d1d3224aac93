"""Abbreviations that a text defines: “the Enhanced Partnership and Cooperation Agreement (EPCA)”.

The name and its abbreviation mean the same from there on, through the whole
document. If the name is in no table, what it means is a concept of this
document, or a body where its last word says so.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Literal

from akn.authorities import Table
from akn.enrichment.finders.names import Names
from akn.enrichment.reading import TOKEN, first_word
from akn.model.resolution import Entity, Markup, Mention

_ABBREVIATION = re.compile(r"\s\(([^\W\d_][^\W_]{0,3}[^\W\d_a-z][^\W_]{0,8})\)")
#: So many words a defined name may have.
_LONGEST = 12


class Definitions:
    """Finds definitions by the words of one language."""

    def __init__(self, words: Table, names: Names) -> None:
        held = words.get("definitions", {})
        self._small = frozenset(held.get("small", ()))
        self._bodies = frozenset(held.get("organization", ()))
        self._names = names
        self._able = bool(held)

    def find(self, text: str, known: Container[str]) -> dict[str, Markup]:
        """The names that `text` (made alike) defines, and what they mean; `known` are those defined before."""
        if not self._able:
            return {}
        defined: dict[str, Markup] = {}
        for match in _ABBREVIATION.finditer(text):
            short = match[1]
            if sum(letter.isupper() for letter in short) < 2 or short in known:
                continue
            before = text[max(0, match.start() - 160) : match.start()]
            words = list(TOKEN.finditer(before))[-_LONGEST:]
            begin = self._spelt(before, words, short)
            if begin is not None:
                label = before[begin:]
                markup = self._names.whole(before, begin, first_word(label))
                if markup is None:
                    markup = Mention(self._entity(short, label, words[-1].group()))
                    defined[label] = markup
                defined[short] = markup
            elif self._names.whole(short, 0, first_word(short)) is None:
                # “Genocide Convention (CPPCG)”: the letters are those of its full name.
                markup = self._tabled(before, words)
                if markup is not None:
                    defined[short] = markup
        return defined

    def _tabled(self, before: str, words: list[re.Match[str]]) -> Markup | None:
        """What the tables know by the name that ends here."""
        for word in words:
            found = self._names.whole(before, word.start(), word.group())
            if found is not None:
                return found
        return None

    def _spelt(self, before: str, words: list[re.Match[str]], short: str) -> int | None:
        """Where the words begin whose initials spell `short`; small words may be passed over."""
        letters = [letter for letter in short if letter.isupper()]
        for word in reversed(words):
            printed = word.group()
            if letters and printed[0] == letters[-1]:
                letters.pop()
                if not letters:
                    return word.start() if "(" not in before[word.start() :] else None
            elif printed not in self._small:
                return None
        return None

    def _entity(self, short: str, label: str, last: str) -> Entity:
        kind: Literal["organization", "concept"] = "organization" if last in self._bodies else "concept"
        return Entity(kind, f"{kind}_{short}", f"/akn/ontology/{kind}/{short}", label, short)
