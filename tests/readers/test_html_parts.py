from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from akn.model.resolution import Link, Style
from akn.model.source import Grid, Line
from akn.pipeline import Options, convert
from akn.proof.file import read_whole
from akn.readers import html, read_bytes
from akn.readers.html.lists import Numbering
from akn.readers.html.style import BOLD, ITALIC, PLAIN, SUBSCRIPT, SUPERSCRIPT, UNDERLINE, look
from akn.readers.html.template_tags import without_template_tags
from tests.conftest import TODAY

FURNITURE = tomllib.loads(files("akn.readers.html").joinpath("furniture.toml").read_text("utf-8"))
TEMPLATE_TAGS = tomllib.loads(files("akn.readers.html").joinpath("template_tags.toml").read_text("utf-8"))


def _rows(text: str) -> list[str]:
    return [piece.text if isinstance(piece, Line) else "table" for piece in html.read(text).pieces]


@pytest.mark.parametrize("entry", FURNITURE["furniture"], ids=lambda entry: entry["reason"])
def test_furniture_is_left_out_for_its_reason(entry: dict[str, str]) -> None:
    reading = html.read(f"<body><p>the text</p>{entry['example']}</body>")
    assert [piece.text for piece in reading.pieces if isinstance(piece, Line)] == ["the text"]
    assert {words.reason for words in reading.dropped} == {entry["reason"]}


@pytest.mark.parametrize("key", ["tags", "roles", "classes", "ids"])
def test_each_name_of_furniture_works_by_itself(key: str) -> None:
    attribute = {"roles": "role", "classes": "class", "ids": "id"}
    for entry in FURNITURE["furniture"]:
        for name in entry.get(key, ()):
            element = (
                f"<{name}>away</{name}>" if key == "tags" else f'<div {attribute[key]}="{name}">away</div>'
            )
            reading = html.read(f"<p>text</p>{element}")
            assert len(reading.pieces) == 1, name
            assert {words.reason for words in reading.dropped} <= {entry["reason"]}, name


@pytest.mark.parametrize("entry", FURNITURE["metadata"], ids=lambda entry: entry["name"])
def test_named_furniture_is_metadata(entry: dict[str, str]) -> None:
    reading = html.read(f"<header>{entry['example']}</header><p>text</p>")
    assert reading.metadata[entry["name"]] == ("Motion - B9-0001/2021",)


@pytest.mark.parametrize(
    "opening", ["<main>", "<div role=main>", *(f"<div id={name}>" for name in FURNITURE["content"]["ids"])]
)
def test_what_stands_outside_the_content_is_left_out(opening: str) -> None:
    reading = html.read(
        f"<p>before</p>{opening}<header>title</header><p>text</p></{opening[1:].split(maxsplit=1)[0].strip('>')}><p>after"
    )
    assert [piece.text for piece in reading.pieces if isinstance(piece, Line)][-1] == "text"
    assert [words.text for words in reading.dropped if "main part" in words.reason] == ["before", "after"]


@pytest.mark.parametrize("name", FURNITURE["layout"]["classes"])
def test_a_table_of_layout_is_lines(name: str) -> None:
    rows = "<tr><td>one</td><td>two</td></tr><tr><td>three</td><td>four</td></tr></table>"
    assert _rows(f"<table>{rows}") == ["table"]
    assert _rows(f"<table>{rows}".replace("<td>one", f'<td class="{name}">one')) == [
        "one",
        "two",
        "three",
        "four",
    ]


@pytest.mark.parametrize("style", FURNITURE["styles"])
def test_classes_of_the_sites_are_styles(style: str) -> None:
    for name in FURNITURE["styles"][style]:
        (line,) = html.read(f'<p>a <span class="x {name}">b</span></p>').pieces
        assert isinstance(line, Line)
        assert [(mark.start, mark.end, mark.markup) for mark in line.marks] == [(2, 3, Style(style))]  # type: ignore[arg-type]  # of the table


