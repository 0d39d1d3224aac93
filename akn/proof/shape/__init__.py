"""The proof of shape: a second judgement of a conversion, from the finished documents and the lines of the source.

It shares no code with the stages it judges. Of the knowledge it uses only the
tables: the phrases of the institution in the language, its letters, and the
little words of all languages. Each doubt is a finding with a remedy; where
the structure is probably wrong, it is an error, so that nobody takes the
conversion for right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from akn.findings import Finding
from akn.languages import load
from akn.model.source import Dropped, Source
from akn.proof.shape import (
    breaks,
    facts,
    fellows,
    glued,
    kinds,
    leftout,
    parted,
    people,
    raw_signs,
    runs,
    series,
    strangers,
    tongue,
)
from akn.proof.shape.counting import alphabets
from akn.proof.shape.openers import openers
from akn.proof.shape.placing import place
from akn.proof.shape.units import Element, see

#: So many doubts of one code are told; more say nothing new.
_SEVERAL = 20


def doubts(
    source: Source,
    dropped: Iterable[Dropped],
    roots: Iterable[Element],
    language: str,
    institution: str,
    unplaced: Collection[int] = (),
) -> tuple[Finding, ...]:
    """What is doubtful in the documents at `roots`, which were written from `source` in that order.

    `roots` are those of the bytes that were written, parsed again. `dropped` is
    all that was left out by name, by the reader and later. `language` is an
    ISO 639-3 code, `institution` the key of the table. `unplaced` are the lines of
    which it was told that they have no place: that they may be none of the act is
    no news.

    Returns the doubts in the order of the source; those without a line last.

    Raises:
        TableError: there is no table of that language.
    """
    seen = see(roots)
    gone = (*dropped,)
    words = openers(language, institution)
    lines = place(source, gone, seen)
    found: list[Finding] = []
    for some in (
        kinds.all_of(seen, lines, words),
        runs.all_of(seen, _letters(language), lines),
        series.all_of(seen, words),
        leftout.all_of(source, seen, gone, lines, words),
        fellows.all_of(seen, words),
        glued.all_of(lines),
        breaks.all_of(seen, lines, words),
        strangers.all_of(seen, lines, words, unplaced),
        facts.title(seen, words),
        facts.titles(seen, words),
        raw_signs.letters(seen),
        parted.words(seen, words),
        raw_signs.formats(seen),
        tongue.scripts(seen, words),
        tongue.accents(seen, words),
        facts.dates(seen, words),
        people.authors(seen, lines, words),
        people.proponents(seen, words),
        facts.unread(seen, words),
        facts.formula(seen, words),
        tongue.languages(lines, language, words),
        facts.twins(seen),
        facts.language(seen, language),
    ):
        found += islice(some, _SEVERAL * 5)
    return _few(found)


def _letters(language: str) -> Sequence[str]:
    """The letters of recitals as the table of the language has them."""
    letters = load(language).table.get("letters", {}).get("recitals", "latin")
    return alphabets()[letters] if isinstance(letters, str) else tuple(letters)


def _few(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each doubt once, in the source's order, of each code no more than are read."""
    kept: dict[tuple[str, int | None, str, str], Finding] = {}
    times: dict[str, int] = {}
    for one in sorted(found, key=lambda f: (f.source_line is None, f.source_line or 0)):
        key = (one.code, one.source_line, one.eid, "" if one.source_line else one.message)
        if key in kept or times.get(one.code, 0) >= _SEVERAL:
            continue
        kept[key] = one
        times[one.code] = times.get(one.code, 0) + 1
    return tuple(kept.values())
