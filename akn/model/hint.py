"""What a person says of single lines of a text, where recognition took them for something else."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

from msgspec import Struct

#: What a line can be said to be. A `continuation` goes on the line above it, a `subparagraph` stands by itself in the
#: part before it; `furniture` is no word of the document.
Role: TypeAlias = Literal[
    "formula",
    "citation",
    "recital",
    "heading",
    "paragraph",
    "point",
    "subparagraph",
    "continuation",
    "furniture",
]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
#: The roles of which an act is made, and those that begin a part of it.
PARTS: Final[tuple[Role, ...]] = ("citation", "recital", "paragraph", "point")
BEGINNINGS: Final[tuple[Role, ...]] = ("citation", "recital", "paragraph")


class Hint(Struct, frozen=True):
    """One overruling: the line that reads `line` is a `role`.

    Lines are known by their words, white space aside, so that a hint holds when they move. Of several that read the
    same it is the one that `occurrence` counts, from 1; without it, all. With `source`, the name of a file or a
    pattern of names (``B9-*.txt``), it is said of these files alone.
    """

    line: str
    role: Role
    occurrence: int | None = None
    source: str = ""
