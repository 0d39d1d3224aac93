"""Each fact is said once, whoever sees it."""

from __future__ import annotations

from collections import Counter

import pytest

from akn.pipeline import Options, convert
from tests.conftest import ROOT, TODAY

SAMPLE = (ROOT / "samples" / "eng" / "ambient-monitoring.txt").read_text("utf-8")


def codes(text: str) -> Counter[str]:
    return Counter(f.code for f in convert(text.encode(), Options(today=TODAY)).report.findings)


def test_a_strangers_line_in_a_part_is_no_second_doubt() -> None:
    text = SAMPLE.replace(
        "(b)  to report",
        "Lees meer over dit onderwerp en over de andere op onze site.\n(b)  to report",
    )
    assert text != SAMPLE
    said = codes(text)
    assert said["UNR002"] == 1
    assert said["SHA019"] == 0


@pytest.mark.parametrize(
    "cut", [" of the Member States.", " governments and parliaments of the Member States."]
)
def test_a_text_that_breaks_off_is_said_to_once(cut: str) -> None:
    end = SAMPLE.index("Last updated")
    text = SAMPLE[:end].rstrip().removesuffix(cut) + "\n"
    assert codes(text)["SHA016"] == 1


def test_a_text_whose_last_part_is_none_that_closes_is_said_to_once() -> None:
    text = SAMPLE[: SAMPLE.index("4.  Instructs")].rstrip().removesuffix(";") + "\n"
    assert codes(text)["SHA016"] == 1
