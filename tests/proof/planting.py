"""Faults planted on the way of a conversion: between the stages, where a fault of one of them would be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import pytest
from lxml import etree
from msgspec.structs import replace

from akn import pipeline
from akn.findings import Finding, Severity
from akn.model.source import Dropped, Source
from akn.pipeline import Conversion, Options, convert_source
from akn.readers import read_bytes
from akn.recognition import Recognition
from akn.writing.manifestation import Manifestation
from tests.conftest import TODAY

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml has no public name for it

MOTION = """\
B9-9001/2021

MOTION FOR A RESOLUTION

on the lamps of quiet harbours

12.2.2021

Jane Example, John Sample
on behalf of the Renew Group

European Parliament resolution on the lamps of quiet harbours

The European Parliament,

–  having regard to its resolution of 14 March 2019 on peaceful piers1,

–  having regard to the report of the pilots on lamps2,

–  having regard to Rule 132(2) of its Rules of Procedure,

A.  whereas lamps are lit at dusk, and put out at dawn;

B.  whereas the following sleep badly:
(a)  keepers of lamps;
(b)  painters of piers;

C.  whereas nobody counted the lamps on 5 June 2020;

Lamps of brass

1.  Welcomes the lamps of the northern harbours;

2.  Calls on the Commission:
(a)  to publish a list of lamps;
(b)  to report to Parliament by 31 December 2024;

Lamps of tin

3.  Regrets that tin lamps rust sooner than brass ones;

4.  Instructs its President to forward this resolution to the Council and the Commission.

1 Texts adopted, P8_TA(2019)9002.
2 Available on request from the pilots.
"""
PAGE = """\
<!doctype html><html><body>
<p>P9_TA(2021)9003</p>
<p>European Parliament resolution of 10 June 2021 on the count of lamps</p>
<p>The European Parliament,</p>
<p>–  having regard to Rule 132(2) of its Rules of Procedure,</p>
<p>A.  whereas lamps were counted;</p>
<p>1.  Takes note of the count:</p>
<table><tr><td>Harbour</td><td>Lamps</td></tr><tr><td>North</td><td>forty</td></tr><tr><td>South</td><td>fifty</td></tr></table>
<p>2.  Instructs its President to forward this resolution to the Commission.</p>
</body></html>
"""


@dataclass(frozen=True)
class Planted:
    """What the recogniser and the writer hand over; a fault changes it in place."""

    source: Source
    root: Element
    dropped: list[Dropped]
    printed: dict[str, str]


Fault: TypeAlias = Callable[[Planted], None]


def converted(
    text: str, fault: Fault, monkeypatch: pytest.MonkeyPatch, *, apart: bool = False
) -> tuple[Conversion, ...]:
    """What comes of `text` where `fault` is done to what was written, and to what was left out."""
    source = read_bytes(text.encode())
    dropped: list[Dropped] = []
    recognise, write = pipeline.recognise, pipeline.write

    def recognising(*given: Any) -> Recognition:
        recognition = recognise(*given)
        dropped[:] = recognition.dropped
        # A list, so that the fault can add to it when all is written.
        return replace(recognition, dropped=cast("tuple[Dropped, ...]", dropped))

    def writing(resolutions: Any, **more: Any) -> Manifestation:
        written = write(resolutions, **more)
        printed = dict(written.printed)
        tree = written.tree
        fault(Planted(source, tree.getroot(), dropped, printed))
        return replace(
            written, printed=printed, xml=etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
        )

    monkeypatch.setattr(pipeline, "recognise", recognising)
    monkeypatch.setattr(pipeline, "write", writing)
    conversions = convert_source(source, Options(today=TODAY), apart=apart)
    monkeypatch.undo()
    return conversions


def proved(conversions: Sequence[Conversion]) -> list[Finding]:
    """The errors that the proofs of words and of shape found, and no one else."""
    return [
        finding
        for conversion in conversions
        for finding in conversion.report.findings
        if finding.code[:3] in {"LOS", "SHA"} and finding.severity is Severity.ERROR
    ]


def part(case: Planted, eid: str) -> etree._Element:
    return next(e for e in case.root.iter() if e.get("eId") == eid)


def block(case: Planted, eid: str) -> etree._Element:
    return next(part(case, eid).iter("{*}p", "{*}listIntroduction"))


def made(like: etree._Element, name: str, text: str = "") -> etree._Element:
    """A new element called `name`, in the namespace of `like`, with this text; it stands nowhere yet."""
    element = etree.Element(f"{like.tag.rpartition('}')[0]}}}{name}")
    element.text = text
    return element


def named(case: Planted, name: str, place: int = 0) -> etree._Element:
    return [*case.root.iter("{*}" + name)][place]


def swap(one: etree._Element, other: etree._Element) -> None:
    first, second = deepcopy(one), deepcopy(other)
    one.getparent().replace(one, second)
    other.getparent().replace(other, first)


def remove(element: etree._Element) -> None:
    element.getparent().remove(element)


def text_of(element: etree._Element) -> str:
    return "".join(element.itertext())


def write(element: etree._Element, text: str) -> None:
    for child in [*element]:
        element.remove(child)
    element.text = text


def change(element: etree._Element, old: str, new: str) -> None:
    for each in element.iter():
        for place in ("text", "tail"):
            said = getattr(each, place)
            if said and old in said:
                setattr(each, place, said.replace(old, new, 1))
                return
    raise AssertionError(old)


def rename(element: etree._Element, name: str) -> None:
    element.tag = element.tag.rpartition("}")[0] + "}" + name
