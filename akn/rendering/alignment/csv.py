"""An alignment as CSV (RFC 4180, with plain line breaks): key, kind, and a column for each version."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from akn.model.alignment import Alignment


def render(alignment: Alignment) -> str:
    """Return the rows under their headings.

    A field holds the part's text, or where it has none its number: it is empty
    where the version has no such part, and only there.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["key", "kind", *(version.label for version in alignment.versions)])
    for row in alignment.rows:
        writer.writerow(
            [row.key, row.kind, *("" if cell is None else cell.text or cell.num for cell in row.cells)]
        )
    return out.getvalue()
