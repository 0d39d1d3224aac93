"""Notes at the feet of pages: told by what calls them, by their size and by their place; some go on overleaf."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct, field

from akn.numbering.roman import roman
from akn.readers.pdf.printed import MARKER, Page, Printed, Word, size_of_text

#: Notes are smaller than the text by so much, where they are smaller.
_SMALLER = 0.94
#: Where they are not, they stand further below it than its lines stand apart, or below a short rule.
_APART = 1.3
#: Lines of notes differ by no more in their size.
_OTHER = 0.1
#: What a note does not end in.
_OPEN = frozenset(",;:-\u00ad\u2010")
_RAISED_DIGITS = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")


class Foot(Struct):
    """A note: its marker, the words that call it and their line, its lines (each with how many words are its label)."""

    marker: str
    call: tuple[Printed, Word] | None = None
    lines: list[tuple[Printed, int]] = field(default_factory=list)


def marker_of(word: Word) -> str:
    """The marker that `word` is as a raised mark, "" for none."""
    found = MARKER.match(word.text.translate(_RAISED_DIGITS))
    return found[1] if found else ""


def notes_of(pages: Sequence[Page]) -> list[Foot]:
    """The notes at the feet of `pages`, in their order, each with what calls it."""
    text = size_of_text(pages)
    calls = [call for page in pages for call in _calls(page)]
    feet: list[Foot] = []
    open_: Foot | None = None
    inside: set[int] = set()
    small = _are_small(pages, {marker for _, _, marker in calls}, text)
    for page in pages:
        answered = Counter(foot.marker for foot in feet)
        waiting = Counter(
            marker for line, _, marker in calls if line.page <= page.number and id(line) not in inside
        )
        called = [marker for marker in waiting if waiting[marker] > answered[marker]]
        for column in (-1, 0, 1):
            lines = sorted((one for one in page.kept if one.column == column), key=lambda line: -line.base)
            for line, label in _zone(page, lines, called, text, small=small):
                inside.add(id(line))
                if label:
                    open_ = Foot(_label(line)[0])
                    feet.append(open_)
                if open_ is not None:
                    open_.lines.append((line, label))
    _answer(feet, [call for call in calls if id(call[0]) not in inside])
    return feet


def _calls(page: Page) -> Iterator[tuple[Printed, Word, str]]:
    """The raised marks of a page, but for those at the heads of lines."""
    for line in page.kept:
        if line.even and line.text.isascii():
            continue
        for n, word in enumerate(line.words):
            if (n and line.raised(word) and (marker := marker_of(word))) or (
                _behind_a_break(line, n) and (marker := marker_of(word))
            ):
                yield line, word, marker


def _behind_a_break(line: Printed, at: int) -> bool:
    """Whether the word at `at` is a mark whose word ended the line above: “¹, and”."""
    return (
        at == 0
        and len(line.words) > 1
        and line.raised(line.words[0])
        and line.words[1].glued
        and line.words[1].text[:1] in ".,;:"
    )


def _label(line: Printed) -> tuple[str, int]:
    """The marker that a line begins with as a note does, and of how many words its label is; ("", 0) for none."""
    first = line.words[0]
    text = first.text.translate(_RAISED_DIGITS)
    found = MARKER.match(text) or MARKER.match(text.removesuffix("."))
    if found is None or len(line.words) < 2:
        return "", 0
    return found[1], 1


def small_at_foot(page: Page, text: float) -> Iterator[Printed]:
    """The lines at the foot of each column of `page` that are smaller than the `text`."""
    for column in (-1, 0, 1):
        lines = sorted((one for one in page.kept if one.column == column), key=lambda line: -line.base)
        begin = _small(lines, text)
        yield from lines[begin:] if begin is not None else ()


def _are_small(pages: Sequence[Page], called: Collection[str], text: float) -> bool:
    """Whether notes are smaller than the text: some are, and all notes of a print are alike."""
    for page in pages:
        for column in {line.column for line in page.kept}:
            lines = sorted((one for one in page.kept if one.column == column), key=lambda line: -line.base)
            begin = _small(lines, text)
            if begin is not None and _label(lines[begin])[0] in called:
                return True
    return False


def _zone(
    page: Page, lines: Sequence[Printed], called: Sequence[str], text: float, *, small: bool
) -> list[tuple[Printed, int]]:
    """The lines at the foot of a column that are notes, each with how many of its words are a label.

    `small` says that notes are smaller than the text.
    """
    begin = _small(lines, text)
    if begin is None and not small:
        begin = _set_apart(page, lines, called)
    if begin is None:
        return []
    zone: list[tuple[Printed, int]] = []
    last, high = "", None
    for line in lines[begin:]:
        marker, label = _label(line)
        if zone and not label and abs(line.size - lines[begin].size) > _OTHER * line.size:
            break  # what stands at the foot of a page below its notes
        raised = line.raised(line.words[0])
        # The labels of a page are all raised, or none is; one that is not stands where the note before has ended.
        before = zone[-1][0].text[-1:] if zone else "."
        like = high in (None, raised) and (raised or not (before in _OPEN or before.islower()))
        if marker and like and (raised or marker in called or _follows(last, marker)):
            last, high = marker, raised
            zone.append((line, label))
        else:
            zone.append((line, 0))
    return zone


def _follows(last: str, marker: str) -> bool:
    """Whether `marker` comes right after `last`, in figures or as a Roman numeral."""
    if last.isdecimal() and marker.isdecimal():
        return int(marker) == int(last) + 1
    one, two = roman(last), roman(marker)
    return one is not None and two == one + 1


def _small(lines: Sequence[Printed], text: float) -> int | None:
    """Where the run of small lines at the foot begins, if there is one; it must have a label, or stand below a rule."""
    begin = len(lines)
    while begin and lines[begin - 1].size < _SMALLER * text:
        begin -= 1
    if begin in (len(lines), 0):
        return None if begin else _all_small(lines)
    return begin


def _all_small(lines: Sequence[Printed]) -> int | None:
    """A column that holds nothing but small lines holds notes where the first of them has a label."""
    return 0 if lines and _label(lines[0])[0] else None


def _set_apart(page: Page, lines: Sequence[Printed], called: Sequence[str]) -> int | None:
    """Where notes of the size of the text begin: with a label that is called, below a gap or a short rule."""
    for at, line in enumerate(lines):
        marker, _ = _label(line)
        if not marker or marker not in called:
            continue
        if not at:
            if len(called) > 1 and _label(lines[1])[0] in called if len(lines) > 1 else False:
                return 0  # a page of nothing but notes
            continue
        above = lines[at - 1]
        gap = above.base - line.base
        ruled = any(
            line.base < bottom
            and top < above.base
            and 20 < right - left < 0.7 * page.width
            and left < line.right
            for left, bottom, right, top in page.rules
            if top - bottom < 3
        )
        rest = [_label(other)[0] for other in lines[at + 1 :]]
        # What nothing calls is a part of the act, and notes have no parts of it below them.
        counted = all(_is_after(marker, other) and other in called for other in rest if other.isdecimal())
        # A number with a stop is that of a part of the act, too.
        bare = not line.words[0].text.endswith(".")
        if counted and (ruled or (bare and gap > _APART * 1.2 * line.size)):
            return at
    return None


def _is_after(marker: str, other: str) -> bool:
    return not marker.isdecimal() or int(other) > int(marker)


def _answer(feet: Sequence[Foot], calls: Sequence[tuple[Printed, Word, str]]) -> None:
    """Give each note the first call with its marker that no other note has: of its page, of the one before, of any."""
    used: set[int] = set()
    for far in (0, 1, feet[-1].lines[-1][0].page if feet else 0):
        for foot in feet:
            page = foot.lines[0][0].page
            for line, word, marker in calls:
                near = page - far <= line.page <= page
                if foot.call is None and marker == foot.marker and id(word) not in used and near:
                    foot.call = (line, word)
                    used.add(id(word))
