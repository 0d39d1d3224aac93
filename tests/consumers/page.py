"""A document as the page that the field's web components take: a class ``akn-…`` an element, eIds as ids."""

from __future__ import annotations

from html import escape

from lxml import etree

_BLOCKS = frozenset(
    """
    akomaNtoso statement doc documentCollection collectionBody component coverPage container preface preamble
    formula citations citation recitals recital mainBody paragraph content division hcontainer list intro point
    indent wrapUp blockList listIntroduction item listWrapUp attachments attachment conclusions p heading
    subheading embeddedStructure table tr td th
    """.split()  # noqa: SIM905  # a word list reads best as running text
)
_SAME = frozenset({"table", "tr", "td", "th", "b", "i", "u", "sup", "sub"})


def page(root: etree._Element, expression: str) -> str:
    """The page: the document inside the components, which stand ready to show pop-ups of its parts."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>A document</title>'
        '<link rel="icon" href="data:,"><script type="module" src="/lawwidgets/lawwidgets.esm.js"></script>'
        f'<la-akoma-ntoso frbr-expression-uri="{escape(expression)}">{_html(root)}'
        "<la-decorate-internal-refs popups></la-decorate-internal-refs></la-akoma-ntoso>"
    )


def _html(element: etree._Element) -> str:
    name = etree.QName(element).localname
    if name == "meta":
        return ""
    tag = name if name in _SAME else "section" if name in _BLOCKS else "span"
    attributes = f' class="akn-{name}"'
    if eid := element.get("eId"):
        attributes += f' id="{escape(eid)}" data-eid="{escape(eid)}"'
    if name == "ref":
        tag = "a"
        href = element.get("href", "")
        attributes += f' href="{escape(href)}" data-href="{escape(href)}"'
    inner = escape(element.text or "") + "".join(
        _html(child) + escape(child.tail or "") for child in element if isinstance(child.tag, str)
    )
    return f"<{tag}{attributes}>{inner}</{tag}>"
