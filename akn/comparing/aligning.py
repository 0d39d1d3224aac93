"""Versions of one work, put side by side."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from akn.comparing.merging import Path, merge
from akn.comparing.versions import root_of, versions_of, work_of
from akn.model.alignment import Alignment, AlignmentError, Cell, Row
from akn.tree import Element
from akn.tree.parts import Part, parts_of


def align(trees: Sequence[etree._ElementTree | Element], names: Sequence[str] = ()) -> Alignment:
    """Return the parts of `trees` side by side, paired by their ids and by nothing else.

    Args:
        trees: two or more Akoma Ntoso documents, versions of one work; whole
            trees or their roots. They are read, never changed.
        names: what to call them in messages and, where two are in the same
            language, in headings; by default “version 1” and so on.

    Raises:
        AlignmentError: fewer than two trees, one that is no Akoma Ntoso, or
            versions of different works (``FRBRWork/FRBRuri``).

    """
    called = list(names) or [f"version {n}" for n in range(1, len(trees) + 1)]
    if len(called) != len(trees):
        raise AlignmentError(f"{len(trees)} documents and {len(called)} names; give each document one name")
    if len(trees) < 2:
        raise AlignmentError("one version has nothing to stand beside; give two or more")
    roots = [root_of(tree, name) for tree, name in zip(trees, called, strict=True)]
    work = work_of(roots, called)
    columns = [{part.key: part for part in parts_of(root)} for root in roots]
    paths: dict[str, Path] = {}
    for column in columns:
        for key, part in column.items():
            paths[key] = min(part.path, paths.get(key, part.path))
    rows = tuple(_row(key, columns) for key in merge([list(column) for column in columns], paths))
    return Alignment(work, versions_of(roots, called), rows)


def _row(key: str, columns: Sequence[dict[str, Part]]) -> Row:
    parts = [column.get(key) for column in columns]
    kind = next(part.kind for part in parts if part is not None)
    return Row(key, kind, tuple(None if p is None else Cell(p.text, p.eid, p.num) for p in parts))
