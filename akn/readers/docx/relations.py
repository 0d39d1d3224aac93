"""The parts of a Word document, found by what points to them and not by their names."""

from __future__ import annotations

import posixpath

from msgspec import Struct

from akn.errors import UnreadableError
from akn.readers.package import Element, Package, local, value_of


class Relation(Struct, frozen=True):
    """What one part points to: the last word of its type, the part or the address, and whether that is elsewhere."""

    kind: str
    target: str
    external: bool


class Parts:
    """The parts of one document."""

    def __init__(self, package: Package) -> None:
        """Find the main part.

        Raises:
            UnreadableError: there is none.
        """
        self.package = package
        main = [r.target for r in self._relations("").values() if r.kind == "officeDocument"]
        self.main = main[0] if main and main[0] in package else "word/document.xml"
        if self.main not in package:
            raise UnreadableError(
                "this DOCX has no text in it: its main part is missing; open it in a word processor and save it anew"
            )
        self.relations = self._relations(self.main)

    def tree(self, kind: str) -> Element | None:
        """The part of the sort `kind` (``styles``, ``footnotes``) that the text points to, None where there is none."""
        names = [r.target for r in self.relations.values() if r.kind == kind and not r.external]
        return self.package.tree(names[0]) if names else None

    def trees(self, kind: str) -> list[Element]:
        """All parts of that sort, in the order of their names."""
        names = sorted({r.target for r in self.relations.values() if r.kind == kind and not r.external})
        return [tree for name in names if (tree := self.package.tree(name)) is not None]

    @property
    def outside(self) -> list[Relation]:
        """What the text points to elsewhere, links of the text apart."""
        return [r for r in self.relations.values() if r.external and r.kind != "hyperlink"]

    def _relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        root = self.package.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for element in root if root is not None else ():
            if local(element) != "Relationship":
                continue
            target = value_of(element, "Target") or ""
            external = (value_of(element, "TargetMode") or "").lower() == "external"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (value_of(element, "Type") or "").rpartition("/")[2]
            found[value_of(element, "Id") or ""] = Relation(kind, target, external)
        return found
