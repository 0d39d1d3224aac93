"""One assignment over the whole text: of all pairs those that together are most alike, each passage in one at most.

Maximum-weight matching in a sparse bipartite graph by shortest augmenting paths with potentials (Jonker and Volgenant
1987; Edmonds and Karp 1972). Each row may stay alone, which costs nothing. Rows have few candidates, so the time
grows with the rows and not with their square.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

#: What a row may have for a partner: nobody.
_ALONE = -1


def assign(rows: Sequence[Sequence[tuple[int, float]]]) -> dict[int, int]:
    """Return for each row the column that it is assigned, rows without one left out.

    `rows` holds the columns that each row may have, with what that is worth (above 0).
    """
    partner: dict[int, int] = {}
    holder: dict[int, int] = {}
    potential: dict[int, float] = {}
    for row in range(len(rows)):
        _augment(row, rows, partner, holder, potential)
    return {row: column for row, column in partner.items() if column != _ALONE}


def _augment(
    start: int,
    rows: Sequence[Sequence[tuple[int, float]]],
    partner: dict[int, int],
    holder: dict[int, int],
    potential: dict[int, float],
) -> None:
    """Find the cheapest way to let `start` in, others changing partners, and go it."""
    best: dict[int, float] = {}
    came: dict[int, int] = {}
    heap: list[tuple[float, int]] = []
    settled: dict[int, float] = {}
    row, so_far = start, 0.0
    end, end_cost, end_row = _ALONE, float("inf"), start
    while True:
        value = _value(row, rows, potential, partner, start)
        # To stay alone is a column of the row's own, worth nothing and never taken.
        alone = so_far + value
        if alone < end_cost:
            end, end_cost, end_row = _ALONE, alone, row
        for column, worth in rows[row]:
            if column in settled:
                continue
            cost = so_far + value - (worth - potential.get(column, 0.0))
            if cost < best.get(column, float("inf")) - 1e-12:
                best[column] = cost
                came[column] = row
                heappush(heap, (cost, column))
        while heap and heap[0][1] in settled:
            heappop(heap)
        if not heap or heap[0][0] >= end_cost:
            break
        so_far, column = heappop(heap)
        settled[column] = so_far
        if column not in holder:
            end, end_cost, end_row = column, so_far, came[column]
            break
        row = holder[column]
    for column, cost in settled.items():
        potential[column] = potential.get(column, 0.0) + max(end_cost - cost, 0.0)
    _change(start, end, end_row, (partner, holder, came))


def _value(
    row: int,
    rows: Sequence[Sequence[tuple[int, float]]],
    potential: dict[int, float],
    partner: dict[int, int],
    start: int,
) -> float:
    """What `row` gains as things are: with its partner, or, where it is to be let in, at best."""
    if row != start and partner[row] != _ALONE:
        column = partner[row]
        worth = next(w for c, w in rows[row] if c == column)
        return worth - potential.get(column, 0.0)
    return max([0.0, *(worth - potential.get(column, 0.0) for column, worth in rows[row])])


def _change(
    start: int, end: int, end_row: int, held: tuple[dict[int, int], dict[int, int], dict[int, int]]
) -> None:
    """Go the way back from `end`: each row on it takes the column that led on from it."""
    partner, holder, came = held
    row, column = end_row, end
    while True:
        before = partner.get(row, _ALONE)
        partner[row] = column
        if column != _ALONE:
            holder[column] = row
        if row == start:
            return
        column = before
        row = came[column]
