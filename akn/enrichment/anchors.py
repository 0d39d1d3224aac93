"""One expression for all the words by which something can begin: what no word can begin with is passed over quickly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from akn.matching.scripts import UNSPACED, unspaced


def anchor(words: Iterable[str]) -> re.Pattern[str]:
    """An expression that finds every word with a capital, every number, and those of `words` that have none.

    Most words of a text are in small letters, and few of those begin anything. In a script without blanks a name may
    begin at any character.
    """
    known = frozenset(words)
    small = sorted({word for word in known if word and word[0].islower()})
    within = "".join(sorted(word for word in known if len(word) == 1 and unspaced(word)))
    ascii_first = "".join(sorted({re.escape(word[0]) for word in small if word[0].isascii()}))
    return re.compile(
        (rf"[{within}]|" if within else "")
        + rf"(?<![^\W\d_{UNSPACED}])(?=[A-Z0-9\u0080-\U0010ffff{ascii_first}])"
        rf"(?:(?:{_branches(small)})(?![^\W\d_])|[^\W\d_a-z{UNSPACED}][^\W\d_{UNSPACED}]*|\d+)"
    )


def _branches(words: list[str]) -> str:
    """`words` as an alternation that shares their beginnings: the longest first, as an alternation needs it."""
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _branch(tree) if words else r"(?!)"


def _branch(tree: dict[str, Any]) -> str:
    longer = [re.escape(letter) + _branch(inner) for letter, inner in tree.items() if letter]
    if not longer:
        return ""
    joined = longer[0] if len(longer) == 1 and "" not in tree else f"(?:{'|'.join(longer)})"
    return f"{joined}?" if "" in tree else joined
