"""Notes taken out of the running text and set over their marks, before anything else is read in it.

What stood before a note and what stands behind it are neighbours then, as for
a page break. The row of notes counts on over pages and over the acts of a file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import count, groupby

from msgspec import Struct
from msgspec.structs import replace

from akn.matching.scripts import unspaced
from akn.model.resolution import Mark, Note
from akn.model.source import Dropped, Grid, Line, Piece
from akn.recognition.idiom import Idiom
from akn.recognition.labels import NoteLabel
from akn.recognition.notes.chain import Link, heaviest
from akn.recognition.notes.extent import has_link_back
from akn.recognition.notes.lines import LONG_RULE, Lines, is_rule, labels_of
from akn.recognition.notes.marks import Spot, Trust, in_numbers, spots_of
from akn.recognition.notes.printed import NotesReader, Printed, counts_things

_MATCH = 100  # that a note has a mark weighs more than how sure the mark is
_YEARS = 1000  # no notes are counted so far
_NEAR = 200  # texts among which the number is looked for that a mark was glued to


class Taken(Struct, frozen=True):
    """The pieces of a text without its notes, these over their marks, and what was left out of the notes.

    `bridged` are the numbers of the pieces that stand behind a note.
    """

    pieces: tuple[Piece, ...]
    dropped: tuple[Dropped, ...] = ()
    bridged: frozenset[int] = frozenset()


def take_notes(pieces: Sequence[Piece], idiom: Idiom, of_each_page: Callable[[Line], str | None]) -> Taken:
    """Take the notes out of `pieces`; `of_each_page` says of a line why each page repeats it, or None.

    A note that nothing points to stays where it is, and says so (`Line.note`),
    if the text ends with it; in the midst of the text it is set behind the line
    above it, over no words.
    """
    labels = labels_of(pieces)
    if idiom.institution.told_by == "punctuation":
        labels = _of_prints(pieces, labels)
    if not _may_have_notes(pieces, labels):
        return Taken(tuple(pieces))
    spots = [
        spot
        for spot in spots_of(_texts(pieces))
        if not (
            _cut_off(spot, pieces)
            or _by_itself(spot, pieces, of_each_page)
            or _repeated(pieces[spot.text], of_each_page)
        )
    ]
    if not (_tells(pieces, labels) or any(spot.marker == "1" for spot in spots)):
        return Taken(tuple(pieces))
    notes = NotesReader(Lines(pieces, labels, idiom, of_each_page), spots).read()
    if (
        len(notes) == 1
        and notes[0].label.number > 1
        and not (notes[0].label.opening or notes[0].label.closing)
    ):
        return Taken(tuple(pieces))  # “2 comments”: a row of notes begins with the first
    by_signs = idiom.institution.told_by == "punctuation"
    assigned, left = _assigned(pieces, notes, spots, glued=not by_signs)
    again = _again(assigned, notes, spots) if by_signs else ()
    kept = [note for note in left if note.sure and not (assigned and counts_things(note, pieces[note.at]))]
    if not (assigned or kept):
        return Taken(tuple(pieces))
    return _without(pieces, assigned, kept, again, of_each_page)


def _of_prints(pieces: Sequence[Piece], labels: Mapping[int, NoteLabel]) -> dict[int, NoteLabel]:
    """Those of `labels` that may be of notes in a text full of numbers and years.

    A number without brackets is one only below a rule at the foot of a page, where such rules stand, and behind the
    last paragraph where none do.
    """
    ruled: set[int] = set()
    under = rules = False
    for at, piece in enumerate(pieces):
        above = pieces[at - 1] if at else None
        if isinstance(piece, Line) and len(piece.text) >= LONG_RULE and is_rule(piece.text):
            under = rules = True
        elif isinstance(piece, Line) and isinstance(above, Line) and piece.number > above.number + 1:
            under = False
        elif under:
            ruled.add(at)
    last = max((at for at, label in labels.items() if label.closing == "."), default=-1)
    return {
        at: label
        for at, label in labels.items()
        if label.number < _YEARS
        and (label.opening or (at in ruled if rules else at > last or label.closing))
        and (label.opening or label.closing or any(map(str.isspace, _around(pieces[at], label.end))))
    }


def _around(piece: Piece, at: int) -> str:
    """The characters before and behind `at` in the text of `piece`."""
    return piece.text[at - 1 : at + 1] if isinstance(piece, Line) else ""


def _cut_off(spot: Spot, pieces: Sequence[Piece]) -> bool:
    """Whether a bare figure at the end of its line is the beginning of a number that was broken there."""
    line, below = pieces[spot.text], pieces[spot.text + 1] if spot.text + 1 < len(pieces) else None
    if spot.form or not isinstance(line, Line) or not isinstance(below, Line) or spot.end < len(line.text):
        return False
    slash = line.text.endswith("/")  # “30 June 1992,1/”
    return not slash and below.number == line.number + 1 and below.text[:1].isdecimal()


def _by_itself(spot: Spot, pieces: Sequence[Piece], of_each_page: Callable[[Line], str | None]) -> bool:
    """Whether a bare figure is all of its line, and was not broken off a line in a script without blanks."""
    line, at = pieces[spot.text], spot.text - 1
    if spot.form or spot.start:
        return False
    if not isinstance(line, Line):
        return spot.trust is Trust.LOOSE  # a number in a cell
    if spot.end < len(line.text):
        return False
    while at >= 0 and _repeated(pieces[at], of_each_page):
        at -= 1
    above = pieces[at] if at >= 0 else None
    near = at < spot.text - 1 or (above is not None and line.number == above.number + 1)
    return not (near and isinstance(above, Line) and unspaced(above.text[-1:]))


def _repeated(piece: Piece, of_each_page: Callable[[Line], str | None]) -> bool:
    """Whether `piece` is what each page repeats: its figures are no marks."""
    return isinstance(piece, Line) and of_each_page(piece) is not None


def _may_have_notes(pieces: Sequence[Piece], labels: Mapping[int, NoteLabel]) -> bool:
    """Whether there is more than one row of “1.”, “2.” …, all that most texts have."""
    return _tells(pieces, labels) or sum(label.number == 1 for label in labels.values()) > 1


def _tells(pieces: Sequence[Piece], labels: Mapping[int, NoteLabel]) -> bool:
    """Whether some of `labels` are no numbers with a full stop, or lead back to a mark."""
    stops = all(label.closing == "." for label in labels.values())
    return not stops or any(has_link_back(pieces[at]) for at in labels)


def _texts(pieces: Sequence[Piece]) -> Iterator[tuple[int, str, Sequence[Mark]]]:
    """Every text that may hold marks, with the place of its piece."""
    for at, piece in enumerate(pieces):
        if isinstance(piece, Line):
            yield at, piece.text, piece.marks
        else:
            for line in _cells(piece):
                yield at, line.text, line.marks


def _cells(grid: Grid) -> Iterator[Line]:
    for row in grid.rows:
        for cell in row:
            yield from cell.lines


# ---------------------------------------------------------------------- which mark is whose


def _assigned(
    pieces: Sequence[Piece], notes: Sequence[Printed], spots: Sequence[Spot], *, glued: bool
) -> tuple[list[tuple[Printed, Spot]], list[Printed]]:
    """Each of `notes` with its mark, and those that have none.

    Of each row those marks are taken that follow one another as its notes do:
    the most of them, the surest of those. For a note that is left the first
    mark of its own will do, wherever it stands before the note, and, where that may be `glued` to a number, a part of
    one.
    """
    inside = {n for note in notes for n in range(note.at, note.end)}
    by_marker: dict[str, list[Spot]] = {}
    for spot in spots:
        if spot.text not in inside:
            by_marker.setdefault(spot.marker, []).append(spot)
    assigned: dict[int, Spot] = {}
    rows = [list(row) for _, row in groupby(notes, key=lambda note: note.row)]
    top = 0
    for row in rows:
        assigned |= {note.at: spot for note, spot in _chained(row, _of_row(row, by_marker, top))}
        top = row[-1].end
    used = set(assigned.values())
    chained = dict(assigned)
    for row in rows:
        for note, near in zip(row, _bounds(row, chained), strict=True):
            if note.at in assigned:
                continue
            own = _first(note, by_marker, used) or (_glued(note, pieces, near) if glued else None)
            if own is not None:
                assigned[note.at] = own
                used.add(own)
    return (
        [(note, assigned[note.at]) for note in notes if note.at in assigned],
        [note for note in notes if note.at not in assigned],
    )


def _of_row(row: Sequence[Printed], by_marker: Mapping[str, Sequence[Spot]], top: int) -> list[Spot]:
    """The marks that may belong to the notes of `row`, in the order of the text: all behind `top`."""
    found: list[Spot] = []
    for marker in {note.label.marker for note in row}:
        spots = by_marker.get(marker, ())
        first = bisect_left(spots, top, key=lambda spot: spot.text)
        found += spots[first : bisect_left(spots, row[-1].at, first, key=lambda spot: spot.text)]
    return sorted(found, key=lambda spot: (spot.text, spot.cell, spot.start))


def _chained(row: Sequence[Printed], spots: Sequence[Spot]) -> Iterator[tuple[Printed, Spot]]:
    """The notes of `row` with those of `spots` that follow one another as they do."""
    places: dict[str, int] = {}
    for n, note in enumerate(row):
        places.setdefault(note.label.marker, n)
    links = [
        Link(places[spot.marker], mark, _MATCH + spot.trust)
        for mark, spot in enumerate(spots)
        if spot.text < row[places[spot.marker]].at
        and spot.answers(spot.marker, row[places[spot.marker]].form)
        and spot.trust > Trust.POWER
    ]
    for link in heaviest(links, len(row)):
        yield row[link.note], spots[link.mark]


def _bounds(row: Sequence[Printed], assigned: Mapping[int, Spot]) -> list[range]:
    """For each note of `row` the texts between the marks of the notes before and behind it."""
    lasts: list[int] = []
    last = -1
    for note in reversed(row):
        last = min(last, note.at - 1) if last >= 0 else note.at - 1
        lasts.append(last)
        last = assigned[note.at].text if note.at in assigned else last
    firsts: list[int] = []
    first = 0
    for note in row:
        firsts.append(first)
        first = assigned[note.at].text if note.at in assigned else first
    return [
        range(max(first, last - _NEAR), last + 1) for first, last in zip(firsts, reversed(lasts), strict=True)
    ]


def _first(note: Printed, by_marker: Mapping[str, Sequence[Spot]], used: Collection[Spot]) -> Spot | None:
    """The first mark that may be that of `note` and is no other's."""
    for spot in by_marker.get(note.label.marker, ()):
        if spot.text >= note.at:
            return None
        if spot not in used and spot.answers(note.label.marker, note.form):
            return spot
    return None


