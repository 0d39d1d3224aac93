"""One pass over a text: each word is looked up once, and what can begin with it is read there."""

from __future__ import annotations

from functools import partial
from itertools import compress, count
from operator import or_

from akn.enrichment.context import NOWHERE, Context
from akn.enrichment.reading import Found, Parser, Parted, Reading, one, parted
from akn.enrichment.settling import nested
from akn.enrichment.sought import Tables
from akn.matching.alike import alike
from akn.matching.scripts import unspaced
from akn.model.resolution import Date, Mark, Markup, Mention, Ref

#: What comes before it begins with a figure.
_LETTERS = ":"
#: So many prefixes a word has at most: “وب”.
_PREFIXES = 2


def scan(text: str, tables: Tables, context: Context = NOWHERE) -> tuple[Mark, ...]:
    """The marks of `text`, in order, the outer before the inner.

    They never cross. Of two that would begin at the same place the longer
    wins; of two that overlap, the one that begins first. Dates may lie within
    references, and names within references that are known by their date.
    """
    return measured(text, tables, context)[0]


def measured(text: str, tables: Tables, context: Context = NOWHERE) -> tuple[tuple[Mark, ...], int]:
    """What `scan` gives, and the number of steps it took."""
    reading = Reading(alike(text), context)
    if context.acts is not None:
        reading.acts = context.acts
    dates = tables.moments.find(reading.text)
    reading.dates = {mark.start: mark.end for mark in dates}
    reading.days = {mark.start: mark.markup.iso for mark in dates if isinstance(mark.markup, Date)}
    marks: list[Mark] = []
    defined, following, signs = context.defined, tables.following, tables.signs
    closed = opened = 0
    words = parted(reading.text)
    for place in beginnings(words, tables, context):
        word, start = words.words[place], words.start(place)
        at = start
        by_second = following.get(word)
        # What stands behind some words decides what they can begin.
        held = by_second.get(words.behind(place), by_second[""]) if by_second else tables.parsers.get(word)
        if word in defined:
            held = (partial(_defined, defined[word]), *(held or ()))
        if held is None and word < _LETTERS:
            end = start + len(word)
            sign = reading.text[end : end + 1]
            unsigned = signs is not None and ("" if sign.isalpha() else sign) not in signs
            held = tables.digits_alone if unsigned else tables.digits
        elif held is None:
            # What is written in one word with the next: “و”, “ب”.
            held, at = _behind_prefixes(word, at, tables)
        if not held or at < closed or not (at > start or _may_begin(reading.text, at)):
            continue
        found = _longest(reading, at, held)
        if found is None:
            continue
        if at < opened and (
            found.end > opened or not all(isinstance(m.markup, Mention) for m in found.marks)
        ):
            # Within an open reference only names that end in it count.
            continue
        marks.extend(found.marks)
        if found.open:
            opened = found.end
        else:
            closed = found.end
    return nested((*_with_own(reading.text, marks, tables), *dates)), reading.steps + len(words.words)


def beginnings(text: Parted, tables: Tables, context: Context) -> list[int]:
    """Which of the words of `text` can begin something."""
    words = text.words
    # They are very many, and asked without a line of Python for each.
    known = map(or_, map(tables.parsers.__contains__, words), map(str.isdecimal, words))
    if context.defined:
        known = map(or_, known, map(context.defined.__contains__, words))
    if tables.prefixes:
        known = map(or_, known, (word[:1] in tables.prefixes for word in words))
    return list(compress(count(), known))


def _with_own(text: str, marks: list[Mark], tables: Tables) -> list[Mark]:
    """`marks` and the numbers of the institution itself, which go before a shorter one that begins where they do."""
    for named in tables.own(text) if tables.own else ():
        if text[named.end - 1] == ".":
            continue  # “75/901.” stands before a title; in a text it is any number at the end of a sentence
        over = [m for m in marks if m.start < named.end and named.start < m.end]
        if named.identifier.href and all(m.start == named.start and m.end < named.end for m in over):
            number = Mark(named.start, named.end, Ref(named.identifier.href))
            marks = [*(m for m in marks if m not in over), number]
    return marks


def _may_begin(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    glued = before.isalnum() and not unspaced(before)
    return not (glued or before in "_./" or (before == "-" and text[at].isdigit()))


def _behind_prefixes(word: str, at: int, tables: Tables) -> tuple[tuple[Parser, ...] | None, int]:
    """What may begin behind the one or two prefixes of `word`, and where that is."""
    for taken in range(1, _PREFIXES + 1):
        if word[taken - 1] not in tables.prefixes or taken == len(word):
            break
        if held := tables.parsers.get(word[taken:]):
            return held, at + taken
    return None, at


def _longest(reading: Reading, at: int, parsers: tuple[Parser, ...]) -> Found | None:
    best: Found | None = None
    for parser in parsers:
        reading.steps += 1
        found = parser(reading, at)
        if found is not None and (best is None or found.end > best.end):
            best = found
    return best


def _defined(names: tuple[tuple[str, Markup], ...], reading: Reading, at: int) -> Found | None:
    """A name that the document itself has defined."""
    for name, markup in names:
        end = at + len(name)
        if reading.text.startswith(name, at) and not reading.text[end : end + 1].isalnum():
            return one(at, end, markup)
    return None
