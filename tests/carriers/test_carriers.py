"""One motion, nine languages, many carriers: the same clauses, numbers, notes and authors come out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import akn
from akn.pipeline import Options
from tests.carriers.judging import Facts, expected, facts_of, shortfalls
from tests.carriers.making_docx import document
from tests.carriers.making_text import page, text
from tests.carriers.motions import LANGUAGES, motion

MADE = sorted((Path(__file__).parent / "made").iterdir())
VARIANTS = ("footnotes", "styles", "separate", "typed", "tracked", "boxes")
#: Word has no Greek format of numbers: they are typed.
DOCX = [
    (language, variant)
    for language in LANGUAGES
    for variant in VARIANTS
    if language != "ell" or variant == "typed"
]
PLAIN = Options(enrich=False)


def convert(data: bytes | Path, options: Options = PLAIN) -> akn.Conversion:
    return akn.convert(data, options)


def wanted_of(path: Path) -> Facts:
    """What must come of a carrier that was made; a web page has no brackets around the numbers of its lists."""
    wanted = expected(motion(path.name.partition(".")[0]))
    if path.suffix == ".html":
        wanted["clauses"] = [
            (s, n.replace("(", "").replace(")", "."), t, d) for s, n, t, d in wanted["clauses"]
        ]
    return wanted


@pytest.mark.parametrize(("language", "variant"), DOCX)
def test_a_docx_gives_what_word_prints(language: str, variant: str) -> None:
    found = convert(document(motion(language), variant))
    assert not shortfalls(facts_of(found.tree.getroot()), expected(motion(language)))
    assert found.clean, found.report.first_error


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_a_carrier_of_another_program_gives_the_motion(path: Path) -> None:
    found = convert(path)
    assert not shortfalls(facts_of(found.tree.getroot()), wanted_of(path))
    assert found.clean, found.report.first_error
    assert not found.report.lost


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_what_each_page_repeats_is_left_out_by_name(path: Path) -> None:
    found = convert(path)
    said = " ".join("".join(map(str, found.tree.getroot().itertext())).split())
    assert "PE799.407" not in said
    if path.suffix != ".html" and "pandoc" not in path.name:
        repeated = "PE799.407" if "reportlab" not in path.name else motion(path.name[:3]).words["title"]
        assert any(repeated in gone.text for gone in found.source.dropped)


def test_the_other_text_of_tracked_changes_is_read_where_it_is_wanted() -> None:
    data = document(motion("eng"), "tracked")
    accepted = convert(data)
    rejected = convert(data, Options(enrich=False, changes="rejected"))
    assert b"xyzzy" not in accepted.xml
    assert b"having xyzzy to its resolution" in rejected.xml
    assert [f.code for f in accepted.report.findings if f.code == "CAR001"] == ["CAR001"]
    assert {gone.reason for gone in accepted.source.dropped if gone.text == "xyzzy"} == {
        "deleted by a tracked change, which was accepted"
    }
    assert not rejected.report.lost


# ------------------------------------------------------------------ the same tree

_INLINE = re.compile(r"</?(?:b|i|u|sup)>")
#: What carriers lack or print otherwise: heads of tables, looks of words, bullets for dashes, Roman endnotes.
_SAME = (
    (_INLINE, ""),
    (re.compile(r"<(/?)th\b"), r"<\1td"),
    (re.compile("<num>•</num>"), "<num>–</num>"),
    (re.compile('marker="ii"'), 'marker="2"'),
    (re.compile('marker="i"'), 'marker="1"'),
    (re.compile(r"\s+"), " "),
    (re.compile(r"> <"), "><"),
)


def whole(data: bytes | Path) -> str:
    """A conversion from its first sign to its last, cover and meta too, without what a carrier may lack."""
    xml = convert(data).xml.decode()
    for pattern, by in _SAME:
        xml = pattern.sub(by, xml)
    return xml


def carriers(language: str) -> dict[str, bytes | Path]:
    made = {path.name.partition(".")[2]: path for path in MADE if path.name.startswith(language)}
    return {
        "text": text(motion(language)),
        "page": page(motion(language)),
        "docx": document(motion(language), "typed"),
        **{name: path for name, path in made.items() if path.suffix != ".html"},
    }


@pytest.mark.parametrize("language", ["eng", "bul", "ell", "fra", "deu"])
def test_the_same_motion_gives_the_same_tree_whatever_carries_it(language: str) -> None:
    documents = {name: whole(data) for name, data in carriers(language).items()}
    assert len(documents) > 4
    pairs = [(one, other) for one in documents for other in documents if one < other]
    assert [(one, other) for one, other in pairs if documents[one] != documents[other]] == []


def test_one_word_more_is_another_tree() -> None:
    there = text(motion("eng"))
    assert whole(there) == whole(text(motion("eng")))
    for old, new in (
        (b"Ada Muster", b"Ida Muster"),
        (b"B9-9407", b"B9-9408"),
        (b"oak", b"ash"),
        (b"(b)", b"(c)"),
    ):
        assert whole(there) != whole(there.replace(old, new, 1)), old
