"""Where a text ends in which all but the headings is numbered."""

from __future__ import annotations

from collections.abc import Sequence

from akn.recognition.passages import Passage

_SIGNS = ".;:,·"
#: So many numbered paragraphs tell that all are numbered.
_FEWEST = 2


def end_of_numbered(passages: Sequence[Passage]) -> int:
    """Where a text ends in which all but the headings is numbered; the length of any other.

    Lines without a number that follow its last, the first of them no sentence, are of what surrounds it.
    """
    last = max(
        (at for at, p in enumerate(passages) if p.label is not None and p.label.kind == "digit"), default=-1
    )
    end = last + 1
    while end < len(passages) and (passages[end].label is not None or passages[end].plain[-1:] in _SIGNS):
        end += 1
    numbered = sum(p.label is not None and p.label.kind == "digit" for p in passages)
    plain = any(p.label is None and (p.grid is not None or p.plain[-1:] in _SIGNS) for p in passages[:end])
    rest = passages[end:]
    counted = any(p.label is not None and p.label.kind != "bullet" for p in rest)
    if numbered < _FEWEST or plain or counted or any(p.level or p.grid is not None for p in rest):
        return len(passages)
    return end