def _glued(note: Printed, pieces: Sequence[Piece], near: range) -> Spot | None:
    """The one number among the texts `near` that ends in the number of `note`: “57” is 5 with note 7."""
    if not note.label.number:
        return None
    found = [
        Spot(at, start, end, note.label.marker, "", Trust.POWER)
        for at in near
        if isinstance(line := pieces[at], Line)
        for start, end in in_numbers(line.text, note.label.marker)
    ]
    return found[0] if len(found) == 1 else None


def _again(
    assigned: Sequence[tuple[Printed, Spot]], notes: Sequence[Printed], spots: Sequence[Spot]
) -> list[Spot]:
    """The marks of notes that are cited again, behind the first: where notes count on through the text."""
    if len({note.row for note in notes}) != 1:
        return []
    inside = {n for note in notes for n in range(note.at, note.end)}
    taken = {spot for _, spot in assigned}
    first = {note.label.marker: (spot, note.form) for note, spot in assigned}
    return [
        spot
        for spot in spots
        if spot.text not in inside
        and spot not in taken
        and spot.sure
        and (held := first.get(spot.marker)) is not None
        and (held[0].text, held[0].start) < (spot.text, spot.start)
        and spot.form in ("", held[0].form)
    ]


# ---------------------------------------------------------------------- the text without them


