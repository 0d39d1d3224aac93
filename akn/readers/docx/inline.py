"""What stands inside a paragraph of Word: runs, fields, links, tracked changes, marks of notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from akn.model.resolution import StyleName
from akn.readers.docx.relations import Relation
from akn.readers.docx.styles import Styles, toggles_of
from akn.readers.package import Element, local, value_of
from akn.readers.reading import Changes
from akn.readers.symbols import symbol

#: Why words of the file are left out.
DELETED = "deleted by a tracked change, which was accepted"
INSERTED = "inserted by a tracked change, which was rejected"
HIDDEN = "hidden text"
CODE = "the code of a field"

_LOOKS: tuple[StyleName, ...] = ("b", "i", "u", "sup", "sub")
#: What a link leads to is kept where it is an address that anybody may follow.
_ADDRESS = re.compile(r"(?:https?|mailto|ftp):", re.IGNORECASE)
_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
#: Elements that hold no words of the paragraph.
_NEVER = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "instrText", "delInstrText", "annotationRef"}
)


class Words(Struct, frozen=True):
    """Words of a paragraph with their looks; `gone` says why they are left out, "" where they are not."""

    text: str
    looks: frozenset[StyleName] = frozenset()
    href: str = ""
    gone: str = ""


class NoteCall(Struct, frozen=True):
    """The mark of a note; `typed` says that the next words of the same run are its mark."""

    key: str
    typed: bool = False


class LineBreak(Struct, frozen=True):
    """The line ends, the paragraph does not."""


class Box(Struct, frozen=True):
    """A text box, whose paragraphs stand apart."""

    content: Element


Inline = Words | NoteCall | LineBreak | Box


class Inlines(Struct):
    """Goes through paragraphs; fields may reach over several. `changes` says which text of tracked changes is read."""

    styles: Styles
    relations: Mapping[str, Relation]
    changes: Changes
    #: For each field that is open: whether its result is under way, and the code read so far.
    fields: list[list[str]] = field(default_factory=list)
    insertions: int = 0
    deletions: int = 0

    def of(self, paragraph: Element, style: str, *, heading: bool) -> Iterator[Inline]:
        """What stands in `paragraph`, whose style is `style`; a `heading` is bold by itself."""
        base = frozenset() if heading else frozenset(n for n in ("b", "i") if self.styles.toggled(style, n))
        yield from self._inside(paragraph, base, "", "")

    def _inside(self, element: Element, base: frozenset[str], href: str, gone: str) -> Iterator[Inline]:
        for each in element:
            name = local(each)
            if name == "r":
                yield from self._run(each, base, href, gone)
            elif name in {"ins", "moveTo"}:
                self.insertions += 1
                why = gone or (INSERTED if self.changes == "rejected" else "")
                yield from self._inside(each, base, href, why)
            elif name in {"del", "moveFrom"}:
                self.deletions += 1
                why = gone or (DELETED if self.changes == "accepted" else "")
                yield from self._inside(each, base, href, why)
            elif name == "hyperlink":
                yield from self._inside(each, base, self._target(each) or href, gone)
            elif name == "AlternateContent":
                yield from self._inside(chosen(each), base, href, gone)
            elif name not in _NEVER:
                yield from self._inside(each, base, href, gone)

    def _target(self, link: Element) -> str:
        relation = self.relations.get(value_of(link, "id") or "")
        return relation.target if relation is not None and _ADDRESS.match(relation.target) else ""

    # ------------------------------------------------------------------ one run

    def _run(self, run: Element, base: frozenset[str], href: str, gone: str) -> Iterator[Inline]:
        looks, hidden = self._looks(run, base)
        gone = gone or (HIDDEN if hidden else "")
        for each in run:
            match local(each):
                case "t" | "delText":
                    yield self._words(each.text or "", looks, href, gone)
                case "tab" | "ptab":
                    yield self._words(" ", looks, href, gone)
                case "noBreakHyphen":
                    yield self._words("\u2011", looks, href, gone)
                case "sym":
                    sign = symbol(value_of(each, "font") or "", value_of(each, "char") or "")
                    yield self._words(sign, looks, href, gone)
                case "br" | "cr":
                    if not gone:
                        yield LineBreak()
                case "fldChar":
                    self._field(value_of(each, "fldCharType") or "")
                case "instrText" if self.fields:
                    self.fields[-1][1] += each.text or ""
                case "footnoteReference" | "endnoteReference" if not gone:
                    typed = (value_of(each, "customMarkFollows") or "0") not in {"0", "false"}
                    yield NoteCall(f"{local(each)[:-9]}-{value_of(each, 'id')}", typed)
                case "drawing" | "pict" | "object":
                    yield from self._boxes(each)
                case "AlternateContent":
                    yield from self._boxes(chosen(each))
                case "ruby":
                    yield from self._inside(each, base, href, gone)
                case _:
                    pass

    def _words(self, text: str, looks: frozenset[StyleName], href: str, gone: str) -> Words:
        code = any(state == "code" for state, _ in self.fields)
        found = next((m for _, said in reversed(self.fields) if (m := _FIELD_LINK.match(said))), None)
        if not href and found and _ADDRESS.match(found[1]):
            href = found[1]
        return Words(text, looks, href, gone or (CODE if code else ""))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(["code", ""])
        elif kind == "separate" and self.fields:
            self.fields[-1][0] = "result"
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _looks(self, run: Element, base: frozenset[str]) -> tuple[frozenset[StyleName], bool]:
        said: dict[str, bool] = {}
        style = ""
        for each in run:
            if local(each) == "rPr":
                said = toggles_of(each)
                style = next((value_of(e, "val") or "" for e in each if local(e) == "rStyle"), "")
                break
        if not said and not style:
            return frozenset(name for name in _LOOKS if name in base), False

        def on(name: str) -> bool:
            if name in said:
                return said[name]
            return (name in base) != (bool(style) and self.styles.toggled(style, name))

        return frozenset(name for name in _LOOKS if on(name)), on("vanish")

    def _boxes(self, element: Element) -> Iterator[Inline]:
        """The text boxes in a drawing; the words of a picture itself are nobody's."""
        for each in element:
            name = local(each)
            if name == "txbxContent":
                yield Box(each)
            elif name == "AlternateContent":
                yield from self._boxes(chosen(each))
            else:
                yield from self._boxes(each)


def chosen(alternatives: Element) -> Element:
    """Of contents that stand for one another the one that is read: the first that holds words, else the first."""
    for each in alternatives:
        if next(each.iter("{*}t", "{*}delText"), None) is not None:
            return each
    return alternatives[0] if len(alternatives) else alternatives
