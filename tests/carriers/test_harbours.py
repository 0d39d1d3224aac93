"""A second motion, in other languages and by other programs: what each carrier gives is the motion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import akn
from akn.pipeline import Options
from tests.carriers.harbours import LANGUAGES, Harbours, harbours
from tests.carriers.judging import Facts, expected, facts_of, shortfalls
from tests.carriers.making_docx import document
from tests.carriers.making_elsewhere import prefixed, strict
from tests.carriers.making_odt import odt
from tests.carriers.making_pages import doceo_page, eurlex_page, listed_page, typed_page, word_page
from tests.carriers.making_text import page, text
from tests.carriers.test_carriers import whole

MADE = sorted((Path(__file__).parent / "harbours").iterdir())
#: What a carrier has not: these programs print no notes, and such columns no table either.
_NO_NOTES = ("fpdf", "python-docx", "across")
PLAIN = Options(enrich=False)

PAGES: dict[str, Callable[[Harbours], bytes]] = {
    "typed": lambda motion: typed_page(motion).encode(),
    "word": word_page,
    "word-filtered": lambda motion: word_page(motion, filtered=True),
    "eurlex": eurlex_page,
    "eurlex-old": lambda motion: eurlex_page(motion, ""),
    "doceo": doceo_page,
}


def stopped(wanted: Facts) -> Facts:
    """What must come of a page whose points the browser numbers: it puts a stop behind each."""
    return wanted | {
        "clauses": [
            (sort, f"{number.strip('().')}." if sort == "point" else number, text, depth)
            for sort, number, text, depth in wanted["clauses"]
        ]
    }


def held(data: bytes | Path, wanted: Facts) -> akn.Conversion:
    found = akn.convert(data, PLAIN)
    assert not shortfalls(facts_of(found.tree.getroot()), wanted)
    assert found.clean, found.report.first_error
    assert not found.report.lost
    return found


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_a_carrier_of_another_program_gives_the_motion(path: Path) -> None:
    language, name, *_ = path.name.split(".")
    brackets = "libreoffice" in name
    motion = harbours(language, brackets=brackets, cells="cells" in name)
    wanted = expected(motion, notes=not name.startswith(_NO_NOTES), table=name != "across")
    if name == "across":  # no table follows, so that none is announced
        wanted["clauses"] = [(s, n, f"{t[:-1]};" if n == "3." else t, d) for s, n, t, d in wanted["clauses"]]
    held(path, stopped(wanted) if name == "chromium-lists" else wanted)


@pytest.mark.parametrize("language", ["por", "ell", "slk", "bul", "swe"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_as_its_makers_write_it_gives_the_motion(name: str, language: str) -> None:
    motion = harbours(language)
    held(PAGES[name](motion), expected(motion))


@pytest.mark.parametrize("encoding", ["windows-1250", "windows-1253", "windows-1251"])
def test_a_page_of_word_in_an_old_code_page_gives_the_motion(encoding: str) -> None:
    motion = harbours({"windows-1250": "slk", "windows-1253": "ell", "windows-1251": "bul"}[encoding])
    held(word_page(motion, filtered=True, encoding=encoding), expected(motion))


def test_lists_of_a_page_are_numbered_as_a_browser_numbers_them() -> None:
    motion = harbours("spa")
    held(listed_page(motion).encode(), stopped(expected(motion)))


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "ell"])
@pytest.mark.parametrize("make", [document, strict, prefixed])
def test_a_docx_in_the_names_of_any_standard_gives_the_motion(
    make: Callable[[Harbours], bytes], language: str
) -> None:
    motion = harbours(language, brackets=True)
    held(make(motion), expected(motion))


#: Carriers that print both the notes and the table, and lists as they are typed.
_WHOLE = [
    path
    for path in MADE
    if "." in path.name and not path.name.split(".")[1].startswith((*_NO_NOTES, "chromium-lists"))
]


@pytest.mark.parametrize("path", _WHOLE, ids=lambda path: path.name)
def test_what_a_program_printed_is_the_tree_of_the_text(path: Path) -> None:
    language, name, *_ = path.name.split(".")
    motion = harbours(language, brackets="libreoffice" in name, cells="cells" in name)
    assert whole(path) == whole(text(motion))


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_page_docx_and_odt_give_the_same_tree(language: str) -> None:
    motion = harbours(language, brackets=True)
    variant = "typed" if language == "ell" else "footnotes"
    carriers = [
        text(motion),
        page(motion),
        document(motion, variant),
        typed_page(motion).encode(),
        odt(motion),
    ]
    assert len({whole(data) for data in carriers}) == 1
