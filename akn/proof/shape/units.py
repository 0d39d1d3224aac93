"""The finished document as the proof sees it: its blocks of text in order, and the part each belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from lxml import etree
from msgspec import Struct, field

from akn.tree.called import is_recital

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml has no public name for it

#: What a block may be a part of, the nearest counts.
_PARTS = frozenset(
    {"citation", "recital", "paragraph", "point", "indent", "item", "formula", "coverPage", "preface"}
    | {"conclusions", "preamble", "mainBody", "heading", "hcontainer", "table", "attachment", "voting"}
)
#: The parts that say something: what a resolution is made of.
UNITS = frozenset({"citation", "recital", "paragraph"})
POINTS = frozenset({"point", "indent", "item"})
#: The parts of an act from its enacting words to its last paragraph.
ACT = UNITS | POINTS | {"formula", "preamble", "mainBody", "heading", "conclusions"}
_UNIT_TAGS = ("{*}citation", "{*}recital", "{*}paragraph", "{*}hcontainer", "{*}container")
_LEAVES = ("{*}p", "{*}listIntroduction", "{*}listWrapUp", "{*}heading", "{*}subheading", "{*}authorialNote")


class Block(Struct):
    """One run of text: a ``p`` or a heading.

    `part` is the name of the nearest part that holds it, `holder` that part.
    `start` is where its text stands in the text of the document, white space
    apart.
    """

    element: Element
    part: str
    holder: Element
    text: str
    start: int = 0
    key: str = ""

    @property
    def attached(self) -> bool:
        """Whether it stands in an attachment."""
        return next(self.element.iterancestors("{*}attachment"), None) is not None

    @property
    def eid(self) -> str:
        """The nearest eId."""
        element: Element | None = self.element
        while element is not None:
            if eid := element.get("eId"):
                return eid
            element = element.getparent()
        return ""


class Unit(Struct):
    """A citation, recital or paragraph: its printed number, the blocks it holds, which act it is of."""

    element: Element
    part: str
    num: str
    act: int
    blocks: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its text."""
        return " ".join(block.text for block in self.blocks)

    @property
    def eid(self) -> str:
        """Its eId."""
        return self.element.get("eId") or ""

    @property
    def in_rows(self) -> bool:
        """Whether it ends in two lines or more without a sign at their ends: the rows of a table, said otherwise."""
        last = [block for block in self.blocks[-2:] if local(block.element) == "p"]
        return (
            len(self.blocks) > 2
            and len(last) == 2
            and all(block.text.rstrip()[-1:].isalnum() for block in last)
        )


class Seen(Struct):
    """What stands in the documents: blocks, units, notes.

    `stream` is all text of the blocks, white space apart, `signs` are the characters of that text.
    """

    roots: tuple[Element, ...]
    blocks: list[Block] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    notes: list[tuple[Element, str]] = field(default_factory=list)
    stream: str = ""
    signs: frozenset[str] = frozenset()
    starts: list[int] = field(default_factory=list)

    def block_at(self, place: int) -> Block | None:
        """The block that holds the character at `place` of the stream."""
        at = bisect_right(self.starts, place) - 1
        return self.blocks[at] if at >= 0 else None


def local(element: Element) -> str:
    """The local name of `element`."""
    return _name(element.tag)


@lru_cache(maxsize=1024)  # there are a few hundred elements, and they are asked for again and again
def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def called(element: Element) -> str:
    """What `element` is: a recital in a section is an ``hcontainer`` of that name, in AKN4UN a ``container``."""
    name = local(element)
    if is_recital(element):
        return "recital"
    return "recital" if name == "hcontainer" and element.get("name") == "recital" else name


def each(seen: Seen, name: str) -> Iterator[Element]:
    """Every element called `name` in the documents `seen`."""
    for root in seen.roots:
        yield from root.iter(f"{{*}}{name}")


def eid_of(element: Element) -> str:
    """The nearest eId of `element` and what holds it, or ""."""
    at: Element | None = element
    while at is not None:
        if eid := at.get("eId"):
            return eid
        at = at.getparent()
    return ""


