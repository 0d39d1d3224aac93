"""IRIs at every level: what is built can be read, and what others write can be read too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.tree.iri import NONE, Iri, WorkIri, current, number_piece, title_piece, work_iri

TEMPLATE = "/akn/{country}/statement/{kind}/ep/{date}/{number}"


@pytest.mark.parametrize(
    ("iri", "pieces"),
    [
        (
            "/akn/eu/statement/motionForResolution/ep/2021-02-09/B9-9145-2021",
            ("eu", "statement", ("motionForResolution", "ep"), "2021-02-09", "B9-9145-2021"),
        ),
        (
            "/akn/eu/statement/motionForResolution/ep/nn/B9-9101-2021",
            ("eu", "statement", ("motionForResolution", "ep"), "nn", "B9-9101-2021"),
        ),
        ("https://example.org/akn/za-wc/act/1996/1", ("za-wc", "act", (), "1996", "1")),
        ("/akn/rt/act/law/1996-02/1/", ("rt", "act", ("law",), "1996-02", "1")),
        ("/akn/rt/act/1996", ("rt", "act", (), "1996", "")),
        ("/akn/rt/act/1996/nn", ("rt", "act", (), "1996", "nn")),
    ],
)
def test_a_work_iri_is_taken_apart(iri: str, pieces: tuple[str, str, tuple[str, ...], str, str]) -> None:
    assert WorkIri.read(iri) == WorkIri(*pieces)


@pytest.mark.parametrize(
    "iri", ["", "/akn/", "https://example.org/id/act/2014/27", "/akn/eu/act/a/b/c/2021/1", "#x"]
)
def test_what_is_no_work_iri_is_not_taken_apart(iri: str) -> None:
    assert WorkIri.read(iri) is None


def test_what_stands_for_nothing_says_nothing() -> None:
    undated = WorkIri.read("/akn/rt/act/nn/nn")
    assert undated is not None
    assert (undated.dated, undated.numbered) == ("", "")
    dated = WorkIri.read("/akn/rt/act/1996/7")
    assert dated is not None
    assert (dated.dated, dated.numbered) == ("1996", "7")


@given(
    date=st.none() | st.dates().map(str),
    number=st.none() | st.from_regex(r"[A-Z][0-9]-[0-9]{4}/[0-9]{4}", fullmatch=True),
    title=st.text(),
)
def test_what_is_built_is_read(date: str | None, number: str | None, title: str) -> None:
    iri = work_iri(TEMPLATE, country="eu", kind="motion", date=date, number=number, title=title)
    read = WorkIri.read(iri)
    assert read is not None
    assert (read.country, read.type, read.middle) == ("eu", "statement", ("motion", "ep"))
    assert read.date == (date or NONE)
    assert str(read) == iri


WORK = "/akn/eu/statement/motion/ep/nn/B9-9101-2021"


def test_every_level_is_read_as_it_was_built() -> None:
    iri = Iri(WORK, "eng", "2021-02-08")
    assert Iri.read(iri.expression) == iri
    assert Iri.read(iri.manifestation) == Iri(WORK, "eng", "2021-02-08", form="xml")
    assert Iri.read(iri.this("work")) == Iri(WORK, component="main")
    assert Iri.read(iri.this("expression", "annex_1")) == Iri(WORK, "eng", "2021-02-08", "annex_1")
    assert Iri.read(iri.this("manifestation")) == Iri(WORK, "eng", "2021-02-08", "main", "xml")
    undated = Iri(WORK, "eng")
    assert Iri.read(undated.expression) == undated


@pytest.mark.parametrize(
    ("iri", "read"),
    [
        ("/akn/rt/act/2021/1/eng:2021-02-08", Iri("/akn/rt/act/2021/1", "eng", "2021-02-08")),
        ("/akn/rt/act/2021/1/eng@!main", Iri("/akn/rt/act/2021/1", "eng", "", "main")),
        ("/rt/act/2021/1/eng@2021/main.xml", Iri("/rt/act/2021/1", "eng", "2021")),
        ("/akn/rt/act/2021/1/!main~art_5#x", Iri("/akn/rt/act/2021/1", component="main")),
        ("https://example.org/akn/rt/act/2021/1/eng@", Iri("https://example.org/akn/rt/act/2021/1", "eng")),
        ("https://example.org/rt/1/eng@2021", Iri("https://example.org/rt/1", "eng", "2021")),
        ("#para_1", Iri("")),
    ],
)
def test_what_others_write_is_read(iri: str, read: Iri) -> None:
    assert Iri.read(iri) == read


@pytest.mark.parametrize(
    "iri",
    [
        "https://example.org/a.html",
        "https://example.org/tv@home",
        "https://example.org/en:notes/1",
        "urn:x:y",
    ],
)
def test_what_is_not_of_the_convention_is_left_whole(iri: str) -> None:
    assert Iri.read(iri) == Iri(iri)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("B9-0145/2021", "b9-0145-2021"),
        ("RC‑B10‑0249/2025", "rc-b10-0249-2025"),
        ("P9_TA(2021)0055", "p9_ta-2021-0055"),
        ("2021/2544(RSP)", "2021-2544-rsp"),
        ("…", "nn"),
    ],
)
def test_a_number_is_written_in_letters_that_repositories_take(printed: str, written: str) -> None:
    assert number_piece(printed) == written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("quiet hours", "quiet-hours"),
        ("les villes côtières d’Œuvre", "les-villes-cotieres-d-oeuvre"),
        ("мониторинга на шума", "monitoringa-na-shuma"),
        ("Überwachung", "uberwachung"),
    ],
)
def test_a_title_is_written_in_one_script(title: str, written: str) -> None:
    assert title_piece(title) == written


def test_a_procedure_goes_before_a_title_and_a_digest_stands_where_nothing_else_tells() -> None:
    about = {"country": "eu", "kind": "motionForResolution", "date": "2024"}
    assert work_iri(TEMPLATE, **about, number=None, procedure="2021/2544(RSP)", title="bees").endswith(
        "/motion-for-resolution/ep/2024/2021-2544-rsp"
    )
    assert work_iri(TEMPLATE, **about, number=None, title="", digest="0123").endswith("/2024/text-0123")


@pytest.mark.parametrize(
    ("older", "today_s"),
    [
        (
            "/akn/eu/statement/motionForResolution/ep/2021-02-09/B9-0145-2021",
            "/akn/eu/statement/motion-for-resolution/ep/2021-02-09/b9-0145-2021",
        ),
        (
            "/akn/eu/statement/resolution/ep/2020-01-01/villes-côtières/fra@2020-01-01/!main#para_1",
            "/akn/eu/statement/resolution/ep/2020-01-01/villes-cotieres/fra@2020-01-01/!main#para_1",
        ),
        ("https://example.org/A", "https://example.org/A"),
        ("B9-0145/2021", "B9-0145/2021"),
    ],
)
def test_an_older_address_is_written_as_today(older: str, today_s: str) -> None:
    assert current(older) == today_s
    assert current(today_s) == today_s
