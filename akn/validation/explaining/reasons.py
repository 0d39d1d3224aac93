"""Why the official schema says no: libxml2 has decided, here it is explained.

The explanation reads the document against the schema's own content models. What
libxml2 reports and that reading does not see (values of type ``anyURI``, say)
is taken from libxml2 itself; what neither puts into words is asked of
`xmlschema`, the slow processor, which is loaded for that alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from akn.schema import official
from akn.schema.standard import STANDARD, Schema
from akn.tree import Element, local_name
from akn.tree.place import line, parent_name
from akn.validation.explaining.causes import IN_A_ROW, Cause, Fault
from akn.validation.explaining.explain import explain
from akn.validation.explaining.mistakes import remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from akn.validation.explaining.remarks import Remark

_STEP = re.compile(r"([^\[@()]+)(?:\[(\d+)\])?")
_ATTRIBUTE = re.compile(r"attribute '(?:\{[^}]*\})?([^']+)'")
_SET = re.compile(r"The value '(?P<value>[^']*)' is not an element of the set \{(?P<words>[^}]*)\}")
_KEY = re.compile(r"Duplicate key-sequence \['(?P<value>[^']*)'")
_NAME = re.compile(r"[^\W\d][\w.-]*")
_TYPE = re.compile(
    r"'(?P<value>[^']*)' is not a valid value of the (?:[a-z]+ )*type(?: '(?:xs:)?(?P<words>\w+)')?"
)


def reasons(root: Element, schema: Schema = STANDARD, *, whole: bool = True) -> list[Remark]:
    """Return what is to be said of a document that `schema` refused: one remark for each cause.

    Its validator has just refused it, and still knows what it said; where that is not the
    `whole`, it is not asked, and only what explains itself is said.
    """
    log = official.complaints(schema.validator) if whole else []
    causes = list(explain(root, schema))
    if schema is not STANDARD:
        causes += _duplicates(root, log)
    causes += _unexplained(root, log, causes, getattr(schema, "path", ""))
    if not causes and not whole:  # never silent of a document that was refused
        causes = [
            Cause(
                Fault.OTHER,
                root,
                local_name(root),
                value="it was refused, and there is too much to say where",
            )
        ]
    return [remark(cause, schema) for cause in causes]


def _duplicates(root: Element, log: Iterable[etree._LogEntry]) -> Iterator[Cause]:
    """Yield what a schema says must be unique and is not."""
    paths = _LogPaths(root)
    for entry in log:
        found = _KEY.search(entry.message)
        element = paths.element(entry.path) if found else None
        if found and element is not None:
            value = found["value"]
            attribute = next((str(key) for key, held in element.attrib.items() if held == value), "eId")
            first = (
                next(element.getroottree().iterfind(f".//*[@{attribute}='{value}']"), None)
                if "'" not in value
                else None
            )
            yield Cause(
                Fault.DUPLICATE, element, local_name(element), parent_name(element), (), (attribute,), value,
                line=None if first is None else line(first),
            )  # fmt: skip


def _unexplained(
    root: Element, log: Iterable[etree._LogEntry], causes: list[Cause], path: str = ""
) -> Iterator[Cause]:
    """Return what libxml2 reports and no cause accounts for."""
    values: set[tuple[Element, str]] = set()
    around: set[Element] = set()
    for cause in causes:
        told = (*cause.attributes, cause.meant)
        values.update((cause.element, attribute.removeprefix("xml:")) for attribute in told if attribute)
        around.add(cause.element)
        parent = cause.element.getparent()
        if cause.kind in IN_A_ROW and parent is not None:
            around.add(parent)  # libxml2 may blame a sibling
    unclear: dict[Element, str] = {}
    paths = _LogPaths(root)
    for entry in log:
        element = paths.element(entry.path)
        attribute = _ATTRIBUTE.search(entry.message)
        value = _SET.search(entry.message) or _TYPE.search(entry.message)
        if value is not None and value["words"] == "ID" and _NAME.fullmatch(value["value"]):
            continue  # an xml:id given twice, which is told where the file is read
        if element is None:
            if not causes:
                unclear.setdefault(root, entry.message)
        elif attribute is not None and value is not None:
            if (element, attribute.group(1)) not in values:
                values.add((element, attribute.group(1)))
                yield _wrong_value(element, attribute.group(1), value)
        elif attribute is not None:
            if (element, attribute.group(1)) not in values:
                unclear.setdefault(element, entry.message)
        elif not around.intersection(_neighbours(element)) and "identity-constraint" not in entry.message:
            unclear.setdefault(element, entry.message)
    if unclear:
        from akn.validation.explaining.second_opinion import second_opinion  # noqa: PLC0415  # loaded only when needed

        yield from second_opinion(root, unclear, path)


class _LogPaths:
    """Leads the paths in libxml2's log back to their elements.

    A step is ``*[3]``, the third child, where the element has no prefix, and
    ``akn:meta[2]``, the second child so written, where it has one.
    """

    def __init__(self, root: Element) -> None:
        self._root = root
        self._rows: dict[Element, dict[str, list[Element]]] = {}

    def element(self, path: str | None) -> Element | None:
        """Return the element at `path`, or None where it leads nowhere."""
        here: Element | None = None
        for step in (path or "").lstrip("/").split("/"):
            match = _STEP.fullmatch(step)
            if match is None:
                return here  # an attribute or a text of the element reached
            if here is None:
                here = self._root
                continue
            row = self._row(here).get(match.group(1), [])
            number = int(match.group(2) or 1)
            if number > len(row):
                return None
            here = row[number - 1]
        return here

    def _row(self, parent: Element) -> dict[str, list[Element]]:
        rows = self._rows.get(parent)
        if rows is None:
            rows = self._rows[parent] = {"*": []}
            for child in parent.iterchildren("*"):
                rows["*"].append(child)
                name = f"{child.prefix}:{local_name(child)}" if child.prefix else local_name(child)
                rows.setdefault(name, []).append(child)
        return rows


def _neighbours(element: Element) -> list[Element]:
    """Where a cause may lie that libxml2 reports at `element`: there, around it, or in it."""
    parent = element.getparent()
    return [element, *([] if parent is None else [parent]), *element.iterchildren("*")]


def _wrong_value(element: Element, attribute: str, value: re.Match[str]) -> Cause:
    words = re.findall(r"[\w.:-]+", value.group("words") or "")
    return Cause(
        Fault.VALUE, element, local_name(element), parent_name(element), attributes=(attribute,),
        value=value.group("value"), expected=tuple(words) or ("string",),
    )  # fmt: skip
