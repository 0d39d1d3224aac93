"""Samples of the United Nations, printed as PDF: what comes of a page is what comes of its text."""

from __future__ import annotations

from pathlib import Path

import pytest

import akn
from akn.pipeline import Options
from tests.carriers.judging import facts_of

MADE = sorted((Path(__file__).parent / "nations").iterdir())
SAMPLES = Path(__file__).parents[2] / "samples"
PLAIN = Options(enrich=False)


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_a_print_gives_what_its_text_gives(path: Path) -> None:
    text = akn.convert(SAMPLES / path.name.replace(".", "/", 1).replace(".pdf", ".txt"), PLAIN)
    found = akn.convert(path, PLAIN)
    assert facts_of(found.tree.getroot()) == facts_of(text.tree.getroot())
    assert found.clean, found.report.first_error
    assert not found.report.lost
    if len(found.source.counting.pages) > 1:
        assert [gone.text for gone in found.source.dropped if "A/RES" in gone.text]
