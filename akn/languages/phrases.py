"""Phrases with slots, as tables write them, turned into one matcher a table.

A phrase is plain text. Case does not count, nor the kind of white space,
hyphen or apostrophe. A slot stands in braces; what each may hold is `SLOTS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

#: Characters that print alike, one to one, so that offsets stay true.
ALIKE = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
            " ",
        ),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4\u0060\u2032", "'"),
        # Romanian: comma below and cedilla are both in use.
        "\u015f": "\u0219", "\u0163": "\u021b", "\u015e": "\u0218", "\u0162": "\u021a",
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
    }
)

#: What a slot may hold. All are bounded, so that no text can make matching slow.
SLOTS: Mapping[str, str] = {
    "text": r"[^\n]{1,400}?",
    "number": r"[0-9]{1,6}",
    "docket": r"[A-Z]{1,3}[0-9]{0,2}[-_/()0-9A-Z]{3,24}",
    "date": r"[^\n]{4,60}?",
    "group": r"[^\n;:,]{1,120}?",
    "committee": r"[^\n;:]{1,200}?",
}


def alike(text: str) -> str:
    """`text` with the characters that print alike made the same; the length does not change."""
    if text.isascii() and "\t" not in text and "`" not in text:
        return text
    return text.translate(ALIKE)


def expression(phrase: str) -> str:
    """The regular expression of one phrase; slots become groups called ``<slot>``.

    A slot that ends the phrase takes all it can hold, any other as little as
    fits. White space may stand before a comma or colon, as some pages print it.
    """
    parts: list[str] = []
    named: set[str] = set()
    pieces = re.split(r"\{(\w+)\}", alike(phrase))
    for index, part in enumerate(pieces):
        if index % 2:
            held = SLOTS[part]
            if index == len(pieces) - 2 and not pieces[-1]:
                held = held.removesuffix("?")
            # A slot that stands twice is a group only once.
            parts.append(f"(?:{held})" if part in named else f"(?P<{part}>{held})")
            named.add(part)
        else:
            escaped = re.escape(re.sub(r"\s+", " ", part))
            parts.append(re.sub(r"(\\ )?([:,])", r"\\s*\2", escaped).replace("\\ ", r"\s+"))
    pattern = "".join(parts)
    if phrase[:1].isalnum():
        pattern = r"(?<!\w)" + pattern
    if phrase[-1:].isalnum():
        pattern += r"(?!\w)"
    return pattern


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: where, which, and what its slots hold (by offsets in the text)."""

    start: int
    end: int
    phrase: str
    slots: Mapping[str, tuple[int, int]] = field(default_factory=dict)


class Phrases:
    """The phrases of one slot of a table, longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(sorted(phrases, key=lambda p: (-len(p), p)))

    def __bool__(self) -> bool:
        return bool(self.phrases)

    @cached_property
    def _any(self) -> re.Pattern[str] | None:
        """Any phrase, slots unnamed: the quick no."""
        if not self.phrases:
            return None
        return re.compile(
            "|".join(f"(?:{re.sub(r'[?]P<[a-z]+>', '?:', expression(p))})" for p in self.phrases),
            re.IGNORECASE,
        )

    @cached_property
    def _each(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((p, re.compile(expression(p), re.IGNORECASE)) for p in self.phrases)

    def opening(self, text: str) -> Hit | None:
        """The longest phrase that `text` (already made `alike`) begins with."""
        if self._any is None or self._any.match(text) is None:
            return None
        return self._longest([(p, m) for p, r in self._each if (m := r.match(text))])

    def inside(self, text: str) -> Hit | None:
        """The phrase found first in `text` (already made `alike`), wherever it stands."""
        if self._any is None or self._any.search(text) is None:
            return None
        found = [(p, m) for p, r in self._each if (m := r.search(text))]
        first = min(m.start() for _, m in found)
        return self._longest([(p, m) for p, m in found if m.start() == first])

    def whole(self, text: str) -> Hit | None:
        """The phrase that is all of `text` (already made `alike`)."""
        if self._any is None or self._any.fullmatch(text) is None:
            return None
        return self._longest([(p, m) for p, r in self._each if (m := r.fullmatch(text))])

    @staticmethod
    def _longest(found: list[tuple[str, re.Match[str]]]) -> Hit | None:
        if not found:
            return None
        phrase, match = max(found, key=lambda pair: (pair[1].end(), len(pair[0])))
        slots = {name: match.span(name) for name in match.groupdict()}
        return Hit(match.start(), match.end(), phrase, slots)
