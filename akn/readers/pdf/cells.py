"""Tables of a page: by the lines that are drawn around their cells, or by the gaps between their columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from akn.readers.pdf.gaps import gapped
from akn.readers.pdf.printed import Box, Page, Printed, Table, Word

Rule = tuple[float, float, float, float]

#: Rules touch that come so near to one another, in points.
_NEAR = 3.0


def tables_of(page: Page) -> list[Table]:
    """The tables of a page."""
    found = []
    taken: set[int] = set()
    for rules in _touching(dict.fromkeys(map(_rounded, page.rules))):
        table = _ruled(page, rules, taken)
        if table is not None:
            found.append(table)
            taken |= {id(line) for line in table.lines}
    rest = [line for line in page.kept if id(line) not in taken]
    edges: dict[int, float] = {}
    for line in rest:
        edges[line.column] = max(edges.get(line.column, 0.0), line.right)
    return [*found, *gapped(rest, edges)]


# ------------------------------------------------------------------ ruled


def _touching(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules that touch one another, together."""
    groups: list[list[Rule]] = []
    for rule in rules:
        near = [group for group in groups if any(_touch(rule, other) for other in group)]
        merged = [rule, *(other for group in near for other in group)]
        groups = [group for group in groups if group not in near] + [merged]
        if len(groups) > 400:
            return []
    return groups


def _rounded(rule: Rule) -> Rule:
    """A rule to the point: what is drawn twice, or as many thin ones, is one."""
    return round(rule[0]), round(rule[1]), round(rule[2]), round(rule[3])


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one[0] <= other[2] + _NEAR
        and other[0] <= one[2] + _NEAR
        and one[1] <= other[3] + _NEAR
        and other[1] <= one[3] + _NEAR
    )


def _edges(values: Sequence[float]) -> list[float]:
    """Places that differ by more than the width of a rule."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2 * _NEAR:
            found.append(value)
    return found


def _ruled(page: Page, rules: Sequence[Rule], taken: set[int]) -> Table | None:
    """The table that `rules` draw, None where they draw none."""
    flat = [r for r in rules if r[3] - r[1] <= r[2] - r[0]]
    upright = [r for r in rules if r[3] - r[1] > r[2] - r[0]]
    across = _edges([(r[0] + r[2]) / 2 for r in upright])
    down = _edges([(r[1] + r[3]) / 2 for r in flat])[::-1]
    if len(across) < 3 or len(down) < 2 or len(across) > 60 or len(down) > 400:
        return None
    inside = [
        line
        for line in page.kept
        if id(line) not in taken
        and down[-1] - _NEAR < line.base < down[0] + _NEAR
        and any(across[0] - _NEAR < word.left < across[-1] for word in line.words)
    ]
    if not inside:
        return None
    rows = _merged(across, down, flat, upright)
    for line in inside:
        row = sum(line.base < edge - 0.5 for edge in down) - 1
        for at, words in _in_cells(line, across):
            box = rows[max(0, min(row, len(rows) - 1))][at]
            box.lines.append(words)
    begins = tuple(edge - across[0] for edge in across[:-1])
    return Table([_once(row, n, rows) for n, row in enumerate(rows)], inside, begins, single=len(down) < 3)


def _merged(
    across: Sequence[float], down: Sequence[float], flat: Sequence[Rule], upright: Sequence[Rule]
) -> list[list[Box]]:
    """The cells of a grid; those that no rule parts are one and the same."""
    rows = [[Box() for _ in across[1:]] for _ in down[1:]]
    for r, row in enumerate(rows):
        middle = (down[r] + down[r + 1]) / 2
        for c in range(1, len(row)):
            if not any(
                abs(across[c] - (u[0] + u[2]) / 2) <= 2 * _NEAR and u[1] < middle < u[3] for u in upright
            ):
                row[c] = row[c - 1]
    for r in range(1, len(rows)):
        for c in range(len(rows[r])):
            middle = (across[c] + across[c + 1]) / 2
            if not any(abs(down[r] - (f[1] + f[3]) / 2) <= 2 * _NEAR and f[0] < middle < f[2] for f in flat):
                rows[r][c] = rows[r - 1][c]
    return rows


def _in_cells(line: Printed, across: Sequence[float]) -> Iterator[tuple[int, list[Word]]]:
    """The words of a line, column by column."""
    cells: dict[int, list[Word]] = {}
    for word in line.words:
        at = bisect_right(across, (word.left + word.right) / 2) - 1
        cells.setdefault(max(0, min(at, len(across) - 2)), []).append(word)
    yield from cells.items()


def _once(row: Sequence[Box], at: int, rows: Sequence[Sequence[Box]]) -> list[Box]:
    """The cells that begin in `row`, each with what it covers."""
    found: list[Box] = []
    for c, box in enumerate(row):
        if (c and row[c - 1] is box) or (at and rows[at - 1][c] is box):
            continue
        box.columns = sum(other is box for other in row)
        box.rows = sum(other[c] is box for other in rows)
        found.append(box)
    return found
