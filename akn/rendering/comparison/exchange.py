"""A comparison and a lineage for programs: JSON and CSV. `schemas/comparison.schema.json` describes the JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from akn.legible import all_legible
from akn.model.comparison import Comparison, Lineage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from akn.model.comparison import Compared, Fate

_COLUMNS = ("verdict", "moved", "kind", "a", "b", "num_a", "num_b", "similarity", "text_a", "text_b")


def as_json(comparison: Comparison) -> str:
    """Return what became of each clause: eIds of both sides, verdict, likeness from 0 to 100, words that changed."""
    return _dumped(_comparison(comparison))


def as_csv(comparison: Comparison) -> Iterator[str]:
    """Yield a line for each link; several eIds are parted by blanks."""
    yield _line(_COLUMNS)
    for link in comparison.links:
        sides = (link.a, link.b)
        yield _line(
            (
                link.verdict,
                str(link.moved).lower(),
                link.kind,
                *(" ".join(p.eid for p in side) for side in sides),
                *(" ".join(p.num for p in side) for side in sides),
                str(link.similarity),
                *(" ".join(p.text for p in side) for side in sides),
            )
        )


def lineage_as_json(lineage: Lineage) -> str:
    """Return the rows, and each comparison of two neighbours."""
    rows = [
        {
            "kind": row.kind,
            "cells": [
                {"eIds": [p.eid for p in cell], "verdict": verdict or None}
                for cell, verdict in zip(row.cells, row.verdicts, strict=True)
            ],
        }
        for row in lineage.rows
    ]
    documents = [_document(one) for one in lineage.documents]
    return _dumped(
        {
            "documents": documents,
            "lineage": rows,
            "comparisons": [_comparison(c) for c in lineage.comparisons],
        }
    )


def lineage_as_csv(lineage: Lineage) -> Iterator[str]:
    """Yield a line for each clause, with its eIds and what became of it in each document."""
    names = [one.name for one in lineage.documents]
    yield _line(["kind", *(part for name in names for part in (name, f"{name} verdict")), "text"])
    for row in lineage.rows:
        cells = [
            part
            for cell, verdict in zip(row.cells, row.verdicts, strict=True)
            for part in (" ".join(p.eid for p in cell), verdict)
        ]
        yield _line([row.kind, *cells, next(cell[0].text for cell in reversed(row.cells) if cell)])


def _comparison(comparison: Comparison) -> dict[str, Any]:
    sides = {"a": _document(comparison.a), "b": _document(comparison.b)}
    return {
        **sides,
        "summary": dict(sorted(comparison.counts.items())),
        "links": [_link(link) for link in comparison.links],
    }


def _document(one: Compared) -> dict[str, str]:
    return {"name": one.name, "expression": one.expression, "title": one.title, "language": one.tag}


def _link(link: Fate) -> dict[str, Any]:
    said: dict[str, Any] = {
        "verdict": link.verdict,
        "moved": link.moved,
        "a": [p.eid for p in link.a],
        "b": [p.eid for p in link.b],
        "similarity": link.similarity,
        "kind": link.kind,
    }
    if link.words:
        said["words"] = [{"sort": words.sort, "text": words.text} for words in link.words]
    return said


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(all_legible(value), ensure_ascii=False, indent=1) + "\n"


def _line(fields: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(all_legible(list(fields)))
    return out.getvalue()
