"""What became of each clause: every clause once, by one assignment, whatever the order and the language."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from akn.comparing.assigning import assign
from akn.comparing.changed_words import words_of
from akn.comparing.lineage import lineage
from akn.comparing.linking import compare
from akn.model.alignment import AlignmentError
from akn.rendering import render
from akn.validation import validate
from benchmarks.comparing.__main__ import CASES, document, judged, speed_of, written
from tests.forms.looking import HERE, MOTION, root_of

EDGES = st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 50)), max_size=5), max_size=5)


def best(rows: list[list[tuple[int, int]]], taken: frozenset[int] = frozenset()) -> int:
    """What the best assignment is worth, found by trying all."""
    if not rows:
        return 0
    first, *rest = rows
    tried = [w + best(rest, taken | {c}) for c, w in first if c not in taken]
    return max([best(rest, taken), *tried])


@settings(max_examples=300, deadline=None)
@given(EDGES)
def test_the_assignment_is_the_best_there_is(told: list[list[tuple[int, int]]]) -> None:
    rows = [list(dict(row).items()) for row in told]
    found = assign(rows)
    assert len(set(found.values())) == len(found)
    assert sum(dict(rows[row])[column] for row, column in found.items()) == best(rows)


def test_a_greedy_pair_does_not_take_the_partner_of_another() -> None:
    assert assign([[(0, 90), (1, 89)], [(0, 88)]]) == {0: 1, 1: 0}


CLAUSES = st.lists(st.text("abc defg hij;, klm", min_size=1, max_size=60), max_size=7)


@settings(max_examples=200, deadline=None)
@given(CLAUSES, CLAUSES)
def test_every_clause_of_both_is_in_one_link(a: list[str], b: list[str]) -> None:
    fates = compare(document(a), document(b)).links
    for side, clauses in (("a", a), ("b", b)):
        held = [p.eid for fate in fates for p in getattr(fate, side)]
        assert sorted(held) == sorted(f"para_{n}" for n, c in enumerate(clauses, 1) if c.strip())


@settings(max_examples=100, deadline=None)
@given(CLAUSES)
def test_a_document_is_the_same_as_itself(clauses: list[str]) -> None:
    assert compare(document(clauses), document(clauses)).alike


@settings(max_examples=200, deadline=None)
@given(st.text("ab c,;. 灯塔é-", max_size=40), st.text("ab c,;. 灯塔é-", max_size=40))
def test_the_words_of_both_can_be_put_together_again(before: str, after: str) -> None:
    runs = words_of(before, after)
    assert "".join(w.text for w in runs if w.sort != "new") == before
    assert "".join(w.text for w in runs if w.sort != "gone") == after


def fates(a: list[str], b: list[str]) -> list[str]:
    return [written(fate) for fate in compare(document(a), document(b)).links]


def test_to_be_numbered_anew_is_no_change_and_no_move() -> None:
    a = ["Calls for ladders of oak;", "Regrets that shelves are high;"]
    assert fates(a, ["Notes that stools wobble;", *a]) == ["+1", "1=2", "2=3"]


def test_the_stop_at_the_end_is_no_change() -> None:
    assert fates(["Calls for ladders;"], ["Calls for ladders."]) == ["1=1"]


def test_what_is_the_same_twice_goes_in_order() -> None:
    twice = ["Calls for ladders;", "Notes the fog;", "Calls for ladders;"]
    assert fates(twice, twice) == ["1=1", "2=2", "3=3"]


def test_formulae_go_to_whom_they_are_most_like_and_not_to_the_first() -> None:
    a = [f"Calls on the Commission to count the {what};" for what in ("herons", "otters", "newts")]
    b = [f"Calls on the Commission to count the {what};" for what in ("newts", "herons", "otters")]
    assert fates(a, b) == ["!3=1", "1=2", "2=3"]


@pytest.mark.parametrize("use", ["development", "unseen"])
def test_every_link_of_the_cases_is_right(use: str) -> None:
    expected, _, right, wrong = judged(use)
    assert (right, wrong) == (expected, [])


def test_there_are_cases_enough() -> None:
    held = [case for case in CASES if case["use"] == "development"]
    assert sum(len(case["links"]) for case in held) >= 60
    assert len({case["language"] for case in held}) >= 5


def test_two_hundred_clauses_are_compared_in_a_moment() -> None:
    assert min(speed_of(200) for _ in range(3)) < 0.3


def test_time_grows_with_the_clauses_and_not_with_their_square() -> None:
    small, large = (min(speed_of(size) for _ in range(2)) for size in (300, 1200))
    assert large < 12 * small


def test_many_that_are_all_the_same_cost_no_more() -> None:
    clauses = ["Calls for ladders;"] * 600
    start = time.process_time()
    compare(document(clauses), document(clauses[:-5]))
    assert time.process_time() - start < 6


def test_the_modifications_are_valid_akoma_ntoso() -> None:
    comparison = compare(root_of(MOTION), root_of(HERE / "documents" / "adopted.xml"))
    written_out = render(comparison, "akn").encode()
    root = etree.fromstring(written_out)
    assert [f for f in validate(root) if f.severity == "error"] == []
    types = [m.get("type") for m in root.iterfind(".//{*}textualMod")]
    assert sorted(types) == ["insertion", "repeal", "substitution"]


def test_what_is_no_akoma_ntoso_is_told() -> None:
    with pytest.raises(AlignmentError, match="no Akoma Ntoso"):
        compare(etree.fromstring("<html/>"), document(["a"]))


def test_a_lineage_tells_where_each_clause_comes_from_and_went() -> None:
    first = document(["Asks for oak ladders in libraries;", "Deplores the dust on the upper shelves;"])
    second = document(["Welcomes the school for bookbinders in Modelburg;"])
    joint = document(
        ["Welcomes the school for bookbinders in Modelburg;", "Asks for oak ladders in all libraries;"]
    )
    adopted = document(
        [
            "Asks for oak ladders in all libraries and archives;",
            "Notes that readers are short;",
            "Welcomes the school for bookbinders in Modelburg;",
        ]
    )
    rows = {
        tuple("+".join(p.num for p in cell) for cell in row.cells): row.verdicts
        for row in lineage([first, second, joint, adopted], ["first", "second", "joint", "adopted"]).rows
    }
    assert set(rows) == {
        ("1.", "", "2.", "1."),
        ("", "", "", "2."),
        ("", "1.", "1.", "3."),
        ("2.", "", "", ""),
    }
    assert rows["", "", "", "2."][-1] == "added"
    assert rows["2.", "", "", ""][0] == "removed"


def test_every_clause_is_in_one_row_of_a_lineage() -> None:
    roots = [document(case["a"]) for case in CASES[:3]] + [document(case["b"]) for case in CASES[:3]]
    rows = lineage(roots, [str(n) for n in range(6)]).rows
    for place, root in enumerate(roots):
        held = [p.eid for row in rows for p in row.cells[place]]
        assert sorted(held) == sorted(e.get("eId") for e in root.iter("{*}paragraph"))
