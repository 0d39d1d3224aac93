"""A table among the lines of a cover, or of an attachment's title block, is layout: its words stay, line by line."""

from __future__ import annotations

import pytest

from akn.pipeline import Options, convert
from tests.conftest import ROOT, TODAY

MOTION = (ROOT / "samples" / "eng" / "lighthouse-keepers.txt").read_text(encoding="utf-8")
ROWS = "| lamp | lens |\n| wick | oil |\n"
ACT = "Proposal for a decision\n\nThe European Parliament,\n\n1.  Decides to sleep.\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{ROWS}\n{MOTION}",
        MOTION.replace("Ása Ólafsdóttir\n", f"Ása Ólafsdóttir\n\n{ROWS}"),
        MOTION.replace("A.  whereas", f"{ROWS}\nA.  whereas", 1),
        MOTION.replace("2.  Calls", f"{ROWS}\n2.  Calls", 1),
        f"{MOTION}\n{ROWS}",
        f"{MOTION}\nANNEX\n\n{ROWS}\n{ACT}",
    ],
)
def test_no_word_of_a_table_is_lost(text: str) -> None:
    conversion = convert(text, Options(today=TODAY))
    assert [f for f in conversion.report.findings if f.code.startswith("LOS")] == []
    said = " ".join(map(str, conversion.tree.getroot().itertext()))
    left_out = " ".join(d.text for d in conversion.report.dropped)
    for word in ("lamp", "lens", "wick", "oil"):
        assert word in said + left_out
