"""Styles of Word: what a paragraph or a run has from the styles that it names and from those they are based on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from akn.readers.package import Element, local, number_in, value_of

#: Styles are based on one another so deep.
_DEEPEST = 40
_HEADING = re.compile(r"heading ([1-6])\Z", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})


class WordStyle(Struct):
    """What one style says itself."""

    key: str
    based: str = ""
    name: str = ""
    numbering: tuple[str, int | None] | None = None
    outline: int | None = None
    toggles: dict[str, bool] = field(default_factory=dict)


class Styles:
    """The styles of one document."""

    def __init__(self, root: Element | None) -> None:
        """Take the part ``styles.xml``, None where there is none."""
        self._styles: dict[str, WordStyle] = {}
        self.default = ""
        #: The list of each style of lists.
        self.lists: dict[str, str] = {}
        for element in root if root is not None else ():
            if local(element) != "style":
                continue
            style = _style(element)
            self._styles[style.key] = style
            kind = value_of(element, "type")
            if kind == "paragraph" and (value_of(element, "default") or "0") not in _OFF:
                self.default = style.key
            if kind == "numbering" and style.numbering:
                self.lists[style.key] = style.numbering[0]

    def chain(self, key: str) -> Iterator[WordStyle]:
        """The style `key` and those it is based on, the nearest first."""
        for _ in range(_DEEPEST):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            key = style.based

    def numbering(self, key: str) -> tuple[str, int | None, str] | None:
        """List and level that the paragraph style `key` gives, and the style that says so."""
        for style in self.chain(key):
            if style.numbering is not None:
                return (*style.numbering, style.key)
        return None

    def level(self, key: str) -> int:
        """The level of the heading that paragraphs of the style `key` are; 0 for none."""
        for style in self.chain(key):
            if style.outline is not None:
                return style.outline + 1 if style.outline < 6 else 0
            if found := _HEADING.match(style.name):
                return int(found[1])
        return 0

    def toggled(self, key: str, name: str) -> bool:
        """Whether the style `key` makes text `name` (bold, italic, hidden)."""
        return next((style.toggles[name] for style in self.chain(key) if name in style.toggles), False)


def _style(element: Element) -> WordStyle:
    style = WordStyle(value_of(element, "styleId") or "")
    for each in element:
        match local(each):
            case "name":
                style.name = value_of(each, "val") or ""
            case "basedOn":
                style.based = value_of(each, "val") or ""
            case "pPr":
                style.numbering, style.outline = numbering_of(each), outline_of(each)
            case "rPr":
                style.toggles = toggles_of(each)
            case _:
                pass
    return style


def numbering_of(properties: Element) -> tuple[str, int | None] | None:
    """List and level that a paragraph's properties say; a level may be left to the list."""
    for each in properties:
        if local(each) == "numPr":
            key, level = "", None
            for inner in each:
                if local(inner) == "numId":
                    key = value_of(inner, "val") or ""
                elif local(inner) == "ilvl":
                    level = number_in(value_of(inner, "val"), 0)
            return key, level
    return None


def outline_of(properties: Element) -> int | None:
    """The outline level that a paragraph's properties say, from 0; 9 is that of the text."""
    return next(
        (number_in(value_of(each, "val"), 9) for each in properties if local(each) == "outlineLvl"), None
    )


def toggles_of(properties: Element) -> dict[str, bool]:
    """What a run's properties switch on and off."""
    found: dict[str, bool] = {}
    for each in properties:
        name = local(each)
        if name in {"b", "i", "u", "vanish"}:
            found[name] = (value_of(each, "val") or "1") not in _OFF
        elif name == "vertAlign":
            found["sup"] = value_of(each, "val") == "superscript"
            found["sub"] = value_of(each, "val") == "subscript"
    return found
