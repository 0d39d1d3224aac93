"""What an inline ``style`` says of the text: weight, slant, place on the line, left edge, visibility."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from akn.model.resolution import StyleName

BOLD: Final = 1
ITALIC: Final = 2
UNDERLINE: Final = 4
SUPERSCRIPT: Final = 8
SUBSCRIPT: Final = 16

#: Every style, with its bit; a text's styles are the sum of their bits.
STYLES: tuple[tuple[int, StyleName], ...] = (
    (BOLD, "b"),
    (ITALIC, "i"),
    (UNDERLINE, "u"),
    (SUPERSCRIPT, "sup"),
    (SUBSCRIPT, "sub"),
)

#: The styles that the names of elements stand for.
OF_TAGS: dict[str, int] = {
    "b": BOLD,
    "strong": BOLD,
    "i": ITALIC,
    "em": ITALIC,
    "cite": ITALIC,
    "dfn": ITALIC,
    "var": ITALIC,
    "u": UNDERLINE,
    "ins": UNDERLINE,
    "sup": SUPERSCRIPT,
    "sub": SUBSCRIPT,
}

#: Points in one unit of CSS; em and ex as for the 12-point text of the Parliament's pages.
_POINTS = {
    "pt": 1.0,
    "px": 0.75,
    "pc": 12.0,
    "in": 72.0,
    "cm": 28.35,
    "mm": 2.835,
    "em": 12.0,
    "rem": 12.0,
    "ex": 6.0,
}

_LENGTH = re.compile(r"(-?\d{0,6}(?:\.\d{1,6})?)(pt|px|pc|in|cm|mm|em|rem|ex)?\Z")
_DRAWN = re.compile(r"\b(?:solid|double|dashed|dotted|groove|ridge|inset|outset)\b")


class Look(NamedTuple):
    """One ``style``: the bits it sets and clears, and the rest of what is read from it.

    `indent` is in points. `display` is "" where nothing is said, `list_type` too.
    """

    on: int = 0
    off: int = 0
    indent: float = 0.0
    hidden: bool = False
    display: str = ""
    preformatted: bool | None = None
    bordered: bool = False
    list_type: str = ""
    floating: bool = False


PLAIN: Final = Look()


@lru_cache(maxsize=4096)
def look(style: str) -> Look:
    """Read the value of a ``style`` attribute; what is not understood is passed over."""
    on = off = 0
    indent = 0.0
    rest: dict[str, str] = {}
    bordered = False
    for declaration in style.lower().split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip(), value.replace("!important", "").strip()
        match name:
            case (
                "font-weight"
                | "font-style"
                | "text-decoration"
                | "text-decoration-line"
                | "vertical-align"
                | "font"
            ):
                set_, cleared = _bits(name, value)
                on, off = on & ~cleared | set_, off & ~set_ | cleared
            case "margin-left" | "padding-left":
                indent += _points(value)
            case "margin" | "padding":
                sides = value.split()
                indent += _points(sides[(0, 0, 1, 1, 3)[len(sides)]]) if 0 < len(sides) <= 4 else 0.0
            case "display" | "visibility" | "white-space" | "list-style" | "list-style-type" | "float":
                rest[name.removesuffix("-type")] = value
            case _ if name.startswith("border") and _DRAWN.search(value):
                bordered = True
    space = rest.get("white-space")
    return Look(
        on=on,
        off=off,
        indent=indent,
        hidden=rest.get("display") == "none" or rest.get("visibility") in {"hidden", "collapse"},
        display=rest.get("display", ""),
        preformatted=None if space is None else space.startswith("pre") or space == "break-spaces",
        bordered=bordered,
        list_type=rest.get("list-style", ""),
        floating=rest.get("float") in {"left", "right"},
    )


#: What a value that is no number does: the bits that it sets, and those that it clears.
_VALUES: dict[tuple[str, str], tuple[int, int]] = {
    ("font-weight", "bold"): (BOLD, 0),
    ("font-weight", "bolder"): (BOLD, 0),
    ("font-weight", "normal"): (0, BOLD),
    ("font-weight", "lighter"): (0, BOLD),
    ("font-style", "italic"): (ITALIC, 0),
    ("font-style", "oblique"): (ITALIC, 0),
    ("font-style", "normal"): (0, ITALIC),
    ("vertical-align", "super"): (SUPERSCRIPT, SUBSCRIPT),
    ("vertical-align", "sub"): (SUBSCRIPT, SUPERSCRIPT),
    ("vertical-align", "baseline"): (0, SUPERSCRIPT | SUBSCRIPT),
}


def _bits(name: str, value: str) -> tuple[int, int]:
    """The bits that ``name: value`` sets, and those it clears."""
    if name == "font":
        words = set(value.split())
        return BOLD * ("bold" in words) | ITALIC * ("italic" in words), 0
    if name.startswith("text-decoration"):
        # "none" does not take away the underline of an element around it (CSS Text Decoration, 2.1)
        return UNDERLINE * ("underline" in value), 0
    if name == "font-weight" and value.isascii() and value.isdigit():
        return (BOLD, 0) if int(value[:5]) >= 600 else (0, BOLD)
    return _VALUES.get((name, value), (0, 0))


def _points(length: str) -> float:
    found = _LENGTH.match(length)
    if found is None or found[1] in {"", "-"}:
        return 0.0
    return float(found[1]) * _POINTS[found[2] or "pt"]
