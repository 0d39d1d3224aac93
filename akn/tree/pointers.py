"""The references of a finished document, anybody's: ``ref``, ``mref``, ``rref``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree


@dataclass(frozen=True, slots=True)
class Citing:
    """One reference: its element, its words, where it points, and where it stands.

    `href` is empty for a list (``mref``), whose references follow, and for what
    could not be resolved; a range points to both its ends, with a space between.
    `eid` is its own, else that of the nearest element around it. `line` is that
    of the XML.
    """

    element: str
    text: str
    href: str
    eid: str
    line: int


def references(root: etree._Element) -> Iterator[Citing]:
    """Every reference in the document of `root`, in the order of the text; any namespace of Akoma Ntoso."""
    for element in root.iter("{*}ref", "{*}mref", "{*}rref"):
        name = etree.QName(element).localname
        ends = (element.get("from", ""), element.get("upTo", ""))
        href = " ".join(end for end in ends if end) if name == "rref" else element.get("href", "")
        text = " ".join("".join(map(str, element.itertext())).split())
        yield Citing(name, text, href, _eid(element), cast("int | None", element.sourceline) or 0)


def _eid(element: etree._Element) -> str:
    for held in (element, *element.iterancestors()):
        # WD17 and its like call it id.
        found = held.get("eId") or held.get("id")
        if found:
            return found
    return ""
