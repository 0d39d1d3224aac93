"""The groups of elements: the schema's are the schema's, and what is kept by hand names only what exists."""

from __future__ import annotations

import json

import pytest

from akn.schema.declarations import declarations
from akn.tree import elements
from akn.tree.from_schema import PATH, gather

NAMES = declarations().names
KEPT = sorted(
    name
    for name, value in vars(elements).items()
    if isinstance(value, frozenset) and name.isupper() and name not in {"POINTERS", "LISTS"}
)


def test_what_was_gathered_is_what_the_schema_says() -> None:
    assert json.loads(PATH.read_text(encoding="utf-8")) == gather(), "run “make tables”"


@pytest.mark.parametrize("name", KEPT)
def test_a_group_names_only_elements_that_exist(name: str) -> None:
    assert getattr(elements, name) <= NAMES


def test_abbreviations_are_of_elements_that_exist() -> None:
    assert set(elements.ABBREVIATIONS) <= NAMES


def test_an_element_is_single_where_no_content_model_lets_it_repeat() -> None:
    assert {"preface", "mainBody", "listIntroduction", "FRBRthis"} <= elements.SINGLE
    assert not {"p", "paragraph", "attachment", "FRBRdate", "eventRef"} & elements.SINGLE


def test_what_may_hold_text_in_no_line_is_a_line() -> None:
    assert {"p", "num", "heading", "listIntroduction", "block", "li"} <= elements.LINES
    assert not {"ref", "mainBody", "content", "td", "eol"} & elements.LINES


def test_an_attribute_points_by_its_type() -> None:
    assert {"href", "refersTo", "from", "upTo", "placementBase", "dictionary"} <= elements.POINTERS
    assert not {"value", "eId", "wId", "original", "name", "date", "src"} & elements.POINTERS


def test_the_entries_of_the_work_come_in_order() -> None:
    assert elements.LEVELS["FRBRWork"][:5] == ("FRBRthis", "FRBRuri", "FRBRalias", "FRBRdate", "FRBRauthor")


def test_so_many_elements_require_an_eid() -> None:
    assert len(elements.IDREQ) == 144
    assert {"ref", "paragraph", "heading", "content"} <= elements.IDREQ
    assert not {"p", "num", "mref", "preamble", "mainBody"} & elements.IDREQ
