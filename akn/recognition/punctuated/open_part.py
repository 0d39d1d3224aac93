"""A recital or paragraph that is being read."""

from __future__ import annotations

from akn.matching.alike import alike
from akn.model.resolution import Block, Num
from akn.recognition.act.points import Entry
from akn.recognition.punctuated.ahead import Ahead


class OpenPart:
    """A recital or paragraph while its passages are being gathered."""

    def __init__(self, num: Num | None, entry: Entry, *, recital: bool) -> None:
        self.num = num
        self.entries = [entry]
        self.recital = recital
        self.ends = ""

    @property
    def listed(self) -> bool:
        """Whether it has points."""
        return any(entry.label is not None for entry in self.entries)

    @property
    def over(self) -> bool:
        """Whether its points have marks that count, and the last of them ended the sentence."""
        return self.ends == "." and any(
            e.label is not None and e.label.kind != "bullet" for e in self.entries
        )


def enacts(part: OpenPart, ahead: Ahead) -> bool:
    """Whether what began as a recital is the operative paragraph: its points end the sentence (“Decides,”)."""
    first = part.entries[0].content
    if not part.recital or ahead.numbers or not part.listed or part.ends != ".":
        return False
    last = ahead.passages[ahead.recitals - 1].line if ahead.recitals else 0
    began = alike(first.text) if isinstance(first, Block) else ""
    return last <= part.entries[-1].line and ahead.signs.openers.opening(began) is None