def see(roots: Iterable[Element]) -> Seen:
    """Read the documents at `roots` as one."""
    seen = Seen(tuple(roots))
    units: dict[Element, Unit] = {}
    acts: dict[Element | None, int] = {}
    parts: dict[Element, _Part] = {}
    act_of: dict[Element, int] = {}
    for root in seen.roots:
        for element in root.iter(*_UNIT_TAGS, *_LEAVES):
            parent = element.getparent()
            if parent is None:
                continue
            name = called(element)
            if name in UNITS:
                if parent not in act_of:
                    act_of[parent] = acts.setdefault(_act(parent), len(acts))
                num = next(element.iterchildren("{*}num"), None)
                units[element] = Unit(element, name, said(num), act_of[parent])
                continue
            if name in {"hcontainer", "container"}:
                continue
            if name == "authorialNote":
                seen.notes.append((element, " ".join(map(str, element.itertext()))))
                continue
            part, holder, unit_element = _part(parent, parts)
            if not part:
                continue
            if name in {"heading", "subheading"}:
                part, holder = ("attachment" if part == "attachment" else "heading"), element
            text = _text(element)
            block = Block(element, part, holder, text, key=unparted(text))
            seen.blocks.append(block)
            if unit_element is not None:
                units[unit_element].blocks.append(block)
    place = 0
    for block in seen.blocks:
        block.start = place
        seen.starts.append(place)
        place += len(block.key)
    seen.stream = "".join(block.key for block in seen.blocks)
    seen.signs = frozenset("".join(block.text for block in seen.blocks))
    seen.units = [unit for unit in units.values() if unit.blocks]
    return seen


def _act(element: Element) -> Element | None:
    """The document that `element` is the preamble or the body of, or stands in those."""
    at: Element | None = element
    while at is not None and local(at) not in {"preamble", "mainBody"}:
        at = at.getparent()
    return None if at is None else at.getparent()


#: What stands in these is no text of the act.
_OUTSIDE = frozenset({"authorialNote", "meta", "p"})
_Part: TypeAlias = tuple[str, Element, Element | None]


def _part(element: Element, known: dict[Element, _Part]) -> _Part:
    """The nearest part that holds what stands in `element`, and the unit; "" inside of notes and metadata.

    What is `known` of elements is asked once: lists may be as deep as the text is long.
    """
    chain: list[Element] = []
    at: Element | None = element
    while at is not None and at not in known:
        chain.append(at)
        at = at.getparent()
    found: _Part = known[at] if at is not None else ("akomaNtoso", element, None)
    for each in reversed(chain):
        name = called(each)
        if not found[0] or name in _OUTSIDE:
            found = ("", each, None)
        elif name in _PARTS:
            found = (name, each, each if name in UNITS else found[2])
        known[each] = found
    return found


def said(element: Element | None) -> str:
    """All text of `element`, "" for none."""
    return "" if element is None else text_of(element).strip()


def has_num(element: Element) -> bool:
    """Whether `element` has a number."""
    return next(element.iterchildren("{*}num"), None) is not None


def text_of(element: Element) -> str:
    """All text of `element`, as it stands."""
    # Most elements that are asked hold nothing but text, and have it at hand.
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def unparted(text: str) -> str:
    """`text` without its white space."""
    # Of all white space only the blank is printable: most texts have no other, and replacing is quick.
    return text.replace(" ", "") if text.isprintable() else "".join(text.split())


#: Stands for each character of the mark of a note: no text has it.
_OF_MARK = "\ufdd0"


def in_mark(block: Block, start: int, text: str) -> bool:
    """Whether the figures of `text`, which stands in `block` at `start`, are the mark of a note there."""
    key = unparted(text)
    held = unparted(_text(block.element, marks=_OF_MARK))[start : start + len(key)]
    figures = [there for said, there in zip(key, held, strict=False) if said.isdigit()]
    return bool(figures) and all(there == _OF_MARK for there in figures)


def _text(element: Element, marks: str = "") -> str:
    """The text of a block; of a note only its marker, or `marks` for each character of that."""
    if not len(element) or next(element.iter("{*}authorialNote", "{*}meta"), None) is None:
        return text_of(element)
    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        at = stack.pop()
        if isinstance(at, str):
            parts.append(at)
        elif local(at) in {"authorialNote", "note"}:
            marker = at.get("marker") or ""
            parts.append(marks * len(marker) or marker)
        elif isinstance(at.tag, str):
            for child in reversed(at):
                if child.tail:
                    stack.append(child.tail)
                stack.append(child)
            if at.text:
                stack.append(at.text)
    return "".join(parts)
