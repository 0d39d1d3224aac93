"""What a reference points to."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

#: What can be pointed to inside a document.
LocalKind: TypeAlias = Literal["paragraph", "recital", "attachment"]


class Local(Struct, frozen=True):
    """A part of the same document: of all that it has of this `kind`, the one at `position`, from 1.

    `points` lead into it, from the outside in, by their labels: ``("b", "ii")``.

    Its address is known to the writer, once eIds are given. The paragraphs and
    recitals of an attachment are its own and do not count.
    """

    kind: LocalKind
    position: int
    points: tuple[str, ...] = ()


#: What a reference points to: an IRI, a part of the same document, or "" where it could not be resolved.
Target: TypeAlias = "str | Local"
