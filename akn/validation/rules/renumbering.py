"""The mend of ids that do not say what they should: given anew, with all that refers to them."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from akn.numbering.sequences import agree
from akn.tree.eid import number_in, renumber
from akn.validation.changing import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.tree import Element
    from akn.validation.rules.document import Document


def renumbered(document: Document) -> Iterator[tuple[Change, ...]]:
    """Yield the changes by which the ids of `document` say what they should, all in one; nothing where that is unsafe.

    The ids are given anew by the Naming Convention. It is safe where no id changes but those that are wrong, and
    those that begin with one: else the publisher builds ids in another way, which is not ours to change.
    """
    wrong = _wrong(document)
    if not wrong or document.own_ids:
        return
    twin = copy.deepcopy(document.root)
    renumber(twin)
    changes = []
    for old, new in zip(document.root.iter("*"), twin.iter("*"), strict=True):
        before, after = old.get("eId"), new.get("eId")
        if before is not None and after != before and not _hangs_on(before, wrong):
            return
        values = {
            str(key): held
            for key, value in old.attrib.items()
            if (held := new.get(key)) is not None and held != value
        }
        if values:
            changes.append(Change(old, values))
    if changes:
        yield tuple(changes)


def _wrong(document: Document) -> set[str]:
    """Return the ids whose number is not the printed one, and the prefixes that nothing bears."""
    lost = {prefix for _, _, _, prefix, _ in document.segments if prefix and prefix not in document.eids}
    misnumbered = {
        one.element.get("eId", "")
        for one in document.numbered
        if (number := number_in(one.element, one.name, one.last)) and agree(number, one.num) is False
    }
    return lost | misnumbered | {element.get("eId", "") for element, *_ in document.misnamed}


def _hangs_on(eid: str, wrong: set[str]) -> bool:
    while eid:
        if eid in wrong:
            return True
        eid = eid.rpartition("__")[0]
    return False
