"""The parts of a text: which words stand under which eId, each word under exactly one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from akn.repositories.entry import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The elements that are parts of their own: what people cite. Points, items and indents belong to the part
#: around them, so that a search finds words that stand on both sides of a colon.
UNITS = frozenset(
    """
    alinea article attachment answer background blockContainer book chapter citation citations clause
    communication component conclusions coverPage crossHeading decision division embeddedStructure formula
    hcontainer introduction longTitle mainBody body debateBody judgmentBody amendmentBody collectionBody
    debateSection motivation narrative other paragraph part preamble preface proviso question questions
    recital recitals remedies rule section speech speechGroup subchapter subclause subdivision subparagraph
    subpart subrule subsection subtitle title tome transitional oralStatements petitions prayers
    rollCall resolutions
    """.split()  # noqa: SIM905  # a word list reads best as running text
)
#: The elements that stand within a line: their words run on, those of all others stand apart.
INLINES = frozenset(
    """
    a abbr affectedDocument argument b change concept courtType date def del docAuthority docCommittee docDate
    docIntroducer docJurisdiction docNumber docProponent docPurpose docStage docStatus docTitle docType
    docketNumber embeddedText entity event i inline ins judge lawyer legislature location mmod mod mref
    neutralCitation noteRef object opinion organization outcome party person placeholder process quantity ref
    relatedDocument rmod role rref scene session shortTitle signature span sub sup term time u vote
    """.split()  # noqa: SIM905  # likewise
)
_OUTSIDE = frozenset({"meta"})


def flat(element: etree._Element) -> str:
    """Return the words of `element` on one line, footnotes left out."""

    def pieces(around: etree._Element) -> Iterator[str]:
        yield around.text or ""
        for child in around:
            if isinstance(child.tag, str) and not child.tag.endswith("}authorialNote"):
                yield from pieces(child)
            yield child.tail or ""

    return " ".join("".join(pieces(element)).split())


def place(element: etree._Element) -> str:
    """Return the eId of the part that `element` stands in, or of the nearest element with one; else ""."""
    nearest = ""
    for around in (element, *element.iterancestors()):
        eid = around.get("eId") or ""
        nearest = nearest or eid
        if eid and etree.QName(around).localname in UNITS:
            return eid
    return nearest


def parts(document: etree._Element) -> Iterator[Part]:
    """Return the parts of `document` (the element under the root) that have words, in their order."""
    texts: dict[etree._Element, list[str]] = {}
    _walk(document, document, texts)
    for unit, pieces in texts.items():
        if text := " ".join("".join(pieces).split()):
            yield Part(unit.get("eId") or "", etree.QName(unit).localname, text)


def _walk(element: etree._Element, unit: etree._Element, texts: dict[etree._Element, list[str]]) -> None:
    """Lay the words of `element` under `unit`, the part it stands in, and go on with what it holds."""
    pieces = texts.setdefault(unit, [])
    pieces.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            name = child.tag.rpartition("}")[2]
            if name not in _OUTSIDE:
                inline = name in INLINES
                if not inline:
                    pieces.append(" ")
                _walk(child, child if name in UNITS else unit, texts)
                if not inline:
                    pieces.append(" ")
        pieces.append(child.tail or "")
