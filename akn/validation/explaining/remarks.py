"""What is to be said of an element, and how it becomes a finding with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from akn.findings import Finding, Severity
from akn.tree.place import Places, line, nearest_eid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from akn.tree import Element


class Remark(NamedTuple):
    """Something to say of `element`: a finding that has not been given its place yet.

    What shares a `group` in one document has one cause; "" makes its words the group.
    """

    element: Element
    code: str
    severity: Severity
    message: str
    help: str = ""
    group: str = ""

    @classmethod
    def of(cls, element: Element, finding: Finding) -> Remark:
        """Return what `finding` says, to be said of `element`."""
        return cls(element, finding.code, finding.severity, finding.message, finding.help)


def findings(
    remarks: Iterable[Remark],
    positions: Mapping[Element, tuple[int, int]] | None = None,
    *,
    brief: bool = False,
) -> list[Finding]:
    """Return `remarks` as findings, in the order of the lines, then of the codes.

    `positions` gives line and column of elements; without it the line is the
    one that the parser kept, and none for a tree that was read from no file. Of
    what has one cause only the first gets a path, where it is to be `brief`.
    """
    known = positions or {}
    places = Places()
    found = []
    seen: set[str] = set()
    for element, code, severity, message, help_, group in _in_order(remarks, known):
        row, column = known.get(element) or (line(element), None)
        cause = f"{code} {group or message}"
        path = eid = ""
        if not brief or cause not in seen:
            seen.add(cause)
            path, eid = places.path(element), nearest_eid(element)
        found.append(
            Finding(code, severity, begun(message), row, column, path, eid, ended(begun(help_)), group=cause)
        )
    return found


def _in_order(remarks: Iterable[Remark], known: Mapping[Element, tuple[int, int]]) -> list[Remark]:
    return sorted(
        remarks, key=lambda one: ((known.get(one.element) or (line(one.element),))[0] or 0, one.code)
    )


def begun(message: str) -> str:
    """Return `message` with a capital at its beginning; a name in backquotes stays as it is."""
    return message[:1].upper() + message[1:]


def ended(help_: str) -> str:
    """Return `help_` with a full stop at its end."""
    return f"{help_}." if help_ and help_[-1] not in ".!?…" else help_
