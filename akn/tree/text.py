"""The words of an element."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

from akn.tree import Element, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Footnotes and the marks of footnotes that stand elsewhere.
_NOTES = frozenset({"authorialNote", "noteRef"})


def words(element: Element, *, notes: bool = False) -> str:
    """Return the words of `element` on one line, white space made single; comments are no words.

    The footnotes in it are left out, as is due where something is named or
    compared, unless `notes` asks for them. `element` itself may be one, or stand in one.
    """
    if len(element) == 0:
        return " ".join((element.text or "").split())
    if notes or not any(local_name(inner) in _NOTES for inner in element.iterdescendants("*")):
        return " ".join("".join(cast("Iterator[str]", element.itertext("*"))).split())
    return " ".join("".join(_without_notes(element)).split())


def _without_notes(element: Element) -> Iterator[str]:
    inside = 0  # how many footnotes are open
    for event, here in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        note = here is not element and isinstance(here.tag, str) and local_name(here) in _NOTES
        if event == "start":
            inside += note
            if not inside:
                yield here.text or ""
            continue
        inside -= note and event == "end"
        if not inside and here is not element:
            yield here.tail or ""
