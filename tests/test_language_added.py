"""A language is added by the files that CONTRIBUTING names and no more; and what a language still lacks is named."""

from __future__ import annotations

import codecs
import json
import re
import tomllib
from pathlib import Path

import pytest

from akn import languages
from tests.house import ROOT, copied, run

AUTHORITIES = ROOT / "akn" / "authorities"

TEXT = """\
B9-9145/2021

16.3.2021

MOTION FOR A RESOLUTION

on whales in harbours

European Parliament resolution on whales in harbours

The European Parliament,

–  having regard to its resolution of 3 January 2012 on whales,

A.  whereas whales are large;

B.  whereas harbours are small;

1.  Calls for larger harbours, which is what has been asked for;

2.  Calls on the Member States to:

(a)  count the whales;

(b)  measure the harbours;

3.  Instructs its President to forward this resolution to the Council and the Commission.
"""


def strange(text: str) -> str:
    """`text` in a language that nobody speaks: each letter thirteen places on, slots as they are."""
    return "".join(
        part if part.startswith("{") else codecs.encode(part, "rot13")
        for part in re.split(r"(\{\w+\})", text)
    )


def table() -> str:
    """The table of that language, made from the English one as a newcomer would: copied and translated."""
    lines = []
    for line in (ROOT / "akn/languages/eng.toml").read_text(encoding="utf-8").splitlines():
        kept = re.match(r"(name|iso639_1|alphabet|legacy|recitals|points)\s*=", line) or line.startswith("#")
        lines.append(line if kept else re.sub(r'"([^"]*)"', lambda m: f'"{strange(m[1])}"', line))
    return (
        "\n".join(lines).replace('name     = "English"', 'name     = "Strange"').replace('"en"', '"zz"', 1)
        + "\n"
    )


def test_a_language_of_one_table_is_detected_and_read(tmp_path: Path) -> None:
    house = copied(tmp_path)
    (house / "akn/languages/zzz.toml").write_text(table(), encoding="utf-8")
    assert run(house, "-m", "akn.languages.index").returncode == 0
    words = re.compile(r"[A-Za-z]{2,}")
    text = words.sub(lambda m: codecs.encode(m[0], "rot13"), TEXT).replace("O9-", "B9-")
    text = text.replace("SBE A ", "SBE N ")  # the one word of one letter
    (house / "text.txt").write_text(text.replace("N.  ", "A.  ").replace("O.  ", "B.  "), encoding="utf-8")
    done = run(house, "-m", "akn", "convert", "text.txt", "-o", "text.xml", "--report", "report.json")
    assert done.returncode == 0, done.stderr
    report = json.loads((house / "report.json").read_text(encoding="utf-8"))
    assert (report["language"], report["number"], report["date"]) == ("zzz", "B9-9145/2021", "2021-03-16")
    assert report["counts"] | {"footnotes": 0} == report["counts"]
    assert [report["counts"][name] for name in ("citations", "recitals", "paragraphs", "points")] == [
        1,
        2,
        3,
        2,
    ]
    assert report["lost"] == report["unrecognised"] == []


#: What a language needs beside its own table before meaning is marked in it as in the others.
def places(code: str) -> dict[str, bool]:
    tags = tomllib.loads((ROOT / "akn/languages/tags.toml").read_text(encoding="utf-8"))["tags"]
    return {
        "akn/authorities/words": (AUTHORITIES / "words" / f"{code}.toml").is_file(),
        "akn/authorities/labels": (AUTHORITIES / "labels" / f"{code}.json").is_file(),
        "akn/languages/tags.toml": code in tags,
        "samples": (ROOT / "samples" / code / "ambient-monitoring.txt").is_file(),
        "akn/authorities/names": (AUTHORITIES / "names" / f"{code}.toml").is_file(),
    }


#: What is not there yet, by language: strike off what comes.
#: Languages of the United Nations alone.
MISSING = {code: {"samples"} for code in ("ara", "rus", "zho")}


@pytest.mark.parametrize("code", languages.codes())
def test_what_a_language_lacks_is_known(code: str) -> None:
    assert {place for place, there in places(code).items() if not there} == MISSING.get(code, set())
