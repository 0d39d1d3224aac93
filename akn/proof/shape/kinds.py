"""Doubts about what kind of part a text is: openers and marks that stand where they should not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from akn.findings import Finding
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.fellows import in_their_row
from akn.proof.shape.marks import mark_of
from akn.proof.shape.openers import Openers, plain
from akn.proof.shape.placing import Placed, ended
from akn.proof.shape.units import ACT, POINTS, UNITS, Seen, Unit, local, said

_NAMES = {"citation": "a citation", "recital": "a recital", "paragraph": "a paragraph"}
#: A sign that ends a part, a mark, and what follows it: where a break was lost.
_BREAK = re.compile(r"[;,.:·]\s+(?=(?:[-\u2010-\u2015•]\s*|\(?\w{1,3}[.)]{1,2}\s*)\S)")
_LABEL = re.compile(r"\w+")
_NOTE_BODY = re.compile(r"[(\[]?\d{1,3}[)\]]?\s+\w")
#: Shorter lines may be titles, which end as they like.
_LINE = 56
#: Where no part of the act stands by right.
_STRANGE = frozenset({"coverPage", "conclusions", "mainBody", "preamble", "heading", "hcontainer"})
_FREE = frozenset({"mainBody", "attachment", "hcontainer", "conclusions"})
#: Roman numerals as points count, as many as stand in one list.
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_QUOTE = re.compile(r"\s*[“„«\"'‘’”‟»]")
#: An abbreviation of several words, which may begin a line of its own: ``i.e.``, ``z. B.``
_SHORTENED = re.compile(r"\s*[^\W\d_]\. ?[^\W\d_]\.")
#: “vu”, “vue”, “vista”, “visto”: forms of one word.
_ALIKE = 2
_SIGN = re.compile(r"[;,.·]\s+")


def openers_at_units(units: Sequence[Unit], words: Openers) -> Iterator[Finding]:
    """Units that begin as another kind of unit does; old recitals may, which their letters tell."""
    for unit in units:
        if words.by_signs and unit.num:
            continue  # a number says more than a verb
        kinds, phrase = words.opening(unit.blocks[0].text)
        if not kinds and not unit.num:
            kinds, phrase = words.near(unit.blocks[0].text)
        if not kinds or unit.part in kinds:
            continue
        if unit.part == "paragraph" and kinds <= {"closing", "citation"} and "recital" not in kinds:
            # Paragraphs may begin with a verb that cites; the closing words are a paragraph's.
            continue
        if unit.part == "recital" and kinds == {"citation"}:
            fellows = [one for one in units if one.part == "recital" and one.act == unit.act]
            if len(fellows) > 2 and in_their_row(unit, fellows):
                continue
        yield doubt(
            "SHA001",
            f"{_NAMES[unit.part]} begins with {quoted(phrase)}, as {' or '.join(sorted(kinds))} does",
            eid=unit.eid,
        )


def openers_inside(lines: Sequence[Placed], words: Openers) -> Iterator[Finding]:
    """Lines that begin as a part does and stand in the middle of one."""
    for above, line in pairwise((None, *lines)):
        block = line.block if line is not None else None
        if line is None or block is None or not line.own or block.part not in ACT | _STRANGE or line.cell:
            continue
        if words.by_signs and (not line.fresh or above is None or above.dropped or above.noted):
            continue  # a verb may begin a line that was wrapped
        strange = block.part in _STRANGE
        kinds, phrase = words.near(line.rest) if strange else words.opening(line.rest)
        if not kinds:
            continue
        if block.part == "coverPage" and not (line.mark or kinds <= {"recital", "closing"}):
            continue
        if block.part in _STRANGE - {"heading"}:
            holder = block.element.getparent()
            if holder is not None and local(holder) == "intro" and plain(line.rest) == f"{phrase}:":
                continue  # “Whereas:” leads in the recitals
            yield doubt(
                "SHA020",
                f"this line begins as {' or '.join(sorted(kinds))} does, and is none: {quoted(line.text)}",
                line=line.number,
                eid=block.eid,
            )
        elif line.inside and (line.fresh or ended(line.before)):
            kind = " or ".join(sorted(kinds))
            yield doubt(
                "SHA001",
                f"a line that begins as {kind} does stands inside another part: {quoted(line.text)}",
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
            if kinds and (
                "citation" not in kinds
                or (again == phrase and " " in phrase and found[0][0] != ".")
                or (
                    found[0][0] in ",;"
                    and first == kinds == {"citation"}
                    and again[:_ALIKE] == phrase[:_ALIKE]
                )
            ):
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
        if block.part == "formula" or (block.part == "conclusions" and not ended(line.text)):
            continue  # “15. Dezember 2022” ends in no sign, and a paragraph does
        if line.inside and not line.fresh and mark.bracketed and line.before.rstrip()[-1:].isdigit():
            continue  # “973 (X)”, broken before the bracket
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


def next_number_inside(seen: Seen) -> Iterator[Finding]:
    """Units that hold, behind a sign that ends, the number of the unit that should follow and does not."""
    for at, unit in enumerate(seen.units):
        following = seen.units[at + 1] if at + 1 < len(seen.units) else None
        after = following.num if following is not None and following.part == unit.part else ""
        # The last point of a list may hold what stands behind the list.
        yield from _swallowed(unit.num, after, [b.text for b in unit.blocks], unit.eid)
    for root in seen.roots:
        for point in root.iter("{*}point", "{*}item"):
            num, sibling = next(point.iterchildren("{*}num"), None), point.getnext()
            after_num = next(sibling.iterchildren("{*}num"), None) if sibling is not None else None
            yield from _swallowed(
                said(num), said(after_num), [said(next(point.iter("{*}p"), None))], point.get("eId") or ""
            )


def _swallowed(num: str, after: str, texts: Sequence[str], eid: str) -> Iterator[Finding]:
    found = _LABEL.search(num)
    if found is None:
        return
    known = _LABEL.search(after)
    for wanted in _following(found[0]):
        printed = num.replace(found[0], wanted)
        if printed.isalnum() or (known and known[0] == wanted):
            continue
        for text in texts:
            at = text.find(f" {printed} ")
            if at > 0 and ended(text[:at]):
                yield doubt(
                    "SHA008", f"{quoted(num)} holds {quoted(printed)}: two parts run together", eid=eid
                )


def _following(label: str) -> Iterator[str]:
    """What may follow `label`: the next number, letter of its alphabet or Roman numeral, or one put in between."""
    if label.isdecimal():
        yield str(int(label) + 1)
        yield f"{label}a"
    elif len(label) == 1 and chr(ord(label) + 1).isalpha():
        yield chr(ord(label) + 1)
    if label in _ROMANS[:-1]:
        yield _ROMANS[_ROMANS.index(label) + 1]


def lists_without_points(seen: Seen) -> Iterator[Finding]:
    """Units whose first block announces a list, and goes on in blocks that are no points."""
    for unit in seen.units:
        for before, block in pairwise(unit.blocks):
            if before.holder is not block.holder or block.part in POINTS or local(block.element) != "p":
                continue
            parent = block.element.getparent()
            if parent is None or parent is not before.element.getparent() or _QUOTE.match(block.text):
                continue
            if block.element.find("{*}embeddedStructure") is not None or parent.find("{*}table") is not None:
                continue
            if unit.in_rows or local(parent) == "intro":  # of a table, or points do follow
                continue
            text = before.text.rstrip()
            if text.endswith(":") and not any(
                ended(b.text) for b in unit.blocks if b.holder is block.holder and b is not before
            ):
                break  # rows of a table, or a heading: nothing in them ends as a point does
            if text.endswith(":") or not (ended(text) or block.text.lstrip()[:1].islower()):
                yield doubt(
                    "SHA008",
                    f"a list is announced, and no point follows: {quoted(block.text)}",
                    eid=block.eid,
                )
                break
            if _NOTE_BODY.match(block.text):
                yield doubt("SHA009", f"a note stands in the act: {quoted(block.text)}", eid=block.eid)
                break
            if block.text.lstrip()[:1].islower() and not _SHORTENED.match(block.text):
                yield doubt(
                    "SHA022", f"this goes on in the middle of a sentence: {quoted(block.text)}", eid=block.eid
                )
                break


def sentences(seen: Seen) -> Iterator[Finding]:
    """Text of attachments, and text without a place, that goes on in the next block in the middle of a sentence."""
    for before, block in pairwise(seen.blocks):
        if (
            block.part not in _FREE
            or before.part not in _FREE
            or block.element.getparent() is not before.element.getparent()
        ):
            continue
        if before.text.isupper() or len(before.text) < _LINE:
            continue
        if not ended(before.text) and block.text.lstrip()[:1].islower():
            yield doubt(
                "SHA022", f"this goes on in the middle of a sentence: {quoted(block.text)}", eid=block.eid
            )


def lines_inside(lines: Sequence[Placed]) -> Iterator[Finding]:
    """Lines that begin anew, behind a blank line and a finished sentence, and stand in the middle of a block."""
    for above, line in pairwise(lines):
        block = line.block
        if block is None or block.part not in UNITS | POINTS or line.cell or not line.fresh or line.mark:
            continue
        if above.dropped or above.noted:
            continue  # the end of a page stood before it
        if not line.inside or line.text[:1].islower():
            continue
        said_before = line.before.strip()
        heading = len(said_before) < _LINE and said_before[:1].isupper() and line.text[:1].isupper()
        if (heading or ended(line.before)) and block.element.find("{*}embeddedStructure") is None:
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
    yield from next_number_inside(seen)
    yield from lists_without_points(seen)
    yield from sentences(seen)
    yield from lines_inside(lines)
