"""Where the journal printed a text, in every language: as lines, as the head of a page, as EUR-Lex cites it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from akn import institutions
from akn.languages import load
from akn.recognition.idiom import idiom_of
from akn.recognition.journal import journal_lines
from tests.conftest import TODAY
from tests.real_forms.cases import pieces
from tests.recognition.texts import convert_text

ROWS = institutions.load("ep").table["journal"]["particulars"]


@pytest.mark.parametrize("example", [example for row in ROWS for example in row["examples"]])
def test_each_example_of_the_table_is_read_to_what_it_says(example: dict[str, str]) -> None:
    (found,) = institutions.load("ep").journal.find(example["text"])
    said = {"issue": found.issue, **dict(found.aliases)}
    assert {key: said[key] for key in example if key != "text"} == {
        key: value for key, value in example.items() if key != "text"
    }


def heads() -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """The language, what stands before the enacting words, the issue, the aliases."""
    for code in pieces():
        table = load(code).table
        words, own = pieces()[code], table["ep"]["furniture"]
        name, iso = own["journal"][0], table["iso639_1"].upper()
        text = f"P8_TA(2015)9506\n\n{words['adopted']}"
        yield (
            code,
            f"3.12.2013\n\n{iso}\n\n{name}\n\nCE 353/76\n\n{text}\n\n2013/C 353 E/10",
            "C 353 E",
            ("2013/C 353 E/10",),
        )
        yield code, f"C 353 E/76 {iso} {name} 3.12.2013\n\n{text}", "C 353 E", ()
        yield (
            code,
            f"{name}\n{iso}\n{own['series'][0]}\n\nC/2024/9345\n\n3.12.2013\n\n{text}",
            "C/2024/9345",
            ("C/2024/9345", "http://data.europa.eu/eli/C/2024/9345/oj"),
        )
        short = table["ep"]["journal"][0].removesuffix(" {text}")
        cited = f"{short} C 353E, 3.12.2013 (BG, ES, CS)"
        yield code, f"Document 52015IP9506\n\n{cited}\n\n{text}", "C 353 E", ("52015IP9506", cited)


@pytest.mark.parametrize(("code", "head", "issue", "aliases"), list(heads()))
def test_a_text_says_where_it_was_printed(code: str, head: str, issue: str, aliases: tuple[str, ...]) -> None:
    conversion = convert_text(f"{head}\n\n{pieces()[code]['body']}")
    xml = conversion.xml.decode()
    printed = re.search(r'<publication date="([^"]*)" name="[^"]*" showAs="[^"]*" number="([^"]*)"/>', xml)
    assert printed is not None
    assert printed.groups() == ("2013-12-03", issue)
    assert all(f'value="{alias}"' in xml for alias in aliases)
    assert conversion.report.date == "2015-05-06"  # the issue's is not the text's
    assert conversion.clean
    assert not conversion.report.unrecognised


@pytest.mark.parametrize(
    "line",
    [
        "OJ C 158, 30.4.2021, p. 24, says that bells ring",
        "the Official Journal of the European Union of 3.12.2013",
        "C 353 E/76 and others",
        "Document 52016DP9330 was sent to all towns of the Union",
        "6 May 2015",
    ],
)
def test_a_sentence_is_no_head_of_a_page(line: str) -> None:
    assert journal_lines(idiom_of(institutions.load("ep"), load("eng"))).running(line) is None


def test_without_the_day_of_the_issue_there_is_no_publication() -> None:
    words = pieces()["eng"]
    conversion = convert_text(f"P8_TA(2015)9506\n\n{words['adopted']}\n\n(2018/C 204/31)\n\n{words['body']}")
    assert b"<publication" not in conversion.xml
    assert b'name="oj" value="2018/C 204/31"' in conversion.xml
    assert TODAY.isoformat() not in conversion.report.iri
