"""The routes of the server, and what holds for all of them: limits, key, problems."""

from __future__ import annotations

import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from functools import cache
from http import HTTPStatus
from typing import Any, TypeAlias

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from akn import institutions, languages
from akn.errors import AbsentError, AknError, RepositoryError, TooLargeError
from akn.release import VERSION
from akn.web import values
from akn.web.bodies import Sent, sent
from akn.web.guard import Guard
from akn.web.limits import Limits
from akn.web.media import Made
from akn.web.openapi import document
from akn.web.page import CLOSED, PAGE
from akn.web.problems import Problem
from akn.web.values import Value
from akn.web.workers import Workers

#: A line a file, for those who send several.
_LINES = "application/x-ndjson"

_Handler: TypeAlias = Callable[[Request], Awaitable[Response]]


def application(
    limits: Limits | None = None, *, library: str = "", key: str = "", hosts: Collection[str] = ()
) -> Starlette:
    """Return the server as an ASGI application.

    `library` is the repository that ``/find`` and ``/get`` look into, "" for none. With a `key` a request must show
    it (``Authorization: Bearer …``). `hosts` are the names by which it may be called, none for any.
    """
    served = _Server(limits or Limits(), library, key)
    routes: list[BaseRoute] = [
        Route("/", _page, methods=["GET"]),
        Route("/page/{name}", _page, methods=["GET"]),
        Route("/health", served.health, methods=["GET"]),
        Route("/openapi.json", _openapi, methods=["GET"]),
        *(
            Route(path, _guarded(handler, key), methods=[method])
            for path, method, handler in (
                ("/convert", "POST", served.each("convert", values.CONVERT)),
                ("/validate", "POST", served.each("validate", values.VALIDATE)),
                ("/render", "POST", served.all("render", values.RENDER)),
                ("/compare", "POST", served.all("compare", values.COMPARE)),
                ("/pages", "POST", served.each("pages", values.PAGES)),
                ("/find", "GET", served.kept("find", values.FIND)),
                ("/get", "GET", served.kept("get", values.GET)),
                ("/compare", "GET", served.kept("kept_compared", values.COMPARE_KEPT)),
                ("/overview", "GET", served.kept("overview", values.OVERVIEW)),
                ("/deposit", "POST", served.each("deposit", values.DEPOSIT)),
            )
        ),
    ]

    @asynccontextmanager
    async def alive(app: Starlette) -> AsyncIterator[None]:
        del app
        served.workers.warm()
        yield
        served.workers.close()

    return Starlette(
        routes=routes,
        lifespan=alive,
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={HTTPException: _not_here},
    )


