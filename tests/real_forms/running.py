"""What comes out of a form today: the only place here that calls the converter."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import akn
from tests.conftest import TODAY
from tests.real_forms.cases import Case
from tests.real_forms.elements import FIELDS, Elements, elements_of

#: Findings that say what a document has not: its kind, number, date or title in words.
_ABSENT = frozenset({"COV001", "COV002", "COV003", "COV004"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out: the elements, or why the text was refused; and the findings by code and severity.

    `fault` is the exception with which the converter stopped, where it did what it never may.
    """

    elements: Elements | None
    xml: bytes
    refusal: str
    findings: tuple[tuple[str, str], ...]
    fault: str = ""

    @property
    def loud(self) -> bool:
        """Whether anything was said that a user must look at; that a number, say, is not there is no such thing."""
        return bool(self.refusal or self.fault) or any(
            severity == "error" or (severity == "warning" and code not in _ABSENT)
            for code, severity in self.findings
        )


def outcome_of(path: Path) -> Outcome:
    """Convert the file at `path`."""
    try:
        conversion = akn.convert(path, akn.Options(today=TODAY))
    except akn.AknError as refusal:
        return Outcome(None, b"", str(refusal), ())
    except Exception as fault:  # noqa: BLE001  # whatever it is, it is told beside the other shortfalls
        return Outcome(None, b"", "", (), repr(fault))
    findings = tuple((f.code, str(f.severity)) for f in conversion.report.findings)
    return Outcome(elements_of(conversion.xml), conversion.xml, "", findings)


def outcome_of_case(case: Case, folder: Path) -> Outcome:
    """Convert the text of `case`, as a file in `folder` whose name says nothing of it."""
    path = folder / f"form.{case.suffix}"
    path.write_bytes(case.text.encode(case.encoding))
    return outcome_of(path)


def shortfalls(case: Case, outcome: Outcome) -> list[str]:
    """In what `outcome` falls short of what `case` asks for, a line for each; none where all is right."""
    if outcome.fault:
        return [f"stopped: {outcome.fault}"]
    if case.refused:
        if not outcome.refusal:
            return ["refused: no, it was converted"]
        said = outcome.refusal.casefold()
        return [
            f"refused: without “{words}”"
            for words in case.refused
            if not any(one.casefold() in said for one in words.split("|"))
        ]
    if outcome.elements is None:
        return [] if case.exact_or_loud else [f"refused: {outcome.refusal[:160]}"]
    found = outcome.elements
    short = [
        f"{name}: {_show(getattr(case.expected, name))} ≠ {_show(getattr(found, name))}"
        for name in FIELDS
        if name not in case.free and not case.expected.agrees(found, name)
    ]
    short += [
        f"texts {label}: {wanted!r} ≠ {found.texts.get(label)!r}"
        for label, wanted in case.texts.items()
        if _plain(found.texts.get(label, "")) != _plain(wanted)
    ]
    text = outcome.xml.decode()
    short += [f"absent: “{words}” stands in the text" for words in case.absent if words in text]
    short += [f"aliases: no {alias}" for alias in case.aliases if f'"{alias}"' not in text]
    if case.publication and not any(
        case.publication in line for line in text.splitlines() if "<publication " in line
    ):
        short.append(f"publication: no {case.publication}")
    if case.exact_or_loud:
        return [] if outcome.loud else short
    codes = {code for code, _ in outcome.findings}
    if case.loud == ("any",):
        if not outcome.loud:
            short.append("loud: nothing is said")
    else:
        short += [f"loud: no {code}" for code in case.loud if code not in codes]
    if not case.loud:
        grave = {code for code, severity in outcome.findings if severity == "error"} | codes & {"UNR001"}
        short += [f"error: {code}" for code in sorted(grave)]
    return short


def _plain(text: str) -> str:
    """`text` without what a page prints in two ways: ligatures, soft hyphens."""
    return unicodedata.normalize("NFKC", text.replace("\N{SOFT HYPHEN}", ""))


def _show(value: object) -> str:
    return " | ".join(value) if isinstance(value, tuple) else repr(value)
