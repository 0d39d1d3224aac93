"""Render, compare, mend, show pages, and what is kept in the library: over HTTP as from the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from akn.rendering import FORMS, render
from akn.tree.parse import root_in
from tests.readers.printing_pdf import Put, pdf
from tests.web.conftest import SHORTEST, VALID
from tests.web.test_api import problem_of

FRENCH = Path("tests/samples/fra/ambient-monitoring.txt.xml").read_bytes()
ENGLISH = Path("tests/samples/eng/ambient-monitoring.txt.xml").read_bytes()
CHANGED = VALID.replace(b"sleep", b"slumber")
PRINTED = pdf([[Put(70, 700, 11, "The European Parliament,")], [Put(70, 600, 20, "1. Calls for kettles;")]])


def files(*contents):
    return [("file", (f"{n}.xml", content)) for n, content in enumerate(contents)]


@pytest.mark.parametrize("form", [one for one in FORMS["tree"] if one != "parquet"])
def test_each_form_is_that_of_render(client, form):
    answer = client.post("/render", params={"to": form, "name": "a.xml"}, content=VALID)
    assert answer.status_code == 200
    if form not in {"jsonl", "csv"}:
        assert answer.text == render(root_in(VALID, "a.xml"), form)
    assert "/" in answer.headers["content-type"]


def test_rows_of_several_documents_are_one_table(client):
    pytest.importorskip("pyarrow")
    rows = client.post("/render", params={"to": "csv"}, files=files(VALID, FRENCH)).text.splitlines()
    assert {row.partition("@")[0][-3:] for row in rows[1:]} == {"eng", "fra"}
    import pyarrow.parquet

    answer = client.post("/render", params={"to": "parquet"}, files=files(VALID, FRENCH))
    assert pyarrow.parquet.read_table(io.BytesIO(answer.content)).num_rows == len(rows) - 1


def test_versions_stand_side_by_side(client):
    answer = client.post("/render", params={"beside": "1"}, files=files(ENGLISH, FRENCH))
    assert answer.headers["content-type"].startswith("text/html")
    assert 'lang="fr"' in answer.text


@pytest.mark.parametrize(
    ("path", "params", "contents", "said"),
    [
        ("/render", {"to": "html"}, (VALID, VALID), "one at a time"),
        ("/render", {"to": "colour"}, (VALID,), "one of"),
        ("/render", {"to": "text", "beside": "1"}, (ENGLISH, FRENCH), "are a page"),
        ("/render", {}, (b"<html/>",), "no Akoma Ntoso"),
        ("/render", {}, (b"<akomaNtoso",), "XML"),
        ("/render", {"beside": "1"}, (VALID, FRENCH), "work"),
        ("/compare", {}, (VALID,), "two or more"),
        ("/compare", {"to": "html"}, (VALID, VALID, VALID), "form"),
        ("/pages", {}, (VALID,), "no PDF"),
        ("/pages", {}, (b"%PDF-1.4 nonsense",), "PDF"),
    ],
)
def test_what_cannot_be_done_is_a_problem_with_a_sentence(client, path, params, contents, said):
    assert said in problem_of(client.post(path, params=params, files=files(*contents)), 422)


def test_clauses_are_compared(client):
    answer = client.post("/compare", files=files(VALID, CHANGED)).json()
    assert "changed" in {link["verdict"] for link in answer["links"]}
    page = client.post("/compare", params={"to": "html"}, files=files(VALID, CHANGED))
    assert "<ins>" in page.text
    table = client.post("/compare", params={"to": "json", "lineage": "1"}, files=files(VALID, CHANGED, VALID))
    assert table.status_code == 200


def test_mends_come_piece_by_piece_and_make_what_fix_makes(client):
    from akn.validation.checker import Checker, Request
    from akn.validation.fixing import fixed

    broken = VALID.replace(b'eId="para_1"', b'eId="para_7"').replace(
        b'eId="recs_1__rec_A"', b'eId="recs_1__rec_Q"'
    )
    mends = client.post("/validate", params={"fix": "1"}, content=broken).json()["mends"]
    assert len(mends) > 1
    lines = broken.decode().split("\n")
    for one in reversed(mends):
        start = one["line"] - 1
        assert lines[start : start + len(one["old"])] == one["old"]
        lines[start : start + len(one["old"])] = one["new"]
    assert "\n".join(lines).encode() == fixed(broken, Checker(Request()).rules)
    assert client.post("/validate", params={"fix": "1"}, content=VALID).json()["mends"] == []


def test_a_trace_tells_what_was_read_and_what_each_line_became(client):
    answer = client.post("/convert", params={"trace": "1"}, content=SHORTEST).json()
    read = dict(map(tuple, answer["read"]))
    assert {answer["roles"][str(n)] for n, text in read.items() if "whereas" in text} == {"recital"}
    assert answer["html"] == render(root_in(answer["xml"].encode(), ""), "html")
    assert "html" not in client.post("/convert", content=SHORTEST).json()
    assert (
        client.post("/validate", params={"trace": "1"}, content=VALID).json()["html"].startswith("<!DOCTYPE")
    )
    assert client.post("/validate", params={"trace": "1"}, content=b"<a").json()["html"] == ""


def test_hints_are_heeded_in_a_form_and_in_an_address(client):
    text = "[[hints]]\nline = 'Says who'\nrole = 'point'\n"
    body = SHORTEST.replace(b"1.  ", b"Says who\n\n1.  ", 1)

    def codes(answer):
        return [f["code"] for f in answer.json()["report"]["findings"] if f["code"].startswith("HIN")]

    assert codes(client.post("/convert", params={"hints": text}, content=body))
    assert codes(client.post("/convert", data={"hints": text}, files={"file": ("a.txt", body)}))
    wrong = client.post("/convert", params={"hints": text.replace("point", "ruler")}, content=body)
    assert "line 3" in problem_of(wrong, 422)


def test_pages_of_a_pdf_are_shown_with_the_places_of_their_lines(client):
    pytest.importorskip("pypdfium2")
    sight = client.post("/pages", content=PRINTED).json()
    assert [page for page, *_ in sight["lines"].values()] == [1, 2]
    _, left, top, right, bottom = sight["lines"]["2"]
    assert 0 < left < right < 1
    assert top < 1 - 600 / 842 < bottom
    picture = client.post("/pages", params={"page": "2"}, content=PRINTED)
    assert picture.headers["content-type"] == "image/png"
    rows = darkened(picture.content)
    high = len(rows)
    assert all(top - 0.01 < n / high < bottom + 0.01 for n, dark in enumerate(rows) if dark)
    assert any(rows)
    assert "no page 3" in problem_of(client.post("/pages", params={"page": "3"}, content=PRINTED), 404)


def darkened(png):
    """For each row of a picture whether anything is printed in it."""
    import struct
    import zlib

    width, height = struct.unpack(">II", png[16:24])
    data = b""
    at = 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += 12 + size
    raw = zlib.decompress(data)
    deep = len(raw) // height // width
    step = width * deep + 1
    return [min(raw[n * step + 1 : (n + 1) * step]) < 128 for n in range(height)]


# ------------------------------------------------------------------ the library


@pytest.fixture
def shelf(tmp_path):
    from starlette.testclient import TestClient

    from akn.web import Limits, application

    with TestClient(application(Limits(workers=1), library=str(tmp_path / "new"))) as opened:
        yield opened


def test_what_was_made_is_deposited_read_compared_and_counted(shelf):
    assert shelf.post("/deposit", params={"name": "a.xml"}, content=VALID).json()["outcome"] == "added"
    assert shelf.post("/deposit", content=VALID).json()["outcome"] == "unchanged"
    for one in (ENGLISH, FRENCH):
        assert shelf.post("/deposit", content=one).json()["outcome"] == "added"
    bad = VALID.replace(b"<mainBody", b"<body").replace(b"</mainBody", b"</body")
    bad = shelf.post("/deposit", params={"name": "b.xml"}, content=bad)
    assert bad.json()["outcome"] == "refused"
    assert "not valid" in bad.json()["reason"]
    found = shelf.get("/find").json()["documents"]
    assert len(found) == 3
    (one,) = [d for d in found if d["title"] == "quiet hours"]
    two = next(d for d in found if d["language"] == "fra")
    assert shelf.get("/get", params={"iri": one["expression"]}).content == VALID
    assert "<main" in shelf.get("/get", params={"iri": one["expression"], "to": "html"}).text
    beside = shelf.get("/compare", params={"a": two["work"], "to": "html"})
    assert 'lang="en"' in beside.text
    assert 'lang="fr"' in beside.text
    links = shelf.get("/compare", params={"a": one["expression"], "b": two["expression"]}).json()["links"]
    assert links
    assert "one language" in problem_of(shelf.get("/compare", params={"a": one["work"]}), 422)
    assert "<svg" in shelf.get("/overview").text
    assert shelf.get("/overview", params={"to": "csv"}).text.count("\n") > 3


def test_many_are_deposited_line_by_line(shelf):
    answer = shelf.post("/deposit", files=files(VALID, b"<a", FRENCH))
    assert [json.loads(line)["outcome"] for line in answer.text.splitlines()] == ["added", "refused", "added"]


def test_a_path_is_no_name_of_a_document(client):
    for path in ("../../../../etc/passwd", "/etc/passwd", "%2e%2e%2fpage.py", "%00", "file:///etc/passwd"):
        assert client.get("/get", params={"iri": path}).status_code in {404, 422}
        assert client.get("/get", params={"iri": "/akn", "part": path}).status_code in {404, 422}
        assert client.get(f"/page/{path}").status_code in {400, 404}
