"""The report of a conversion, as JSON (``schemas/conversion-report.schema.json``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from akn.findings import Finding, Severity
from akn.legible import legible
from akn.model.source import LINES, Counting, Dropped, Source
from akn.proof.account import Lost
from akn.proof.shape.doubts import is_doubt
from akn.recognition import Recognition
from akn.tree import Element, local_name
from akn.tree.called import called
from akn.tree.pointers import unresolved
from akn.tree.text import words
from akn.writing.manifestation import Manifestation


class Restored(Struct, frozen=True):
    """A number that the source had lost: where it stands, what the source printed, what was written."""

    eid: str
    source: str
    written: str
    line: int | None = None


class Unplaced(Struct, frozen=True):
    """Text that stands where it stood, with the nearest eId."""

    line: int
    text: str
    eid: str


class Report(Struct, frozen=True):
    """All there is to say of one file that was made; `None` and empty is what could not be read.

    `source` is the text that it was made from, `file` where it was written.
    """

    source: str
    sha256: str
    format: str
    encoding: str
    institution: str
    institution_name: str
    institution_reason: str
    kind: str
    language: str
    language_certainty: float
    language_reason: str
    number: str | None
    date: str | None
    iri: str
    iris: tuple[str, ...]
    counts: dict[str, int]
    references: dict[str, int]
    unresolved: tuple[Unplaced, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    unrecognised: tuple[Unplaced, ...] = ()
    restored: tuple[Restored, ...] = ()
    lost: tuple[Lost, ...] = ()
    findings: tuple[Finding, ...] = ()
    counting: Counting = LINES
    file: str | None = None

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """The findings of the proof of shape: what is probably wrong in the structure."""
        return tuple(f for f in self.findings if is_doubt(f))

    @property
    def first_error(self) -> Finding | None:
        """The first finding of severity error."""
        return next((f for f in self.findings if f.severity is Severity.ERROR), None)

    @property
    def headline(self) -> str:
        """One line: what was recognised, and how much of it."""
        counts = ", ".join(
            f"{count} {name if count > 1 else name.removesuffix('s')}"
            for name, count in self.counts.items()
            if count
        )
        head = " ".join(part for part in (self.kind, self.number, self.date, self.language) if part)
        return f"{self.source}: {head}: {counts}"

    @property
    def summary(self) -> str:
        """The headline, what became of the text that has no place of its own, and the findings."""
        left = (
            _counted(len(self.dropped), "line", "left out"),
            _counted(len(self.restored), "number", "restored"),
            _counted(len(self.unrecognised), "line", "not recognised"),
            _counted(len(self.lost), "line", "with words lost") or "nothing lost",
            _counted(len(self.doubts), "doubt", "about the structure"),
            "" if self.first_error else "valid",
        )
        return "\n".join(
            (
                self.headline,
                "  " + "; ".join(part for part in left if part),
                *(self._told(f) for f in self.findings if f.severity is not Severity.INFORMATION),
            )
        )

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "source": legible(self.source),
            **({} if self.file is None else {"file": legible(self.file)}),
            "sha256": self.sha256,
            "format": self.format,
            "encoding": self.encoding,
            "institution": {
                "key": self.institution,
                "name": self.institution_name,
                "reason": self.institution_reason,
            },
            "kind": self.kind,
            "language": self.language,
            "languageCertainty": self.language_certainty,
            "languageReason": self.language_reason,
            "number": self.number,
            "date": self.date,
            "iri": self.iri,
            "iris": list(self.iris),
            "counts": self.counts,
            "references": self.references,
            "unresolved": [self._row(u.line, text=u.text, eId=u.eid) for u in self.unresolved],
            "dropped": [self._row(d.line, text=d.text, reason=d.reason) for d in self.dropped],
            "unrecognised": [self._row(u.line, text=u.text, eId=u.eid) for u in self.unrecognised],
            "restored": [
                {"eId": r.eid, "place": self._place(r.line), "source": r.source, "written": r.written}
                for r in self.restored
            ],
            "doubts": [f.as_json(self._place) for f in self.doubts],
            "lost": [self._row(gone.line, text=gone.text) for gone in self.lost],
            "findings": [f.as_json(self._place) for f in self.findings],
        }

    def _row(self, line: int | None, **rest: str) -> dict[str, Any]:
        return {"line": line, "place": self._place(line), **rest}

    def _place(self, line: int | None) -> str | None:
        """Where a piece stands, as the source counts."""
        return None if line is None else str(self.counting.place(line))

    def _told(self, finding: Finding) -> str:
        line = finding.line if finding.source_line is None else finding.source_line
        where = f" {self._place(line)}" if line else ""
        remedy = f" ({finding.help})" if finding.help else ""
        return f"  {finding.severity.value} {finding.code}{where}: {finding.message}{remedy}"


def compose(
    source: Source,
    recognition: Recognition,
    manifestation: Manifestation,
    root: Element,
    lost: Sequence[Lost],
    findings: Sequence[Finding],
) -> Report:
    """Gather the report on one file: what `source` and `recognition` say, and what stands under `root`.

    `root` is the file read back, `manifestation` what the writer remembers of
    it, `lost` what the proof missed in it.
    """
    work = recognition.resolutions[0].work
    tally = Counter(map(local_name, root.iter("*")))
    tally["recital"] += sum(called(one) == "recital" for one in root.iter("{*}hcontainer", "{*}container"))
    iris = tuple(e.get("value", "") for e in root.iterfind(".//{*}FRBRExpression/{*}FRBRuri"))
    return Report(
        source=source.name,
        sha256=source.sha256,
        format=source.format,
        encoding=source.encoding,
        institution=work.institution,
        institution_name=recognition.whose.institution.name,
        institution_reason=recognition.whose.reason,
        kind=work.kind,
        language=recognition.resolutions[0].language,
        language_certainty=recognition.detected.certainty,
        language_reason=recognition.detected.reason,
        number=work.number.printed if work.number else None,
        date=work.date,
        iri=iris[0] if iris else "",
        iris=tuple(dict.fromkeys(iris)),
        counts=_counts(tally),
        references=_references(tally),
        unresolved=_unresolved(root, manifestation),
        dropped=recognition.dropped,
        unrecognised=tuple(
            Unplaced(b.line, b.text, manifestation.places.get((b.line, b.text), ""))
            for b in recognition.unrecognised
        ),
        restored=tuple(_restored(root, manifestation)),
        lost=tuple(lost),
        findings=tuple(findings),
        counting=source.counting,
    )


def _restored(root: Element, manifestation: Manifestation) -> Iterator[Restored]:
    for num in root.iter("{*}num"):
        numbered = num.getparent()
        eid = "" if numbered is None else numbered.get("eId", "")
        if eid in manifestation.printed:
            yield Restored(eid, manifestation.printed[eid], num.text or "", manifestation.line_of(eid))


def _counts(tally: Counter[str]) -> dict[str, int]:
    """How many of each part of the text."""
    return {
        "citations": tally["citation"],
        "recitals": tally["recital"],
        "paragraphs": tally["paragraph"],
        "points": tally["point"] + tally["indent"] + tally["item"],
        "divisions": tally["division"],
        "footnotes": tally["authorialNote"],
        "attachments": tally["attachment"],
    }


def _references(tally: Counter[str]) -> dict[str, int]:
    """How many marks of each class say what the text speaks of."""
    return {
        "dates": tally["date"] + tally["docDate"],
        "references": tally["ref"] + tally["rref"],
        "organizations": tally["organization"],
        "roles": tally["role"],
        "persons": tally["person"] + tally["docProponent"],
        "locations": tally["location"],
    }


def _unresolved(root: Element, manifestation: Manifestation) -> tuple[Unplaced, ...]:
    """References that are marked and point nowhere: what they name could not be told for certain."""
    found = []
    for element in unresolved(root):
        eid = element.get("eId", "")
        found.append(Unplaced(manifestation.line_of(eid) or 1, words(element, notes=True), eid))
    return tuple(found)


def _counted(number: int, name: str, rest: str) -> str:
    """`number` things with what became of them: “1 line left out”, “2 lines left out”; "" where there is none."""
    return f"{number} {name if number == 1 else name + 's'} {rest}" if number else ""
