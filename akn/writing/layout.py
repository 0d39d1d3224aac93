"""The finished tree as bytes, indented for people where white space means nothing."""

from __future__ import annotations

from lxml import etree

from akn.tree import Element, local_name
from akn.tree.elements import MIXED

_STEP = "  "


def indent(tree: etree._ElementTree) -> None:
    """Indent `tree` in place, leaving alone every element that may hold text."""
    _indent(tree.getroot())


def _indent(root: Element) -> None:
    stack = [(root, 0)] if len(root) else []
    while stack:
        parent, level = stack.pop()
        inside, after = "\n" + _STEP * (level + 1), "\n" + _STEP * level
        parent.text = inside
        children = list(parent)
        children[-1].tail = after
        for child in children[:-1]:
            child.tail = inside
        stack += [(child, level + 1) for child in children if len(child) and local_name(child) not in MIXED]


def to_bytes(tree: etree._ElementTree) -> bytes:
    """`tree` as UTF-8 with an XML declaration and a final line break."""
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True) + b"\n"
