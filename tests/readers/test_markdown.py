from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akn.model.resolution import Link
from akn.model.source import Line
from akn.readers import markdown


def _rows(text: str) -> list[str]:
    return [piece.text for piece in markdown.read(text).pieces if isinstance(piece, Line)]


_word = st.from_regex(r"[a-zé]{1,7}[,;]?", fullmatch=True)
_paragraph = st.lists(_word, min_size=1, max_size=30)


@settings(deadline=None)
@given(st.lists(_paragraph, min_size=1, max_size=6), st.integers(1, 9))
def test_wrapped_paragraphs_are_whole_lines_with_every_word(paragraphs: list[list[str]], width: int) -> None:
    wrapped = [
        "\n".join(" ".join(words[n : n + width]) for n in range(0, len(words), width)) for words in paragraphs
    ]
    reading = markdown.read("\n\n".join(wrapped))
    lines = [piece for piece in reading.pieces if isinstance(piece, Line)]
    assert [line.text for line in lines] == [" ".join(words) for words in paragraphs]
    assert all(line.whole for line in lines)
    ahead = [sum(text.count("\n") + 2 for text in wrapped[:n]) + 1 for n in range(len(wrapped))]
    assert [line.number for line in lines] == ahead


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (r"1\. Urges \'x\' \[y\] \*z\*", ["1. Urges 'x' [y] *z*"]),
        ("1.  one\n2.  two", ["1. one", "2. two"]),
        ("A. one,\nB. two;\n– three\nand on", ["A. one,", "B. two;", "– three and on"]),
        ("of 1 January\n2001", ["of 1 January 2001"]),
        ("-   a\n    b\n\n    c\n-   d", ["- a b", "c", "- d"]),
        ("    indented text", ["indented text"]),
        ("[x]: /not-a-definition", ["[x]: /not-a-definition"]),
        ("a <unknown> b <span>c</span> <!-- d --> e", ["a <unknown> b c e"]),
        ("one  \ntwo", ["one", "two"]),
        ("```\nx  y\n```", ["x y"]),
        ("<div><p>page</p>\n</div>\n\ntext", ["page", "text"]),
        ("<Date>{1}2</Date>", ["2"]),
        ("Title\n=====", ["Title"]),
    ],
)
def test_markdown_as_it_is_printed(text: str, rows: list[str]) -> None:
    assert _rows(text) == rows


def test_links_are_kept_as_they_were_written() -> None:
    (line,) = markdown.read('[a](http://x.example/P6_B(2004)_é.pdf "wiki") [b](javascript:x)').pieces
    assert isinstance(line, Line)
    assert [mark.markup for mark in line.marks] == [Link("http://x.example/P6_B(2004)_é.pdf")]
    assert line.text == "a b"


def test_a_page_inside_is_counted_from_the_top_of_the_file() -> None:
    reading = markdown.read("text\n\n<div>\n<p>page</p>\n<nav>away</nav>\n</div>\n")
    assert [(line.number, line.text) for line in reading.pieces if isinstance(line, Line)] == [
        (1, "text"),
        (4, "page"),
    ]
    assert [(words.line, words.text) for words in reading.dropped] == [(5, "away")]


def test_an_empty_file_has_no_pieces() -> None:
    assert markdown.read("\n\n").pieces == ()
