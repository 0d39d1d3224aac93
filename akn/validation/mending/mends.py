"""Mends that are safe: they change no word of the text and state nothing that the file does not say."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from akn.errors import TableError
from akn.schema.declarations import declarations
from akn.schema.official import NAMESPACE
from akn.tree import Element, local_name
from akn.tree.elements import HEADINGS
from akn.validation.changing import Change
from akn.validation.mending.edits import Edit, of_change

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from akn.validation.mending.spans import Span

_OWN = f"{{{NAMESPACE}}}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Borne:
    """Who bears which id in the document of `root`, and which are pointed at; looked for once, when it is asked."""

    def __init__(self, root: Element) -> None:
        self._root = root

    @cached_property
    def bearers(self) -> dict[str, list[Element]]:
        """The elements that bear a value as their ``eId``, or as the ``id`` of older versions."""
        found: dict[str, list[Element]] = {}
        for one in self._root.iter("*"):
            for value in {one.get("eId"), one.get("id")} - {None, ""}:
                found.setdefault(str(value), []).append(one)
        return found

    @cached_property
    def pointed(self) -> frozenset[str]:
        """The ids that an attribute of the document names behind ``#``."""
        values = (str(value) for one in self._root.iter("*") for value in one.attrib.values())
        return frozenset(
            word[1:] for value in values if "#" in value for word in value.split() if word[0] == "#"
        )


class Site(NamedTuple):
    """A fault to be mended: its element, and the file with the span of every element in it."""

    element: Element
    data: bytes
    spans: Mapping[Element, Span]
    encoding: str
    borne: Borne


Mend: TypeAlias = "Callable[[Site], list[Edit]]"


def drop_language(site: Site) -> list[Edit]:
    """Take ``xml:lang`` off a document whose ``FRBRlanguage`` says the same."""
    stated = site.element.find(f"{_OWN}meta/{_OWN}identification/{_OWN}FRBRExpression/{_OWN}FRBRlanguage")
    written = site.element.get(_LANG, "")
    if stated is None or not _same_language(written, stated.get("language", "")):
        return []
    span = site.spans[site.element]
    tag = site.data[span.start : span.inside]
    for quote in (b'"', b"'"):
        attribute = b"xml:lang=" + quote + written.encode() + quote
        place = tag.find(attribute)
        if place > 0:
            begin = len(tag[:place].rstrip())
            return [Edit(span.start + begin, span.start + place + len(attribute), b"")]
    return []


def _same_language(short: str, long: str) -> bool:
    from akn import languages  # noqa: PLC0415  # loaded only when needed

    short, long = short.partition("-")[0].lower(), long.lower()
    try:
        return short == long or languages.by_code(short) == long
    except TableError:  # a language without a table: it cannot be said that they are the same
        return False


def drop_empty(site: Site) -> list[Edit]:
    """Leave out an element that holds nothing, says nothing in attributes, and is not pointed at."""
    element = site.element
    if len(element) or (element.text or "").strip() or set(element.attrib) - {"source", "eId"}:
        return []
    eid, parent = element.get("eId"), element.getparent()
    if parent is None or len(parent) == 1 or (eid and eid in site.borne.pointed):
        return []  # without it, what it stands in would be as empty
    span = site.spans[element]
    return [Edit(_line_start(site.data, span.start), span.end, b"")]


def _line_start(data: bytes, start: int) -> int:
    """Return where the white space before `start` begins, its line break included."""
    return len(data[:start].rstrip())


def sort_children(site: Site) -> list[Edit]:
    """Put the children of a block of metadata into the order of the schema; each keeps all it holds."""
    parent = site.element.getparent()
    known = declarations()
    declaration = known.get(local_name(parent)) if parent is not None else None
    if parent is None or declaration is None or any(not isinstance(c.tag, str) for c in parent):
        return []
    order = _order(list(declaration.content.steps))
    children = list(parent)
    if any(local_name(child) not in order for child in children):
        return []
    sorted_ = sorted(children, key=lambda child: order[local_name(child)])
    if not declaration.content.accepts([local_name(child) for child in sorted_]):
        return []
    return [
        Edit(
            site.spans[old].start, site.spans[old].end, site.data[site.spans[new].start : site.spans[new].end]
        )
        for old, new in zip(children, sorted_, strict=True)
        if old is not new
    ]


