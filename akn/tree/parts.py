"""A document to the parts that bear its text, in document order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from akn.tree import Element, local_name
from akn.tree.called import called
from akn.tree.elements import BLOCKS, BREAKS, CONTAINERS, FRONT, IN_FRONT, NOTES, PARTS, TITLES
from akn.tree.keys import Context, Keys

#: White space as XML has it. A no-break space is a character of the text.
_SPACE = re.compile(r"[ \t\r\n]+")


class Part(Struct, frozen=True):
    """One part: its key, its element's name, its own text, its eId, its printed number.

    `path` holds the keys of all it stands in, from the outermost, and its own.
    """

    key: str
    kind: str
    text: str
    eid: str
    num: str
    path: tuple[str, ...]


def parts_of(root: Element) -> tuple[Part, ...]:
    """Return the parts of the document under `root` (``akomaNtoso``).

    Left out are ``meta`` (but for the footnotes gathered there), and of
    ``coverPage`` and ``preface`` all but titles, formulae and footnotes; the
    titles of the cover page count where the preface has none.
    """
    walk = _Walk(root)
    walk.into(root, Context(), frozenset(), told=False)
    return tuple(walk.parts)


class _Walk:
    """One pass over a document.

    Args:
        root: the document.

    """

    def __init__(self, root: Element) -> None:
        self.parts: list[Part] = []
        self._keys = Keys(root)
        #: Printed numbers that no part has taken yet.
        self._nums: list[str] = []

    def into(self, element: Element, context: Context, front: frozenset[str], *, told: bool) -> None:
        """Gather `element` and all in it.

        `front` holds the names that are parts in what comes before the text,
        and is empty in the text. `told` says whether the words here belong to a
        part already gathered.
        """
        name = called(element)
        if name in FRONT:
            front = IN_FRONT | (TITLES if _names_the_work(element, name) else frozenset())
        alone = not told and not front and (name in BLOCKS or _has_words(element))
        part = alone or name in (front or PARTS)
        num = _num(element) if part or not front else ""
        eid = element.get("eId", "")
        # A title is one part, whatever it is made of.
        inner = front - TITLES if name in TITLES and part else front
        before = len(self._nums)
        if part or num or eid or element.get("wId") or name in CONTAINERS:
            key = self._keys.key(element, num, context)
            context = context.within(element, key)
        if name in NOTES and part:
            self.parts.append(Part(context.key, name, _own_text(element, inner), eid, num, context.path))
        else:
            if num:
                self._nums.append(num)
            if part and (text := _own_text(element, inner)):
                self._take(name, text, eid, context)
        told = told or part or bool(front) or name == "num"
        for child in _in_order(element):
            self.into(child, context, inner, told=told)
        if len(self._nums) > before:
            self._take(name, "", eid, context)

    def _take(self, name: str, text: str, eid: str, context: Context) -> None:
        """One part, which carries all numbers that came before its words."""
        num = " ".join(self._nums)
        self._nums.clear()
        self.parts.append(Part(context.key, name, text, eid, num, context.path))


def _in_order(element: Element) -> Iterator[Element]:
    """The children in which parts are sought; footnotes gathered in ``meta`` come after the text."""
    metas = []
    for child in element.iterchildren("{*}*"):
        if local_name(child) == "meta":
            metas.append(child)
        else:
            yield child
    for meta in metas:
        yield from meta.iterfind("{*}notes/{*}note")


def _names_the_work(front: Element, name: str) -> bool:
    """Whether the titles in `front` count: always in a preface, else only where no preface has one."""
    document = front.getparent()
    if name == "preface" or document is None:
        return True
    preface = document.find("{*}preface")
    return preface is None or not any(local_name(e) in TITLES for e in preface.iter("{*}*"))


def _num(element: Element) -> str:
    """The printed number of `element`; of a footnote, its mark."""
    if local_name(element) in NOTES:
        return _normal(element.get("marker", ""))
    num = element.find("{*}num")
    return "" if num is None else _normal("".join(_words(num, PARTS)))


def _has_words(element: Element) -> bool:
    if local_name(element) == "num":
        return False
    pieces = [element.text or "", *(child.tail or "" for child in element)]
    return any(piece.strip() for piece in pieces)


def _own_text(element: Element, front: frozenset[str]) -> str:
    return _normal("".join(_words(element, front or PARTS)))


def _words(element: Element, parts: frozenset[str]) -> Iterator[str]:
    """The words of `element` without its number and without what `parts` names."""
    yield element.text or ""
    for child in element:
        if isinstance(child, etree._Entity):  # noqa: SLF001  # lxml has no public name for it
            yield child.text or ""
        elif isinstance(child.tag, str):
            name = called(child)
            apart = name in parts or name == "num"
            gap = " " if name in BREAKS or (apart and name not in NOTES) else ""
            yield gap
            if not apart:
                yield from _words(child, parts)
            yield gap
        yield child.tail or ""


def _normal(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")
