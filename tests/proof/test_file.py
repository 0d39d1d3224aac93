"""The words of a file, read a second time: what a reader leaves out is told, and what it loses is an error."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from akn.model.source import Dropped, Line
from akn.proof.account import Account
from akn.proof.file import read_whole
from akn.readers import FORMATS, read_bytes
from akn.readers.reading import Reading

PAGE = "<html><body><p>A bell rings.</p>{}<p>Another one does.</p></body></html>"


@pytest.mark.parametrize(
    "hidden",
    ["<p hidden>Silent.</p>", "<p style='display:none'>Silent.</p>", "<dialog>Silent.</dialog>"],
)
def test_what_a_page_hides_is_left_out_with_its_reason(hidden: str) -> None:
    source = read_bytes(PAGE.format(hidden).encode(), form="html")
    assert [(gone.text, gone.reason) for gone in source.dropped] == [("Silent.", "hidden on the page")]
    assert read_whole(source).clean
    assert [one.text for one in read_whole(replace(source, dropped=())).lost] == ["Silent."]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("text", "> quoted\n> twice\n> or more\n"),
        ("text", "a | b |\nc | d |\n"),
        ("text", "so\u00adft and z\u200bero\n"),
        ("text", "1\\. escaped\n\n2\\. again\n"),
        ("text", "**1.** bold\n\n**2.** bold\n"),
        (
            "markdown",
            "# Bells {#bells}\n\n[a link](https://example.org/x_(y)) and `code`\n\n---\n\n* item\n*\n",
        ),
        ("markdown", "| a | b |\n|---|---|\n| c | d |\n"),
        ("html", "<ol><li>one<li>two</ol><ul><li><b>th</b>ree</ul>"),
        ("html", '<p title="a > b">x<a\nhref="/y">y</a>&amp;z</p><script>if (a < b) {}</script>'),
        ("html", "<table border=1><tr><td>a<td>b<tr><td>c<br>d<td></table><p>1 < 2"),
    ],
)
def test_signs_of_a_format_are_no_words(form: str, text: str) -> None:
    assert read_whole(read_bytes(text.encode(), form=form)) == Account()


def words(data: bytes) -> str:
    return data.decode()


@pytest.mark.parametrize(
    ("kept", "lost"),
    [("bells ring", ()), ("bells", ("ring",)), ("bellsring", ())],
    ids=["all", "less", "glued"],
)
def test_a_reader_of_bytes_that_says_its_words_is_proved(
    kept: str, lost: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    bells = replace(
        FORMATS["text"], name="bells", of_bytes=True, read=lambda _: Reading((Line(1, kept),)), words=words
    )
    monkeypatch.setitem(FORMATS._named, "bells", bells)  # noqa: SLF001  # a format is a line of the registry
    account = read_whole(read_bytes(b"bells ring", form="bells"))
    assert tuple(one.text for one in account.lost) == lost
    assert account.clean == (kept == "bells ring")


def test_what_was_left_out_of_a_line_is_no_loss() -> None:
    source = read_bytes(b"1 a note\n", form="text")
    part = replace(source, pieces=(Line(1, "a note"),), dropped=(Dropped(1, "1", "a label", "1 a note"),))
    assert read_whole(part).clean


@pytest.mark.parametrize("first", [";", "a"])
def test_signs_between_hidden_words_are_in_no_wrong_order(first: str) -> None:
    hidden = "<div hidden> HIDDEN </div>"
    page = (
        f"<div><p><span>{hidden}</span></p><table><tr><td>{first}</td><td>{hidden};</td></tr></table></div>"
    )
    assert read_whole(read_bytes(f"<!doctype html><html><body>{page}</body></html>".encode())).clean
