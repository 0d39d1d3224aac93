"""A document whole, as JSON: what it is, and its tree, from which the same XML could be made.

`schemas/document.schema.json` describes it. Comments and processing instructions are no part of a document.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lxml import etree

from akn.legible import all_legible
from akn.rendering.about import document_of, facts_of
from akn.tree import Element, local_name, namespace_of
from akn.tree.elements import MIXED

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Namespaces that a document may use beside its own, by the prefix that everybody knows them by.
_XML = "{http://www.w3.org/XML/1998/namespace}"


def render(tree: Element) -> str:
    """Return the whole document, UTF-8 unescaped."""
    facts = facts_of(tree)
    said = {
        "work": facts.work,
        "expression": facts.expression,
        "language": facts.language,
        "kind": facts.document,
        "number": facts.number,
        "date": facts.date,
        "title": facts.title,
        "namespace": namespace_of(document_of(tree)),
        "document": _node(tree, namespace_of(tree)),
    }
    return json.dumps(all_legible(said), ensure_ascii=False, indent=1) + "\n"


def _node(element: Element, namespace: str) -> dict[str, Any]:
    """An element: its name, its attributes, and what it holds, words and elements in their order."""
    own = namespace_of(element)
    node: dict[str, Any] = {"element": local_name(element)}
    if own != namespace:
        node["namespace"] = own
    if element.attrib:
        node["attributes"] = {_name(str(key)): str(value) for key, value in element.items()}
    if content := list(_content(element, own)):
        node["content"] = content
    return node


def _content(element: Element, namespace: str) -> Iterator[Any]:
    texts = [element.text or ""]
    children: list[Any] = []
    for child in element:
        if isinstance(child, etree._Entity):  # noqa: SLF001  # lxml has no public name for it
            texts[-1] += child.text or ""
        elif isinstance(child.tag, str):
            children.append(_node(child, namespace))
            texts.append("")
        texts[-1] += child.tail or ""
    # Elsewhere white space between elements is the layout of the file.
    mixed = local_name(element) in MIXED or any(text.strip() for text in texts)
    for text, child in zip(texts, [*children, None], strict=True):
        if text and (mixed or not children):
            yield text
        if child is not None:
            yield child


def _name(attribute: str) -> str:
    return attribute.replace(_XML, "xml:")
