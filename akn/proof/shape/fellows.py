"""Doubts about parts that are unlike their fellows: one begins as none of the others does, or breaks off their row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from msgspec.structs import replace

from akn.findings import Finding, Severity
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.openers import Openers
from akn.proof.shape.series import closes
from akn.proof.shape.units import POINTS, UNITS, Block, Seen, Unit, local

#: So many fellows must begin alike before one that does not is doubtful.
_FELLOWS = 2
#: A shorter act may do without closing words.
_LONG = 3
#: A sentence has more words than this; signs that end one.
_SHORT = 3
_ENDS = ";.·"
#: What the recitals of old texts end in.
_SIGNS = frozenset(",")
#: What may end any part, and what ends one of the body only, where signs tell; behind what another may begin.
_FINISHED, _ENDING = frozenset(",;.،؛，；。"), frozenset(";؛；")
#: What ends a recital where signs tell, and what ends none there, if most end in the former.
_COMMAS, _STOPS = frozenset(",،，、"), frozenset(".。")
_GLUED = re.compile(r"[,;](?:\d{1,3}|\(\d{1,3}\)|\[\d{1,3}\])? (?=[^\W\d_])")  # the mark of a note between
#: Where lines of an act stand that are in no part.
_LOOSE = frozenset({"mainBody", "hcontainer"})


def unlike(seen: Seen, words: Openers) -> Iterator[Finding]:
    """The one citation or recital of an act that begins with no words of its kind, where all others do."""
    rows: dict[tuple[int, str], list[Unit]] = {}
    for unit in seen.units:
        if unit.part != "paragraph" and words.has(unit.part):
            rows.setdefault((unit.act, unit.part), []).append(unit)
    for (_, part), units in rows.items():
        odd = [unit for unit in units if part not in words.opening(unit.blocks[0].text)[0]]
        if len(odd) == 1 and len(units) > _FELLOWS and not in_their_row(odd[0], units):
            (unit,) = odd
            yield doubt(
                "SHA001",
                f"alone of its kind this part does not begin as a {part} does: {quoted(unit.blocks[0].text)}",
                eid=unit.eid,
            )


def in_their_row(odd: Unit, units: Sequence[Unit]) -> bool:
    """Whether the `odd` one has a mark between those of its fellows, and begins and ends as they do.

    Old texts, whose recitals end in commas, have “alarmed by …” among what begins with “whereas”.
    """
    others = [unit for unit in units if unit is not odd]
    marks = ["".join(c for c in unit.num if c.isalnum())[-1:] if unit.num else "?" for unit in units]
    bulleted = not any(marks) and len({unit.num for unit in units}) == 1
    return (
        (bulleted or (all(marks) and all(ord(b) == ord(a) + 1 for a, b in pairwise(marks))))
        and all(unit.text[:1].islower() is odd.text[:1].islower() for unit in others)
        and {unit.text.rstrip()[-1:] for unit in others} == {odd.text.rstrip()[-1:]} <= _SIGNS
    )


def points_that_open(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Points of a preamble that begin as a recital does."""
    for unit in seen.units:
        if unit.part == "paragraph":
            continue
        for block in unit.blocks:
            if block.part in POINTS and words.opening(block.text)[0] == {"recital"}:
                yield doubt(
                    "SHA001", f"a point begins as a recital does: {quoted(block.text)}", eid=block.eid
                )


def last_without_letter(seen: Seen) -> Iterator[Finding]:
    """Recitals without a number behind numbered ones: a line that begins as a recital does was taken for one.

    One that a number follows again is judged with its row.
    """
    behind = seen.units[2:]
    for (before, unit), later in zip_longest(pairwise(seen.units), behind):
        if later is not None and later.part == "recital" and later.num and later.act == unit.act:
            continue
        if before.part == unit.part == "recital" and before.act == unit.act and before.num and not unit.num:
            yield doubt("SHA005", f"behind {quoted(before.num)} stands a part without a number", eid=unit.eid)


