"""The words of an ODT, got in the simplest way: all text of its paragraphs, boxes and notes behind them.

By this the reader is proved, and it shares nothing with it but the opening of the ZIP.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from akn.readers.package import Package, local, value_of
from akn.readers.reading import Changes

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml gives its element class no public name

_APART = frozenset({"frame", "custom-shape", "rect", "g", "text-box", "annotation"})
_NONE = frozenset({"note-citation", "title", "desc", "ruby-text"})


def words(data: bytes, changes: Changes) -> str:
    """All words of the ODT `data`, a line for each paragraph; what `changes` leave out stands behind the rest."""
    package = Package(data, "ODT")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    content = etree.fromstring(package.part("content.xml"), parser)
    regions = {value_of(region, "id") or "": region for region in content.iter("{*}changed-region")}
    deleted = {
        key: _plain(region) for key, region in regions.items() if region.find("{*}deletion") is not None
    }
    inserted = {key for key in regions if key not in deleted}
    said = _Said(deleted if changes == "rejected" else {}, inserted if changes == "rejected" else set())
    for text in content.iter("{*}text"):
        said.blocks(text)
    rest = [*said.gone] if changes == "rejected" else [*deleted.values()]
    styles = package.part("styles.xml")
    if styles:
        rest += [_plain(e) for e in etree.fromstring(styles, parser).iter("{*}header", "{*}footer")]
    return "\n".join(["".join(said.said), *rest])


def _plain(element: Element) -> str:
    said = (p for p in element.iter("{*}p", "{*}h"))
    return "\n".join("".join(str(text) for text in p.itertext()) for p in said)


class _Said:
    """What was said so far, and what was left out of it."""

    def __init__(self, back: dict[str, str], out: set[str]) -> None:
        self.said: list[str] = []
        self.gone: list[str] = []
        self._back, self._out = back, out
        self._open: set[str] = set()

    def blocks(self, root: Element) -> None:
        """All paragraphs below `root`, and behind each what stands apart in it."""
        later: list[Element] = []
        for element in root:
            name = local(element)
            if name in {"p", "h"}:
                apart = [*self._line(element)]
                self.said.append("\n")
                later += self._behind(apart)
            elif name == "tracked-changes":
                continue
            elif name in {"change-start", "change-end"}:
                self._change(element)
            else:
                later += self._inside(element)
            if next(root.iterancestors("{*}table"), None) is None and local(root) != "table":
                self._notes(later)
                later = []
        self._waiting = later

    def _inside(self, element: Element) -> list[Element]:
        self.blocks(element)
        return self._waiting

    def _behind(self, apart: list[Element]) -> list[Element]:
        """The boxes of a paragraph at once; its notes are given back."""
        for each in apart:
            if local(each) != "note":
                self.blocks(each)
        return [each for each in apart if local(each) == "note"]

    def _notes(self, notes: list[Element]) -> None:
        for note in notes:
            body = note.find("{*}note-body")
            if body is not None:
                self.blocks(body)

    def _line(self, element: Element) -> Iterator[Element]:
        self._add(element.text)
        for each in element:
            name = local(each)
            if name == "note" or name in _APART:
                yield each
            elif name in {"s", "tab", "line-break"}:
                self._add(" " if name != "line-break" else "\n")
            elif name.startswith("change"):
                self._change(each)
            elif name not in _NONE:
                yield from self._line(each)
            self._add(each.tail)

    def _change(self, element: Element) -> None:
        key = value_of(element, "change-id") or ""
        if local(element) == "change-start" and key in self._out:
            self._open.add(key)
        elif local(element) == "change-end":
            self._open.discard(key)
        elif local(element) == "change":
            self._add(self._back.get(key))

    def _add(self, text: str | None) -> None:
        if text:
            (self.gone if self._open else self.said).append(text)
