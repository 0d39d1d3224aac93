"""Source to resolution: cover, title, citations, recitals, paragraphs, tail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from akn.errors import UnrecognisedError
from akn.findings import Finding, Severity
from akn.institutions import Institution
from akn.institutions import load as load_institution
from akn.languages import Language
from akn.languages import load as load_language
from akn.languages.detection import Detected, detect
from akn.model import (
    Block,
    Resolution,
    Step,
    Table,
    Unrecognised,
    Work,
)
from akn.recognition.act import read_act
from akn.recognition.cover import CoverReader, Head
from akn.recognition.furniture import Furniture
from akn.recognition.passages import Passage, join
from akn.recognition.tail import read_tail
from akn.source import Dropped, Grid, Source


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised in a source.

    `unrecognised` are the blocks that stand in the documents where they stood
    in the source, without a place of their own. `dropped` is what was left out.
    """

    resolutions: tuple[Resolution, ...]
    detected: Detected
    dropped: tuple[Dropped, ...] = ()
    unrecognised: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says of a text and wants believed: language, kind, number, date."""

    language: str | None = None
    institution: str = "ep"
    kind: str | None = None
    number: str | None = None
    date: str | None = None


def recognise(source: Source, wishes: Wishes | None = None) -> Recognition:
    """Recognise the resolution in `source`; what `wishes` says goes before what the text says.

    Raises:
        UnrecognisedError: there is no resolution in it; the message says what was looked for.
    """
    wishes = wishes or Wishes()
    institution = load_institution(wishes.institution)
    detected = _language(source, wishes)
    language = load_language(detected.code)
    joined = join(source.pieces)
    passages = joined.passages
    furniture = Furniture(institution, language)
    start = _start(passages, language, institution, source.name)
    head = CoverReader(institution, language, furniture).read(passages[:start])
    kept, dropped = _without_furniture(passages[start:], furniture)
    read = read_act(kept, 0, len(kept), language, language.speech(institution.key))
    tail = read_tail(kept[read.tail :], furniture, closed=read.closed)
    act = replace(read.act, preface=tuple(head.preface), conclusions=tuple(tail.conclusions))
    work, findings = _work(head, institution, wishes)
    resolution = Resolution(work, language.code, tuple(head.cover), act)
    stray = (*head.stray, *_strays(resolution), *tail.stray)
    return Recognition(
        resolutions=(resolution,),
        detected=detected,
        dropped=tuple(
            sorted(
                (*source.dropped, *joined.mended, *head.dropped, *dropped, *tail.dropped), key=lambda d: d.line
            )
        ),
        unrecognised=stray,
        findings=(*source.findings, *findings, *read.findings),
    )


def _without_furniture(
    passages: Sequence[Passage], furniture: Furniture
) -> tuple[list[Passage], list[Dropped]]:
    kept: list[Passage] = []
    dropped: list[Dropped] = []
    for passage in passages:
        reason = furniture.reason(passage)
        if reason:
            dropped.append(Dropped(passage.line, passage.text, reason))
        else:
            kept.append(passage)
    return kept, dropped


def _language(source: Source, wishes: Wishes) -> Detected:
    if wishes.language:
        language = load_language(wishes.language)
        return Detected(language.code, 1.0, "the user said so", 0)
    text = "\n".join(piece.text for piece in source.pieces if not isinstance(piece, Grid))
    detected = detect(text)
    if not detected.code:
        raise UnrecognisedError(
            f"{source.name}: the language could not be told: {detected.reason}; name it with --language"
        )
    return detected


def _start(passages: Sequence[Passage], language: Language, institution: Institution, name: str) -> int:
    """The place of the enacting words; failing them, of the first citation or recital that has company."""
    speech = language.speech(institution.key)
    formula = speech.phrases("formula")
    for at, passage in enumerate(passages):
        hit = formula.opening(passage.plain)
        if hit and len(passage.plain) - hit.end < 4:  # noqa: PLR2004  # a stray comma or dash
            return at
    openings = [
        at
        for at, passage in enumerate(passages)
        if speech.phrases("citation").opening(_bare(passage)) or speech.phrases("recital").opening(_bare(passage))
    ]
    if len(openings) > 1:
        return openings[0]
    looked = "”, “".join(speech.phrases("formula").phrases)
    raise UnrecognisedError(
        f"{name}: no resolution of the {institution.name} was found: neither its enacting words (“{looked}”)"
        f" nor two citations or recitals in {language.name}"
    )


def _bare(passage: Passage) -> str:
    from akn.recognition.labels import label_of  # noqa: PLC0415

    label = label_of(passage.plain)
    return passage.plain[label.end :].lstrip() if label else passage.plain


def _work(head: Head, institution: Institution, wishes: Wishes) -> tuple[Work, list[Finding]]:
    findings: list[Finding] = []
    number = head.number
    if wishes.number:
        named = next(iter(institution.identify(wishes.number)), None)
        if named is None:
            raise UnrecognisedError(f"“{wishes.number}” is no number of the {institution.name} (B9-0145/2021)")
        number = named
    kind = wishes.kind or _kind(head, number.kinds if number else ())
    if kind is None:
        kind = "resolution"
        findings.append(_absent("COV001", "the kind of document could not be read; it is taken to be a resolution", "--kind"))
    if number is None:
        findings.append(_absent("COV002", "no docket number could be read; the document has none", "--number"))
    date = wishes.date or head.date
    if date is None:
        findings.append(_absent("COV003", "no date could be read; the document has none", "--date"))
    if not head.title:
        findings.append(_absent("COV004", "no title could be read; the document has none", ""))
    step = institution.kinds[kind].step
    return Work(
        institution=institution.key,
        kind=kind,
        number=number.identifier if number else None,
        date=date,
        procedure=head.procedure.identifier if head.procedure else None,
        title=head.title,
        term=number.term if number else None,
        authors=tuple(head.authors),
        relations=tuple(head.relations),
        steps=(Step(step, date),) if date else (),
    ), findings


def _kind(head: Head, by_number: Sequence[str]) -> str | None:
    if by_number:
        return next((kind for kind in head.kinds if kind in by_number), by_number[0])
    return head.kinds[0] if head.kinds else None


def _absent(code: str, message: str, option: str) -> Finding:
    help_ = f"say it with {option}, or add the line to the text" if option else "add the line to the text"
    return Finding(code, Severity.WARNING, message, help=help_)


def _strays(resolution: Resolution) -> list[Block]:
    found: list[Block] = []
    for part in (*resolution.act.preamble, *resolution.act.body):
        if isinstance(part, Unrecognised):
            content = part.content
            if isinstance(content, Table):
                found += [b for row in content.rows for cell in row for b in cell.blocks]
            else:
                found.append(content)
    return found
