"""The language of a text: refused by its own name where it has no table, and doubted where there are two."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import akn.languages
from akn.errors import UnrecognisedError
from akn.languages.detection import detect
from akn.readers import SUFFIXES, read, read_bytes
from akn.recognition import Wishes, recognise
from tests.recognition.texts import recognise_text

FOREIGN = tomllib.loads((Path(akn.languages.__file__).parent / "foreign.toml").read_text(encoding="utf-8"))
SAMPLES = sorted(p for p in (Path(__file__).parents[2] / "samples").rglob("*") if p.suffix in SUFFIXES)


@pytest.mark.parametrize("row", FOREIGN["languages"], ids=lambda row: row["name"])
def test_a_language_without_a_table_is_refused_by_its_own_name(row: dict[str, str]) -> None:
    with pytest.raises(
        UnrecognisedError, match=f"no resolution.*looks like {row['name']}, which is not supported"
    ):
        recognise_text(f"1. {row['example']}.\n")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_language_with_a_table_looks_like_one_without(path: Path) -> None:
    source = read(path)
    assert detect("\n".join(p.text for p in source.pieces if hasattr(p, "text"))).foreign == ""
    assert not {f.code for f in recognise(source).findings} & {"LAN001", "LAN002"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("سلام لكم ونوما هنيئا\n", "no resolution"),
        ("안녕히 주무세요\n", "no resolution.*Hangul"),
        ("hello\n", "no resolution"),
    ],
)
def test_what_is_in_no_known_language_is_refused_for_what_it_is(text: str, says: str) -> None:
    with pytest.raises(UnrecognisedError, match=says):
        recognise_text(text)


MIXED = """P8_TA(2015)9701

European Parliament resolution of 6 May 2015 on quiet hours

The European Parliament,

–  vu l'article 123 de son règlement,

–  vu le traité sur l'Union européenne et la charte des cloches,

A.  considérant que le sommeil est bon pour la santé de tous ceux qui vivent dans les villes;

1.  demande le silence dans les villes et dans les villages de l'Union.
"""


def test_enacting_words_in_another_language_are_told() -> None:
    (found,) = (f for f in recognise_text(MIXED).findings if f.code == "LAN002")
    assert found.line == 5
    assert "English" in found.message
    assert "français" in found.message


def test_recitals_in_another_language_are_told() -> None:
    text = MIXED.replace(
        "1.  demande",
        "B.  whereas the noise of the bells is heard in all the towns and in the villages;\n\n1.  demande",
    )
    assert {"LAN001", "LAN002"} & {f.code for f in recognise_text(text).findings}


def test_what_the_user_says_is_not_doubted() -> None:
    found = recognise(read_bytes(MIXED.encode()), Wishes(language="fra")).findings
    assert "LAN001" not in {f.code for f in found}
