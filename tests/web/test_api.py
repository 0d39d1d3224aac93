"""The API: the verbs over HTTP, their limits, and what goes wrong told as problems."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from http import HTTPStatus

import jsonschema
import pytest
from starlette.testclient import TestClient

from akn.web import Limits, application, workers
from akn.web.openapi import document
from akn.web.page import PAGE
from akn.web.problems import Problem
from tests.web.conftest import SHORTEST, VALID


def problem_of(answer, status):
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    jsonschema.validate(told, document()["components"]["schemas"]["Problem"])
    assert told["status"] == status
    return told["detail"]


def test_a_text_comes_back_as_xml_with_its_report(client):
    answer = client.post("/convert", content=SHORTEST).json()
    assert answer["clean"]
    assert answer["xml"].startswith("<?xml")
    assert answer["report"]["counts"]["recitals"] == 1


def test_each_part_says_in_which_line_it_begins(client):
    lines = client.post("/convert", content=SHORTEST).json()["lines"]
    source = SHORTEST.decode().splitlines()
    assert "whereas" in source[lines["recs_1__rec_A"] - 1]
    assert source[lines["para_1"] - 1].startswith("1.")


def test_what_the_user_says_of_a_text_is_believed(client):
    answer = client.post("/convert", params={"date": "1998", "enrich": "false"}, content=SHORTEST).json()
    assert answer["report"]["date"] == "1998"
    assert not answer["report"]["references"]["references"]


def test_several_resolutions_become_a_document_each_when_split(client):
    both = SHORTEST + b"\n\n" + SHORTEST.replace(b"quiet hours", b"quiet days")
    assert len(client.post("/convert", params={"split": "1"}, content=both).json()["documents"]) == 2


def test_a_form_may_carry_the_text(client):
    part = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/convert", content=part + SHORTEST + b"\r\n--x--\r\n", headers=headers)
    assert answer.json()["clean"]
    files = {"file": ("motion.txt", SHORTEST)}
    assert client.post("/convert", files=files).json()["report"]["source"] == "motion.txt"


def test_several_files_come_back_line_by_line_and_a_bad_one_costs_no_other(client):
    files = [("file", ("a.txt", SHORTEST)), ("file", ("b.txt", b"nothing")), ("file", ("c.txt", SHORTEST))]
    answer = client.post("/convert", files=files)
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["name"] for line in lines] == ["a.txt", "b.txt", "c.txt"]
    assert ["problem" in line for line in lines] == [False, True, False]


def test_akoma_ntoso_is_checked(client):
    assert client.post("/validate", content=VALID).json()["valid"]
    broken = client.post(
        "/validate", content=VALID.replace(b"<mainBody", b"<body").replace(b"</mainBody", b"</body")
    )
    assert not broken.json()["valid"]
    assert broken.json()["findings"][0]["help"]


def test_the_library_is_searched_and_read(client):
    found = client.get("/find", params={"q": "sleep"}).json()["documents"]
    assert [one["title"] for one in found] == ["quiet hours"]
    content = client.get("/get", params={"iri": found[0]["expression"]}).content
    assert content == VALID


def test_a_name_that_nothing_bears_is_not_found(client):
    assert "nothing is kept" in problem_of(client.get("/get", params={"iri": "nobody"}), 404)


def test_without_a_library_there_is_none():
    with TestClient(application(Limits(workers=1))) as bare:
        assert "--library" in problem_of(bare.get("/find"), 404)


@pytest.mark.parametrize(
    ("path", "params", "body", "status", "said"),
    [
        ("/convert", {}, b"", 400, "empty"),
        ("/convert", {}, b"no resolution at all", 422, "resolution"),
        ("/convert", {"enrich": "perhaps"}, SHORTEST, 422, "true or false"),
        ("/convert", {"colour": "red"}, SHORTEST, 422, "not known"),
        ("/convert", {"language": "xxx"}, SHORTEST, 422, "xxx"),
        ("/convert", {"encoding": "nonsense"}, SHORTEST, 422, "nonsense"),
        ("/validate", {"profile": "nonsense"}, VALID, 422, "nonsense"),
        ("/convert", {}, b"x" * 1_000_001, 413, "larger than 1 MB"),
        ("/convert", {}, b"\xff\xfe\x00\x01\x02" * 9, 422, ""),
    ],
)
def test_what_cannot_be_done_is_a_problem_with_a_sentence(client, path, params, body, status, said):
    assert said in problem_of(client.post(path, params=params, content=body), status)


def test_a_body_without_a_length_is_read_no_further_than_allowed(client):
    def pieces():
        for _ in range(30):
            yield b"x" * 100_000

    assert "larger" in problem_of(client.post("/convert", content=pieces()), 413)


def test_a_body_that_is_not_what_it_says_is_a_problem(client):
    headers = {"content-type": "multipart/form-data; boundary=x"}
    assert "multipart" in problem_of(client.post("/convert", content=b"--y\r\nno", headers=headers), 400)
    headers = {"content-type": "multipart/form-data"}
    assert "multipart" in problem_of(client.post("/convert", content=b"no", headers=headers), 400)


@pytest.mark.parametrize(("method", "path", "status"), [("PUT", "/convert", 405), ("GET", "/nowhere", 404)])
def test_what_is_not_here_is_a_problem_too(client, method, path, status):
    assert "/openapi.json" in problem_of(client.request(method, path), status)


def test_a_wrong_date_is_named_with_its_form(client):
    assert "YYYY-MM-DD" in problem_of(client.get("/find", params={"since": "yesterday"}), 422)


def test_a_server_with_a_key_wants_it_of_every_request():
    with TestClient(application(Limits(workers=1), key="secret")) as locked:
        assert "key" in problem_of(locked.post("/convert", content=SHORTEST), 401)
        wrong = {"authorization": "Bearer guess"}
        assert "key" in problem_of(locked.post("/convert", content=SHORTEST, headers=wrong), 401)
        right = {"authorization": "Bearer secret"}
        assert locked.post("/convert", content=SHORTEST, headers=right).status_code == HTTPStatus.OK


def test_the_page_asks_no_other_host(client):
    page = client.get("/")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for content, _ in PAGE.values():
        assert b"http://" not in content
        assert b"https://" not in content.replace(rb"^https?:\/\/", b"")


def test_every_file_of_the_page_is_served(client):
    for name, (content, kind) in PAGE.items():
        answer = client.get(f"/page/{name}")
        assert (answer.content, answer.headers["content-type"]) == (content, kind)


def test_the_openapi_document_describes_every_route(client):
    described = {
        (path, method.upper())
        for path, methods in client.get("/openapi.json").json()["paths"].items()
        for method in methods
    }
    verbs = {
        (route.path, method)
        for route in client.app.routes
        for method in route.methods - {"HEAD"}
        if route.path not in {"/", "/page/{name}", "/openapi.json"}
    }
    assert described == verbs


# ------------------------------------------------------------------ workers


class Pretended(workers.Worker):
    """A worker that is asked in this process, in a thread, and may be told to hang or to die."""

    def __init__(self):
        self.ended = False

    @property
    def alive(self):
        return not self.ended

    def ask(self, name, values, seconds):
        del seconds
        if name == "hang":
            raise TimeoutError
        if name == "die":
            raise EOFError
        return values

    def end(self):
        self.ended = True


@pytest.fixture
def pretended(monkeypatch):
    monkeypatch.setattr(workers, "Worker", Pretended)


@pytest.mark.usefixtures("pretended")
@pytest.mark.parametrize(("work", "status"), [("hang", 504), ("die", 500)])
def test_a_worker_that_hangs_or_dies_takes_its_request_alone_with_it(work, status):
    async def run():
        served = workers.Workers(Limits(workers=1))
        with pytest.raises(Problem) as caught:
            await served.do(work, {})
        assert caught.value.status == status
        assert await served.do("echo", {"n": 1}) == {"n": 1}

    asyncio.run(run())


@pytest.mark.usefixtures("pretended")
def test_more_requests_than_may_wait_are_turned_away():
    async def run():
        served = workers.Workers(Limits(workers=1, waiting=2))

        async def asked(n):
            with served.room():
                return await served.do("echo", {"n": n})

        answers = await asyncio.gather(*(asked(n) for n in range(6)), return_exceptions=True)
        turned = [one for one in answers if isinstance(one, Problem)]
        assert len(turned) == 3
        assert {one.status for one in turned} == {HTTPStatus.SERVICE_UNAVAILABLE}
        assert await served.do("echo", {"n": 9}) == {"n": 9}

    asyncio.run(run())


def test_a_real_worker_that_is_killed_is_replaced(library):
    served = application(Limits(workers=1), library=library)
    with TestClient(served) as opened:
        assert opened.post("/convert", content=SHORTEST).status_code == HTTPStatus.OK
        import multiprocessing

        for child in multiprocessing.active_children():
            os.kill(child.pid, signal.SIGKILL)
        first = opened.post("/convert", content=SHORTEST)
        assert first.status_code in {HTTPStatus.OK, HTTPStatus.INTERNAL_SERVER_ERROR}
        assert opened.post("/convert", content=SHORTEST).status_code == HTTPStatus.OK


def test_work_that_takes_too_long_is_ended():
    with TestClient(application(Limits(workers=1, seconds=0.001))) as hasty:
        assert "--timeout" in problem_of(hasty.post("/convert", content=SHORTEST), 504)
