"""What in a tree refers to something: the attributes that do, and the elements (``ref``, ``mref``, ``rref``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from akn.tree import Element, local_name
from akn.tree.elements import LISTS, POINTERS
from akn.tree.place import line, nearest_eid
from akn.tree.text import words

#: How a value points: at nothing, at an id of this document, with a word that is no IRI, or out of the document.
Kind: TypeAlias = Literal["empty", "local", "bare", "global"]

#: What a reference into the same document begins with: an eId, or a portion (Naming Convention, chapter 4).
_SIGNS = frozenset("#~")
#: The elements that refer to other documents, and the attributes that say to which.
_LINKS = {"ref": ("href",), "rref": ("from", "upTo"), "a": ("href",), "documentRef": ("href",)}
#: What stands between the two ends of a range that is written in one value.
_RANGE = "->"

#: The name of an ``inline`` that is a reference to what could not be told for certain.
UNRESOLVED = "unresolvedReference"


def values(attribute: str, given: str) -> list[str]:
    """Return what an `attribute` that points says: one value, or several where the schema allows a list."""
    return given.split() or [""] if attribute in LISTS else [given.strip()]


def kind_of(value: str) -> Kind:
    """Return how `value` points.

    "empty" is nothing or a sign alone, "local" ``#x`` or ``~x``, "global" what
    has a path or a scheme, and "bare" a word that is neither.
    """
    if value[:1] in _SIGNS and len(value) > 1:
        return "local"
    if "/" in value or ":" in value or "#" in value[1:]:
        return "global"
    return "bare" if value and value not in _SIGNS else "empty"


def repoint(root: Element, change: Callable[[str], str]) -> None:
    """Let every local pointer in `root` name what `change` makes of the id that it names now."""
    for element in root.iter("*"):
        for attribute, given in element.items():
            if attribute in POINTERS and any(sign in given for sign in _SIGNS):
                pointing = " ".join(_changed(value, change) for value in values(str(attribute), str(given)))
                if pointing != given:
                    element.set(attribute, pointing)


def _changed(value: str, change: Callable[[str], str]) -> str:
    if kind_of(value) != "local":
        return value
    ends = value[1:].split(_RANGE)
    signs = [end[:1] if end[:1] in _SIGNS else "" for end in ends]
    changed = [sign + change(end.removeprefix(sign)) for sign, end in zip(signs, ends, strict=True)]
    return value[0] + _RANGE.join(changed)


def targets(element: Element) -> tuple[str, ...]:
    """Return where `element` leads, if it is one of those that refer to a document; a range to both its ends."""
    attributes = _LINKS.get(local_name(element), ())
    return tuple(target for name in attributes if (target := element.get(name, "").strip()))


def links(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield every element of `root` that refers to a document, with each of its targets; "" where it has none."""
    for element in root.iter(*(f"{{*}}{name}" for name in _LINKS)):
        for attribute in _LINKS[local_name(element)]:
            yield element, element.get(attribute, "")


def unresolved(root: Element) -> Iterator[Element]:
    """Yield what is marked as a reference and points nowhere, in the order of the text.

    It is an ``inline`` of the name `UNRESOLVED`; in older documents, and in others', a ``ref`` with an empty
    `href`, which programs that show it turn into a link that leads nowhere.
    """
    for element in root.iter("{*}ref", "{*}inline"):
        if local_name(element) == "inline":
            if element.get("name") == UNRESOLVED:
                yield element
        elif not element.get("href"):
            yield element


class Citing(Struct, frozen=True):
    """One reference: its element, its words, where it points, and where it stands.

    `href` is empty for a list (``mref``), whose references follow, and for what
    could not be resolved (an ``inline`` of ours, or a ``ref`` without target); a
    range points to both its ends, with a space between. `eid` is its own, else
    that of the nearest element around it. `line` is that of the XML.
    """

    element: str
    text: str
    href: str
    eid: str
    line: int


def references(root: Element) -> Iterator[Citing]:
    """Every reference in the document of `root`, in the order of the text; any namespace of Akoma Ntoso."""
    for element in root.iter("{*}ref", "{*}mref", "{*}rref", "{*}inline"):
        name = local_name(element)
        if name == "inline" and element.get("name") != UNRESOLVED:
            continue
        ends = (element.get("from", ""), element.get("upTo", ""))
        href = " ".join(end for end in ends if end) if name == "rref" else element.get("href", "")
        yield Citing(
            name, words(element, notes=True), href, nearest_eid(element, older=True), line(element) or 0
        )
