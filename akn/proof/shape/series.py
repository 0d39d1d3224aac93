"""Doubts about rows: headings without content, parts too large, ends that break off, texts that stand twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from msgspec.structs import replace

from akn.findings import Finding, Severity
from akn.proof.shape.counting import counted
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.marks import mark_of
from akn.proof.shape.openers import Openers
from akn.proof.shape.units import Element, Seen, Unit, local, said

_CLOSED = re.compile(r"[.!?…»”\"’)\]。！？؟》」]\W*\d{0,3}\W*$")
_ALSO = frozenset(";؛；·\u037e")
_SIGN_AT_END = re.compile(
    r"(?:(?:[.;,!?·…»”\"’)\]。；：，、！？،؛؟》」]|(?<!\d):)\W*\(?\[?\d{0,3}\]?\)?\W*|; [^\W\d_]{1,3})$"
)
_LOOSE = frozenset({"mainBody", "attachment", "hcontainer"})
#: A number with a sign that is no mark: ``§ 1``, ``**1.**``, ``No 1.``
_ODD_NUMBER = re.compile(r"\W{0,3}(?:\w{1,3}\W+)?\d{1,3}(?!\d)\W{0,4}\s?\w")
#: The same where it cannot be a number that counts something: ``[2]``, ``2°``, ``2a``.
_ODD_MARK = re.compile(r"[\[(#*§№]{1,3}\s?\d{1,3}[a-z]?\W|\d{1,3}(?:[a-z]?\s?[:°º)]|[a-z])\s")
_CJK = re.compile(r"[\u3400-\u9fff]")
#: So many letters do not stand twice by chance.
_TELLING = 24
#: Two acts on one subject have much in common; a text that stands twice has all but this.
_SAME = 0.94
#: No mark is longer.
_MARK = 6
#: A part is too large where it holds this share of the act, has so many words, and other marks stand in it.
_SHARE, _WORDS = 0.5, 60
_INNER = re.compile(r"(?<=[;.:,·]) *\(?(\d{1,3}|\w)[.)] ?(?=\w)")


def headings(seen: Seen) -> Iterator[Finding]:
    """Divisions that hold a heading and nothing else."""
    for root in seen.roots:
        for heading in root.iter("{*}heading"):
            parent = heading.getparent()
            if parent is None or local(parent) not in {
                "division",
                "recitals",
                "citations",
                "section",
                "chapter",
            }:
                continue
            if not any(local(child) not in {"num", "heading", "subheading"} for child in parent):
                text = "".join(map(str, heading.itertext()))
                yield doubt(
                    "SHA007", f"nothing stands below the heading {quoted(text)}", eid=parent.get("eId") or ""
                )


def empty_body(seen: Seen) -> Iterator[Finding]:
    """A body that holds no paragraph."""
    for root in seen.roots:
        for body in root.iter("{*}mainBody"):
            if not any(len("".join(map(str, part.itertext())).split()) for part in body):
                yield doubt("SHA003", "the operative part has no text", eid=body.get("eId") or "")


def too_large(seen: Seen) -> Iterator[Finding]:
    """A unit that holds most of the text of its act, with other numbers in it."""
    sizes: dict[int, int] = {}
    for unit in seen.units:
        sizes[unit.act] = sizes.get(unit.act, 0) + sum(len(block.key) for block in unit.blocks)
    for unit in seen.units:
        for block in unit.blocks:
            words = block.text.count(" ") + 1
            if words < _WORDS or len(block.key) < _SHARE * sizes[unit.act]:
                continue
            if len(_INNER.findall(block.text)) >= 2:
                yield doubt("SHA004", f"one part holds most of the text: {quoted(block.text)}", eid=unit.eid)


def ends(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Acts whose last part does not end in a full stop, parts that announce a list and have none.

    Behind words that close the act a semicolon is a slip of the printer: a warning.
    """
    last: dict[int, Unit] = {}
    for unit in seen.units:
        last[unit.act] = unit
    broken = {id(unit) for unit in last.values() if not closes(unit)}
    for unit in last.values():
        text = unit.blocks[-1].text
        if id(unit) in broken:
            found = doubt("SHA016", f"the last part does not end: {quoted(text[-60:])}", eid=unit.eid)
            closed = text.rstrip()[-1:] in _ALSO and "closing" in words.opening(unit.blocks[0].text)[0]
            yield replace(found, severity=Severity.WARNING) if closed else found
    yield from _unended(seen, broken)
    for before, unit in pairwise(seen.units):
        text = before.blocks[-1].text.rstrip()
        if (
            text.endswith(":")
            and before.act == unit.act
            and before.part == unit.part
            and len(before.blocks) == 1
        ):
            yield doubt(
                "SHA008", f"a list is announced, and none follows: {quoted(text[-60:])}", eid=before.eid
            )


def closes(unit: Unit) -> bool:
    """Whether the last part of an act ends as the last does, in a full stop; a table ends in none."""
    block = unit.blocks[-1]
    text = block.text.rstrip()
    return block.part == "table" or text.endswith(".") or _CLOSED.search(block.text[-16:]) is not None


