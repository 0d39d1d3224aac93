"""Beginning in an old collection: what is known, what is left out where, and what is counted."""

from __future__ import annotations

import gzip
import json

import pytest
from click.testing import CliRunner

from akn.cli.validate import validate
from akn.errors import TableError
from akn.validation.checker import Checker, Request
from akn.validation.verdict import judge
from tests.wholes import FIXTURES

GOOD = (FIXTURES / "resolution.xml").read_text(encoding="utf-8")
DANGLING = GOOD.replace("First text.", 'A <person refersTo="#nobody" eId="person_1">person</person>.')
BAD = GOOD.replace("<docTitle>", "<em>").replace("</docTitle>", "</em>")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.xml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "dangling.xml").write_text(DANGLING, encoding="utf-8")
    return tmp_path


def run(*arguments, **more):
    return CliRunner().invoke(validate, arguments, catch_exceptions=False, **more)


def codes(result):
    return [f["code"] for file in json.loads(result.stdout)["files"] for f in file["findings"]]


def test_a_baseline_hides_what_is_known_and_shows_what_is_new(folder):
    result = run(".", "--write-baseline", "known.json")
    assert result.exit_code == 0
    assert run(".", "--baseline", "known.json", "--severity", "warning").exit_code == 0
    (folder / "dangling.xml").write_text(DANGLING.replace("#nobody", "#somebody"), encoding="utf-8")
    result = run(".", "--baseline", "known.json", "--severity", "warning", "--format", "json")
    assert result.exit_code == 1
    assert codes(result) == ["REF001"]
    assert "of the baseline is gone" in result.stderr


def test_moving_lines_makes_nothing_new(folder):
    run(".", "--write-baseline", "known.json")
    moved = DANGLING.replace(
        '<paragraph eId="para_1">',
        '\n\n<paragraph eId="para_0"><num>0.</num><content eId="para_0__content"><p>New.</p></content></paragraph>\n<paragraph eId="para_1">',
    )
    (folder / "dangling.xml").write_text(moved, encoding="utf-8")
    assert run(".", "--baseline", "known.json", "--severity", "warning").exit_code == 0


def test_once_more_than_is_known_is_new(folder):
    run(".", "--write-baseline", "known.json")
    twice = DANGLING.replace(
        "person</person>.", 'person</person>, <person refersTo="#nobody" eId="person_2">person</person>.'
    )
    (folder / "dangling.xml").write_text(twice, encoding="utf-8")
    result = run(".", "--baseline", "known.json", "--severity", "warning", "--format", "json")
    assert codes(result) == ["REF001"]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"files": 3}', '{"akn-baseline": 9, "files": {}}', '{"files": {"a": [1]}}']
)
def test_a_baseline_that_is_none_is_refused_in_words(folder, text):
    (folder / "known.json").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match="known.json"):
        run(".", "--baseline", "known.json")


def test_an_instruction_holds_for_the_next_element_and_all_in_it():
    told = DANGLING.replace('<paragraph eId="para_1">', '<?akn ignore REF001?><paragraph eId="para_1">')
    checker = Checker(Request())
    assert [f.code for f in checker.judge(DANGLING.encode()).findings] == ["REF001"]
    assert checker.judge(told.encode()).findings == ()
    other = DANGLING.replace("<meta>", "<?akn ignore REF001?><meta>")
    assert [f.code for f in checker.judge(other.encode()).findings] == ["REF001"]


def test_an_instruction_before_the_root_holds_for_all():
    told = DANGLING.replace("<akomaNtoso", "<?akn ignore REF001 XSD155?>\n<akomaNtoso", 1)
    assert Checker(Request()).judge(told.encode()).findings == ()


@pytest.mark.parametrize("order", ["ignore", "ignor REF001", "ignore REF001!", ""])
def test_an_instruction_that_says_nothing_is_told(order):
    told = GOOD.replace("<meta>", f"<?akn {order}?><meta>")
    assert [f.code for f in Checker(Request()).judge(told.encode()).findings] == ["IGN001"]


def test_what_is_ignored_of_the_schema_does_not_stop_the_rules():
    both = DANGLING.replace("<docTitle>", "<em>").replace("</docTitle>", "</em>")
    verdict = Checker(Request(ignore=("XSD155",))).judge(both.encode())
    assert verdict.schema_valid is False
    assert [f.code for f in verdict.findings] == ["REF001"]


