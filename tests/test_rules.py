"""Every rule is proved by fixtures that are schema-valid, and on which nothing else fires."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from akn.findings import Severity
from akn.schema.official import load
from akn.validation.rules import RULES
from akn.validation.rules.document import Document
from akn.validation.rules.profiles import profiles
from akn.validation.rules.rule import Rule, run, select
from akn.validation.verdict import judge, judge_tree
from tests.wholes import BASES, FIXTURES, whole

if TYPE_CHECKING:
    from akn.findings import Finding

TODAY = date(2026, 1, 1)
CASES = [(rule, path) for rule in RULES for path in sorted((FIXTURES / rule.code).glob("*.xml"))]
GROUPS = {"identifiers", "metadata", "references", "structure", "resolution"}


def of(path: Path, profile: str) -> tuple[Finding, ...]:
    return judge(whole(path), rules=select(RULES, profile=profile), today=TODAY).findings


def squeezed(text: str) -> str:
    return re.sub(r">\s+<", "><", " ".join(text.split()))


def name_of(value: object) -> str:
    return value.code if isinstance(value, Rule) else value.stem if isinstance(value, Path) else ""


@pytest.mark.parametrize(("rule", "path"), CASES, ids=name_of)
def test_a_fixture_is_schema_valid(rule: Rule, path: Path) -> None:
    schema = load()
    assert schema.validate(etree.fromstring(whole(path))), f"{rule.code}: {schema.error_log}"


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.stem)
@pytest.mark.parametrize("profile", ["akn", "resolution"])
def test_what_pieces_are_put_into_breaks_no_rule(base: Path, profile: str) -> None:
    verdict = judge(base.read_bytes(), rules=select(RULES, profile=profile), today=TODAY)
    assert verdict.schema_valid
    assert not verdict.findings


def test_a_fixture_is_seen_at_a_glance() -> None:
    lengths = sorted(path.read_text(encoding="utf-8").count("\n") for _, path in CASES)
    assert lengths[len(lengths) // 2] <= 12, "most fixtures are pieces of a few lines"


@pytest.mark.parametrize(
    "text",
    [
        "<p>loose</p>",
        "<!-- in: nowhere --><p/>",
        "<!-- before: akomaNtoso --><p/>",
        "<!-- of: motion --><p/>",
        "<!-- of: nothing -->\n<!-- in: p -->x",
        "<p/><!-- in: mainBody --><p/>",
    ],
)
def test_a_piece_that_belongs_nowhere_is_no_fixture(text: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises((AssertionError, FileNotFoundError)):
        whole(path)


@pytest.mark.parametrize(("rule", "path"), CASES, ids=name_of)
def test_a_bad_fixture_breaks_its_rule_and_no_other(rule: Rule, path: Path) -> None:
    found = of(path, rule.profile)
    assert {finding.code for finding in found} == ({rule.code} if path.stem.startswith("bad") else set()), (
        found
    )


@pytest.mark.parametrize(("rule", "path"), CASES, ids=name_of)
def test_a_finding_says_where_and_how_to_mend(rule: Rule, path: Path) -> None:
    lines = whole(path).decode().splitlines()
    for finding in of(path, rule.profile):
        assert finding.severity in {rule.severity, Severity.INFORMATION}
        assert finding.message
        assert "{" not in finding.message
        assert "None" not in finding.message
        assert finding.help.endswith(".")
        assert finding.help[0] in "“`" or finding.help[0].isupper()
        step = finding.path.rpartition("/")[2].partition("[")[0]
        assert finding.line is not None
        assert f"<{step}" in lines[finding.line - 1]


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_has_fixtures_of_both_kinds(rule: Rule) -> None:
    stems = {path.stem for path in (FIXTURES / rule.code).glob("*.xml")}
    assert {stem.partition("-")[0] for stem in stems} == {"bad", "good"}, stems
    assert {"bad", "good"} <= stems


def test_every_folder_of_fixtures_belongs_to_a_rule() -> None:
    assert {path.name for path in FIXTURES.iterdir() if path.is_dir()} == {rule.code for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_says_what_and_why(rule: Rule) -> None:
    assert rule.group in GROUPS
    assert rule.profile in profiles()
    assert rule.summary.endswith(".")
    assert rule.reason.endswith(".")
    assert len(rule.reason) > 60, "a reason is more than the summary again"


@pytest.mark.parametrize("rule", RULES, ids=name_of)
@pytest.mark.parametrize("kind", ["bad", "good"])
def test_the_examples_of_a_rule_stand_in_its_fixtures(rule: Rule, kind: str) -> None:
    example = rule.bad if kind == "bad" else rule.good
    assert example
    texts = [
        squeezed(path.read_text(encoding="utf-8") + whole(path).decode())
        for path in (FIXTURES / rule.code).glob(f"{kind}*.xml")
    ]
    pieces = [squeezed(piece) for piece in example.split("…")]
    assert any(all(piece in text for piece in pieces) for text in texts), example


def test_codes_are_in_order_within_a_group() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    for prefix in {re.sub(r"\d", "", code) for code in codes}:
        own = [code for code in codes if re.sub(r"\d", "", code) == prefix]
        assert own == sorted(own)


def test_findings_of_one_cause_share_a_group() -> None:
    root = etree.fromstring(whole(FIXTURES / "REF001" / "bad.xml"))
    for person in root.iter("{*}person"):
        person.set("refersTo", "#nobody")
    found = judge_tree(root, rules=select(RULES, select=["REF001"]), today=TODAY)
    assert len(found) == 2
    assert len({finding.group for finding in found}) == 1


def test_the_day_is_an_argument() -> None:
    root = etree.fromstring(whole(FIXTURES / "META009" / "bad.xml"))
    rules = select(RULES, select=["META009"])
    assert judge_tree(root, rules=rules, today=date(2121, 2, 7))
    assert not judge_tree(root, rules=rules, today=date(2121, 3, 1))
    assert judge_tree(root, rules=rules), "the real day, where none is given"


def test_an_element_alone_is_no_document() -> None:
    (name,) = run(Document(etree.fromstring("<act/>")), select(RULES, select=["STR001"]))
    assert "must be `akomaNtoso`" in name.message
