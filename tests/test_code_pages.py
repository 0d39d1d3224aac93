"""The pages of the codes are those of today, and no template leaves a gap."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from akn.findings import codes
from akn.schema.standard import STANDARD
from akn.validation.codes import table
from akn.validation.explaining.causes import Cause, Fault
from akn.validation.explaining.mistakes import catalogue, remark
from akn.validation.rules import RULES
from tests.code_pages import CASES, PAGES, cases, pages


def test_the_cases_are_those_of_the_fixtures():
    assert CASES.read_text(encoding="utf-8") == cases(), "run “make pages”"


def test_each_code_has_its_page_of_today():
    written = dict(pages())
    assert {path.name for path in PAGES.glob("*.md")} == written.keys()
    for name, text in written.items():
        assert (PAGES / name).read_text(encoding="utf-8") == text, f"{name}: run “make pages”"


@pytest.mark.parametrize("code", list(table()))
def test_no_page_holds_a_gap(code):
    entry = table()[code]
    for text in (entry.title, entry.reason, entry.remedy, entry.measured):
        assert not re.search(r"\{\w+\}|‹", text), text


#: What may be wrong with a root, and what always says what is wanted.
ROOTED = {Fault.UNKNOWN, Fault.ATTRIBUTE, Fault.REQUIRED, Fault.VALUE, Fault.OTHER}
NEEDY = {Fault.MISSING, Fault.EMPTY, Fault.INSTEAD}
ELEMENT = etree.fromstring("<p/>")


def every_branch():
    """One cause for each kind, with and without all that a template may ask for."""
    for kind in Fault:
        for parent in ("", "preamble") if kind in ROOTED else ("preamble",):
            for expected in ((),) * (kind not in NEEDY) + (
                ("p",),
                ("p", "block"),
                ("date",),
                tuple(f"n{n}" for n in range(30)),
            ):
                for row in ((), ("a", "p")):
                    for opened in (False, True):
                        yield Cause(
                            kind,
                            ELEMENT,
                            "p",
                            parent,
                            attributes=("value",),
                            value="x",
                            expected=expected,
                            row=row,
                            open=opened,
                            line=3,
                            before="" if opened else "a",
                            meant="href" if opened else "",
                            form="[a-z]" if opened else "",
                            namespace="urn:x" if opened else "",
                        )


@pytest.mark.parametrize("mistake", catalogue(), ids=lambda one: f"{one.code}-{'-'.join(sorted(one.kinds))}")
def test_no_template_leaves_a_gap_in_any_branch(mistake):
    from akn.validation.explaining.mistakes import _words

    for cause in every_branch():
        if cause.kind in mistake.kinds:
            words = _words(cause, mistake.message + mistake.help, STANDARD)
            for text in (mistake.message.format(**words), mistake.help.format(**words)):
                assert not re.search(r"\{\w*\}|‹|\bNone\b|``|, ,|; ;|It may have ;", text), text


def test_every_cause_is_met_by_an_entry():
    for cause in every_branch():
        assert remark(cause).message


def test_the_messages_of_the_table_are_filled_by_name():
    for entry in codes().values():
        assert "{}" not in entry.message + entry.remedy


def test_the_false_alarms_of_each_rule_that_everybody_is_asked_are_counted():
    for rule in RULES:
        assert bool(table()[rule.code].measured) is (rule.profile == "akn"), rule.code
