"""Doubts about numbers that do not run on: of recitals, paragraphs and points."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from akn.findings import Finding, Severity
from akn.proof.shape.counting import counted, distance, follows, goes_on
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.placing import Placed
from akn.proof.shape.units import Element, Seen, Unit, local, said

_FIRST = frozenset({"1", "a", "i", "α", "а", "أ", "ا", "一", "0"})


def all_of(seen: Seen, letters: Sequence[str], lines: Sequence[Placed]) -> Iterator[Finding]:
    """Rows of recitals and of paragraphs, act by act."""
    printed = {
        id(line.block): line.mark.label
        for line in lines
        if line.block is not None and line.mark is not None and not line.offset
    }
    rows: dict[tuple[int, str], list[Unit]] = {}
    for unit in seen.units:
        if unit.part != "citation":
            rows.setdefault((unit.act, unit.part), []).append(unit)
    for (act, part), units in rows.items():
        # Paragraphs may run on from recitals that were numbered, not lettered.
        before = rows.get((act, "recital"), ()) if part == "paragraph" else ()
        numbered = all(counted(unit.num).isdecimal() for unit in before)
        also = str(len(before) * numbered + 1)
        alphabet = letters if part == "recital" else ()
        found = [*_row(units, alphabet, also, printed)]
        # A page letters its lists in Latin letters, whatever its language.
        if found and part == "recital" and all(counted(unit.num).isascii() for unit in units):
            found = min(found, [*_row(units, (), also, printed)], key=len)
        yield from found
    yield from _points(seen, printed.keys() - {id(line.block) for line in lines if line.counted})


def _row(
    units: Sequence[Unit], letters: Sequence[str], also: str, printed: Mapping[int, str]
) -> Iterator[Finding]:
    numbered = [(at, unit, label) for at, unit in enumerate(units) if (label := counted(unit.num))]
    if not numbered:
        return
    odd = -1
    for n, ((at, before, one), (place, unit, label)) in enumerate(pairwise(numbered)):
        step = follows(one, label, letters)
        anew = label in _FIRST and unit.element.getparent() is not before.element.getparent()
        if place > at + 1:
            if distance(one, label, letters) != place - at:
                yield from (_without_number(each) for each in units[at + 1 : place])
            else:
                continue  # numbers were lost where the row has a hole: the rules tell it
        if step == "on" or n == odd:
            continue
        later = numbered[n + 2] if n + 2 < len(numbered) else None
        own = counted(printed.get(id(unit.blocks[0]), label)) == label
        if own and later is not None and later[0] == at + 2 and distance(one, later[2], letters) == 2:
            # The next goes on as if this were right: nothing is missing, the number was misprinted or misread.
            odd = n + 1
            yield _odd(before, unit, again=step == "again")
        elif step == "again":
            yield _odd(before, unit, again=True)
        elif not anew:
            yield doubt("SHA005", f"{quoted(before.num)} is followed by {quoted(unit.num)}", eid=unit.eid)
    last = numbered[-1][0]
    if last + 2 == len(units) and units[-1].part == "paragraph":
        yield replace(_without_number(units[-1]), severity=Severity.WARNING)
    start, unit, first = numbered[0]
    # Before the first number words may stand that lead in all.
    for each in units[:start] if first.casefold() in _FIRST and len(numbered) > 1 else ():
        if each.part == "paragraph" and not each.text.rstrip().endswith((":", "：")):
            yield _without_number(each)
    begins = {also, *(letter.casefold() for letter in letters[:1])} | _FIRST
    lost = start > 0 and any(distance(one, first, letters) == start for one in begins)
    if first.casefold() not in begins and not lost:
        yield doubt("SHA005", f"the first number is {quoted(unit.num)}", eid=unit.eid)


def _without_number(unit: Unit) -> Finding:
    said = f"a part without a number stands among numbered ones: {quoted(unit.text)}"
    return doubt("SHA005", said, eid=unit.eid)


def _odd(before: Unit, unit: Unit, *, again: bool) -> Finding:
    """A number that is wrong where nothing is missing: a warning."""
    if again:
        return doubt("SHA006", f"{quoted(unit.num)} stands twice in a row", eid=unit.eid)
    said = f"{quoted(before.num)} is followed by {quoted(unit.num)}, and the next runs on: it was misprinted"
    return replace(doubt("SHA005", said, eid=unit.eid), severity=Severity.WARNING)


def _printed_label(point: Element) -> str:
    num = point.find("{*}num")
    return "" if num is None else counted("".join(map(str, num.itertext())))


def _rows_of_points(seen: Seen) -> Iterator[list[Element]]:
    """The points of each list, those of the next one with them where they count on: a heading stood between."""
    lists: dict[Element, list[Element]] = {}
    for root in seen.roots:
        for point in root.iter("{*}point", "{*}item", "{*}indent"):
            parent = point.getparent()
            if parent is not None:
                lists.setdefault(parent, []).append(point)
    ended: dict[Element, list[Element]] = {}
    for holder, points in lists.items():
        part = holder.getparent()
        row = ended.get(part) if part is not None else None
        if row and goes_on(_printed_label(row[-1]), _printed_label(points[0])):
            row += points
        elif part is not None:
            ended[part] = points
            yield points
        else:
            yield points


def _points(seen: Seen, printed: Collection[int]) -> Iterator[Finding]:
    """Points of one list: their numbers run on, but for those that were lost where the row has a hole."""
    # A format that counts its lists is right about them; what the source prints was read.
    marked = {block.holder for block in seen.blocks if id(block) in printed}
    for points in list(_rows_of_points(seen)):
        labels = [(at, label) for at, point in enumerate(points) if (label := _printed_label(point))]
        if len(points) == 1:
            yield from _alone(points[0], in_text=points[0] in marked)
        if not labels:
            continue
        at, first = labels[0]
        if first.casefold() not in _FIRST and not (at and any(goes_on(one, first, at) for one in _FIRST)):
            yield doubt("SHA005", f"the first point is {quoted(first)}", eid=points[at].get("eId") or "")
        if len(labels) > 1 or len(points) == 2:  # a list of two, one of them marked
            for point in points[labels[-1][0] + 1 :]:
                said_so = f"the last point has no number, and those before it have: {quoted(said(point))}"
                yield replace(doubt("SHA005", said_so, eid=point.get("eId") or ""), severity=Severity.WARNING)
        for (at, one), (place, label) in pairwise(labels):
            eid = points[place].get("eId") or ""
            if one == label and _text(points[at]) == _text(points[place]):
                yield doubt("SHA017", f"the point {quoted(label)} stands twice", eid=eid)
            elif one == label and not label.isalpha():
                yield doubt("SHA006", f"the point {quoted(label)} stands twice", eid=eid)
            elif not goes_on(one, label, place - at) and not _misprinted(points, at, place):
                yield doubt("SHA005", f"the point {quoted(one)} is followed by {quoted(label)}", eid=eid)


def _text(point: Element) -> str:
    return said(next(point.iter("{*}p"), None))


def _misprinted(points: Sequence[Element], at: int, place: int) -> bool:
    """Whether of the points at `at` and `place` one bears a wrong number, and those around it run on over it.

    The rules of numbering tell it.
    """
    return any(
        0 < odd < len(points) - 1
        and _printed_label(points[at]) != _printed_label(points[place])
        and goes_on(_printed_label(points[odd - 1]), _printed_label(points[odd + 1]), 2)
        for odd in (at, place)
    )


def _alone(point: Element, *, in_text: bool) -> Iterator[Finding]:
    """A list that has one point; an error where lines without a mark follow, of which some will be points.

    So is one whose mark is printed in the text: no list is printed so.
    """
    holder = point.getparent()
    following = [*point.itersiblings()]
    after = [*holder.itersiblings()] if holder is not None else []
    lines = sum(len(one.findall("{*}p")) or 1 for one in following)
    lines += sum(local(one) == "p" for one in after)
    label, eid = _printed_label(point), point.get("eId") or ""
    if lines > 1:
        said = f"a list has one point, {quoted(label or '-')}, and lines without a mark follow it"
        yield replace(doubt("SHA025", said, eid=eid), severity=Severity.ERROR)
    elif label:
        said_so = f"a list has one point, {quoted(label)}"
        found = doubt("SHA025", said_so, eid=eid)
        yield replace(found, severity=Severity.ERROR) if in_text else found
