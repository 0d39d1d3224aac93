"""An alignment as JSON; its form is ``schemas/alignment.schema.json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from akn.release import VERSION

if TYPE_CHECKING:
    from akn.model.alignment import Alignment, Cell, Row, Version


def render(alignment: Alignment) -> str:
    """Return the whole alignment as one JSON object, ended by a line break."""
    return json.dumps(_alignment(alignment), ensure_ascii=False, indent=2) + "\n"


def _alignment(alignment: Alignment) -> dict[str, Any]:
    return {
        "tool": {"name": "akn", "version": VERSION},
        "work": alignment.work,
        "summary": {"rows": len(alignment.rows), "incomplete": len(alignment.gaps)},
        "versions": [_version(each) for each in alignment.versions],
        "rows": [_row(row) for row in alignment.rows],
    }


def _version(each: Version) -> dict[str, str]:
    return {
        "label": each.label,
        "language": each.language,
        "tag": each.tag,
        "name": each.name,
        "expression": each.expression,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "kind": row.kind,
        "complete": row.complete,
        "cells": [None if cell is None else _cell(cell) for cell in row.cells],
    }


def _cell(cell: Cell) -> dict[str, str]:
    return {"text": cell.text, "eId": cell.eid, "num": cell.num}