@pytest.mark.parametrize("example", TEMPLATE_TAGS["examples"], ids=lambda example: example["name"])
@pytest.mark.parametrize("form", ["text", "elements", "escaped"])
def test_template_tags_are_metadata_in_every_form(example: dict[str, str], form: str) -> None:
    match form:
        case "text":
            untagged = without_template_tags([Line(7, example["text"])])
            pieces, metadata, dropped = untagged.pieces, untagged.metadata, untagged.dropped
        case _:
            text = (
                example["text"]
                if form == "elements"
                else example["text"].replace("<", "&lt;").replace(">", "&gt;")
            )
            reading = html.read("\n" * 6 + f"<p>{text}</p>")
            pieces, metadata, dropped = reading.pieces, reading.metadata, reading.dropped
    assert [piece.text for piece in pieces if isinstance(piece, Line)] == [example["left"]]
    assert metadata[example["name"]] == (example["value"],)
    assert metadata.get(f"{example['name']}-code", ("",)) == (example["code"],)
    assert [(words.line, words.reason) for words in dropped] == [(7, "template tag")]


def test_each_template_tag_is_taken_out() -> None:
    for name in TEMPLATE_TAGS["names"]:
        assert _rows(f"<p>&lt;{name}&gt;a&lt;/{name}&gt; <{name}>b</{name}>") == ["a b"]


def test_an_unlisted_tag_with_a_code_is_a_template_tag_and_other_brackets_are_text() -> None:
    untagged = without_template_tags([Line(1, "<Unheard>{X}y</Unheard> <b> x < y")])
    assert [piece.text for piece in untagged.pieces if isinstance(piece, Line)] == ["y <b> x < y"]
    assert untagged.metadata == {"unheard": ("y",), "unheard-code": ("X",)}


def test_marks_keep_their_words_when_template_tags_go() -> None:
    (line,) = html.read("<p><Date>{1}<b>one</b></Date> and <i>two</i></p>").pieces
    assert isinstance(line, Line)
    assert [(line.text[mark.start : mark.end], mark.markup) for mark in line.marks] == [
        ("one", Style("b")),
        ("two", Style("i")),
    ]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<META CHARSET=Windows-1251>", "cp1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', "iso8859-2"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        (b"<?xml version='1.0' encoding='koi8-r'?><html>", "koi8-r"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=utf-8>", "utf-8"),
        (b"<meta charset=utf-16>", "utf-8"),
        (b"<meta charset=rot13>", None),
        (b"<meta charset=nonsense>", None),
        (b"<meta name=x content=y><p>charset=utf-8", None),
        (b" " * 5000 + b"<meta charset=utf-8>", None),
        (b"\xff\xfe\x00", None),
    ],
)
def test_the_declared_encoding(data: bytes, encoding: str | None) -> None:
    assert html.declared_encoding(data) == encoding


@pytest.mark.parametrize(
    ("style", "on", "off", "indent"),
    [
        ("font-weight:bold; FONT-STYLE: italic", BOLD | ITALIC, 0, 0),
        ("font-weight:700", BOLD, 0, 0),
        ("font-weight:400;font-style:normal", 0, BOLD | ITALIC, 0),
        ("vertical-align:super !important", SUPERSCRIPT, SUBSCRIPT, 0),
        ("text-decoration: underline solid", UNDERLINE, 0, 0),
        ("text-decoration: none; vertical-align: top", 0, 0, 0),
        ("font: italic bold 12pt serif", BOLD | ITALIC, 0, 0),
        ("margin-left:40px", 0, 0, 30),
        ("margin: 0 1pt 2pt 28.35pt; padding-left: 1in", 0, 0, 100.35),
        ("margin: 5pt 7pt", 0, 0, 7),
        ("margin-left:auto;margin-left:10%;margin-left:-5pt", 0, 0, -5),
        ("nonsense;;:;font-weight", 0, 0, 0),
    ],
)
def test_inline_styles(style: str, on: int, off: int, indent: float) -> None:
    found = look(style)
    assert (found.on, found.off, round(found.indent, 2)) == (on, off, indent)


