"""What a schema declares, as those who explain and mend ask for it: elements, what they hold, their attributes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from akn.schema.contents import Automaton

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: whether it must be there, and what its value may be.

    `types` are the names of the XSD types of which the value must fit one;
    `values` the words allowed, where there is a list; `many` where the value
    is a list of such things. `accepts` is asked instead, where the schema knows better.
    """

    name: str
    required: bool
    types: tuple[str, ...]
    values: tuple[str, ...] = ()
    pattern: str = ""
    many: bool = False
    accepts: Callable[[str], bool] | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Declaration:
    """An element of a schema: what it holds and what attributes it has.

    `mixed` allows text between the elements, `open` any attribute of another namespace, `anything` any attribute.
    `key` is the schema's own, by which it finds what is declared inside.
    """

    name: str
    content: Automaton
    attributes: dict[str, Attribute]
    mixed: bool
    open: bool
    anything: bool = False
    key: object = field(default=None, repr=False, compare=False)


class Known(Protocol):
    """The declarations of one schema. Names are without namespace: `namespaces` are those that they are of."""

    @property
    def namespaces(self) -> frozenset[str]:
        """The namespaces of the elements that it declares."""

    @property
    def title(self) -> str:
        """What it is called in a sentence."""

    @property
    def names(self) -> frozenset[str]:
        """The names of all elements."""

    def of(self, element: etree._Element, around: Declaration | None) -> Declaration | None:
        """Return the declaration of `element`, which stands in what `around` declares; None where there is none."""

    def get(self, name: str) -> Declaration | None:
        """Return a declaration of the element `name`, or None where there is no such element."""

    def group(self, name: str) -> frozenset[str]:
        """Return the names of the elements in one of the standard's own groups, such as ``blockElements``."""

    def parents(self, name: str) -> tuple[str, ...]:
        """Return the elements in which `name` may stand, in the order of the alphabet."""
