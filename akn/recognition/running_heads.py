"""The running heads of a print: the number of the document, its title, or both, on each page but the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from akn.matching.alike import alike
from akn.model.source import Line, Piece
from akn.recognition.idiom import Idiom

_REASON = "page furniture: running header"
#: What parts the number and the title, and what of a title a head may cut off.
_GAP = re.compile(r"\s{3,}|\t")
_CUT = "….-– "
#: The words that a title shares with its running head begin in this many lines of the text.
_HEAD = 60
#: So much of a title is enough to know it by.
_TITLE = 6


def running_heads(pieces: Sequence[Piece], idiom: Idiom) -> Mapping[int, str]:
    """The lines of `pieces` that say the number of the document again, with the reason for which they are left out.

    Beside the number they hold nothing but what stands at the head of the document too. Of lines without the number
    those are known that stand right before or behind one, and are the title.
    """
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    own, first = next(_numbers(lines, idiom), ("", -1))
    if not own:
        return {}
    head = _folded(" ".join(line.text for line in lines[:_HEAD]))
    found: dict[int, str] = {}
    for line in lines[first + 1 :]:
        rest = _without(line.text, own)
        if rest is None:
            continue
        gap = _GAP.search(rest) is not None or not rest.strip()
        title = _folded(rest).rstrip(_CUT)
        if gap or (len(title) >= _TITLE and title in head):
            found[line.number] = _REASON
    return found


def _numbers(lines: Sequence[Line], idiom: Idiom) -> Iterator[tuple[str, int]]:
    """The numbers by which the document may be known, each with the place of the line that has it."""
    for at, line in enumerate(lines[:_HEAD]):
        for named in idiom.identify(line.text):
            printed = line.text[named.start : named.end]
            if named.kinds and "/" in printed and printed[:1].isalpha():
                yield printed, at


def _without(text: str, own: str) -> str | None:
    """What stands in `text` before or behind the number `own`, with the gap between; None where it has no such."""
    if text.startswith(own):
        return text[len(own) :]
    if text.endswith(own):
        return text[: -len(own)]
    return None


def _folded(text: str) -> str:
    return " ".join(alike(text).casefold().split())
