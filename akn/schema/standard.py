"""The schema of the standard as one of several: what a document is held to where no other is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from akn.schema import official
from akn.schema.accepting import accepts
from akn.schema.declarations import declarations

if TYPE_CHECKING:
    from lxml import etree

    from akn.schema.known import Known


class Schema(Protocol):
    """A schema that documents are held to: `validator` decides, `known` is for the words."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def namespaces(self) -> frozenset[str]:
        """The namespaces of which it declares elements at the top."""

    @property
    def prescribed(self) -> frozenset[str]:
        """Words that it lists as values where the standard has a reference."""

    @property
    def validator(self) -> etree.XMLSchema:
        """What decides, and says why."""

    def accepts(self, root: etree._Element) -> bool:
        """Whether it accepts the document under `root`; after a no, the log of `validator` says why."""

    @property
    def known(self) -> Known:
        """What it declares."""


class _Standard:
    title = "Akoma Ntoso 3.0"
    namespaces = frozenset({official.NAMESPACE})
    prescribed: frozenset[str] = frozenset()

    @property
    def validator(self) -> etree.XMLSchema:
        return official.load()

    def accepts(self, root: etree._Element) -> bool:
        return accepts(root)

    @property
    def known(self) -> Known:
        return declarations()


#: The official schema of Akoma Ntoso 3.0.
STANDARD: Schema = _Standard()
