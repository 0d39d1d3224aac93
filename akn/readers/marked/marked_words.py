"""The words of a document in marked XML, got in the simplest way: every text node, notes behind their blocks."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import etree

from akn.readers.marked.vocabulary import Vocabulary

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml gives its element class no public name


def words(data: bytes, vocabulary: Vocabulary) -> str:
    """All words of the XML `data`, a line for each block."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    said: list[str] = []
    _take(etree.fromstring(data, parser), vocabulary, said, [])
    return "".join(said)


def _take(element: Element, known: Vocabulary, said: list[str], notes: list[Element]) -> None:
    name = str(element.tag).rpartition("}")[2]
    code = element.get("CODE") or ""
    if name in known.quotes and re.fullmatch("[0-9A-Fa-f]{2,5}", code) and chr(int(code, 16)).isprintable():
        said.append(chr(int(code, 16)))
        return
    block = name not in known.inline and name not in known.quotes
    if block:
        said.append("\n")
        if not any(above.tag in known.tables for above in element.iterancestors()):
            _give(notes, known, said)
    said.append(element.text or "")
    for each in element:
        if str(each.tag).rpartition("}")[2] in known.notes:
            notes.append(each)
        else:
            _take(each, known, said, notes)
        said.append(each.tail or "")
    if block:
        said.append("\n")
        if not any(above.tag in known.tables for above in element.iterancestors()):
            _give(notes, known, said)


def _give(notes: list[Element], known: Vocabulary, said: list[str]) -> None:
    waiting, notes[:] = [*notes], []
    for note in waiting:
        said.append("\n")
        _take(note, known, said, [])
