"""Every code that can be printed stands in one table, and every code in the table can be printed."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from akn.findings import Finding, Severity, codes
from akn.validation.codes import table
from akn.validation.explaining.mistakes import catalogue
from akn.validation.rules import RULES

PACKAGE = Path(__file__).parent.parent / "akn"
#: What makes findings, and where in its call the code stands.
MAKERS = {"Finding": 0, "Finding.of": 0, "Remark": 1, "rule": 0, "doubt": 0}
_CODE = re.compile(r"[A-Z]{2,8}(?:\d{3}|-)?")


def calls(source: str) -> Iterator[tuple[str, str, str | None]]:
    """What makes a finding, each code that it may have, and the severity that it names, if it names one."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or ast.unparse(node.func) not in MAKERS:
            continue
        maker = ast.unparse(node.func)
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        at = MAKERS[maker]
        code = given.get("code", node.args[at] if len(node.args) > at else None)
        severity = given.get("severity", node.args[at + 1] if len(node.args) > at + 1 else None)
        named = ast.unparse(severity).rpartition(".")[2] if isinstance(severity, ast.Attribute) else None
        for one in ast.walk(code) if code is not None else ():
            if isinstance(one, ast.Constant) and _CODE.fullmatch(str(one.value)):
                yield maker, one.value, named


def raised() -> dict[str, set[str | None]]:
    """Each code that a module or a table of the package names, with the severities named beside it."""
    found: dict[str, set[str | None]] = {}
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for _, code, severity in calls(text):
            found.setdefault(code.rstrip("-"), set()).add(severity)
        for node in ast.walk(ast.parse(text)):  # a code that is chosen first and raised afterwards
            if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["code"]:
                for one in ast.walk(node.value):
                    if isinstance(one, ast.Constant) and str(one.value) in codes():
                        found.setdefault(str(one.value), set())
    for path in PACKAGE.rglob("*.toml"):
        if path.name == "findings.toml":
            continue
        for value in entries(tomllib.loads(path.read_text(encoding="utf-8"))):
            if isinstance(value.get("code"), str) and "help" in value:
                found.setdefault(value["code"], set())
    return found


def entries(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from entries(one)


def test_what_is_printed_stands_in_the_table_and_nothing_else_does() -> None:
    assert set(raised()) == set(table())


def test_a_severity_that_is_named_is_that_of_the_table() -> None:
    for code, severities in raised().items():
        assert severities <= {None, table()[code].severity.name}, code


def test_the_source_is_read_for_codes() -> None:
    source = """
Finding("TOY001", Severity.ERROR, "x")
Finding.of("TOY002", severity=Severity.WARNING if strict else None)
Remark(element, code=f"TOY-{name}" if name else "TOY", severity=Severity.ERROR)
@rule("TOY003", Severity.INFORMATION, group="x")
def f(): ...
"""
    assert sorted(calls(source)) == [
        ("Finding", "TOY001", "ERROR"),
        ("Finding.of", "TOY002", None),
        ("Remark", "TOY", "ERROR"),
        ("Remark", "TOY-", "ERROR"),
        ("rule", "TOY003", "INFORMATION"),
    ]


@pytest.mark.parametrize("code", list(table()))
def test_a_code_says_what_why_and_what_to_do(code: str) -> None:
    entry = table()[code]
    assert entry.code == code
    assert entry.title
    assert entry.group
    assert entry.reason
    assert entry.reason != entry.title
    assert entry.remedy or entry.good, "a rule shows by its good example what to do"


def test_rules_mistakes_and_the_rest_share_no_code() -> None:
    tables = [{rule.code for rule in RULES}, {mistake.code for mistake in catalogue()}, set(codes())]
    assert sum(map(len, tables)) == len(set().union(*tables)) == len(table())


def test_a_finding_takes_its_words_from_the_table() -> None:
    finding = Finding.of("NOT001", source_line=7, marker="3 {x}")
    assert finding.message == "footnote 3 {x} has no mark in the text"
    assert (finding.severity, finding.source_line) == (Severity.WARNING, 7)
    assert finding.help == codes()["NOT001"].remedy


def test_a_severity_may_be_overruled() -> None:
    assert Finding.of("UNR001", severity=Severity.ERROR, text="x").severity is Severity.ERROR


def test_an_unknown_code_and_a_missing_word_stop() -> None:
    with pytest.raises(KeyError, match="XXX001"):
        Finding.of("XXX001")
    with pytest.raises(KeyError, match="marker"):
        Finding.of("NOT001")
