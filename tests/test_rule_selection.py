"""Rules are chosen by code, beginning and profile; users write their own with the same decorator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from akn.errors import TableError
from akn.findings import Severity
from akn.validation.explaining.remarks import findings
from akn.validation.rules import RULES
from akn.validation.rules.document import Document
from akn.validation.rules.profiles import profiles
from akn.validation.rules.rule import Breach, Rule, rule, run, select

if TYPE_CHECKING:
    from collections.abc import Iterator


def codes(rules: tuple[Rule, ...]) -> set[str]:
    return {one.code for one in rules}


@rule("HOUSE001", Severity.WARNING, group="house")
def no_bold(document: Document) -> Iterator[Breach]:
    """Print nothing bold.

    Our house style knows no bold type.
    """
    for element in document.named("b"):
        yield Breach(element, "something is bold", "use `i`")


def test_a_profile_holds_what_its_parents_hold() -> None:
    akn, resolution = codes(select(RULES)), codes(select(RULES, profile="resolution"))
    assert akn < resolution < codes(select(RULES, profile="ep-resolution"))
    assert resolution < codes(select(RULES, profile="un-resolution"))
    assert "RES004" not in akn
    assert "EP001" not in codes(select(RULES, profile="un-resolution"))


def test_every_profile_of_a_rule_is_held_by_one() -> None:
    assert {one.profile for one in RULES} <= set(profiles())


def test_beginnings_select_and_ignore() -> None:
    assert codes(select(RULES, select=["EID"])) == {one.code for one in RULES if one.code.startswith("EID")}
    assert codes(select(RULES, select=["EID", "REF001"], ignore=["EID00"])) == {"REF001"}
    assert codes(select(RULES, select=["eid001"])) == {"EID001"}


def test_a_whole_code_is_chosen_in_any_profile_a_beginning_only_in_its_own() -> None:
    assert codes(select(RULES, select=["RES003"])) == {"RES003"}
    assert codes(select(RULES, select=["RES"])) == set()


def test_rules_keep_the_order_of_the_table() -> None:
    chosen = [one.code for one in select(RULES, select=["STR", "EID"])]
    assert chosen == [one.code for one in RULES if one.code[:3] in {"STR", "EID"}]


@pytest.mark.parametrize("term", ["XX", "REF999", "", " "])
@pytest.mark.parametrize("where", ["select", "ignore"])
def test_an_unknown_code_is_told(term: str, where: str) -> None:
    with pytest.raises(TableError, match="akn rules"):
        select(RULES, **{where: [term]})


def test_an_unknown_profile_is_told_with_those_there_are() -> None:
    with pytest.raises(TableError, match="ep-resolution"):
        select(RULES, profile="ep")


def test_a_code_given_twice_is_told() -> None:
    with pytest.raises(TableError, match="HOUSE001"):
        select((no_bold, no_bold))


def test_a_rule_of_ones_own() -> None:
    root = etree.fromstring('<act><p eId="p_1">\n<b>x</b><b/></p></act>')
    finding, _ = findings(run(Document(root), select((*RULES, no_bold), select=["HOUSE"])))
    assert finding.message == "Something is bold"
    assert finding.help == "Use `i`."
    assert (finding.line, finding.path, finding.eid) == (2, "/act/p/b[1]", "p_1")
    assert no_bold.summary == "Print nothing bold."
    assert no_bold.reason == "Our house style knows no bold type."


@pytest.mark.parametrize("code", ["house001", "H1", "HOUSE", "HOUSE01", "001"])
def test_a_malformed_code_is_told(code: str) -> None:
    with pytest.raises(TableError, match="HOUSE001"):
        rule(code, Severity.ERROR, group="house")


def test_a_rule_without_docstring_is_told() -> None:
    def silent(document: Document) -> Iterator[Breach]:
        yield Breach(document.root, "nothing is said of me")

    with pytest.raises(TableError, match="docstring"):
        rule("HOUSE002", Severity.ERROR, group="house")(silent)
