"""A user's own rules in Python."""

from __future__ import annotations

import pytest

from akn.errors import TableError
from akn.jobs.checking import check_all
from akn.validation.checker import Checker, Request
from akn.validation.rules.users import load

RULE = '''
from akn.findings import Severity
from akn.validation.rules.rule import Breach, rule

@rule("HOUSE001", Severity.WARNING, group="structure")
def shouting(document):
    """A docTitle does not shout.

    Capitals are hard to read.
    """
    for title in document.named("docTitle"):
        if title.text.isupper():
            yield Breach(title, f"“{title.text}” shouts", "Use small letters.")
'''


@pytest.fixture
def write(tmp_path):
    def _write(text):
        path = tmp_path / "house.py"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return _write


def test_they_are_asked_like_ours(write, good_bytes):
    checker = Checker(Request(rule_files=(write(RULE),)))
    assert checker.judge(good_bytes).findings == ()
    loud = good_bytes.replace(b"<docTitle>cleanliness of rivers", b"<docTitle>RIVERS")
    (finding,) = [f for f in checker.judge(loud).findings if f.code == "HOUSE001"]
    assert (finding.message, finding.help, finding.line) == ("“RIVERS” shouts", "Use small letters.", 47)


def test_they_are_selected_and_ignored_like_ours(write):
    path = write(RULE)
    assert [r.code for r in Checker(Request(rule_files=(path,), select=("HOUSE",))).rules] == ["HOUSE001"]
    assert "HOUSE001" not in [
        r.code for r in Checker(Request(rule_files=(path,), ignore=("HOUSE001",))).rules
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 1", "defines no rule"),
        ("raise ValueError('no')", "could not be loaded: ValueError: no"),
        ("def f(:", "could not be loaded: SyntaxError"),
        (RULE.replace("HOUSE001", "H1"), "cannot name a rule"),
        (RULE.replace("HOUSE001", "EID001"), "two rules are called EID001"),
    ],
)
def test_what_is_no_file_of_rules_is_said(write, text, words):
    with pytest.raises(TableError, match=words):
        Checker(Request(rule_files=(write(text),)))


def test_a_missing_file_and_another_kind_of_file(tmp_path):
    with pytest.raises(TableError, match="no file of rules"):
        load(str(tmp_path / "gone.py"))
    (tmp_path / "rules.txt").write_text("x")
    with pytest.raises(TableError, match="no Python file"):
        load(str(tmp_path / "rules.txt"))


def test_a_rule_that_fails_is_named(write, good_bytes):
    path = write(RULE.replace("title.text.isupper()", "title.nothing"))
    with pytest.raises(TableError, match=r"HOUSE001 in .*house\.py failed: AttributeError"):
        Checker(Request(rule_files=(path,))).judge(good_bytes)


@pytest.mark.parametrize("how", ["import sys; sys.exit(0)", "raise SystemExit"])
def test_rules_that_would_end_the_program_are_refused(write, how):
    with pytest.raises(TableError, match="could not be loaded: SystemExit"):
        Checker(Request(rule_files=(write(how),)))


def test_a_rule_that_would_end_the_program_is_named(write, good_bytes):
    path = write(RULE.replace("if title.text.isupper():", "raise SystemExit(0)\n        if True:"))
    with pytest.raises(TableError, match=r"HOUSE001 in .*house\.py failed: SystemExit"):
        Checker(Request(rule_files=(path,))).judge(good_bytes)


@pytest.mark.parametrize(
    "yielded", ["5", "None", "Breach(None, 'x')", "Breach(title, None)", "Breach(title, 'x', 3)", "'x'"]
)
def test_a_rule_that_yields_what_is_no_breach_is_named(write, good_bytes, yielded):
    path = write(RULE.replace("if title.text.isupper():", "if True:").split("            yield")[0]
                 + f"            yield {yielded}\n")  # fmt: skip
    with pytest.raises(TableError, match=r"HOUSE001 in .*house\.py failed: TypeError: it yields"):
        Checker(Request(rule_files=(path,))).judge(good_bytes)


@pytest.mark.parametrize("body", ["    os._exit(0)", "    while True:\n        pass"])
def test_a_rule_that_ends_its_process_or_never_ends_fails_the_file_and_ends_nothing_else(
    write, tmp_path, good_bytes, body
):
    rule = RULE.replace("from akn.findings", "import os\nfrom akn.findings", 1)
    begun = rule.index("    for title in")
    path = write(f"{rule[:begun]}{body}\n    yield\n")
    document = tmp_path / "a.xml"
    document.write_bytes(good_bytes)
    ((_, verdict),) = check_all([str(document)], Request(rule_files=(path,), seconds=2))
    (finding,) = verdict.findings
    assert finding.code == "FILE003"
    assert "--max-seconds" in (finding.help or "")
