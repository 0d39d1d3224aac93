"""The columns of a page: where they part, and which line stands in which; also where lines are printed across both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from akn.readers.pdf.printed import Page, Printed

#: So many lines on each side prove columns that are printed line by line across; a table has fewer, or they are short.
_FEWEST = 8
#: Columns stand apart by so many sizes at least.
_BETWEEN = 0.9
#: Such lines go on from one to the next so often, and reach so far to the right edge of their column.
_RUNNING, _FULL = 3, 0.7


def in_columns(page: Page) -> None:
    """Tell the columns of a page: two, where no word stands in a gutter in its middle, beside lines on both sides."""
    lines = page.kept
    if not lines:
        return
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    narrow = [line for line in lines if line.right - line.left < 0.6 * (right - left)]
    page.gutter = _gutter(narrow, left, right)
    if not page.gutter:
        return
    for line in lines:
        if line.right <= page.gutter + 2:
            line.column = 0
        elif line.left >= page.gutter - 2:
            line.column = 1
    _over_both(lines)


def _over_both(lines: Sequence[Printed]) -> None:
    """Lines below the right column that stand among such as reach over both are no lines of the left one.

    A note over both columns has a short last line, and its fellows may be short altogether.
    """
    lowest = min((line.base for line in lines if line.column == 1), default=0.0)
    below = sorted((line for line in lines if line.base < lowest), key=lambda line: -line.base)
    for run in (below, below[::-1]):
        for above, line in pairwise(run):
            near = abs(above.base - line.base) < 1.6 * line.size and abs(above.size - line.size) < 0.1
            if above.column == -1 and line.column == 0 and near:
                line.column = -1


def _gutter(lines: Sequence[Printed], left: float, right: float) -> float:
    """Where the right column begins, beside which no line crosses over from the left one; or 0."""
    begins = sorted({round(line.left) for line in lines})
    for begin in begins:
        if not left + 0.3 * (right - left) < begin < left + 0.7 * (right - left):
            continue
        middle = begin - 3.0
        one = [line.base for line in lines if line.right <= middle]
        other = [line.base for line in lines if line.left >= middle]
        if len(one) < 5 or len(other) < 5:
            continue
        low, high = max(min(one), min(other)), min(max(one), max(other))
        beside = min(sum(low <= base <= high for base in column) for column in (one, other))
        crossing = any(line.left < middle < line.right and low <= line.base <= high for line in lines)
        if beside >= 3 and not crossing:
            return middle
    return 0.0


def untangled(page: Page) -> bool:
    """Put columns one after the other that are printed line by line across; whether there were such.

    The numbers of lines stay those of the order in the file.
    """
    lines = page.kept
    across = sum(len(line.parts) > 1 for line in lines)
    across += sum(abs(above.base - line.base) < 1 for above, line in pairwise(lines))
    if across < _FEWEST:
        return False
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    parts = [part for line in lines for part in _parts(line)]
    gutter = _gutter([part for part in parts if part.right - part.left < 0.6 * (right - left)], left, right)
    if not gutter:
        return False
    halves = [half for line in lines for half in _halves(line, gutter)]
    whole = [half.base for half in halves if half.left < gutter < half.right]
    halves = [half for half in halves if not half.left < gutter < half.right]
    sides = [[half for half in halves if (half.left >= gutter) is is_right] for is_right in (False, True)]
    beside = {round(half.base) for half in sides[1]} & {round(half.base) for half in sides[0]}
    in_file = [half.left >= gutter for half in halves if round(half.base) in beside]
    crossed = sum(one is not other for one, other in pairwise(in_file))
    if min(len(beside), crossed) < _FEWEST or not all(map(_runs, sides)):
        return False
    low, high = min(beside) - 1.0, max(beside) + 1.0
    if any(low < base < high for base in whole):
        return False  # words that stand below one another by chance
    for line in sorted(lines, key=lambda line: -line.base):  # one column may be longer
        on_one_side = line.right <= gutter or line.left >= gutter
        if line.base < low and on_one_side and low - line.base < 3 * line.size:
            low = line.base - 1
    zone = [line for line in lines if low <= line.base <= high]
    of_zone = {id(line) for line in zone}
    columns: list[list[Printed]] = [[], []]
    for line in zone:
        for half in _halves(line, gutter):
            columns[half.left >= gutter].append(half)
    for column in columns:
        column.sort(key=lambda line: -line.base)
    at = next(at for at, line in enumerate(page.lines) if id(line) in of_zone)
    rest = [line for line in page.lines[at:] if id(line) not in of_zone]
    page.lines = [*page.lines[:at], *columns[0], *columns[1], *rest]
    return True


def _parts(line: Printed) -> list[Printed]:
    """A line, cut at its wide gaps."""
    parts = line.parts
    return [line] if len(parts) == 1 else [Printed(part, line.page, line.number) for part in parts]


def _halves(line: Printed, gutter: float) -> list[Printed]:
    """A line, cut where it reaches over the gutter."""
    if not line.left < gutter < line.right:
        return [line]
    halves = [[word for word in line.words if (word.left >= gutter) is right] for right in (False, True)]
    if not all(halves) or halves[1][0].left - halves[0][-1].right < _BETWEEN * line.size:
        return [line]
    halves[1][0] = replace(halves[1][0], glued=False)
    return [Printed(half, line.page, line.number) for half in halves]


def _runs(lines: Sequence[Printed]) -> bool:
    """Whether lines are those of running text: sentences go on from one to the next, and such lines are full."""
    edge, start = max(line.right for line in lines), min(line.left for line in lines)
    ordered = sorted(lines, key=lambda line: -line.base)
    on = [a for a, b in pairwise(ordered) if a.text[-1:].isalnum() and b.text[:1].islower()]
    full = sum(line.right - start > _FULL * (edge - start) for line in on)
    return len(on) >= _RUNNING and 3 * full >= 2 * len(on)
