"""Texts in the forms in which people have them: what must come out of each, and what does not yet."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.real_forms.cases import Case, cases, pieces
from tests.real_forms.running import outcome_of_case, shortfalls

HERE = Path(__file__).parent
NOT_YET = dict(
    line.split(maxsplit=1)
    for line in (HERE / "not_yet.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
)


def marked(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=NOT_YET[case.name])] if case.name in NOT_YET else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in cases()])
def test_form_gives_what_it_must(case: Case, tmp_path: Path) -> None:
    assert shortfalls(case, outcome_of_case(case, tmp_path)) == []


def test_what_is_not_yet_right_is_a_case() -> None:
    assert set(NOT_YET) <= {case.name for case in cases()}


def test_there_are_forms_enough_in_languages_enough() -> None:
    texts = {hashlib.sha256(case.text.encode()).digest() for case in cases()}
    assert len(texts) >= 150
    assert len({case.language for case in cases()}) >= 15
    assert len(pieces()) == 24
