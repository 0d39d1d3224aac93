"""Doubts about what kind of part a text is: openers and marks that stand where they should not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from akn.findings import Finding
from akn.proof.doubts import doubt, quoted
from akn.proof.marks import mark_of
from akn.proof.openers import Openers
from akn.proof.placing import Placed, ended
from akn.proof.units import ACT, POINTS, UNITS, Seen, Unit

_NAMES = {"citation": "a citation", "recital": "a recital", "paragraph": "a paragraph"}
#: A sign that ends a part, a mark, and what follows it: where a break was lost.
_BREAK = re.compile(r"[;,.:·]\s+(?=(?:[-\u2010-\u2015•]\s*|\(?\w{1,3}[.)]{1,2}\s*)\S)")
_SIGN = re.compile(r"[;,.·]\s+")


def openers_at_units(units: Iterable[Unit], words: Openers) -> Iterator[Finding]:
    """Units that begin as another kind of unit does."""
    for unit in units:
        kinds, phrase = words.opening(unit.blocks[0].text)
        if not kinds or unit.part in kinds:
            continue
        if unit.part == "paragraph" and kinds <= {"closing", "citation"} and "recital" not in kinds:
            # Paragraphs may begin with a verb that cites; the closing words are a paragraph's.
            continue
        yield doubt(
            "SHA001",
            f"{_NAMES[unit.part]} begins with {quoted(phrase)}, as {' or '.join(sorted(kinds))} does",
            eid=unit.eid,
        )


def openers_inside(lines: Sequence[Placed], words: Openers) -> Iterator[Finding]:
    """Lines that begin as a part does and stand in the middle of one."""
    for line in lines:
        block = line.block
        if block is None or not line.own or block.part not in ACT or line.cell:
            continue
        kinds, phrase = words.opening(line.rest)
        if not kinds:
            continue
        if block.part == "conclusions" or (block.part in {"mainBody", "preamble"}):
            yield doubt(
                "SHA020",
                f"this line begins as {' or '.join(sorted(kinds))} does, and is none: {quoted(line.text)}",
                line=line.number,
                eid=block.eid,
            )
        elif line.inside and (line.fresh or ended(line.before)):
            yield doubt(
                "SHA001",
                f"a line that begins as {' or '.join(sorted(kinds))} does stands inside another part: {quoted(line.text)}",
                line=line.number,
                eid=block.eid,
            )
        elif block.part == "heading":
            yield doubt(
                "SHA001",
                f"a heading begins with {quoted(phrase)}, as {' or '.join(sorted(kinds))} does",
                line=line.number,
                eid=block.eid,
            )


def openers_run_together(units: Iterable[Unit], words: Openers) -> Iterator[Finding]:
    """Units that hold, behind a sign that ends and a mark, the opener of a part."""
    for unit in units:
        if unit.part == "paragraph" and not words.expression.pattern:
            continue
        for block in unit.blocks:
            if block.part in POINTS:
                continue
            text = block.text
            for found in _BREAK.finditer(text):
                mark = mark_of(text[found.end() : found.end() + 40])
                if mark is None:
                    continue
                kinds, phrase = words.opening(text[found.end() + mark.end : found.end() + mark.end + 120])
                if kinds - {"formula"} and not (unit.part == "paragraph" and kinds == {"citation"}):
                    yield doubt(
                        "SHA001",
                        f"{_NAMES[unit.part]} holds {quoted(mark.printed + ' ' + phrase)}: two parts run together",
                        eid=unit.eid,
                    )
                    break


def citations_run_together(units: Iterable[Unit], words: Openers) -> Iterator[Finding]:
    """Citations that hold their own opener again, or a recital's, behind a comma or semicolon."""
    for unit in units:
        if unit.part != "citation":
            continue
        first, phrase = words.opening(unit.blocks[0].text)
        if not first:
            continue
        text = unit.blocks[0].text
        for found in _SIGN.finditer(text):
            kinds, again = words.opening(text[found.end() : found.end() + 120])
            if kinds and ("citation" not in kinds or (again == phrase and " " in phrase and found[0][0] != ".")):
                yield doubt(
                    "SHA001", f"a citation holds {quoted(again)} again: two parts run together", eid=unit.eid
                )
                break


def no_recitals(seen: Seen, lines: Sequence[Placed], words: Openers) -> Iterator[Finding]:
    """A preamble without recitals, where a line begins with the words of one."""
    if any(unit.part == "recital" for unit in seen.units):
        return
    for line in lines:
        kinds, phrase = words.opening(line.rest)
        if kinds == {"recital"} and line.own and not line.noted:
            yield doubt(
                "SHA002",
                f"{quoted(phrase)} begins a line, and the document has no recital",
                line=line.number,
            )
            return


def marks_without_part(lines: Sequence[Placed]) -> Iterator[Finding]:
    """Lines of the act that begin with a mark and became no part of their own."""
    for line in lines:
        block, mark = line.block, line.mark
        if block is None or mark is None or line.cell or block.part not in ACT:
            continue
        if not line.own or not line.rest.strip():
            continue
        if block.part == "heading" and not (line.inside or ended(line.text)):
            continue
        if block.part == "formula":
            continue
        if line.inside:
            if not mark.label and not ended(line.before) and not line.fresh:
                continue
        elif not line.printed or not mark.label:
            # The mark became a number; a dash tells nothing more.
            continue
        code = "SHA020" if block.part in {"conclusions", "mainBody", "preamble"} else "SHA008"
        yield doubt(
            code,
            f"{quoted(mark.printed)} at the beginning of the line began no part of its own: {quoted(line.text)}",
            line=line.number,
            eid=block.eid,
        )


def lines_inside(lines: Sequence[Placed]) -> Iterator[Finding]:
    """Lines that begin anew, behind a blank line and a finished sentence, and stand in the middle of a block."""
    for line in lines:
        block = line.block
        if block is None or block.part not in UNITS | POINTS or line.cell or not line.fresh or line.mark:
            continue
        if line.inside:
            yield doubt(
                "SHA019",
                f"this line begins anew and stands inside a part: {quoted(line.text)}",
                line=line.number,
                eid=block.eid,
            )


def all_of(seen: Seen, lines: Sequence[Placed], words: Openers) -> Iterator[Finding]:
    """All doubts about kinds of parts."""
    yield from openers_at_units(seen.units, words)
    yield from openers_inside(lines, words)
    yield from openers_run_together(seen.units, words)
    yield from citations_run_together(seen.units, words)
    yield from no_recitals(seen, lines, words)
    yield from marks_without_part(lines)
    yield from lines_inside(lines)
