"""``akn rules`` lists the rules and explains them."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from akn.cli.rules import rules
from akn.errors import TableError
from akn.validation.codes import table
from akn.validation.rules import RULES


def said(*arguments: str) -> str:
    result = CliRunner().invoke(rules, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_every_rule_is_listed_once_with_its_summary() -> None:
    lines = said().splitlines()
    for rule in RULES:
        (line,) = [line for line in lines if line.split()[:1] == [rule.code]]
        assert rule.summary in line
        assert rule.severity.value in line


def test_a_profile_lists_its_own() -> None:
    assert "EP001" in said("--profile", "ep-resolution")
    assert "EP001" not in said("--profile", "akn")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_explained(rule) -> None:
    text = said(rule.code.lower())
    for part in (rule.code, rule.severity.value, rule.summary, rule.reason, "Bad:", "Good:"):
        assert part in text
    assert text.count("Bad:") == 1


def test_a_beginning_explains_all_that_begin_so() -> None:
    assert said("REF").count("Bad:") == sum(rule.code.startswith("REF") for rule in RULES)


def test_an_unknown_code_is_told() -> None:
    with pytest.raises(TableError, match="XX01"):
        CliRunner().invoke(rules, ["XX01"], catch_exceptions=False)


def test_every_code_is_listed_once_with_its_title() -> None:
    lines = said().splitlines()
    for code in table().values():
        (line,) = [line for line in lines if line.split()[:1] == [code.code]]
        assert code.title in line


@pytest.mark.parametrize("code", [code for code in table() if code not in {rule.code for rule in RULES}])
def test_a_code_of_no_rule_is_explained(code: str) -> None:
    entry = table()[code]
    text = said(code)
    assert text.startswith(f"{code}  {entry.severity.value}, {entry.group}\n")
    for part in (entry.title, entry.reason, entry.remedy):
        assert part in text
    assert "{" not in text


def test_codes_are_explained_in_the_order_of_the_table_and_once() -> None:
    text = said("LOS", "XSD101", "los001", "REF001")
    found = [line.split()[0] for line in text.splitlines() if line.split()[:1] and line.split()[0] in table()]
    assert found == ["REF001", "XSD101", "LOS001", "LOS002", "LOS003", "LOS004", "LOS005"]
