"""An alignment as plain text: for each part its key and kind, then a line for each version."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from akn.model.alignment import Alignment, Cell

#: What stands where a version has no such part.
MISSING = "(no such part)"


def render(alignment: Alignment) -> str:
    """Return the parts one below the other, an empty line between two."""
    labels = [one_line(version.label) for version in alignment.versions]
    width = max(len(label) for label in labels)
    parts = []
    for row in alignment.rows:
        lines = [f"{one_line(row.key)}  {one_line(row.kind)}"]
        for label, cell in zip(labels, row.cells, strict=True):
            lines.append(f"  {label:<{width}}  {shown(cell)}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def shown(cell: Cell | None) -> str:
    """The words of `cell`, or the mark of a missing part."""
    return MISSING if cell is None else one_line(cell.printed)


def one_line(text: str) -> str:
    """`text` as one line a terminal can show: no control character of a document reaches it."""
    return "".join("�" if unicodedata.category(c) == "Cc" else c for c in " ".join(text.split("\n")))
