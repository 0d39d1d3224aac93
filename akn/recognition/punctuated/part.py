"""A recital or paragraph that is being read."""

from __future__ import annotations

from akn.model.resolution import Num
from akn.recognition.act.points import Entry


class Part:
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
        return self.ends == "." and any(e.label is not None and e.label.kind != "bullet" for e in self.entries)
