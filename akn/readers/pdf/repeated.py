"""What pages repeat: heads and feet by their place and their words, and numbers of lines in the margin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from akn.numbering.roman import roman
from akn.readers.pdf.printed import Page, Printed, Word, size_of_text

HEAD = "a running head"
FOOT = "a running foot"
NUMBER = "number of a page"
LINE_NUMBER = "a number that counts lines"

#: So many lines at each edge of a page are looked at.
_LINES = 5
#: Places that differ by no more than this are one, in points.
_PLACE = 3.0
#: A head stands so many times further from the text than lines of it stand apart.
_APART = 1.25
#: And so many sizes, where nothing else tells it.
_FAR = 2.5
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?<!\S)\d+(?!\S)")
_WORDLESS = re.compile(r"[^\w]*(?:\w{1,12}\.?\s)?[^\w]*\d{1,4}(?:\s?(?:/|\w{1,6})\s?\d{1,4})?[^\w]*\Z")
#: “3/12”, “3 of 12” at the end of a line, or at its head: a page, and how many there are.
_OF_ALL = re.compile(r"(?:\A|\s)(\d{1,4})(?:\s?/\s?|\s\w{1,5}\s)(\d{1,4})(?:\Z|(?=\s))")
#: What pages repeat is of another size than the text by so much, where it is.
_OTHER = 0.1
_ALONE = re.compile(r"[-\u2013\u2014]?\s?\d{1,4}(?:\s?/\s?\d{1,4})?\s?[-\u2013\u2014]?")
#: No page has a longer Roman number, and no head that differs from page to page so many words.
_LONGEST, _FEW_WORDS = 8, 6
#: So many numbers below one another count lines, by such steps; of those by one, most count the very next line.
_COUNTED = 4
_STEPS = (1, 2, 5, 10)
_MOST = 1.6


def tell_furniture(pages: Sequence[Page]) -> None:
    """Mark what is no text: heads and feet, numbers of pages."""
    for page in pages:
        _tell_number(page)
    text = size_of_text(pages)
    edges = {top: [_edge(page, top=top) for page in pages] for top in (True, False)}
    repeated = {key: counts for each in edges.values() for key, counts in _repeated(pages, each).items()}
    for each in edges.values():
        repeated |= _at_their_place(pages, each, repeated, text)
    for top, each in edges.items():
        for page, edge in zip(pages, each, strict=True):
            _mark(page, edge, repeated, text, top=top)
    if len(pages) == 1:
        _tell_only(pages[0], text)


def _tell_only(page: Page, text: float) -> None:
    """The foot of an only page that says “1/1” in another size than the text, and a head of that size above all."""
    last, first = _edge(page, top=False)[:1], _edge(page, top=True)[:1]
    for line in last:
        counted = _OF_ALL.search(line.text)
        if counted is None or {counted[1], counted[2]} != {"1"} or not _is_other(line, text):
            return
        line.gone = NUMBER if _WORDLESS.match(line.text) else FOOT
        for head in first:
            others = [one.left for one in page.kept if one is not head]
            if abs(head.size - line.size) < 0.1 and others and head.left < min(others) - _PLACE:
                head.gone = HEAD


def _is_other(line: Printed, text: float) -> bool:
    """Whether `line` is of another size than most letters are."""
    return abs(line.size - text) > _OTHER * text


def _tell_number(page: Page) -> None:
    """A number alone in the last line, set off, is that of the page, even where no other page has one."""
    last = _edge(page, top=False)[:2]
    if len(last) < 2 or last[1].base - last[0].base < 1.5 * last[0].size:
        return
    found = _ALONE.fullmatch(last[0].text)
    if _roman(last[0].text) == page.number or (
        found is not None and (not last[0].text.isdecimal() or int(last[0].text) == page.number)
    ):
        last[0].gone = NUMBER


def _edge(page: Page, *, top: bool) -> list[Printed]:
    """The outermost lines of a page, the outermost first."""
    lines = sorted(page.kept, key=lambda line: -line.base if top else line.base)
    return lines[:_LINES]


def _key(line: Printed) -> str:
    return "#" if _roman(line.text) else _DIGITS.sub("#", line.text)


def _roman(text: str) -> int:
    """The Roman numeral that `text` is, dashes aside; 0 for none."""
    bare = text.strip("-\u2013\u2014 ")
    return roman(bare) or 0 if len(bare) < _LONGEST and bare.isalpha() else 0


def _numbers(line: Printed) -> list[int]:
    """The numbers in a line; a Roman one where it is all there is."""
    alone = _roman(line.text)
    return [alone] if alone else [int(digits[:9]) for digits in _DIGITS.findall(line.text)]


def _repeated(pages: Sequence[Page], edges: Sequence[Sequence[Printed]]) -> dict[int, bool]:
    """The lines, by their `id`, that stand at the same place of several pages with the same words.

    With each is said whether a number in it counts the pages.
    """
    groups: dict[str, list[Printed]] = {}
    for edge in edges:
        for line in edge:
            groups.setdefault(_key(line), []).append(line)
    found: dict[int, bool] = {}
    for lines in groups.values():
        for fellows in _at_one_place(lines):
            on = {one.page for one in fellows}
            if len(on) > 1 and 5 * len(on) >= 2 * min(len(pages), 10) and _counts(fellows):
                counts = len({line.text for line in fellows}) > 1
                found |= {id(line): counts for line in fellows}
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
    rows = [_numbers(line) for line in lines]
    return all(
        len(set(column)) == 1
        or len({number - line.page for number, line in zip(column, lines, strict=True)}) == 1
        for column in zip(*rows, strict=False)
    )


def _at_their_place(
    pages: Sequence[Page], edges: Sequence[Sequence[Printed]], repeated: Mapping[int, bool], text: float
) -> dict[int, bool]:
    """The outermost lines that stand at one height on several pages and are heads and feet, though their words differ.

    They are smaller than the text, or far from it. Each has the number of its page at one of its ends; or they differ
    in one word, as those do that number pages in words; or they stand where heads do that are repeated. A head may
    stand but once, in the midst of a sentence, that says what a line of the text says, as the number of the document.
    """
    found: dict[int, bool] = {}
    # In the midst of a sentence, between two pages.
    within = [
        edge[0]
        for edge in edges
        if len(edge) > 1
        and edge[0].base - edge[1].base > 1.5 * text
        and edge[1].text[:1].islower()
        and id(edge[0]) not in repeated
    ]
    small = (1 - _OTHER) * text
    far = {
        id(a) for a, b in (edge[:2] for edge in edges if len(edge) > 1) if abs(a.base - b.base) > _FAR * text
    }
    if within:
        said = Counter(line.text for page in pages for line in page.kept)
        found |= {id(line): True for line in within if said[line.text] > 1}
    for group in _at_one_place([edge[0] for edge in edges if edge]):
        fresh = [
            line for line in group if id(line) not in repeated and (line.size < small or id(line) in far)
        ]
        if not fresh or len({line.page for line in group}) < 2:
            continue
        if all(map(_of_page, group)) or (2 * len(group) > len(pages) and _differ_in_one(group)):
            found |= {id(line): True for line in group}
        elif any(id(line) in repeated for line in group):
            found |= {id(line): False for line in fresh if len(line.words) <= _FEW_WORDS}
    return found


def _of_page(line: Printed) -> bool:
    """Whether a line begins or ends with the number of its page; capitals number annexes."""
    ends = (line.words[0].text, line.words[-1].text)
    return any(
        int(end[:9]) == line.page if end.isdecimal() else end.islower() and _roman(end) == line.page
        for end in ends
    )


def _differ_in_one(lines: Sequence[Printed]) -> bool:
    """Whether short lines have all words in common but the last, or the first, and that is a word and no number."""
    said = [line.text.split() for line in lines]
    if not all(1 < len(words) <= _FEW_WORDS for words in said):
        return False
    for same, other in ((slice(0, -1), -1), (slice(1, None), 0)):
        if len({tuple(words[same]) for words in said}) == 1:
            numbering = [words[other] for words in said]
            return all(len(word) > 1 and word.isalpha() and not _roman(word) for word in numbering)
    return False


def _mark(
    page: Page, edge: Sequence[Printed], repeated: Mapping[int, bool], text: float, *, top: bool
) -> None:
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
        out = min((line.left for line in rest if id(line) not in repeated), default=0.0) - _PLACE
        while (
            run
            and abs(run[-1].base - rest[0].base) < _APART * usual
            and not repeated[id(run[-1])]
            and not run[-1].left < out
            and not (_is_other(run[-1], text) and not _is_other(rest[0], text))
        ):
            run.pop()
    for line in run:
        number = _roman(line.text) or _WORDLESS.match(line.text)
        line.gone = NUMBER if number else HEAD if top else FOOT


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
    """The `column` from its top, where all other words of the page stand on one side of it and it counts lines.

    It may begin anew: heads, feet and notes are counted apart by some. What counts parts of a text counts other lines
    than each, or each fifth.
    """
    words = sorted(column, key=lambda word: -word.base)
    own = {id(word) for word in words}
    left, right = min(word.left for word in words), max(word.right for word in words)
    others = [word for line in page.kept for word in line.words if id(word) not in own]
    if not others or not (all(o.left > right + 2 for o in others) or all(o.right < left - 2 for o in others)):
        return []
    steps = Counter(int(b.text) - int(a.text) for a, b in pairwise(words))
    step, times = steps.most_common(1)[0]
    if step not in _STEPS:
        return []
    if times == len(words) - 1 and step > 1:
        return words
    bases = sorted({word.base for word in others}, reverse=True)
    at = [bisect_left(bases, -word.base - 1, key=lambda base: -base) for word in words]
    each = sum(
        int(b.text) - int(a.text) == step == below - above
        for (a, b), (above, below) in zip(pairwise(words), pairwise(at), strict=True)
    )
    return words if _MOST * each >= len(words) - 1 else []
