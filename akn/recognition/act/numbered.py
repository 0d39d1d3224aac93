"""Texts in which all but the headings is numbered: where one ends, and what it counts where each number is 1."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from akn.recognition.labels import Label
from akn.recognition.passages import Passage

_SIGNS = ".;:,·"
#: So many numbered paragraphs tell that all are numbered.
_FEWEST = 2
#: So many numbers that are all 1 count something else than what they say.
_ONES = 2


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


def with_ones_counted(passages: Sequence[Passage], *, anew: bool) -> list[Passage]:
    """`passages`, numbered on where all their numbers are 1, as Markdown allows, and none counts points.

    `anew` says that sections with a preamble of their own begin to count anew.
    """
    found = list(passages)
    ones = [at for at, p in enumerate(found) if p.label is not None and p.label.kind == "digit"]
    labels = [found[at].label for at in ones]
    if len(ones) < _ONES or any(label is None or label.value != "1" for label in labels):
        return found
    if any(at and found[at - 1].plain[-1:] == ":" for at in ones):
        return found
    if all(any(p.label is None for p in found[a + 1 : b]) for a, b in pairwise(ones)):
        return found  # each may be the only one under its heading
    number = 0
    last = -1
    for at in ones:
        between = found[last + 1 : at]
        begins = last < 0 or (anew and any(p.label is None and p.plain[-1:] == "," for p in between))
        number = 1 if begins else number + 1
        label = found[at].label
        if label is not None and number > 1:
            found[at] = found[at].labelled(Label("digit", str(number), label.end))
        last = at
    return found
