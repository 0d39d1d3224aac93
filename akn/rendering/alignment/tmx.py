"""An alignment as a translation memory: TMX 1.4b (GALA, 2005), for translation tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from akn.release import VERSION

if TYPE_CHECKING:
    from akn.model.alignment import Alignment, Row, Version

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def render(alignment: Alignment) -> str:
    """Return the translation memory, one unit for each part that has text.

    A unit is known by the key of its part (``tuid``) and holds the text of
    each version that has the part. A unit for which some version has no text
    says so in a note. Where two versions are in the same language, each text
    says which it comes from.
    """
    root = etree.Element("tmx", version="1.4")
    header = etree.SubElement(
        root,
        "header",
        {
            "creationtool": "akn",
            "creationtoolversion": VERSION,
            "segtype": "block",
            "o-tmf": "Akoma Ntoso",
            "adminlang": "en",
            "srclang": alignment.versions[0].tag,
            "datatype": "xml",
        },
    )
    _property(header, "x-work", alignment.work)
    tags = [each.tag for each in alignment.versions]
    doubled = {tag for tag in tags if tags.count(tag) > 1}
    body = etree.SubElement(root, "body")
    for row in alignment.rows:
        _unit(body, row, alignment.versions, doubled)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode("utf-8") + "\n"


def _unit(body: etree._Element, row: Row, versions: tuple[Version, ...], doubled: set[str]) -> None:
    texts = [cell.text if cell else "" for cell in row.cells]
    if not any(texts):
        return
    unit = etree.SubElement(body, "tu", tuid=row.key)
    missing = [each.label for each, text in zip(versions, texts, strict=True) if not text]
    if missing:
        etree.SubElement(unit, "note").text = f"no text in: {', '.join(missing)}"
    _property(unit, "x-kind", row.kind)
    for each, text in zip(versions, texts, strict=True):
        if not text:
            continue
        variant = etree.SubElement(unit, "tuv", {_LANG: each.tag})
        if each.tag in doubled:
            _property(variant, "x-version", each.label)
        etree.SubElement(variant, "seg").text = text


def _property(parent: etree._Element, name: str, value: str) -> None:
    etree.SubElement(parent, "prop", type=name).text = value
