"""Resolution to Akoma Ntoso 3.0: cover page, preface, preamble, body, attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import assert_never

from lxml import etree
from msgspec.structs import replace

from akn.institutions import load as load_institution
from akn.languages import load as load_language
from akn.model.resolution import (
    Act,
    Block,
    BodyPart,
    Citation,
    Citations,
    Content,
    Division,
    Formula,
    Listing,
    Num,
    Paragraph,
    PreamblePart,
    Quotation,
    Recital,
    Recitals,
    Resolution,
    Table,
    Unrecognised,
)
from akn.model.target import Local, LocalKind
from akn.schema.official import NAMESPACE
from akn.tree import Element, guided, sub
from akn.tree.eid import give_eids, number_of
from akn.tree.elements import POINTS
from akn.tree.place import nearest_eid
from akn.tree.text import words
from akn.writing.collection import write_collection
from akn.writing.inlines import Record, write_block
from akn.writing.layout import indent, to_bytes
from akn.writing.manifestation import Manifestation
from akn.writing.meta import Called, Circumstances, write_meta, write_references

_POINTS = tuple(f"{{*}}{name}" for name in sorted(POINTS))


def write(
    resolution: Resolution | Sequence[Resolution], *, today: date | None = None, dialect: str = ""
) -> Manifestation:
    """Write `resolution`; several make a ``documentCollection``.

    `today` is the day of the mark-up (by default the clock's), `dialect` the name of one in which it is written.
    """
    resolutions = (resolution,) if isinstance(resolution, Resolution) else tuple(resolution)
    first = resolutions[0]
    about = Circumstances(
        load_institution(first.work.institution),
        load_language(first.language).iso639_1,
        today or date.today(),  # noqa: DTZ011  # the day where the user is
    )
    # Without a namespace, which the bytes get: to make an element in one takes three times as long.
    root = etree.Element("akomaNtoso")
    record = Record()
    if len(resolutions) == 1:
        _document(root, first, about, record)
    else:
        for number, component in enumerate(write_collection(root, resolutions, about, record)):
            record.begin_document(f"cmp_{number + 1}__")
            _document(component, resolutions[number], about, record)
    if dialect == guided.NAME:
        guided.contain(root)
    give_eids(root, record.neutral, frozenset(record.again))
    record.address()
    if dialect == guided.NAME:
        guided.identify(root)
    nearest = {element: nearest_eid(element) for element, _ in record.lines}
    lines: dict[str, int] = {}
    for element, line in record.lines:
        if eid := nearest[element]:
            lines.setdefault(eid, line)
    places = {(block.line, block.text): nearest[element] for element, block in record.blocks}
    printed = {nearest_eid(element): text for element, text in record.printed.items()}
    indent(root)
    return Manifestation(to_bytes(root, NAMESPACE), lines, places, printed)


def _document(root: Element, resolution: Resolution, about: Circumstances, record: Record) -> None:
    kind = about.institution.kinds[resolution.work.kind]
    statement = sub(root, kind.element, {"name": kind.name, "contains": "originalVersion"})
    meta = write_meta(statement, resolution, about, record)
    if resolution.cover:
        cover = sub(statement, "coverPage")
        for container in resolution.cover:
            element = sub(cover, "container", {"name": container.name})
            for block in container.blocks:
                write_block(element, "p", block, record)
    _act(statement, resolution.act, record, about.institution.formula)
    said = statement.find("{*}conclusions")
    if record.voting is not None and said is not None:
        record.pointers.append((record.voting, "href", said))
    record.voting = None
    if resolution.attachments:
        attachments = sub(statement, "attachments")
        for number, attachment in enumerate(resolution.attachments, 1):
            element = sub(attachments, "attachment")
            record.lines.append((element, attachment.line))
            if attachment.num is not None:
                write_block(element, "num", attachment.num, record)
            if attachment.heading is not None:
                write_block(element, "heading", attachment.heading, record)
            name = about.institution.attachments.get(attachment.name, attachment.name)
            doc = sub(element, "doc", {"name": name})
            title = " ".join(
                word for block in (attachment.num, attachment.heading) if block for word in block.text.split()
            )
            write_meta(doc, resolution, about, record, Called(f"{attachment.name}_{number}", title))
            _act(doc, attachment.act, record, about.institution.formula)
    write_references(meta, resolution, about, record)
    wanted = {target for _, _, target in record.pointing}
    record.end_document(_parts(statement, wanted) if wanted else {})


def _parts(statement: Element, wanted: Iterable[Local]) -> dict[Local, Element]:
    """What a document can point to inside itself: its paragraphs, recitals and attachments, and the points `wanted`."""
    places: tuple[tuple[LocalKind, str], ...] = (
        ("paragraph", "{*}mainBody//{*}paragraph"),
        ("recital", "{*}preamble/{*}recitals/{*}recital"),
        ("attachment", "{*}attachments/{*}attachment"),
    )
    parts = {
        Local(kind, position): element
        for kind, path in places
        for position, element in enumerate(statement.iterfind(path), 1)
    }
    for target in wanted:
        element = parts[replace(target, points=())]
        for label in target.points:
            element = next(point for point in _points(element) if _label(point) == label)
        parts[target] = element
    return parts


def _points(part: Element) -> Iterator[Element]:
    """The points of `part` itself, not those of its points."""
    for point in part.iterdescendants(*_POINTS):
        if next(point.iterancestors(*_POINTS, part.tag)) is part:
            yield point


def _label(point: Element) -> str:
    num = point.find("{*}num")
    return "" if num is None else number_of(words(num)).lower()


def _act(parent: Element, act: Act, record: Record, formula: str) -> None:
    if act.preface:
        preface = sub(parent, "preface")
        for block in act.preface:
            write_block(preface, "p", block, record)
    if act.preamble:
        preamble = sub(parent, "preamble")
        for part in act.preamble:
            _preamble_part(preamble, part, record, formula)
    body = sub(parent, "mainBody")
    for body_part in act.body:
        _body_part(body, body_part, record)
    if not len(body):
        sub(body, "p")
    if act.conclusions:
        conclusions = sub(parent, "conclusions")
        for block in act.conclusions:
            write_block(conclusions, "p", block, record)


def _preamble_part(preamble: Element, part: PreamblePart, record: Record, called: str) -> None:
    match part:
        case Formula(block):
            formula = sub(preamble, "formula", {"name": called})
            write_block(formula, "p", block, record)
        case Citations(heading, items):
            _run(preamble, "citations", "citation", heading, items, record)
        case Recitals(heading, items):
            _run(preamble, "recitals", "recital", heading, items, record)
        case Unrecognised(content):
            _unplaced(preamble, content, record)
        case _:
            assert_never(part)


def _unplaced(parent: Element, content: Block | Table, record: Record) -> None:
    match content:
        case Block():
            write_block(parent, "p", content, record)
        case Table():
            _table(parent, content, record)
        case _:
            assert_never(content)


def _run(
    preamble: Element,
    name: str,
    item_name: str,
    heading: Block | None,
    items: Sequence[Citation] | Sequence[Recital],
    record: Record,
) -> None:
    group = sub(preamble, name)
    if heading is not None and heading.text.rstrip().endswith(":"):
        write_block(sub(group, "intro"), "p", heading, record)  # it leads in what follows: “Whereas:”
    elif heading is not None:
        write_block(group, "heading", heading, record)
    for item in items:
        _item(group, item_name, item.num, item.content, item.line, record)


def _item(
    parent: Element, name: str, num: Num | None, content: Sequence[Content], line: int, record: Record
) -> None:
    """A citation, recital or list item: number, then blocks; its sub-points are a ``blockList``."""
    element = sub(parent, name)
    record.lines.append((element, line))
    _num(element, num, record)
    pending: list[Content] = []
    n = 0
    while n < len(content):
        part = content[n]
        n += 1
        if not isinstance(part, Listing):
            pending.append(part)
            continue
        headed = part.heading is not None
        intro = pending.pop() if pending and not headed and isinstance(pending[-1], Block) else None
        _blocks(element, pending, record)
        pending = []
        block_list = sub(element, "blockList")
        if part.heading is not None:
            write_block(block_list, "heading", part.heading, record)
        if isinstance(intro, Block):
            write_block(block_list, "listIntroduction", intro, record)
        for item in part.items:
            _item(block_list, "item", item.num, item.content, item.line, record)
        following = content[n] if n < len(content) else None
        after = content[n + 1] if n + 1 < len(content) else None
        if isinstance(following, Block) and not isinstance(after, Listing):
            write_block(block_list, "listWrapUp", following, record)
            n += 1
    _blocks(element, pending, record)


def _num(element: Element, num: Num | None, record: Record) -> None:
    if num is None:
        return
    child = sub(element, "num")
    child.text = num.text
    if num.source != num.text:
        record.printed[child] = num.source
    if num.neutral:
        record.neutral[element] = num.neutral


def _blocks(parent: Element, parts: Sequence[Content], record: Record) -> None:
    for part in parts:
        match part:
            case Block():
                write_block(parent, "p", part, record)
            case Table():
                _table(parent, part, record)
            case Quotation(content, line):
                holder = sub(parent, "p")
                record.lines.append((holder, line))
                _blocks(sub(holder, "embeddedStructure"), content, record)
            case Listing(items):
                block_list = sub(parent, "blockList")
                for item in items:
                    _item(block_list, "item", item.num, item.content, item.line, record)
            case _:
                assert_never(part)


def _table(parent: Element, table: Table, record: Record) -> None:
    element = sub(parent, "table")
    record.lines.append((element, table.line))
    for row in table.rows:
        tr = sub(element, "tr")
        for cell in row:
            attributes = {}
            if cell.columns > 1:
                attributes["colspan"] = str(cell.columns)
            if cell.rows > 1:
                attributes["rowspan"] = str(cell.rows)
            td = sub(tr, "th" if cell.header else "td", attributes)
            for block in cell.blocks:
                write_block(td, "p", block, record)
            if not cell.blocks:
                sub(td, "p")


def _body_part(parent: Element, part: BodyPart, record: Record) -> None:
    match part:
        case Paragraph(num, content, line):
            paragraph = sub(parent, "paragraph")
            record.lines.append((paragraph, line))
            _num(paragraph, num, record)
            _hierarchy(paragraph, content, record)
        case Recital(num, content, line):
            # Of all that a division may hold in front of its paragraphs only a container has an eId of its own.
            recital = sub(parent, "hcontainer", {"name": "recital"})
            record.lines.append((recital, line))
            _num(recital, num, record)
            _hierarchy(recital, content, record)
        case Division(num, heading, parts, subheading):
            division = sub(parent, "division")
            record.lines.append((division, heading.line))
            _num(division, num, record)
            write_block(division, "heading", heading, record)
            if subheading is not None:
                write_block(division, "subheading", subheading, record)
            _division_parts(division, parts, record)
        case Table() | Block():
            _unplaced(parent, part, record)
        case Unrecognised(content):
            _unplaced(parent, content, record)
        case _:
            assert_never(part)


def _division_parts(division: Element, parts: Sequence[BodyPart], record: Record) -> None:
    """The parts of a division, which holds only hierarchy: loose blocks in a row stand in a container."""
    holder: Element | None = None
    for part in parts:
        if isinstance(part, Paragraph | Recital | Division):
            holder = None
            _body_part(division, part, record)
            continue
        if holder is None:
            holder = sub(sub(division, "hcontainer", {"name": "text"}), "content")
        _body_part(holder, part, record)


def _hierarchy(element: Element, content: Sequence[Content], record: Record) -> None:
    """The content of a paragraph or point: ``content``, or lists with ``intro`` and ``wrapUp``."""
    if not any(isinstance(part, Listing) for part in content):
        _blocks(sub(element, "content"), content, record)
        return
    pending: list[Content] = []
    last: Element | None = None
    for part in content:
        if not isinstance(part, Listing):
            pending.append(part)
            continue
        if part.heading is not None and pending:
            # A heading stands over a list, before all that introduces it.
            _blocks(sub(element, "intro"), pending, record)
            pending = []
        last = sub(element, "list")
        if part.heading is not None:
            write_block(last, "heading", part.heading, record)
        if pending:
            _blocks(sub(last, "intro"), pending, record)
            pending = []
        for item in part.items:
            point = sub(last, "point" if _numbered(item.num) else "indent")
            record.lines.append((point, item.line))
            _num(point, item.num, record)
            _hierarchy(point, item.content, record)
    if pending and last is not None:
        _blocks(sub(last, "wrapUp"), pending, record)


def _numbered(num: Num | None) -> bool:
    """Whether the label is a number or letter; a dash or bullet makes an ``indent``."""
    return num is not None and any(c.isalnum() for c in num.text)
