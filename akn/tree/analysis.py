"""The ``analysis`` of a document: where it stands in ``meta``, what stands in it, and in which order."""

from __future__ import annotations

from lxml import etree

from akn.tree import Element, local_name, sub
from akn.tree.elements import CLASSES

#: What stands in ``meta`` before ``analysis``, and what in ``analysis``, as the schema orders them.
_BEFORE = frozenset({"identification", "publication", "classification", "lifecycle", "workflow"})
_ORDER = (
    "activeModifications",
    "passiveModifications",
    "restrictions",
    "judicial",
    "parliamentary",
    "mappings",
    "otherReferences",
    "otherAnalysis",
)
_AFTER = frozenset({"notes", "presentation", "proprietary"})


def part_of_analysis(document: Element, name: str) -> Element | None:
    """Return the part of the analysis of `document` called `name`, made where it is missing; None without ``meta``.

    A new ``analysis`` says the same source as the identification.
    """
    meta = document.find("{*}meta")
    if meta is None:
        return None
    analysis = meta.find("{*}analysis")
    if analysis is None:
        analysis = sub(meta, "analysis", {"source": _source(meta)})
        _put(meta, analysis, sum(local_name(e) in _BEFORE for e in meta.iterchildren("{*}*")))
    part = analysis.find(f"{{*}}{name}")
    if part is None:
        earlier = _ORDER[: _ORDER.index(name)]
        part = sub(analysis, name)
        _put(analysis, part, sum(local_name(e) in earlier for e in analysis.iterchildren("{*}*")))
    return part


def declare(document: Element, name: str, eid: str, href: str, shown: str) -> str:
    """Declare an entity (`name` is a class such as ``TLCConcept``) in `document`, once; return the pointer to it."""
    if name not in CLASSES:
        raise ValueError(f"{name} is no class of the ontology")
    meta = document.find("{*}meta")
    if meta is None:
        return ""
    references = meta.find("{*}references")
    if references is None:
        references = sub(meta, "references", {"source": _source(meta)})
        _put(meta, references, sum(local_name(e) not in _AFTER for e in meta.iterchildren("{*}*")) - 1)
    held = next((e for e in references.iterchildren("{*}*") if e.get("href") == href), None)
    if held is None:
        held = sub(references, name, {"eId": eid, "href": href, "showAs": shown})
    return f"#{held.get('eId', eid)}"


def lay_out(part: Element) -> None:
    """Let each thing in the analysis around `part` stand on a line of its own; white space is no text there."""
    analysis = part.getparent()
    depth = sum(1 for _ in part.iterancestors()) - 1
    if analysis is not None:
        etree.indent(analysis, "  ", level=depth)
        analysis.tail = analysis.tail or "\n" + "  " * depth


def _source(meta: Element) -> str:
    said = meta.find("{*}identification")
    return "" if said is None else said.get("source", "")


def _put(parent: Element, child: Element, place: int) -> None:
    parent.remove(child)
    parent.insert(place, child)
