"""One order for the parts of several versions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from typing import TypeAlias

Path: TypeAlias = tuple[str, ...]

_DIGITS = re.compile(r"(\d+)")


def merge(orders: Sequence[Sequence[str]], paths: Mapping[str, Path]) -> list[str]:
    """Return all keys of `orders` in one order that keeps to each of them.

    Where two versions disagree, the earlier one is followed. A part that only
    some have stands between its neighbours there. Between the same neighbours
    come first the parts that stand closest to what went before (by `paths`:
    the keys of all that a key stands in, and itself), then those of fewer
    versions; so the order of the versions makes no difference unless they
    disagree.
    """
    following: dict[str, set[str]] = {key: set() for order in orders for key in order}
    shared = Counter(chain.from_iterable(orders))
    awaited = Counter[str]()
    for order in orders:
        for key, after in pairwise(order):
            if after not in following[key]:
                following[key].add(after)
                awaited[after] += 1

    def place(key: str, last: Path) -> tuple[object, ...]:
        return (-_together(paths[key], last), shared[key], [_natural(step) for step in paths[key]])

    ready = sorted((k for k in following if not awaited[k]), key=lambda k: place(k, ()), reverse=True)
    # A disagreement makes a circle, in which every part awaits another: the first version's part begins.
    in_turn = iter(list(chain.from_iterable(orders)))
    merged: dict[str, None] = {}
    while len(merged) < len(following):
        key = ready.pop() if ready else next(k for k in in_turn if k not in merged)
        if key in merged:
            continue
        merged[key] = None
        freed = []
        for after in following[key]:
            awaited[after] -= 1
            if not awaited[after] and after not in merged:
                freed.append(after)
        last = paths[key]
        ready += sorted(freed, key=lambda k: place(k, last), reverse=True)
    return list(merged)


def _together(one: Path, other: Path) -> int:
    """How many containers two parts have in common."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _natural(key: str) -> list[tuple[int, str]]:
    """`key` so that ``para_10`` comes after ``para_2``; numbers of any length."""
    pieces = ((piece.lstrip("0"), piece.isdecimal()) for piece in _DIGITS.split(key))
    return [(len(piece) if digits else 0, piece) for piece, digits in pieces]
