"""What another institution may need: its own sorts of line, element, roles, kinds, several enacting words."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from akn.pipeline import Conversion, Options, convert
from akn.validation.rules import RULES
from akn.validation.rules.profiles import profiles
from akn.validation.rules.rule import select
from tests.conftest import TODAY
from tests.institutions.recipe import folders, recipe

COVER = """Distr.: General

Item 12: kitchens

Drafted by: Jane Example, John Sample

EX/RES/12/3

Resolution of the Council of Exampleville of 6 May 2021 on kettles

Assembled in plenary, the Council

–  bearing in mind its charter,

A.  noting that kettles sing;

1.  Calls for kettles;

2.  Asks its Secretary to send this resolution.
"""
LINES = """
[lines.distribution]
container = "reference"

[lines.agenda]
container = "docHeader"
label     = "docStage"

[lines.draft]
container = "authors"
role      = "drafter"

[roles.drafter]
iri   = "https://example.org/roles/drafter"
label = "Drafter"

[[identifiers]]"""
SAYS = """
[exc.lines]
distribution = ["Distr.:"]
agenda = ["Item {number}:"]
draft = ["Drafted by:"]
"""


def converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, section: str, text: str
) -> Conversion:
    folders(tmp_path, table, section).use(monkeypatch)
    conversion = convert(text, Options(today=TODAY))
    assert [(f.code, f.message) for f in conversion.report.findings] == []
    return conversion


@pytest.fixture
def covered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> etree._Element:
    table = recipe().table.replace("[[identifiers]]", LINES.strip(), 1)
    section = recipe().section.replace(
        'formula = ["The Council', 'formula = ["Assembled in plenary, the Council", "The Council', 1
    )
    return converted(tmp_path, monkeypatch, table, section + SAYS, COVER).tree.getroot()


def test_its_own_sorts_of_line_go_where_its_table_says(covered: etree._Element) -> None:
    held = [
        (container.get("name"), ["".join(map(str, p.itertext())) for p in container])
        for container in covered.iterfind(".//{*}coverPage/{*}container")
    ]
    assert held == [
        ("reference", ["Distr.: General"]),
        ("docHeader", ["Item 12: kitchens"]),
        ("authors", ["Drafted by: Jane Example, John Sample"]),
        ("reference", ["EX/RES/12/3"]),
    ]


def test_its_own_sorts_of_line_bear_the_element_and_the_role_of_its_table(covered: etree._Element) -> None:
    assert [stage.text for stage in covered.iterfind(".//{*}docStage")] == ["Item 12: kitchens"]
    drafters = [(p.text, p.get("as")) for p in covered.iterfind(".//{*}docProponent")]
    assert drafters == [("Jane Example", "#drafter"), ("John Sample", "#drafter")]
    (role,) = covered.iterfind('.//{*}TLCRole[@eId="drafter"]')
    assert (role.get("href"), role.get("showAs")) == ("https://example.org/roles/drafter", "Drafter")


def test_a_title_on_a_line_of_its_own_is_told_by_its_phrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = recipe().table.replace(
        "[[identifiers]]",
        '[lines.heading]\ncontainer = "docHeader"\nlabel = "docTitle"\n\n[[identifiers]]',
        1,
    )
    section = recipe().section + '\n[exc.lines]\nheading = ["{number}/{number}. {text}"]\n'
    text = recipe().act.replace(
        "Exampleville of 6 May 2021 on kettles", "Exampleville of 6 May 2021\n\n12/3. Kettles for all"
    )
    conversion = converted(tmp_path, monkeypatch, table, section, text)
    assert conversion.resolution.work.title == "Kettles for all"
    assert [title.text for title in conversion.tree.iterfind(".//{*}docTitle")] == ["Kettles for all"]


def test_an_own_number_goes_before_a_shorter_one_that_all_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = (
        recipe()
        .table.replace('"EX/RES/{term}/{number}"', '"S/{term}/{number} X"')
        .replace("EX/RES/12/3", "S/2012/3 X")
    )
    table = table.replace('term = "[0-9]{1,2}"', 'term = "[0-9]{4}"').replace(
        'key = "EX-RES-12-3"', 'key = "EX-RES-2012-3"'
    )
    text = (
        recipe().act.replace("EX/RES/12/3", "S/2012/3 X").replace("EX/RES/11/14", "S/2011/14 X and S/2011/15")
    ).replace("2021", "2012")
    root = converted(tmp_path, monkeypatch, table, recipe().section, text).tree.getroot()
    assert [(ref.text, ref.get("href")) for ref in root.iterfind(".//{*}citation//{*}ref")] == [
        ("S/2011/14 X", "https://example.org/doc/EX-RES-2011-14"),
        ("S/2011/15", "https://undocs.org/S/2011/15"),
    ]


def test_enacting_words_may_be_several(covered: etree._Element) -> None:
    assert [
        "".join(map(str, formula.itertext())).strip() for formula in covered.iterfind(".//{*}formula")
    ] == ["Assembled in plenary, the Council"]


def test_its_documents_may_be_another_element(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = recipe().table.replace('label = "Resolution"', 'label = "Resolution"\nelement = "doc"')
    work = table.replace("/statement/", "/doc/")
    root = converted(tmp_path, monkeypatch, work, recipe().section, recipe().act).tree.getroot()
    (document,) = root
    assert (etree.QName(document).localname, document.get("name")) == ("doc", "resolution")


def test_a_document_without_its_kind_is_of_the_usual_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = recipe().table.replace(
        "[steps.adoption]",
        '[kinds.opinion]\nlabel = "Opinion"\ntype = "https://example.org/o"\nstep = "adoption"\nusual = true\n\n'
        "[steps.adoption]",
    )
    folders(tmp_path, table.replace('kinds    = ["resolution"]', "")).use(monkeypatch)
    text = "\n".join(line for line in recipe().act.splitlines() if not line.startswith("Resolution of"))
    report = convert(text, Options(today=TODAY)).report
    assert report.kind == "opinion"
    assert "taken for: opinion" in next(f.message for f in report.findings if f.code == "COV001")


def test_a_profile_of_its_own_holds_what_all_resolutions_are_held_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders(tmp_path, recipe().table.replace("term    =", 'profile = "exc-resolution"\nterm    =')).use(
        monkeypatch
    )
    assert {"exc-resolution", "ep-resolution", "un-resolution", "resolution", "akn"} <= set(profiles())
    held = select(RULES, profile="exc-resolution")
    assert held == select(RULES, profile="resolution")
    assert convert(recipe().act, Options(today=TODAY)).clean
