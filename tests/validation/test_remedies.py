"""A remedy is one that can be done: what is told to be left out may be missing by the schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn.validation.rules.days import placeholder_date
from akn.validation.rules.emptiness import poor_list
from akn.validation.verdict import judge

MOTION = (Path(__file__).parents[1] / "rules" / "motion.xml").read_text(encoding="utf-8")
DATE = '<FRBRdate date="2021-02-08" name="tabling"/>'
UNKNOWN = '<FRBRdate date="9999-01-01" name="tabling"/>'


def remedies(xml: str, rule: object) -> list[str]:
    return [finding.help for finding in judge(xml.encode(), rules=(rule,)).findings]  # type: ignore[arg-type]  # a rule


def test_the_only_date_of_a_work_is_not_told_to_be_left_out() -> None:
    (help_,) = remedies(MOTION.replace(DATE, UNKNOWN, 1), placeholder_date)
    assert "leave" not in help_


def test_a_second_date_may_be_left_out() -> None:
    (help_,) = remedies(MOTION.replace(DATE, UNKNOWN + DATE, 1), placeholder_date)
    assert "leave this `FRBRdate` out" in help_


def test_the_words_of_a_date_are_not_told_to_go() -> None:
    at = MOTION.index("<p>") + len("<p>")
    xml = MOTION[:at] + '<date date="0001-01-01">some day</date> ' + MOTION[at:]
    (help_,) = remedies(xml, placeholder_date)
    assert "remove the tags of `date`" in help_


@pytest.mark.parametrize(
    ("intro", "points", "wanted"),
    [
        ("", 2, "Write `intro`, or plain text."),
        ("<intro><p>First:</p></intro>", 1, "Write two `point` or more, or plain text."),
        ("", 1, "Write `intro` and two `point` or more, or plain text."),
    ],
)
def test_a_poor_list_is_told_what_it_lacks_and_no_more(intro: str, points: int, wanted: str) -> None:
    point = "<point><num>(a)</num><content><p>one</p></content></point>"
    listed = f"<paragraph><num>9.</num><list>{intro}{point * points}</list></paragraph>"
    at = MOTION.index(">", MOTION.index("<mainBody")) + 1
    assert remedies(MOTION[:at] + listed + MOTION[at:], poor_list) == [wanted]
