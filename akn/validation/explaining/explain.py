"""Why a document breaks the schema: every cause, once, in the order of the document.

Each element is held against its own declaration and nothing else, so that one
mistake never hides or breeds another: a paragraph in the wrong place is still
checked inside, and is one cause, not one for each of its neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.schema.declarations import Attribute, Declaration, Declarations, declarations
from akn.schema.official import NAMESPACE
from akn.tree import Element, local_name
from akn.tree.place import line, outermost_document, parent_name
from akn.validation.explaining.causes import Cause, Fault
from akn.validation.explaining.children import children_causes
from akn.validation.explaining.values import bad_addresses, fits

if TYPE_CHECKING:
    from collections.abc import Container, Iterator


_OWN = f"{{{NAMESPACE}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


def explain(root: Element) -> Iterator[Cause]:
    """Every cause for which the tree under `root` breaks the schema, in document order."""
    known = declarations()
    if not root.tag.startswith(_OWN):
        return
    if known.get(local_name(root)) is None:
        yield Cause(Fault.UNKNOWN, root, local_name(root))
    seen: dict[tuple[str, str], list[Element]] = {}
    bad = bad_addresses(_addresses(root, known))
    for element in root.iter(f"{_OWN}*"):
        declaration = known.get(local_name(element))
        if declaration is not None:
            yield from element_causes(element, declaration, known, bad)
            yield from _duplicates(element, seen)


def element_causes(
    element: Element,
    declaration: Declaration,
    known: Declarations,
    bad: Container[str] = (),
) -> Iterator[Cause]:
    """Return what is wrong with `element` itself: its attributes, its text, its row of children.

    `bad` are the addresses in the document that are none.
    """
    yield from _attributes(element, declaration, bad)
    strays = children_causes(element, declaration, known)
    if not declaration.mixed and (text := _bare_text(element)):
        # Bare text and the inlines in it are one mistake: what is missing is the block around them.
        inline = known.group("inlineCM")
        strays = [c for c in strays if not (c.kind in {Fault.STRAY, Fault.INSTEAD} and c.name in inline)]
        blocks = declaration.content.names & known.group("blockElements")
        strays = [c for c in strays if not (blocks and c.kind is Fault.EMPTY)]
        expected = ("p",) if blocks else tuple(sorted(declaration.content.names))
        yield Cause(
            Fault.TEXT, element, declaration.name, parent_name(element), value=text, expected=expected
        )
    yield from strays


def _attributes(element: Element, declaration: Declaration, bad: Container[str]) -> Iterator[Cause]:
    name, parent, present = declaration.name, parent_name(element), element.attrib
    missing = tuple(a.name for a in declaration.attributes.values() if a.required and a.name not in present)
    if missing:
        yield Cause(Fault.REQUIRED, element, name, parent, attributes=missing)
    for key, raw in present.items():
        attribute, value = str(key), str(raw)
        declared = declaration.attributes.get(attribute)
        if declared is not None:
            if not fits(value, declared) or (_is_address(declared) and _broken(value, declared, bad)):
                expected = declared.values or declared.types
                yield Cause(
                    Fault.VALUE,
                    element,
                    name,
                    parent,
                    attributes=(attribute,),
                    value=value,
                    expected=expected,
                )
        elif not _anybodys(attribute, declaration):
            shown = attribute.replace(_XML, "xml:").rpartition("}")[2]
            own = tuple(a for a in declaration.attributes if not a.startswith("{"))
            yield Cause(
                Fault.ATTRIBUTE, element, name, parent, attributes=(shown,), value=value, expected=own
            )


def _addresses(root: Element, known: Declarations) -> set[str]:
    """Every address in the document, as written."""
    found: set[str] = set()
    for element in root.iter(f"{_OWN}*"):
        declaration = known.get(local_name(element))
        if declaration is not None:
            for key, value in element.attrib.items():
                declared = declaration.attributes.get(str(key))
                if declared is not None and _is_address(declared):
                    found.update(str(value).split() if declared.many else [str(value)])
    return found


def _is_address(attribute: Attribute) -> bool:
    return "anyURI" in attribute.types


def _broken(value: str, attribute: Attribute, bad: Container[str]) -> bool:
    return any(one in bad for one in (value.split() if attribute.many else [value]))


def _anybodys(attribute: str, declaration: Declaration) -> bool:
    """Whether an undeclared attribute may stand all the same: it is of another namespace, where those may."""
    if attribute.startswith(_INSTANCE):
        return True
    return declaration.open and attribute.startswith("{") and not attribute.startswith(_OWN)


def _duplicates(element: Element, seen: dict[tuple[str, str], list[Element]]) -> Iterator[Cause]:
    """Return an eId or GUID that an earlier element has; the schema counts them in each outermost document."""
    for attribute in ("eId", "GUID"):
        value = element.get(attribute)
        if not value or any(c.isspace() for c in value):
            continue
        same = seen.setdefault((attribute, value), [])
        if same:
            scope = outermost_document(element)
            first = next((one for one in same if outermost_document(one) is scope), None)
            if first is not None and scope is not None:
                yield Cause(
                    Fault.DUPLICATE, element, local_name(element), parent_name(element),
                    attributes=(attribute,), value=value, line=line(first),
                )  # fmt: skip
                continue
        same.append(element)


def _bare_text(element: Element) -> str:
    """Return the first words of text that stands directly in `element`, to be shown; "" where there is none."""
    pieces = [element.text or "", *(child.tail or "" for child in element)]
    words = " ".join(next((piece for piece in pieces if piece.strip()), "").split())
    return words if len(words) <= 40 else words[:39].rstrip() + "…"
