"""A further rule is one function, one line and two fixtures, as CONTRIBUTING says; nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import add_line, copied, run

MODULE = '''"""House style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.validation.rules.rule import Breach, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.validation.rules.document import Document


@rule("TOY001", Severity.WARNING, group="structure")
def bold(document: Document) -> Iterator[Breach]:
    """Print nothing bold.

    Bold type says nothing of what the words mean, and nobody who reads by ear can hear it.

    Bad::

        <p><b>First</b> text.</p>

    Good::

        <p>First text.</p>
    """
    for element in document.named("b"):
        yield Breach(element, "something is bold", "use `i`")
'''


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tests = (
        "tests/__init__.py",
        "tests/rules",
        "tests/test_rules.py",
        "tests/wholes.py",
        "tests/test_codes.py",
    )
    copy = copied(tmp_path_factory.mktemp("house"), *tests)
    rules = copy / "akn" / "validation" / "rules"
    (rules / "toys.py").write_text(MODULE, encoding="utf-8")
    add_line(rules / "__init__.py", after="    title_block,\n", line="    toys,\n")
    add_line(rules / "__init__.py", after="    # resolution\n", line="    toys.bold,\n")
    fixtures = copy / "tests" / "rules" / "TOY001"
    fixtures.mkdir()
    for stem, words in (("bad", "<b>First</b> text."), ("good", "First text.")):
        (fixtures / f"{stem}.xml").write_text(f"<!-- in: content -->\n<p>{words}</p>\n", encoding="utf-8")
    return copy


def test_the_proofs_of_all_rules_take_it_up(house: Path) -> None:
    result = run(
        house, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_rules.py", "tests/test_codes.py"
    )
    assert result.returncode == 0, result.stdout


def test_the_proof_fails_where_the_bad_fixture_breaks_nothing(house: Path) -> None:
    path = house / "tests" / "rules" / "TOY001" / "bad.xml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("<b>First</b>", "First"), encoding="utf-8")
    result = run(house, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_rules.py", "-k", "TOY001")
    path.write_text(before, encoding="utf-8")
    assert "test_a_bad_fixture_breaks_its_rule_and_no_other[TOY001-bad]" in result.stdout


def test_it_is_asked_and_explained(house: Path) -> None:
    from tests.wholes import FIXTURES

    text = (FIXTURES / "resolution.xml").read_text(encoding="utf-8").replace("First", "<b>First</b>")
    (house / "bold.xml").write_text(text, encoding="utf-8")
    asked = run(house, "-m", "akn", "validate", "bold.xml", "--severity", "warning")
    assert asked.returncode == 1
    assert "warning TOY001: Something is bold" in asked.stdout
    assert "nobody who reads by ear" in run(house, "-m", "akn", "rules", "TOY001").stdout
