"""An alignment as a table on a terminal, a column for each version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.rendering.alignment.plain import shown
from akn.rendering.one_line import one_line

if TYPE_CHECKING:
    from rich.table import Table

    from akn.model.alignment import Alignment

#: Columns of a terminal: the most that the keys take, and the least in which a text can be read.
_KEYS, _TEXT = 24, 24


def show(alignment: Alignment) -> bool:
    """Print the table where the terminal has room for it; else print nothing and return False."""
    from rich.console import Console  # noqa: PLC0415  # loaded only on a terminal

    console = Console()
    if not fits(alignment, console.width):
        return False
    console.print(table(alignment))
    return True


def fits(alignment: Alignment, width: int) -> bool:
    """Whether a terminal of `width` columns has room for all versions side by side."""
    return width >= _KEYS + len(alignment.versions) * (_TEXT + 2)


def table(alignment: Alignment) -> Table:
    """Return the table; printing it (``rich.console.Console``) wraps the texts in their columns."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415  # loaded only when needed
    from rich.table import Table  # noqa: PLC0415  # likewise
    from rich.text import Text  # noqa: PLC0415  # likewise

    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_lines=False, expand=True)
    made.add_column("Part", overflow="fold", max_width=_KEYS, style="dim")
    for version in alignment.versions:
        made.add_column(Text(one_line(version.label)), overflow="fold", ratio=1)
    for row in alignment.rows:
        cells = (Text(shown(cell), style="" if cell else "bold red") for cell in row.cells)
        made.add_row(Text(_broken(one_line(row.key))), *cells)
        made.add_section()
    return made


def _broken(key: str) -> str:
    """`key` in lines, broken before the name of an element where there is one to break at."""
    first, *steps = key.split("__")
    lines = [first]
    for step in steps:
        if len(lines[-1]) + 2 + len(step) <= _KEYS:
            lines[-1] += f"__{step}"
        else:
            lines.append(f"__{step}")
    return "\n".join(lines)
