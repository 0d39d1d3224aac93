"""Where an element stands, in words a person can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.tree import Element, local_name
from akn.tree.elements import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def parent_name(element: Element) -> str:
    """Return the name of the element around `element`, without its namespace; "" at the root."""
    parent = element.getparent()
    return local_name(parent) if parent is not None else ""


def line(element: Element) -> int | None:
    """Return the line on which the start-tag of `element` ends; None where it was read from no file."""
    number: Any = element.sourceline  # a property, which the stubs leave without a type
    return None if number is None else int(number)


def ancestors(element: Element) -> Iterator[Element]:
    """Yield what `element` stands in, the nearest first."""
    parent = element.getparent()
    while parent is not None:
        yield parent
        parent = parent.getparent()


def outermost_document(element: Element) -> Element | None:
    """Return the outermost whole document around `element`: so far the schema looks for an id given twice."""
    around = [outer for outer in ancestors(element) if local_name(outer) in DOCUMENTS]
    return around[-1] if around else None


def nearest_eid(element: Element, *, older: bool = False) -> str:
    """Return the eId of `element`, or of the nearest element around it; "" where there is none.

    With `older`, an ``id`` will do too, as the drafts before version 3.0 called it.
    """
    here: Element | None = element
    while here is not None:
        eid = here.get("eId") or (here.get("id") if older else None)
        if eid:
            return eid
        here = here.getparent()
    return ""


class Places:
    """The paths of the elements of one tree. Siblings are counted once, however many paths are asked for."""

    def __init__(self) -> None:
        self._numbers: dict[Element, dict[Element, int]] = {}
        self._paths: dict[Element, str] = {}

    def path(self, element: Element) -> str:
        """Return the path of `element` by local names, with a number where siblings share one.

        For example ``/akomaNtoso/statement/mainBody/paragraph[3]/content``.
        """
        around: list[Element] = []
        here: Element | None = element
        while here is not None and here not in self._paths:
            around.append(here)
            here = here.getparent()
        path = "" if here is None else self._paths[here]
        for here in reversed(around):
            parent = here.getparent()
            number = self._number(here, parent) if parent is not None else 0
            path = f"{path}/{local_name(here)}[{number}]" if number else f"{path}/{local_name(here)}"
            self._paths[here] = path
        return path

    def _number(self, element: Element, parent: Element) -> int:
        """Which of its like-named siblings `element` is, or 0 where it is the only one."""
        numbers = self._numbers.get(parent)
        if numbers is None:
            rows: dict[str, list[Element]] = {}
            for child in parent.iterchildren("*"):
                rows.setdefault(child.tag, []).append(child)
            numbers = {c: n for row in rows.values() if len(row) > 1 for n, c in enumerate(row, 1)}
            self._numbers[parent] = numbers
        return numbers.get(element, 0)
