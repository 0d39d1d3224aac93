"""Plain text: lines, and tables whose cells bars part."""

from __future__ import annotations

from akn.model.source import Grid, Line
from akn.pipeline import Options, convert
from akn.readers.text import read
from tests.conftest import TODAY

TABLE = """Amendment 1

| Present text | Amendment |
|---|---|
| Bells are rung. | Bells are rung twice. |
| | They are oiled. |
"""

ACT = f"""European Parliament decision of 6 May 2010 on bells

The European Parliament,

–  having regard to Rule 226 of its Rules of Procedure,

1.  Decides to amend its Rules of Procedure as shown below;

2.  Instructs its President to forward this decision to the Council.

{TABLE}"""


def test_rows_of_bars_are_a_table() -> None:
    reading = read(TABLE)
    heading, grid = reading.pieces
    assert isinstance(heading, Line)
    assert isinstance(grid, Grid)
    assert [[[line.text for line in cell.lines] for cell in row] for row in grid.rows] == [
        [["Present text"], ["Amendment"]],
        [["Bells are rung."], ["Bells are rung twice."]],
        [[], ["They are oiled."]],
    ]
    assert [row[1].lines[0].number for row in grid.rows] == [3, 5, 6]
    assert [(d.line, d.text) for d in reading.dropped] == [(4, "|---|---|")]


def test_a_bar_alone_is_no_table() -> None:
    assert all(isinstance(piece, Line) for piece in read("one | row\n\nand no other\n").pieces)


def test_an_amendment_keeps_its_table() -> None:
    conversion = convert(ACT, Options(today=TODAY))
    root = conversion.tree.getroot()
    rows = root.findall(".//{*}division/{*}hcontainer/{*}content/{*}table/{*}tr")
    assert [["".join(map(str, cell.itertext())).strip() for cell in row] for row in rows] == [
        ["Present text", "Amendment"],
        ["Bells are rung.", "Bells are rung twice."],
        ["", "They are oiled."],
    ]
    assert (conversion.report.lost, conversion.report.unrecognised) == ((), ())
    assert [f for f in conversion.report.findings if f.severity == "error"] == []