@pytest.mark.parametrize(
    ("attributes", "item", "number"),
    [
        ({}, {}, "1."),
        ({"start": "5"}, {}, "5."),
        ({"type": "A", "start": "27"}, {}, "AA."),
        ({"type": "i"}, {"value": "14"}, "xiv."),
        ({"type": "I", "start": "4000"}, {}, "4000."),
        ({"type": "a", "start": "0"}, {}, "0."),
        ({"start": "x"}, {"value": "-3"}, "-3."),
    ],
)
def test_numbers_of_lists(attributes: dict[str, str], item: dict[str, str], number: str) -> None:
    assert Numbering("ol", attributes, PLAIN).marker(item, PLAIN) == number


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        ("<ol><li>a<li value=7>b<li>c</ol>", ["1. a", "7. b", "8. c"]),
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ol style='list-style-type: upper-alpha'><li>a</ol>", ["A. a"]),
        ("<ol><li style='list-style:none'>a<li>b</ol>", ["a", "2. b"]),
        ("<ul><li>a</ul><ul style='list-style-type:lower-greek'><li>b</ul>", ["a", "α. b"]),
        ("<ol><li><ol type=a><li>x</ol></ol>", ["1. a. x"]),
        ("<ol><li></ol>after", ["after"]),
    ],
)
def test_a_list_is_numbered_as_a_browser_does(page: str, rows: list[str]) -> None:
    assert _rows(page) == rows


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        ("<td>–</td><td>having</td>", ["– having"]),
        ("<td></td><td>(a)</td><td>text</td>", ["(a) text"]),
        ("<td>1.</td><td>(ii)</td><td>text</td>", ["1. (ii) text"]),
        ("<td>Α.</td><td><p>one</p><p>two</p></td>", ["Α. one", "two"]),
        ("<td>A.</td>", ["A."]),
        ("<td>1.1.2021</td><td>EN</td><td>Journal</td>", ["1.1.2021", "EN", "Journal"]),
        (
            "<td>(1)</td><td>text<table><tr><td>(a)<td>inner</table>more</td>",
            ["(1) text", "(a) inner", "more"],
        ),
    ],
)
def test_a_table_that_only_places_text(row: str, lines: list[str]) -> None:
    assert _rows(f"<table><tr>{row}</tr></table>") == lines


def test_marks_move_with_the_marker_of_a_table() -> None:
    (line,) = html.read(
        "<table><tr><td><i>A.</i></td><td>on <b>lamps</b> <a href='#n1'>1</a></td></tr></table>"
    ).pieces
    assert isinstance(line, Line)
    assert [(line.text[mark.start : mark.end], mark.markup) for mark in line.marks] == [
        ("A.", Style("i")),
        ("lamps", Style("b")),
        ("1", Link("#n1")),
    ]
    assert line.whole


def test_a_table_that_tabulates_keeps_its_spans() -> None:
    page = "<table border=1><tr><th colspan=2>a<td rowspan=3>b</tr>"
    page += "<tr><td colspan=junk>c<td colspan=99999>d</table>"
    (grid,) = html.read(page).pieces
    assert isinstance(grid, Grid)
    assert [
        [(cell.lines[0].text, cell.columns, cell.rows, cell.header) for cell in row] for row in grid.rows
    ] == [
        [("a", 2, 1, True), ("b", 1, 3, False)],
        [("c", 1, 1, False), ("d", 1000, 1, False)],
    ]


@pytest.mark.parametrize(
    ("page", "whole"),
    [
        ("<p>a</p>", [True]),
        ("<p>a<br>b</p>", [False, False]),
        ("<p>a<br></p>", [True]),
        ("a", [False]),
        ("a<br>b<br><br>c<br><br>d", [False, False, True, True]),
        ("<div>a</div>", [True]),
        ("<div>a<p>b</p>c</div>", [False, True, False]),
        ("<li>a<ul><li>b</ul>", [True, True]),
        ("<pre>a\n\nb</pre>", [False, False]),
    ],
)
def test_which_lines_are_whole_blocks(page: str, whole: list[bool]) -> None:
    assert [piece.whole for piece in html.read(page).pieces if isinstance(piece, Line)] == whole


def test_white_space_is_that_of_a_browser() -> None:
    (line,) = html.read("<p>\n a <b> b\t</b> c\xa0\xa0d&shy;e\u200bf \n</p>").pieces
    assert isinstance(line, Line)
    assert line.text == "a b c\xa0\xa0d\xade\u200bf"
    assert [(line.text[mark.start : mark.end]) for mark in line.marks] == ["b "]


def test_lines_are_counted_through_texts_that_no_tag_follows() -> None:
    page = "<div><p>one\n\nstill one</p>\ntwo</div>\n\n<p>three</p>\n\nfour"
    lines = [piece for piece in html.read(page).pieces if isinstance(piece, Line)]
    assert [(line.number, line.text) for line in lines] == [
        (1, "one still one"),
        (4, "two"),
        (6, "three"),
        (8, "four"),
    ]


