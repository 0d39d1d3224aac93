"""The work of the proof grows with the text: counted in calls, so that no clock is asked."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from akn.pipeline import Options, convert
from akn.proof.file import read_whole
from akn.proof.shape import doubts
from akn.recognition import Wishes
from tests.conftest import TODAY

HEAD = "European Parliament resolution of 6 May 2010 on lamps\n\nThe European Parliament,\n\n"
LINES = {
    "paragraphs": "{n}.  Asks for lamps in harbour number {n};",
    "lines without a mark": "Asks for lamps in harbour number {n};",
    "one word": "lamp-",
    "points": "(a)  lamps;",
    "notes": "[{n}] Lamps of harbour number {n}.",
    "numbers alone": "{n}",
}


def calls(text: str) -> int:
    conversion = convert(text.encode(), Options(Wishes(language="eng"), today=TODAY, enrich=False))
    report, root = conversion.report, conversion.tree.getroot()
    counted = 0

    def count(_frame: FrameType, _event: str, _arg: object) -> None:
        nonlocal counted
        counted += 1

    sys.setprofile(count)
    try:
        read_whole(conversion.source)
        doubts(conversion.source, report.dropped, [root], report.language, report.institution)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_twice_the_text_is_no_more_than_twice_the_work(line: str) -> None:
    def text(lines: int) -> str:
        said = "\n".join(line.format(n=n) for n in range(1, lines + 1))
        return f"{HEAD}–  having regard to lamps,\n\nA.  whereas lamps are lit;\n\n1.  Asks for lamps;\n\n{said}\n"

    calls(text(8))  # tables are read once
    small, large = calls(text(60)), calls(text(120))
    assert large <= 2.2 * small
