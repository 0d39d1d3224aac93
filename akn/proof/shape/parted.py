"""Doubts about words that a hyphen and a blank part in the middle of a line: “the accept- ance of the plan”.

Whoever joins the lines of a printed page by blanks leaves the hyphens of its line ends standing. A hyphen before a
blank is right where it stands for the rest of a word, and a word such as “and” follows: “short- and long-term”.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from akn.findings import Finding
from akn.languages import load
from akn.proof.shape.doubts import doubt
from akn.proof.shape.openers import Openers
from akn.proof.shape.units import Seen

_PARTED = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,40})[-\u2010] ([^\W\d_]{1,40})(?![^\W\d_])")
_WORDS = re.compile(r"[^\W\d_]+")


def words(seen: Seen, known: Openers) -> Iterator[Finding]:
    """Words in two halves: the whole is known, or the second half is not and a printer would break there."""
    said: Counter[str] = Counter()
    for block in seen.blocks:
        if "- " not in block.text and "\u2010 " not in block.text:
            continue
        for parted in _PARTED.finditer(block.text):
            head, tail = parted[1], parted[2]
            if not tail[0].islower() or tail in _suspending(known.language):
                continue
            said = said or _counted(seen)
            whole = f"{head}{tail}".casefold()
            half = said[tail] < 2 and tail not in known.known()
            if (
                whole in said
                or whole in known.known()
                or (half and _breaks_at(known.language, whole, len(head)))
            ):
                yield doubt("HYP003", f"a word is in two halves: “{parted[0]}”", eid=block.eid)


def _counted(seen: Seen) -> Counter[str]:
    return Counter(word for block in seen.blocks for word in _WORDS.findall(block.text.casefold()))


def _suspending(language: str) -> Collection[str]:
    held: Collection[str] = load(language).table.get("suspending", ())
    return held


def _breaks_at(language: str, word: str, at: int) -> bool:
    """Whether a printer would break `word`, of that language, behind `at` letters."""
    return at in _places(load(language).iso639_1)(word)


@lru_cache(maxsize=32)
def _places(code: str) -> Callable[[str], Collection[int]]:
    from pyphen import Pyphen, language_fallback  # noqa: PLC0415  # seldom asked for, and it reads large tables

    pattern = language_fallback(code)
    held = Pyphen(lang=pattern, left=2, right=2) if pattern else None
    return held.positions if held is not None else lambda word: range(len(word))
