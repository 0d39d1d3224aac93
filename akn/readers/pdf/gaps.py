"""Tables without rules: the gaps between their columns tell them, and the gaps between their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from akn.readers.pdf.printed import Box, Printed, Table, Word

#: So many rows at least have columns without rules.
_ROWS = 2
#: Where a column begins differs by so much at most, in points: cells may be set to the right or in the middle.
_ALIGNED = 12.0
#: Lines of a cell stand below one another by no more than so many sizes.
_CLOSE = 1.4
#: Rows stand apart by so many times what the lines of a cell do.
_APART = 1.15
#: A label, which a gap parts from its text and makes no column.
_LABEL = re.compile(r"(?:\W{1,2}|\W?\w{1,5}[^\w\s]{1,2}|\d{1,4}|[^\W\d_]|[ivxlc]{1,5})\Z")


class _Seen(Struct):
    """What stands at one height of a page: words cut at wide gaps, and the lines that they are of."""

    base: float
    size: float
    parts: list[list[Word]] = field(default_factory=list)
    lines: list[Printed] = field(default_factory=list)

    @property
    def begins(self) -> list[float]:
        """Where its parts begin."""
        return [part[0].left for part in self.parts]


def gapped(lines: Sequence[Printed], edges: Mapping[int, float]) -> list[Table]:
    """The tables among `lines` that gaps draw; `edges` are the right ones of the columns of the page."""
    found: list[Table] = []
    columns: dict[int, list[Printed]] = {}
    for line in lines:
        columns.setdefault(line.column, []).append(line)
    for column, own in columns.items():
        if not any(len(line.parts) > 1 for line in own) and not _beside(own):
            continue
        run: list[_Seen] = []
        begins: list[float] = []
        for seen in _heights(own):
            if run and _belongs(seen, run, begins):
                run.append(seen)
                continue
            if len(run) == 1 and _heads(run[0], seen):
                run, begins = [run[0], seen], seen.begins
                continue
            found += _closed(run, begins, edges[column])
            run = [seen] if len(seen.parts) > 1 else []
            begins = seen.begins
        found += _closed(run, begins, edges[column])
    return found


def _beside(lines: Sequence[Printed]) -> bool:
    """Whether some of `lines` stand at the height of the one before, or higher."""
    return any(line.base > above.base - 0.25 * line.size for above, line in pairwise(lines))


def _heights(lines: Sequence[Printed]) -> list[_Seen]:
    """What stands at each height, from the top."""
    found: list[_Seen] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if not found or found[-1].base - line.base > 0.25 * line.size:
            found.append(_Seen(line.base, line.size))
        found[-1].lines.append(line)
        found[-1].parts += line.parts
    for seen in found:
        seen.parts.sort(key=lambda part: part[0].left)
    return found


def _belongs(seen: _Seen, run: Sequence[_Seen], begins: Sequence[float]) -> bool:
    """Whether what stands at a height fits into the columns of the table above it."""
    last = run[-1]
    if not 0 < last.base - seen.base < 3 * seen.size:
        return False
    seen.parts = [piece for part in seen.parts for piece in _cut(part, begins, seen.size)]
    if len(seen.parts) == len(begins):
        return all(abs(a - b) < _ALIGNED for a, b in zip(seen.begins, begins, strict=True))
    if len(seen.parts) > len(begins):
        return False
    taken = -1
    for part in seen.parts:
        at = _column(part, begins)
        if at is None or at <= taken:
            return False
        taken = at
    return abs(seen.size - last.size) < 0.1


def _heads(head: _Seen, seen: _Seen) -> bool:
    """Whether what stands above a row heads its columns, though some of its cells fill theirs up to the next."""
    if len(seen.parts) < 3 or not 0 < head.base - seen.base < 3 * head.size:
        return False
    parts = [piece for part in head.parts for piece in _cut(part, seen.begins, head.size)]
    if len(parts) != len(seen.parts) or not all(
        abs(part[0].left - begin) < 1.5 for part, begin in zip(parts, seen.begins, strict=True)
    ):
        return False
    head.parts = parts
    return True


def _cut(part: list[Word], begins: Sequence[float], size: float) -> Iterator[list[Word]]:
    """`part`, cut where a column is known to begin behind a gap that is narrow for one."""
    start = 0
    for n in range(1, len(part)):
        gap = part[n].left - part[n - 1].right
        if gap > 0.5 * size and any(abs(part[n].left - begin) < 1.5 for begin in begins[1:]):
            yield part[start:n]
            start = n
    yield part[start:]


def _column(part: Sequence[Word], begins: Sequence[float]) -> int | None:
    """The column that `part` begins in, and does not leave; None for none."""
    at = next((n for n, begin in enumerate(begins) if abs(part[0].left - begin) < 4), None)
    if at is None or (at + 1 < len(begins) and part[-1].right > begins[at + 1] - 2):
        return None
    return at


def _closed(run: Sequence[_Seen], begins: Sequence[float], edge: float) -> list[Table]:
    """The table that what stands at some heights is, if it is one."""
    run = [*run]
    full = [seen for seen in run if len(seen.parts) == len(begins)]
    if not full or all(_LABEL.match(" ".join(word.text for word in seen.parts[0])) for seen in full):
        return []  # labels with their texts
    if len(begins) < 4 and all(abs(seen.lines[-1].right - edge) < 1.5 for seen in full):
        return []  # words that were driven apart to fill their lines
    # Alone in the first column stands what goes on in a cell, near below; else the text goes on below the table.
    while len(run[-1].parts) < len(begins) and _column(run[-1].parts[0], begins) == 0:
        if len(run[-1].parts) > 1 or run[-2].base - run[-1].base < _CLOSE * run[-1].size:
            break
        run.pop()
    rows, sure = _rows(run, len(begins))
    single = len(rows) < _ROWS or (len(rows) < _ROWS + 1 and len(begins) < 3)
    if single and (len(rows) > 1 or len(begins) < 3):
        return []
    lines = sorted((line for seen in run for line in seen.lines), key=lambda line: line.order)
    left = begins[0]
    return [
        Table(
            [[*_boxes(row, begins)] for row in rows],
            lines,
            tuple(begin - left for begin in begins),
            single=single,
            sure=sure,
        )
    ]


def _rows(run: Sequence[_Seen], columns: int) -> tuple[list[list[_Seen]], bool]:
    """The heights row by row, and whether that is sure.

    Where gaps between rows are larger than those within, they tell. Else a row begins where all its cells do, and a
    row that lacks a cell cannot be told from one that goes on.
    """
    steps = [above.base - seen.base for above, seen in pairwise(run)]
    if all(len(seen.parts) == columns for seen in run):
        return [[seen] for seen in run], True
    tight = min(steps)
    rows = [[run[0]]]
    for step, seen in zip(steps, run[1:], strict=True):
        if step > _APART * tight:
            rows.append([])
        rows[-1].append(seen)
    if len(rows) > 1 and all(sum(len(seen.parts) == columns for seen in row) < 2 for row in rows):
        return rows, True
    rows = [[run[0]]]
    for seen in run[1:]:
        if len(seen.parts) == columns:
            rows.append([])
        rows[-1].append(seen)
    return rows, False


def _boxes(row: Sequence[_Seen], begins: Sequence[float]) -> Iterator[Box]:
    """The cells of a row."""
    for at, begin in enumerate(begins):
        lines = []
        for seen in row:
            if len(seen.parts) == len(begins):
                lines.append(seen.parts[at])
            else:
                lines += [part for part in seen.parts if abs(part[0].left - begin) < 4]
        yield Box(lines)
