"""What a paragraph of Word is: its style, its place in a list, whether it is a heading."""

from __future__ import annotations

from msgspec import Struct

from akn.readers.docx.numbering import Numbering, left_of
from akn.readers.docx.styles import Styles, numbering_of, outline_of
from akn.readers.package import Element, local, value_of
from akn.readers.reading import Changes


class Properties(Struct):
    """What a paragraph says of itself: style, list and level, level as a heading, left edge, changes of its mark."""

    style: str
    numbering: tuple[str, int] | None = None
    level: int = 0
    left: float = 0.0
    mark_deleted: bool = False
    mark_inserted: bool = False


class Look(Struct, frozen=True):
    """Tells what paragraphs are; `changes` says which of two states of a changed one is wanted."""

    styles: Styles
    numbering: Numbering
    changes: Changes

    def properties(self, paragraph: Element) -> Properties:
        """The properties of `paragraph`, with what its style gives it."""
        said = next((each for each in paragraph if local(each) == "pPr"), None)
        if said is None:
            return self._of_style(Properties(self.styles.default), None)
        style = next((value_of(e, "val") or "" for e in said if local(e) == "pStyle"), self.styles.default)
        properties = Properties(style)
        numbered = numbering_of(said)
        for each in said:
            name = local(each)
            if name == "pPrChange" and self.changes == "rejected":
                before = next((e for e in each if local(e) == "pPr"), None)
                numbered = numbering_of(before) if before is not None else None
            elif name == "ind":
                properties.left = left_of(each)
            elif name == "rPr":
                marks = {local(inner) for inner in each}
                properties.mark_deleted = bool(marks & {"del", "moveFrom"})
                properties.mark_inserted = bool(marks & {"ins", "moveTo"})
        outline = outline_of(said)
        if outline is not None:
            properties.level = outline + 1 if outline < 6 else 0
        return self._of_style(properties, numbered, outlined=outline is not None)

    def _of_style(
        self, properties: Properties, numbered: tuple[str, int | None] | None, *, outlined: bool = False
    ) -> Properties:
        by_style = self.styles.numbering(properties.style)
        if numbered is None and by_style is not None:
            key, level, style = by_style
            properties.numbering = (
                key,
                self.numbering.level_of_style(key, style) if level is None else level,
            )
        elif numbered is not None:
            key, level = numbered
            if not key and by_style is not None:  # a paragraph that changes the level of its style's list
                key = by_style[0]
            properties.numbering = (key, level or 0)
        if properties.numbering is not None and properties.numbering[0] in {"", "0"}:
            properties.numbering = None
        if not outlined:
            properties.level = self.styles.level(properties.style)
        return properties
