"""Source to resolution: cover, title, citations, recitals, paragraphs, tail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from akn.errors import UnrecognisedError
from akn.findings import Finding
from akn.institutions import Institution
from akn.institutions import load as load_institution
from akn.languages import Language
from akn.languages import load as load_language
from akn.languages.detection import Detected, detect
from akn.model import (
    Attachment,
    Block,
    Resolution,
    Table,
    Unrecognised,
)
from akn.recognition.act import read_act
from akn.recognition.cover import CoverReader, cover_reader
from akn.recognition.facts import Head
from akn.recognition.furniture import Furniture, furniture_of
from akn.recognition.passages import Passage, join
from akn.recognition.tail import TailReader, is_formula
from akn.recognition.work import Wishes as Wishes  # the verb takes them
from akn.recognition.work import work_of
from akn.source import Dropped, Grid, Source


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised in a source.

    `unrecognised` are the blocks that stand in the documents where they stood
    in the source, without a place of their own. `dropped` is what was left out
    here, besides what the reader left out already.
    """

    resolutions: tuple[Resolution, ...]
    detected: Detected
    dropped: tuple[Dropped, ...] = ()
    unrecognised: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()


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
    furniture = furniture_of(institution, language)
    start = _start(joined.passages, language, institution, source.name)
    # The head is freed of furniture by its reader, which tells what it leaves out.
    kept, dropped = _without_furniture(joined.passages[start:], furniture)
    readers = _Readers(institution, language, cover_reader(institution, language))
    documents = _documents(joined.passages[:start], kept, source, wishes, readers)
    first, *others = documents
    findings = [*source.findings]
    left_out = [*joined.mended, *dropped]
    for document in documents:
        findings += document.findings
        left_out += document.dropped
    resolutions = _gathered(first, others)
    stray = [b for d in documents for b in d.stray] + [b for r in resolutions for b in _strays(r)]
    return Recognition(
        resolutions=resolutions,
        detected=detected,
        dropped=tuple(sorted(left_out, key=lambda d: d.line)),
        unrecognised=tuple(stray),
        findings=tuple(findings),
    )


@dataclass(frozen=True, slots=True)
class _Readers:
    institution: Institution
    language: Language
    cover: CoverReader


@dataclass(frozen=True, slots=True)
class _Document:
    """One act with what stands before and after it."""

    resolution: Resolution
    head: Head
    stray: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]


def _documents(
    before: Sequence[Passage], passages: Sequence[Passage], source: Source, wishes: Wishes, readers: _Readers
) -> list[_Document]:
    """Every act of the source: each begins with its own enacting words."""
    speech = readers.language.speech(readers.institution.key)
    formulas = [n for n, p in enumerate(passages) if n and is_formula(p, speech)]
    documents: list[_Document] = []
    start = 0
    for end in [*formulas, len(passages)]:
        head = readers.cover.read(before)
        read = read_act(passages, start, end, readers.language, speech)
        following = end
        if end < len(passages):
            following = next(
                (n for n in range(read.tail, end) if readers.cover.lines.begins_document(passages[n])), end
            )
        if documents and wishes.number is None and head.number is None:
            work, findings = work_of(head, replace(source, metadata={}), readers.institution, wishes)
        else:
            work, findings = work_of(head, source, readers.institution, wishes)
        attached = (documents[0].resolution.work.kind if documents else work.kind) == "report"
        tail = TailReader(readers.language, speech, attached=attached).read(
            read, passages[read.tail : following]
        )
        act = replace(tail.act, preface=tuple(head.preface))
        resolution = Resolution(work, readers.language.code, tuple(head.cover), act, tuple(tail.attachments))
        documents.append(
            _Document(
                resolution,
                head,
                (*head.stray, *tail.stray),
                (*head.dropped, *tail.dropped),
                (*findings, *read.findings, *tail.findings),
            )
        )
        before, start = passages[following:end], end
    return documents


def _gathered(first: _Document, others: Sequence[_Document]) -> tuple[Resolution, ...]:
    """The documents of the source: an act without a number of its own belongs to the numbered one before it."""
    resolutions = [first.resolution]
    heads = [first.head]
    for document in others:
        if document.head.number is None and heads[-1].number is not None:
            resolutions[-1] = _with_act(resolutions[-1], document.resolution)
        else:
            resolutions.append(document.resolution)
            heads.append(document.head)
    return tuple(resolutions)


def _with_act(host: Resolution, act: Resolution) -> Resolution:
    """`host` with a further act as an attachment: its first line is the heading."""
    blocks = [b for container in act.cover for b in container.blocks] + list(act.act.preface)
    heading, preface = (blocks[0], tuple(blocks[1:])) if blocks else (None, ())
    line = heading.line if heading else 0
    attachment = Attachment(act.work.kind, heading, replace(act.act, preface=preface), line)
    return replace(host, attachments=(*host.attachments, attachment, *act.attachments))


def _without_furniture(
    passages: Sequence[Passage], furniture: Furniture
) -> tuple[list[Passage], list[Dropped]]:
    kept: list[Passage] = []
    dropped: list[Dropped] = []
    for passage in passages:
        reason = furniture.reason(passage)
        if reason:
            dropped += passage.left_out(reason)
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
    for at, passage in enumerate(passages):
        if is_formula(passage, speech):
            return at
    openings = [
        at
        for at, passage in enumerate(passages)
        if speech.phrases("citation").opening(_bare(passage))
        or speech.phrases("recital").opening(_bare(passage))
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
