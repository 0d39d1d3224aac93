"""One line that is left behind an act, and one mark in it that waits for a note: they belong together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from akn.findings import Finding
from akn.model.looking import blocks
from akn.model.rebuilding import rebuild_act
from akn.model.resolution import Act, Block, Mark, Note
from akn.recognition.blocks import block_of
from akn.recognition.notes.marks import lone, spots_of
from akn.recognition.passages import Passage

_LONGEST = 600


class LoneNote(Struct, frozen=True):
    """The act with the note over its mark, and the finding that says so."""

    act: Act
    finding: Finding


def set_lone_note(act: Act, left: Sequence[Passage]) -> LoneNote | None:
    """Set what was `left` behind `act` over the one mark in it that has no note.

    None where more than one line was left, or it is no sentence, or where not
    exactly one mark waits.
    """
    if len(left) != 1 or not _may_be_note(left[0]):
        return None
    held = tuple(blocks(act))
    waiting = [
        spot
        for spot in spots_of((n, block.text, block.marks) for n, block in enumerate(held))
        if lone(spot, held[spot.text].text)
    ]
    if len(waiting) != 1:
        return None
    spot = waiting[0]
    note = Note(spot.marker, (block_of(left[0]),))
    number = count()

    def noted(block: Block) -> Block:
        if next(number) != spot.text:
            return block
        kept = [m for m in block.marks if not (spot.start <= m.start and m.end <= spot.end)]
        return replace(block, marks=(*kept, Mark(spot.start, spot.end, note)))

    return LoneNote(
        rebuild_act(act, lambda block, _: noted(block)),
        Finding.of("NOT003", source_line=left[0].line, marker=spot.marker),
    )


def _may_be_note(passage: Passage) -> bool:
    plain = passage.grid is None and not passage.level and not passage.note and passage.label is None
    return plain and len(passage.text) < _LONGEST and passage.text[-1:] in (".", ")", "!", "?")
