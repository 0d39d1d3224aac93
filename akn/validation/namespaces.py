"""Which Akoma Ntoso a document is written in, and how to read it as if in the standard's namespace."""

from __future__ import annotations

import copy
from functools import cache
from itertools import islice
from typing import Final

from msgspec import Struct

from akn import ready
from akn.schema.official import NAMESPACE
from akn.tree import Element, local_name, namespace_of


class Namespace(Struct, frozen=True):
    """A namespace met in the wild: its IRI (or, with `prefix`, how the IRI begins) and what it is called."""

    uri: str
    name: str
    prefix: bool = False


@cache
def known() -> tuple[Namespace, ...]:
    """Return the namespaces of ``namespaces.toml``, in its order."""
    return tuple(Namespace(**entry) for entry in ready.load("validation/namespaces.toml")["namespace"])


def name_of(uri: str) -> str | None:
    """Return what the namespace `uri` is called, or None where it is no known form of Akoma Ntoso."""
    for one in known():
        if uri == one.uri and not one.prefix:
            return one.name
    for one in known():
        if one.prefix and uri.startswith(one.uri):
            rest = uri[len(one.uri) :].strip("/")
            return " ".join(one.name.replace("{rest}", rest).split()).replace(" ,", ",")
    return None


#: How many elements are looked at for a sign that a document is meant as Akoma Ntoso.
_LOOKED_AT: Final = 50
_ROOT: Final = "akomantoso"


def is_other(root: Element) -> bool:
    """Return whether the document under `root` is no Akoma Ntoso of any kind, not even one that lost its namespace."""
    namespace = namespace_of(root)
    if local_name(root).lower() == _ROOT or (namespace and name_of(namespace.rstrip("/")) is not None):
        return False
    return not any(local_name(one).startswith("FRBR") for one in islice(root.iter("*"), _LOOKED_AT))


def is_mentioned(data: bytes) -> bool:
    """Return whether the bytes of a file that is no XML speak of Akoma Ntoso."""
    head = data[:100_000].replace(b"\x00", b"").lower()
    return _ROOT.encode() in head or b"legaldocml" in head


def as_standard(root: Element) -> Element:
    """Return a copy of the tree under `root`, its own namespace replaced by the standard's.

    Elements in other namespaces stay as they are, so do all attributes. Lines are kept.
    """
    foreign = namespace_of(root)
    twin = copy.deepcopy(root)
    for element in twin.iter(f"{{{foreign}}}*" if foreign else "{}*"):
        element.tag = f"{{{NAMESPACE}}}{local_name(element)}"
    return twin
