"""Why a document breaks a schema: every cause, once, in the order of the document.

Each element is held against its own declaration and nothing else, so that one
mistake never hides or breeds another: a paragraph in the wrong place is still
checked inside, and is one cause, not one for each of its neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.schema.standard import STANDARD, Schema
from akn.tree import Element, local_name, namespace_of
from akn.tree.place import line, outermost_document, parent_name
from akn.validation.explaining.attributes import addresses, attribute_causes
from akn.validation.explaining.causes import Cause, Fault
from akn.validation.explaining.children import children_causes
from akn.validation.explaining.values import bad_addresses

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from akn.schema.known import Declaration, Known


def explain(root: Element, schema: Schema = STANDARD) -> Iterator[Cause]:
    """Every cause for which the tree under `root` breaks `schema`, in document order."""
    known = schema.known
    if namespace_of(root) not in known.namespaces:
        return
    declared = list(_declared(root, known))
    if known.get(local_name(root)) is None:
        yield Cause(Fault.UNKNOWN, root, local_name(root))
    seen: dict[tuple[str, str], list[Element]] = {}
    bad = bad_addresses(addresses(declared))
    for element, declaration, around in declared:
        yield from element_causes(element, declaration, known, bad, around)
        if schema is STANDARD:  # what must be unique, another schema says in its own way
            yield from _duplicates(element, seen)


def _declared(root: Element, known: Known) -> Iterator[tuple[Element, Declaration, Declaration | None]]:
    """Yield each element that `known` declares, with its declaration and that of its parent, in document order."""
    waiting: list[tuple[Element, Declaration | None]] = [(root, None)]
    while waiting:
        element, around = waiting.pop()
        declaration = known.of(element, around) if namespace_of(element) in known.namespaces else None
        if declaration is not None:
            yield element, declaration, around
        waiting += [(child, declaration) for child in element.iterchildren("*", reversed=True)]


def element_causes(
    element: Element,
    declaration: Declaration,
    known: Known,
    bad: Container[str] = (),
    around: Declaration | None = None,
) -> Iterator[Cause]:
    """Return what is wrong with `element` itself: its attributes, its text, its row of children.

    `bad` are the addresses in the document that are none, `around` is the declaration of what it stands in.
    """
    yield from attribute_causes(element, declaration, bad)
    strays = [
        _excusable(cause, around) if cause.kind is Fault.EMPTY else cause
        for cause in children_causes(element, declaration, known)
    ]
    nothing = not declaration.content.names
    if not declaration.mixed and nothing and not _bare_text(element) and _has_space(element):
        yield Cause(Fault.TEXT, element, declaration.name, parent_name(element))
    if not declaration.mixed and (text := _bare_text(element)):
        # Bare text and the inlines in it are one mistake: what is missing is the block around them.
        inline = known.group("inlineCM")
        strays = [c for c in strays if not (c.kind in {Fault.STRAY, Fault.INSTEAD} and c.name in inline)]
        blocks = declaration.content.names & known.group("blockElements")
        strays = [
            c
            for c in strays
            if not (
                blocks and (c.kind is Fault.EMPTY or (c.kind is Fault.MISSING and blocks & {*c.expected}))
            )
        ]
        expected = ("p",) if "p" in blocks else tuple(sorted(declaration.content.names))
        held = tuple(name for name in ("value",) if name in declaration.attributes)
        yield Cause(
            Fault.TEXT,
            element,
            declaration.name,
            parent_name(element),
            attributes=held,
            value=text,
            expected=expected,
        )
    yield from strays


def _excusable(cause: Cause, around: Declaration | None) -> Cause:
    """Return `cause`, of an empty element, once more: whether its parent could do without it."""
    from msgspec.structs import replace  # noqa: PLC0415  # only a cause wants it

    parent = cause.element.getparent()
    if parent is None or around is None:
        return cause
    rest = [local_name(child) for child in parent.iterchildren("*") if child is not cause.element]
    return replace(cause, open=bool(rest) and around.content.accepts(rest))


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


def _has_space(element: Element) -> bool:
    return bool(element.text) or any(child.tail for child in element)


def _bare_text(element: Element) -> str:
    """Return the first words of text that stands directly in `element`, to be shown; "" where there is none."""
    pieces = [element.text or "", *(child.tail or "" for child in element)]
    words = " ".join(next((piece for piece in pieces if piece.strip()), "").split())
    return words if len(words) <= 40 else words[:39].rstrip() + "…"
