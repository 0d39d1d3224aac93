"""Years printed with two digits, and the one rule that tells their century."""

from __future__ import annotations

#: The European Communities began on 23 July 1952: nothing they or their courts numbered is older.
SINCE = 1952


def full(figures: str, since: int = SINCE) -> int:
    """The year that two digits stand for: the first that ends in them, from `since` on.

    ``52`` is 1952 and ``51`` is 2051. `since` is the year of the oldest
    document that can be meant; another institution has another. Four digits are
    the year itself.
    """
    if len(figures) != 2:  # two digits are what this is about
        return int(figures)
    return since + (int(figures) - since) % 100
