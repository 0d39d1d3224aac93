"""The units of a text that people cite and search: which words stand under which eId, each under exactly one.

This is another cut than `parts`: the points of a list belong to the paragraph
around them, with their numbers, so that a search finds words that stand on
both sides of a colon; and no word is left out, be it on the cover page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from akn.tree import Element, local_name
from akn.tree.called import called
from akn.tree.elements import RUNNING, UNITS
from akn.tree.place import ancestors, nearest_eid

if TYPE_CHECKING:
    from collections.abc import Iterator


class Unit(Struct, frozen=True):
    """A unit of the text: its eId ("" where it has none), its element's local name, its words."""

    eid: str
    element: str
    text: str


def eid_of_unit(element: Element) -> str:
    """Return the eId of the unit that `element` is or stands in; where none has one, the nearest eId; else ""."""
    for around in (element, *ancestors(element)):
        if local_name(around) in UNITS and (eid := around.get("eId")):
            return eid
    return nearest_eid(element)


def units(document: Element) -> Iterator[Unit]:
    """Yield the units of `document` (the element under the root) that have words, in their order."""
    texts: dict[Element, list[str]] = {}
    _walk(document, document, texts)
    for unit, pieces in texts.items():
        if text := " ".join("".join(pieces).split()):
            yield Unit(unit.get("eId") or "", called(unit), text)


def _walk(element: Element, unit: Element, texts: dict[Element, list[str]]) -> None:
    """Lay the words of `element` under `unit`, which it stands in, and go on with what it holds."""
    pieces = texts.setdefault(unit, [])
    if words := element.text:
        pieces.append(words)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and (name := tag[tag.rfind("}") + 1 :]) != "meta":
            within = child if name in UNITS else unit
            if name in RUNNING:
                _walk(child, within, texts)
            else:
                pieces.append(" ")
                _walk(child, within, texts)
                pieces.append(" ")
        if words := child.tail:
            pieces.append(words)
