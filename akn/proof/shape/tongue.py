"""Doubts about the language of parts: lines in another one, or in a script that the document's is not written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from unicodedata import normalize

from akn.findings import Finding
from akn.languages import index
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.openers import Openers
from akn.proof.shape.placing import Placed
from akn.proof.shape.units import POINTS, UNITS, Seen

_WORDS = re.compile(r"[^\W\d_]+")
#: The number of a document: its letters are no words.
_SYMBOL = re.compile(r"\S*/\S*")
#: The parts that say something; of a line that is in none it was told that it has no place.
_TOLD = UNITS | POINTS | {"formula", "heading"}
#: Where the lines of an attachment stand that are in no part.
_LOOSE = frozenset({"attachment", "mainBody", "hcontainer"})
#: A line is judged by its little words where it has so many words.
_ENOUGH = 8
#: So few letters may stand for something: “I”, “A/C.3”.
_LETTERS = 4
#: The letters of each script that a language of ours is written in; letters that no Latin script has.
_SCRIPTS = {
    "LATIN": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "GREEK": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"),
    "CYRILLIC": re.compile(r"[\u0400-\u052f]"),
    "ARABIC": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
    "CJK": re.compile(r"[\u3400-\u9fff]"),
}
_NOT_LATIN = re.compile(
    r"[^\W\d_\u0000-\u036f\u1d00-\u1eff\u2070-\u2bff\ua720-\ua7ff\ufb00-\ufb06\uff21-\uff5a]"
)
#: In so many words at the least so many should have an accent.
_SEVERAL, _EXPECTED = 60, 12
#: Where fewer words have one, a text may well do without.
_USUAL = 0.08
#: Where more than one of so many long lines in the attachments is in another language, a whole one is.
_WHOLE = 2


def languages(lines: Sequence[Placed], language: str, words: Openers) -> Iterator[Finding]:
    """Lines of the act whose little words are another language's; in attachments, where those are few."""
    attached: list[Finding] = []
    long = 0
    for line in lines:
        block = line.block
        if block is None:
            continue
        loose = block.part not in _TOLD
        if loose and not (block.part in _LOOSE and block.attached):
            continue  # what has no place is told as such
        said = line.text.casefold().split()
        if len(said) < _ENOUGH:
            continue
        long += loose
        if sum(map(words.little.__contains__, said)) * 8 > len(said):
            continue
        said = _WORDS.findall(_SYMBOL.sub(" ", line.text).casefold())
        own = sum(map(words.little.__contains__, said))
        if own * 8 > len(said):
            continue
        best, hits = max(
            ((code, len(of.intersection(said))) for code, of in _others(language).items()),
            key=lambda p: p[1],
        )
        held = "" if line.block is None else line.block.key[: line.offset]
        if held.count("“") > held.count("”"):
            continue  # the name of something, in its own language
        if hits >= 3 and hits >= 3 * own + 2:
            message = f"this line looks like {best}, not {language}: {quoted(line.text)}"
            found = doubt("SHA011", message, line=line.number, eid=block.eid)
            if loose:
                attached.append(found)
            else:
                yield found
    if len(attached) * _WHOLE <= long:
        yield from attached


@lru_cache(maxsize=64)
def _others(language: str) -> Mapping[str, frozenset[str]]:
    """The little words of every language but this."""
    return {code: frozenset(row["common"]) for code, row in index.read().items() if code != language}


def accents(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Texts in which no word has one of the letters that the language has beyond ASCII, though many words should."""
    share = _share(words.known())
    accented = _accented(words.alphabet) if share >= _USUAL else ()
    if not accented or any(letter in seen.stream for letter in accented):
        return
    said = sum(block.text.count(" ") + 1 for block in seen.blocks if block.part in UNITS | POINTS)
    if said >= _SEVERAL and said * share >= _EXPECTED:
        yield doubt("SHA021", f"none of {said} words has a letter like “{accented[0]}”: such were lost")


@lru_cache(maxsize=32)
def _accented(alphabet: frozenset[str]) -> tuple[str, ...]:
    """The letters of `alphabet` that are one of ASCII and an accent, or another letter and one."""
    return tuple(sorted(letter for letter in alphabet if len(normalize("NFD", letter)) > 1))


@lru_cache(maxsize=32)
def _share(known: frozenset[str]) -> float:
    """How many of the words `known` of a language hold a letter with an accent."""
    return sum(len(normalize("NFD", word)) > len(word) for word in known) / max(len(known), 1)


def scripts(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Headings and parts of an act in another script than the language, headings in letters that it has not."""
    script = next((_script(phrase) for phrase in words.formulas), "")
    own = _SCRIPTS.get(script)
    if own is None:
        return
    for block in seen.blocks:
        heading = block.part == "heading"
        if not heading and block.part not in UNITS | POINTS:
            continue
        if script == "LATIN":
            if block.text.isascii():
                continue
            strange = len(_NOT_LATIN.findall(block.text)) * 2 > sum(map(str.isalpha, block.text))
        else:
            strange = own.search(block.text) is None and sum(map(str.isalpha, block.text)) >= _LETTERS
        if strange:
            message = f"nothing here is in the document's script: {quoted(block.text)}"
            yield doubt("SHA011", message, eid=block.eid)
        elif heading and script == "LATIN" and _lent(block.text, words.alphabet) > 1:
            message = f"this heading is in letters that the language has not: {quoted(block.text)}"
            yield doubt("SHA011", message, eid=block.eid)


def _lent(text: str, alphabet: frozenset[str]) -> int:
    """How many words of `text` have a letter that is not in `alphabet`; one may be a name."""
    return sum(
        any(not letter.isascii() and letter not in alphabet for letter in normalize("NFC", word))
        for word in _WORDS.findall(text.casefold())
    )


def _script(text: str) -> str:
    """The first word of the name of the first letter of `text`: LATIN, GREEK, CYRILLIC and so on."""
    letter = next((c for c in text if c.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
