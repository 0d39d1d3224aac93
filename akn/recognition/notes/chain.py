"""The heaviest chain: of many marks those that follow one another as the notes do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Link(NamedTuple):
    """A mark that the note `note` (counted from 0) may belong to, and how much speaks for it."""

    note: int
    mark: int
    weight: int


def heaviest(links: Iterable[Link], notes: int) -> list[Link]:
    """Of `links`, given in the order of the text, those with the most weight whose notes follow one another.

    Each of the `notes` is in it once at most. Of two that weigh the same the
    earlier is taken. Time grows with the number of links and the logarithm of
    that of notes.
    """
    best: list[tuple[int, int]] = [(0, -1)] * (
        notes + 1
    )  # a Fenwick tree of maxima: weight, place among `nodes`
    nodes: list[tuple[Link, int]] = []  # each link with the one before it in its chain
    top = (0, -1)
    for link in links:
        weight, before = 0, -1
        at = link.note
        while at > 0:
            if best[at][0] > weight:
                weight, before = best[at]
            at -= at & -at
        nodes.append((link, before))
        here = (weight + link.weight, len(nodes) - 1)
        at = link.note + 1
        while at <= notes:
            if here[0] > best[at][0]:
                best[at] = here
            at += at & -at
        if here[0] > top[0]:
            top = here
    chain: list[Link] = []
    at = top[1]
    while at >= 0:
        link, at = nodes[at]
        chain.append(link)
    return chain[::-1]
