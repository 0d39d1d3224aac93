"""Doubts about what was left out, and about lines of the page that were not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from unicodedata import normalize

from msgspec.structs import replace

from akn.findings import Finding, Severity
from akn.model.source import Dropped, Grid, Source
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.marks import mark_of
from akn.proof.shape.openers import Openers, plain
from akn.proof.shape.placing import Placed, acting, ended
from akn.proof.shape.units import POINTS, UNITS, Seen, in_mark, local, unparted

#: Of the words between the first and the last part, and of all, what may be left out.
_INSIDE, _ALL = 0.2, 0.5
_FEW = 40
#: Parts that hold what has no other place; so long is a line that is no vote and no cell.
_LOOSE, _ENOUGH = frozenset({"attachment", "mainBody", "hcontainer", "preamble", "conclusions"}), 20
#: The lines of a page that are printed on each are no longer.
_SHORT = 120
_DIGITS = re.compile(r"\d+")
#: In so many numbers a line lists dates and documents: those of a page are fewer.
_MANY_FIGURES = 6
_LAST = re.compile(r"([^\W\d_]{2,})-$")
_FIRST = re.compile(r"[^\W\d_]{2,}")
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENS = frozenset("-\u2010")
#: Where a word is broken by it, it goes with the end of the line.
_SOFT = "\u00ad"
#: A text that breaks words breaks more than so many.
_FEW_BROKEN = 2
#: The halves of a word that has a hyphen are words: they have so many letters.
_WHOLE_WORD = 4
_NUMBERED = re.compile(r"\W{0,2}(\w{1,3})\W{0,2}\s+")
#: No sentence ends with it: that of a wrapped text may end in a year alone on its line.
_PAGE = re.compile(r"^\W*(?:\d{1,4}|\d{1,4}\s*/\s*\d{1,4})[^\w.;:,·!?،؛，；。]*$")
_ALONE = re.compile(r"^(?:\d{1,3}|([-–]) ?\d{1,3} ?\1|\d{1,3} ?/ ?\d{1,3})$")
#: A figure behind a figure begins none, and a year or another short number behind a blank is none.
_NOTE = re.compile(
    r"[\[\d\u00b9\u00b2\u00b3\u2070-\u2079](?<![0-9][0-9])"
    r"(?!(?<= [0-9])[0-9]{0,3}(?![\d\u00b9\u00b2\u00b3\u2070-\u2079\]]))"
    r"[\d\u00b9\u00b2\u00b3\u2070-\u2079\]]*"
)
_AFTER = frozenset(" ,;.)")
#: Where no blanks part words, figures stand among letters.
_CJK = re.compile(r"[\u2e80-\u9fff]")
#: What a raised digit stands behind: a word of three letters, a bracket, a year, the end of an act's number.
_BEHIND = re.compile(r"(?:[^\W\d_]{3}|\d/[^\W\d_]{2}|\)|\b20\d\d)$")


def dropped(
    seen: Seen, gone: Sequence[Dropped], lines: Sequence[Placed], words: Openers
) -> Iterator[Finding]:
    """What was left out and begins as a part of the act does, or is much; not what is printed again and stands once."""
    kept = {line.text for line in lines if not line.dropped}
    again = {(one.line, one.text.strip()) for one in gone if one.again and one.text.strip() in kept}
    gone = [one for one in gone if (one.line, one.text.strip()) not in again] if again else gone
    first, last = acting(lines, UNITS | {"formula"})
    inside = {lines[at].number for at in range(first, last + 1)}
    for one in gone:
        text = one.text.strip()
        mark = mark_of(text)
        rest = text[mark.end :] if mark else text
        kinds, _ = words.opening(rest)
        numbered = mark is not None and mark.label and rest.count(" ") > 2 and one.line in inside
        if kinds or numbered:
            yield doubt("SHA015", f"left out as “{one.reason}”: {quoted(text)}", line=one.line)
    titled = any(True for root in seen.roots for _ in root.iter("{*}docTitle"))
    for one in () if titled else gone:
        folded = plain(one.text)
        if any(name in folded for name in words.documents if " " in name):
            yield doubt(
                "SHA015", f"a title may be among what was left out: {quoted(one.text)}", line=one.line
            )
            break
    within = [line for line in lines[first : last + 1] if (line.number, line.text) not in again]
    said = sum(_size(line.text) for line in within)
    lost = sum(_size(line.text) for line in within if line.dropped)
    if lost > max(_FEW, _INSIDE * said):
        yield doubt("SHA015", f"{lost} of {said} words between the first and the last part were left out")
    lines = [line for line in lines if (line.number, line.text) not in again] if again else lines
    whole = sum(_size(line.text) for line in lines)
    away = sum(_size(line.text) for line in lines if line.dropped)
    if away > max(_FEW, _ALL * whole):
        yield doubt("SHA015", f"{away} of {whole} words were left out")


def _size(text: str) -> int:
    """How many words `text` has; two characters make one where no blanks part them."""
    return text.count(" ") + 1 + (0 if text.isascii() else len(_CJK.findall(text)) // 2)


def page_lines(lines: Sequence[Placed]) -> Iterator[Finding]:
    """Page numbers, and lines that the source repeats, in the middle of a part."""
    times = Counter(
        _DIGITS.sub("#", line.text) for line in lines if len(line.text) < _SHORT and " " in line.text
    )
    _, last = acting(lines, UNITS)
    for at, line in enumerate(lines):
        block = line.block
        if block is None or line.cell or line.noted:
            continue
        if block.part not in UNITS | POINTS | {"heading"}:
            # Among the short lines of a vote, behind the act, a number is none of a page.
            short = len(line.before) <= _ENOUGH and at > last
            if block.part in _LOOSE and _ALONE.match(line.text) and not short:
                yield doubt(
                    "SHA018", f"{quoted(line.text)} stands in the document", line=line.number, eid=block.eid
                )
            continue
        repeated = line.own and len(line.text) < _SHORT and times[_DIGITS.sub("#", line.text)] > 1
        repeated = repeated and len(_DIGITS.findall(line.text)) < _MANY_FIGURES
        # The last line of a wrapped sentence may stand twice by chance.
        head = repeated and not line.text[:1].islower() and not ended(line.text)
        number = _PAGE.match(line.text) and (line.inside or len(block.text) > len(line.text) + 1)
        if number and in_mark(block, line.offset, line.text):
            continue  # the mark of a note, on a line of its own
        heads = (
            repeated
            and block.part == "heading"
            and len(_DIGITS.findall(line.text)) != 1
            and local(block.element) != "subheading"
        )
        if (line.inside and head) or number or heads:
            yield doubt(
                "SHA018", f"{quoted(line.text)} stands inside a part", line=line.number, eid=block.eid
            )


def hyphens(lines: Sequence[Placed]) -> Iterator[Finding]:
    """Words that a line break parted and that kept their hyphen, though the text writes them so nowhere else.

    One may be a word that has a hyphen: a warning. Several show that the text was hyphenated.
    """
    kept: list[Finding] = []
    for line, following in pairwise(lines):
        if not line.text.endswith("-") or line.own_hyphen:
            continue
        first, second = _LAST.search(line.text), _FIRST.match(following.text)
        block = line.block
        if not (first and second and block is not None and following.block is block):
            continue
        word = f"{first[1]}-{second[0]}"
        if word in block.text and not any(word in other.text for other in lines):
            said = f"a hyphen at the end of a line was kept in {quoted(word)}"
            kept.append(doubt("SHA021", said, line=line.number, eid=block.eid))
    for finding in kept:
        yield finding if len(kept) > 2 else replace(finding, severity=Severity.WARNING)


def joined_words(
    lines: Sequence[Placed], gone: Sequence[Dropped], known: Callable[[], Collection[str]]
) -> Iterator[Finding]:
    """Words that a line break parted and that lost their hyphen, though nothing tells that it was not their own.

    `known` gives the words that the language's table has. A text that breaks words breaks many, and some of them stand
    in it whole. Where that is not so, or both halves are words of the text, the one word may well be two.
    """
    cut = {(one.line, one.within.strip()) for one in gone if one.text in _HYPHENS and one.within}
    if not cut:
        return
    said: Counter[str] = Counter()
    unsure: list[tuple[Placed, str, str]] = []
    sure = 0
    for line, following in pairwise((*lines, None)):
        if line is None:
            continue
        ends = _LAST.search(line.text) if (line.number, line.text) in cut else None
        begins = _FIRST.match(following.text) if ends and following is not None else None
        if ends and begins:
            unsure.append((line, ends[1].casefold(), begins[0].casefold()))
        said.update(word.casefold() for word in _WORD.findall(line.text))
    for _, head, tail in unsure:
        said.subtract((head, tail))
    lent = known()
    left = [one for one in unsure if not said[one[1] + one[2]] and one[1] + one[2] not in lent]
    sure = len(unsure) - len(left)
    for line, head, tail in left:
        both = said[head] > 0 and said[tail] > 0
        whole = min(len(head), len(tail)) >= _WHOLE_WORD
        if whole and (both or (not sure and len(left) <= _FEW_BROKEN)):
            word = f"{head}-{tail}"
            message = (
                f"{quoted(word)} at the end of a line was made one word, and nothing tells that it is one"
            )
            found = doubt("SHA021", message, line=line.number, eid=line.block.eid if line.block else "")
            yield replace(found, help="compare with the original, and write the word whole on one line")


def note_marks(seen: Seen) -> Iterator[Finding]:
    """Marks of notes in the text of the act that have no note."""
    marked = {(note.get("marker") or "").strip("()[] ") for note, _ in seen.notes}
    for unit in seen.units:
        for block in unit.blocks:
            for found in _NOTE.finditer(block.text):
                said = _raised(found[0], block.text, found.start(), found.end(), any_note=bool(marked))
                if not said or said in marked:
                    continue
                if any(said[:n] in marked and said[n:] in marked for n in range(1, len(said))):
                    continue  # two notes stand side by side
                yield doubt("SHA009", f"the mark {quoted(found[0])} has no note", eid=block.eid)
                break


def _raised(printed: str, text: str, start: int, end: int, *, any_note: bool) -> str:
    """What counts in a mark of a note, "" where `printed` is no such mark.

    A digit that lost its raising stands behind a word, a bracket or a year; only the first is believed where the
    document has no note at all.
    """
    if printed.startswith("["):
        return printed[1:-1] if printed.endswith("]") and len(printed) < 6 else ""
    raised = printed.lstrip("0123456789[]")
    if not printed.isdecimal():
        return raised if raised.isdigit() else ""
    if text[end : end + 1] not in _AFTER and end < len(text):
        return ""
    if len(printed) == 5 and printed.startswith(("19", "20")):
        printed, start = printed[4:], end - 1
    if len(printed) > 2 or not _BEHIND.search(text, max(0, start - 6), start) or _CJK.match(text[start - 1]):
        return ""
    return printed if any_note or printed == "1" else ""


def notes(seen: Seen, lines: Sequence[Placed], words: Openers) -> Iterator[Finding]:
    """Notes that the source says nowhere, that it gives another number, that stand twice, or that read as parts do."""
    if not seen.notes:
        return
    numbers: dict[str, set[str]] = {}
    for line in lines:
        if line.noted and (found := _NUMBERED.match(line.text)):
            numbers.setdefault(unparted(line.text[found.end() :]), set()).add(
                normalize("NFKC", found[1])  # raised digits count as plain ones do
            )
    lengths = sorted({len(start) for start in numbers if start}, reverse=True)
    said = "".join(unparted(line.text) for line in lines).replace(_SOFT, "")
    for note, text in seen.notes:
        key = unparted(text).replace(_SOFT, "")
        if text.rstrip().endswith(";") or (not words.by_signs and words.opening(text)[0]):
            yield doubt(
                "SHA009", f"a note reads as a part of the act: {quoted(text)}", eid=note.get("eId") or ""
            )
        marker = (note.get("marker") or "").strip("()[] ")
        beginnings = (numbers.get(key[:length]) for length in lengths)
        given = next((of for of in beginnings if of is not None), set[str]())
        if not key or key not in said:
            yield doubt("SHA009", f"the source holds no note {quoted(text)}", eid=note.get("eId") or "")
        elif given and marker and marker not in given:
            yield doubt(
                "SHA009",
                f"the source numbers the note {quoted(text)} otherwise than {marker}",
                eid=note.get("eId") or "",
            )


def spaces(lines: Sequence[Placed]) -> Iterator[Finding]:
    """Lines whose words are parted otherwise in the act."""
    said: dict[int, str] = {}
    for line in lines:
        block = line.block
        if (
            block is None
            or block.part not in UNITS | POINTS
            or line.offset + len(line.text) > len(block.text) + 8
        ):
            continue
        if (line.text if line.printed else line.rest) in block.text:
            continue
        text = said.get(id(block))
        if text is None:
            text = said[id(block)] = " ".join(block.text.split())
        words = " ".join((line.text if line.printed else line.rest).split())
        if words not in text and "".join(words.split()) in block.key:
            yield doubt(
                "SHA024",
                f"the words of the line are parted otherwise: {quoted(line.text)}",
                line=line.number,
                eid=block.eid,
            )


def table_rows(source: Source, seen: Seen) -> Iterator[Finding]:
    """Tables that have other rows than in the source, or other cells in a row."""
    grids = [piece for piece in source.pieces if isinstance(piece, Grid)]
    tables = [table for root in seen.roots for table in root.iter("{*}table")]
    for grid, table in zip(grids, tables, strict=False) if len(grids) == len(tables) else ():
        rows = sum(1 for _ in table.iter("{*}tr"))
        if rows != len(grid.rows):
            yield doubt(
                "SHA024",
                f"the table has {len(grid.rows)} rows in the source, and {rows} now",
                line=grid.number,
            )
            continue
        for row, written in zip(grid.rows, table.iter("{*}tr"), strict=True):
            cells = sum(any(line.text.strip() for line in cell.lines) for cell in row)
            now = sum(bool("".join(map(str, cell.itertext())).strip()) for cell in written)
            if cells != now:
                said = f"a row of the table has {cells} cells in the source, and {now} now"
                yield doubt("SHA024", said, line=grid.number)
                break


def all_of(
    source: Source, seen: Seen, gone: Sequence[Dropped], lines: Sequence[Placed], words: Openers
) -> Iterator[Finding]:
    """All doubts about lines of the page and notes."""
    yield from dropped(seen, gone, lines, words)
    yield from page_lines(lines)
    yield from note_marks(seen)
    yield from notes(seen, lines, words)
    yield from spaces(lines)
    yield from table_rows(source, seen)
    yield from hyphens(lines)
    yield from joined_words(lines, gone, words.known)
