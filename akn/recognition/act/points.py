"""Sub-points at any depth: labels in a row become lists within lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from akn.model.resolution import Content, Item, Listing, Num
from akn.numbering.letters import Letters, latin
from akn.numbering.roman import roman
from akn.recognition.labels import Label

#: How a level is labelled: bracket or bullet, and alphabet.
Style: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage inside a citation, recital or paragraph: its label where it has one, and what it holds."""

    label: Label | None
    printed: str
    content: Content
    line: int
    indent: float


@dataclass
class _Level:
    style: Style
    last: int
    items: list[_Draft] = field(default_factory=list)


@dataclass
class _Draft:
    num: Num | None
    line: int
    indent: float
    content: list[Content | _Level] = field(default_factory=list)

    def built(self) -> tuple[Content, ...]:
        return tuple(
            Listing(tuple(Item(d.num, d.built(), d.line) for d in part.items))
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
    labels = [e.label for e in entries]
    for n, entry in enumerate(entries):
        if entry.label is None:
            _place(root, stack, entry)
            continue
        following = next((later for later in labels[n + 1 :] if later is not None), None)
        depth, style, value = _choose(stack, entry.label, following, letters)
        if depth < len(stack):
            del stack[depth + 1 :]
            level = stack[depth][1]
        else:
            holder = stack[-1][1].items[-1] if stack else root
            level = _Level(style, 0)
            holder.content.append(level)
            stack.append((holder, level))
        level.last = value
        neutral = _neutral(entry.label, style, value, letters)
        level.items.append(_Draft(Num.printed(entry.printed, neutral), entry.line, entry.indent))
        level.items[-1].content.append(entry.content)
    return root.built()


def _place(root: _Draft, stack: list[tuple[_Draft, _Level]], entry: Entry) -> None:
    """Put an unlabelled entry into the item it is indented under, else after the list it wraps up."""
    while stack and not entry.indent > stack[-1][1].items[-1].indent:
        stack.pop()
    (stack[-1][1].items[-1] if stack else root).content.append(entry.content)


def _values(label: Label, letters: Letters) -> list[tuple[Style, int]]:
    """The ways to read a label: its style, and its place from 1."""
    value = label.value
    if label.kind == "bullet":
        return [(("bullet", value), 0)]
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
    readings = _values(label, letters)
    if label.kind == "bullet":
        style = readings[0][0]
        depth = next((d for d in reversed(range(len(stack))) if stack[d][1].style == style), len(stack))
        return depth, style, 0
    nexts = dict(_values(following, letters)) if following else {}
    going: list[tuple[int, Style, int]] = []
    for depth in reversed(range(len(stack))):
        level = stack[depth][1]
        going += [
            (depth, style, value)
            for style, value in readings
            if style == level.style and value == level.last + 1
        ]
    opening = [(len(stack), style, 1) for style, value in readings if value == 1]
    if going and opening:
        # “(i)” after “(h)”: “(ii)” next makes it a numeral, anything else a letter.
        return opening[0] if nexts.get(opening[0][1]) == 2 else going[0]  # the second numeral
    if going or opening:
        return (going or opening)[0]
    for depth in reversed(range(len(stack))):
        for style, value in readings:
            if style == stack[depth][1].style:
                return depth, style, value
    return len(stack), *readings[0]


def _neutral(label: Label, style: Style, value: int, letters: Letters) -> str:
    """The number in Latin letters, where the print is in another alphabet."""
    if not style[1].startswith("letter") or label.value.isascii() or letters is latin():
        return ""
    neutral = latin().at(value - 1)
    return neutral if label.value.isupper() else neutral.lower()
