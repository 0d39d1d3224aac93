"""A document as one page of HTML: offline, for reading, on a phone and on paper; nothing is loaded from anywhere."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote

from akn.languages.tags import direction_of
from akn.legible import harmless
from akn.rendering.about import Facts, facts_of
from akn.rendering.document.page_words import wording
from akn.rendering.document.tagging import PARTS, Tagging, identifier
from akn.tree import Element, local_name
from akn.tree.elements import HIERARCHY
from akn.tree.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Copies the address of a part that is clicked on. The page can be read without.
_SCRIPT = (
    "document.addEventListener('click',e=>{const a=e.target.closest('a.self');"
    "if(a&&navigator.clipboard)navigator.clipboard.writeText(a.href)})"
)
#: The page's own words are English, whatever the document is in.
_OWN = 'lang="en" dir="ltr"'


def render(tree: Element) -> Iterator[str]:
    """Yield the page: contents, what the document is, the text, its notes."""
    facts = facts_of(tree)
    body = Tagging(tree, facts.tag)
    yield from head(facts.title or facts.number or facts.document, facts.tag)
    yield f'<body>\n<a class="skip" href="#text" {_OWN}>{escape(wording().say("skip"))}</a>\n<div class="frame">\n'
    yield from _contents(tree)
    yield f'<main id="text">\n{_about(tree, facts)}'
    for part in tree.iterchildren("{*}*") if local_name(tree) == "akomaNtoso" else (tree,):
        body.put(part)
        text = body.taken()
        if not body.titled:
            title = facts.title or facts.number or facts.document
            yield f"<h1{_language(facts)}>{escape(harmless(title))}</h1>\n"
            body.titled = True
        yield text
    yield from _notes(body)
    yield f"</main>\n</div>\n<script>{_SCRIPT}</script>\n</body>\n</html>\n"


def head(title: str, tag: str, more: str = "") -> Iterator[str]:
    """Yield the beginning of a page up to its ``body``; `more` is style of its own."""
    digest = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    yield (
        f'<!DOCTYPE html>\n<html lang="{escape(tag)}" dir="{direction_of(tag)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{escape(harmless(title))}</title>\n<style>\n{style()}{more}</style>\n</head>\n"
    )


@cache
def style() -> str:
    """The style of all pages."""
    return resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")


def _language(facts: Facts) -> str:
    return f' lang="{escape(facts.tag)}" dir="{facts.direction}"' if facts.tag != "und" else ""


def _about(tree: Element, facts: Facts) -> str:
    """What the document says of itself, and whom and what it names."""
    said = {
        name: getattr(facts, name)
        for name in ("document", "number", "date", "language", "work", "expression")
    }
    said["keywords"] = ", ".join(
        k.get("showAs") or k.get("value") or "" for k in tree.iterfind(".//{*}keyword")
    )
    events = tree.iterfind(".//{*}lifecycle/{*}eventRef")
    said["events"] = ", ".join(f"{e.get('date', '')} {e.get('type', '')}".strip() for e in events)
    called = wording().names("facts")
    rows = [
        f"<dt>{called[key]}</dt><dd>{escape(harmless(value))}</dd>" for key, value in said.items() if value
    ]
    named = {e.get("href", ""): e.get("showAs", "") for e in tree.iterfind(".//{*}references/{*}*")}
    shown = "".join(
        f"<li><bdi>{escape(harmless(name))}</bdi> <small>{escape(harmless(href))}</small></li>"
        for href, name in named.items()
        if name
    )
    entities = (
        f"<details><summary>{wording().say('entities')}</summary><ul>{shown}</ul></details>" if shown else ""
    )
    return (
        f'<details class="about" {_OWN}><summary>{wording().say("about")}</summary>'
        f"<dl>{''.join(rows)}</dl>{entities}</details>\n"
    )


def _contents(tree: Element) -> Iterator[str]:
    entries = "".join(_entries(tree))
    if entries:
        label = escape(wording().say("contents"))
        opened = f"<details open><summary {_OWN}>{label}</summary>"
        yield f'<nav aria-label="{label}">{opened}<ul>{entries}</ul></details></nav>\n'


def _entries(element: Element) -> Iterator[str]:
    """The parts and headings in `element` as items of lists; numbers alone stand in a row."""
    numbers: list[str] = []
    for child in element.iterchildren("{*}*"):
        name = local_name(child)
        if name == "meta":
            continue
        heading = next(child.iterchildren("{*}heading", "{*}crossHeading"), None)
        number = next(child.iterchildren("{*}num"), None)
        title = " ".join(words(e) for e in (number, heading) if e is not None).strip()
        eid = identifier(child)
        named = wording().names("parts").get(name) if name in PARTS else None
        if eid and number is not None and heading is None and name in HIERARCHY | {"recital"}:
            numbers.append(_to(eid, title, ""))
            continue
        if numbers:
            yield f'<li class="numbers">{" ".join(numbers)}</li>'
            numbers = []
        inner = _entries(child) if name in HIERARCHY or name in PARTS or len(child) else iter(())
        if eid and (heading is not None or named):
            own = "" if heading is not None and title else f" {_OWN}"
            held = "".join(inner)
            yield f"<li>{_to(eid, title or named or '', own)}{f'<ul>{held}</ul>' if held else ''}</li>"
        else:
            yield from inner
    if numbers:
        yield f'<li class="numbers">{" ".join(numbers)}</li>'


def _to(eid: str, title: str, more: str) -> str:
    return f'<a href="#{escape(quote(eid))}"{more}>{escape(harmless(title)) or "#"}</a>'


def _notes(body: Tagging) -> Iterator[str]:
    written = False
    for number, (marker, note) in enumerate(body.rest_of_notes(), 1):
        if not written:
            title = f'<h2 id="notes" {_OWN}>{wording().say("notes")}</h2>'
            yield f'<section class="notes" aria-labelledby="notes">{title}<ol>\n'
            written = True
        body.note(note)
        back = escape(wording().say("back", marker=marker))
        arrow = f'<a href="#noteref-{number}" aria-label="{back}" lang="en">↩</a>' if marker else ""
        shown = escape(marker or harmless(note.get("marker", "")))
        yield f'<li id="note-{number}"><span class="marker">{shown}</span>{body.taken()}{arrow}</li>\n'
    if written:
        yield "</ol></section>\n"
