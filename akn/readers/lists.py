"""How deep in the lists of a document an item lies, told by the levels of its list and by what introduces it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Lists:
    """The lists that are open, the outermost first: each with its name, its level and its left edge.

    A list of its own lies in another where the text before it introduces it (“:”) and it is indented further.
    """

    _open: list[tuple[str, int, float]] = field(default_factory=list)
    _introduced: bool = False

    def item(self, name: str, level: int, left: float, text: str) -> int:
        """An item of the list `name` at `level`: how deep it lies, 1 for the outermost."""
        introduced, self._introduced = self._introduced, text.rstrip().endswith(":")
        known = next((n for n, (own, at, _) in enumerate(self._open) if (own, at) == (name, level)), None)
        if known is not None:
            del self._open[known + 1 :]
            return known + 1
        while self._open and not self._inside(name, level, left, introduced=introduced):
            self._open.pop()
        # A list may begin at any of its levels.
        self._open.append((name, level, left))
        return len(self._open)

    def text(self, text: str) -> None:
        """A paragraph that is no item."""
        self._introduced = text.rstrip().endswith(":")

    def _inside(self, name: str, level: int, left: float, *, introduced: bool) -> bool:
        own, at, edge = self._open[-1]
        if own == name:
            return level > at
        return introduced and left > edge
