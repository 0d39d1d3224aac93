"""The finished tree as bytes, indented for people where white space means nothing."""

from __future__ import annotations

from lxml import etree

from akn.tree import Element, local_name
from akn.tree.elements import MIXED

_STEP = "  "


def indent(tree: etree._ElementTree) -> None:
    """Indent `tree` in place, leaving alone every element that may hold text."""
    _indent(tree.getroot(), 0)


def _indent(element: Element, depth: int) -> None:
    stack = [(element, depth)] if _may_be_indented(element) else []
    while stack:
        parent, level = stack.pop()
        inside, after = "\n" + _STEP * (level + 1), "\n" + _STEP * level
        parent.text = inside
        children = list(parent)
        children[-1].tail = after
        for child in children[:-1]:
            child.tail = inside
        stack += [(child, level + 1) for child in children if _may_be_indented(child)]


def _may_be_indented(element: Element) -> bool:
    """Whether `element` holds elements and, by the schema, no text among them."""
    return len(element) > 0 and local_name(element) not in MIXED


def to_bytes(tree: etree._ElementTree) -> bytes:
    """`tree` as UTF-8 with an XML declaration and a final line break."""
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True) + b"\n"
