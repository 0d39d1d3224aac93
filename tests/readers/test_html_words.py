"""Every word of a page is in the pieces or in what was left out, in the order of the page.

The pages are made from a tree of our own, which knows its visible words
itself: nothing of the reader, nor of lxml, takes part in what is expected.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from akn.errors import UnreadableError
from akn.model.source import Line
from akn.proof.account import Account
from akn.proof.file import read_whole
from akn.readers import html, read_bytes
from akn.readers.reading import Reading

_INLINE = (
    "span",
    "b",
    "em",
    "u",
    "sup",
    "font",
    "a href='/x'",
    "span style='font-weight:bold;color:red'",
    "foo",
)
_BLOCK = (
    *(
        "div",
        "p",
        "h2",
        "blockquote",
        "section",
        "article",
        "ul",
        "dl",
        "center",
        "pre",
        "nav",
        "header",
        "footer",
    ),
    *("aside", "button", "div class='es_dropdown'", "div style='margin-left:3em'", "div role=menu", "main"),
)
_NEVER = ("script", "style", "template", "noscript", "svg")
_HIDDEN = ("div hidden", "p style='display: none'")


@dataclass
class Node:
    tag: str
    inside: list[Node | str] = field(default_factory=list)
    unseen: bool = False

    def markup(self) -> str:
        inside = "".join(part.markup() if isinstance(part, Node) else escape(part) for part in self.inside)
        return f"<{self.tag}>{inside}</{self.tag.split()[0]}>" if self.tag != "br" else "<br>"

    def words(self) -> list[str]:
        if self.unseen:
            return []
        return [
            word
            for part in self.inside
            for word in (part.words() if isinstance(part, Node) else part.split())
        ]


# Words are set apart by white space on both sides, so that none runs into its neighbour.
_text = st.lists(st.from_regex(r"[a-zé–&<>;.]{1,6}", fullmatch=True), min_size=1, max_size=4).map(
    lambda words: f" {' '.join(words)}\n"
)
_hidden = st.builds(lambda tag: Node(tag, [" unseen "], unseen=True), st.sampled_from(_NEVER)) | st.builds(
    lambda tag: Node(tag, [" HIDDEN "]), st.sampled_from(_HIDDEN)
)
_break = st.just(Node("br"))
_inline = st.recursive(
    _text | _break | _hidden,
    lambda inner: st.builds(Node, st.sampled_from(_INLINE), st.lists(inner, max_size=3)),
    max_leaves=6,
)
_row = st.builds(
    Node,
    st.just("tr"),
    st.lists(st.builds(Node, st.sampled_from(("td", "th")), st.lists(_inline, max_size=3)), max_size=3),
)
_table = st.builds(Node, st.sampled_from(("table", "table border=1")), st.lists(_row, max_size=3))
_lines = st.builds(Node, st.sampled_from(("p", "h3", "div")), st.lists(_inline, max_size=4))
_block = st.recursive(
    _lines | _table,
    lambda inner: st.builds(
        Node,
        st.sampled_from([tag for tag in _BLOCK if tag not in {"p", "h2", "button"}]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=10,
)
_pages = st.builds(Node, st.just("body"), st.lists(_block | _inline, max_size=6))


def lines_of(reading: Reading) -> list[Line]:
    found = []
    for piece in reading.pieces:
        if isinstance(piece, Line):
            found.append(piece)
        else:
            found.extend(line for row in piece.rows for cell in row for line in cell.lines)
    return found


def _is_within(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in part)


@settings(max_examples=400, deadline=None)
@given(_pages)
def test_no_word_is_lost_and_no_hidden_one_kept(page: Node) -> None:
    expected = page.words()
    try:
        reading = html.read(f"<!doctype html><html>{page.markup()}</html>")
    except UnreadableError:
        assert {*expected} <= {"HIDDEN"}
        return
    kept = " ".join(line.text for line in lines_of(reading)).split()
    left = " ".join(words.text for words in reading.dropped).split()
    assert sorted(kept + left) == sorted(expected)
    assert _is_within(kept, expected)
    assert _is_within(left, expected)
    assert "HIDDEN" not in kept
    assert {d.text for d in reading.dropped if "HIDDEN" in d.text} == {
        d.text for d in reading.dropped if d.reason == "hidden on the page"
    }


@settings(max_examples=400, deadline=None)
@given(_pages)
def test_the_proof_finds_each_word_of_a_page_without_alarm(page: Node) -> None:
    with suppress(UnreadableError):
        assert read_whole(read_bytes(f"<!doctype html><html>{page.markup()}</html>".encode())) == Account()


@settings(max_examples=200, deadline=None)
@given(_pages)
def test_lines_are_tidy_and_marks_lie_in_them(page: Node) -> None:
    try:
        reading = html.read(page.markup())
    except UnreadableError:
        return
    for line in lines_of(reading):
        assert line.text == line.text.strip(" \t\n")
        assert not re.search(r"[\t\n\r\f]|  ", line.text)
        assert all(0 <= mark.start < mark.end <= len(line.text) for mark in line.marks)


@settings(max_examples=200, deadline=None)
@given(st.lists(_lines | _table, min_size=1, max_size=6), st.integers(0, 3))
def test_a_line_names_the_line_of_its_first_word(blocks: list[Node], blanks: int) -> None:
    text = ("\n" * blanks + "<hr>\n").join(block.markup() for block in blocks)
    source = text.split("\n")
    try:
        lines = lines_of(html.read(text))
    except UnreadableError:
        return
    for line in lines:
        assert escape(line.text.split()[0]) in source[line.number - 1]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="<>/ab p\"'=!-&;#td\n\0", max_size=80))
def test_no_rubbish_is_more_than_unreadable(text: str) -> None:
    with suppress(UnreadableError):
        assert html.read(text).pieces
