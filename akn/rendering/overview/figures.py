"""The figures of a collection, one a line: what is counted, of what, how many. The page shows the same."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from akn.legible import legible
from akn.model.overview import Overview

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A figure: what is counted, of what, of which besides (a year, a second work), and how many.
Figure = tuple[str, str, str, int]


def as_csv(overview: Overview) -> Iterator[str]:
    """Yield the figures, a line each: ``figure,of,and,count``."""
    yield _line(("figure", "of", "and", "count"))
    for figure in figures(overview):
        yield _line(figure)


def figures(overview: Overview) -> Iterator[Figure]:
    """Yield every figure, in the order of the page."""
    yield "documents", "", "", len(overview.read)
    yield "unread", "", "", len(overview.documents) - len(overview.read)
    for what in ("kind", "language", "groups"):
        for year, counts in overview.by_year(what).items():
            for value, count in sorted(counts.items()):
                yield f"documents by {what}", value, year, count
    for address, count in overview.cited.most_common():
        yield "cited", address, "", count
    for document, count in overview.unresolved.most_common():
        yield "unresolved references", document, "", count
    for code, count in sorted(overview.findings.items()):
        yield "findings", code, "", count
    for (one, other), count in sorted(overview.citations.items()):
        yield "citations", one, other, count


def _line(fields: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([legible(str(field)) for field in fields])
    return out.getvalue()
