"""The stages strung together: the only place that knows their order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from lxml import etree

from akn.findings import Finding, Severity, gravest
from akn.model.resolution import Resolution
from akn.model.source import Source
from akn.proof.words import Account, account
from akn.readers import read, read_bytes
from akn.recognition import Recognition, Wishes, recognise
from akn.report import Report, compose
from akn.writing.document import Manifestation, write
from akn.writing.layout import indent, to_bytes


@dataclass(frozen=True, slots=True)
class Options:
    """How to convert: what the user says of the text, how strict to be, whether to mark meaning.

    `split` asks for one document for each resolution, where a file is written.
    `encoding` is what the files are in, where the user says it.
    """

    wishes: Wishes = field(default_factory=Wishes)
    strict: bool = False
    split: bool = False
    enrich: bool = True
    encoding: str | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """A source, converted.

    `tree` is the document (several resolutions in one file make a
    ``documentCollection``), indented; `report` says all there is to say.
    """

    source: Source
    recognition: Recognition
    manifestation: Manifestation
    report: Report
    today: date | None = None

    @property
    def resolution(self) -> Resolution:
        """The resolution; the first where the file held several."""
        return self.recognition.resolutions[0]

    @property
    def tree(self) -> etree._ElementTree:
        """The Akoma Ntoso document."""
        return self.manifestation.tree

    @property
    def xml(self) -> bytes:
        """The document as UTF-8."""
        return to_bytes(self.tree)

    def documents(self) -> tuple[bytes, ...]:
        """Each resolution of the source as a document of its own, as UTF-8."""
        if len(self.recognition.resolutions) == 1:
            return (self.xml,)
        documents = []
        for resolution in self.recognition.resolutions:
            alone = write(resolution, today=self.today)
            indent(alone.tree)
            documents.append(to_bytes(alone.tree))
        return tuple(documents)

    @property
    def clean(self) -> bool:
        """Whether there is no finding of severity error."""
        return gravest(self.report.findings) is not Severity.ERROR


def convert(path_or_text: Path | str | bytes, options: Options | None = None) -> Conversion:
    """Convert one text.

    A `Path` names a file, and so does a string without a line break; a string
    with line breaks is the text itself; bytes are the file's content.

    Raises:
        UnreadableError: the file cannot be read as text.
        UnrecognisedError: there is no resolution in it.
    """
    encoding = options.encoding if options else None
    match path_or_text:
        case bytes():
            source = read_bytes(path_or_text, encoding=encoding)
        case str() if "\n" in path_or_text:
            source = read_bytes(path_or_text.encode("utf-8", "surrogatepass"))
        case _:
            source = read(path_or_text, encoding=encoding)
    return convert_source(source, options)


def convert_source(source: Source, options: Options | None = None) -> Conversion:
    """Convert a source that was read.

    Raises:
        UnrecognisedError: there is no resolution in it.
    """
    from akn.validation import validate  # noqa: PLC0415  # so that reading alone costs nothing of it

    options = options or Options()
    recognition = recognise(source, options.wishes)
    if options.enrich:
        from akn.enrichment import enrich  # noqa: PLC0415  # its tables are loaded only when wanted

        recognition = replace(recognition, resolutions=tuple(enrich(r) for r in recognition.resolutions))
    manifestation = write(recognition.resolutions, today=options.today)
    proof = account(source, recognition.dropped, [manifestation.tree.getroot()], manifestation.printed)
    indent(manifestation.tree)
    checked = tuple(
        replace(f, source_line=manifestation.line_of(f.eid))
        for f in validate(manifestation.tree, profile=recognition.whose.institution.profile)
    )
    findings = (
        *recognition.findings,
        *_accounted(proof),
        *_unrecognised(recognition, manifestation, strict=options.strict),
        *checked,
    )
    return Conversion(
        source,
        recognition,
        manifestation,
        compose(source, recognition, manifestation, proof, findings),
        options.today,
    )


def _accounted(proof: Account) -> list[Finding]:
    findings = [Finding.of("LOS001", source_line=gone.line, text=gone.text[:200]) for gone in proof.lost]
    if proof.invented:
        findings.append(Finding.of("LOS002", text=" ".join(proof.invented)[:200]))
    if proof.glued:
        findings.append(Finding.of("LOS003", text="”, “".join(proof.glued[:5])))
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
