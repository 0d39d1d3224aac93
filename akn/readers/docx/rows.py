"""Rows and cells of Word's tables."""

from __future__ import annotations

from akn.readers.package import Element, local, number_in, value_of

#: What holds paragraphs, rows and cells and is none.
AROUND = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "del", "moveFrom"})


def within(element: Element, wanted: str) -> list[Element]:
    """The rows or cells in `element`, through whatever is wrapped around them."""
    found: list[Element] = []
    for each in element:
        name = local(each)
        if name == wanted:
            found.append(each)
        elif name in AROUND:
            found += within(each, wanted)
    return found


def spans_of(cell: Element) -> tuple[int, str]:
    """How many columns a cell covers, and whether it begins or goes on one that reaches over rows."""
    width, merged = 1, ""
    for properties in cell:
        if local(properties) != "tcPr":
            continue
        for each in properties:
            if local(each) == "gridSpan":
                width = min(max(number_in(value_of(each, "val"), 1), 1), 1000)
            elif local(each) == "vMerge":
                merged = value_of(each, "val") or "continue"
    return width, merged


def is_bordered(table: Element) -> bool:
    """Whether lines are drawn in the table, by itself or by its style."""
    for properties in table:
        if local(properties) == "tblPr":
            for each in properties:
                if local(each) == "tblBorders" and any(
                    (value_of(e, "val") or "none") not in {"none", "nil"} for e in each
                ):
                    return True
                if local(each) == "tblStyle" and "grid" in (value_of(each, "val") or "").lower():
                    return True
    return False
