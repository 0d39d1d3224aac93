"""Who may not ask, what may not be sent, and that the next request is served whatever came before."""

from __future__ import annotations

import random
import socket
import zlib
from http import HTTPStatus

import pytest
from starlette.testclient import TestClient

from akn.web import Limits, application
from tests.web.conftest import SHORTEST, VALID
from tests.web.test_api import problem_of


@pytest.fixture(scope="module")
def own():
    with TestClient(
        application(Limits(workers=1, megabytes=1, seconds=10), hosts={"localhost", "127.0.0.1", "::1"}),
        base_url="http://127.0.0.1:8000",
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "[", "localhost.evil"]
)
def test_a_name_from_elsewhere_that_leads_here_is_not_ours(own, host):
    """DNS rebinding: the browser believes that it talks to the page's own server."""
    for method, path in (("GET", "/"), ("GET", "/health"), ("POST", "/convert")):
        answer = own.request(
            method, path, headers={"host": host}, content=SHORTEST if method == "POST" else None
        )
        problem_of(answer, HTTPStatus.MISDIRECTED_REQUEST)


@pytest.mark.parametrize("host", ["localhost:9", "LOCALHOST", "127.0.0.1", "[::1]:8000"])
def test_our_own_names_are(own, host):
    assert own.get("/health", headers={"host": host}).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:3000"},
        {"origin": "http://127.0.0.1:8000.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
    ],
)
def test_a_page_of_another_site_may_send_nothing_and_ask_nothing(own, headers):
    problem_of(own.post("/convert", content=SHORTEST, headers=headers), HTTPStatus.FORBIDDEN)
    problem_of(own.get("/find", headers=headers), HTTPStatus.FORBIDDEN)


def test_our_own_page_may_and_a_link_from_elsewhere_opens_it(own):
    headers = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
    assert own.post("/convert", content=SHORTEST, headers=headers).status_code == HTTPStatus.OK
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert own.get("/", headers=headers).status_code == HTTPStatus.OK


def test_nothing_in_an_answer_runs(own):
    """A document that is opened in a browser is somebody's, and stands under our name."""
    script = VALID.replace(
        b"</mainBody>", b"<script xmlns='http://www.w3.org/1999/xhtml'>1</script></mainBody>"
    )
    for path, params in (("/render", {"to": "html"}), ("/render", {"to": "markdown"}), ("/validate", {})):
        answer = own.post(path, params=params, content=script)
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    page = own.get("/").headers["content-security-policy"]
    assert "'unsafe" not in page
    assert "sandbox" not in page


def test_the_key_is_compared_whole_and_in_constant_time(monkeypatch):
    seen = []

    def compared(a, b):
        seen.append((a, b))
        return a == b

    monkeypatch.setattr("hmac.compare_digest", compared)
    with TestClient(application(Limits(workers=1), key="schlüssel")) as locked:
        for shown in ("Bearer s", "Bearer ", "Basic schl", "Bearer " + "x" * 5000):
            answer = locked.get("/find", headers={"authorization": shown})
            assert answer.status_code == HTTPStatus.UNAUTHORIZED
        right = "Bearer schlüssel".encode()
        assert locked.get("/find", headers={"authorization": right}).status_code == HTTPStatus.NOT_FOUND
    assert ("schlüssel".encode(), "schlüssel".encode()) in seen


_KINDS = (
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/json",
    "x" * 200,
    "multipart/form-data; boundary=" + "y" * 300,
)
_PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="../../a\r\n\r\n'


def hostile(number: int) -> tuple[str, dict[str, str], bytes]:
    """One of many bodies that nobody means well with: its kind and its damage are told by `number`."""
    chance = random.Random(number)  # noqa: S311  # the same again each time
    path = chance.choice(["/convert", "/validate", "/render", "/compare", "/pages", "/deposit"])
    kinds = [
        lambda: chance.randbytes(chance.randrange(1, 3000)),
        lambda: damaged(SHORTEST, chance),
        lambda: damaged(VALID, chance),
        lambda: (
            b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><akomaNtoso>&b;</akomaNtoso>"
        ),
        lambda: b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><akomaNtoso>&x;</akomaNtoso>",
        lambda: b"<a>" * 5000,
        lambda: b"%PDF-1.7\n" + chance.randbytes(800),
        lambda: b"PK\x03\x04" + chance.randbytes(800),
        lambda: zlib.compress(b"0" * 100_000),
        lambda: "\ufeff\u202e\x00".encode() + SHORTEST,
        lambda: SHORTEST.decode().encode("utf-16"),
        lambda: b"A. whereas " * 2000,
        lambda: b"(a) " * 3000,
        lambda: b"1.\n" * 3000,
        lambda: b"\xed\xa0\x80" * 300,
        lambda: b"[" * 3000,
    ]
    body = chance.choice(kinds)()
    headers = {}
    if chance.random() < 0.25:
        headers["content-type"] = chance.choice(_KINDS)
        if chance.random() < 0.5:
            body = _PART + body + b"\r\n--x--\r\n"
    return path, headers, body


def damaged(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randrange(1, 30)):
        at = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(1, 50)]
            case _:
                data[at:at] = data[: chance.randrange(1, 50)]
        if not data:
            return b"x"
    return bytes(data)


HOSTILE = 150


def test_hostile_bodies_get_an_answer_that_is_no_fault_and_the_next_is_served(own):
    """`python -m benchmarks.serving` sends a thousand of them to a server behind a socket."""
    for number in range(HOSTILE):
        path, headers, body = hostile(number)
        answer = own.post(path, headers=headers, content=body)
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (number, path, answer.text[:300])
        assert "Traceback" not in answer.text
    assert own.post("/convert", content=SHORTEST).json()["clean"]


def test_a_body_that_does_not_come_is_not_waited_for():
    """A slow client holds its own room, and no longer than work may take."""
    import asyncio

    from starlette.requests import Request

    from akn.web.bodies import sent
    from akn.web.problems import Problem

    async def never():
        await asyncio.Event().wait()

    async def run():
        request = Request(
            {"type": "http", "method": "POST", "headers": [], "query_string": b"", "path": "/"}, never
        )
        with pytest.raises(Problem) as caught:
            await sent(request, Limits(seconds=0.01))
        assert caught.value.status is HTTPStatus.REQUEST_TIMEOUT

    asyncio.run(run())


def test_the_server_opens_no_connection(own):
    """Whatever a document names (its DTD, its schema, an address in its text), nobody is asked for it."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        there = f"http://127.0.0.1:{listening.getsockname()[1]}/a"
        schema = f"xmlns:x='http://www.w3.org/2001/XMLSchema-instance' x:schemaLocation='a {there}.xsd'"
        marked = f"<!DOCTYPE a SYSTEM '{there}.dtd'>" + VALID.decode().partition("?>")[2]
        for body in (
            marked.replace("<akomaNtoso", f"<akomaNtoso {schema}", 1),
            f"<!DOCTYPE a [<!ENTITY x SYSTEM '{there}'>]><akomaNtoso>&x;</akomaNtoso>",
            SHORTEST.decode() + f"\n{there}\n<img src='{there}'>",
        ):
            for path in ("/validate", "/render", "/convert"):
                own.post(path, content=body.encode())
        with pytest.raises(BlockingIOError):
            listening.accept()
