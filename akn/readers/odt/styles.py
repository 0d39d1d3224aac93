"""Styles of an ODT: what paragraphs, runs and lists have from the styles that they name and from those above them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from akn.model.resolution import StyleName
from akn.readers.odt.numbering import LevelStyle, levels_of
from akn.readers.package import Element, local, number_in, value_of

_DEEPEST = 40
_LOOKS: tuple[StyleName, ...] = ("b", "i", "u", "sup", "sub")


class OwnStyle(Struct):
    """What one style says itself."""

    parent: str = ""
    list_style: str | None = None
    outline: int = 0
    looks: dict[str, bool] = field(default_factory=dict)
    drawn: bool = False


class Styles:
    """The styles of one document, from its own part and from its text."""

    def __init__(self, *roots: Element | None) -> None:
        """Take the roots of the parts that hold styles."""
        self._styles: dict[tuple[str, str], OwnStyle] = {}
        self._lists: dict[str, dict[int, LevelStyle]] = {}
        #: How headings are numbered.
        self.outline: dict[int, LevelStyle] = {}
        for root in roots:
            for element in root.iter() if root is not None else ():
                name = local(element)
                if name == "style":
                    key = (value_of(element, "family") or "", value_of(element, "name") or "")
                    self._styles[key] = _style(element)
                elif name == "list-style":
                    self._lists[value_of(element, "name") or ""] = levels_of(element)
                elif name == "outline-style":
                    self.outline = levels_of(element)

    def chain(self, family: str, name: str) -> Iterator[OwnStyle]:
        """The style `name` and those above it, the nearest first."""
        for _ in range(_DEEPEST):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent

    def looks(self, family: str, name: str, base: frozenset[str]) -> frozenset[str]:
        """The looks of text with the style `name` inside text with those of `base`."""
        said: dict[str, bool] = {}
        for style in self.chain(family, name):
            said = style.looks | said
        return frozenset(look for look in (*_LOOKS, "hidden") if said.get(look, look in base))

    def list_style(self, paragraph: str) -> str:
        """The list style that the paragraph style gives, "" for none."""
        return next(
            (s.list_style for s in self.chain("paragraph", paragraph) if s.list_style is not None), ""
        )

    def outline_level(self, paragraph: str) -> int:
        """The level of the heading that the paragraph style makes, 0 for none."""
        return next((s.outline for s in self.chain("paragraph", paragraph) if s.outline), 0)

    def levels(self, name: str) -> dict[int, LevelStyle]:
        """The levels of the list style `name`."""
        return self._lists.get(name, {})

    def drawn(self, name: str) -> bool:
        """Whether cells with this style have lines around them."""
        return any(style.drawn for style in self.chain("table-cell", name))


def _style(element: Element) -> OwnStyle:
    style = OwnStyle(value_of(element, "parent-style-name") or "", value_of(element, "list-style-name"))
    style.outline = number_in(value_of(element, "default-outline-level"), 0)
    for each in element:
        if local(each) == "text-properties":
            style.looks = _looks(each)
        elif local(each) == "table-cell-properties":
            style.drawn = any(
                key.rpartition("}")[2].startswith("border") and value not in {"none", ""}
                for key, value in ((str(k), str(v)) for k, v in each.items())
            )
    return style


def _looks(properties: Element) -> dict[str, bool]:
    said: dict[str, bool] = {}
    if weight := value_of(properties, "font-weight"):
        said["b"] = weight == "bold" or (weight.isdecimal() and int(weight) >= 600)
    if slant := value_of(properties, "font-style"):
        said["i"] = slant in {"italic", "oblique"}
    if line := value_of(properties, "text-underline-style"):
        said["u"] = line != "none"
    if position := value_of(properties, "text-position"):
        first = position.split()[0]
        said["sup"] = first == "super" or (first.rstrip("%").isdecimal() and int(first.rstrip("%")) > 0)
        said["sub"] = first == "sub" or first.startswith("-")
    if value_of(properties, "display") == "none":
        said["hidden"] = True
    return said
