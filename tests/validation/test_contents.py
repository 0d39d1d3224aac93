"""Content models as automata, and the least that mends a row of children."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.schema.contents import Choice, Mention, Repeat, Sequence, compile_model
from akn.schema.declarations import declarations
from akn.validation.explaining import fitting
from akn.validation.explaining.fitting import gaps, misfit

A, B, C = Mention("a"), Mention("b"), Mention("c")
#: a, then b if wanted, then one or more c
ROW = compile_model(Sequence((A, Repeat(B, optional=True, many=False), Repeat(C, optional=False, many=True))))
EITHER = compile_model(Choice((Sequence((A, B)), C)))


@pytest.mark.parametrize(
    ("names", "fits"),
    [("ac", True), ("abc", True), ("abccc", True), ("bc", False), ("ab", False), ("", False), ("acb", False)],
)
def test_a_sequence(names, fits):
    assert ROW.accepts(names) is fits


@pytest.mark.parametrize(
    ("names", "fits"), [("ab", True), ("c", True), ("abc", False), ("a", False), ("", False)]
)
def test_a_choice(names, fits):
    assert EITHER.accepts(names) is fits


def test_no_model_allows_nothing():
    nothing = compile_model(None)
    assert nothing.accepts([])
    assert not nothing.accepts(["a"])


@pytest.mark.parametrize(
    ("names", "taken", "put"),
    [
        ("bc", (), ((0, ("a",)),)),
        ("acb", (2,), ()),  # the later one is at fault
        ("axc", (1,), ()),
        ("ab", (), ((2, ("c",)),)),
        ("", (), ((0, ("a",)), (0, ("c",)))),
        ("abc", (), ()),
    ],
)
def test_the_least_misfit(names, taken, put):
    found = misfit(ROW, list(names))
    assert (found.taken, found.put) == (taken, put)


def test_where_one_more_would_fit():
    assert gaps(ROW, list("ac"), "b") == [1]
    assert gaps(ROW, list("ac"), "c") == [1, 2]
    assert gaps(ROW, list("ac"), "a") == []


def test_the_shortest_way_to_an_end():
    assert ROW.least() == ("a",)
    assert EITHER.least() == ("c",)


MODELS = sorted(declarations().names)


@given(st.data())
def test_without_its_misfit_a_row_fits(data):
    model = declarations().get(data.draw(st.sampled_from(MODELS))).content
    known = sorted(model.names)[:12]
    names = data.draw(st.lists(st.sampled_from([*known, "made-up", "p", "num"]), max_size=12))
    found = misfit(model, names)
    assert model.accepts(found.fitted(names))
    if model.accepts(names):
        assert (found.taken, found.put) == ((), ())


@given(st.data())
def test_a_long_row_is_mended_in_one_pass(data):
    model = declarations().get(data.draw(st.sampled_from(MODELS))).content
    names = data.draw(st.lists(st.sampled_from([*sorted(model.names)[:6], "made-up"]), max_size=12))
    assert model.accepts(fitting._as_it_comes(model, names).fitted(names))  # noqa: SLF001  # reached only by huge rows


def test_what_the_standard_says_of_itself():
    known = declarations()
    assert known.parents("citations") == (
        "authorialNote", "embeddedStructure", "note", "portionBody", "preamble", "quotedStructure", "subFlow",
    )  # fmt: skip
    assert {"act", "statement", "doc"} <= known.group("documentType")
    assert known.get("step").attributes["by"].required
    assert known.get("eventRef").attributes["type"].values == ("generation", "amendment", "repeal")
    assert known.get("p").mixed
    assert known.get("no-such-element") is None
