"""Line and column of elements in the bytes they were read from.

libxml2 keeps the line on which a start-tag ends and no column. A second, bare
reading of the same bytes by expat gives the exact place where each start-tag
begins; it is made only for files that have findings.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.parsers import expat

from akn.validation.place import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from akn.findings import Finding

_STEP = re.compile(r"([^\[]+)(?:\[(\d+)\])?")


def located(findings: Sequence[Finding], root: etree._Element, data: bytes) -> list[Finding]:
    """Return `findings` with the line and column at which the start-tag of their element begins.

    `root` is the tree read from `data`. A finding without a path, or with one
    that leads nowhere, stays as it is.
    """
    follower = Follower(root)
    elements = {f.path: follower.follow(f.path) for f in findings if f.path}
    places = _places(data, root, {e for e in elements.values() if e is not None})
    result = []
    for finding in findings:
        element = elements.get(finding.path)
        place = places.get(element) if element is not None else None
        result.append(replace(finding, line=place[0], column=place[1]) if place else finding)
    return result


class Follower:
    """Leads paths, as `akn.validation.place` writes them, back to their elements."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._rows: dict[etree._Element, dict[str, list[etree._Element]]] = {}

    def follow(self, path: str) -> etree._Element | None:
        """Return the element at `path`, or None where it leads nowhere."""
        first, *steps = path.lstrip("/").split("/")
        if first != local_name(self._root):
            return None
        here = self._root
        for step in steps:
            match = _STEP.fullmatch(step)
            row = self._row(here).get(match.group(1), []) if match is not None else []
            number = int(match.group(2) or 1) if match is not None else 1
            if not 1 <= number <= len(row):
                return None
            here = row[number - 1]
        return here

    def _row(self, parent: etree._Element) -> dict[str, list[etree._Element]]:
        """Return the children of `parent` by local name."""
        rows = self._rows.get(parent)
        if rows is None:
            rows = self._rows[parent] = {}
            for child in parent.iterchildren("*"):
                rows.setdefault(local_name(child), []).append(child)
        return rows


def _places(
    data: bytes, root: etree._Element, wanted: Iterable[etree._Element]
) -> dict[etree._Element, tuple[int, int]]:
    """Line and column (both from 1) of the wanted elements."""
    looked_for = set(wanted)
    if not looked_for:
        return {}
    starts = _starts(data, root.getroottree().docinfo.encoding or "UTF-8")
    if starts is None:
        return {}
    return {
        element: (starts[number][0], starts[number][1] + 1)
        for number, element in enumerate(root.iter("*"))
        if element in looked_for and number < len(starts)
    }


def _starts(data: bytes, encoding: str) -> list[tuple[int, int]] | None:
    """Line (from 1) and column (from 0) of every start-tag in order; None where expat cannot read the bytes."""
    try:
        return _read(expat.ParserCreate(), data)
    except (expat.ExpatError, LookupError, ValueError):
        pass  # most likely an encoding that expat does not know: read the characters instead
    try:
        return _read(expat.ParserCreate("utf-8"), data.decode(encoding).encode())
    except (expat.ExpatError, LookupError, ValueError):
        return None


def _read(parser: expat.XMLParserType, data: bytes) -> list[tuple[int, int]]:
    starts: list[tuple[int, int]] = []

    def start(name: str, attributes: object) -> None:
        del name, attributes
        starts.append((parser.CurrentLineNumber, parser.CurrentColumnNumber))

    parser.StartElementHandler = start
    parser.ordered_attributes = True
    parser.Parse(data, True)  # noqa: FBT003  # the interface of expat
    return starts
