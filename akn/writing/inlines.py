"""A block's text and marks as mixed content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import assert_never

from msgspec import Struct, field

from akn.model.resolution import (
    Block,
    Break,
    Date,
    Entity,
    Label,
    Legislature,
    Link,
    Mark,
    Mention,
    Note,
    Pointer,
    Proponent,
    Ref,
    RefList,
    RefRange,
    Style,
)
from akn.model.target import Local, Target
from akn.tree import Element, sub
from akn.tree.pointers import UNRESOLVED

#: Kinds of mark. As tuples, for a union is made anew each time that it is asked for.
_OF_THE_PAGE, _LONE, _NAMING = (Style, Link), (Note, Break), (Ref, Label)


class Record(Struct):
    """What the writer remembers of what it wrote.

    `lines`: the source line of elements that came from text; `blocks`: the
    blocks among them. `printed`: what
    the source prints where the XML writes something else (a restored number, a
    footnote's mark). `neutral`: numbers that all languages share. `entities`:
    those that the text names, by key; `labels`: the declared things that parts
    of the title block refer to; `roles` those in which somebody acts.
    `prefix` is what the declarations of this document are called by first,
    where it is one of several. `pointing`: what points to a part of this
    document, attribute and part; `pointers` the same for all documents, with the
    element that the part became. `notes` are the notes by their markers, the last
    of each; `again` the marks that lead to one of them. `voting` is the vote by
    which this document was adopted, until it is known where that stands.
    """

    lines: list[tuple[Element, int]] = field(default_factory=list)
    blocks: list[tuple[Element, Block]] = field(default_factory=list)
    printed: dict[Element, str] = field(default_factory=dict)
    neutral: dict[Element, str] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    prefix: str = ""
    pointing: list[tuple[Element, str, Local]] = field(default_factory=list)
    pointers: list[tuple[Element, str, Element]] = field(default_factory=list)
    notes: dict[str, Element] = field(default_factory=dict)
    again: list[Element] = field(default_factory=list)
    voting: Element | None = None

    def begin_document(self, prefix: str) -> None:
        """Forget what an earlier document of the same collection declares: each declares its own."""
        self.entities, self.labels, self.roles, self.pointing = {}, set(), set(), []
        self.prefix = prefix

    def end_document(self, parts: Mapping[Local, Element]) -> None:
        """Remember which elements the document points to, `parts` being all that can be pointed to."""
        self.pointers += ((element, name, parts[target]) for element, name, target in self.pointing)
        self.pointing = []

    def own(self, key: str) -> str:
        """The eId of what this document declares as `key`: unique in the whole file."""
        return self.prefix + key

    def here(self, key: str) -> str:
        """A reference to what this document declares as `key`."""
        return f"#{self.prefix}{key}"

    def refer(self, entity: Entity) -> str:
        """The ``refersTo`` of `entity`, which from now on is declared."""
        self.entities.setdefault(entity.key, entity)
        return self.here(entity.key)

    def point(self, element: Element, name: str, target: Target) -> None:
        """Let the attribute `name` of `element` point to `target`; to a part of the document once it has an eId."""
        if isinstance(target, str):
            element.set(name, target)
        else:
            element.set(name, "")  # so that it keeps its place among the attributes
            self.pointing.append((element, name, target))

    def address(self) -> None:
        """Write the addresses of the parts that are pointed to, which now have their eIds."""
        for element, name, part in self.pointers:
            element.set(name, f"#{part.get('eId')}")


def write_block(parent: Element, name: str, block: Block, record: Record) -> Element:
    """Write `block` as the element `name` (``p``, ``heading``) at the end of `parent`."""
    element = sub(parent, name)
    record.lines.append((element, block.line))
    record.blocks.append((element, block))
    write_inlines(element, block, record)
    return element


def write_inlines(element: Element, block: Block, record: Record) -> None:
    """Write the text and marks of `block` into `element`, which is empty."""
    if not block.marks:
        element.text = block.text
        return
    _fill(element, block.text, 0, len(block.text), _nested(block.marks), record)


def _rank(mark: Mark) -> tuple[int, bool, int, bool]:
    # At the same place the longer mark is outside, behind a note over no words; of equals, meaning is outside style.
    lone = mark.end == mark.start and isinstance(mark.markup, Note)
    return (mark.start, not lone, -mark.end, isinstance(mark.markup, _OF_THE_PAGE))


def _nested(marks: Sequence[Mark]) -> list[Mark]:
    """`marks` in order, styles cut where they would cross a mark that means something."""
    cuts = sorted({at for m in marks if not isinstance(m.markup, _OF_THE_PAGE) for at in (m.start, m.end)})
    named = [m for m in marks if isinstance(m.markup, _NAMING)]
    whole: list[Mark] = []
    for mark in marks:
        if mark.end < mark.start or (mark.end == mark.start and not isinstance(mark.markup, _LONE)):
            continue
        if isinstance(mark.markup, Link) and (
            mark.markup.href.startswith("#")
            or any(m.start <= mark.start and mark.end <= m.end and _points(m) for m in named)
        ):
            continue  # a link within the page leads nowhere here; any other gives way to the reference
        if not isinstance(mark.markup, _OF_THE_PAGE):
            whole.append(mark)
            continue
        crossing = [at for at in cuts if mark.start < at < mark.end and _crossed(mark, at, marks)]
        edges = [mark.start, *crossing, mark.end]
        whole += [Mark(a, b, mark.markup) for a, b in pairwise(edges)]
    return sorted(whole, key=_rank)


def _points(mark: Mark) -> bool:
    """Whether `mark` itself points to what the words under it name."""
    return isinstance(mark.markup, Ref) or (
        isinstance(mark.markup, Label) and mark.markup.name == "docketNumber"
    )


def _crossed(style: Mark, at: int, marks: Sequence[Mark]) -> bool:
    return any(
        at in (m.start, m.end)
        and not isinstance(m.markup, _OF_THE_PAGE)
        and not (style.start <= m.start and m.end <= style.end)
        for m in marks
    )


def _fill(element: Element, text: str, start: int, end: int, marks: list[Mark], record: Record) -> None:
    at = start
    last: Element | None = None
    n = 0
    while n < len(marks):
        mark = marks[n]
        n += 1
        if mark.start < at or mark.end > end:
            continue  # crosses one that stands: the first and outermost keeps its place
        inner: list[Mark] = []
        while n < len(marks) and marks[n].start < mark.end:
            if marks[n].end <= mark.end:
                inner.append(marks[n])
            n += 1
        _put(element, last, text[at : mark.start])
        last = _inline(element, mark, record)
        if isinstance(mark.markup, _LONE):
            if isinstance(mark.markup, Note):
                record.printed[last] = text[mark.start : mark.end]
        else:
            _fill(last, text, mark.start, mark.end, inner, record)
        at = mark.end
    _put(element, last, text[at:end])


def _put(element: Element, last: Element | None, text: str) -> None:
    if not text:
        return
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _inline(parent: Element, mark: Mark, record: Record) -> Element:  # one for each kind of mark
    markup = mark.markup
    match markup:
        case Style(name):
            return sub(parent, name)
        case Date(iso):
            return sub(parent, "date", {"date": iso})
        case Link() | Ref() | RefList() | RefRange():
            return _pointer(parent, markup, record)
        case Mention(entity):
            return sub(parent, entity.kind, {"refersTo": record.refer(entity)})
        case Proponent(entity, role):
            record.roles.add(role)
            return sub(parent, "docProponent", {"refersTo": record.refer(entity), "as": record.here(role)})
        case Label(name, value):
            record.labels.add(value)
            return _labelled(parent, name, value, record)
        case Legislature(number):
            return sub(parent, "legislature", {"value": number})
        case Note():
            return _note(parent, markup, record)
        case Break():
            return sub(parent, "eol")
        case _:
            assert_never(markup)


def _note(parent: Element, note: Note, record: Record) -> Element:
    """A note, or the mark of one that stands over an earlier mark."""
    attributes = {"marker": note.marker, "placement": "bottom"}
    if note.again:
        reference = sub(parent, "noteRef", {"href": "", **attributes})
        record.again.append(reference)
        if (earlier := record.notes.get(note.marker)) is not None:
            record.pointers.append((reference, "href", earlier))
        return reference
    element = record.notes[note.marker] = sub(parent, "authorialNote", attributes)
    for block in note.blocks:
        write_block(element, "p", block, record)
    return element


def _pointer(parent: Element, pointer: Pointer, record: Record) -> Element:
    match pointer:
        case Link(href):
            return sub(parent, "a", {"href": href})
        case Ref("") | RefRange("", _) | RefRange(_, ""):
            return sub(parent, "inline", {"name": UNRESOLVED})
        case Ref(href):
            ref = sub(parent, "ref")
            record.point(ref, "href", href)
            return ref
        case RefList():
            return sub(parent, "mref")
        case RefRange(first, last):
            rref = sub(parent, "rref")
            record.point(rref, "from", first)
            record.point(rref, "upTo", last)
            return rref
        case _:
            assert_never(pointer)


def _labelled(parent: Element, name: str, value: str, record: Record) -> Element:
    """A part of the title block; what the schema has no element for is an ``inline`` of that name."""
    if name == "agendaItem":
        return sub(parent, "inline", {"name": name})
    return sub(parent, name, _label(name, value, record))


def _label(name: str, value: str, record: Record) -> dict[str, str]:
    if not value:
        return {}
    return {"date": value} if name == "docDate" else {"refersTo": record.here(value)}
