"""A mend as a rule states it: other attributes, of one element or of several that belong together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from akn.tree import Element


class Change(Struct, frozen=True):
    """What is to become of attributes of `element`: new `values` by name, and other names in `renamed`."""

    element: Element
    values: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
