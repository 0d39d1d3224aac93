"""What can be wrong with an element by the schema: one `Cause` for one thing to mend."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from akn.tree import Element


class Fault(StrEnum):
    """The ways in which a document can break the schema."""

    STRAY = "stray"  # an element that may not stand in its parent at all
    INSTEAD = "instead"  # an element that stands where another one is required
    ORDER = "order"  # an element that may stand in its parent, but elsewhere
    REPEATED = "repeated"  # one more than its parent may hold
    MISSING = "missing"  # an element that its parent must hold
    EMPTY = "empty"  # an element that must hold something and holds nothing
    TEXT = "text"  # text where only elements may stand
    UNKNOWN = "unknown"  # an element that the standard does not have
    FOREIGN = "foreign"  # an element of another namespace, or of none
    ATTRIBUTE = "attribute"  # an attribute that the element does not have
    REQUIRED = "required"  # an attribute that the element must have
    VALUE = "value"  # an attribute with a value that it may not have
    DUPLICATE = "duplicate"  # an identifier given twice
    OTHER = "other"  # what only the schema processors themselves can say


#: The kinds that are faults of a row of siblings: which of them is to blame is a matter of reading.
IN_A_ROW = frozenset({Fault.STRAY, Fault.INSTEAD, Fault.ORDER, Fault.REPEATED, Fault.UNKNOWN, Fault.FOREIGN})


class Cause(Struct, frozen=True):
    """One thing wrong with the document.

    `element` is where it shows; `name` the element it is about and `parent` the
    one around it, without namespaces. `also` are the names of the siblings right
    after it that have the same fault. `attributes` are those it is about,
    `expected` the names, words or types that may stand there, `before` and
    `after` the sibling that it ought to stand before or after. `line` is that of
    the other element, where there are two. `row` holds the names of the children
    as they would be right, where several are missing. `open` says, of an
    attribute, that some of another namespace may stand there; of an element that
    is empty, that it may itself be left out. `form` is the pattern of a value,
    `meant` the attribute that was meant by a strange one.
    """

    kind: Fault
    element: Element
    name: str
    parent: str = ""
    also: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    value: str = ""
    expected: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    namespace: str = ""
    line: int | None = None
    open: bool = False
    row: tuple[str, ...] = ()
    form: str = ""
    meant: str = ""

    @property
    def group(self) -> str:
        """What tells this cause from others in one document: all but the place and what differs with it."""
        parent = "" if self.attributes else self.parent
        told = (self.kind, self.name, parent, self.namespace, *self.attributes)
        if self.kind in {Fault.MISSING, Fault.EMPTY, Fault.INSTEAD}:
            told = (*told, *self.expected)
        if self.kind is Fault.OTHER:
            told = (*told, self.value)
        return " ".join(told)
