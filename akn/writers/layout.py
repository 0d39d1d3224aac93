"""The finished tree as bytes, indented for people where white space means nothing."""

from __future__ import annotations

from lxml import etree

#: Elements that hold text or inlines: nothing inside them is indented (their content is mixed in the schema).
_MIXED = frozenset({"p", "num", "heading", "subheading", "crossHeading", "listIntroduction", "listWrapUp"})
_STEP = "  "


def indent(tree: etree._ElementTree) -> None:
    """Indent `tree` in place, leaving alone every element that may hold text."""
    _indent(tree.getroot(), 0)


def _indent(element: etree._Element, depth: int) -> None:
    stack = [(element, depth)]
    while stack:
        parent, level = stack.pop()
        if not len(parent) or etree.QName(parent).localname in _MIXED:
            continue
        parent.text = "\n" + _STEP * (level + 1)
        for child in parent:
            child.tail = parent.text
            stack.append((child, level + 1))
        parent[-1].tail = "\n" + _STEP * level


def to_bytes(tree: etree._ElementTree) -> bytes:
    """`tree` as UTF-8 with an XML declaration and a final line break."""
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True) + b"\n"
