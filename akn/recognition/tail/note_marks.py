"""The marks of footnotes in the text: raised, linked, in brackets, or a digit glued to a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache

from akn.findings import Finding
from akn.model.resolution import Block, Link, Mark, Note, Style

_IN_BRACKETS = r"\[\s?{0}\s?\]"
# “(1)” behind a number is part of a provision, “Rule 132(1)”, but not behind a year.
_YEAR_BEFORE = r"(?<=19[0-9]{{2}})|(?<=20[0-9]{{2}})"
_IN_PARENTHESES = rf"(?:(?<![0-9])|{_YEAR_BEFORE})\(\s?{{0}}\s?\)"
# A bare digit counts only where it is glued to a word, a closing mark or a year, and no unit follows.
_BARE = rf"(?:(?<=[^\W\d_][^\W\d_])|(?<=[)\]”’\"'»])|{_YEAR_BEFORE}){{0}}(?=[\s;,.:)]|$)"
_FORMS = {
    "(": (_IN_PARENTHESES, _BARE),
    "[": (_IN_BRACKETS, _BARE),
    "": (_IN_PARENTHESES, _IN_BRACKETS, _BARE),
}
_HELD = re.compile(r"[(\[]?\s?([0-9]{1,3}[a-z]?|\*{1,3})\s?[)\]]?")
_LONE = re.compile(r"\[\s?([0-9]{1,3})\s?\]")


class Habit(Enum):
    """How a text marks its footnotes, the surest way first."""

    RAISED = 0  # or linked to the note
    GLUED = 1  # no white space before the mark
    ANY = 2


@lru_cache(maxsize=512)
def _pattern(marker: str, style: str) -> re.Pattern[str]:
    """The forms of a mark; `style` is the bracket that its note opens with, or ""."""
    forms = (form.format(re.escape(marker)) for form in _FORMS.get(style, _FORMS[""]))
    return re.compile("|".join(f"(?:{form})" for form in forms))


def places(block: Block, marker: str, style: str, habit: Habit) -> list[tuple[int, int]]:
    """Where `block` shows the mark of the note `marker`, in its order; where a note stands already is no place."""
    spots: set[tuple[int, int]] = set()
    if habit is not Habit.GLUED:
        spots |= {(m.start, m.end) for m in _raised(block) if _marker(block, m) == marker}
    if habit is not Habit.RAISED:
        for match in _pattern(marker, style).finditer(block.text):
            start = match.start()
            if habit is Habit.ANY or not start or not block.text[start - 1].isspace():
                spots.add(match.span())
    taken = [(m.start, m.end) for m in block.marks if isinstance(m.markup, Note)]
    return sorted(s for s in spots if not any(a <= s[0] < b for a, b in taken))


def _raised(block: Block) -> Iterator[Mark]:
    for mark in block.marks:
        raised = isinstance(mark.markup, Style) and mark.markup.name == "sup"
        if raised or (isinstance(mark.markup, Link) and mark.markup.href.startswith("#")):
            yield mark


def _marker(block: Block, mark: Mark) -> str:
    held = _HELD.fullmatch(block.text[mark.start : mark.end].strip())
    return held.group(1) if held else ""


def unanswered(blocks: Iterable[Block]) -> list[Finding]:
    """A finding for each mark in `blocks`, notes already in place, whose note is missing.

    A number in square brackets or linked within the page is a mark by itself;
    a raised number only where it fills a gap among the notes that are there.
    """
    held = [b for b in blocks if b.marks or "[" in b.text]
    answered = {m.markup.marker for b in held for m in b.marks if isinstance(m.markup, Note)}
    last = max((int(n) for n in answered if n.isdigit()), default=0)
    findings = []
    for block in held:
        taken = [(m.start, m.end) for m in block.marks if isinstance(m.markup, Note)]
        missing = {m.start(): m.group(1) for m in _LONE.finditer(block.text)}
        for mark in _raised(block):
            marker = _marker(block, mark)
            linked = isinstance(mark.markup, Link)
            if marker and (linked or (marker.isdigit() and int(marker) <= last and marker not in answered)):
                missing.setdefault(mark.start, marker)
        findings += [
            Finding.of("NOT002", source_line=block.line, marker=marker)
            for at, marker in sorted(missing.items())
            if not any(a <= at < b for a, b in taken)
        ]
    return findings
