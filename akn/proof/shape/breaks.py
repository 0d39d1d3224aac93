"""Doubts about line breaks that were lost or put in among recitals, where signs tell what a part is.

A recital ends in a comma, and so do the parts of its sentence: what tells one from the other is what stands behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from akn.findings import Finding
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.openers import Openers
from akn.proof.shape.placing import Placed, ended
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
#: So many commas has no recital that is one, in a script that puts fewer.
_MANY = 4
#: Words that end as participles do and are shorter may be anything; with a capital, names.
_SMALL, _SHORTEST = 3, 5
#: Among so many words at the head of a recital is the one that tells what somebody does beside.
_FIRST = 5


def all_of(seen: Seen, lines: Sequence[Placed], words: Openers) -> Iterator[Finding]:
    """All such doubts."""
    if not words.by_signs:
        return
    acts: dict[int, list[Unit]] = {}
    for unit in seen.units:
        if unit.part == "recital":
            acts.setdefault(unit.act, []).append(unit)
    for units in acts.values():
        yield from _run_together(seen, units, words)
        yield from _in_one(units, words)
        yield from _broken(units, words)
    yield from unnumbered(seen, words)
    yield from joined(lines, words)


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
    if len(chunk) < _LONG or re.split("['’]", chunk[-1])[-1][:1].isupper():
        return False
    name = re.compile(rf"[^\W\d_][ '’]{re.escape(found[1])}(?!\w)")
    return not any(name.search(block.text) for block in seen.blocks if found[1] in block.text)


def _in_one(units: Sequence[Unit], words: Openers) -> Iterator[Finding]:
    """A preamble of one recital that holds the words with which several begin, or as many commas as several have."""
    if len(units) > 1:
        return
    for block in units[0].blocks:
        commas = [block.text[comma.end() :] for comma in _COMMA.finditer(block.text)]
        begun = sum("recital" in words.opening(rest)[0] or _formed(rest, words) for rest in commas)
        unspaced = sum(_CJK.match(rest) is not None for rest in commas)
        # Of Chinese the table knows few beginnings: one is as good as two there, where as many commas stand.
        if begun >= _SEVERAL or unspaced >= _MANY or (begun and unspaced >= _SEVERAL):
            said = f"all recitals may stand in one: {quoted(block.text)}"
            yield doubt("SHA019", said, eid=block.eid)


def _formed(text: str, words: Openers) -> bool:
    """Whether the first word of `text` has the form of one that tells what somebody does beside."""
    first = text.split(maxsplit=1)[:1]
    word = first[0].rstrip(",") if first else ""
    return (
        len(word) >= (_SHORTEST if word[:1].isupper() else _SMALL)
        and word not in words.little
        and word.endswith(words.participles or ("\0",))
    )


def _broken(units: Sequence[Unit], words: Openers) -> Iterator[Finding]:
    """Recitals that begin as none does: with a figure, with a little word, not as all others, which begin alike."""
    firsts = [unit.blocks[0].text.lstrip()[:1] for unit in units]
    for at, unit in enumerate(units):
        text = unit.blocks[0].text.lstrip()
        if not at or unit.num or "recital" in words.opening(text)[0]:
            continue
        others = {first for n, first in enumerate(firsts) if n not in (0, at)}
        alone = len(units) > _OTHERS and len(others) == 1 and not others & {firsts[at]} and _uncased(text)
        small = text[:1].islower() and bool(words.participles) and not _opens_later(text, words)
        if alone or small or text[:1].isdigit():
            said = f"this line may go on the recital above: {quoted(text)}"
            yield doubt("SHA019", said, eid=unit.eid)


def _opens_later(text: str, words: Openers) -> bool:
    """Whether a word with which recitals begin is among the first few of `text`: “with satisfaction noting”."""
    said = text.split(maxsplit=_FIRST)
    rests = (" ".join(said[n:]) for n in range(min(_FIRST, len(said))))
    return any("recital" in words.opening(rest)[0] or _formed(rest, words) for rest in rests)


def _uncased(text: str) -> bool:
    """Whether `text` begins in a script without capitals that parts words by blanks."""
    return text[:1].lower() == text[:1].upper() and text[:1].isalpha() and _CJK.match(text) is None


def unnumbered(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Paragraphs without a number that begin as recitals do: the comma that ends one was lost, or the break behind."""
    for unit in seen.units:
        if unit.part == "paragraph" and not unit.num and unit.text[:1].isupper():
            kinds = words.opening(unit.text)[0]
            behind = _WORDS.match(unit.text)
            small = behind is not None and behind[2][0].islower()
            if kinds == {"recital"} or (not kinds and small and _formed(unit.text, words)):
                said = f"this paragraph begins as a recital does: {quoted(unit.text)}"
                yield doubt("SHA019", said, eid=unit.eid)


def joined(lines: Sequence[Placed], words: Openers) -> Iterator[Finding]:
    """Lines that were joined to a recital without a sign at its end, and begin with a word that begins recitals.

    Only where hardly any lines were joined: else the text was wrapped.
    """
    found = [
        line
        for line in lines
        if line.inside and line.block is not None and line.block.part == "recital" and not line.joined
    ]
    if len(found) > _SEVERAL:
        return
    for line in found:
        if line.text[:1].islower() and not ended(line.before) and _formed(line.text, words):
            said = f"a recital may begin in the middle of another: {quoted(line.text)}"
            yield doubt("SHA019", said, line=line.number, eid=line.block.eid if line.block else "")
