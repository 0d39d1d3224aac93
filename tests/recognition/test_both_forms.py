"""The same document as a page and as text copied from it: the same AKN, but for what the copy lost."""

from __future__ import annotations

from itertools import zip_longest

import pytest
from lxml import etree

from akn.pipeline import Options, convert
from tests.conftest import ROOT, TODAY

SAMPLES = ROOT / "samples" / "eng"
#: What copying takes away besides bold, italics, raised digits and links.
LOST: dict[str, frozenset[str]] = {
    "adopted-tramways": frozenset({"lines of the cover"}),
    "ferry-timetables": frozenset({"lines of the cover"}),
    "footnotes": frozenset(),
    "journal-decision": frozenset({"dashes"}),
    "legislative-kites": frozenset({"tables"}),
    "points": frozenset(),
    "report-bridges": frozenset(
        {"lines of the cover", "tables", "bold headings", "page numbers of the contents"}
    ),
    "tagged": frozenset(),
}
#: The part that a page sets in its header or in columns, and the copy line by line.
COVER = ("coverPage",)
_STYLES = ("b", "i", "u", "sup", "sub", "a")


def test_every_pair_is_compared() -> None:
    stems = {p.stem for p in SAMPLES.glob("*.html")} & {p.stem for p in SAMPLES.glob("*.txt")}
    assert stems == set(LOST)


def tree(stem: str, suffix: str) -> etree._Element:
    root = convert(SAMPLES / f"{stem}{suffix}", Options(today=TODAY)).tree.getroot()
    etree.strip_tags(root, *(f"{{*}}{name}" for name in _STYLES))
    return root


def lines(root: etree._Element, lost: frozenset[str]) -> list[tuple[str, str, str]]:
    """Each element that holds text or an identifier: its name, its eId, its own text."""
    found = []
    skipped = COVER if "lines of the cover" in lost else ()
    for element in root.iter():
        name = etree.QName(element).localname
        if name == "meta" or any(
            etree.QName(a).localname in ("meta", *skipped) for a in element.iterancestors()
        ):
            continue
        if "dashes" in lost and name == "num" and not any(c.isalnum() for c in element.text or ""):
            continue
        own = " ".join((element.text or "").split())
        after = " ".join((element.tail or "").split())
        found.append((name, element.get("eId", ""), f"{own}|{after}"))
    return found


@pytest.mark.parametrize("stem", [s for s, lost in LOST.items() if "tables" not in lost])
def test_page_and_copy_give_the_same(stem: str) -> None:
    page, copy = (lines(tree(stem, suffix), LOST[stem]) for suffix in (".html", ".txt"))
    for of_page, of_copy in zip_longest(page, copy):
        assert of_page == of_copy


@pytest.mark.parametrize("stem", [s for s, lost in LOST.items() if "tables" in lost])
def test_where_tables_became_lines_the_words_and_the_acts_are_the_same(stem: str) -> None:
    page, copy = tree(stem, ".html"), tree(stem, ".txt")
    for part in ("preface", "preamble"):
        assert lines(page.find(f".//{{*}}{part}"), LOST[stem]) == lines(
            copy.find(f".//{{*}}{part}"), LOST[stem]
        )
    body = [[p.get("eId") for p in root.iter("{*}paragraph")] for root in (page, copy)]
    assert body[0] == body[1]
    words = ["".join(root.find(".//{*}mainBody").itertext()).split() for root in (page, copy)]
    assert words[0] == words[1]
    attached = [["".join(a.itertext()).split() for a in root.iter("{*}attachment")] for root in (page, copy)]
    assert attached[0] == attached[1]


@pytest.mark.parametrize("stem", LOST)
def test_page_and_copy_are_the_same_work(stem: str) -> None:
    page, copy = (
        convert(SAMPLES / f"{stem}{s}", Options(today=TODAY)).resolution.work for s in (".html", ".txt")
    )
    assert page == copy
