"""What is wrong with the attributes of one element."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from akn.tree import Element, namespace_of
from akn.tree.place import parent_name
from akn.validation.explaining.causes import Cause, Fault
from akn.validation.explaining.values import fits

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from akn.schema.known import Attribute, Declaration

_XML = "{http://www.w3.org/XML/1998/namespace}"
_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


def attribute_causes(element: Element, declaration: Declaration, bad: Container[str]) -> Iterator[Cause]:
    """Yield what is wrong with the attributes of `element`; `bad` are the addresses in the document that are none."""
    name, parent, present = declaration.name, parent_name(element), element.attrib
    missing = [a.name for a in declaration.attributes.values() if a.required and a.name not in present]
    strange: list[Cause] = []
    for key, raw in present.items():
        attribute, value = str(key), str(raw)
        declared = declaration.attributes.get(attribute)
        if declared is not None:
            if not fits(value, declared) or (_is_address(declared) and _broken(value, declared, bad)):
                strange.append(
                    Cause(
                        Fault.VALUE,
                        element,
                        name,
                        parent,
                        (),
                        (attribute.replace(_XML, "xml:"),),
                        value,
                        expected=declared.values or declared.types,
                        form="" if declared.values or declared.accepts is None else declared.pattern,
                    )
                )
        elif not _anybodys(attribute, element, declaration):
            own = tuple(a for a in declaration.attributes if not a.startswith("{"))
            meant = _misspelt(attribute, missing)
            if meant:  # one slip, not a missing attribute and a strange one
                missing.remove(meant)
            strange.append(
                Cause(
                    Fault.ATTRIBUTE, element, name, parent,
                    attributes=(attribute.replace(_XML, "xml:").rpartition("}")[2],),
                    value=value, expected=own, open=declaration.open, meant=meant,
                )
            )  # fmt: skip
    if missing:
        shown = tuple(one.replace(_XML, "xml:") for one in missing)
        yield Cause(Fault.REQUIRED, element, name, parent, attributes=shown)
    yield from strange


def _misspelt(attribute: str, missing: Iterable[str]) -> str:
    """Return which of the `missing` attributes was meant by `attribute`, or ""."""
    local = attribute.rpartition("}")[2].lower()
    for one in missing:
        if one.lower() in local or local in one.lower() or get_close_matches(local, [one.lower()], 1, 0.75):
            return one
    return ""


def addresses(declared: Iterable[tuple[Element, Declaration, Declaration | None]]) -> set[str]:
    """Return every address in the document, as written."""
    found: set[str] = set()
    for element, declaration, _ in declared:
        for key, value in element.attrib.items():
            attribute = declaration.attributes.get(str(key))
            if attribute is not None and _is_address(attribute):
                found.update(str(value).split() if attribute.many else [str(value)])
    return found


def _is_address(attribute: Attribute) -> bool:
    return "anyURI" in attribute.types


def _broken(value: str, attribute: Attribute, bad: Container[str]) -> bool:
    return any(one in bad for one in (value.split() if attribute.many else [value]))


def _anybodys(attribute: str, element: Element, declaration: Declaration) -> bool:
    """Whether an undeclared attribute may stand all the same: it is of another namespace, where those may."""
    if attribute.startswith(_INSTANCE) or declaration.anything:
        return True
    own = f"{{{namespace_of(element)}}}"
    return declaration.open and attribute.startswith("{") and not attribute.startswith(own)
