"""Tracked changes of an ODT: which of its words are left out, where the changes are accepted or rejected."""

from __future__ import annotations

from typing import cast

from msgspec import Struct, field

from akn.readers.package import Element, local, value_of
from akn.readers.reading import Changes

DELETED = "deleted by a tracked change, which was accepted"
INSERTED = "inserted by a tracked change, which was rejected"


class Tracked(Struct):
    """The tracked changes of one document, and which insertions are under way."""

    changes: Changes
    #: The paragraphs that each deletion took out.
    deletions: dict[str, list[str]] = field(default_factory=dict)
    insertions: set[str] = field(default_factory=set)
    _open: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, body: Element, changes: Changes) -> Tracked:
        """Take the changes that `body` lists at its head."""
        tracked = cls(changes)
        for region in body.iter("{*}changed-region"):
            key = value_of(region, "id") or ""
            for what in region:
                if local(what) == "insertion":
                    tracked.insertions.add(key)
                elif local(what) == "deletion":
                    tracked.deletions[key] = [
                        "".join(cast("list[str]", [*p.itertext()]))
                        for p in what.iter("{*}p", "{*}h")
                        if not any(local(above) == "change-info" for above in p.iterancestors())
                    ]
        return tracked

    def see(self, element: Element) -> list[str]:
        """Take a mark of a change; the words that stand there where deletions are rejected."""
        key = value_of(element, "change-id") or ""
        match local(element):
            case "change-start" if key in self.insertions:
                self._open.add(key)
            case "change-end":
                self._open.discard(key)
            case "change" if self.changes == "rejected":
                return [" ".join(self.deletions.get(key, []))]
            case _:
                pass
        return []

    @property
    def inserting(self) -> bool:
        """Whether what is read now is left out with an insertion."""
        return bool(self._open) and self.changes == "rejected"

    @property
    def why(self) -> str:
        """Why what is read now is left out, "" where it is not."""
        return INSERTED if self.inserting else ""
