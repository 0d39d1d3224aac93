"""Several documents in the order of time: where each clause comes from, and where it went."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from akn.comparing.linking import compare
from akn.comparing.passages import passages_of
from akn.model.alignment import AlignmentError
from akn.model.comparison import Comparison, Descent, Fate, Lineage, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from akn.tree import Element


class _At(NamedTuple):
    """A passage: of which document, in which run, where."""

    document: int
    sequence: str
    place: int


def lineage(roots: Sequence[Element], names: Sequence[str]) -> Lineage:
    """Return where each clause of each of `roots`, called as in `names`, comes from and went.

    Every document is compared with every later one, so that several motions may stand before one joint motion, and
    that before the text adopted. A clause belongs to the later clause that it is most like; of two the latest.

    Raises:
        AlignmentError: fewer than two documents, or one is no Akoma Ntoso.

    """
    if len(roots) < 2:
        raise AlignmentError("one document has nothing to be compared with; give two or more")
    found = {
        (i, j): compare(roots[i], roots[j], (names[i], names[j]))
        for i, j in combinations(range(len(roots)), 2)
    }
    passages = [passages_of(root) for root in roots]
    families: dict[_At, int] = {}
    verdicts: dict[_At, str] = {}
    members: list[list[_At]] = []
    known = {_at(i, p): p for i, run in enumerate(passages) for p in run}
    for i in reversed(range(len(roots))):
        later = [_descent(found[i, j], j) for j in range(len(roots) - 1, i, -1)]
        for passage in passages[i]:
            here = _at(i, passage)
            best: tuple[float, Fate, int] | None = None
            for links in later:
                link, j = links.get((passage.sequence, passage.place), (None, 0))
                if link is not None and (best is None or link.similarity > best[0]):
                    best = (link.similarity, link, j)
            if best is None:
                families[here] = len(members)
                members.append([here])
                verdicts[here] = "" if i == len(roots) - 1 else "removed"
            else:
                family = families[_at(best[2], best[1].b[0])]
                for other in best[1].b[1:]:
                    _join(family, families[_at(best[2], other)], members, families)
                families[here] = family
                members[family].append(here)
                verdicts[here] = best[1].verdict
    rows = tuple(_row(held, known, verdicts, len(roots)) for held in members if held)
    pairs = tuple(found[i, i + 1] for i in range(len(roots) - 1))
    documents = (*(pair.a for pair in pairs), pairs[-1].b)
    return Lineage(documents, rows, pairs)


def _join(family: int, other: int, members: list[list[_At]], families: dict[_At, int]) -> None:
    """Let the clauses that one was split into be one family."""
    if family != other:
        for at in members[other]:
            families[at] = family
        members[family] += members[other]
        members[other] = []


def _at(document: int, passage: Passage) -> _At:
    return _At(document, passage.sequence, passage.place)


def _descent(comparison: Comparison, document: int) -> dict[tuple[str, int], tuple[Fate | None, int]]:
    """The link of each passage of the earlier document that has a descendant in the later one."""
    return {
        (passage.sequence, passage.place): (link, document)
        for link in comparison.links
        if link.b
        for passage in link.a
    }


def _row(held: Sequence[_At], known: dict[_At, Passage], verdicts: dict[_At, str], documents: int) -> Descent:
    cells: list[tuple[Passage, ...]] = []
    said: list[str] = []
    last = documents - 1
    for document in range(documents):
        here = sorted(at for at in held if at.document == document)
        cells.append(tuple(known[at] for at in here))
        told = verdicts[here[0]] if here else ""
        if document == last and here and len(held) == len(here):
            told = "added"
        said.append(told)
    return Descent(known[held[0]].kind, tuple(cells), tuple(said))
