"""A document to its clauses: what people count, cite, compare and vote on, each with its own words.

This is the third cut, beside `parts` and `units`: a point is a clause of its
own and its words are not those of the paragraph around it, a paragraph keeps
what is printed before and after its points, and footnotes stand apart. What
is quoted belongs to the clause that quotes it. Every word outside of ``meta``
is in one clause, its number, its notes, or the heading of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from akn.tree import Element
from akn.tree.called import called
from akn.tree.elements import (
    BODIES,
    BREAKS,
    CLAUSES,
    DOCUMENTS,
    FRONT,
    HEADINGS,
    HIERARCHY,
    LINES,
    NOTES,
    POINTS,
    REFERRING,
    RUNNING,
)
from akn.tree.gathered_notes import GatheredNotes
from akn.tree.pointers import targets
from akn.tree.text import words

_SPACE = re.compile(r"[ \t\r\n]+")
#: What stands in no clause and is one line.
_FREE = LINES | {"formula", "longTitle", "table"}
#: The parts of a document in which clauses are sought; the rest says what it is, and who signed it.
_WITHCLAUSES = BODIES | {"preamble"}
_NEVER_PROPER = HEADINGS | {"formula", "longTitle", "crossHeading"}
_QUOTED = frozenset({"quotedStructure", "embeddedStructure"})


class Clause(Struct, frozen=True):
    """One clause, or one line that stands in none.

    `kind` is the element's name and `num` its printed number, `text` its own words without those of the clauses in
    it; `notes` are its footnotes, `refs` where it and they lead, `entities` what they name (the IRIs declared for it).
    `part` is where it stands: ``preamble``, ``mainBody`` …, in what is attached the name of that (``annex``).
    `depth` says in how many clauses it stands, `headings` under which headings, from the outermost. `proper` is
    False of what nobody cites: lines of the cover page, the title, formulae, headings, signatures.
    """

    element: Element
    document: Element
    kind: str
    eid: str
    wid: str
    part: str
    num: str
    depth: int
    headings: tuple[str, ...]
    text: str
    notes: tuple[str, ...]
    refs: tuple[str, ...]
    entities: tuple[str, ...]
    proper: bool

    @property
    def called(self) -> str:
        """What people call it: a point, whatever the element of a list's item is."""
        return "point" if self.kind in POINTS else self.kind


def clauses_of(root: Element, *, proper: bool = False) -> Iterator[Clause]:
    """Yield the clauses of the document under `root` in the order of the text; only the `proper` ones, if asked."""
    entities = {e.get("eId", ""): e.get("href", "") for e in root.iterfind(".//{*}references/{*}*")}
    walk = _Gathering(entities, GatheredNotes(root))
    for clause in walk.clauses(root, _Around(root)):
        if clause.proper or not proper:
            yield clause
    if not proper:
        for note in walk.gathered.rest():
            own = _Own()
            walk.gather(note, own, quoted=True)
            yield walk.clause(note, _Around(root, part="notes"), own, proper=False)


class _Around(Struct, frozen=True):
    """What a clause stands in."""

    document: Element
    part: str = ""
    attached: bool = False
    depth: int = 0
    headings: tuple[str, ...] = ()


class _Own(Struct):
    """What is gathered of one clause, and the clauses in it, which follow it."""

    words: list[str] = field(default_factory=list)
    nums: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)
    inner: list[Element] = field(default_factory=list)
    headings: list[Element] = field(default_factory=list)


