"""Votes are laid onto the parts that their lists name, and never onto another."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from akn.comparing.votes.naming import named, split_part, table
from akn.comparing.votes.placing import place
from akn.comparing.votes.records import votes_in
from akn.comparing.voting import votes
from akn.errors import AknError, UnreadableError
from akn.model.voting import PlacedVotes, Vote
from akn.rendering import render
from akn.tree.clauses import clauses_of
from akn.validation import validate
from tests.forms.looking import DOCUMENTS, HERE, MOTION, root_of

LISTS = HERE / "lists"
ADOPTED = HERE / "documents" / "adopted.xml"
EXAMPLES = [(e["label"], e["says"]) for language in table().values() for e in language["examples"]]


@pytest.mark.parametrize(("label", "says"), EXAMPLES)
def test_a_label_says_what_its_example_says(label: str, says: str) -> None:
    naming = named(label)
    assert " + ".join(", ".join(map(str, way)) for way in naming.ways) == says
    assert naming.rest == ""


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("§\N{NO-BREAK SPACE}4", "of paragraph 4"),
        ("ARTICLE 12a", "of article 12a"),
        ("Article 6a (c), § 5b", "of article 6a (c), of paragraph 5b"),
        ("Considérants A à C", "of recital A–C"),
        ("points 110, 111, 112", "of point 110 111 112"),
        ("Annexe IV, point 4.1", "of annex IV, of point 4.1"),
        ("After Annex III", "after annex III"),
        ("avant l’article 3", "before article 3"),
        ("Recital AC", "of recital AC"),
        ("Article 3, § 4, point c, point iii", "of article 3, of paragraph 4, of point c, of point iii"),
        ("Provisional agreement", ""),
        ("B9-9901/2021", ""),
        ("Request by The Greens", ""),
    ],
)
def test_labels_not_among_the_examples(label: str, says: str) -> None:
    naming = named(label)
    assert (" + ".join(", ".join(map(str, way)) for way in naming.ways), naming.rest) == (says, "")


def test_what_is_not_understood_is_told_and_not_passed_over() -> None:
    assert named("§ 4, the bit with the storks").rest == "the bit with the storks"


@settings(max_examples=300, deadline=None)
@given(st.text("§ Aab1,;/–()point recital After visa 23.", max_size=30))
def test_any_label_is_read_to_an_end(label: str) -> None:
    named(label)


@pytest.mark.parametrize(
    ("label", "bare", "part"), [("§ 66/2", "§ 66", 2), ("Am 1/1", "Am 1", 1), ("§ 4", "§ 4", None)]
)
def test_the_part_of_a_split_vote_stands_behind_a_stroke(label: str, bare: str, part: int | None) -> None:
    assert split_part(label) == (bare, part)


def told(placed: PlacedVotes) -> list[tuple[str, str | None, int | None, tuple[str, ...], str | None]]:
    return [(v.vote.voting_id, v.place, v.vote.part, v.eids, v.vote.result) for v in placed.votes]


def test_votes_of_a_sitting() -> None:
    placed = votes([str(LISTS / "sitting.xml")], root_of(MOTION))
    assert told(placed) == [
        ("2", "of", None, ("para_2",), "ADOPTED"),
        ("3", "of", None, ("para_1",), None),
        ("4", "of", 1, ("para_1",), "ADOPTED"),
        ("5", "of", 2, ("para_1",), "REJECTED"),
        ("6", "after", None, ("para_3",), "REJECTED"),
        ("7", "after", None, ("cits_1__cit_1",), "LAPSED"),
        ("8", "of", None, ("recs_1__rec_B__list_1__item_ii",), "ADOPTED"),
        ("9", "of", None, (), "ADOPTED"),
        ("10", None, None, (), "ADOPTED"),
    ]
    assert placed.left == 1
    assert [p.problem.code for p in placed.problems if p.problem] == ["VOT001"]
    second = placed.votes[3].vote
    assert (second.words, second.in_favour, second.against, second.abstentions) == ("those words", 12, 340, 5)


def test_votes_in_a_table_of_a_page_say_the_same() -> None:
    sitting = votes([str(LISTS / "sitting.xml")], root_of(MOTION))
    page = votes([str(LISTS / "sitting.html")], root_of(MOTION))
    assert [(v.eids, v.vote.part, v.vote.result) for v in page.votes[:4]] == [
        (v.eids, v.vote.part, v.vote.result) for v in sitting.votes[:4]
    ]
    assert [v.eids for v in page.votes[4:]] == [("para_3",), ("cits_1__cit_1",), ("recs_1__rec_B",), ()]
    assert page.problems == ()


def test_votes_by_roll_call_are_read_from_free_text() -> None:
    placed = votes([str(LISTS / "roll-call.xml")], root_of(MOTION))
    assert told(placed) == [("21", "of", 2, ("para_1",), None), ("22", "after", 1, ("recs_1__rec_A",), None)]
    assert placed.votes[1].vote.amendment == "9"


def test_a_part_is_followed_to_the_number_it_has_in_the_text_adopted() -> None:
    placed = votes([str(LISTS / "sitting.xml")], root_of(ADOPTED), root_of(MOTION))
    assert [(v.voted, v.eids) for v in placed.votes[:2]] == [
        (("para_2",), ("para_3",)),
        (("para_1",), ("para_2",)),
    ]


def test_votes_on_other_documents_are_refused_and_not_guessed() -> None:
    with pytest.raises(AknError, match="B9-9901/2021, B9-9950/2021"):
        votes([str(LISTS / "sitting.xml")], root_of(HERE / "documents" / "act.xml"))
    placed = votes([str(LISTS / "sitting.xml")], root_of(ADOPTED), number="B9-9950/2021")
    assert [v.vote.voting_id for v in placed.votes] == ["11"]


def test_what_is_quoted_is_not_the_text() -> None:
    root = root_of(HERE / "documents" / "act.xml")
    for subject, eids in (("Article 9", ()), ("Article 1, § 2", ("chp_1__art_1__para_2",))):
        (placed,) = place([Vote("1", subject, subject)], root).votes
        assert placed.eids == eids


def test_two_parts_of_one_number_are_none() -> None:
    root = etree.fromstring(
        "<akomaNtoso><act><body>"
        '<paragraph eId="a"><num>1.</num></paragraph><paragraph eId="b"><num>1.</num></paragraph>'
        "</body></act></akomaNtoso>"
    )
    (placed,) = place([Vote("1", "§ 1", "§ 1")], root).votes
    assert placed.eids == ()
    assert placed.problem is not None


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_every_numbered_clause_is_found_by_its_number_and_no_other_is(path: Path) -> None:
    root = root_of(path)
    kinds = {"paragraph": "§", "recital": "Recital", "article": "Article"}
    numbered = [c for c in clauses_of(root) if c.kind in kinds and c.depth == 0 and c.num and c.eid]
    for clause in numbered:
        bare = clause.num.rstrip(".").split()[-1]
        (placed,) = place([Vote("1", "", f"{kinds[clause.kind]} {bare}")], root).votes
        assert placed.eids in {(clause.eid,), ()}
        if bare.isalnum() and sum(c.num == clause.num and c.kind == clause.kind for c in numbered) == 1:
            assert placed.eids == (clause.eid,)


@pytest.mark.parametrize("name", ["sitting.xml", "sitting.html", "roll-call.xml"])
def test_the_document_with_its_votes_is_valid(name: str) -> None:
    root = etree.fromstring(render(votes([str(LISTS / name)], root_of(MOTION)), "akn").encode())
    assert [f for f in validate(root) if f.severity == "error"] == []
    ids = {e.get("eId") for e in root.iter("{*}*")}
    assert all(v.get("href", "#body")[1:] in ids for v in root.iter("{*}voting"))


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"<a/>", b"<html><table><tr><td>x</td></tr></table></html>", b"\x00\xff"]
)
def test_what_is_no_list_of_votes_is_told(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "list.xml"
    file.write_bytes(content)
    with pytest.raises(UnreadableError):
        votes_in(str(file), 1)