def test_files_that_meet_a_pattern_are_spared_codes(folder):
    (folder / "drafts").mkdir()
    (folder / "drafts" / "a.xml").write_text(DANGLING, encoding="utf-8")
    (folder / "akn.toml").write_text('[per-file-ignores]\n"drafts/*" = ["REF"]\n', encoding="utf-8")
    report = json.loads(run(".", "--format", "json").stdout)
    assert {f["file"]: len(f["findings"]) for f in report["files"]} == {
        "drafts/a.xml": 0,
        "good.xml": 0,
        "dangling.xml": 1,
    }


def test_a_code_has_the_level_that_the_settings_give_it(folder):
    (folder / "akn.toml").write_text('[severity]\nREF001 = "error"\n', encoding="utf-8")
    assert run("dangling.xml").exit_code == 1
    (folder / "akn.toml").write_text('[severity]\nREF999 = "error"\n', encoding="utf-8")
    with pytest.raises(TableError, match="REF999"):
        run("dangling.xml")


def test_strict_makes_warnings_errors(folder):
    assert run("dangling.xml").exit_code == 0
    assert run("dangling.xml", "--profile", "strict").exit_code == 1
    assert run("good.xml", "--profile", "strict").exit_code == 0


def test_other_xml_is_skipped_in_folders_and_refused_by_name(folder):
    (folder / "pom.xml").write_text("<project/>", encoding="utf-8")
    result = run(".")
    assert result.exit_code == 0
    assert "1 XML file skipped that is no Akoma Ntoso" in result.stdout
    assert run("pom.xml").exit_code == 1
    assert run("pom.xml", "--force-exclude").exit_code == 0


def test_what_lost_its_namespace_is_not_skipped(folder):
    (folder / "lost.xml").write_text(
        GOOD.replace(' xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"', ""), "utf-8"
    )
    assert "NS002" in run(".").stdout


def test_repeats_are_said_once_with_their_count(folder):
    many = "".join(f'<p id="p_{n}">Word.</p>\n' for n in range(500))
    (folder / "many.xml").write_text(GOOD.replace("<p>First text.</p>", many), encoding="utf-8")
    lines = run("many.xml").stdout.splitlines()
    assert len(lines) <= 5
    assert "(and in 499 more places: lines" in lines[0]
    assert len(codes(run("many.xml", "--format", "json"))) == 500


def test_so_many_are_printed_and_the_rest_is_counted(folder):
    (folder / "bad.xml").write_text(BAD, encoding="utf-8")
    result = run(".", "--max-findings", "0")
    assert result.exit_code == 1
    assert "2 not shown" in result.stdout
    assert run(".", "--exit-zero").exit_code == 0


def test_statistics_are_one_line_a_code(folder):
    (line,) = run("dangling.xml", "--statistics").stdout.splitlines()[:1]
    assert line.split()[:3] == ["1", "REF001", "warning"]


def test_standard_input_may_have_a_name_and_files_may_be_packed(folder):
    assert run("-", "--stdin-filename", "docs/x.xml", input=BAD).stdout.startswith("docs/x.xml:")
    (folder / "bad.xml.gz").write_bytes(gzip.compress(BAD.encode()))
    assert "bad.xml.gz:" in run(".").stdout
    assert run("bad.xml.gz", "--max-size", "1").exit_code == 1


def test_each_file_is_a_line_of_json(folder):
    lines = run(".", "--format", "jsonl").stdout.splitlines()
    assert sorted(json.loads(line)["file"] for line in lines) == ["dangling.xml", "good.xml"]


@pytest.mark.parametrize(
    ("name", "value", "coloured"), [("NO_COLOR", "1", False), ("FORCE_COLOR", "1", True)]
)
def test_colours_are_as_the_environment_wants(folder, monkeypatch, name, value, coloured):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("dangling.xml", color=True).stdout) is coloured


def test_a_slash_too_many_is_named_and_mended(folder):
    slashed = GOOD.replace("akn/3.0", "akn/3.0/")
    (finding,) = judge(slashed.encode()).findings
    assert finding.code == "NS004"
    (folder / "slashed.xml").write_text(slashed, encoding="utf-8")
    run("slashed.xml", "--fix", "--write")
    assert (folder / "slashed.xml").read_text(encoding="utf-8") == GOOD


def test_an_xml_id_given_twice_does_not_hide_the_rest():
    text = GOOD.replace("First text.", '<b xml:id="x">First</b> <b xml:id="x">text</b><zz/>')
    assert sorted(f.code for f in judge(text.encode()).findings) == ["XML011", "XSD008"]
