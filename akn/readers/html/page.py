"""A page, parsed once without network: its head to metadata, its body to pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from akn.errors import UnreadableError
from akn.readers.controls import without_references
from akn.readers.html.furniture import NONE, Furniture, furniture
from akn.readers.html.lists import nested
from akn.readers.html.template_tags import without_template_tags
from akn.readers.html.walk import LAST_LINE, LINE_ATTRIBUTE, Element, Walk
from akn.readers.reading import Reading

#: No tag has so many attributes. libxml2 takes time by their square, so that more are refused.
_MOST_ATTRIBUTES = 300

_CROWDED = re.compile(
    r"<[a-zA-Z][^\s/><]*+"
    r"(?:[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s></]*+))?+)"
    rf"{{{_MOST_ATTRIBUTES}}}"
)

#: The end of the page, after which libxml2 reads no further; browsers go on, and files hold several pages.
_END = re.compile(r"</(?:body|html)\b[^>]{0,200}>", re.IGNORECASE)

#: What a rule of a style sheet says of the numbers of lists; and for what it may say so of all.
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]{1,40})")
_OF_LISTS = frozenset({"ol", "ul", "li"})

_START_TAG = re.compile(r"<([a-zA-Z][\w:-]*)(?=[\s/>]|\Z)")


def read(text: str) -> Reading:
    """Read the decoded `text` of a page as a browser prints it.

    Each row is a `Line`, with the line of the file where its words begin, each
    table that tabulates a `Grid`; numbers of ordered lists stand in the text.
    `Line.indent` is in points. What stands around the text is in `dropped`, and
    so is text that the page hides; scripts and styles are nowhere. Metadata: ``meta`` elements, ``title``,
    ``lang``, ``canonical``, template tags and the title in the site's header.

    Raises:
        UnreadableError: no words are to be seen in the page, or it is built to be unreadable
            (elements or attributes beyond all measure).
    """
    reading = read_fragment(text)
    if not reading.pieces:
        raise UnreadableError("there is no text to be seen in this page; save it anew, or copy its text")
    return reading


def read_fragment(text: str) -> Reading:
    """As `read`, for a part of a page that may hold no words.

    Raises:
        UnreadableError: it is built to be unreadable.
    """
    cleaned = without_references(text)
    root = _parse(cleaned.text)
    if root is None:
        return Reading(())
    walk = _walked(root, furniture())
    if not walk.pieces and walk.dropped:
        walk = _walked(root, NONE)
    untagged = without_template_tags(walk.pieces)
    metadata: dict[str, list[str]] = {}
    for name, value in (*_head(root), *((n, v) for n, values in walk.named.items() for v in values)):
        known = metadata.setdefault(name, [])
        if value not in known:
            known.append(value)
    dropped = walk.dropped
    if untagged.dropped or cleaned.dropped:
        dropped = sorted((*dropped, *untagged.dropped, *cleaned.dropped), key=lambda words: words.line)
    return Reading(
        nested(untagged.pieces),
        tuple(dropped),
        {**{name: tuple(values) for name, values in metadata.items()}, **untagged.metadata},
        cleaned.findings,
    )


def _walked(root: Element, known: Furniture) -> Walk:
    tagged = next(root.iter(*known.content_tags), None) is not None if known.content_tags else False
    walk = Walk(
        known, has_content=tagged or _finds_content(known)(root) is True, unnumbered=_unnumbered(root)
    )
    walk.run(root)
    return walk


def _unnumbered(root: Element) -> frozenset[str]:
    """The elements of lists for which the page's style sheet has no numbers, and gives none back in another rule."""
    sheets = [sheet.text or "" for sheet in root.iter("style")]
    if not any("list-style" in sheet for sheet in sheets):
        return frozenset()
    found: set[str] = set()
    for rule in "\n".join(sheets).lower().split("}"):
        selectors, _, said = rule.rpartition("{")
        values = _LIST_STYLE.findall(said)
        if any(value != "none" for value in values):
            return frozenset()
        if values:
            found |= {name for each in selectors.split(",") if (name := each.strip()) in _OF_LISTS}
    return frozenset(found)


@cache
def _finds_content(known: Furniture) -> etree.XPath:
    return etree.XPath(known.content_path())


def _parse(text: str) -> Element | None:
    """The tree of the page, or None where it holds nothing."""
    if (crowded := _CROWDED.search(text)) is not None:
        line = text.count("\n", 0, crowded.start()) + 1
        raise UnreadableError(
            f"line {line}: a tag of the page has {_MOST_ATTRIBUTES} attributes or more, which no document "
            "has; open it in a browser and save it anew, or copy its text"
        )
    text = _END.sub(lambda end: "\n" * end[0].count("\n"), text)
    if text.count("\n") >= LAST_LINE - 1:
        text = _numbered(text)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_blank_text=False)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        return None  # nothing in it but comments or white space


def _numbered(text: str) -> str:
    """The page with the number of its line in each start tag, for files longer than libxml2 counts."""
    return "\n".join(
        _START_TAG.sub(rf"<\1 {LINE_ATTRIBUTE}={number} ", line) if "<" in line else line
        for number, line in enumerate(text.split("\n"), 1)
    )


def _head(root: Element) -> Iterator[tuple[str, str]]:
    """What the page says of itself, name by name."""
    if language := root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield "lang", language.strip()
    for element in root.iter("meta", "title", "link"):
        if element.tag == "title":
            yield "title", " ".join("".join(map(str, element.itertext())).split())
        elif element.tag == "link":
            if element.get("rel", "").lower() == "canonical":
                yield "canonical", element.get("href", "").strip()
        elif name := element.get("name") or element.get("property") or element.get("http-equiv"):
            yield name.strip().lower(), element.get("content", "").strip()
