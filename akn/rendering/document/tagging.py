"""The elements of a document as HTML: each under its own name as a class, each eId an anchor, no word left out.

Classes (``akn-paragraph``) and ``data-…`` are those that the field's web components look for. What HTML has an
element for becomes that; all else is a ``section``, a ``div`` or, within a line, a ``span``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import quote

from lxml import etree

from akn.languages.tags import direction_of, tag_of
from akn.legible import harmless
from akn.rendering.document.page_words import wording
from akn.tree import Element, local_name
from akn.tree.elements import (
    BODIES,
    CLAUSES,
    ENCLOSED,
    FRONT,
    HIERARCHY,
    LINES,
    MARKERS,
    NOTES,
    POINTS,
    PRINTED_HEADINGS,
    REFERRING,
    RUNNING,
    SAME_IN_HTML,
    SECTIONS,
    TITLES,
)
from akn.tree.gathered_notes import GatheredNotes
from akn.tree.pointers import UNRESOLVED, targets
from akn.tree.text import words

#: What gets a link of its own to copy.
_LINKED = HIERARCHY | CLAUSES | ENCLOSED | {"speech"}
#: The parts of a document, which say their language.
PARTS = FRONT | BODIES | ENCLOSED | {"preamble", "conclusions"}
_SCHEMES = re.compile(r"(?:https?|mailto|ftp):|[#/]|[^:]*\Z", re.IGNORECASE)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPAN = re.compile(r"[1-9]\d{0,3}")


@dataclass(slots=True)
class Tagging:
    """One document on its way to HTML.

    Args:
        root: the document.
        tag: its language, as BCP 47 has it.

    """

    root: Element
    tag: str
    out: list[str] = field(default_factory=list)
    notes: list[tuple[str, Element]] = field(default_factory=list)
    titled: bool = False
    _ids: set[str] = field(default_factory=set)
    _targets: dict[str, Element] = field(default_factory=dict)
    _blocky: set[Element] = field(default_factory=set)
    _declared: dict[str, str] = field(default_factory=dict)
    _gathered: GatheredNotes = field(init=False)
    _numbers: dict[str, int] = field(default_factory=dict)
    _linked: int = 0
    _tables: int = 0
    _level: int = 2

    def __post_init__(self) -> None:
        self._gathered = GatheredNotes(self.root)
        for element in self.root.iter("{*}*"):
            if eid := identifier(element):
                self._targets.setdefault(eid, element)
            if not _in_line(element):
                around = element.getparent()
                while around is not None and around not in self._blocky and local_name(around) not in NOTES:
                    self._blocky.add(around)
                    around = around.getparent()
        for declared in self.root.iterfind(".//{*}references/{*}*"):
            self._declared.setdefault(declared.get("eId", ""), declared.get("showAs", ""))

    def taken(self) -> str:
        """What is ready, once."""
        ready = "".join(self.out)
        self.out.clear()
        return ready

    def put(self, element: Element) -> None:
        """Write `element` and all in it."""
        name = local_name(element)
        if name == "meta":
            return
        if name in NOTES or name == "noteRef":
            self._mark(element, name)
        elif name in {"br", "eol"}:
            self.out.append("<br>")
            self.inside(element)
        elif name == "img":
            what = element.get("alt") or element.get("title") or element.get("src") or ""
            shown = escape(wording().say("picture", what=harmless(what)))
            self.out.append(f'<span class="akn-img"{self._attributes(element)}>{shown}</span>')
            self.inside(element)
        else:
            self._element(element, name)

    def rest_of_notes(self) -> Iterator[tuple[str, Element]]:
        """Yield the footnotes, each with its place among them, those within notes after these."""
        for note in self._gathered.rest():
            self.notes.append(("", note))
        done = 0
        while done < len(self.notes):
            yield self.notes[done]
            done += 1

    def inside(self, element: Element) -> None:
        """Write what stands in `element`, without itself."""
        self._say(element.text)
        for child in element:
            if isinstance(child, etree._Entity):  # noqa: SLF001  # lxml has no public name for it
                self._say(child.text)
            elif isinstance(child.tag, str):
                self.put(child)
            self._say(child.tail)

    def note(self, note: Element) -> None:
        """Write `note`, a footnote, where the notes of the page stand."""
        self.out.append(f'<div class="akn-authorialNote"{self._attributes(note)}>')
        self.inside(note)
        self.out.append("</div>")

    def _say(self, text: str | None) -> None:
        if text:
            self.out.append(escape(harmless(text), quote=False))

    def _element(self, element: Element, name: str) -> None:
        if name == "table":
            self._tables += 1
            label = escape(wording().say("table", number=self._tables))
            self.out.append(f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">')
        level, linked = self._level, self._linked
        tag, more = self._tag(element, name)
        numbered = _leads_with_number(element, name)
        classes = [f"akn-{name}", *(["part"] if name in PARTS else [])]
        if numbered:
            classes.append("numbered")
        anchored = name in _LINKED and bool(identifier(element))
        if anchored:
            classes.append("anchored")
        self.out.append(f'<{tag} class="{" ".join(classes)}"{self._attributes(element)}{more}>')
        if anchored:
            self._self_link(element)
        heading = next(element.iterchildren("{*}heading"), None) if name not in LINES else None
        number = next(element.iterchildren("{*}num"), None) if heading is not None else None
        self._linked += tag == "a"
        self._say(element.text)
        for child in element:
            if isinstance(child, etree._Entity):  # noqa: SLF001  # as above
                self._say(child.text)
            elif child is heading:
                self._heading(child, number)
                self._level = min(level + 1, 6)
            elif child is not number and isinstance(child.tag, str):
                self.put(child)
            self._say(child.tail)
        self._level, self._linked = level, linked
        self.out.append(f"</{tag}>")
        if name == "table":
            self.out.append("</div>")

    def _heading(self, heading: Element, number: Element | None) -> None:
        """A heading, with the number of what it heads before it."""
        tag, role = self._heading_tag(heading)
        self.out.append(f'<{tag} class="akn-heading"{self._attributes(heading)}{role}>')
        if number is not None:
            self.out.append(f'<span class="akn-num"{self._attributes(number)}>')
            self.inside(number)
            self.out.append("</span> ")
        self.inside(heading)
        self.out.append(f"</{tag}>")

    def _heading_tag(self, heading: Element) -> tuple[str, str]:
        if heading in self._blocky:
            return "div", f' role="heading" aria-level="{self._level}"'
        return f"h{self._level}", ""

    def _tag(self, element: Element, name: str) -> tuple[str, str]:
        """The HTML element that `element` becomes, and attributes of its own."""
        if name in SAME_IN_HTML:
            empty_heading = name == "th" and not words(element, notes=True)
            return "td" if empty_heading else name, _spans(element)
        if name in PRINTED_HEADINGS:
            return self._heading_tag(element)
        if name in SECTIONS:
            return "section", ""
        if name in LINES | {"longTitle"} and name != "num":
            if self._is_title(element):
                self.titled = True
                return "h1", ""
            return ("div" if element in self._blocky or name == "longTitle" else "p"), ""
        if (target := next(iter(targets(element)), "")) and not self._linked:
            return self._link(element, target)
        in_line = name in RUNNING or name == "num" or name in MARKERS
        title = ""
        if name in REFERRING and (shown := self._declared.get(element.get("refersTo", "").removeprefix("#"))):
            title = f' title="{escape(harmless(shown))}"'
        elif name == "inline" and element.get("name") == UNRESOLVED:
            title = f' title="{escape(wording().say("nowhere"))}"'
        return ("span" if in_line and element not in self._blocky else "div"), title

    def _is_title(self, element: Element) -> bool:
        """Whether this is the line that names the document: it is the one great heading of the page."""
        if self.titled or element in self._blocky:
            return False
        around = element.getparent()
        while around is not None and local_name(around) not in FRONT:
            around = around.getparent()
        return (
            around is not None
            and local_name(around) == "preface"
            and any(local_name(inner) in TITLES for inner in element.iter("{*}*"))
        )

    def _link(self, element: Element, target: str) -> tuple[str, str]:
        """A link, with what it leads to; none where it could do harm or leads nowhere."""
        if element in self._blocky or not _SCHEMES.match(target):
            return ("div" if element in self._blocky else "span"), ""
        what = wording().leads(target)
        if target.startswith("#"):
            aim = self._targets.get("_".join(target[1:].split()))
            if aim is None:
                return "span", f' title="{escape(wording().say("nowhere"))}"'
            what = f"{_called(aim)}: {words(aim)[:140]}"
        else:
            what = f"{what}: {target}"
        return "a", f' href="{escape(_safe(target))}" title="{escape(harmless(what))}"'

    def _mark(self, element: Element, name: str) -> None:
        note = self._gathered.of(element) if name == "noteRef" else element
        marker = harmless(
            element.get("marker") or (note.get("marker") if note is not None else "") or ""
        ).strip()
        again = self._numbers.get(element.get("href", "").strip().removeprefix("#"), 0) if note is None else 0
        number = again or len(self.notes) + 1
        shown = marker or str(number)
        label = escape(wording().say("note", marker=shown))
        link = f'<a href="#note-{number}" aria-label="{label}">{escape(shown)}</a>'
        if self._linked or (note is None and not again):
            link = escape(shown) if note is not None or again or marker else ""
        attributes = self._attributes(element) if name == "noteRef" else ""
        if note is None:
            self.out.append(f'<sup class="akn-noteRef"{attributes}>{link}</sup>')
        else:
            self.notes.append((shown, note))
            if eid := identifier(note):
                self._numbers.setdefault(eid, number)
            # The way back leads to the mark: one with an id of its own is a noteRef.
            self.out.append(
                f'<span id="noteref-{number}"><sup class="akn-noteRef"{attributes}>{link}</sup></span>'
            )
        if name == "noteRef":
            self.inside(element)

    def _self_link(self, element: Element) -> None:
        label = escape(wording().say("link", what=harmless(_called(element))))
        address = escape(quote(identifier(element)))
        self.out.append(f'<a class="self" href="#{address}" aria-label="{label}" lang="en">#</a>')

    def _attributes(self, element: Element) -> str:
        """The id, once in the page; the language; all that Akoma Ntoso says, as data."""
        said: dict[str, Any] = {}
        eid = identifier(element)
        if eid and eid not in self._ids:
            self._ids.add(eid)
            said["id"] = eid
        language = element.get(_XML_LANG)
        name = local_name(element)
        if language or name in PARTS:
            tag = tag_of(language) if language else self._language_of(element)
            if tag != "und":
                said |= {"lang": tag, "dir": direction_of(tag)}
        for key, value in element.items():
            if "}" not in str(key) and (key not in {"class", "style"}):
                said[f"data-{str(key).lower()}"] = str(value)
        return "".join(f' {key}="{escape(harmless(value))}"' for key, value in said.items())

    def _language_of(self, part: Element) -> str:
        for around in (part, *part.iterchildren("{*}*"), *part.iterancestors("{*}*")):
            said = around.find("{*}meta/{*}identification/{*}FRBRExpression/{*}FRBRlanguage")
            if said is not None and said.get("language"):
                return tag_of(said.get("language", ""))
        return self.tag


def identifier(element: Element) -> str:
    """The eId of `element`, in older drafts its id, as HTML can have it."""
    return harmless("_".join((element.get("eId") or element.get("id") or "").split()))


def _called(element: Element) -> str:
    """What to call `element`: what it is, and its number."""
    number = next(element.iterchildren("{*}num"), None)
    name = "point" if local_name(element) in POINTS else local_name(element)
    return " ".join(filter(None, (name, words(number) if number is not None else "")))


def _in_line(element: Element) -> bool:
    name = local_name(element)
    return name in RUNNING or name in MARKERS or name in NOTES or name == "num"


def _leads_with_number(element: Element, name: str) -> bool:
    """Whether the number of `element` stands beside its words, and not in its heading."""
    if name in RUNNING or name in LINES:
        return False
    first = next(element.iterchildren("{*}*"), None)
    return first is not None and local_name(first) == "num" and element.find("{*}heading") is None


def _spans(cell: Element) -> str:
    said = ((key, cell.get(key, "")) for key in ("colspan", "rowspan"))
    return "".join(f' {key}="{value}"' for key, value in said if _SPAN.fullmatch(value))


def _safe(target: str) -> str:
    return quote(harmless(target), safe="%/:?#[]@!$&'()*+,;=~-._")