def rename_identifier(site: Site) -> list[Edit]:
    """Write ``eId`` for the ``id`` of older versions, where no other element of the document has that eId."""
    element = site.element
    value = element.get("id")
    declaration = declarations().get(local_name(element))
    if not value or "eId" in element.attrib or declaration is None or "eId" not in declaration.attributes:
        return []
    if any(c.isspace() for c in value):
        return []
    if len(site.borne.bearers.get(value, ())) > 1:
        return []
    return of_change(Change(element, renamed={"id": "eId"}), site.data, site.spans, site.encoding)


def number_on(site: Site) -> list[Edit]:
    """Give an element whose eId is taken, and what is named after it, the next free one; where nothing points at it.

    Where something does, only a person can say which of the two is meant.
    """
    element = site.element
    value = element.get("eId", "")
    within = [one for one in element.iter("*") if _named_after(one.get("eId", ""), value)]
    if not value or any(one.get("eId", "") in site.borne.pointed for one in within):
        return []
    number = site.borne.bearers[value].index(element) + 1
    while f"{value}-{number}" in site.borne.bearers:
        number += 1
    edits: list[Edit] = []
    for one in within:
        new = f"{value}-{number}{one.get('eId', '')[len(value) :]}"
        edits += of_change(Change(one, {"eId": new}), site.data, site.spans, site.encoding)
    return edits


def _named_after(eid: str, value: str) -> bool:
    return eid == value or eid.startswith(f"{value}__")


def close_empty(site: Site) -> list[Edit]:
    """Take the white space out of an element that must be quite empty."""
    element, span = site.element, site.spans[site.element]
    if span.one_tag or len(element) or (element.text or "").strip():
        return []
    return [Edit(span.inside, span.close, b"")]


def _order(steps: list[Mapping[str, int]]) -> dict[str, int]:
    """Return the order in which a sequence names its elements: by how late they may still come."""
    latest: dict[str, int] = {}
    for number, step in enumerate(steps):
        for name in step:
            latest[name] = number
    return latest


def wrap_text(site: Site) -> list[Edit]:
    """Wrap the bare text of a note, cell or item, and the inline elements in it, in one ``p``."""
    element, span = site.element, site.spans[site.element]
    known = declarations()
    inline = known.group("inlineCM")
    prefix = element.prefix + ":" if element.prefix else ""
    children = list(element)
    lead = 0
    while lead < len(children) and local_name(children[lead]) in HEADINGS | {"num"}:
        lead += 1
    before = [element.text, *(child.tail for child in children[: max(lead - 1, 0)])]
    if lead and any((text or "").strip() for text in before):
        return []
    if span.one_tag or any(
        not isinstance(c.tag, str) or local_name(c) not in inline for c in children[lead:]
    ):
        return []
    begin = site.spans[children[lead - 1]].end if lead else span.inside
    words = site.data[begin : span.close]
    head = len(words) - len(words.lstrip())
    tail = len(words.rstrip())
    return [
        Edit(begin + head, begin + head, f"<{prefix}p>".encode()),
        Edit(begin + tail, begin + tail, f"</{prefix}p>".encode()),
    ]


#: Code of a finding to the mend for it.
MENDS: dict[str, Mend] = {
    "XSD015": close_empty,
    "XSD121": sort_children,
    "XSD123": sort_children,
    "XSD124": drop_empty,
    "XSD125": drop_empty,
    "XSD133": drop_language,
    "XSD148": wrap_text,
    "XSD149": wrap_text,
    "XSD150": wrap_text,
    "XSD151": drop_empty,
    "XSD164": number_on,
    "XSD165": rename_identifier,
}
