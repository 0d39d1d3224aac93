"""Sub-points at any depth: labels in a row become lists within lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct, field

from akn.model.resolution import Block, Content, Item, Listing, Num
from akn.numbering.letters import Letters, latin
from akn.numbering.roman import as_roman, roman
from akn.recognition.labels import Label, as_written, neutral_of

#: Lists lie so deep in one another; what would lie deeper stands beside the deepest.
DEEPEST = 32
#: So many entries are looked at for the next label.
_NEAR = 8
#: How a level is labelled: bracket or bullet, and alphabet.
Style: TypeAlias = tuple[str, str]


class Entry(Struct, frozen=True):
    """One passage inside a citation, recital or paragraph: its label where it has one, and what it holds.

    `heading` says that it stands over the points behind it, whose list goes on.
    """

    label: Label | None
    printed: str
    content: Content
    line: int
    indent: float
    depth: int = 0
    heading: bool = False


class _Level(Struct):
    style: Style
    last: int
    items: list[_Draft] = field(default_factory=list)
    heading: Block | None = None


class _Draft(Struct):
    num: Num | None
    line: int
    indent: float
    content: list[Content | _Level] = field(default_factory=list)

    def built(self) -> tuple[Content, ...]:
        return tuple(
            Listing(tuple(Item(d.num, d.built(), d.line) for d in part.items), part.heading)
            if isinstance(part, _Level)
            else part
            for part in self.content
        )


def nest(entries: Sequence[Entry], letters: Letters) -> tuple[Content, ...]:
    """Build the content of one citation, recital or paragraph from its `entries`.

    ``(i)`` after ``(h)`` is a letter, after ``(a)`` a numeral; where both could
    be, the label that comes next decides.
    """
    root = _Draft(None, entries[0].line if entries else 0, -1.0)
    stack: list[tuple[_Draft, _Level]] = []
    resting: list[tuple[_Draft, _Level]] = []  # lists that words without a label have broken off
    base = entries[0].depth if entries else 0
    labels = [e.label for e in entries]
    heading: Block | None = None
    for n, entry in enumerate(entries):
        if entry.heading and isinstance(entry.content, Block):
            heading = entry.content
            continue
        if entry.label is None:
            resting = _place(root, stack, entry) or resting
            continue
        following = labels[n + 1] if n + 1 < len(labels) else None
        if following is None:
            following = next((later for later in labels[n + 1 : n + _NEAR] if later is not None), None)
        if entry.depth > base > 0:
            depth, style, value = _by_depth(stack, entry.label, entry.depth - base - 1, letters)
        elif not stack and (again := _resumed(resting, entry.label, letters)):
            depth, style, value = 0, *again
        else:
            depth, style, value = _choose(stack, entry.label, following, letters)
        if depth < len(stack) and heading is None:
            del stack[depth + 1 :]
            level = stack[depth][1]
        else:
            del stack[depth:]
            holder = stack[-1][1].items[-1] if stack else root
            level = _Level(style, 0, heading=heading)
            holder.content.append(level)
            stack.append((holder, level))
            heading = None
        level.last = value
        neutral = _neutral(entry.label, style, value, letters) or neutral_of(entry.printed, entry.label)
        if entry.label.kind == "quoted" and entry.label.value.isdecimal():
            neutral = as_roman(int(entry.label.value))  # “㈠”, “’1‘”: all others have “i” there
        elif style[1] == "digit" and not any(map(str.isdecimal, entry.printed)):
            neutral = entry.label.value
        num = Num(as_written(entry.printed, entry.label), entry.printed, neutral) if entry.printed else None
        level.items.append(_Draft(num, entry.line, entry.indent))
        level.items[-1].content.append(entry.content)
    if heading is not None:  # over nothing
        root.content.append(heading)
    return root.built()


def _place(root: _Draft, stack: list[tuple[_Draft, _Level]], entry: Entry) -> list[tuple[_Draft, _Level]]:
    """Put an unlabelled entry into the item it is indented under, else after the list it wraps up.

    The lists that are broken off by it are given back.
    """
    depth = len(stack)
    while depth and not entry.indent > stack[depth - 1][1].items[-1].indent:
        depth -= 1
    broken = stack[depth:]
    del stack[depth:]
    (stack[-1][1].items[-1] if stack else root).content.append(entry.content)
    return broken


def _resumed(
    resting: Sequence[tuple[_Draft, _Level]], label: Label, letters: Letters
) -> tuple[Style, int] | None:
    """How `label` goes on the list that was broken off, as behind a heading between points; None where it does not."""
    for _, level in resting:
        for style, value in places_of(label, letters):
            if style == level.style and value == level.last + 1 and value > 1:
                return style, value
    return None


def _by_depth(
    stack: Sequence[tuple[_Draft, _Level]], label: Label, depth: int, letters: Letters
) -> tuple[int, Style, int]:
    """The place of an item whose depth the page itself tells; it cannot lie more than one list below the last."""
    depth = min(depth, len(stack), DEEPEST - 1)
    readings = places_of(label, letters)
    if depth == len(stack):
        return depth, *next((r for r in readings if r[1] == 1), readings[0])
    level = stack[depth][1]
    return depth, *next((r for r in readings if r == (level.style, level.last + 1)), readings[0])


def places_of(label: Label, letters: Letters) -> list[tuple[Style, int]]:
    """The ways to read a label: its style, and its place from 1, or 0 for a bullet."""
    value = label.value
    if label.kind == "bullet":
        return [(("bullet", value), 0)]
    if label.kind == "dotted":
        return [((label.kind, str(value.count("."))), int(value.rpartition(".")[2]))]
    if value[0].isdigit():
        return [((label.kind, "digit"), int("".join(c for c in value if c.isdigit())))]
    case = "upper" if value.isupper() else "lower"
    readings: list[tuple[Style, int]] = []
    place = letters.place(value)
    if place is None:
        place = latin().place(value)
    if place is not None and (len(value) == 1 or value[0] == value[-1] or place < len(letters.letters)):
        readings.append(((label.kind, f"letter {case}"), place + 1))
    number = roman(value)
    if number is not None:
        readings.append(((label.kind, f"roman {case}"), number))
    return readings or [((label.kind, f"letter {case}"), 1)]


def _choose(
    stack: list[tuple[_Draft, _Level]], label: Label, following: Label | None, letters: Letters
) -> tuple[int, Style, int]:
    """The depth a label stands at (that of the stack's height opens a level), its style and value."""
    readings = places_of(label, letters)
    if label.kind == "bullet":
        if not label.value and (unmarked := _without_mark(stack, following, letters)):
            return unmarked
        style = readings[0][0]
        depth = next((d for d in reversed(range(len(stack))) if stack[d][1].style == style), len(stack))
        return depth, style, 0
    nexts = dict(places_of(following, letters)) if following else {}
    going: list[tuple[int, Style, int]] = []
    for depth in reversed(range(len(stack))):
        level = stack[depth][1]
        going += [
            (depth, style, value)
            for style, value in readings
            if style == level.style and value == level.last + 1
        ]
    # A list of one style never holds another of the same: a first number met again stands beside the first.
    styles = {level.style for _, level in stack} if len(stack) < DEEPEST else {style for style, _ in readings}
    opening = [(len(stack), style, 1) for style, value in readings if value == 1 and style not in styles]
    if going and opening:
        # “(i)” after “(h)”: “(ii)” next makes it a numeral, anything else a letter.
        return opening[0] if nexts.get(opening[0][1]) == 2 else going[0]  # the second numeral
    if going or opening:
        return (going or opening)[0]
    for depth in reversed(range(len(stack))):
        for style, value in readings:
            if style == stack[depth][1].style:
                return depth, style, value
    return min(len(stack), DEEPEST - 1), *readings[0]


def _without_mark(
    stack: Sequence[tuple[_Draft, _Level]], following: Label | None, letters: Letters
) -> tuple[int, Style, int] | None:
    """The place of a point that has no mark in a list of points that have: one before the next, or behind the last."""
    nexts = places_of(following, letters) if following is not None and following.value else []
    for depth in reversed(range(len(stack))):
        level = stack[depth][1]
        if any(style == level.style and value in (0, level.last + 2) for style, value in nexts):
            return depth, level.style, level.last + 1
    if stack:
        level = stack[-1][1]
        return len(stack) - 1, level.style, level.last + 1
    return next(((0, style, 1) for style, value in nexts if value in (0, 2)), None)


def _neutral(label: Label, style: Style, value: int, letters: Letters) -> str:
    """The number in Latin letters, where the print is in another alphabet."""
    if not style[1].startswith("letter") or label.value.isascii() or letters is latin():
        return ""
    neutral = latin().at(value - 1)
    return neutral if label.value.isupper() else neutral.lower()
