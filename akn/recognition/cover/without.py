"""A resolution without its cover page, for programs that lose what stands behind one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from akn.model.resolution import Block, Resolution
from akn.model.source import Dropped, Line, Source

_REASON = "cover page, left out as was asked"


def without_cover(
    resolutions: Sequence[Resolution], source: Source
) -> tuple[tuple[Resolution, ...], list[Dropped]]:
    """`resolutions`, read from `source`, without their cover pages; and what was so left out, line by line.

    What the cover said of the work, its number and date, stays with the work.
    """
    lines = [piece for piece in source.pieces if isinstance(piece, Line)]
    dropped = [
        gone
        for resolution in resolutions
        for container in resolution.cover
        for block in container.blocks
        for gone in _lines_of(block, lines)
    ]
    return tuple(replace(resolution, cover=()) for resolution in resolutions), dropped


def _lines_of(block: Block, lines: Sequence[Line]) -> Iterator[Dropped]:
    """The lines of the source that `block` was made of: it goes on over several where it was wrapped."""
    start = next(
        (n for n, line in enumerate(lines) if line.number == block.line and _within(line, block)), None
    )
    if start is None:
        yield Dropped(block.line, block.text, _REASON)
        return
    rest = block.text
    for line in lines[start:]:
        words = line.text.strip()
        at = rest.find(words) if words else -1
        if at == 0:
            yield Dropped(line.number, words, _REASON, line.text)
            rest = rest[len(words) :].lstrip()
        elif rest and rest in line.text:
            yield Dropped(line.number, rest, _REASON, line.text)
            rest = ""
        if not rest or at < 0:
            return


def _within(line: Line, block: Block) -> bool:
    words = line.text.strip()
    return bool(words) and (block.text.startswith(words) or block.text in line.text)
