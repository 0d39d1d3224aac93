"""What the official schema says of its elements and attributes, gathered in one small file.

Reading the schema takes some milliseconds, and its content models many more:
too long for each start. ``python -m akn.tree.from_schema`` writes the file
anew; a test says when it is stale.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from akn.schema.contents import Automaton
    from akn.schema.declarations import Declarations

PATH = Path(__file__).with_name("elements.json")

_XSD = "{http://www.w3.org/2001/XMLSchema}"
#: The groups of the schema that are asked for, by its own names.
_GROUPS = (
    *("ANcontainers", "TLCs", "documentType", "hierElements", "inlineElements", "judgmentBlock"),
    *("markerElements", "speechSection", "subFlowElements"),
)
#: The levels of ``identification``, from the work down.
_LEVELS = ("FRBRWork", "FRBRExpression", "FRBRManifestation", "FRBRItem")
#: The type of the attribute by which everything else is linked.
_LINK = "href"


def gather() -> dict[str, Any]:
    """Return the groups of elements, what is said of single elements, and the attributes that refer."""
    from akn.schema.declarations import declarations  # noqa: PLC0415  # whoever reads the file needs no schema
    from akn.schema.official import source  # noqa: PLC0415  # likewise

    known, schema = declarations(), source()
    groups = {name: sorted(known.group(name)) for name in _GROUPS}
    return {
        "groups": groups,
        "identified": sorted(_bearing(schema, "idreq")),
        "mixed": [name for name in sorted(known.names) if known.declared(name).mixed],
        "single": sorted(_single(known)),
        "bodies": sorted(_bodies(known, groups["documentType"])),
        "levels": {level: _in_order(known.declared(level).content) for level in _LEVELS},
        "pointers": sorted(_pointers(schema)),
        "lists": sorted(_lists(schema)),
    }


def _bearing(schema: etree._Element, group: str) -> set[str]:
    """The elements that have the attribute group `group`, by themselves, by their types or by other groups."""
    named = {(child.tag, child.get("name", "")): child for child in schema}

    def reaches(node: etree._Element, seen: frozenset[str]) -> bool:
        for inner in node.iter(f"{_XSD}attributeGroup", f"{_XSD}extension", f"{_XSD}restriction"):
            name = inner.get("ref") or inner.get("base") or ""
            if name == group:
                return True
            kind = "attributeGroup" if inner.get("ref") else "complexType"
            target = named.get((_XSD + kind, name))
            if target is not None and name not in seen and reaches(target, seen | {name}):
                return True
        return False

    return {
        element.get("name", "")
        for element in schema.iterchildren(f"{_XSD}element")
        if reaches(named.get((f"{_XSD}complexType", element.get("type", "")), element), frozenset())
    }


def _single(known: Declarations) -> set[str]:
    """The elements that no content model lets stand twice in one parent."""
    repeated: set[str] = set()
    held: set[str] = set()
    for parent in known.names:
        content = known.declared(parent).content
        held |= content.names
        repeated |= {name for name in content.names - repeated if _may_repeat(name, content)}
    return held - repeated


def _may_repeat(name: str, content: Automaton) -> bool:
    waiting = [step[name] for step in content.steps if name in step]
    seen: set[int] = set()
    while waiting:
        state = waiting.pop()
        if name in content.steps[state]:
            return True
        if state not in seen:
            seen.add(state)
            waiting += content.steps[state].values()
    return False


def _bodies(known: Declarations, documents: Iterable[str]) -> set[str]:
    """What a document has its text in: the schema calls each kind of it a body."""
    inside = {name for document in documents for name in known.declared(document).content.names}
    return {name for name in inside if name.lower().endswith("body")}


def _in_order(content: Automaton) -> list[str]:
    """The names of a sequence, in the order in which they may come at the latest."""
    latest: dict[str, int] = {}
    for number, step in enumerate(content.steps):
        latest |= dict.fromkeys(step, number)
    return sorted(latest, key=lambda name: (latest[name], name))


def _pointers(schema: etree._Element) -> set[str]:
    """The attributes whose value names something by its eId, and the links.

    Left out is ``wIdRef``: it names the permanent id of something that may no
    longer be there.
    """
    types = {
        name for simple in schema.iterchildren(f"{_XSD}simpleType") if _refers(name := simple.get("name", ""))
    }
    return {_LINK} | {
        attribute.get("name", "")
        for attribute in schema.iter(f"{_XSD}attribute")
        if attribute.get("type") in types or _restricted(attribute) & types
    }


def _refers(type_name: str) -> bool:
    return type_name.endswith("Ref") and type_name != "wIdRef"


def _restricted(attribute: etree._Element) -> set[str]:
    return {inner.get("base", "") for inner in attribute.iter(f"{_XSD}restriction")}


def _lists(schema: etree._Element) -> set[str]:
    """The attributes that may hold several values, with spaces between."""
    return {
        attribute.get("name", "")
        for attribute in schema.iter(f"{_XSD}attribute")
        if attribute.find(f".//{_XSD}list") is not None
    }


if __name__ == "__main__":
    PATH.write_text(json.dumps(gather(), indent=1) + "\n", encoding="utf-8")
