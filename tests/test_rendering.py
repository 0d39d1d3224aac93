"""One registry of forms for all that can be rendered; a further form is one file and one line."""

from __future__ import annotations

import inspect
import json
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from akn.cli import akn
from akn.comparing import align
from akn.errors import AknError
from akn.findings import Finding, Severity
from akn.rendering import FORMS, ON_TERMINAL, render, show
from akn.rendering.findings import FileReport, Inspection
from akn.rendering.listing import Listing
from akn.rendering.one_line import one_line
from tests.alignment.documents import FIXTURES, tree
from tests.house import add_line, copied, run

TYPES = {
    "findings": "Inspection",
    "alignment": "Alignment",
    "rows": "Listing",
    "tree": "Element",
    "clauses": "ClauseTable",
    "comparison": "Comparison",
    "lineage": "Lineage",
    "votes": "PlacedVotes",
    "overview": "Overview",
}
PLACES = [(kind, place) for kind, forms in FORMS.items() for place in forms.values()] + [
    (kind, place) for (kind, _), place in ON_TERMINAL.items()
]


@pytest.mark.parametrize(("kind", "place"), PLACES)
def test_a_form_takes_the_thing_of_its_kind(kind: str, place: str) -> None:
    module, _, name = place.partition(":")
    form = getattr(import_module(module), name)
    (thing,) = inspect.signature(form).parameters.values()
    assert thing.annotation == TYPES[kind]


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("findings", ["validate"]),
        ("alignment", ["align"]),
        ("rows", ["find"]),
        ("rows", ["refs"]),
        ("rows", ["deposit"]),
        ("rows", ["verify"]),
        ("rows", ["reindex"]),
        ("tree", ["render"]),
        ("comparison", ["compare"]),
        ("votes", ["votes"]),
        ("overview", ["overview"]),
    ],
)
def test_a_command_offers_the_forms_of_the_registry(kind: str, arguments: list[str]) -> None:
    text = CliRunner().invoke(akn, [*arguments, "--help"]).output
    assert f"[{'|'.join(FORMS[kind])}]" in text


def rows() -> Listing:
    given = [{"name": "a\nb", "parts": ("x", "y"), "own": True}, {"name": 'c "d"', "parts": (), "own": False}]
    return Listing(iter(given), {"name": "Name", "parts": "Parts"}, ("own",))


def test_rows_are_rendered_from_python() -> None:
    assert render(rows(), "table") == 'a b  x; y\nc "d"\n'
    assert render(rows(), "csv") == 'name,parts,own\n"a\nb",x; y,true\n"c ""d""",,false\n'
    assert json.loads(render(rows(), "json")) == [
        {"name": "a\nb", "parts": ["x", "y"], "own": True},
        {"name": 'c "d"', "parts": [], "own": False},
    ]
    assert render(Listing((), {"name": "Name"}), "json") == "[]\n"


def test_an_alignment_is_rendered_from_python() -> None:
    alignment = align([tree(path.stem) for path in FIXTURES], [path.name for path in FIXTURES])
    assert render(alignment, "csv").startswith("key,kind,eng,fra,bul\n")


def test_rows_are_written_as_they_come(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    def failing():
        yield {"name": "first"}
        raise AknError("the second cannot be read")

    with pytest.raises(AknError):
        show(Listing(failing(), {"name": "Name"}), "table")
    assert capsysbinary.readouterr().out == b"first\n"


@pytest.mark.parametrize("form", ["xml", ""])
def test_an_unknown_form_is_told_with_those_there_are(form: str) -> None:
    with pytest.raises(AknError, match="table, json, csv"):
        render(rows(), form)


def test_a_form_that_is_no_text_is_bytes() -> None:
    assert render(etree.fromstring("<akomaNtoso/>"), "parquet")[:4] == b"PAR1"


def test_a_line_for_a_terminal_keeps_the_spaces_that_belong_to_words() -> None:
    assert one_line(" a\t b\r\nc\N{NO-BREAK SPACE}d\x1b[31m ") == "a b c\N{NO-BREAK SPACE}d�[31m"


def test_a_finding_is_written_once_for_both_reports() -> None:
    finding = Finding("X001", Severity.ERROR, "m", 3, 4, "/a", "e_1", "h", source_line=9)
    told = json.loads(render(Inspection((FileReport("f", True, "", "", (finding,)),)), "json"))
    assert told["files"][0]["findings"] == [finding.as_json()]
    assert finding.as_json()["line"] == 3
    source = finding.as_json(lambda line: f"line {line}")
    assert (source["line"], source["place"]) == (9, "line 9")
    assert set(finding.as_json()) - set(source) == {"column", "path", "group"}


# ------------------------------------------------------------------ a further form

TOYS = {
    "findings": (
        '        "findings": {\n',
        "def render(report):\n    return f'TOY {len(report.files)}\\n'\n",
    ),
    "alignment": (
        '        "alignment": {\n',
        "def render(alignment):\n    return f'TOY {len(alignment.versions)}\\n'\n",
    ),
    "rows": ('        "rows": {\n', "def render(rows):\n    yield from (f'TOY {r}\\n' for r in rows.rows)\n"),
    "tree": ('        "tree": {', "def render(root):\n    return f'TOY {root.tag}\\n'\n"),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house with a toy form of each kind: one file and one line."""
    copy = copied(tmp_path_factory.mktemp("house"))
    for kind, (opening, code) in TOYS.items():
        (copy / "akn" / "rendering" / f"toy_{kind}.py").write_text(code, encoding="utf-8")
        line = f'            "toy": "akn.rendering.toy_{kind}:render",\n'
        add_line(copy / "akn" / "rendering" / "__init__.py", after=opening, line=line)
    return copy


def test_a_further_form_of_findings_works_end_to_end(house: Path) -> None:
    result = run(house, "-m", "akn", "validate", str(FIXTURES[0]), "--format", "toy")
    assert result.stdout == "TOY 1\n"
    assert "1 file" in result.stderr, "a form that sums nothing up leaves that to standard error"


def test_a_further_form_of_an_alignment_works_end_to_end(house: Path) -> None:
    result = run(house, "-m", "akn", "align", *map(str, FIXTURES), "--format", "toy")
    assert result.stdout == "TOY 3\n"
    target = house / "versions.toy"
    run(house, "-m", "akn", "align", *map(str, FIXTURES), "-o", str(target))
    assert target.read_text(encoding="utf-8") == "TOY 3\n"


def test_a_further_form_of_rows_works_end_to_end(house: Path) -> None:
    assert run(house, "-m", "akn", "refs", str(FIXTURES[0]), "--format", "toy").returncode == 0


def test_a_further_form_of_a_tree_is_rendered(house: Path) -> None:
    code = "from lxml import etree; from akn.rendering import render; print(render(etree.fromstring('<a/>'), 'toy'))"
    assert run(house, "-c", code).stdout == "TOY a\n\n"
