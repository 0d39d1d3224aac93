"""What a text is read against: the document that holds it, and what the document has said before."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import TypeAlias

from msgspec import Struct, field

from akn.model.resolution import Markup
from akn.model.target import Target

#: Levels and numbers, from the outside in: ``(("par", "3"), ("pnt", "b"))``.
Path: TypeAlias = tuple[tuple[str, str], ...]


class Context(Struct, frozen=True):
    """The surroundings of one text.

    `institution` is the short name of the body whose document it is (``ep``),
    `term` its parliamentary term, `date` the day of the document
    (``YYYY-MM-DD``). `targets` holds what can be referred to inside the
    document: its path, as ``(("par", "3"),)``, to the part itself.
    `previous` and `following` are the neighbours of the paragraph that holds
    the text. `defined` holds the names
    and abbreviations that the document has defined so far, by their first
    word, the longest first. `acts` are the acts that it has named so far in
    full; what is read adds to them.
    """

    institution: str = ""
    term: str = ""
    date: str | None = None
    targets: Mapping[Path, Target] = field(default_factory=dict)
    previous: Target | None = None
    following: Target | None = None
    defined: Mapping[str, tuple[tuple[str, Markup], ...]] = field(default_factory=dict)
    acts: MutableMapping[str, str] | None = None


NOWHERE = Context()
