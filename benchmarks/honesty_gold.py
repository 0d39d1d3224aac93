"""Gold texts: samples whose structure a person accepted, and how a conversion is compared with that structure.

The structure is a list of rows, one for each citation, recital, paragraph, point, heading, note and attachment in
their order, with number and text, and the facts of the document: kind, number, date, title, language, authors. Two
structures are equal where their rows say the same, whatever the kind of space, dash, apostrophe or quotation mark,
the signs around a number, and the case of a letter that counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from akn.proof.shape.placing import Placed, place
from akn.proof.shape.units import see
from akn.readers import read_bytes

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
GOLDEN = ROOT / "tests" / "samples"

#: Parts that have a row of their own.
_ROWS = frozenset(
    {"citation", "recital", "paragraph", "point", "indent", "item", "heading", "attachment", "hcontainer"}
)
_SAME = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4\u0060\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
#: Letters that print alike in Greek or Cyrillic and Latin count as one where they number.
_PRINT_ALIKE = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТХ", "ABEZHIKMNOPTYXABEKMHOPCTX")


@dataclass(frozen=True, slots=True)
class Structure:
    """What a conversion says: rows (kind, number, text), facts by name, and the text of blocks without a place."""

    rows: tuple[tuple[str, str, str], ...]
    facts: tuple[tuple[str, str], ...]
    strays: tuple[str, ...] = ()

    def same(self, other: Structure) -> bool:
        """Whether both say the same."""
        return self.rows == other.rows and self.facts == other.facts


@dataclass(frozen=True, slots=True)
class Gold:
    """A text whose structure is known: its lines, each with its place, and the structure."""

    name: str
    text: str
    language: str
    structure: Structure
    placed: tuple[Placed, ...]


def normal(text: str) -> str:
    """`text` as it is compared."""
    folded = unicodedata.normalize("NFKC", text).translate(_SAME)
    return " ".join(folded.split())


def structure_of(root: etree._Element) -> Structure:
    """The structure of the document at `root`."""
    rows: list[tuple[str, str, str]] = []
    strays: list[str] = []
    for element in root.iter(
        "{*}p", "{*}heading", "{*}listIntroduction", "{*}listWrapUp", "{*}authorialNote"
    ):
        names = [_local(ancestor) for ancestor in element.iterancestors()]
        if _local(element) == "authorialNote":
            rows.append(("note", _label(element.get("marker") or ""), normal(" ".join(map(_said, element)))))
            continue
        if "formula" in names:
            rows.append(("formula", "", ""))
            continue
        if {"authorialNote", "coverPage", "preface", "meta", "p"} & {*names}:
            continue
        holder = next((a for a in element.iterancestors() if _local(a) in _ROWS), None)
        kind = "heading" if "eading" in _local(element) else _local(holder) if holder is not None else "stray"
        kind = {"item": "point", "indent": "point"}.get(kind, kind)
        if "table" in names:
            kind = "table"
        elif names[0] == "preamble" or kind in {"stray", "hcontainer"}:
            strays.append(normal(_said(element)))
            kind = "stray"
        num = holder.find("{*}num") if holder is not None and kind != "heading" else None
        said = normal(_said(element))
        # A heading may be printed in capitals.
        rows.append((kind, _label(_said(num)), said.upper() if kind in {"heading", "attachment"} else said))
    return Structure(tuple(_joined(rows)), _facts(root), tuple(strays))


def _joined(rows: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """`rows`, where text without a place is told in one row, however it is divided."""
    held: tuple[str, str, str] | None = None
    for row in rows:
        if held and row[0] == held[0] and row[0] in {"stray", "table"}:
            held = (held[0], held[1], f"{held[2]} {row[2]}")
            continue
        if held:
            yield held
        held = row
    if held:
        yield held


def _facts(root: etree._Element) -> tuple[tuple[str, str], ...]:
    def value(path: str, key: str) -> str:
        found = root.find(f".//{{*}}{path}")
        return (found.get(key) or "") if found is not None else ""

    titles = [normal(_said(e)).casefold() for e in root.iter("{*}docTitle")]
    authors = dict.fromkeys(normal(_said(e)) for e in root.iter("{*}docProponent"))
    return (
        ("kind", value("FRBRsubtype", "value")),
        ("number", value("FRBRnumber", "showAs")),
        ("date", value("FRBRWork/{*}FRBRdate", "date")),
        ("language", value("FRBRlanguage", "language")),
        ("title", " / ".join(dict.fromkeys(titles))),
        ("authors", ", ".join(authors)),
    )


def _label(printed: str) -> str:
    """What a number counts with."""
    letters = "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else c
        for c in unicodedata.normalize("NFKC", printed.strip("ºª°"))
        if c.isalnum()
    )
    return letters.upper().translate(_PRINT_ALIKE)


def _local(element: etree._Element | None) -> str:
    return "" if element is None else str(element.tag).rpartition("}")[2]


def _said(element: etree._Element | None) -> str:
    """The text of `element` without its notes."""
    if element is None:
        return ""
    if element.find(".//{*}authorialNote") is None:
        return "".join(map(str, element.itertext()))
    parts = [element.text or ""]
    for child in element:
        if _local(child) != "authorialNote":
            parts.append(_said(child))
        parts.append(child.tail or "")
    return "".join(parts)


@cache
def golds() -> tuple[Gold, ...]:
    """All samples that are text, with the structure that was accepted."""
    found = []
    for path in sorted(SAMPLES.rglob("*.txt")):
        golden = GOLDEN / path.parent.name / f"{path.name}.xml"
        root = etree.fromstring(golden.read_bytes())
        data = path.read_bytes()
        placed = place(read_bytes(data), (), see([root]))
        found.append(
            Gold(
                f"{path.parent.name}/{path.stem}",
                data.decode("utf-8-sig").replace("\r\n", "\n"),
                path.parent.name,
                structure_of(root),
                tuple(placed),
            )
        )
    return tuple(found)


_MARK = re.compile(
    r"^(?P<indent>\s*)(?P<mark>[-–—•]\s*|\(?(?:\d{1,3}[a-z]?|[^\W\d_]{1,3})[.)]{1,2})(?P<space>\s*)(?=\S|$)"
)


@dataclass(slots=True)
class Row:
    """A line of a gold text to be damaged: what part it begins or goes on with ("" for what is in no part)."""

    text: str
    kind: str = ""
    begins: bool = False

    @property
    def mark(self) -> str:
        """The mark that it begins with, or ""."""
        found = _MARK.match(self.text) if self.begins else None
        return found["mark"].strip() if found else ""

    def with_mark(self, mark: str, space: str = "  ") -> Row:
        """The line with `mark` in place of its own."""
        found = _MARK.match(self.text)
        rest = self.text[found.end() :] if found else self.text.lstrip()
        return Row(f"{mark}{space}{rest}" if mark else rest, self.kind, self.begins)


def rows_of(gold: Gold) -> list[Row]:
    """The lines of `gold` with the parts they belong to."""
    by_number = {line.number: line for line in gold.placed}
    rows = []
    for number, text in enumerate(gold.text.split("\n"), 1):
        line = by_number.get(number)
        if line is None:
            rows.append(Row(text))
        elif line.block is None:
            rows.append(Row(text, "note" if line.noted else ""))
        else:
            kind = {"item": "point", "indent": "point"}.get(line.block.part, line.block.part)
            rows.append(Row(text, kind, line.offset == 0))
    return rows
