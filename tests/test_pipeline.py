"""From a text to the files that are written: each its own tree, findings and report, judged as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import akn
from akn import pipeline
from akn.errors import UnreadableError, UnrecognisedError
from akn.pipeline import Conversion, Options, convert, convert_each
from akn.readers import read_bytes
from akn.schema.official import load as load_schema
from akn.validation.rules.document import POINTERS
from akn.writing import document
from tests.conftest import TODAY
from tests.recognition.texts import convert_text

if TYPE_CHECKING:
    from lxml import etree

KETTLES = """B9-9101/2021

European Parliament resolution on kettles

The European Parliament,

–  having regard to Rule 132 of its Rules of Procedure,

A.  whereas kettles sing;

1.  Calls for kettles;

2.  Calls for pots;

3.  Calls for lids;

4.  Recalls paragraphs 1 to 3 of this resolution, paragraph 2 and recital A;

5.  Instructs its President to forward this resolution to the Council.
"""
SPADES = """B9-9102/2021

European Parliament resolution on spades

The European Parliament,

–  having regard to Rule 132 of its Rules of Procedure,

A.  whereas spades dig;

1.  Calls for spades;

2.  Recalls paragraph 1 and the previous paragraph;

3.  Instructs its President to forward this resolution to the Council.
"""
TWO = f"{KETTLES}\n{SPADES}"
OPTIONS = Options(today=TODAY)


def eids(conversion: Conversion) -> set[str]:
    return {e.get("eId", "") for e in conversion.tree.iter("*")} - {""}


def dangling(conversion: Conversion) -> set[str]:
    targets = {
        value[1:]
        for e in conversion.tree.iter("*")
        for name in POINTERS
        if (value := e.get(name, "")).startswith("#")
    }
    return targets - eids(conversion)


def local_targets(root: etree._ElementTree) -> list[tuple[str, ...]]:
    return [
        tuple(value for name in ("href", "from", "upTo") if (value := e.get(name)))
        for e in root.iter("{*}ref", "{*}rref")
        if (e.get("href") or e.get("from", "")).startswith("#")
    ]


def test_a_range_in_a_file_of_several_resolutions_points_into_its_own() -> None:
    conversion = convert_text(TWO)
    assert dangling(conversion) == set()
    assert local_targets(conversion.tree) == [
        ("#cmp_1__para_1", "#cmp_1__para_3"),
        ("#cmp_1__para_2",),
        ("#cmp_1__recs_1__rec_A",),
        ("#cmp_2__para_1",),
        ("#cmp_2__para_1",),
    ]


def test_each_resolution_alone_has_addresses_of_its_own() -> None:
    one, other = convert_each(TWO, OPTIONS)
    assert dangling(one) == dangling(other) == set()
    assert local_targets(one.tree)[0] == ("#para_1", "#para_3")
    assert local_targets(other.tree) == [("#para_1",), ("#para_1",)]


def test_each_is_what_the_text_alone_would_be() -> None:
    for conversion, text in zip(convert_each(TWO, OPTIONS), (KETTLES, SPADES), strict=True):
        assert conversion.xml == convert(text, OPTIONS).xml


def test_a_text_of_one_resolution_is_one_either_way() -> None:
    (only,) = akn.convert_each(KETTLES, OPTIONS)
    assert only.xml == akn.convert(KETTLES, OPTIONS).xml


def test_numbers_that_begin_anew_are_pointed_to_where_they_stand() -> None:
    text = KETTLES.replace("1.  Calls for kettles;", "Kettles\n\n1.  Calls for kettles;").replace(
        "3.  Calls for lids;\n\n4.  Recalls paragraphs 1 to 3 of this resolution, paragraph 2 and recital A;",
        "Lids\n\n1.  Calls for lids;\n\n2.  Recalls the previous paragraph;",
    )
    conversion = convert_text(text.replace("5.  Instructs", "3.  Instructs"))
    (pointing,) = (e for e in conversion.tree.iter("{*}ref") if e.get("href", "").startswith("#"))
    (target,) = (e for e in conversion.tree.iter("*") if f"#{e.get('eId')}" == pointing.get("href"))
    assert "Calls for lids" in "".join(target.itertext())


def test_each_report_is_of_its_file_alone() -> None:
    text = TWO.replace("Council.\n\nB9", "Council.\n\nSomething of pots that belongs nowhere\n\nB9")
    text += "\nSomething of spades that belongs nowhere\n"
    reports = [conversion.report for conversion in convert_each(text, OPTIONS)]
    assert [r.number for r in reports] == ["B9-9101/2021", "B9-9102/2021"]
    assert [r.counts["paragraphs"] for r in reports] == [5, 3]
    for conversion, word in zip(convert_each(text, OPTIONS), ("pots", "spades"), strict=True):
        report = conversion.report
        assert [word in u.text for u in report.unrecognised] == [True]
        named = {f.eid for f in report.findings} | {u.eid for u in report.unrecognised}
        assert named - {""} <= eids(conversion)
        assert len(report.iris) == 1
        assert [f.code for f in report.findings] == ["COV007", "UNR001"]


def words_go_missing(xml: bytes) -> bytes:
    return xml.replace(b"Calls for spades;", b"Calls")


@pytest.mark.parametrize("apart", [False, True], ids=["together", "apart"])
def test_the_proof_is_made_on_the_bytes_that_are_written(
    apart: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = document.to_bytes
    monkeypatch.setattr(document, "to_bytes", lambda *what: words_go_missing(whole(*what)))
    conversions = pipeline.convert_source(read_bytes(TWO.encode()), OPTIONS, apart=apart)
    assert [c.clean for c in conversions] == ([True, False] if apart else [False])
    report = conversions[-1].report
    assert [gone.text for gone in report.lost] == ["for spades;"]
    assert "LOS001" in {f.code for f in report.findings}


@pytest.mark.parametrize("apart", [False, True], ids=["together", "apart"])
def test_the_validation_is_made_on_the_bytes_that_are_written(
    apart: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = document.to_bytes
    monkeypatch.setattr(
        document, "to_bytes", lambda *what: whole(*what).replace(b'value="b9-9102-2021"', b'walue="x"')
    )
    conversions = pipeline.convert_source(read_bytes(TWO.encode()), OPTIONS, apart=apart)
    assert [c.clean for c in conversions] == ([True, False] if apart else [False])
    assert [load_schema().validate(c.tree) for c in conversions] == ([True, False] if apart else [False])


def test_bytes_that_cannot_be_read_back_are_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = document.to_bytes
    monkeypatch.setattr(document, "to_bytes", lambda *what: whole(*what)[:-20])
    conversion = convert(KETTLES, OPTIONS)
    assert not conversion.clean
    assert any(f.code.startswith("XML") for f in conversion.report.findings)


@pytest.mark.parametrize(
    "text",
    [
        "The European Parliament, having regard to the bells, " * 20,
        "bells\u2028ring",
        "ring " * 100,
        "hello\n",
    ],
)
def test_a_text_of_one_line_is_no_name_of_a_file(text: str) -> None:
    with pytest.raises(UnrecognisedError, match="no resolution"):
        convert(text)


def test_a_string_that_may_be_a_name_is_one() -> None:
    with pytest.raises(UnreadableError, match="there is no such file"):
        convert("bells/of the town.txt")
