"""Documents without a date, whose work IRI says ``nn``, are judged as all others are."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn.pipeline import Options, convert
from akn.tree.iri import WorkIri
from akn.validation.rules.frbr import pieces_disagree
from akn.validation.verdict import judge
from tests.conftest import TODAY

TEXT = """European Parliament resolution on kettles

The European Parliament,

–  having regard to Rule 132 of its Rules of Procedure,

A.  whereas kettles sing;

1.  Calls for kettles;

2.  Instructs its President to forward this resolution to the Council.
"""


@pytest.fixture(scope="module")
def undated() -> str:
    xml = convert(TEXT, Options(today=TODAY)).xml.decode()
    assert WorkIri.read("/akn/eu/statement/resolution/ep/nn/kettles") is not None
    assert "/ep/nn/kettles" in xml
    return xml


def said(xml: str) -> list[str]:
    return [finding.message for finding in judge(xml.encode(), rules=(pieces_disagree,)).findings]


def test_the_day_of_the_mark_up_is_no_date_of_the_work(undated: str) -> None:
    assert said(undated) == []


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ('<FRBRcountry value="eu"/>', '<FRBRcountry value="fr"/>', "`FRBRcountry` says “fr”"),
        ('<FRBRsubtype value="', '<FRBRsubtype value="x', "`FRBRsubtype` says “x"),
    ],
)  # fmt: skip
def test_what_the_iri_says_besides_is_compared(undated: str, before: str, after: str, found: str) -> None:
    assert before in undated
    (message,) = said(undated.replace(before, after))
    assert found in message


MOTION = (Path(__file__).parents[1] / "rules" / "motion.xml").read_text(encoding="utf-8")


def test_the_body_of_an_iri_may_bear_the_jurisdiction_before_its_name() -> None:
    """Those who publish for several organizations write “unga” for the body “ga” of “un”."""
    assert not said(MOTION.replace("motionForResolution/ep/", "motionForResolution/euep/"))


def test_another_jurisdiction_before_a_body_is_another_body() -> None:
    (message,) = said(MOTION.replace("motionForResolution/ep/", "motionForResolution/unep/"))
    assert message.startswith("The IRI of the work says “unep”, `FRBRauthor` says")
