"""An alignment as plain text: for each part its key and kind, then a line for each version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.rendering.one_line import one_line

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
