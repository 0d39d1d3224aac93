"""What a document is called: dates that are known in part, links as deep as their words, texts that have no name."""

from __future__ import annotations

import pytest

import akn
from akn.pipeline import Options
from akn.recognition import Wishes
from tests.conftest import TODAY

BODY = """
The European Parliament,

–  having regard to Rule 48 of its Rules of Procedure,

A.  whereas pilots are few:

(a)  in winter;

(b)  in storms;

1.  Calls for more pilots;

2.  Calls on the Member States to:

(a)  count their pilots:

(i)  by name;

(ii)  by harbour;

(b)  pay them;

3.  {recalls};

4.  Instructs its President to forward this resolution to the Council.
"""


def convert(head: str = "", recalls: str = "Recalls paragraph 2", **wishes: object) -> akn.Conversion:
    text = head + BODY.format(recalls=recalls)
    return akn.convert(text, Options(wishes=Wishes(**wishes), today=TODAY))  # type: ignore[arg-type]


def work(conversion: akn.Conversion) -> str:
    return conversion.tree.find(".//{*}FRBRWork/{*}FRBRuri").get("value")


def links(conversion: akn.Conversion) -> list[str]:
    return [ref.get("href") for ref in conversion.tree.iter("{*}ref") if ref.get("href").startswith("#")]


def test_the_year_of_a_number_is_the_date_of_the_address_and_of_nothing_else() -> None:
    conversion = convert("B10-9042/2024\n\nMotion for a resolution on pilots\n")
    assert work(conversion) == "/akn/eu/statement/motion-for-resolution/ep/2024/b10-9042-2024"
    assert {date.get("name") for date in conversion.tree.iter("{*}FRBRdate")} == {"markup"}
    assert conversion.tree.find(".//{*}workflow") is None
    assert [f.code for f in conversion.report.findings] == ["COV007"]
    assert conversion.report.date == "2024"


def test_the_year_of_a_celex_number_is_that_of_a_text_without_a_day() -> None:
    conversion = convert("Document 51997IP9200\n\nEuropean Parliament resolution on pilots\n")
    assert work(conversion) == "/akn/eu/statement/resolution/ep/1997/pilots"
    assert "COV007" in [f.code for f in conversion.report.findings]


@pytest.mark.parametrize("day", ["1998", "1998-03", "1998-03-12"])
def test_the_user_may_say_a_date_as_far_as_it_is_known(day: str) -> None:
    assert f"/ep/{day}/" in work(convert("European Parliament resolution on pilots\n", date=day))


def test_a_text_without_number_date_and_title_is_called_by_its_words() -> None:
    one, again, other = convert(), convert("\n\n"), convert(recalls="Recalls paragraph 1")
    assert work(one) == work(again) != work(other)
    assert work(one).startswith("/akn/eu/statement/resolution/ep/nn/text-")


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("point (b) of paragraph 2", "para_2__list_1__point_b"),
        ("paragraph 2, point (b)", "para_2__list_1__point_b"),
        ("point (ii) of point (a) of paragraph 2", "para_2__list_1__point_a__list_1__point_ii"),
        ("point (a) of recital A", "recs_1__rec_A__list_1__item_a"),
        ("paragraph 2", "para_2"),
    ],
)
def test_a_link_goes_as_deep_as_its_words(words: str, target: str) -> None:
    conversion = convert(recalls=f"Recalls {words}")
    assert links(conversion) == [f"#{target}"]
    assert conversion.tree.find(f".//*[@eId='{target}']") is not None
    (ref,) = (r for r in conversion.tree.iter("{*}ref") if r.get("href") == f"#{target}")
    assert "".join(ref.itertext()) == words


def test_a_point_that_is_not_there_is_no_target() -> None:
    assert links(convert(recalls="Recalls point (c) of paragraph 2")) == []
    assert links(convert(recalls="Recalls point (b) of paragraph 1")) == []


def test_what_could_not_be_resolved_is_marked_and_is_no_link() -> None:
    conversion = convert(recalls="Recalls its resolution of 3 May 2018 on sand")
    marked = {"".join(e.itertext()): e.get("name") for e in conversion.tree.iter("{*}inline")}
    assert marked["resolution of 3 May 2018"] == "unresolvedReference"
    assert {u.text for u in conversion.report.unresolved} == set(marked)
    assert all(ref.get("href") for ref in conversion.tree.iter("{*}ref"))


def test_the_title_is_an_alias_with_its_language() -> None:
    conversion = convert("European Parliament resolution of 6 May 2010 on quiet pilots\n")
    (title,) = (a for a in conversion.tree.iter("{*}FRBRalias") if a.get("name") == "title")
    assert title.get("value") == "European Parliament resolution of 6 May 2010 on quiet pilots"
    assert title.get("{http://www.w3.org/XML/1998/namespace}lang") == "eng"


def test_without_the_cover_its_lines_are_listed_and_what_it_said_stays() -> None:
    lines = (
        "B9-9145/2021",
        "16.3.2021",
        "MOTION FOR A RESOLUTION",
        "on quiet",
        "European Parliament resolution on quiet",
    )
    head = "".join(f"{line}\n\n" for line in lines)
    conversion = convert(head, cover=False)
    assert conversion.tree.find(".//{*}coverPage") is None
    assert work(conversion).endswith("/2021-03-16/b9-9145-2021")
    assert conversion.report.lost == ()
    assert "16.3.2021" in {gone.text for gone in conversion.report.dropped}