def _without(
    pieces: Sequence[Piece],
    assigned: Sequence[tuple[Printed, Spot]],
    kept: Sequence[Printed],
    again: Sequence[Spot],
    of_each_page: Callable[[Line], str | None],
) -> Taken:
    """`pieces` without the notes that are `assigned` to a mark; `kept` are those that nothing points to.

    `again` are further marks of notes that are assigned.
    """
    taken = {note.at: note for note in (*(note for note, _ in assigned), *kept)}
    added: dict[tuple[int, int], list[Mark]] = {}
    for note, spot in assigned:
        mark = Mark(spot.start, spot.end, Note(note.label.marker, note.blocks))
        added.setdefault((spot.text, spot.cell), []).append(mark)
    for spot in again:
        mark = Mark(spot.start, spot.end, Note(spot.marker, (), again=True))
        added.setdefault((spot.text, spot.cell), []).append(mark)
    end = _end_of_text(pieces, taken, of_each_page)
    standing: set[int] = set()
    # The mark of the note that comes next in its row: a note that nothing points to stands before that.
    behind = {(note.row, note.label.number - 1): spot for note, spot in assigned}
    for note in kept:
        above = pieces[note.below] if note.below >= 0 else None
        following = behind.get((note.row, note.label.number))
        if note.at >= end or not isinstance(above, Line):
            standing.add(note.at)
        elif following is not None and following.text <= note.below:
            mark = Mark(following.start, following.start, Note(note.label.marker, note.blocks))
            added.setdefault((following.text, following.cell), []).append(mark)
        else:
            mark = Mark(len(above.text), len(above.text), Note(note.label.marker, note.blocks))
            added.setdefault((note.below, 0), []).append(mark)
    result: list[Piece] = []
    dropped: list[Dropped] = []
    bridged: set[int] = set()
    at = 0
    while at < len(pieces):
        if at not in taken:
            result.append(_with_marks(pieces[at], at, added))
            at += 1
            continue
        note = taken[at]
        if result and isinstance(above := result[-1], Line) and is_rule(above.text):
            dropped.append(Dropped(above.number, above.text, "a rule above footnotes"))
            result.pop()
        dropped += note.dropped[at in standing :]  # its label stays with it
        if at in standing:
            result.append(_standing(note))
        at = note.end
        if at < len(pieces):
            bridged.add(pieces[at].number)
    return Taken(tuple(result), tuple(dropped), frozenset(bridged))


