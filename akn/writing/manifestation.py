"""What the writer hands over: the bytes of a file, and what it remembers of them."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct


class Manifestation(Struct, frozen=True):
    """A resolution as XML: the bytes of its file.

    `lines` gives the source line of an element by its eId, `places` the eId
    nearest to a block by the block's line and text. `printed` holds what the
    source prints where the XML writes something else, by eId: of a footnote for
    its mark, of any other element for its number.
    """

    xml: bytes
    lines: Mapping[str, int]
    places: Mapping[tuple[int, str], str]
    printed: Mapping[str, str]

    @property
    def tree(self) -> etree._ElementTree:
        """The XML read, so far as it can be: a tree of its own each time."""
        return etree.ElementTree(etree.fromstring(self.xml, etree.XMLParser(huge_tree=True, recover=True)))

    def line_of(self, eid: str) -> int | None:
        """The source line of the element called `eid`, or of the nearest around it that came from text."""
        while eid:
            if eid in self.lines:
                return self.lines[eid]
            eid = eid.rpartition("__")[0]
        return None
