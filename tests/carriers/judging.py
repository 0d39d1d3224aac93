"""What a document of Akoma Ntoso holds, as plain facts, and what a motion must give: one held against the other."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from tests.carriers.motions import AUTHORS, NUMBER, Motion

Facts = dict[str, Any]
_INSIDE = frozenset({"num", "authorialNote", "point", "item", "indent", "table", "heading", "wrapUp"})
_DASHES = re.compile(r"[\s–—•·◦-]")


def said(element: etree._Element) -> str:
    """All words of `element`, one space between them."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def own(element: etree._Element) -> str:
    """The words of a clause itself: not its number, nor its points, notes and tables."""
    parts: list[str] = []

    def take(each: etree._Element, *, top: bool) -> None:
        if not top and local(each) in _INSIDE:
            parts.append(each.tail or "")
            return
        parts.append(each.text or "")
        for inner in each:
            take(inner, top=False)
        if local(each) in {"p", "listIntroduction"}:
            parts.append(" ")
        parts.append("" if top else each.tail or "")

    take(element, top=True)
    return " ".join("".join(parts).split())


def number(element: etree._Element) -> str:
    """The printed number of a clause, "" where it is none or a dash."""
    num = element.find("{*}num")
    return "" if num is None else _DASHES.sub("", said(num))


def facts_of(root: etree._Element) -> Facts:
    """What the document at `root` holds."""
    clauses = [
        e for e in root.iter() if local(e) in {"citation", "recital", "paragraph", "point", "item", "indent"}
    ]
    frbr = root.find(".//{*}FRBRWork/{*}FRBRnumber")
    return {
        "number": frbr.get("showAs") if frbr is not None else None,
        "authors": [said(e) for e in root.iter("{*}docProponent") if "person" in (e.get("refersTo") or "")],
        "clauses": [(_sort(e), number(e), own(e), _depth(e)) for e in clauses],
        "headings": [said(e) for e in root.iter("{*}heading")],
        "notes": [" ".join(said(p) for p in e) for e in root.iter("{*}authorialNote")],
        "called": [_before(e) for e in root.iter("{*}authorialNote")],
        "tables": [
            [[said(cell) for cell in row if local(cell) in {"td", "th"}] for row in table.iter("{*}tr")]
            for table in root.iter("{*}table")
        ],
    }


def _depth(point: etree._Element) -> int:
    """In how many points, itself among them, a point lies; 0 for what is none."""
    return sum(local(e) in {"point", "item", "indent"} for e in (point, *point.iterancestors()))


def _sort(element: etree._Element) -> str:
    name = local(element)
    return "point" if name in {"item", "indent"} else name


def _before(note: etree._Element) -> str:
    """The word that a note stands behind."""
    before = note.getprevious()
    text = (before.tail if before is not None else note.getparent().text) or ""  # type: ignore[union-attr]  # a note stands in a block
    return text.split()[-1] if text.split() else ""


def expected(motion: Motion, *, notes: bool = True, table: bool = True) -> Facts:
    """What must come of `motion`; a carrier may have no notes or no table."""
    clauses = motion.clauses
    calls = [words.split()[-1] for clause in clauses for words, mark in clause.runs if mark and words.split()]
    return {
        "number": NUMBER,
        "authors": [*AUTHORS],
        "clauses": [
            (c.sort, c.printed if c.sort != "citation" else "", c.plain, c.depth)
            for c in clauses
            if c.sort not in {"heading", "table"}
        ],
        "headings": [c.plain for c in clauses if c.sort == "heading"],
        "notes": [*motion.words["notes"]] if notes else [],
        "called": calls if notes else [],
        "tables": [motion.words["table"]] if table else [],
    }


def shortfalls(found: Facts, wanted: Facts) -> list[str]:
    """What of `found` is not as `wanted`, one line each."""
    lines = []
    for key, value in wanted.items():
        if found[key] == value:
            continue
        if isinstance(value, list):
            missing = [one for one in value if one not in found[key]]
            extra = [one for one in found[key] if one not in value]
            lines.append(f"{key}: missing {missing}, too many {extra}")
        else:
            lines.append(f"{key}: {found[key]} for {value}")
    return lines
