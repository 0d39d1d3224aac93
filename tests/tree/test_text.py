"""The words of an element, with its footnotes and without."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.tree.text import words


def test_words_leave_footnotes_out() -> None:
    root = etree.fromstring(
        "<num> 1<authorialNote marker='1'><p>x</p></authorialNote>.\n <b>a</b><!-- c --></num>"
    )
    assert words(root) == "1. a"


def test_words_of_a_number_inside_a_note_are_its_own() -> None:
    root = etree.fromstring("<authorialNote><p>a<num>1<noteRef/>.</num>b</p></authorialNote>")
    assert words(root[0][0]) == "1."


@pytest.mark.parametrize(
    ("text", "without", "whole"),
    [
        ("<p>a<authorialNote><p>x</p></authorialNote> b</p>", "a b", "ax b"),
        ("<p>a<authorialNote><p>x<!-- y --></p></authorialNote><!-- z --> b</p>", "a b", "ax b"),
        ("<p> one\n  two </p>", "one two", "one two"),
        ("<p>a<b>b</b>c<?x y?>d</p>", "abcd", "abcd"),
        ("<p/>", "", ""),
    ],
)
def test_footnotes_are_words_only_where_they_are_asked_for(text: str, without: str, whole: str) -> None:
    root = etree.fromstring(text)
    assert (words(root), words(root, notes=True)) == (without, whole)
