"""Two documents to a comparison: what became of each clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from akn.comparing.assigning import assign
from akn.comparing.changed_words import words_of
from akn.comparing.dividing import Division, divided
from akn.comparing.likeness import PAIR, Likeness, plain
from akn.comparing.passages import compared, passages_of
from akn.comparing.versions import root_of
from akn.model.comparison import Comparison, Fate, Passage, Verdict

if TYPE_CHECKING:
    from lxml import etree

    from akn.tree import Element

#: Of two partners that are as like, the nearer; so much (of 100) is that worth at most.
_NEARNESS = 3.0


def compare(
    a: etree._ElementTree | Element, b: etree._ElementTree | Element, names: Sequence[str] = ()
) -> Comparison:
    """Return what became of each clause of `a` in `b`, two Akoma Ntoso documents of any kind.

    Citations, recitals, provisions and headings are compared each among themselves, and so is what is attached.
    Numbers are no part of a clause: to be numbered anew is no change.

    Args:
        a: the earlier document, a whole tree or its root; it is read, never changed.
        b: the later one.
        names: what to call them; by default “a” and “b”.

    Raises:
        AlignmentError: one is no Akoma Ntoso.

    """
    called = list(names) or ["a", "b"]
    roots = [root_of(tree, name) for tree, name in zip((a, b), called, strict=True)]
    runs = [_runs(passages_of(root)) for root in roots]
    links: list[Fate] = []
    for run in dict.fromkeys([*runs[0], *runs[1]]):
        links += _link(runs[0].get(run, []), runs[1].get(run, []))
    first, second = (compared(root, name) for root, name in zip(roots, called, strict=True))
    return Comparison(first, second, tuple(links))


def _runs(passages: Sequence[Passage]) -> dict[str, list[Passage]]:
    runs: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        runs[passage.sequence].append(passage)
    return runs


def _link(a: Sequence[Passage], b: Sequence[Passage]) -> list[Fate]:
    """The links between two runs, in the order of both: what is gone stands where it stood."""
    likeness = Likeness([plain(p.text) for p in a], [plain(p.text) for p in b])
    pairs = _pairs(likeness)
    groups = divided(likeness, pairs)
    grouped = {i for group in groups for i in group.a}
    groups += tuple(Division((i,), (j,)) for i, j in pairs.items() if i not in grouped and not _in(j, groups))
    ordered = sorted(groups, key=lambda group: (group.b[0], group.a[0]))
    kept = _in_order([g.a[0] for g in ordered], [sum(len(likeness.b[j]) for j in g.b) for g in ordered])
    linked = [
        _linked(tuple(a[i] for i in g.a), tuple(b[j] for j in g.b), likeness, g, moved=n not in kept)
        for n, g in enumerate(ordered)
    ]
    return list(_merged(a, b, ordered, linked))


def _pairs(likeness: Likeness) -> dict[int, int]:
    """The one assignment: what is the same in both as often goes in order, all else to whom it is most like."""
    pairs: dict[int, int] = {}
    places: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
    for side, texts in enumerate((likeness.a, likeness.b)):
        for n, text in enumerate(texts):
            places[side][text].append(n)
    for text, here in places[0].items():
        there = places[1].get(text, [])
        if len(here) == len(there):
            pairs.update(zip(here, there, strict=True))
    taken = set(pairs.values())
    span = max(len(likeness.a), len(likeness.b), 1)
    rows: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for i, j, like in likeness.candidates():
        if like >= PAIR and i not in pairs and j not in taken:
            rows[i].append((j, like + _NEARNESS * (1 - abs(i - j) / span)))
    order = sorted(rows)
    for row, column in assign([rows[i] for i in order]).items():
        pairs[order[row]] = column
    return pairs


def _in(j: int, groups: Sequence[Division]) -> bool:
    return any(j in group.b for group in groups)


def _in_order(places: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Which of `places` kept their order: of the longest runs that rise the heaviest. The others moved."""
    best: list[tuple[tuple[int, int], int]] = []
    # A Fenwick tree over the places: the best run that ends at or before each.
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)), 1)}
    tree: list[tuple[tuple[int, int], int]] = [((0, 0), -1)] * (len(ranks) + 1)
    for n, place in enumerate(places):
        rank = ranks[place] - 1
        found = ((0, 0), -1)
        while rank:
            found = max(found, tree[rank])
            rank -= rank & -rank
        (count, weight), before = found
        mine = ((count + 1, weight + weights[n]), n)
        best.append((mine[0], before))
        rank = ranks[place]
        while rank < len(tree):
            tree[rank] = max(tree[rank], mine)
            rank += rank & -rank
    kept: set[int] = set()
    n = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    while n >= 0:
        kept.add(n)
        n = best[n][1]
    return kept


def _linked(
    a: tuple[Passage, ...], b: tuple[Passage, ...], likeness: Likeness, group: Division, *, moved: bool
) -> Fate:
    before, after = (" ".join(p.text for p in side) for side in (a, b))
    if len(a) == len(b) == 1:
        like = likeness.of(group.a[0], group.b[0])
        verdict: Verdict = "same" if plain(before) == plain(after) else "changed"
    else:
        whole = Likeness([plain(before)], [plain(after)])
        like = whole.of(0, 0)
        verdict = "split" if len(b) > 1 else "merged"
    words = () if verdict == "same" else words_of(before, after)
    return Fate(verdict, moved, a, b, round(like, 1), words)


def _merged(
    a: Sequence[Passage], b: Sequence[Passage], ordered: Sequence[Division], linked: Sequence[Fate]
) -> Iterator[Fate]:
    """All links by their place in `b`; what `a` alone has follows what stood before it there."""
    taken_a = {i for group in ordered for i in group.a}
    taken_b = {j for group in ordered for j in group.b}
    after: dict[int, list[int]] = defaultdict(list)
    last = -1
    for i in range(len(a)):
        if i in taken_a:
            last = i
        else:
            after[last].append(i)
    at = {group.b[0]: n for n, group in enumerate(ordered)}
    yield from (_alone("removed", a[i]) for i in after.pop(-1, ()))
    for j in range(len(b)):
        if j not in taken_b:
            yield _alone("added", b[j])
        elif j in at:
            yield linked[at[j]]
            for i in ordered[at[j]].a:
                yield from (_alone("removed", a[k]) for k in after.pop(i, ()))


def _alone(verdict: Verdict, passage: Passage) -> Fate:
    if verdict == "added":
        return Fate(verdict, False, (), (passage,), 0.0)  # noqa: FBT003  # nothing moved
    return Fate(verdict, False, (passage,), (), 0.0)  # noqa: FBT003  # likewise