def begins_as_others(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Blocks inside a part that begin as another part does: they lost their number.

    In a preamble its own words tell, in the body the word that another paragraph begins with, and the semicolon, which
    ends a paragraph: a sentence behind one is an error. Behind a full stop, where a second subparagraph looks the same,
    one that begins as another paragraph does is a warning.
    """
    firsts: dict[tuple[int, str], set[str]] = {}
    small: dict[int, int] = {}
    for unit in seen.units:
        text = unit.blocks[0].text.lstrip()
        firsts.setdefault((unit.act, unit.part), set()).add(_first_word(text))
        if unit.part == "paragraph":
            small[unit.act] = small.get(unit.act, 0) + (1 if text[:1].islower() else -1)
    for unit in seen.units:
        if len(unit.blocks) == 1:
            continue
        begun = firsts[unit.act, unit.part]
        goes_on = unit.blocks[-1].part in POINTS
        for before, block in pairwise(unit.blocks):
            if block.part != unit.part or before.text.rstrip()[-1:] not in _ENDS or before.part == "table":
                continue
            if unit.part == "paragraph":
                if found := _lost_number(before, block, begun, small=small[unit.act] > 0, goes_on=goes_on):
                    yield found
            elif unit.part in words.opening(block.text)[0] or _first_word(block.text) in begun:
                said = f"this line may be a {unit.part} that lost its mark: {quoted(block.text)}"
                yield doubt("SHA019", said, eid=block.eid)
    known = {word for (_, part), begun in firsts.items() if part == "paragraph" for word in begun}
    for block in seen.blocks:
        if (
            block.part in _LOOSE
            and _first_word(block.text) in known
            and block.text[-1:] in ";."
            and not block.attached
        ):
            said = f"this line begins as a paragraph does, and is none: {quoted(block.text)}"
            yield doubt("SHA019", said, eid=block.eid)


def _lost_number(
    before: Block, block: Block, begun: set[str], *, small: bool, goes_on: bool
) -> Finding | None:
    """The doubt about a `block` inside a paragraph; `small` says that paragraphs begin with small letters here.

    `goes_on` says that the paragraph ends in points: among them headings stand.
    """
    text = block.text.strip()
    if local(block.holder) == "paragraph" and _short_end(before, text):
        said = f"this line behind a list may be a point that lost its mark: {quoted(text)}"
        return doubt("SHA019", said, eid=block.eid)
    if text[-1:] == "," and text[:1].isupper():
        said = f"this line begins anew behind a finished part, and ends in a comma: {quoted(text)}"
        return doubt("SHA019", said, eid=block.eid)
    known = _first_word(text) in begun
    sign = before.text.rstrip()[-1:]
    if sign == ";" and text[-1:].isalnum() and not goes_on:
        said = f"this line stands behind a finished paragraph, and does not end: {quoted(text)}"
        return doubt("SHA019", said, eid=block.eid)
    ends = text[-1:] in ";.:" or (sign == ";" and text[-1:] == ",")
    own = before.part == block.part  # behind a point headings stand
    if sign == ";" and ends and small and text[:1].isupper() and (own or not goes_on):
        said = f"this line stands behind a finished paragraph: {quoted(text)}"
        return doubt("SHA019", said, eid=block.eid)
    if text[:1].islower() is not small or not text[:1].isalpha() or not (known or ends):
        return None
    if not (known or (sign == ";" and text.count(" ") >= _SHORT)):
        return None
    found = doubt(
        "SHA019", f"this line may be a paragraph that lost its number: {quoted(text)}", eid=block.eid
    )
    return found if sign == ";" else replace(found, severity=Severity.WARNING)


def points_without_mark(seen: Seen) -> Iterator[Finding]:
    """Lines of a list that are no points: behind a finished one, or between what announces it and the first."""
    for unit in seen.units:
        if len(unit.blocks) == 1:
            continue
        for before, block, after in zip_longest(unit.blocks, unit.blocks[1:], unit.blocks[2:]):
            if block is None or before.part == "table":
                continue
            behind = (
                block.holder is before.holder and block.part in POINTS and before.text.rstrip()[-1:] in ";؛；"
            )
            announced = (
                before.text.rstrip().endswith((":", "："))
                and after is not None
                and after.part in POINTS
                and block.part not in POINTS
                and block.holder is before.holder
                and block.text[-1:] in ";.,؛；"
            )
            if behind or announced:
                said = f"this line may be a point that lost its mark: {quoted(block.text)}"
                yield doubt("SHA019", said, eid=block.eid)


def capital_inside(seen: Seen) -> Iterator[Finding]:
    """Paragraphs that hold, behind a semicolon and with a capital, the word that another one begins with."""
    firsts: dict[int, set[str]] = {}
    for unit in seen.units:
        if unit.part == "paragraph" and unit.blocks[0].text[:1].isupper():
            firsts.setdefault(unit.act, set()).add(_first_word(unit.blocks[0].text))
    for unit in seen.units:
        if unit.part != "paragraph" or unit.act not in firsts:
            continue
        for block in unit.blocks:
            for found in _GLUED.finditer(block.text) if "; " in block.text else ():
                rest = block.text[found.end() :]
                if found[0][0] == ";" and rest[0].isupper() and _first_word(rest) in firsts[unit.act]:
                    said = f"a paragraph may begin in the middle of another: {quoted(rest)}"
                    yield doubt("SHA019", said, eid=block.eid)


def _short_end(before: Block, text: str) -> bool:
    """Whether `text` is as short as a point and stands behind one."""
    return before.part in POINTS and text.count(" ") < _SHORT and text[-1:] in ";."


def _first_word(text: str) -> str:
    """The word that `text` begins with, with the next where it is a short one: “se félicite”."""
    first, second, *_ = [*text.lstrip().casefold().split(" ", 2), "", ""]
    return first if len(first) > _SHORT else f"{first} {second}"


def closing(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Acts of some length that do not end with the words that close one."""
    if not words.has("closing"):
        return
    acts: dict[int, list[Unit]] = {}
    for unit in seen.units:
        acts.setdefault(unit.act, []).append(unit)
    for units in acts.values():
        paragraphs = sum(unit.part == "paragraph" for unit in units)
        if paragraphs < _LONG or len(units) < paragraphs + _FELLOWS:
            continue  # an annex, or a piece
        if (
            units[-1].part == "paragraph"
            and closes(units[-1])  # else it was told that it breaks off
            and not _full_stop(units)
            and not any("closing" in words.opening(block.text)[0] for unit in units for block in unit.blocks)
        ):
            yield doubt(
                "SHA016", f"no part closes the act; the last is {quoted(units[-1].text)}", eid=units[-1].eid
            )


def _full_stop(units: Sequence[Unit]) -> bool:
    """Whether the last of the paragraphs alone ends in a full stop: then nothing follows it, whatever it says."""
    ends = [unit.text.rstrip()[-1:] for unit in units if unit.part == "paragraph"]
    return ends[-1] == "." and not {".", ":", ","} & {*ends[:-1]}


def sole_points(seen: Seen) -> Iterator[Finding]:
    """The one point of a list, with a sign for a mark, behind a finished sentence: a line of the page with a sign."""
    for unit in seen.units:
        for before, block in pairwise(unit.blocks):
            if block.part not in POINTS or before.text.rstrip()[-1:] not in _STOPS:
                continue
            rows = block.holder.getparent()
            num = block.holder.findtext("{*}num") or ""
            alone = rows is not None and sum(local(row) in POINTS for row in rows) == 1
            if alone and num.strip() and not any(c.isalnum() for c in num):
                said = f"this line stands alone behind a mark: {quoted(f'{num} {block.text}')}"
                yield doubt("SHA026", said, eid=block.eid)


def ends_inside(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Ends of parts in the middle of parts, where signs tell what a part is.

    That is a line behind a finished one, a sign and a capital behind it, a recital that ends as a paragraph does.
    """
    commas: dict[int, int] = {}
    for unit in seen.units:
        if unit.part == "recital":
            comma = unit.text.rstrip()[-1:] in _COMMAS
            commas[unit.act] = commas.get(unit.act, 0) + (1 if comma else -1)
    for unit in seen.units:
        for before, block in pairwise(unit.blocks):
            if (
                block.part in UNITS | POINTS
                and block.holder is before.holder
                and before.text.rstrip()[-1:] in _FINISHED
            ):
                said = f"this line may be a part that lost its number: {quoted(block.text)}"
                yield doubt("SHA019", said, eid=block.eid)
        for block in unit.blocks:
            for found in _GLUED.finditer(block.text):
                rest = block.text[found.end() :]
                if rest[1:2].isupper() and found[0][0] == ";":
                    continue  # “GS = General Service; NO = National Officer”
                if rest[0].isupper() and (found[0][0] == ";" or "recital" in words.opening(rest)[0]):
                    yield doubt(
                        "SHA019", f"a part may begin in the middle of another: {quoted(rest)}", eid=block.eid
                    )
        text = unit.text.rstrip()
        ending = _ENDING | _STOPS if commas.get(unit.act, 0) > 0 else _ENDING
        if unit.part == "recital" and text[-1:] in ending and "recital" not in words.opening(text)[0]:
            yield doubt("SHA019", f"this recital ends as a paragraph does: {quoted(text)}", eid=unit.eid)


def all_of(seen: Seen, words: Openers) -> Iterator[Finding]:
    """All doubts about parts and their fellows."""
    if words.by_signs:
        yield from ends_inside(seen, words)
    else:  # else their first words are as they like
        yield from unlike(seen, words)
        yield from points_that_open(seen, words)
        yield from capital_inside(seen)
    yield from last_without_letter(seen)
    yield from sole_points(seen)
    yield from closing(seen, words)
    yield from begins_as_others(seen, words)
    yield from points_without_mark(seen)
