"""A text as it was meant: invisible characters, marks of a quotation, escapes, letters that look like digits."""

from __future__ import annotations

import unicodedata

import pytest

from akn.model.source import Line
from akn.pipeline import Options, convert
from akn.readers import read_bytes
from tests.conftest import TODAY

ACT = """European Parliament resolution of 6 May 2015 on quiet hours

The European Parliament,

–  having regard to the Treaty,

A.  whereas sleep is good for the development of all;

1.  Calls for quiet;

2.  Asks for an agreement;

3.  Instructs its President to forward this resolution to the Council.
"""
GERMAN = """Entschließung des Europäischen Parlaments vom 6. Mai 2015 zu ruhigen Stunden

Das Europäische Parlament,

–  unter Hinweis auf die Verträge,

A.  in der Erwägung, dass Schlaf für alle Menschen nützlich ist;

1.  fordert Ruhe für die Bürger der Städte und Dörfer;

2.  beauftragt seinen Präsidenten, diese Entschließung dem Rat zu übermitteln.
"""


def texts(content: str | bytes, name: str = "a.txt") -> list[str]:
    source = read_bytes(content if isinstance(content, bytes) else content.encode(), name)
    return [piece.text for piece in source.pieces if isinstance(piece, Line)]


def codes(content: str, name: str = "a.txt") -> list[str]:
    return [finding.code for finding in read_bytes(content.encode(), name).findings]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("A.", "\u200bA.").replace("1.", "1.\u2060"),
        lambda text: text.replace("development", "devel\u00adop\u00adment"),
        lambda text: text.replace("quiet", "\u202aquiet\u202c").replace("sleep", "sl\ufeffeep"),
        lambda text: text.replace("\n", "\u2028"),
        lambda text: text.replace("\n\n", "\u2029"),
        lambda text: text.replace("\n", "\x85"),
        lambda text: text.replace("\n\n", "\x0b\x0b"),
        lambda text: text.replace("2.  Asks", "\f2.  Asks"),
        lambda text: "".join(f"> {line}\n" for line in text.split("\n")),
        lambda text: "".join(f">> {line}\n" for line in text.split("\n")),
        lambda text: "".join(f">{line}\n" for line in text.split("\n")),
        lambda text: text.replace("1. ", "1\\. ").replace("2. ", "2\\. ").replace("3. ", "3\\. "),
        lambda text: text.replace("1. ", "**1.** ").replace("2. ", "**2.** ").replace("3. ", "**3.** "),
        lambda text: text.replace("1. ", "__1.__ ").replace("2. ", "__2.__ ").replace("3. ", "__3.__ "),
        lambda text: text.replace("1. ", "l. "),
        lambda text: text.replace("1. ", "I. "),
        lambda text: "".join(f"| {line}\n" for line in text.split("\n")),
        lambda text: "".join(f"// {line}\n" for line in text.split("\n")),
        lambda text: "".join(f"{line}\\\n" if line else "\n" for line in text.split("\n")),
        lambda text: text.replace("The European Parliament,", "_The European Parliament,_"),
        lambda text: text.replace("The European Parliament,", "***The European Parliament,***"),
        lambda text: f"# {text}",
        lambda text: text.replace("  ", "&nbsp; ").replace("–", "&#8211;"),
        lambda text: "".join(f"{n:>4}  {line}\n" for n, line in enumerate(text.split("\n"), 1)),
        lambda text: "".join(f"<p>{line}</p>\n" for line in text.split("\n") if line),
    ],
)
def test_what_is_no_word_of_the_text_changes_nothing(change: object) -> None:
    assert callable(change)
    changed = convert(change(ACT).encode(), Options(today=TODAY))
    whole = convert(ACT.encode(), Options(today=TODAY))
    assert _said(changed.xml) == _said(whole.xml)
    assert changed.clean
    assert changed.report.lost == ()


def _said(xml: bytes) -> list[str]:
    from lxml import etree  # here alone

    root = etree.fromstring(xml)
    return [
        " ".join("".join(map(str, e.itertext())).split())
        for e in root.iter("{*}citation", "{*}recital", "{*}paragraph")
    ]


def test_letters_and_their_accents_are_put_together() -> None:
    apart = unicodedata.normalize("NFD", GERMAN)
    assert apart != GERMAN
    changed = convert(apart.encode(), Options(today=TODAY))
    assert _said(changed.xml) == _said(convert(GERMAN.encode(), Options(today=TODAY)).xml)
    assert changed.clean


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_what_was_done_is_told_with_its_line(name: str) -> None:
    content = (
        "<p>\nqui&shy;et <b>ho</b>\u200burs</p>" if name == "a.html" else "\n\nqui\u00adet ho\u200burs\n"
    )
    assert "".join(texts(content, name)) == "quiet hours"
    found = [f for f in read_bytes(content.encode(), name).findings if f.code == "NOR001"]
    assert found
    assert {f.line for f in found} <= {2, 3}


def test_a_soft_hyphen_that_ends_a_line_or_begins_it_keeps_its_meaning() -> None:
    assert texts("devel\u00ad\nopment\n\n\u00ad having regard\n") == [
        "devel\u00ad",
        "opment",
        "\u00ad having regard",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "one\n\n> a quotation within\n\ntwo\n\nthree\n\nfour\n",
        "A path C:\\bells and a * star, 5 > 4, _so_ it is\n",
        "H.  whereas one;\n\nI.  whereas two;\n\nJ.  whereas three;\n\n1.  Calls;\n\n2.  Asks;\n",
        "I.  First part\n\nII.  Second part\n",
        "k.  one\n\nl.  two\n\nm.  three\n",
        "text with **bold** words, and 2 ** 3\n",
        "AT&T; and R&D; are firms &c\n",
        "\n".join(["Bells", *(f"{n} OJ C {n}." for n in range(1, 9)), *(["Bells again"] * 20)]),
    ],
)
def test_what_is_meant_so_stays(text: str) -> None:
    assert texts(text) == [line.strip() for line in text.split("\n") if line]
    assert codes(text) == []


def test_letters_read_for_digits_are_told() -> None:
    text = "9.  Nine\n\nl0.  Ten\n\n1l.  Eleven\n\n12.  Twelve\n"
    assert texts(text) == ["9.  Nine", "10.  Ten", "11.  Eleven", "12.  Twelve"]
    assert [(f.code, f.line) for f in read_bytes(text.encode(), "a.txt").findings] == [
        ("NOR002", 3),
        ("NOR002", 5),
    ]


@pytest.mark.parametrize(("before", "after"), [('"', '"'), ("«", "»"), ("“", "”")])
def test_quotation_marks_around_each_line_go(before: str, after: str) -> None:
    quoted = "\n".join(f"{before}{line}{after}" if line else line for line in ACT.split("\n"))
    assert texts(quoted) == texts(ACT)
    assert codes(quoted) == ["NOR001"]


def test_quotation_marks_that_stand_around_some_lines_only_stay() -> None:
    text = ACT.replace("1.  Calls for quiet;", '"1.  Calls for quiet;"')
    assert texts(text) == [line for line in text.split("\n") if line]


@pytest.mark.parametrize("every", [2, 5])
def test_numbers_of_every_so_many_lines_go_in_a_short_text(every: int) -> None:
    lines = ACT.rstrip("\n").split("\n")
    counted = "\n".join(f"{n if n % every == 0 else '':>3} {line}" for n, line in enumerate(lines, 1))
    assert texts(counted) == [line for line in lines if line]
