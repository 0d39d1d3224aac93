"""What a page says besides the document: its words stand in ``page.toml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct

from akn import ready


class Wording(Struct, frozen=True):
    """The words of ``page.toml``."""

    table: dict[str, Any]

    def say(self, key: str, **slots: object) -> str:
        """The words under `key`, their slots filled."""
        return str(self.table[key]).format(**slots)

    def names(self, group: str) -> dict[str, str]:
        """What the members of `group` (``facts``, ``parts``) are called, by their keys."""
        return dict(self.table[group])

    def leads(self, target: str) -> str:
        """What `target`, an address, leads to."""
        return next(str(one["to"]) for one in self.table["leads"] if target.startswith(one["begins"]))


@cache
def wording() -> Wording:
    """Return the words, read once."""
    return Wording(ready.load("rendering/document/page.toml"))
