"""What the elements around a text say of it, and what one element adds to that."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from akn.readers.html.elements import BLOCKS, HEADINGS, INDENTED, INVISIBLE, PREFORMATTED, SECTIONS
from akn.readers.html.furniture import Furniture
from akn.readers.html.style import OF_TAGS, PLAIN, look
from akn.readers.html.template_tags import is_template_tag

#: Why words are left out that stand outside the part that holds the page's text.
OUTSIDE: Final = "outside the page's main part"
#: Why words are left out that the page itself does not show.
HIDDEN: Final = "hidden on the page"


class Surroundings(NamedTuple):
    """What the elements around a text say of it.

    `marks` are bits of `style.STYLES`, `href` the target of a link or "", `indent`
    the left edge in points, `level` that of the heading or 0. `reason` says why
    the words are left out, "" where they are kept; `named` is the metadata that
    they are, "" where they are none; `sectioned` whether a part of the page's
    content, not the page itself, is the nearest section.
    """

    marks: int = 0
    href: str = ""
    indent: float = 0.0
    level: int = 0
    preformatted: bool = False
    reason: str = ""
    named: str = ""
    sectioned: bool = False


class Nature(NamedTuple):
    """What an element is by itself, wherever it stands; everything but its link.

    `reason` is why it would be left out of a page, `reason_in_section` of a section of the text.
    """

    invisible: bool = False
    block: bool = False
    special: bool = False
    template: bool = False
    on: int = 0
    off: int = 0
    indent: float = 0.0
    level: int = 0
    preformatted: bool | None = None
    reason: str = ""
    reason_in_section: str = ""
    named: str = ""
    content: bool = False
    section: bool = False
    floating: bool = False

    def within(self, around: Surroundings, href: str) -> Surroundings:
        """What holds inside the element; the same object where it changes nothing."""
        if self is INLINE and not href:
            return around
        reason = around.reason
        if HIDDEN in {reason, self.reason}:
            reason = HIDDEN
        elif reason and self.content:
            reason = ""
        elif not reason or reason == OUTSIDE:
            reason = (self.reason_in_section if around.sectioned else self.reason) or reason
        return Surroundings(
            around.marks & ~self.off | self.on,
            href or around.href,
            around.indent + self.indent,
            self.level or around.level,
            around.preformatted if self.preformatted is None else self.preformatted,
            reason,
            around.named or self.named if reason else "",
            around.sectioned or self.section,
        )


#: An inline element that says nothing: most of them.
INLINE: Final = Nature()

_SPECIAL = frozenset({"ol", "ul", "menu", "dir", "li", "table", "tr", "td", "th", "caption", "br"})


def nature(tag: str, attributes: Mapping[str, str], known: Furniture) -> Nature:
    """What the element `tag` with its attributes is."""
    if not attributes:
        return _nature(known, tag)
    get = attributes.get
    return _nature(
        known, tag, get("style"), get("class"), get("role"), known.telling_id(attributes), *map(get, _RARE)
    )


#: Attributes that tell something of an element, besides style, class, role and id.
_RARE = ("hidden", "open", "aria-level")


@lru_cache(maxsize=8192)
def _nature(known: Furniture, tag: str, *values: str | None) -> Nature:
    """What an element is, worked out once for each set of telling attributes."""
    names = ("style", "class", "role", "id", *_RARE)
    attributes = {name: value for name, value in zip(names, values, strict=False) if value is not None}
    style = look(attributes["style"]) if "style" in attributes else PLAIN
    reason, reason_in_section = known.reasons(tag, attributes)
    hidden = style.hidden or "hidden" in attributes or (tag == "dialog" and "open" not in attributes)
    found = Nature(
        invisible=tag in INVISIBLE,
        block=(tag in BLOCKS and style.display != "inline")
        or (style.display in {"block", "list-item", "flex", "grid"} and not style.floating),
        floating=style.floating and tag not in BLOCKS,
        special=tag in _SPECIAL,
        template=is_template_tag(tag),
        on=OF_TAGS.get(tag, 0) & ~style.off | style.on | known.styles(attributes),
        off=style.off,
        indent=INDENTED.get(tag, 0.0) + (0.0 if tag in {"td", "th", "table"} else style.indent),
        level=HEADINGS.get(tag, 0) or _aria_level(attributes),
        preformatted=style.preformatted
        if style.preformatted is not None
        else (True if tag in PREFORMATTED else None),
        reason=HIDDEN if hidden else reason,
        reason_in_section=HIDDEN if hidden else reason_in_section,
        named=known.name(attributes),
        content=known.is_content(tag, attributes),
        section=tag in SECTIONS,
    )
    return INLINE if found == INLINE else found


def _aria_level(attributes: Mapping[str, str]) -> int:
    if attributes.get("role") != "heading":
        return 0
    level = attributes.get("aria-level", "2")
    return min(int(level), 6) if level.isascii() and level.isdigit() and len(level) < 4 else 2
