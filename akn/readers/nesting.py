"""How deep in the lists of a document an item lies, told by the levels of its list and by what introduces it."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct, field

#: Marks that count whole parts of a text as often as points: “A.”, “1.”, “IV.”
_CHIEF = re.compile(r"(?:\d+|[^\W\d_]+)\.\Z")


class Lists(Struct):
    """The lists that are open, the outermost first: each with its name, its level and its left edge.

    A list of its own lies in another where what stands before it introduces it (“:”) and it is indented further,
    or as far behind an item, where its marks are those of points.
    """

    _open: list[tuple[str, int, float]] = field(default_factory=list)
    _introduced: Literal["", "text", "item"] = ""

    def item(self, name: str, level: int, left: float, printed: str, text: str) -> int:
        """An item of the list `name` at `level`, behind its `printed` mark: how deep it lies, 1 for the outermost."""
        introduced, self._introduced = self._introduced, "item" if text.rstrip().endswith(":") else ""
        known = next((n for n, (own, at, _) in enumerate(self._open) if (own, at) == (name, level)), None)
        if known is not None:
            del self._open[known + 1 :]
            return known + 1
        chief = _CHIEF.match(printed) is not None and not printed[:1].islower()
        while self._open and not self._inside(name, level, left, introduced, chief=chief):
            self._open.pop()
        # A list may begin at any of its levels.
        self._open.append((name, level, left))
        return len(self._open)

    def text(self, text: str) -> None:
        """A paragraph that is no item."""
        self._introduced = "text" if text.rstrip().endswith(":") else ""

    def _inside(self, name: str, level: int, left: float, introduced: str, *, chief: bool) -> bool:
        own, at, edge = self._open[-1]
        if own == name:
            return level > at
        if introduced == "item" and not chief:
            return left >= edge
        return bool(introduced) and left > edge
