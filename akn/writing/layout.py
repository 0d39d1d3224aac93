"""The finished tree as bytes, indented for people where white space means nothing."""

from __future__ import annotations

from lxml import etree

from akn.tree import Element, local_name
from akn.tree.elements import MIXED

_STEP = "  "


def indent(root: Element) -> None:
    """Indent the tree under `root` in place, leaving alone every element that may hold text."""
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


def to_bytes(root: Element, namespace: str) -> bytes:
    """The tree under `root`, which is in no namespace, as UTF-8 with an XML declaration and a final line break.

    All of it is declared to be in `namespace`.
    """
    before, tag, behind = etree.tostring(root, encoding="UTF-8", xml_declaration=True).partition(
        f"<{root.tag}".encode()
    )
    return b"".join((before, tag, f' xmlns="{namespace}"'.encode(), behind, b"\n"))
