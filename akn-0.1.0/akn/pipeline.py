"""The stages strung together: the only place that knows their order.

What is judged is what is written: the document is made into bytes and read
back, and the proof that nothing was lost and the validation look at that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from akn.bounded import LARGEST
from akn.errors import UnrecognisedError
from akn.findings import Finding, Severity
from akn.institutions import Institution
from akn.model.resolution import Resolution
from akn.model.source import Dropped, Piece, Source
from akn.proof.account import Account
from akn.proof.file import read_whole
from akn.proof.shape import doubts
from akn.proof.words import account
from akn.readers import read, read_bytes
from akn.readers.reading import Changes
from akn.recognition import Recognition, Wishes, recognise
from akn.report import Report, compose
from akn.tree.parse import parse
from akn.writing.document import write
from akn.writing.manifestation import Manifestation

#: The longest name that a file or folder may have, in bytes.
_NAME = 255


class Options(Struct, frozen=True):
    """How to convert: what the user says of the text, how strict to be, whether to mark meaning.

    `encoding` is what a text is in, where the user says it; a file of more than
    `max_size` megabytes is not read. `changes` says which text of tracked changes is read,
    `dialect` in which of Akoma Ntoso it is written where not in our own (``akn4un``). `accepted` are codes of
    doubts about the structure that the user has looked at and found right: they are told, and are no errors.
    """

    wishes: Wishes = field(default_factory=Wishes)
    strict: bool = False
    enrich: bool = True
    encoding: str | None = None
    max_size: int = LARGEST
    today: date | None = None
    changes: Changes = "accepted"
    dialect: str = ""
    accepted: tuple[str, ...] = ()


class Conversion(Struct, frozen=True):
    """One file of Akoma Ntoso, as it is written.

    It holds one of the `resolutions` of `source`, or all of them as a
    ``documentCollection``. `xml` is the file, `tree` the same read back;
    `report` says all there is to say of it; `lines` in which line of the source
    each part begins, by its eId.
    """

    source: Source
    resolutions: tuple[Resolution, ...]
    xml: bytes
    tree: etree._ElementTree
    report: Report
    lines: Mapping[str, int]

    @property
    def resolution(self) -> Resolution:
        """The resolution; the first where the file holds several."""
        return self.resolutions[0]

    @property
    def clean(self) -> bool:
        """Whether there is no finding of severity error."""
        return self.report.first_error is None


def convert(path_or_text: Path | str | bytes, options: Options | None = None) -> Conversion:
    """Convert one text to one document; several resolutions in it make a ``documentCollection``.

    A `Path` names a file, and so does a string without a line break that could
    be a name; any other string is the text itself; bytes are the file's content.

    Raises:
        UnreadableError: the file cannot be read as text.
        UnrecognisedError: there is no resolution in it.
    """
    (conversion,) = convert_source(_source(path_or_text, options), options)
    return conversion


def convert_each(path_or_text: Path | str | bytes, options: Options | None = None) -> tuple[Conversion, ...]:
    """Convert one text to a document for each resolution in it, in their order.

    Takes and raises what `convert` does.
    """
    return convert_source(_source(path_or_text, options), options, apart=True)


def _names_file(text: str) -> bool:
    """Whether `text` may be the name of a file: one line, no longer than any system takes."""
    return text.splitlines() == [text] and all(
        len(part.encode("utf-8", "surrogatepass")) <= _NAME for part in re.split(r"[/\\]", text)
    )


def _source(path_or_text: Path | str | bytes, options: Options | None) -> Source:
    options = options or Options()
    encoding = options.encoding
    match path_or_text:
        case bytes():
            return read_bytes(path_or_text, encoding=encoding, changes=options.changes)
        case str() if not _names_file(path_or_text):
            return read_bytes(path_or_text.encode("utf-8", "surrogatepass"))
        case _:
            return read(path_or_text, encoding=encoding, megabytes=options.max_size, changes=options.changes)


def convert_source(
    source: Source, options: Options | None = None, *, apart: bool = False
) -> tuple[Conversion, ...]:
    """Convert a source that was read: to one document, or to one for each resolution where they stand `apart`.

    Raises:
        UnrecognisedError: there is no resolution in it.
    """
    options = options or Options()
    recognition = recognise(source, options.wishes)
    resolutions = recognition.resolutions
    if options.enrich:
        from akn.enrichment import enrich  # noqa: PLC0415  # its tables are loaded only when wanted

        resolutions = tuple(enrich(resolution) for resolution in resolutions)
    groups = [(resolution,) for resolution in resolutions] if apart else [resolutions]
    _demand_dialect(options.dialect, recognition.whose.institution)
    files = [_written(group, options) for group in groups]
    whole = replace(
        recognition,
        resolutions=resolutions,
        dropped=tuple(sorted((*source.dropped, *recognition.dropped), key=lambda d: d.line)),
    )
    proofs = _proofs(source, recognition.dropped, files)
    unplaced = frozenset(block.line for block in whole.unrecognised)
    doubtful = _doubts(source, whole.dropped, files, options.wishes, unplaced)
    return tuple(
        _conversion(
            source, share, _Proof(proof, _looked_at(doubted, options.accepted)), file, strict=options.strict
        )
        for file, share, proof, doubted in zip(
            files, _shares(source, whole, files), proofs, doubtful, strict=True
        )
    )


def _demand_dialect(dialect: str, institution: Institution) -> None:
    """See that documents of `institution` are written in `dialect`, where one is named.

    Raises:
        UnrecognisedError: they are not.
    """
    if dialect and dialect not in institution.aliases:
        raise UnrecognisedError(
            f"--dialect {dialect}: documents of the {institution.name} are not written in it; leave the option out"
        )


#: So much of a line is enough to know it by.
_KNOWN = 60


class _File(Struct, frozen=True):
    """What was written, and what it is when it is read back; `faults` say why it could not be."""

    resolutions: tuple[Resolution, ...]
    manifestation: Manifestation
    xml: bytes
    root: etree._Element
    faults: tuple[Finding, ...]
    #: Its elements: what asks for them all, time and again, need not make them anew.
    held: tuple[etree._Element, ...] = ()


def _written(resolutions: tuple[Resolution, ...], options: Options) -> _File:
    manifestation = write(resolutions, today=options.today, dialect=options.dialect)
    xml = manifestation.xml
    root = parse(xml)
    if isinstance(root, Finding):
        return _File(resolutions, manifestation, xml, manifestation.tree.getroot(), (root,))
    return _File(resolutions, manifestation, xml, root, (), tuple(root.iter()))


class _Proof(Struct, frozen=True):
    """What the two proofs say of one file."""

    words: Account
    doubts: tuple[Finding, ...]


def _owner(files: Sequence[_File]) -> Callable[[int], int]:
    """What tells from a line of the source which of `files` was made from it."""
    starts = [min(file.manifestation.lines.values(), default=1) for file in files]
    return lambda line: max((at for at, start in enumerate(starts) if start <= line), default=0)


def _lines_of_each(
    source: Source, dropped: Sequence[Dropped], files: Sequence[_File]
) -> list[tuple[Source, list[Dropped]]]:
    """The part of `source` that each of `files` was made from, and what was left out of it."""
    owner = _owner(files)
    pieces: list[list[Piece]] = [[] for _ in files]
    gone: list[list[Dropped]] = [[] for _ in files]
    for piece in source.pieces:
        pieces[owner(piece.number)].append(piece)
    for one in dropped:
        gone[owner(one.line)].append(one)
    return [
        (replace(source, pieces=tuple(its_pieces)), its_gone)
        for its_pieces, its_gone in zip(pieces, gone, strict=True)
    ]


def _proofs(source: Source, dropped: Sequence[Dropped], files: Sequence[_File]) -> list[Account]:
    """The proof that `source` holds all of what it was read from, and `files` all of `source`, for each of them.

    It is made of all together. Where it fails, each is held against its own lines, to tell which is at fault.
    """
    read = read_whole(source)
    if len(files) == 1 or read.clean:
        return [read + each for each in _written_whole(source, dropped, files)]
    owner = _owner(files)
    own = [
        replace(read, lost=tuple(one for one in read.lost if owner(one.line) == at))
        for at in range(len(files))
    ]
    return [one + each for one, each in zip(own, _written_whole(source, dropped, files), strict=True)]


def _written_whole(source: Source, dropped: Sequence[Dropped], files: Sequence[_File]) -> list[Account]:
    proof = account(source, dropped, [(file.root, file.manifestation.printed) for file in files])
    if proof.clean or len(files) == 1:
        return [proof] * len(files)
    own = [
        account(its_source, its_dropped, [(file.root, file.manifestation.printed)])
        for file, (its_source, its_dropped) in zip(files, _lines_of_each(source, dropped, files), strict=True)
    ]
    return [proof] * len(files) if all(each.clean for each in own) else own


def _doubts(
    source: Source,
    dropped: Sequence[Dropped],
    files: Sequence[_File],
    wishes: Wishes,
    unplaced: frozenset[int],
) -> Iterator[list[Finding]]:
    """What is doubtful in each of `files`, held against its own lines; `dropped` is all that was left out.

    `unplaced` are the lines of which it is told that they have no place.
    A date or number that the user gave is not doubted because the text has another.
    """
    if len(files) == 1:
        yield _doubts_of(source, dropped, files, wishes, unplaced)
        return
    # That one text is there twice is seen only where all are looked at together; it is of no place in one of them.
    every = _doubts_of(source, dropped, files, wishes, unplaced)
    twice = [replace(f, eid="") for f in every if f.code == "SHA017"]
    for file, (own, gone) in zip(files, _lines_of_each(source, dropped, files), strict=True):
        yield [*twice, *_doubts_of(own, gone, [file], wishes, unplaced)]


def _doubts_of(
    source: Source,
    dropped: Sequence[Dropped],
    files: Sequence[_File],
    wishes: Wishes,
    unplaced: frozenset[int],
) -> list[Finding]:
    first, manifestation = files[0].resolutions[0], files[0].manifestation
    roots = [file.root for file in files]
    found = doubts(source, dropped, roots, first.language, first.work.institution, unplaced)
    given = wishes.date is not None or wishes.number is not None
    return [
        f if f.source_line is not None else replace(f, source_line=manifestation.line_of(f.eid))
        for f in found
        if not (given and f.code == "SHA014")
    ]


def _looked_at(found: Sequence[Finding], accepted: Sequence[str]) -> tuple[Finding, ...]:
    """`found`, where an error of a code that the user accepts is a warning."""
    return tuple(
        replace(f, severity=Severity.WARNING) if f.code in accepted and f.severity is Severity.ERROR else f
        for f in found
    )


def _shares(source: Source, whole: Recognition, files: Sequence[_File]) -> Iterator[Recognition]:
    """What was recognised, told apart by the lines from which each of `files` came.

    A finding on the source that names no line is one on all of them.
    """
    if len(files) == 1:
        yield whole
        return
    owner = _owner(files)
    for at, (file, own) in enumerate(zip(files, whole.of_each, strict=True)):
        about = (f for f in source.findings if (line := _line(f)) is None or owner(line) == at)
        yield replace(
            whole,
            resolutions=file.resolutions,
            dropped=tuple(d for d in whole.dropped if owner(d.line) == at),
            unrecognised=tuple(b for b in whole.unrecognised if owner(b.line) == at),
            findings=(*about, *own),
        )


def _line(finding: Finding) -> int | None:
    """The line of the source that `finding` is about."""
    return finding.line if finding.source_line is None else finding.source_line


def _conversion(
    source: Source, share: Recognition, proof: _Proof, file: _File, *, strict: bool
) -> Conversion:
    from akn.validation import validate  # noqa: PLC0415  # so that reading alone costs nothing of it

    checked = file.faults or validate(file.root, profile=share.whose.institution.profile)
    findings = (
        *share.findings,
        *_accounted(proof.words),
        *_not_told(proof.doubts, share.findings),
        *_unrecognised(share, file.manifestation, strict=strict),
        # Of what is said of the XML a reader of the source wants the line in the source.
        *(replace(f, line=None, column=None, source_line=file.manifestation.line_of(f.eid)) for f in checked),
    )
    report = compose(source, share, file.manifestation, file.root, proof.words.lost, findings)
    return Conversion(
        source, file.resolutions, file.xml, file.root.getroottree(), report, file.manifestation.lines
    )


def _not_told(doubted: Sequence[Finding], told: Sequence[Finding]) -> Iterator[Finding]:
    """Those of `doubted` that say more than what was `told`: that a line stands inside a part of which it is none."""
    texts = [f.message.rpartition("“")[2][:_KNOWN].rstrip("”") for f in told if f.code == "UNR002"]
    return (f for f in doubted if not (f.code == "SHA019" and any(text in f.message for text in texts)))


def _accounted(proof: Account) -> list[Finding]:
    """What the proof found wrong; each is a fault of the converter."""
    findings = [Finding.of("LOS001", source_line=gone.line, text=gone.text[:200]) for gone in proof.lost]
    if proof.invented:
        findings.append(Finding.of("LOS002", text=" ".join(proof.invented)[:200]))
    if proof.glued:
        findings.append(Finding.of("LOS003", text="”, “".join(proof.glued[:5])))
    if proof.split:
        findings.append(Finding.of("LOS005", text="”, “".join(proof.split[:5])))
    if proof.out_of_order:
        findings.append(Finding.of("LOS004"))
    return findings


def _unrecognised(recognition: Recognition, manifestation: Manifestation, *, strict: bool) -> list[Finding]:
    return [
        Finding.of(
            "UNR001",
            severity=Severity.ERROR if strict else None,
            source_line=block.line,
            eid=manifestation.places.get((block.line, block.text), ""),
            text=block.text[:80],
        )
        for block in recognition.unrecognised
    ]
