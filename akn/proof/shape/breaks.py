"""Doubts about line breaks that were lost or put in among recitals, where signs tell what a part is.

A recital ends in a comma, and so do the parts of its sentence: what tells one from the other is what stands behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from akn.findings import Finding
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.openers import Openers
from akn.proof.shape.units import Seen, Unit

#: A comma within a sentence, and the mark of a note behind it.
_COMMA = re.compile(r"[,،，](?:\d{1,3}|\(\d{1,3}\)|\[\d{1,3}\])?(?P<space>\s*)(?=[^\W\d_])")
#: The first word of a part of a sentence, without the letter and the apostrophe before it, and the word behind it.
_WORDS = re.compile(r"(?:[^\W\d_]['’])?([^\W\d_][\w-]*) ([^\W\d_]\S*)")
#: What no blanks part.
_CJK = re.compile(r"[\u3400-\u9fff]")
#: A part of a sentence with fewer words may be a name in a list of names.
_LONG = 5
#: So many recitals on one line are no chance; so many others show how those of a text begin.
_SEVERAL, _OTHERS = 2, 3
#: Among so many words at the head of a recital is the one that tells what somebody does beside.
_FIRST = 5


def all_of(seen: Seen, words: Openers) -> Iterator[Finding]:
    """All such doubts."""
    acts: dict[int, list[Unit]] = {}
    for unit in seen.units:
        if unit.part == "recital":
            acts.setdefault(unit.act, []).append(unit)
    for units in acts.values():
        yield from _run_together(seen, units, words)
        yield from _in_one(units, words)
        yield from _broken(units, words)


def _run_together(seen: Seen, units: Sequence[Unit], words: Openers) -> Iterator[Finding]:
    """Capitals of no name behind a comma, and commas without a blank behind them: a recital may begin there."""
    capitals = 2 * sum(unit.text[:1].isupper() for unit in units) > len(units)
    for unit in units:
        for block in unit.blocks:
            for comma in _COMMA.finditer(block.text):
                rest = block.text[comma.end() :]
                glued = not comma["space"] and comma[0][0] != "，" and not _CJK.match(rest)
                capital = capitals and rest[0].isupper()
                if glued or (capital and _no_name(seen, block.text[: comma.start()], rest, words)):
                    said = f"a recital may begin in the middle of another: {quoted(rest)}"
                    yield doubt("SHA019", said, eid=block.eid)


def _no_name(seen: Seen, before: str, rest: str, words: Openers) -> bool:
    """Whether `rest` begins with a word that begins no name, as far as this text shows."""
    found = _WORDS.match(rest)
    if found is None or found[1].isupper() or not found[2][0].islower() or found[2] in words.joining:
        return False
    if ":" in rest.partition(",")[0]:
        return False  # the title of a report
    chunk = before.rpartition(",")[2].split()
    if len(chunk) < _LONG or not re.split("['’]", chunk[-1])[-1][:1].islower():
        return False
    name = re.compile(rf"[^\W\d_][ '’]{re.escape(found[1])}(?!\w)")
    return not any(name.search(block.text) for block in seen.blocks if found[1] in block.text)


def _in_one(units: Sequence[Unit], words: Openers) -> Iterator[Finding]:
    """A preamble of one recital that holds the words with which several begin."""
    if len(units) > 1:
        return
    for block in units[0].blocks:
        begun = [c for c in _COMMA.finditer(block.text) if "recital" in words.opening(block.text[c.end() :])[0]]
        if len(begun) >= _SEVERAL:
            said = f"all recitals may stand in one: {quoted(block.text)}"
            yield doubt("SHA019", said, eid=block.eid)


def _broken(units: Sequence[Unit], words: Openers) -> Iterator[Finding]:
    """Recitals that begin as none does: with a figure, with a little word, not as all others, which begin alike."""
    firsts = [unit.blocks[0].text.lstrip()[:1] for unit in units]
    for at, unit in enumerate(units):
        text = unit.blocks[0].text.lstrip()
        if not at or unit.num or "recital" in words.opening(text)[0]:
            continue
        others = {first for n, first in enumerate(firsts) if n not in (0, at)}
        alone = len(units) > _OTHERS and len(others) == 1 and not others & {firsts[at]} and _uncased(text)
        little = text[:1].islower() and text.split(maxsplit=1)[0] in words.little and not _opens_later(text, words)
        if alone or little or text[:1].isdigit():
            said = f"this line may go on the recital above: {quoted(text)}"
            yield doubt("SHA019", said, eid=unit.eid)


def _opens_later(text: str, words: Openers) -> bool:
    """Whether a word with which recitals begin stands behind the first few of `text`: “with satisfaction noting”."""
    said = text.split(maxsplit=_FIRST)
    return any("recital" in words.opening(" ".join(said[n:]))[0] for n in range(1, min(_FIRST, len(said))))


def _uncased(text: str) -> bool:
    """Whether `text` begins in a script without capitals that parts words by blanks."""
    return text[:1].lower() == text[:1].upper() and text[:1].isalpha() and _CJK.match(text) is None
