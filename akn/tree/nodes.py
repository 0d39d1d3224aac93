"""What every module of the room has in hand: an element, its name, and how one is added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

#: An element of a tree. It stands here once, for lxml has no public name for it.
Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml has no public name for it


def local_name(element: Element) -> str:
    """Return the name of `element` without its namespace. A comment has none: ask only for elements."""
    return element.tag.rpartition("}")[2]


def namespace_of(element: Element) -> str:
    """Return the namespace of `element`; "" where it is in none."""
    return element.tag[1:].rpartition("}")[0]


def sub(parent: Element, name: str, attributes: Mapping[str, str] | None = None) -> Element:
    """Return a new last child of `parent`, called `name` in the namespace of its parent."""
    around = parent.tag
    element = etree.SubElement(
        parent, f"{around[: around.rfind('}') + 1]}{name}" if around[0] == "{" else name
    )
    if attributes:
        for key, value in attributes.items():  # a third faster than to hand them over all at once
            element.set(key, value)
    return element
