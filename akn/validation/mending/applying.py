"""Applying the safe mends to one file, and proving that they were safe."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from akn.findings import Finding
from akn.schema import official as schema
from akn.tree import namespace_of
from akn.tree.parse import parse
from akn.validation.explaining.reasons import reasons
from akn.validation.mending.mends import MENDS, Edit, Site
from akn.validation.mending.spans import spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.tree import Element
    from akn.validation.explaining.remarks import Remark

#: A mend may lay bare another fault; after this many rounds the rest is left to a person.
_ROUNDS = 5


def mended(data: bytes) -> bytes:
    """Return the document in `data` with every safe mend made, byte for byte the same elsewhere.

    A mend is kept only where it leaves fewer faults and the same words in the
    same order; otherwise, and where there is nothing to mend, `data` comes back.
    """
    for _ in range(_ROUNDS):
        better = _round(data)
        if better == data:
            break
        data = better
    return data


def diff(old: bytes, new: bytes, name: str) -> str:
    """Return what differs, as a unified diff; "" where nothing does."""
    lines = difflib.unified_diff(
        old.decode("utf-8", "replace").splitlines(),
        new.decode("utf-8", "replace").splitlines(),
        name,
        name,
        lineterm="",
    )
    return "".join(f"{line}\n" for line in lines)


def _round(data: bytes) -> bytes:
    faults = _faults(data)
    if faults is None:
        return data
    root, remarks = faults
    places = spans(data, root.getroottree().docinfo.encoding or "UTF-8")
    if places is None:
        return data
    by_element = dict(zip(root.iter("*"), places, strict=True))
    edits: list[Edit] = []
    for remark in remarks:
        mend = MENDS.get(remark.code)
        if mend is not None:
            new = mend(Site(remark.element, data, by_element))
            if new and not any(_meet(one, other) for one in new for other in edits):
                edits += new
    better = _applied(data, edits)
    return better if edits and _is_better(root, len(remarks), better) else data


def _faults(data: bytes) -> tuple[Element, list[Remark]] | None:
    root = parse(data)
    if isinstance(root, Finding) or namespace_of(root) != schema.NAMESPACE:
        return None
    if schema.load().validate(root):
        return None
    return root, reasons(root)


def _meet(one: Edit, other: Edit) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _applied(data: bytes, edits: list[Edit]) -> bytes:
    for edit in sorted(edits, reverse=True):
        data = data[: edit.start] + edit.new + data[edit.end :]
    return data


def _is_better(root: Element, faults: int, data: bytes) -> bool:
    """Return whether the new document has fewer faults and the words of the old one."""
    new = parse(data)
    if isinstance(new, Finding) or list(_words(new)) != list(_words(root)):
        return False
    return schema.load().validate(new) or len(reasons(new)) < faults


def _words(root: Element) -> Iterator[str]:
    for text in root.itertext():
        yield from str(text).split()