class _Server:
    """The verbs, each with its values and its work."""

    def __init__(self, limits: Limits, library: str, key: str) -> None:
        self._limits = limits
        self._library = library
        self._key = key
        self.workers = Workers(limits)

    async def health(self, request: Request) -> Response:
        """Whether the server is well, has a library, and wants a key."""
        del request
        return JSONResponse(
            {
                "status": "ok",
                "version": VERSION,
                "library": bool(self._library),
                "key": bool(self._key),
                "known": _known(),
            }
        )

    def each(self, work: str, known: Mapping[str, Value]) -> _Handler:
        """What does `work` for the file of a request; for several, one line of JSON each, as it is done."""

        async def handler(request: Request) -> Response:
            self._demand(work)
            with self.workers.room():
                files, more = await sent(request, self._limits)
                given = values.read(known, dict(request.query_params), more)
                if work == "pages" and len(files) > 1:
                    raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "send one PDF at a time")
                alone = work == "pages" or _LINES not in request.headers.get("accept", "")
                if len(files) == 1 and alone:
                    return _answer(await self._one(work, files[0], given))
            return StreamingResponse(self._lines(work, files, given), media_type=_LINES)

        return handler

    def all(self, work: str, known: Mapping[str, Value]) -> _Handler:
        """What does `work` for all files of a request together."""

        async def handler(request: Request) -> Response:
            with self.workers.room():
                files, more = await sent(request, self._limits)
                given = values.read(known, dict(request.query_params), more)
                bodies = [(_called(file, given, n), file.content) for n, file in enumerate(files, 1)]
                return _answer(await self.workers.do(work, given | {"bodies": bodies}))

        return handler

    def kept(self, work: str, known: Mapping[str, Value]) -> _Handler:
        """What does `work` in the library."""

        async def handler(request: Request) -> Response:
            self._demand("kept")
            given = values.read(known, dict(request.query_params))
            with self.workers.room():
                return _answer(await self.workers.do(work, given | {"library": self._library}))

        return handler

    def _demand(self, work: str) -> None:
        if work in ("kept", "deposit") and not self._library:
            raise Problem(HTTPStatus.NOT_FOUND, "no library is served; start “akn serve --library URL”")

    async def _one(self, work: str, file: Sent, given: dict[str, Any]) -> Any:
        name = file.name if file.name != "-" else given["name"]
        more = {"library": self._library} if work == "deposit" else {}
        return await self.workers.do(work, given | more | {"body": file.content, "name": name})

    async def _lines(self, work: str, files: list[Sent], given: dict[str, Any]) -> AsyncIterator[bytes]:
        for file in files:
            try:
                with self.workers.room():
                    done = await self._one(work, file, given)
                answer = {"name": file.name, **(done if isinstance(done, dict) else {})}
            except (AknError, Problem) as error:
                answer = {"name": file.name, "problem": _problem(error).as_json()}
            yield json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


@cache
def _known() -> dict[str, list[str]]:
    """What a user may choose among: languages, institutions, kinds of document."""
    keys = institutions.known()
    kinds = {kind for key in keys for kind in institutions.load(key).kinds}
    return {"languages": sorted(languages.codes()), "institutions": sorted(keys), "kinds": sorted(kinds)}


def _called(file: Sent, given: Mapping[str, Any], number: int) -> str:
    """How messages call a file: by its own name, the name that was given, or its place among several."""
    if file.name != "-":
        return file.name
    return str(given["name"]) if given.get("name", "-") != "-" else f"document {number}"


def _answer(done: Any) -> Response:
    return Response(done.content, media_type=done.media) if isinstance(done, Made) else JSONResponse(done)


def _guarded(handler: _Handler, key: str) -> _Handler:
    """`handler`, which is reached with the `key` alone, and whose errors become problems."""

    async def guarded(request: Request) -> Response:
        if key and not _shown(request, key):
            said = "the key is missing or wrong; show it as “Authorization: Bearer …”"
            return Problem(HTTPStatus.UNAUTHORIZED, said).response()
        try:
            return await handler(request)
        except (AknError, Problem) as error:
            return _problem(error).response()

    return guarded


def _shown(request: Request, key: str) -> bool:
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(shown.strip().encode("latin-1"), key.encode())


def _problem(error: AknError | Problem) -> Problem:
    match error:
        case Problem():
            return error
        case AbsentError():
            return Problem(HTTPStatus.NOT_FOUND, str(error))
        case TooLargeError():
            return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(error))
        case RepositoryError():
            return Problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
        case _:
            return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))


async def _not_here(request: Request, error: Exception) -> Response:
    status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    said = f"{request.method} {request.url.path}: {status.phrase.lower()}; see /openapi.json"
    answer = Problem(status, said).response()
    if isinstance(error, HTTPException) and error.headers:
        answer.headers.update(error.headers)
    return answer


async def _openapi(request: Request) -> Response:
    del request
    return JSONResponse(document())


async def _page(request: Request) -> Response:
    name = request.path_params.get("name", "index.html")
    if name not in PAGE:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    content, kind = PAGE[name]
    return Response(content, media_type=kind, headers=CLOSED)
