"""What pages repeat: heads and feet by their place and their words, and numbers of lines in the margin."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median

from akn.readers.pdf.printed import Page, Printed, Word

HEAD = "a running head"
FOOT = "a running foot"
NUMBER = "number of a page"
LINE_NUMBER = "a number that counts lines"
ASKEW = "set askew, as a stamp over the page"

#: So many lines at each edge of a page are looked at.
_LINES = 5
#: Places that differ by no more than this are one, in points.
_PLACE = 3.0
#: A head stands so many times further from the text than lines of it stand apart.
_APART = 1.25
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?<!\S)\d+(?!\S)")
_WORDLESS = re.compile(r"[^\w]*(?:\w{1,12}\.?\s)?[^\w]*\d{1,4}(?:\s?(?:/|\w{1,6})\s?\d{1,4})?[^\w]*\Z")
_ALONE = re.compile(r"[-\u2013\u2014]?\s?\d{1,4}(?:\s?/\s?\d{1,4})?\s?[-\u2013\u2014]?")
#: So many numbers below one another count lines.
_COUNTED = 4


def tell_furniture(pages: Sequence[Page]) -> None:
    """Mark what is no text: stamps, heads and feet, numbers of pages and of lines."""
    for page in pages:
        for line in page.lines:
            if all(word.look & 4 for word in line.words):
                line.gone = ASKEW
        _tell_number(page)
    for top in (True, False):
        edges = [_edge(page, top=top) for page in pages]
        repeated = _repeated(pages, edges)
        for page, edge in zip(pages, edges, strict=True):
            _mark(page, edge, repeated, top=top)


def _tell_number(page: Page) -> None:
    """A number alone in the last line, set off, is that of the page, even where no other page has one."""
    last = _edge(page, top=False)[:2]
    if len(last) < 2 or last[1].base - last[0].base < 1.5 * last[0].size:
        return
    found = _ALONE.fullmatch(last[0].text)
    if found is not None and (not last[0].text.isdecimal() or int(last[0].text) == page.number):
        last[0].gone = NUMBER


def _edge(page: Page, *, top: bool) -> list[Printed]:
    """The outermost lines of a page, the outermost first."""
    lines = sorted(page.kept, key=lambda line: -line.base if top else line.base)
    return lines[:_LINES]


def _key(line: Printed) -> str:
    return _DIGITS.sub("#", line.text)


def _repeated(pages: Sequence[Page], edges: Sequence[Sequence[Printed]]) -> set[int]:
    """The lines, by their `id`, that stand at the same place of several pages with the same words."""
    groups: dict[str, list[Printed]] = {}
    for edge in edges:
        for line in edge:
            groups.setdefault(_key(line), []).append(line)
    found: set[int] = set()
    for lines in groups.values():
        for fellows in _at_one_place(lines):
            on = {one.page for one in fellows}
            if len(on) > 1 and 5 * len(on) >= 2 * min(len(pages), 10) and _counts(fellows):
                found |= {id(line) for line in fellows}
    return found


def _at_one_place(lines: Sequence[Printed]) -> Iterator[list[Printed]]:
    """`lines` as groups that stand at one height."""
    group: list[Printed] = []
    for line in sorted(lines, key=lambda line: line.base):
        if group and line.base - group[0].base > _PLACE:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _counts(lines: Sequence[Printed]) -> bool:
    """Whether the numbers in `lines` are the same on all pages, or count the pages."""
    rows = [[int(digits[:9]) for digits in _DIGITS.findall(line.text)] for line in lines]
    return all(
        len(set(column)) == 1
        or len({number - line.page for number, line in zip(column, lines, strict=True)}) == 1
        for column in zip(*rows, strict=False)
    )


def _mark(page: Page, edge: Sequence[Printed], repeated: Collection[int], *, top: bool) -> None:
    """Mark those of the `edge` that are repeated, from the outermost on, as far as nothing else stands between."""
    run: list[Printed] = []
    for line in edge:
        if id(line) not in repeated:
            break
        run.append(line)
    if not run:
        return
    rest = sorted(
        (line for line in page.kept if line not in run), key=lambda line: -line.base if top else line.base
    )
    if rest:
        gaps = [gap for a, b in pairwise(rest[: 2 * _LINES]) if (gap := abs(a.base - b.base)) > 1]
        usual = median(gaps) if gaps else run[-1].size
        while run and abs(run[-1].base - rest[0].base) < _APART * usual:
            run.pop()
    for line in run:
        line.gone = NUMBER if _WORDLESS.match(line.text) else HEAD if top else FOOT


def without_line_numbers(pages: Sequence[Page]) -> list[tuple[int, str]]:
    """Take the numbers that count the lines of pages out of their margins; each with the line it stood in.

    Where one page proves them, a page with few lines has them too, in the same margin.
    """
    proved: list[list[Word]] = []
    for page in pages:
        placed = [
            word
            for line in page.kept
            if _NUMBER.search(line.text)
            for word in line.words
            if word.text.isdecimal()
        ]
        proved += [counted for column in _columns(placed) if (counted := _in_margin(page, column))][:1]
    if not proved:
        return []
    left = min(word.left for column in proved for word in column) - 3
    right = max(word.right for column in proved for word in column) + 3
    taken: list[tuple[int, str]] = []
    for page in pages:
        for line in page.kept:
            inside = [w for w in line.words if w.text.isdecimal() and left <= w.left and w.right <= right]
            if not inside:
                continue
            taken += [(line.number, word.text) for word in inside]
            line.words = [word for word in line.words if word not in inside]
            if line.words:
                line.words[0].glued = False
                line.settle()
        page.lines = [line for line in page.lines if line.words]
    return taken


def _columns(placed: Sequence[Word]) -> Iterator[list[Word]]:
    """Numbers that stand below one another, set to the right or to the left."""
    for to_the_right in (True, False):
        columns: dict[int, list[Word]] = {}
        for word in placed:
            edge = word.right if to_the_right else word.left
            columns.setdefault(round(edge / 2), []).append(word)
        yield from (words for words in columns.values() if len(words) >= _COUNTED)


def _in_margin(page: Page, column: Sequence[Word]) -> list[Word]:
    """The `column` from its top, where all other words of the page stand on one side of it and it counts on."""
    words = sorted(column, key=lambda word: -word.base)
    own = {id(word) for word in words}
    left, right = min(word.left for word in words), max(word.right for word in words)
    others = [word for line in page.kept for word in line.words if id(word) not in own]
    if not others or not (all(o.left > right + 2 for o in others) or all(o.right < left - 2 for o in others)):
        return []
    steps = {int(b.text) - int(a.text) for a, b in pairwise(words)}
    return words if len(steps) == 1 and steps <= {1, 2, 5, 10} else []
