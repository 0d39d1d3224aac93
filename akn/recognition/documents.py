"""The documents of one file: each act with what stands before and after it.

A file may hold several resolutions, each with a number of its own, and one
document may hold several acts, each with its own enacting words.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn.findings import Finding
from akn.matching.alike import alike
from akn.model.resolution import Attachment, Block, Resolution, Step, Work
from akn.model.source import Dropped, Source
from akn.recognition.act.formula import is_formula, reported
from akn.recognition.acts import read_any
from akn.recognition.cover.cover import CoverReader
from akn.recognition.cover.work import Wishes, work_of
from akn.recognition.idiom import Idiom
from akn.recognition.in_parts import part_before, untitled
from akn.recognition.passages import Passage
from akn.recognition.punctuated.signs import signs_of
from akn.recognition.tail.tail import TailReader
from akn.recognition.tail.votes import vote_said

#: The most lines that a title block has between its title and the enacting words.
_TITLE_BLOCK = 12
#: What is said of a document without a day.
_UNDATED = frozenset({"COV003", "COV007"})


class Readers(Struct, frozen=True):
    """What reads the parts of a document, for one institution in one language."""

    idiom: Idiom
    cover: CoverReader
    tail: TailReader


class FoundDocument(Struct, frozen=True):
    """One act with what stands before and after it.

    `hosted` says that it has no number of its own and belongs to the numbered document before it.
    """

    resolution: Resolution
    hosted: bool
    stray: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]


def read_documents(
    before: Sequence[Passage], passages: Sequence[Passage], source: Source, wishes: Wishes, readers: Readers
) -> list[FoundDocument]:
    """Every act of `source`: each begins with its own enacting words.

    `before` is what stands before the first of them, `passages` all the rest.

    Raises:
        UnrecognisedError: the number that the user gave is none of the institution's.
    """
    idiom, institution = readers.idiom, readers.idiom.institution
    formulas = _beginnings(passages, idiom)
    documents: list[FoundDocument] = []
    numbered = False  # the document that further acts would belong to
    start = 0
    whole: Work | None = None  # that the parts of one resolution are of
    for end in [*formulas, len(passages)]:
        part = part_before(before, len(before), idiom)
        head = readers.cover.read(before if part is None else before[: part.at])
        readers.cover.take_report(passages[start : start + 1], head)
        further = bool(documents) and wishes.number is None and head.number is None
        # The page itself speaks of its first document.
        known = replace(source, metadata={}) if further else source
        work, findings = work_of(head, known, institution, wishes)
        if part is not None:
            whole = whole if further and whole is not None else work
            work, findings = part.work(whole, idiom), [] if further else findings
            front = map(untitled, head.preface) if part.title else head.preface
            head.preface = [*front, *part.preface]
        else:
            whole = None if further else work
        hosted = further and numbered and part is None
        numbered = hosted or head.number is not None
        title = _title_before(passages, start, end, readers) if end < len(passages) else end
        further_part = part_before(passages, end, idiom) if end < len(passages) else None
        if further_part is not None:
            title = further_part.at
        stop = readers.tail.first_attachment(passages, start + 1, title)
        read = read_any(passages, start, stop, idiom)
        read.act = replace(read.act, preface=tuple(head.preface))
        following = end
        if end < len(passages):
            following = (
                title
                if further_part is not None
                else next(
                    (n for n in range(read.tail, end) if readers.cover.lines.begins_document(passages[n])),
                    end,
                )
            )
        host = documents[0].resolution.work.kind if documents else work.kind
        attached = institution.kinds[host].may_attach
        tail = readers.tail.read(read, passages[read.tail : following], attached=attached)
        work, findings = _dated_by_tail(work, findings, tail.act.conclusions, idiom)
        resolution = Resolution(
            work,
            idiom.language.code,
            tuple(head.cover),
            tail.act,
            tuple(tail.attachments),
            vote_said(tail.act.conclusions, idiom),
        )
        documents.append(
            FoundDocument(
                resolution,
                hosted,
                (*head.stray, *tail.stray),
                (*head.dropped, *tail.dropped),
                (*(() if hosted else findings), *read.findings, *tail.findings),
            )
        )
        before, start = passages[following:end], end
    return documents


def _beginnings(passages: Sequence[Passage], idiom: Idiom) -> list[int]:
    """Where further acts begin: at their enacting words, or at the sentences that report them, as the first does."""
    if passages and not is_formula(passages, 0, idiom) and reported(passages[0], idiom):
        return [n for n in range(1, len(passages)) if reported(passages[n], idiom)]
    return [n for n in range(1, len(passages)) if is_formula(passages, n, idiom)]


def _dated_by_tail(
    work: Work, findings: Sequence[Finding], conclusions: Sequence[Block], idiom: Idiom
) -> tuple[Work, list[Finding]]:
    """`work` with the day below its text, where its head gave none; `findings` without that lack."""
    if work.day is not None or idiom.institution.told_by == "words":
        return work, list(findings)
    days = (_day_of(block.text, idiom) for block in conclusions)
    day = next((day for day in days if day and day.startswith(work.date or "")), None)
    if day is None:
        return work, list(findings)
    step = idiom.institution.kinds[work.kind].step
    return replace(work, date=day, steps=(Step(step, day),)), [f for f in findings if f.code not in _UNDATED]


def _day_of(text: str, idiom: Idiom) -> str | None:
    """The day that a line below an act is, or that ends one which says how the act was adopted."""
    if day := signs_of(idiom).day(text):
        return day
    plain = text.rstrip(" .")
    found = idiom.dates.find(plain)
    ends = bool(found) and found[-1].end == len(plain)
    return found[-1].iso if ends and idiom.phrases("adoption").whole(alike(plain)) is not None else None


def _title_before(passages: Sequence[Passage], start: int, end: int, readers: Readers) -> int:
    """Where the title of the act stands whose enacting words are at `end`, or `end` where it has none."""
    for at in range(end - 1, max(start, end - _TITLE_BLOCK), -1):
        passage = passages[at]
        if passage.role is not None:
            return end
        kind = readers.cover.lines.kind_of(passage) if passage.grid is None else None
        if kind is not None and (passage.label is None or " " in kind.hit.phrase):
            return at
        if passage.label is not None or readers.idiom.phrases("citation").opening(passage.plain):
            return end
    return end


def gathered(documents: Sequence[FoundDocument]) -> tuple[Resolution, ...]:
    """The resolutions: an act without a number of its own belongs to the numbered one before it."""
    resolutions: list[Resolution] = []
    for document in documents:
        if document.hosted:
            resolutions[-1] = _with_act(resolutions[-1], document.resolution)
        else:
            resolutions.append(document.resolution)
    return tuple(resolutions)


def findings_of_each(documents: Sequence[FoundDocument]) -> tuple[tuple[Finding, ...], ...]:
    """The findings on each of the resolutions that `gathered` makes."""
    found: list[tuple[Finding, ...]] = []
    for document in documents:
        if document.hosted:
            found[-1] += document.findings
        else:
            found.append(document.findings)
    return tuple(found)


def _with_act(host: Resolution, act: Resolution) -> Resolution:
    """`host` with a further act as an attachment: its first line is the heading."""
    blocks = [b for container in act.cover for b in container.blocks] + list(act.act.preface)
    heading, preface = (blocks[0], tuple(blocks[1:])) if blocks else (None, ())
    line = heading.line if heading else 0
    attachment = Attachment(act.work.kind, heading, replace(act.act, preface=preface), line)
    return replace(host, attachments=(*host.attachments, attachment, *act.attachments))
