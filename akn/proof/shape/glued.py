"""Doubts about lines that the source sets apart and the document has in one block, outside of citations and such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from akn.findings import Finding
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.placing import Placed, ended
from akn.proof.shape.units import POINTS, UNITS, Block

#: An address, or a counter of pages with one: what a browser prints at the foot of its pages.
_ADDRESS = re.compile(r"\S*(?:https?://|www\.)\S+")
_WORDS = re.compile(r"[^\W\d_]{2,}")
#: What a number of a document begins with, and so many words say more than a number does.
_NUMBERED, _SAYING = re.compile(r"(?=\S*[A-Z])(?=\S*\d)\S+"), 6
#: So many parts with a mark tell whether blank lines set them apart.
_PARTS = 3
#: What the head of a page has, and no heading: a date in digits, “3/9”.
_COUNTED = re.compile(r"(?<![\d/.])\d{1,2}\.\d{1,2}\.\d{4}(?![\d.])|(?<![\w/(])\d{1,3}/\d{1,3}(?![\w/])")
#: A line that a sentence was broken in is short below this share of the others, or of what a page is wide at least.
_HALF, _NARROW = 0.6, 50
#: The number of a page among all, with a word or none: “Seite 4 von 12”, “4 / 12”.
_PAGE_OF = re.compile(r"\W{0,3}(?:[^\W\d_]+\.?\s+)?\d{1,4}\s*(?:/|[^\W\d_]{1,5})\s*\d{1,4}\W{0,3}")
#: What a line is of stands before a colon: “Photo: …”, “Comment by …: …”; no quotation, no number.
_NAMED = re.compile(r"[^\d\"'“”«»„‘’:(]{3,40}:\s[^\"'“”«»„‘’]*$")
#: So few lines that go on in the next are no wrapped text.
_UNWRAPPED = 3
#: So many such lines are few.
_ONCE = 2
#: Behind these no small letter goes on a sentence, but behind the first where a word is short for another.
_STOPS = ".?!"
#: A line of so many letters does not stand twice by chance.
_LINE = 20
_FRONT = frozenset({"coverPage", "preface"})


def in_the_front(lines: Sequence[Placed]) -> Iterator[Finding]:
    """Lines of the title block that begin of themselves and stand in the middle of a block that says other things."""
    for line in lines:
        block = line.block
        if block is None or block.part not in _FRONT or not line.inside or line.cell or line.dropped:
            continue
        if next(block.element.iter("{*}docProponent"), None) is not None:
            continue  # names may be wrapped anywhere
        if not _NUMBERED.match(line.text) or len(_WORDS.findall(block.text)) < _SAYING:
            continue  # so may a title; a number begins a line
        if (
            line.own
            and not line.fresh
            and line.text[:1].isupper()
            and line.before.rstrip()[-1:] not in {",", "-", "–", "("}
        ):
            yield doubt(
                "SHA019",
                f"this line begins anew and stands inside another: {quoted(line.text)}",
                line=line.number,
                eid=block.eid,
            )


def heads(lines: Sequence[Placed]) -> Iterator[Finding]:
    """Headings that no blank line sets apart from the part above, where blank lines set the parts apart.

    And such as no heading is: with a date in digits, or the number of a page among all.
    """
    begun = [
        line for line in lines if line.mark is not None and _acts(line) and not line.inside and not line.cell
    ]
    spaced = len(begun) >= _PARTS and 10 * sum(line.fresh for line in begun) >= 9 * len(begun)
    before: Placed | None = None
    for line in lines:
        block = line.block
        if block is not None and block.part == "heading" and not line.inside and not line.cell:
            tight = spaced and not line.fresh and before is not None and before.block is not None
            tight = tight and before is not None and before.block is not None and before.block.part in UNITS
            numbered = next(block.element.itersiblings("{*}num", preceding=True), None) is not None
            if tight or (_COUNTED.search(line.text) and not numbered):
                said = f"{quoted(line.text)} was taken for a heading"
                yield doubt("SHA018", said, line=line.number, eid=block.eid)
        before = line


def _acts(line: Placed) -> bool:
    return line.block is not None and line.block.part in UNITS


def in_headings(lines: Sequence[Placed]) -> Iterator[Finding]:
    """Headings that hold lines which a blank line parts, or that go on behind a colon."""
    for line in lines:
        block = line.block
        if block is None or block.part not in {"heading", "attachment"} or not line.inside or line.cell:
            continue
        if line.fresh or (line.before.rstrip().endswith(":") and line.own):
            yield doubt(
                "SHA019",
                f"this line begins anew and stands inside a heading: {quoted(line.text)}",
                line=line.number,
                eid=block.eid,
            )


def addresses(lines: Sequence[Placed]) -> Iterator[Finding]:
    """Lines that are an address of the web and hardly a word besides, in any part."""
    for line, following in zip_longest(lines, lines[1:]):
        block = line.block
        if block is None or line.cell or line.noted or ("/" not in line.text and "www." not in line.text):
            continue
        left = _ADDRESS.sub("", line.text)
        beside = len(_WORDS.findall(left))
        # In a wrapped sentence an address may take nearly a line.
        wrapped = line.inside and not line.own and not (following is None or following.own)
        if (
            left != line.text
            and beside < 3
            and not (wrapped and beside)
            and not _told(block)
            and not _told_of(line, left)
        ):
            yield doubt(
                "SHA018", f"{quoted(line.text)} stands in the document", line=line.number, eid=block.eid
            )


def _told_of(line: Placed, left: str) -> bool:
    """Whether the words `left` beside an address are those of a sentence that was broken before it and goes on in them.

    A foot that stands in the midst of a sentence has no small words, or counts its pages.
    """
    words = _WORDS.findall(left)
    goes_on = line.inside and line.before.rstrip()[-1:].isalnum()
    return goes_on and bool(words) and all(map(str.islower, words)) and not any(map(str.isdigit, left))


def _told(block: Block) -> bool:
    """Whether `block` stands in an act without a place: it was told as unrecognised."""
    return block.part in {"preamble", "mainBody", "hcontainer", "conclusions"} and not block.attached


def interrupted(lines: Sequence[Placed]) -> Iterator[Finding]:
    """Short lines in the middle of a sentence that begin anew: the head or the foot of a page, printed once.

    Where a text is wrapped, its lines are about as long as each other. Where many are short, it was wrapped twice.
    """
    broken: list[tuple[Placed, Placed]] = []
    for line, following in pairwise(lines):
        same = line.block is not None and line.block is following.block and following.inside
        if same and not (line.cell or line.noted or following.joined or line.joined or following.fresh):
            broken.append((line, following))
    if not broken:
        return
    lengths = sorted(len(line.text) for line, _ in broken)
    # Where hardly a sentence is broken, no width is known: then what is short for any page tells.
    few = len(broken) <= _UNWRAPPED
    narrow = min(_NARROW, lengths[-1])  # a column may be narrower
    width = _HALF * max(lengths[len(lengths) // 2], narrow) if not few else _NARROW
    full = lengths[len(lengths) * 9 // 10]
    odd = [
        line
        for line, following in broken
        if line.inside
        and (
            (
                (few or following.own or _had_room(line, following, full))
                # Behind a question no sentence goes on with a small letter, however long it is.
                and (len(line.text) < width or line.text[-1:] in "?!")
            )
            or (line.text[:1].isupper() and following.text[:1].islower() and _NAMED.match(line.text))
        )
        and line.block is not None
        and line.block.part in UNITS | POINTS
        and (
            not ended(line.before) or (line.before.rstrip()[-1:] == "," and _had_room(line, following, full))
        )
        and not (
            ended(line.text) and (line.text[-1:] not in _STOPS[few:] or not following.text[:1].islower())
        )
        and (
            (not line.text[:1].islower() and not following.text[:1].isupper())
            or _PAGE_OF.fullmatch(line.text) is not None
        )
    ]
    if len(odd) > max(_ONCE, len(broken) // 10):
        return
    for line in odd:
        said = f"this line breaks a sentence: {quoted(line.text)}"
        eid = line.block.eid if line.block is not None else ""
        yield doubt("SHA018", said, line=line.number, eid=eid)


def _had_room(line: Placed, following: Placed, full: int) -> bool:
    """Whether `line` would have held the first word of the line behind it, where lines are as long as `full`."""
    first = following.text.split(maxsplit=1)[0]
    return line.indent + len(line.text) + 1 + len(first) < full


def again(lines: Sequence[Placed]) -> Iterator[Finding]:
    """Lines in the middle of a part that say what the line above says."""
    for above, line in pairwise(lines):
        if line.text == above.text and line.inside and len(line.text) >= _LINE and not line.cell:
            eid = line.block.eid if line.block is not None else ""
            yield doubt("SHA017", f"this line stands twice: {quoted(line.text)}", line=line.number, eid=eid)


def all_of(lines: Sequence[Placed]) -> Iterator[Finding]:
    """All doubts about lines that became one block."""
    yield from again(lines)
    yield from in_the_front(lines)
    yield from in_headings(lines)
    yield from heads(lines)
    yield from addresses(lines)
    yield from interrupted(lines)
