"""Documents of the United Nations whose truth is known, where ``AKN_CORPUS`` holds a folder ``un-gold`` of them.

Each text stands there twice, with a paragraph on a line (``NAME.txt``) and hard-wrapped as a PDF gives it
(``NAME.pdf.txt``), beside ``NAME.json``: its elements, each with the SHA-1 of its letters and digits. An element is
right when its type and its text are. Of what has a list in it only what introduces the list is compared.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from akn.errors import AknError
from akn.pipeline import Options, convert
from benchmarks.accuracy.scoring import Tally
from tests.conftest import TODAY

FORMS = {"copied": ".txt", "wrapped": ".pdf.txt"}
TYPES = (
    "preambular", "operative", "point", "heading", "annex", "annexParagraph", "footnote", "formula", "conclusions",
)  # fmt: skip
_KINDS = {
    "recital": "preambular", "citation": "preambular", "paragraph": "operative",
    "point": "point", "item": "point", "indent": "point",
    "heading": "heading", "subheading": "heading", "crossHeading": "heading",
    "attachment": "annex", "authorialNote": "footnote", "formula": "formula", "conclusions": "conclusions",
}  # fmt: skip
_ORGANS = {"GA": "unga", "SC": "unsc"}
_INSIDE = {"num", "authorialNote", "noteRef", "list", "blockList", "heading", "subheading", "table"}
_INTRODUCTIONS = (
    "list/intro",
    "blockList/listIntroduction",
    "content/blockList/listIntroduction",
    "intro",
    "content",
)
#: What the cover says, by its name in the truth: where it stands in the document.
_COVER = {
    "symbol": ".//{*}docNumber",
    "session": ".//{*}session",
    "title": ".//{*}docTitle",
    "agendaItem": ".//{*}inline[@name='agendaItem']",
    "proponent": ".//{*}docProponent",
}
#: A resolution of several parts has a title for each; the mark of a note is left behind some.
_PARTS, _MARK = re.compile(r" [A-Z]-[A-Z]$"), re.compile(r" [\ue000-\uf8ff]?\d{1,2}[\ue000-\uf8ff]?$")
#: The Security Council gives its resolutions a number for a title.
_TITLES = ("title", "resolutionNumber")
#: An annex is known by so much of its heading.
_BEGINNING = 24


def counted() -> dict[tuple[str, str], Mapping[str, Tally]]:
    """For each form and language a tally of each type, and of what the cover says.

    ``head`` is organ and date in the address of the work.
    """
    found: dict[tuple[str, str], dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for form, ending in FORMS.items():
        for truth in _truths():
            told = json.loads(truth.read_text(encoding="utf-8"))
            rows = found[form, truth.parent.name]
            there = Counter(_told(told))
            made, uri, cover = _made(truth.with_suffix(ending))
            for kind in TYPES:
                a, b = (Counter({key: n for key, n in of.items() if key[0] == kind}) for of in (there, made))
                rows[kind].add(a.total(), b.total(), (a & b).total())
            head = f"/akn/un/statement/deliberation/{_ORGANS[told['organ']]}/{told['meta']['dateAdopted']}/"
            right = uri.startswith(head.removesuffix("-/"))
            rows["head"].add(1, 1, int(right))
            for name in _COVER:
                said = next(
                    (s for n in (_TITLES if name == "title" else (name,)) if (s := told["meta"].get(n))), ""
                )
                if said and not (name == "title" and _PARTS.search(told["meta"]["symbol"])):
                    bare = _letters(_MARK.sub("", said))
                    rows[name].add(1, int(name in cover), int(cover.get(name) in {bare, _letters(said)}))
    return dict(found)


def report() -> list[list[str]]:
    """A row for each form and language, a column for each type; empty where there is no such corpus."""
    found = counted()
    names = ("head", *_COVER, *TYPES)
    rows = [["texts", "documents", *names]]
    for (form, language), tallies in sorted(found.items()):
        figures = [f"{t.f1:.3f} ({t.there})" if (t := tallies[n]).f1 is not None else "–" for n in names]
        rows.append([f"{form}, {language}", str(tallies["head"].there), *figures])
    return rows if found else []


def _truths() -> Iterator[Path]:
    if named := os.environ.get("AKN_CORPUS"):
        yield from sorted(Path(named, "un-gold").glob("??/*.json"))


def _told(truth: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    items: list[dict[str, str]] = truth["items"]  # type: ignore[assignment]  # of a file that is made for this
    for item in items:
        if item["type"] == "annex":
            yield "annex", _key((item.get("title") or item["num"] or ""), _BEGINNING)
        elif item["type"] in TYPES and item["sha"] != _key(""):
            yield item["type"], item["sha"]


def _made(path: Path) -> tuple[Counter[tuple[str, str]], str, Mapping[str, str]]:
    """What `path` gives, the address of its work, and what its cover says, in letters and digits."""
    try:
        root = etree.fromstring(convert(path, Options(today=TODAY)).xml)
    except AknError:
        return Counter(), "", {}
    uri = root.find(".//{*}FRBRWork/{*}FRBRuri")
    found = {name: root.find(way) for name, way in _COVER.items()}
    cover = {name: _letters(_text(e)) for name, e in found.items() if e is not None}
    return Counter(_elements(root)), "" if uri is None else uri.get("value", ""), cover


def _elements(root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in root.iter("{*}*"):
        name = etree.QName(element).localname
        if name == "hcontainer" and element.get("name") == "recital":
            name = "recital"
        kind = _KINDS.get(name, "")
        inside = next(element.iterancestors("{*}attachment"), None) is not None
        if kind == "annex":
            heading, num = element.find("{*}heading"), element.find("{*}num")
            titled = next((t for of in (heading, num) if of is not None and (t := _text(of))), "")
            yield kind, _key(titled, _BEGINNING)
        elif kind == "heading" and etree.QName(element.getparent()).localname == "attachment":
            continue
        elif kind in {"footnote", "heading", "formula", "conclusions"}:
            said = "".join(map(str, element.itertext())) if kind == "footnote" else _text(element)
            if _letters(said):
                yield kind, _key(said)
        elif kind and _letters(own := _own(element)):
            yield "annexParagraph" if kind == "operative" and inside else kind, _key(own)


def _own(element: etree._Element) -> str:
    """The text of a part itself: what introduces its list, or its first block."""
    ways = ("/".join(f"{{*}}{step}" for step in way.split("/")) for way in _INTRODUCTIONS)
    holder = next((found for way in ways if (found := element.find(way)) is not None), element)
    first = holder.find("{*}p")
    return _text(holder if first is None else first)


def _text(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if etree.QName(child).localname not in _INSIDE:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return " ".join(map(str, parts))


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _key(text: str, longest: int | None = None) -> str:
    return hashlib.sha1(_letters(text)[:longest].encode(), usedforsecurity=False).hexdigest()[:12]
