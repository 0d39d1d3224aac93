"""Pages that hold no resolution, or only what is left of one."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from akn.errors import AknError, UnreadableError, UnrecognisedError
from akn.pipeline import Options, convert
from akn.readers import read_bytes
from tests.conftest import ROOT, TODAY
from tests.recognition.texts import convert_text, texts

PAGE = (ROOT / "samples" / "eng" / "ferry-timetables.html").read_text(encoding="utf-8")
OTHER_SITE = """<!doctype html><html><head><title>The garden club</title></head><body><h1>The garden club</h1>
<p>The meeting of the club is on the fifth in the hall of the town, and all who like roses are welcome.</p>
</body></html>"""
COOKIES = """<!doctype html><html><body><div id="cookies"><p>This site uses cookies for the comfort of its visitors.
By going on you agree to that.</p><button>Accept</button></div></body></html>"""


@pytest.mark.parametrize(
    "page", ["", "<!doctype html><html><head></head><body></body></html>", "<html><body><nav></nav>"]
)
def test_an_empty_page(page: str) -> None:
    with pytest.raises(UnreadableError, match="empty|no text to be seen"):
        convert(page.encode())


@pytest.mark.parametrize("page", [OTHER_SITE, COOKIES])
def test_a_page_of_something_else_says_what_was_looked_for(page: str) -> None:
    with pytest.raises(UnrecognisedError, match="no resolution of the European Parliament, .* was found"):
        convert(page.encode())


@pytest.mark.parametrize("share", range(5, 100, 5))
def test_a_page_cut_off_anywhere_is_refused_or_keeps_all_it_has(share: int) -> None:
    cut = PAGE[: len(PAGE) * share // 100]
    try:
        conversion = convert(cut.encode(), Options(today=TODAY))
    except AknError as error:
        assert "The European Parliament</span><span>,</span>" not in cut  # either is right
        assert str(error)
        return
    assert conversion.report.number == "RC-B10-9249/2025"
    assert conversion.report.lost == ()
    # Where the cut falls behind a sentence nothing betrays it; what is said besides is a doubt.
    assert {f.code for f in conversion.report.findings if f.severity == "error"} == {
        f.code for f in conversion.report.doubts if f.severity == "error"
    }


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("</p>", ""),
        ("</span>", ""),
        ("</p>", "</div></p></b>"),
        ("<p ", "<p><div "),
        ("</a>", ""),
        ("<main", "<table><tr><main"),
        ("<div>", "<div><i><b>"),
    ],
)
def test_broken_nesting_loses_nothing(was: str, becomes: str) -> None:
    conversion = convert_text(PAGE.replace(was, becomes))
    counts = conversion.report.counts
    assert (counts["citations"], counts["recitals"], counts["paragraphs"], counts["points"]) == (2, 2, 3, 2)


def test_no_script_comes_out() -> None:
    page = PAGE.replace(
        "timetables are printed",
        "<script>alert('kettle')</script><style>p{x:kettle}</style>timetables are printed",
    )
    conversion = convert_text(page)
    assert b"kettle" not in conversion.xml
    assert b"script text" not in conversion.xml
    assert "whereas timetables are printed in three languages only;" in texts(conversion, "p")


def test_a_page_of_twenty_megabytes() -> None:
    filler = "".join(
        f"<p>{n}.&#160;&#160;Calls on ferry {n} to wait{' and to wait' * 2000};</p>\n" for n in range(3, 903)
    )
    at = PAGE.index('<p style="margin-left:28.35pt; text-indent:-28.35pt"><span>3.</span>')
    page = PAGE[:at] + filler + PAGE[at:].replace("<span>3.</span>", "<span>903.</span>", 1)
    assert len(page) > 20_000_000
    assert convert_text(page).report.counts["paragraphs"] == 903


def zip_of(data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.html", data)
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "says"), [(zip_of(b"0" * 10_000_000), "ZIP"), (gzip.compress(b"0" * 10_000_000), "gzip")]
)
def test_a_bomb_named_html_is_not_opened(data: bytes, says: str) -> None:
    assert len(data) < 20_000
    with pytest.raises(UnreadableError, match=says):
        read_bytes(data, "page.html")