def _end_of_text(
    pieces: Sequence[Piece], taken: Mapping[int, Printed], of_each_page: Callable[[Line], str | None]
) -> int:
    """The place behind the last piece that is no note and nothing that each page repeats."""
    ends = {note.end: note.at for note in taken.values()}
    at = len(pieces)
    while at:
        piece = pieces[at - 1]
        if at in ends:
            at = ends[at]
        elif isinstance(piece, Line) and of_each_page(piece):
            at -= 1
        else:
            break
    return at


def _standing(note: Printed) -> Line:
    """A note that nothing points to, as a line of the text."""
    label = note.dropped[0]
    text = " ".join((label.text, *(block.text for block in note.blocks)))
    return Line(label.line, text, whole=True, note=note.label.marker)


def _with_marks(piece: Piece, at: int, added: Mapping[tuple[int, int], Sequence[Mark]]) -> Piece:
    """`piece` with notes over their marks; what the page made of a mark (raised, linked) goes."""
    if isinstance(piece, Line):
        return _noted(piece, added.get((at, 0), ()))
    number = count()
    rows = tuple(
        tuple(
            replace(cell, lines=tuple(_noted(line, added.get((at, next(number)), ())) for line in cell.lines))
            for cell in row
        )
        for row in piece.rows
    )
    return Grid(piece.number, rows)


def _noted(line: Line, added: Sequence[Mark]) -> Line:
    if not added:
        return line
    kept = [m for m in line.marks if not any(a.start <= m.start and m.end <= a.end for a in added)]
    return replace(line, marks=(*kept, *added))