def _unended(seen: Seen, told: Collection[int]) -> Iterator[Finding]:
    """Units that end without a sign where nearly all others have one, but for those that were `told`."""
    # Where the last two blocks end so, they are rows.
    plain = [
        unit
        for unit in seen.units
        if unit.blocks[-1].part == unit.part
        and not unit.in_rows
        and not (len(unit.blocks) > 1 and _SIGN_AT_END.search(unit.blocks[-2].text[-16:].rstrip()) is None)
    ]
    bare = [unit for unit in plain if not _SIGN_AT_END.search(unit.blocks[-1].text[-16:].rstrip())]
    if len(bare) * 3 <= len(plain):
        for unit in bare:
            if id(unit) in told:
                continue
            yield doubt(
                "SHA016", f"this part does not end: {quoted(unit.blocks[-1].text[-60:])}", eid=unit.eid
            )


def empty_blocks(seen: Seen) -> Iterator[Finding]:
    """Blocks of units that hold a number or signs and no word, and other blocks that hold nothing but signs."""
    for block in seen.blocks:
        if block.key and block.part in _LOOSE and not any(map(str.isalnum, block.key)):
            yield doubt("SHA018", f"nothing but signs stands here: {quoted(block.text)}", eid=block.eid)
    for unit in seen.units:
        for block in unit.blocks:
            mark = mark_of(block.text) if len(block.key) < _MARK else None
            empty = (mark and mark.end == len(block.text)) or not any(map(str.isalpha, block.key))
            if block.key and empty and block.part in {unit.part, "heading"}:
                yield doubt("SHA018", f"a part holds {quoted(block.text)} and no word", eid=block.eid)


def attachments(seen: Seen) -> Iterator[Finding]:
    """Attachments that hold a heading and nothing else."""
    for root in seen.roots:
        for attachment in root.iter("{*}attachment"):
            heading = attachment.find("{*}heading")
            texts = [said(p).strip() for p in attachment.iter("{*}p")]
            if heading is not None and not any(texts):
                yield doubt(
                    "SHA007", f"nothing stands below {quoted(said(heading))}", eid=attachment.get("eId") or ""
                )


def twice(seen: Seen) -> Iterator[Finding]:
    """Blocks whose text stands twice in one act, and acts that stand twice."""
    known: dict[tuple[int, str], Unit] = {}
    acts: dict[int, set[str]] = {}
    last = number = ""
    for unit in seen.units:
        same_number, number = bool(unit.num) and unit.num == number, unit.num
        for block in unit.blocks:
            key = block.key.replace("[", "").replace("]", "")
            acts.setdefault(unit.act, set()).add(key)
            # Signs that are words say more in fewer.
            length = len(key) if key.isascii() else len(key) + len(_CJK.findall(key))
            again = key == last and (same_number or length >= _TELLING - 4)
            # A line that was printed twice, with its number: the part is what goes on from the second.
            again = again or (same_number and len(last) >= _TELLING and key.startswith(last))
            first = known.get((unit.act, key))
            # Sections of one act, each with numbers of its own, may say the same.
            elsewhere = first is not None and _section(first) is not _section(unit) is not None
            if again or (len(key) >= _TELLING and first is not None and not elsewhere):
                yield doubt("SHA017", f"this text stands twice: {quoted(block.text)}", eid=block.eid)
            known.setdefault((unit.act, key), unit)
            last = key
    seen_before: set[str] = set()
    for act, keys in acts.items():
        if len(keys) > 1 and len(keys & seen_before) > _SAME * len(keys):
            eid = next(unit.eid for unit in seen.units if unit.act == act)
            yield doubt("SHA017", "the text of this act stands in another act of the file", eid=eid)
        seen_before |= keys


def _section(unit: Unit) -> Element | None:
    """The division that holds `unit`, where it begins to count anew in it."""
    parent = unit.element.getparent()
    if parent is None or local(parent) != "division":
        return None
    first = next(iter(parent.iterchildren("{*}paragraph")), None)
    return parent if first is not None and counted(said(first.find("{*}num"))) == "1" else None


def all_of(seen: Seen, words: Openers) -> Iterator[Finding]:
    """All doubts about rows."""
    yield from headings(seen)
    yield from empty_body(seen)
    yield from too_large(seen)
    yield from ends(seen, words)
    yield from twice(seen)
    yield from _marks_in_text(seen)
    yield from empty_blocks(seen)
    yield from attachments(seen)


def _marks_in_text(seen: Seen) -> Iterator[Finding]:
    """Units whose text begins with a number."""
    for unit in seen.units:
        for block in unit.blocks:
            if block.part != unit.part:
                continue
            text = block.text.lstrip()
            mark = mark_of(text)
            first = block is unit.blocks[0]
            odd = unit.part == "paragraph" and (
                (not unit.num and _ODD_NUMBER.match(text)) or (not first and _ODD_MARK.match(text))
            )
            if odd or (mark is not None and mark.label and text[mark.end :].strip()):
                yield doubt("SHA008", f"the text begins with a number: {quoted(block.text)}", eid=unit.eid)
