"""The mend of ids whose number is not the printed one: given anew, with all that refers to them."""

from __future__ import annotations

import copy
from collections import Counter
from typing import TYPE_CHECKING

from akn.numbering.sequences import agree
from akn.tree.eid import number_in, renumber
from akn.tree.pointers import repoint
from akn.validation.changing import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.tree import Element
    from akn.validation.rules.document import Document


def renumbered(document: Document) -> Iterator[tuple[Change, ...]]:
    """Yield the changes by which the ids of `document` say the printed numbers, all in one; none where it is unsafe.

    The ids that are wrong, and those that begin with one, are given anew by the
    Naming Convention; no other changes. It is safe where each keeps its prefix, for else
    the publisher builds ids in another way, and where each is still given once.
    """
    wrong = _wrong(document)
    if not wrong or document.own_ids:
        return
    twin = copy.deepcopy(document.root)
    renumber(twin)
    became: dict[str, str] = {}
    for old, new in zip(document.root.iter("*"), twin.iter("*"), strict=True):
        before, after = old.get("eId", ""), new.get("eId", "")
        if before and after != before and _hangs_on(before, wrong):
            became[before] = after
    if _keeps_prefixes(became) and _is_unique(document, became):
        yield tuple(_changes(document.root, became))


def _wrong(document: Document) -> set[str]:
    """Return the ids whose number is not the printed one."""
    return {
        one.element.get("eId", "")
        for one in document.numbered
        if (number := number_in(one.element, one.name, one.last)) and agree(number, one.num) is False
    }


def _hangs_on(eid: str, wrong: set[str]) -> bool:
    while eid:
        if eid in wrong:
            return True
        eid = eid.rpartition("__")[0]
    return False


def _keeps_prefixes(became: dict[str, str]) -> bool:
    prefixes = ((old.rpartition("__")[0], new.rpartition("__")[0]) for old, new in became.items())
    return all(new == became.get(old, old) for old, new in prefixes)


def _is_unique(document: Document, became: dict[str, str]) -> bool:
    counts = Counter(became.get(eid, eid) for eid, bearers in document.eids.items() for _ in bearers)
    return all(counts[new] == 1 for new in became.values())


def _changes(root: Element, became: dict[str, str]) -> Iterator[Change]:
    """Yield what changes in each element: its own id, and what it points at."""
    twin = copy.deepcopy(root)
    for element in twin.iter("*"):
        if (eid := element.get("eId", "")) in became:
            element.set("eId", became[eid])
    repoint(twin, lambda eid: became.get(eid, eid))
    for old, new in zip(root.iter("*"), twin.iter("*"), strict=True):
        values = {
            str(key): str(held)
            for key, value in old.attrib.items()
            if (held := new.get(key)) is not None and held != value
        }
        if values:
            yield Change(old, values)
