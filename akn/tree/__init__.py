"""Hub 2 of the house: all that is known of an Akoma Ntoso tree, anybody's as well as ours, and known nowhere else.

`Element`, `local_name`, `namespace_of` and `sub` stand in `akn.tree.nodes` and are loaded when one of them is first
asked for: who reads an IRI and no tree, as ``akn find`` does, need not load lxml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from akn.tree.nodes import Element, local_name, namespace_of, sub

__all__ = ["Element", "local_name", "namespace_of", "sub"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module “akn.tree” has no attribute “{name}”")
    from akn.tree import nodes  # noqa: PLC0415  # see above

    return getattr(nodes, name)