class _Gathering(Struct):
    entities: dict[str, str]
    gathered: GatheredNotes

    def clauses(self, element: Element, around: _Around) -> Iterator[Clause]:
        """Yield the clauses in `element`, which is none itself, or is one."""
        name = called(element)
        if name == "meta":
            return
        around = _entering(element, name, around)
        if name in CLAUSES or (name in _FREE and not _holds_clauses(element)) or _has_words(element):
            own = _Own()
            self.gather(element, own, top=True)
            titles = tuple(filter(None, (_titled(h) for h in own.headings)))
            inside = replace(around, headings=around.headings + titles) if titles else around
            proper = name not in _NEVER_PROPER and (inside.part in _WITHCLAUSES or inside.attached)
            clause = self.clause(element, inside, own, proper=proper)
            for heading in own.headings:
                yield from self._heading(heading, around)
            if clause.text or clause.num or clause.notes:
                yield clause
            deeper = replace(inside, depth=around.depth + (name in CLAUSES))
            for inner in own.inner:
                yield from self.clauses(inner, deeper)
            return
        title_of = next(element.iterchildren("{*}heading"), None)
        number = next(element.iterchildren("{*}num"), None)
        if title_of is not None or (number is not None and name in HIERARCHY):
            title = " ".join(filter(None, (_titled(e) for e in (number, title_of) if e is not None)))
            around = replace(around, headings=(*around.headings, title) if title else around.headings)
        for child in element.iterchildren("{*}*"):
            yield from self.clauses(child, around)

    def _heading(self, heading: Element, around: _Around) -> Iterator[Clause]:
        own = _Own()
        self.gather(heading, own, quoted=True)
        yield self.clause(heading, around, own, proper=False)

    def clause(self, element: Element, around: _Around, own: _Own, *, proper: bool) -> Clause:
        """What was gathered of `element`."""
        return Clause(
            element=element,
            document=around.document,
            kind=called(element),
            eid=element.get("eId") or "",
            wid=element.get("wId") or "",
            part=around.part,
            num=" ".join(own.nums),
            depth=around.depth,
            headings=around.headings,
            text=_one("".join(own.words)),
            notes=tuple(own.notes),
            refs=tuple(own.refs),
            entities=tuple(dict.fromkeys(own.entities)),
            proper=proper,
        )

    def gather(self, element: Element, own: _Own, *, top: bool = False, quoted: bool = False) -> None:
        """Gather the words of `element` into `own`; what is a clause itself is left for later."""
        own.words.append(element.text or "")
        for child in element:
            if isinstance(child, etree._Entity):  # noqa: SLF001  # lxml has no public name for it
                own.words.append(child.text or "")
            elif isinstance(child.tag, str):
                self._child(child, own, top=top, quoted=quoted)
            own.words.append(child.tail or "")

    def _child(self, child: Element, own: _Own, *, top: bool, quoted: bool) -> None:
        name = called(child)
        if name == "meta":
            return
        own.refs += targets(child)
        if name in REFERRING and child.get("refersTo"):
            eid = child.get("refersTo", "").removeprefix("#")
            own.entities.append(self.entities.get(eid) or eid)
        if name in NOTES or name == "noteRef":
            self._note(child, name, own)
        elif name in CLAUSES and not quoted:
            own.words.append(" ")
            own.inner.append(child)
        elif name == "num" and top:
            own.nums.append(self._apart(child, own))
        elif name in HEADINGS and top:
            own.headings.append(child)
        else:
            gap = "" if name in RUNNING else " "
            if name in BREAKS or gap:
                own.words.append(gap)
            self.gather(child, own, quoted=quoted or name in _QUOTED)
            own.words.append(gap)

    def _apart(self, element: Element, own: _Own) -> str:
        """The words of `element`, apart from those gathered; its notes and references are the clause's."""
        inner = _Own(notes=own.notes, refs=own.refs, entities=own.entities)
        self.gather(element, inner, quoted=True)
        return _one("".join(inner.words))

    def _note(self, element: Element, name: str, own: _Own) -> None:
        note = self.gathered.of(element) if name == "noteRef" else element
        if note is not None:
            own.notes.append(self._apart(note, own))
        if name == "noteRef":
            self.gather(element, own, quoted=True)


def _entering(element: Element, name: str, around: _Around) -> _Around:
    if name in {"attachment", "component"}:
        return replace(around, attached=name == "attachment", headings=(), depth=0)
    if name in DOCUMENTS:
        if around.attached:
            return replace(around, part=element.get("name") or name)
        return replace(around, document=element, part="")
    if name in FRONT | BODIES | {"preamble", "conclusions"} and not around.attached:
        return replace(around, part=name)
    return around


def _holds_clauses(element: Element) -> bool:
    return any(called(inner) in CLAUSES for inner in element.iterdescendants("{*}*"))


def _has_words(element: Element) -> bool:
    """Whether words stand directly in `element`, whatever it is."""
    pieces = [element.text or "", *(child.tail or "" for child in element)]
    return any(piece.strip() for piece in pieces)


def _titled(element: Element) -> str:
    return words(element)


def _one(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")
