"""Pages that are broken, empty, huge, or made to do harm."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from akn.errors import UnreadableError
from akn.model.source import Line
from akn.readers import html, markdown
from akn.readers.reading import Reading


def _texts(reading: Reading) -> list[str]:
    return [piece.text for piece in reading.pieces if isinstance(piece, Line)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "<html></html>",
        "<body><script>alert('x')</script>",
        "<!-- only this -->",
        "<p>&nbsp;&#8203;</p>",
        "</p>",
    ],
)
def test_a_page_without_words_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="no text to be seen"):
        html.read(text)


@pytest.mark.parametrize(
    "text", ["<p>x<script>alert('x')", "<script>1<2</script><p onclick='alert(1)'>x", "<p>x<style>p{}"]
)
def test_no_script_or_style_text_comes_out(text: str) -> None:
    reading = html.read(text)
    assert _texts(reading) == ["x"]
    assert reading.dropped == ()


def test_nothing_is_fetched_and_no_entity_is_expanded(tmp_path: object) -> None:
    text = (
        f'<!DOCTYPE html [<!ENTITY e SYSTEM "file://{tmp_path}/x">]><html><body><p>a &e; b</p></body></html>'
    )
    assert "a &e; b" in " ".join(_texts(html.read(text)))


def test_a_page_that_is_cut_off_keeps_what_it_has() -> None:
    assert _texts(html.read("<html><body><p>one <b>two</b><p>three <a href='/x")) == ["one two", "three"]


def test_words_after_the_end_of_the_page_are_kept() -> None:
    text = "<html><body><p>one</p></body></html>\n<html><body\n><p>two</p></body></html>three"
    assert [(line.number, line.text) for line in html.read(text).pieces if isinstance(line, Line)] == [
        (1, "one"),
        (3, "two"),
        (3, "three"),
    ]


def test_broken_nesting_keeps_every_word() -> None:
    reading = html.read("<p>a <b>b<p>c</i> d<table><td>e<p>f</table>g</div><li>h<h2>i")
    assert " ".join(_texts(reading)).split() == list("abcdefghi")


def test_a_page_of_furniture_only_is_all_text() -> None:
    reading = html.read("<nav><p>all in here</p></nav>")
    assert _texts(reading) == ["all in here"]
    assert reading.dropped == ()


@pytest.mark.parametrize("tag", ["div", "b", "font", "table><tr><td", "ol><li", "nav", "foo"])
def test_bottomless_nesting_is_refused(tag: str) -> None:
    with pytest.raises(UnreadableError, match=r"line 1: .* deep"):
        html.read(f"<{tag}>" * 100_000 + "x")


def test_as_deep_as_allowed_is_read() -> None:
    assert _texts(html.read("<div>" * 1_900 + "x" + "</div>" * 1_900)) == ["x"]


def test_a_tag_of_endless_attributes_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"line 2: .* attributes"):
        html.read("\n<p " + " ".join(f'a{n}="<"' for n in range(5_000)) + ">x")


def test_lines_are_counted_beyond_the_parsers_own_end() -> None:
    rows = 70_000
    text = "<body>" + "".join(f'<p class="x"\n>w{n}</p>\n' for n in range(rows // 2))
    last = html.read(text).pieces[-1]
    assert isinstance(last, Line)
    assert (last.text, last.number) == (f"w{rows // 2 - 1}", rows - 1)


def _calls(work: Callable[[], object]) -> int:
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<p>x",
            "x<br>",
            "<li>x",
            "<div>x</div>",
            "<a href='/u'>x</a> ",
            "<b>x</b><i>y</i>",
            "x</span>",
            "<!--c-->x",
        ),
        *(
            "<table><tr><td>–</td><td>x</td></tr></table>",
            "<tr><td>x<td>y",
            "<nav>x</nav>y",
            "&lt;Date&gt;{1}x&lt;/Date&gt;",
        ),
        *("<date>{1}x</date>", "<pre>x\ny</pre>", "<main>x</main>", "<ol><li>x</ol>"),
    ],
)
def test_work_grows_with_the_page_and_no_faster(piece: str) -> None:
    html.read(piece)
    once, twice = (_calls(lambda: html.read("<body>" + piece * n)) for n in (400, 800))  # noqa: B023  # called at once
    assert twice < 2.2 * once


def test_tables_in_tables_are_handed_on_once() -> None:
    def page(depth: int) -> str:
        return "<table><tr><td>a</td></tr><tr><td>" * depth + "x" * 10 + "</td></tr></table>" * depth

    html.read(page(2))
    once, twice = (_calls(lambda: html.read(page(n))) for n in (200, 400))  # noqa: B023  # called at once
    assert twice < 2.2 * once
    assert len(html.read(page(400)).pieces) == 401


def test_markdown_of_bottomless_quotations_is_refused() -> None:
    with pytest.raises(UnreadableError, match="line 1: lists or quotations"):
        markdown.read("> " * 10_000 + "x")


@pytest.mark.parametrize(
    "piece", ["*a **b ", "[a](b) ", "<b>x", "x,\n1. y ", "- a\n", "# h {#i}\n", "| a |\n", "> x\n", "\\*"]
)
def test_work_grows_with_the_markdown_and_no_faster(piece: str) -> None:
    markdown.read(piece)
    once, twice = (_calls(lambda: markdown.read(piece * n)) for n in (200, 400))  # noqa: B023  # called at once
    assert twice < 2.3 * once
