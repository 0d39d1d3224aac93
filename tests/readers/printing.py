"""A reading, printed so that a person can hold it beside the page."""

from __future__ import annotations

from akn.model.resolution import Link, Style
from akn.model.source import Grid, Line
from akn.readers.reading import Reading


def printed(reading: Reading) -> str:
    """One row for each line: number, whole or not, level, indent, text, marks; then the rest."""
    rows: list[str] = []
    for piece in reading.pieces:
        rows.extend([_line(piece)] if isinstance(piece, Line) else _grid(piece))
    rows.append("-- dropped")
    rows.extend(f"{words.line:4}  {words.reason}: {words.text}" for words in reading.dropped)
    rows.append("-- metadata")
    rows.extend(f"{name} = {' | '.join(values)}" for name, values in sorted(reading.metadata.items()))
    return "\n".join(rows) + "\n"


def _line(line: Line) -> str:
    marks = ""
    for mark in line.marks:
        if isinstance(mark.markup, Style | Link):
            name = mark.markup.name if isinstance(mark.markup, Style) else mark.markup.href
            marks += f"  <{name}: {line.text[mark.start : mark.end]}>"
    sort = "whole" if line.whole else "row  "
    return f"{line.number:4}  {sort} {line.level or '-'} {line.indent:5.1f}  {line.text}{marks}".replace(
        "\xa0", "␣"
    )


def _grid(grid: Grid) -> list[str]:
    rows = [f"{grid.number:4}  table"]
    for row in grid.rows:
        rows.append("      tr")
        for cell in row:
            rows.append(f"      {'th' if cell.header else 'td'} {cell.columns}×{cell.rows}")
            rows.extend(f"        {_line(line)}" for line in cell.lines)
    return rows
