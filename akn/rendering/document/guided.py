"""A document in the United Nations' own dialect (AKN4UN): see `akn.tree.guided`."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from akn.tree import Element
from akn.tree.guided import contain, identify, moved, point

#: By so much is what stands in an element set in.
_STEP = "  "


def render(tree: Element) -> str:
    """Return the document with the containers and IRIs of the guidelines."""
    root = deepcopy(tree)
    made = contain(root)
    for container, _ in made:
        _set_out(container)
    point(root, moved(made))
    identify(root)
    text: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _set_out(container: Element) -> None:
    """Set out by one step what stands in `container`, now that no element stands between it and its preamble."""
    preamble = container.getparent()
    if preamble is None or preamble.text is None:
        return
    for element in container.iter("{*}*"):
        if element is not container and _blank(element.tail):
            element.tail = str(element.tail).removesuffix(_STEP)
        if _blank(element.text):
            element.text = str(element.text).removesuffix(_STEP)
    above = container.getprevious()
    if above is not None and _blank(above.tail):
        above.tail = preamble.text
    last = container.getnext() is None
    container.tail = preamble.text.removesuffix(_STEP) if last else preamble.text


def _blank(text: str | None) -> bool:
    return text is not None and "\n" in text and not text.strip()
