"""Where two neighbouring lines of a wrapped text were never one, as its words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from akn.matching.alike import alike
from akn.matching.phrases import Phrases
from akn.model.source import Grid, Line, Piece
from akn.recognition.furniture import Furniture
from akn.recognition.idiom import Idiom
from akn.recognition.labels import label_of, small_label_of

_ENDS = ".;,:·"
#: A number in brackets and nothing else, as it stands below a title: “(2022/9999(RSP))”.
_NUMBER = re.compile(r"\([^\s/]+/\S+\)")
#: What parts two columns that were printed in one line.
_GAP = re.compile(r"(?<=[^\s.]) {4,}(?=\S)")


class Seams:
    """The seams of the text of `pieces`, in one idiom."""

    def __init__(self, idiom: Idiom, furniture: Furniture, pieces: Sequence[Piece]) -> None:
        self.furniture = furniture
        self.formula = idiom.phrases("formula")
        self._columns = idiom.institution.columns
        self._openers = tuple(idiom.phrases(slot) for slot in ("citation", "recital"))
        self._pieces = pieces

    def stands_apart(self, above: Line, line: Line) -> bool:
        """Whether `line` begins anew, though it could go on the line `above`.

        Furniture never goes on, nor is gone on; nor does a number in brackets,
        nor a line of two columns.
        A citation or recital without a mark begins anew where none of them
        has a mark; elsewhere its words may stand in the middle of one.
        """
        if self.furniture.stands_apart(above, line) or _NUMBER.fullmatch(line.text):
            return True
        if self._columns and (_GAP.search(above.text) or _GAP.search(line.text)):
            return True
        if above.text[-1:] not in _ENDS:
            return False
        if self.formula.opening(alike(above.text)):
            return True
        plain = alike(line.text)
        return any(phrases.opening(plain) is not None for phrases in self._unmarked)

    @cached_property
    def _unmarked(self) -> tuple[Phrases, ...]:
        """The openers of what has no mark anywhere in the text."""
        marked: set[int] = set()
        for piece in self._pieces:
            if isinstance(piece, Grid):
                continue
            plain = alike(piece.text)
            label = label_of(plain) or small_label_of(plain)
            if label is not None:
                rest = plain[label.end :].lstrip()
                marked |= {n for n, phrases in enumerate(self._openers) if phrases.opening(rest) is not None}
        return tuple(phrases for n, phrases in enumerate(self._openers) if n not in marked)
