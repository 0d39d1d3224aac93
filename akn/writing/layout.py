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
    stack = [(element, depth)] if len(element) and _name(element) not in _MIXED else []
    while stack:
        parent, level = stack.pop()
        inside, after = "\n" + _STEP * (level + 1), "\n" + _STEP * level
        parent.text = inside
        children = list(parent)
        children[-1].tail = after
        for child in children[:-1]:
            child.tail = inside
        stack += [(child, level + 1) for child in children if len(child) and _name(child) not in _MIXED]


def _name(element: etree._Element) -> str:
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def to_bytes(tree: etree._ElementTree) -> bytes:
    """`tree` as UTF-8 with an XML declaration and a final line break."""
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True) + b"\n"
