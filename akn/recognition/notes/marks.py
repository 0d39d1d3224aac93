"""The marks of footnotes in the text: raised, linked, in brackets, or a digit glued to a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace

from akn.findings import Finding
from akn.matching.alike import alike
from akn.matching.scripts import unspaced
from akn.model.resolution import Block, Link, Mark, Note, Style
from akn.recognition.labels import lowered, note_label_of

_MARK = re.compile(
    r"""
      \[\^ (?P<name> [^\s\[\]^]{1,60} ) \]
    | \[ \s? (?P<square> [0-9]{1,5}[a-z]? | \*{1,3} ) \s? \]
    | \( \s? (?P<round> [0-9]{1,5}[a-z]? | \*{1,3} ) \s? \)
    | (?P<raised> [\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,5} )
    | (?P<slash> [0-9]{1,3} ) / (?= [\s,;.)] | $ )
    | (?P<bare> [0-9]{1,9}[a-z]? | \*{1,3} ) (?=
        [\s;,.:)\]!?"'\u00bb\u201d\u2019\u00b7\u060c\u061b\u3001\u3002\u300b\u300d\uff09\uff0c\uff1b\uff1a] | $ )
    """,
    re.VERBOSE,
)
#: What a mark begins with: few characters of a text do. A figure behind a figure begins none, and a year or another
#: short number between blanks is none.
_FIRST = re.compile(
    r"[\[(*0-9\u2070\u00b9\u00b2\u00b3\u2074-\u2079](?<![0-9][0-9])(?!(?<= [0-9])[0-9]{0,3}[ ,;:.)-])"
)
_HELD = re.compile(r"[(\[]?\s?([0-9]{1,5}[a-z]?|\*{1,3})\s?[)\]]?")
#: A mark that is linked to its note may be a Roman numeral, as those of endnotes are.
_LINKED = re.compile(r"[(\[]?\s?([0-9]{1,5}[a-z]?|\*{1,3}|[ivxl]{1,6})\s?[)\]]?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_CLOSERS = frozenset(")]”’\"'»\u300b\u300d\u300f\uff09")
_STOPS = frozenset(".,;:!?\u060c\u061b\uff0c\uff1b\uff1a\u3002\u3001")
_THOUSANDS = re.compile(r"\s[0-9]{3}(?![0-9])")
_SESSION = re.compile(r"(?<![0-9])[0-9]{2}/[0-9]{1,3}$")
_ENDED = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}$|(?<![0-9])[0-9]{1,3}/[0-9]{1,3}$|[)\]”’\"'»\u300b\u300d\uff09]$"
)


class Trust(IntEnum):
    """How surely a mark is one: the more, the rather it is taken."""

    POWER = 1  # “10³”, “m²”
    CAPITALS = 2  # “NATO1”, but also “CO2” and “PM10”
    LOOSE = 3  # “(1)” behind a space: it may point to a provision
    GLUED = 4
    BRACKETED = 6
    RAISED = 8


class Spot(Struct, frozen=True):
    """A mark: the text it stands in, as its place among all texts, and its offsets there.

    `cell` is the place of the text among those of its table. `form` is that of
    the label which a note to it may have: ``(``, ``[``, ``[^`` or "".
    """

    text: int
    start: int
    end: int
    marker: str
    form: str
    trust: Trust
    cell: int = 0
    stopped: bool = False

    @property
    def sure(self) -> bool:
        """Whether it is the mark of a note even if that has another one already: no name, and no number."""
        return self.trust >= Trust.GLUED or self.stopped

    def answers(self, marker: str, form: str) -> bool:
        """Whether a note with this `marker`, whose label is of this `form`, may belong to it."""
        if marker != self.marker or "[^" in (form, self.form):
            return (marker, form) == (self.marker, self.form)
        return not self.form or form not in ("(", "[") or form == self.form


#: The letters before a number within the symbol of a document.
_SYMBOL = re.compile(r"/[A-Z][A-Za-z]{0,5}\.\Z")


def spots_of(texts: Iterable[tuple[int, str, Sequence[Mark]]]) -> list[Spot]:
    """The marks in `texts`, each with its place and what is marked in it, in the order of the text.

    What stands twice is a name (``CO2``), no mark. What a line begins with is its own number.
    """
    found: list[Spot] = []
    named: Counter[str] = Counter()
    of: dict[Spot, str] = {}
    at, cell = -1, 0
    for place, text, marks in texts:
        cell = cell + 1 if place == at else 0
        at = place
        for spot in spots_in(at, text, marks, cell):
            if not spot.form and spot.trust is Trust.CAPITALS and text[spot.start - 1] not in _STOPS:
                of[spot] = f"{_word_before(text, spot.start)}{spot.marker}"
                named[of[spot]] += 1
            found.append(spot)
    return [spot for spot in found if spot not in of or named[of[spot]] == 1] if of else found


def spots_in(at: int, text: str, marks: Sequence[Mark] = (), cell: int = 0) -> Iterator[Spot]:
    """The marks in one text, in order; where a note stands already is none."""
    shown = sorted(_shown(at, text, marks), key=lambda spot: spot.start) if marks else []
    taken = [(m.start, m.end) for m in marks if isinstance(m.markup, Note)]
    taken += [(spot.start, spot.end) for spot in shown]
    read = [
        spot
        for match in _matches(text)
        if (spot := _read(at, text, match)) and not any(a < spot.end and spot.start < b for a, b in taken)
    ]
    for spot in sorted((*shown, *read), key=lambda spot: spot.start) if shown else read:
        yield replace(spot, cell=cell) if cell else spot


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What in `text` has the form of a mark, from left to right."""
    at = 0
    while (first := _FIRST.search(text, at)) is not None:
        at = first.start()
        match = _MARK.match(text, at)
        if match is None:
            at += 1
        else:
            yield match
            at = match.end()


def _shown(at: int, text: str, marks: Sequence[Mark]) -> Iterator[Spot]:
    """What the page raises or links within itself."""
    notes = [m for m in marks if isinstance(m.markup, Note)]
    seen: list[Mark] = []
    for mark in marks:
        linked = isinstance(mark.markup, Link) and mark.markup.href.startswith("#")
        if not linked and not (isinstance(mark.markup, Style) and mark.markup.name == "sup"):
            continue
        held = (_LINKED if linked else _HELD).fullmatch(lowered(text[mark.start : mark.end].strip()))
        if held is None or not mark.start or any(m.start < mark.end and mark.start < m.end for m in seen):
            continue
        if any(n.start <= mark.start < n.end for n in notes):
            continue
        seen.append(mark)
        trust = Trust.RAISED if linked or not _power(text, mark.start) else Trust.POWER
        yield Spot(at, mark.start, mark.end, held[1], "", trust)


def _read(at: int, text: str, match: re.Match[str]) -> Spot | None:
    start, end = match.span()
    kind, said = match.lastgroup or "", match[match.lastgroup or ""]
    if not start:
        # The label of the line, unless the line was wrapped before a mark: “20206,”, “[1], and”.
        return _bare(at, text, start, end, said) if kind == "bare" else _wrapped(at, text, end, kind, said)
    before = text[start - 1]
    match kind:
        case "name":
            return Spot(at, start, end, said, "[^", Trust.RAISED)
        case "raised":
            trust = Trust.POWER if _power(text, start) else Trust.RAISED
            return Spot(at, start, end, lowered(said), "", trust)
        case "square":
            return Spot(at, start, end, said, "[", Trust.LOOSE if before.isspace() else Trust.BRACKETED)
        case "slash":
            apart = before.isspace() or before.isalpha() or before in _STOPS or before in _CLOSERS
            return Spot(at, start, end, said, "", Trust.BRACKETED) if apart else None  # “30 June 1992,1/”
        case "round":
            trusted = _round(text, start)
            return None if trusted is None else Spot(at, start, end, said, "(", trusted)
        case _:
            return _bare(at, text, start, end, said)


def _wrapped(at: int, text: str, end: int, kind: str, said: str) -> Spot | None:
    if note_label_of(alike(text)) is not None:
        return None
    form = {"name": "[^", "square": "[", "round": "("}.get(kind, "")
    return Spot(at, 0, end, lowered(said), form, Trust.LOOSE)


def _round(text: str, start: int) -> Trust | None:
    """“(1)” behind a number is part of a provision, “Rule 132(1)”, but not behind a year."""
    before = text[start - 1]
    if before.isdigit():
        if _SESSION.search(text, max(0, start - 8), start):
            return Trust.LOOSE  # “resolution 76/930(5)”
        before_year = text[start - 5] if start > 4 else " "  # a year has four digits
        if start < 4 or not _YEAR.fullmatch(text, start - 4, start) or before_year.isalnum():
            return None
        return Trust.LOOSE if before_year == "/" else Trust.GLUED  # “1049/2001(1)”
    if before.isspace():
        return Trust.LOOSE
    return Trust.CAPITALS if _word_before(text, start).isupper() else Trust.BRACKETED


def _bare(at: int, text: str, start: int, end: int, said: str) -> Spot | None:
    """A digit counts only where it is glued to a word, a closing mark, a stop or a year."""
    before = text[start - 1] if start else " "
    symbol = before == "." and _SYMBOL.search(text, max(0, start - 12), start)  # “A/75/L.9/Add.1”
    if before.isdigit() or before == "*" or symbol:
        return None
    if _YEAR.match(said) and 4 < len(said) < 8 and not before.isalpha():
        return Spot(at, start + 4, end, said[4:], "", Trust.GLUED)
    if before.isspace() or len(said) > 5:
        return _spaced(at, text, start, end, said)
    if before in _CLOSERS:
        return Spot(at, start, end, said, "", Trust.GLUED)
    if unspaced(before) and before not in _STOPS and _THOUSANDS.match(text, end):
        return None  # “共计1 930 000美元”
    word = _word_before(text, start - (before in _STOPS))
    if len(word) < 2 and not (word and unspaced(word)):
        # “for 2019,1”, “resolution 74/933,2”, “(No. 182),3”, “，5” where the line was broken before the comma
        ended = before in _STOPS and (
            _ENDED.search(text, max(0, start - 9), start - 1) or (start == 1 and unspaced(before))
        )
        return Spot(at, start, end, said, "", Trust.LOOSE, stopped=True) if ended else None
    if unspaced(word[-1]) and before not in _STOPS and not (text[end : end + 1] or " ").isspace():
        return None  # “第3、4段”, “9月”
    if unspaced(word[-1]) and end == len(text) and text[start - 2 : start - 1].isdigit():
        return Spot(at, start, end, said, "", Trust.LOOSE)  # “2006年2”, whose month the next line may name
    sure = not word.isupper() and before not in _STOPS
    trust = Trust.GLUED if sure else Trust.CAPITALS
    return Spot(at, start, end, said, "", trust, stopped=before in _STOPS)


def _spaced(at: int, text: str, start: int, end: int, said: str) -> Spot | None:
    """A short number behind a blank is a mark at the end of a line, or where the line was broken before it."""
    if len(said) > 3 or not said.strip("0"):
        return None  # “0”, in a cell, is none
    if not start:
        broken = end == len(text) or (text[end : end + 1] == " " and unspaced(text[end + 1 : end + 2]))
        return Spot(at, start, end, said, "", Trust.LOOSE) if broken else None
    ends = end == len(text) and text[start - 1] == " " and text[start - 2] in ",.;"
    return Spot(at, start, end, said, "", Trust.LOOSE, stopped=True) if ends else None  # “the Republic, 19”


def _word_before(text: str, end: int) -> str:
    start, least = end, max(0, end - 40)
    while start > least and text[start - 1].isalnum() and not text[start - 1].isdecimal():
        start -= 1
    return text[start:end]


def _power(text: str, start: int) -> bool:
    """Whether what is raised at `start` may be a power: of a number, or of a unit of one or two letters."""
    if text[start - 1].isdigit():
        return _YEAR.fullmatch(text, start - 4, start) is None if start > 3 else True
    word = _word_before(text, start)
    return 0 < len(word) < 3 and word.islower()


def in_numbers(text: str, marker: str) -> list[tuple[int, int]]:
    """Where a number of `text` ends in `marker`: “57” may be 5 with note 7."""
    found = re.finditer(rf"(?<=[0-9]){re.escape(marker)}(?![0-9\w/])", text)
    return [(m.start(), m.end()) for m in found]


def unanswered(blocks: Iterable[Block]) -> list[Finding]:
    """A finding for each mark in `blocks`, notes already in place, whose note is missing, and each note without mark.

    A mark by itself is a number in square brackets, linked within the page, or
    in round brackets or raised behind a word; a bare digit only where it fills
    a gap among the notes that are there.
    """
    held = [b for b in blocks if b.marks or _FIRST.search(b.text)]
    notes = [(b, m) for b in held for m in b.marks if isinstance(m.markup, Note)]
    answered = {m.markup.marker for _, m in notes if isinstance(m.markup, Note)}
    last = max((int(n) for n in answered if n.isdecimal()), default=0)
    findings = [
        Finding.of("NOT001", source_line=m.markup.blocks[0].line, marker=m.markup.marker)
        for _, m in notes
        if m.start == m.end and isinstance(m.markup, Note) and not m.markup.counted
    ]
    return findings + [
        Finding.of("NOT002", source_line=held[spot.text].line, marker=spot.marker)
        for spot in spots_of((n, b.text, b.marks) for n, b in enumerate(held))
        if lone(spot, held[spot.text].text) or _fills(spot, answered, last)
    ]


def lone(spot: Spot, text: str) -> bool:
    """Whether `spot` is a mark by itself, with no note in sight."""
    if spot.form in ("[", "[^"):
        return True
    if spot.marker.startswith("*") or len(spot.marker) > 3:
        return False
    behind = text[spot.start - 1].isdigit() or len(_word_before(text, spot.start)) > 2
    closed = spot.form == "(" and behind and spot.trust in (Trust.GLUED, Trust.BRACKETED)
    return closed or (not spot.form and spot.trust is Trust.RAISED)


def _fills(spot: Spot, answered: set[str], last: int) -> bool:
    """Whether `spot` fills a gap among the notes that are there, the last of which is `last`."""
    if spot.form or spot.trust < Trust.GLUED or not spot.marker.isdecimal():
        return False
    return spot.marker not in answered and int(spot.marker) <= last
