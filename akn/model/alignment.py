"""What an alignment is made of."""

from __future__ import annotations

from msgspec import Struct

from akn.errors import AknError


class AlignmentError(AknError):
    """Documents that cannot be put side by side: too few, no Akoma Ntoso, or of different works."""


class Version(Struct, frozen=True):
    """One column: a language version (FRBRExpression) of the work.

    `name` is what the caller calls the document, a file name as a rule.
    `language` is that of ``FRBRlanguage`` as written there (``fra``), `tag`
    the same as BCP 47 has it (``fr``, or ``und``). `label` is the language,
    with the name where two versions have the same one. `expression` is the
    IRI of the expression, empty where the document names none.
    """

    name: str
    language: str
    tag: str
    label: str
    expression: str


class Cell(Struct, frozen=True):
    """One part in one version.

    `text` is the part's own, with single spaces: without its number, its
    nested parts and its footnotes, which have rows of their own. It is empty
    where the part has a number and nothing else. `eid` is the part's own eId,
    empty where it has none. `num` is the printed number; the first words of a
    numbered part carry it where the part itself has no text (``2.`` stands
    with the introduction of its list).
    """

    text: str
    eid: str
    num: str

    @property
    def printed(self) -> str:
        """Number and text, as a reader sees them."""
        return " ".join(word for word in (self.num, self.text) if word)


class Row(Struct, frozen=True):
    """One part in all versions; None stands where a version has no such part.

    `key` is what the versions call the part in common, `kind` the name of its
    element (``recital``), in the first version that has it.
    """

    key: str
    kind: str
    cells: tuple[Cell | None, ...]

    @property
    def complete(self) -> bool:
        """Whether every version has the part."""
        return None not in self.cells


class Alignment(Struct, frozen=True):
    """The versions of `work` (the IRI in FRBRWork), side by side: as many cells a row as there are versions."""

    work: str
    versions: tuple[Version, ...]
    rows: tuple[Row, ...]

    @property
    def gaps(self) -> tuple[Row, ...]:
        """The rows in which a version has no part."""
        return tuple(row for row in self.rows if not row.complete)
