"""Where each line of the source went: into which block, at which place in it, or among what was left out.

The words proof shows that nothing is lost; here the lines are found again so
that it can be asked what stands at the beginning of a line. One look ahead of
bounded length per line, so that time grows with the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct, field

from akn.model.source import Dropped, Grid, Line, Source
from akn.proof.shape.marks import Mark, mark_of
from akn.proof.shape.units import Block, Seen, unparted

#: How far ahead a line is looked for that is not where the last one ended.
_AHEAD = 6000
#: How much of a line is enough to know it by.
_ENOUGH = 28
_NOTE_NUMBER = re.compile(r"^\W{0,2}\w{1,3}\W{0,2}\s+")
#: So many lines tell that an empty one stands behind each; none of a wrapped text is longer.
_DOUBLED, _PAGE = 10, 140
_HYPHENS = frozenset("-\u2010\u00ad")
_ENDS = frozenset('.;:,!?·\u037e»”"’)]…。；：，、！？،؛؟》」')


class Placed(Struct):
    """A line of the source.

    `own` says that the line begins where somebody meant it to: after a blank
    line, as a block of a page, or where the word before would still have had
    room. `fresh` says that it follows a blank line or is a block of a page.
    `block` and `offset` are where its text begins (behind its mark, where the
    mark became a number), `inside` whether the text of the block began before.
    `indent` is how far it is set in. `printed` says that its mark stands in the
    text, `joined` that the format itself says that it goes on, `own_hyphen`
    that the hyphen at its end is that of its word, `level` that the format makes
    it a heading, `counted` that the format counts it.
    """

    number: int
    text: str
    own: bool
    fresh: bool
    mark: Mark | None
    dropped: str = ""
    block: Block | None = None
    offset: int = 0
    printed: bool = False
    before: str = ""
    noted: bool = False
    cell: bool = False
    joined: bool = False
    own_hyphen: bool = False
    indent: int = 0
    level: int = 0
    counted: bool = False

    @property
    def inside(self) -> bool:
        """Whether the line stands in the middle of a block."""
        return self.block is not None and self.offset > 0

    @property
    def rest(self) -> str:
        """The line without its mark."""
        return self.text[self.mark.end :] if self.mark else self.text


class _Run(Struct):
    """Lines that no blank line parts."""

    lines: list[Placed] = field(default_factory=list)

    def settle(self) -> None:
        """Tell which of the lines begin of themselves: those whose first word the line before had room for."""
        # A word that was broken with a hyphen fills its line beyond the others.
        lengths = [line.indent + len(line.text) for line in self.lines if line.text[-1:] not in _HYPHENS]
        width = max(lengths, default=0)
        for before, line in zip(self.lines, self.lines[1:], strict=False):
            if before.text[-1:] in _HYPHENS:
                continue
            first = line.text.split(maxsplit=1)[0] if line.text.strip() else ""
            line.own = line.own or (
                not line.joined and before.indent + len(before.text) + 1 + len(first) < width
            )


def place(source: Source, dropped: Iterable[Dropped], seen: Seen) -> list[Placed]:
    """Find the lines of `source` in the documents `seen`; `dropped` is what was left out by name."""
    lines = _lines(source)
    whole: dict[tuple[int, str], str] = {}
    parts: dict[int, list[Dropped]] = {}
    for gone in dropped:
        whole.setdefault((gone.line, gone.text.strip()), gone.reason)
        parts.setdefault(gone.line, []).append(gone)
    notes = {unparted(text) for _, text in seen.notes}
    said_in_notes = "\n".join(notes)
    cursor = 0
    for line in lines:
        reason = whole.get((line.number, line.text.strip()))
        if reason is not None:
            line.dropped = reason
            continue
        text = line.text
        for part in parts.get(line.number, ()):
            # A page may have many lines on one line of its file.
            if not part.within or part.within.strip() == line.text:
                end = text.endswith(part.text)  # the hyphen of a broken word, not that of another
                text = text[: -len(part.text)] if end else text.replace(part.text, "", 1)
        cursor = _find(line, text, seen, cursor, said_in_notes)
    return lines


def _find(line: Placed, text: str, seen: Seen, cursor: int, notes: str) -> int:
    """Find one line from `cursor` on; returns where the next is looked for."""
    key = _key(text)
    if not key:
        return cursor
    mark = line.mark
    bare = _key(text[mark.end :]) if mark else key
    for wanted, printed in ((key, mark is not None), (bare, False)):
        if wanted and seen.stream.startswith(wanted, cursor):
            return _put(line, seen, cursor, cursor + len(wanted), printed=printed)
    if mark and not bare:
        return cursor  # a number alone on its line
    if notes and _noted(text, notes):
        line.noted = True
        return cursor
    for wanted, printed in ((key, mark is not None), (bare, False)):
        if not wanted:
            continue
        at = seen.stream.find(wanted[:_ENOUGH], cursor, cursor + _AHEAD)
        if at >= 0 and (len(wanted) > 5 or at == cursor):
            known = min(len(wanted), _ENOUGH)
            tail = (
                seen.stream.find(wanted[-12:], at + known - 12, at + len(wanted) + 40)
                if len(wanted) > _ENOUGH
                else -1
            )
            return _put(line, seen, at, tail + 12 if tail >= 0 else at + known, printed=printed)
    if len(bare) > _ENOUGH:
        # Something at its beginning changed: the end tells where it is.
        at = seen.stream.find(bare[-_ENOUGH:], cursor, cursor + _AHEAD)
        if at >= 0:
            begin = max(cursor, at + _ENOUGH - len(bare))
            holder = seen.block_at(at)
            # What changed may be a sign before the block: the line begins with it.
            if holder is not None and holder.start <= at and begin < holder.start:
                begin = holder.start
            return _put(line, seen, begin, at + _ENOUGH, printed=False)
    return cursor


def _key(text: str) -> str:
    """`text` without white space, and without the hyphen at its end that may part a word."""
    return unparted(text).rstrip("-\u2010\u00ad")


def _noted(text: str, notes: str) -> bool:
    """Whether `text` is a note or a part of one, with its number or without."""
    unnumbered = _NOTE_NUMBER.sub("", text)
    return any(len(key) > 3 and key in notes for each in (text, unnumbered) if (key := unparted(each)))


def _put(line: Placed, seen: Seen, start: int, end: int, *, printed: bool) -> int:
    block = seen.block_at(start)
    if block is not None:
        line.block, line.offset, line.printed = block, start - block.start, printed
    return end


def _lines(source: Source) -> list[Placed]:
    lines: list[Placed] = []
    run = _Run()
    last = 0
    before = ""
    step = _step(source)
    for piece in source.pieces:
        if isinstance(piece, Grid):
            run.settle()
            run = _Run()
            lines += [
                Placed(one.number, one.text, True, True, mark_of(one.text.strip()), cell=True)  # noqa: FBT003
                for row in piece.rows
                for cell in row
                for one in cell.lines
            ]
            last = -1
            continue
        if not piece.text.strip():
            continue
        apart = piece.whole or last <= 0 or piece.number > last + step
        fresh = not piece.joined and (apart or piece.joined is False)
        if fresh:
            run.settle()
            run = _Run()
        line = Placed(piece.number, piece.text.strip(), fresh, fresh, mark_of(piece.text.strip()))
        line.before, before = before, piece.text
        line.indent, line.counted = round(piece.indent), piece.counted or piece.depth > 0
        line.joined, line.own_hyphen, line.level = piece.joined is True, piece.own_hyphen, piece.level
        run.lines.append(line)
        lines.append(line)
        last = piece.number
    run.settle()
    return lines


def _step(source: Source) -> int:
    """How far apart neighbouring lines are: 2 where an empty one stands behind each of a wrapped text."""
    lines = [piece for piece in source.pieces if isinstance(piece, Line) and piece.text.strip()]
    steps = Counter(b.number - a.number for a, b in pairwise(lines))
    # Lines that are no longer than a page is wide were wrapped, where most are much alike.
    lengths = sorted(len(line.text) for line in lines)
    doubled = len(lines) >= _DOUBLED and 20 * steps[2] >= 19 * steps.total()
    wrapped = bool(lengths) and lengths[-1] <= _PAGE and 2 * lengths[len(lengths) // 2] >= lengths[-1]
    return 2 if doubled and wrapped else 1


def ended(text: str) -> bool:
    """Whether `text` ends as a part of a resolution does: in a sign that closes."""
    return text.rstrip()[-1:] in _ENDS


def acting(lines: Sequence[Placed], parts: frozenset[str]) -> tuple[int, int]:
    """The first and the last line of `lines` that stand in one of `parts`, as places in `lines`; (0, -1) for none."""
    found = [at for at, line in enumerate(lines) if line.block is not None and line.block.part in parts]
    return (found[0], found[-1]) if found else (0, -1)


__all__ = ["Line", "Placed", "acting", "ended", "place"]
