"""The groups of elements: the schema's are the schema's, and what is kept by hand names only what exists."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from akn.schema.declarations import declarations
from akn.tree import elements
from akn.tree.from_schema import PATH, gather
from tests.conftest import ROOT

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


def test_abbreviations_and_classes_are_of_elements_that_exist() -> None:
    assert set(elements.ABBREVIATIONS) <= NAMES
    assert set(elements.REFERRING) <= elements.INLINES
    assert {kind for kinds in elements.REFERRING.values() for kind in kinds} <= elements.CLASSES


#: Who may name elements in a row: the marks of the model are called as the elements that they become, HTML has
#: names of its own, a proof says in its own way what each element claims, and a rule what it is about.
FREE = ("model", "proof", "readers", "tree", "validation/rules")


def lists_of_elements(text: str) -> list[list[str]]:
    """The sets, tuples and keys in `text`, Python, that are mostly names of elements, and three or more."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Set | ast.Tuple | ast.List | ast.Dict):
            parts = node.keys if isinstance(node, ast.Dict) else node.elts
            words = [part.value for part in parts if isinstance(part, ast.Constant)]
            names = [word for word in words if isinstance(word, str) and word in NAMES]
            if len(names) > 2 and len(names) * 2 > len(parts):
                found.append(names)
    return found


MODULES = [
    path
    for path in sorted((ROOT / "akn").rglob("*.py"))
    if not path.relative_to(ROOT / "akn").as_posix().startswith(FREE)
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nobody_else_keeps_a_list_of_elements(path: Path) -> None:
    assert lists_of_elements(path.read_text(encoding="utf-8")) == [], "take it from akn.tree.elements"


def test_a_list_of_elements_is_seen() -> None:
    assert lists_of_elements('A = frozenset({"p", "num", "heading"})') != []
    assert lists_of_elements('A = ("p", "num")\nB = {"p": 1, "x": 2, "y": 3, "num": 4}') == []


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
