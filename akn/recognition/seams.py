"""Where two neighbouring lines of a wrapped text were never one, as its words tell."""

from __future__ import annotations

import re

from akn.matching.alike import alike
from akn.model.source import Line
from akn.recognition.furniture import Furniture
from akn.recognition.idiom import Idiom

_ENDS = ".;,:·"
#: A number in brackets and nothing else, as it stands below a title: “(2022/9999(RSP))”.
_NUMBER = re.compile(r"\([^\s/]+/\S+\)")


class Seams:
    """The seams of a text in one idiom."""

    def __init__(self, idiom: Idiom, furniture: Furniture) -> None:
        self.furniture = furniture
        self.citation = idiom.phrases("citation")
        self.recital = idiom.phrases("recital")
        self.formula = idiom.phrases("formula")
        self._bare = 0  # citations without a mark that have begun a line

    def stands_apart(self, above: Line, line: Line) -> bool:
        """Whether `line` begins anew, though it could go on the line `above`.

        Furniture never goes on, nor is gone on; nor does a number in brackets. A citation without a mark
        begins anew behind one that has none either; where others have
        marks, its words may stand in the middle of one.
        """
        if self.furniture.stands_apart(above, line) or _NUMBER.fullmatch(line.text):
            return True
        if above.text[-1:] not in _ENDS:
            return False
        one, other = alike(above.text), alike(line.text)
        if self.formula.opening(one):
            return True
        if self.citation.opening(other) is None and self.recital.opening(other) is None:
            self._bare = 0 if _marked(one) else self._bare
            return False
        self._bare += self.citation.opening(one) is not None or self.recital.opening(one) is not None
        return self._bare > 0


def _marked(plain: str) -> bool:
    return not plain[:1].isalpha()
