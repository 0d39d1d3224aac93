"""Source to resolution: cover, title, citations, recitals, paragraphs, tail."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from akn.errors import UnrecognisedError
from akn.findings import Finding
from akn.languages import load as load_language
from akn.languages.detection import Detected
from akn.model.resolution import (
    Block,
    BodyPart,
    Division,
    PreamblePart,
    Resolution,
    Table,
    Unrecognised,
)
from akn.model.source import Dropped, Grid, Line, Piece, Source
from akn.recognition.act.formula import is_formula, is_sentence, reported
from akn.recognition.cover.cover import cover_reader
from akn.recognition.cover.without import without_cover
from akn.recognition.cover.work import Wishes as Wishes  # the verb takes them
from akn.recognition.documents import Readers, findings_of_each, gathered, read_documents
from akn.recognition.first_lines import SetIn
from akn.recognition.furniture import Furniture, furniture_of
from akn.recognition.hints import hinted, unheeded
from akn.recognition.hyphens import spelling_of
from akn.recognition.idiom import Idiom, idiom_of
from akn.recognition.joining import Joined, Layout, join
from akn.recognition.notes.given import take_given
from akn.recognition.notes.taking import Taken, take_notes
from akn.recognition.origin.language import doubts_of_language, language_of
from akn.recognition.origin.whose import Whose, agree, not_found, whose
from akn.recognition.page_lines import PageLines
from akn.recognition.parting import parted
from akn.recognition.passages import Passage, pieces_of
from akn.recognition.ruled import without_rules
from akn.recognition.running_heads import running_heads
from akn.recognition.seams import Seams
from akn.recognition.tail.tail import tail_reader
from akn.recognition.unfolding import unfold
from akn.recognition.wrapping import Wrapping

#: How many lines at the end of a page may hold its footers.
_FOOTERS = 4
#: So many lines a cover may have.
_HEAD = 60
#: No line of a cover is so long and ends as a sentence does.
_SENTENCE = 80


class Recognition(Struct, frozen=True):
    """What was recognised in a source, in which language, and of which institution.

    `unrecognised` are the blocks that stand in the documents where they stood
    in the source, without a place of their own. `dropped` is what was left out
    here, besides what the reader left out already. `findings` are those on the
    source and on all resolutions, `of_each` those on each resolution alone.
    """

    resolutions: tuple[Resolution, ...]
    detected: Detected
    whose: Whose
    dropped: tuple[Dropped, ...] = ()
    unrecognised: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    of_each: tuple[tuple[Finding, ...], ...] = ()


def recognise(source: Source, wishes: Wishes | None = None) -> Recognition:
    """Recognise the resolution in `source`; what `wishes` says goes before what the text says.

    Raises:
        UnrecognisedError: there is no resolution in it, or it may be of several institutions; the message says what
            was looked for.
        TableError: a table that is needed is missing, or says what cannot be.
    """
    wishes = wishes or Wishes()
    given = hinted(source, wishes.hints)
    source = given.source
    lines = _lines(source)
    detected = language_of(lines, wishes.language, source.name)
    language = load_language(detected.code)
    of = whose(lines, language, wishes.institution, source.name)
    agree(of.institution, language)
    idiom = idiom_of(of.institution, language)
    furniture = furniture_of(idiom)
    noted, joined = _joined(without_rules(source.pieces, idiom), idiom, furniture, source.counting.pages)
    passages, start, unfolded = _start(joined.passages, idiom, furniture, source.name)
    # The head is freed of furniture by its reader, which tells what it leaves out.
    kept, dropped = _without_furniture(parted(passages[start:], idiom), furniture)
    readers = Readers(idiom, cover_reader(idiom), tail_reader(idiom))
    documents = read_documents(passages[:start], kept, source, wishes, readers)
    findings = [
        *source.findings,
        *given.findings,
        *joined.findings,
        *doubts_of_language(source, detected, idiom, wishes.language),
    ]
    left_out = [*given.dropped, *noted.dropped, *joined.left_out, *unfolded, *dropped]
    for document in documents:
        findings += document.findings
        left_out += document.dropped
    resolutions = gathered(documents)
    if not wishes.cover:
        resolutions, gone = without_cover(resolutions, source)
        left_out += gone
    findings += unheeded(given, resolutions)
    stray = [b for d in documents for b in d.stray] + [b for r in resolutions for b in _strays(r)]
    return Recognition(
        resolutions=resolutions,
        detected=detected,
        whose=of,
        dropped=tuple(sorted(left_out, key=lambda d: d.line)),
        unrecognised=tuple(stray),
        findings=tuple(findings),
        of_each=findings_of_each(documents),
    )


def _joined(
    pieces: Sequence[Piece], idiom: Idiom, furniture: Furniture, pages: Sequence[int]
) -> tuple[Taken, Joined]:
    """`pieces` without their notes, and the passages of the rest; `pages` are the numbers with which pages begin."""
    given = take_given(pieces)
    pieces = given.pieces
    by_signs = idiom.institution.told_by == "punctuation"
    wrapping = SetIn(pieces) if by_signs else Wrapping(pieces)
    seams = Seams(idiom, furniture, pieces)
    page_lines = PageLines(
        pieces, wrapping, seams.enacts, seams.opens, seams.titles, seams.names, tells=seams.adopts
    )

    # A print that knows the places of its lines has told what its pages repeat.
    placed = any(isinstance(piece, Line) and piece.joined is not None for piece in pieces)
    heads = {} if placed else page_lines.heads

    running = running_heads(pieces, idiom) if by_signs else {}

    seen: dict[tuple[str, bool], str | None] = {}

    within = _within(pieces, frozenset(pages)) if placed else frozenset()

    def repeated(line: Line) -> str | None:
        if line.number in within:
            return None
        key = (line.text, line.whole)
        if key not in seen:
            seen[key] = furniture.of_each_page(line)
        return seen[key]

    def head(line: Line) -> str | None:
        if line.role:
            return None
        return running.get(line.number) or heads.get(line.number) or repeated(line)

    noted = take_notes(pieces, idiom, head)
    bridged = noted.bridged | given.bridged
    numbers = PageLines(noted.pieces, wrapping).numbers if page_lines.numbered else {}

    def of_each_page(line: Line) -> str | None:
        if line.role:
            return None
        return (
            numbers.get(line.number)
            or running.get(line.number)
            or heads.get(line.number)
            or (repeated(line) if wrapping.width or bridged else None)
        )

    def stands_apart(above: Line, line: Line, below: Piece | None) -> bool:
        if seams.sets_apart(above, line):
            return True
        return line.number not in wrapping.told and seams.stands_apart(above, line, below)

    layout = Layout(of_each_page, stands_apart, seams.goes_on, wrapping, spelling_of(idiom.language))
    return noted, join(noted.pieces, layout, bridged)


def _within(pieces: Sequence[Piece], firsts: frozenset[int]) -> frozenset[int]:
    """The numbers of lines that their places join with a neighbour on the same page: no page repeats those."""
    return frozenset(
        number
        for above, line in pairwise(pieces)
        if isinstance(above, Line) and isinstance(line, Line) and line.joined and line.number not in firsts
        for number in (above.number, line.number)
    )


def _without_furniture(
    passages: Sequence[Passage], furniture: Furniture
) -> tuple[list[Passage], list[Dropped]]:
    kept: list[Passage] = []
    dropped: list[Dropped] = []
    ends = [part for passage in passages[-_FOOTERS:] for part in furniture.unglued(passage)]
    for passage in (*passages[:-_FOOTERS], *ends):
        reason = None if passage.role else furniture.reason(passage)
        if reason:
            dropped += passage.left_out(reason)
        else:
            kept.append(passage)
    return kept, dropped


def _lines(source: Source) -> list[str]:
    return [piece.text for piece in source.pieces if not isinstance(piece, Grid)]


def _start(
    passages: Sequence[Passage], idiom: Idiom, furniture: Furniture, name: str
) -> tuple[Sequence[Passage], int, tuple[Dropped, ...]]:
    """The passages, and the place of the enacting words; failing them, of the first citation or recital with company.

    A text that was printed as one line is unfolded, and its notes are taken out then: what was left out of them.
    """
    if (at := _formula_among(passages, idiom)) is not None:
        return passages, at, ()
    if (at := next((n for n, passage in enumerate(passages) if reported(passage, idiom)), None)) is not None:
        return passages, at, ()
    if idiom.institution.told_by == "punctuation":
        cut = _cut_before_formula(passages, idiom)
        if (at := _formula_among(cut, idiom)) is not None:
            return cut, at, ()
        if (at := _first_sentence(passages)) is not None:
            return passages, at, ()
    unfolded = unfold(passages, idiom)
    if _formula_among(unfolded, idiom) is not None:
        pieces = pieces_of(unfolded)
        noted = take_notes(pieces, idiom, furniture.of_each_page)
        as_it_was = {id(piece): passage for piece, passage in zip(pieces, unfolded, strict=True)}
        unfolded = [as_it_was.get(id(piece)) or join((piece,)).passages[0] for piece in noted.pieces]
        if (at := _formula_among(unfolded, idiom)) is not None:
            return unfolded, at, noted.dropped
    openings = [
        at
        for at, passage in enumerate(passages)
        if passage.role in ("citation", "recital")
        or idiom.phrases("citation").opening(passage.rest)
        or idiom.phrases("recital").opening(passage.rest)
    ]
    if len(openings) > 1:
        return passages, openings[0], ()
    raise UnrecognisedError(not_found(name, [idiom.institution], idiom.language))


def _cut_before_formula(passages: Sequence[Passage], idiom: Idiom) -> list[Passage]:
    """`passages`, the one cut that ends in the enacting words, for a break was lost there; no recital precedes it."""
    for at, passage in enumerate(passages[:_HEAD]):
        hit = idiom.phrases("formula").inside(passage.plain) if passage.grid is None else None
        if hit is not None and not passage.plain[hit.end :].strip() and not passage.text[hit.start].islower():
            return [*passages[:at], passage.cut(0, hit.start), passage.cut(hit.start), *passages[at + 1 :]]
        if passage.plain[-1:] == ",":
            break
    return [*passages]


def _first_sentence(passages: Sequence[Passage]) -> int | None:
    """The first passage of several that is long enough for a sentence and ends as one: where no words enact."""
    found = (at for at, passage in enumerate(passages) if at and len(passage.plain) > _SENTENCE)
    return next((at for at in found if is_sentence(passages[at].plain) and at + 1 < len(passages)), None)


def _formula_among(passages: Sequence[Passage], idiom: Idiom) -> int | None:
    return next((at for at in range(len(passages)) if is_formula(passages, at, idiom)), None)


def _strays(resolution: Resolution) -> list[Block]:
    """What could not be placed, wherever it stands, in the order of the text."""
    found: list[Block] = []
    acts = (resolution.act, *(attachment.act for attachment in resolution.attachments))
    waiting: list[PreamblePart | BodyPart] = [
        *reversed([part for act in acts for part in (*act.preamble, *act.body)])
    ]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Division):
            waiting += reversed(part.parts)
        elif isinstance(part, Unrecognised):
            content = part.content
            if isinstance(content, Table):
                found += [b for row in content.rows for cell in row for b in cell.blocks]
            else:
                found.append(content)
    return found
