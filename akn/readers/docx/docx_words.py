"""The words of a DOCX, got in the simplest way: every ``w:t`` of its text, and every note behind its paragraph.

By this the reader is proved, and it shares nothing with it but the opening of the ZIP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from akn.readers.package import Package, value_of
from akn.readers.reading import Changes
from akn.readers.symbols import symbol

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml gives its element class no public name

#: What is left out of a text with tracked changes.
_OUT = {"accepted": frozenset({"del", "moveFrom"}), "rejected": frozenset({"ins", "moveTo"})}
_HELD = re.compile(r"/\w*(?:document|foot|endnotes|header|comments)\w*\.xml$")
_TEXT = frozenset({"t", "delText"})
_GAPS = frozenset({"tab", "ptab", "br", "cr"})
_CALLS = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def words(data: bytes, changes: Changes) -> str:
    """All words of the DOCX `data`, a line for each paragraph; what `changes` leave out stands behind it."""
    package = Package(data, "DOCX")
    names = [name for name in package.names if _HELD.search(name)]
    read = {name: package.part(name) for name in names}
    texts = [name for name in names if name.endswith(".xml") and b":body" in read.get(name, b"")]
    notes = {
        f"{_local(note)}{value_of(note, 'id')}": note
        for name in names
        if re.search(r"(?:foot|end)notes\d*\.xml$", name)
        for note in etree.fromstring(read[name], _parser())
        if (value_of(note, "type") or "normal") == "normal"
    }
    said: list[str] = []
    out = _OUT[changes]
    for name in texts:
        _walk(etree.fromstring(read[name], _parser()), said, notes, out)
    for note in notes.values():  # that nothing called
        _walk(note, said, {}, out)
    for name in names:
        if re.search(r"/(?:header|footer|comments)\d*\.xml$", name):
            _walk(etree.fromstring(read[name], _parser()), said, {}, out)
    return "".join(said)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _walk(root: Element, said: list[str], notes: dict[str, Element], out: frozenset[str]) -> None:
    """Paragraph by paragraph, what each holds and then the boxes in it; notes behind the paragraph or the table."""
    called: list[str] = []
    before = None
    waiting: list[str] = []
    for paragraph in root.iter("{*}p"):
        if _local(paragraph) != "p" or _other(paragraph):
            continue
        table = next((a for a in reversed([*paragraph.iterancestors("{*}tbl")])), None)
        if table is None or table is not before:
            _give(called, said, notes, out)
        before = table
        gone: list[str] = []
        for element in _own(paragraph):
            name = _local(element)
            into = gone if any(_local(a) in out for a in element.iterancestors()) else said
            if name in _TEXT:
                into.append(element.text or "")
            elif name in _GAPS:
                into.append(" ")
            elif name == "sym":
                into.append(symbol(value_of(element, "font") or "", value_of(element, "char") or ""))
            elif name == "noBreakHyphen":
                into.append("\u2011")
            elif name in _CALLS:
                called.append(f"{_CALLS[name]}{value_of(element, 'id')}")
        marks = paragraph.find("{*}pPr/{*}rPr")
        if marks is None or not any(_local(m) in {"ins", "del", "moveFrom", "moveTo"} for m in marks):
            said.append("\n")
        waiting += gone
        if waiting and said[-1:] == ["\n"]:
            said += [*waiting, "\n"]
            waiting = []
    said += waiting
    _give(called, said, notes, out)


def _give(called: list[str], said: list[str], notes: dict[str, Element], out: frozenset[str]) -> None:
    for key in called:
        note = notes.pop(key, None)
        if note is not None:
            said.append("\n")
            _walk(note, said, {}, out)
    called.clear()


def _own(paragraph: Element) -> Iterator[Element]:
    """What stands in `paragraph` itself, and not in one inside it."""
    for element in paragraph:
        if _local(element) != "p":
            yield element
            yield from _own(element)


def _other(paragraph: Element) -> bool:
    """Whether `paragraph` stands in the second of two contents of which one is read."""
    for element in paragraph.iterancestors("{*}AlternateContent"):
        branch = paragraph
        while branch.getparent() is not element:
            parent = branch.getparent()
            if parent is None:
                return False
            branch = parent
        held = [each for each in element if next(each.iter("{*}t"), None) is not None]
        if held and held[0] is not branch:
            return True
    return False


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