def test_marks_keep_their_words_when_a_tag_goes_with_the_space_after_it() -> None:
    (line,) = html.read("<p><Date>{1}</Date>  <b>one</b> <i>two</i> <Date></Date></p>").pieces
    assert isinstance(line, Line)
    assert line.text == "one two"
    assert [line.text[mark.start : mark.end] for mark in line.marks] == ["one", "two"]


def test_links_that_lead_nowhere_are_no_links() -> None:
    (line,) = html.read(
        "<p><a href='JavaScript:x()'>a</a><a href=' '>b</a><a>c</a><a href='#n'>d</a></p>"
    ).pieces
    assert isinstance(line, Line)
    assert [mark.markup for mark in line.marks] == [Link("#n")]


def test_a_list_behind_the_item_that_introduces_it_lies_in_it() -> None:
    said = (
        "<ol><li>calls for:</li></ol><ol type=a><li>benches, and:</li><ol type=i><li>oak;</li></ol><li>shade;</li></ol>"
        "<ol start=2><li>asks.</li></ol>"
    )
    found = [line for line in html.read(said).pieces if isinstance(line, Line)]
    assert [(line.text, line.depth) for line in found] == [
        ("1. calls for:", 1),
        ("a. benches, and:", 2),
        ("i. oak;", 3),
        ("b. shade;", 2),
        ("2. asks.", 1),
    ]


def test_beside_template_tags_all_that_open_and_close_are_such() -> None:
    lines = [
        Line(1, "<Date>{18/09/2019}18.9.2019</Date>"),
        Line(2, "<RepeatBlock-Any> <NoDocSe>B9-9097/2019</NoDocSe> }"),
        Line(3, "<NoDocSe>B9-9098/2019</NoDocSe></RepeatBlock-Any> } RC1"),
    ]
    assert [piece.text for piece in without_template_tags(lines).pieces] == [
        "18.9.2019",
        "B9-9097/2019 }",
        "B9-9098/2019 } RC1",
    ]
    alone = [Line(1, "<Any>words</Any>")]
    assert without_template_tags(alone).pieces == tuple(alone)


def test_nothing_is_lost_beside_template_tags() -> None:
    text = """<Date>{18/09/2019}18.9.2019</Date>
 <Any-Block><NoDocSe>B9-9098/2019</NoDocSe></Any-Block> } RC1
<TitreType>MOTION FOR A RESOLUTION</TitreType>

European Parliament resolution on pilots

The European Parliament,

–  having regard to Rule 132 of its Rules of Procedure,

A.  whereas pilots know the way;

1.  Instructs its President to forward this resolution to the Council.
"""
    assert convert(text, Options(today=TODAY)).report.lost == ()


# ------------------------------------------------------------------ lists of which the text holds the numbers

_FLOATED = '<span class="L" style="display:block;float:left;min-width:0cm;">{}</span>'
_PRINTED = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1 plus MathML 2.0//EN" "m.dtd">'
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><style type="text/css"> p {{ margin:0 }} {} </style></head><body>'
    '<ol><li><p style="margin-left:0cm;">{}whereas iron is cold;<span class="odfLiEnd"/> </p></li>'
    '<li><p style="margin-left:0cm;">{}whereas oak is dear;</p></li></ol></body></html>'
)


def printed(rule: str, *labels: str) -> list[str]:
    page = _PRINTED.format(rule, *(_FLOATED.format(label) for label in labels))
    source = read_bytes(page.encode(), name="a.xml")
    assert source.format == "html"
    assert read_whole(source).clean, read_whole(source)
    return [piece.text.strip() for piece in source.pieces if isinstance(piece, Line)]


def test_numbers_that_libreoffice_prints_beside_its_items_are_those_of_the_items() -> None:
    """LibreOffice writes XHTML with the numbers as text that floats, and takes those of the browser away."""
    assert printed("li {list-style: none; margin:0; padding:0;}", "A.", "B.") == [
        "A. whereas iron is cold;",
        "B. whereas oak is dear;",
    ]


def test_a_page_that_gives_its_lists_their_numbers_back_keeps_them() -> None:
    both = "ol, ul {list-style: none} .text ol {list-style: decimal}"
    assert printed(both, "", "") == ["1. whereas iron is cold;", "2. whereas oak is dear;"]
    assert printed("ul {list-style: none}", "", "") == ["1. whereas iron is cold;", "2. whereas oak is dear;"]
