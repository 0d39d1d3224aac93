"""The table of resolutions by their date, which a user adds: what it takes, what it refuses, what it links."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from akn.authorities import adopted
from akn.cli import akn
from akn.errors import TableError, UnreadableError

TABLE = """date,title,number
2019-02-14,European Parliament resolution on the keepers of lighthouses,P8_TA(2019)0999
2019-02-14,Resolution on kettles and spoons,P8_TA(2019)0998
2019-02-14,Resolution on kettles that sing,P8_TA(2019)0997
"""


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AKN_AUTHORITIES", str(tmp_path / "tables"))
    source = tmp_path / "days.csv"
    source.write_text(TABLE, encoding="utf-8")
    return source


def test_rows_are_added_once(held: Path) -> None:
    assert adopted.add(held) == (3, 3)
    assert adopted.add(held) == (0, 3)


@pytest.mark.parametrize(
    ("behind", "number"),
    [
        (" on the keepers of lighthouses,", "0999"),
        (" on lighthouse-keeping and its keepers", "0999"),
        (" on kettles and spoons", "0998"),
        # Two titles share all that is said: neither is meant for certain.
        (" on kettles", ""),
        (" on ferries", ""),
        ("", ""),
    ],
)
def test_only_the_one_title_that_shares_the_words_is_linked(held: Path, behind: str, number: str) -> None:
    adopted.add(held)
    meant = adopted.known("2019-02-14", behind)
    assert meant == (f"https://data.europarl.europa.eu/eli/dl/doc/TA-8-2019-{number}" if number else "")
    assert adopted.known("2019-02-15", behind) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("day,title,number\n", "no column “date”"),
        ("date,title,number\n14.2.2019,x,P8_TA(2019)0999\n", "line 2: “14.2.2019” is no date"),
        ("date,title,number\n2019-02-14,x,number nine\n", "line 2: “number nine” is no number"),
    ],
)
def test_a_table_that_says_what_cannot_be_is_refused_with_its_line(held: Path, text: str, told: str) -> None:
    held.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=told):
        adopted.add(held)
    assert not (adopted.folder() / adopted.NAME).exists()


def test_a_file_that_is_not_there_or_no_text_is_told(held: Path) -> None:
    with pytest.raises(UnreadableError):
        adopted.add(held.parent / "nowhere.csv")
    held.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableError):
        adopted.add(held)


def test_the_command_adds_and_the_next_conversion_links(held: Path) -> None:
    runner = CliRunner()
    added = runner.invoke(akn, ["authorities", "add", str(held)])
    assert added.exit_code == 0
    assert "3 added; the table holds 3" in added.output
    text = (
        "The European Parliament,\n\n–  having regard to its resolution of 14 February 2019 on the keepers of"
        " lighthouses,\n\n–  having regard to its resolution of 14 February 2019 on ferries,\n\n1.  Notes it.\n"
    )
    source = held.parent / "motion.txt"
    source.write_text(text, encoding="utf-8")
    runner.invoke(akn, ["convert", str(source), "--language", "eng", "-o", str(held.parent / "motion.xml")])
    written = (held.parent / "motion.xml").read_text(encoding="utf-8")
    assert written.count("TA-8-2019-0999") == 1
    assert written.count("unresolvedReference") == 1


def test_a_user_without_a_home_has_no_table_and_no_fault(monkeypatch, tmp_path):
    from akn.errors import UnwritableError

    for name in ("AKN_AUTHORITIES", "XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)

    def homeless(_):
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("pathlib.Path.home", classmethod(homeless))
    assert adopted.known("2021-03-02", "on kettles") == ""
    table = tmp_path / "rows.csv"
    table.write_text("date,title,number\n2021-03-02,kettles,P9_TA(2021)0045\n", encoding="utf-8")
    with pytest.raises(UnwritableError, match="cannot be written"):
        adopted.add(table)
