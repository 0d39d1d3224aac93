"""What the processor `xmlschema` says where nothing else explains a refusal. Slow: loaded for that alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from akn.schema import official as schema
from akn.schema.given import components
from akn.tree import Element, local_name
from akn.tree.place import parent_name
from akn.validation.explaining.causes import Cause, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import xmlschema

_NAMESPACE = re.compile(r"\{[^}]*\}")
_SUBJECT = re.compile(r"^Element '[^']*'(?:, attribute '[^']*')?: ")


@cache
def processor(path: str = "") -> xmlschema.XMLSchema10:
    """Return the official schema, or that in the file at `path`, as `xmlschema` compiles it: more than a second."""
    import xmlschema  # noqa: PLC0415  # loaded only when needed

    if path:
        return components(path)
    files = schema.catalogue()
    for name in (schema.MAIN, schema.IMPORTED):
        files[name].read()  # held to its hash
    return xmlschema.XMLSchema10(str(files[schema.MAIN].locate()), allow="local")


def second_opinion(root: Element, unclear: Mapping[Element, str], path: str = "") -> Iterator[Cause]:
    """One cause for each element that libxml2 blames and nothing explains.

    `unclear` gives what libxml2 says of it. `xmlschema` is asked for better
    words; where it has none for that element, those of libxml2 stand, without
    their namespaces. `path` is that of a schema of the user's own.
    """
    said = _reasons(root, path)
    for element, words in unclear.items():
        reason = _NAMESPACE.sub("", said.get(element) or _SUBJECT.sub("", words))
        yield Cause(
            Fault.OTHER, element, local_name(element), parent_name(element), value=reason.strip().rstrip(".")
        )


def _reasons(root: Element, path: str) -> dict[Element, str]:
    """Return what `xmlschema` says of each element; nothing where it fails on the document itself."""
    from xmlschema import XMLSchemaException  # noqa: PLC0415  # loaded only when needed

    said: dict[Element, str] = {}
    try:
        for error in processor(path).iter_errors(root):
            element: Any = error.elem
            if etree.iselement(element):
                said.setdefault(element, error.reason or "")
    except XMLSchemaException as failure:
        # It gives up on some documents (an xsi:type that does not exist): its last words are all there is.
        said.setdefault(root, str(failure))
    return said
