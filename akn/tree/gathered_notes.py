"""Footnotes that are gathered in ``meta``, and the marks in the text that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.tree import Element

if TYPE_CHECKING:
    from collections.abc import Iterator


class GatheredNotes:
    """The ``note`` elements of `root`, each given out once: to the first mark that names it, else at the end.

    Drafts before version 3.0 call the eId ``id``; some notes bear none at all.
    """

    def __init__(self, root: Element) -> None:
        self._notes = list(root.iterfind(".//{*}meta/{*}notes/{*}note"))
        self._by_id: dict[str, Element] = {}
        for note in self._notes:
            self._by_id.setdefault(note.get("eId") or note.get("id") or "", note)
        self._by_id.pop("", None)
        self._given: set[Element] = set()

    def of(self, mark: Element) -> Element | None:
        """Return the note that `mark` (a ``noteRef``) names, if it was not given out before."""
        note = self._by_id.get(mark.get("href", "").strip().removeprefix("#"))
        if note is None or note in self._given:
            return None
        self._given.add(note)
        return note

    def rest(self) -> Iterator[Element]:
        """Yield the notes that no mark has named so far."""
        for note in self._notes:
            if note not in self._given:
                self._given.add(note)
                yield note
