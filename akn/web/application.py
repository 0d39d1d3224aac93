"""The routes of the server, and what holds for all of them: limits, key, problems."""

from __future__ import annotations

import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any, TypeAlias

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from akn.errors import AbsentError, AknError, TooLargeError
from akn.release import VERSION
from akn.web import values
from akn.web.bodies import Sent, sent
from akn.web.limits import Limits
from akn.web.openapi import document
from akn.web.page import PAGE
from akn.web.problems import Problem
from akn.web.workers import Workers

#: A line a file, for those who send several.
_LINES = "application/x-ndjson"

_Handler: TypeAlias = Callable[[Request], Awaitable[Response]]


def application(limits: Limits | None = None, *, library: str = "", key: str = "") -> Starlette:
    """Return the server as an ASGI application.

    `library` is the repository that ``/find`` and ``/get`` look into, "" for none. With a `key` a request must show
    it (``Authorization: Bearer …``).
    """
    served = _Server(limits or Limits(), library)
    routes: list[BaseRoute] = [
        Route("/", _page, methods=["GET"]),
        Route("/page/{name}", _page, methods=["GET"]),
        Route("/health", served.health, methods=["GET"]),
        Route("/openapi.json", _openapi, methods=["GET"]),
        Route("/convert", _guarded(served.convert, key), methods=["POST"]),
        Route("/validate", _guarded(served.validate, key), methods=["POST"]),
        Route("/find", _guarded(served.find, key), methods=["GET"]),
        Route("/get", _guarded(served.get, key), methods=["GET"]),
    ]

    @asynccontextmanager
    async def alive(app: Starlette) -> AsyncIterator[None]:
        del app
        served.workers.warm()
        yield
        served.workers.close()

    return Starlette(routes=routes, lifespan=alive, exception_handlers={HTTPException: _not_here})


class _Server:
    """The verbs, each with its values and its work."""

    def __init__(self, limits: Limits, library: str) -> None:
        self._limits = limits
        self._library = library
        self.workers = Workers(limits)

    async def convert(self, request: Request) -> Response:
        """A text to Akoma Ntoso."""
        return await self._each(request, "convert", values.CONVERT)

    async def validate(self, request: Request) -> Response:
        """Akoma Ntoso to findings."""
        return await self._each(request, "validate", values.VALIDATE)

    async def find(self, request: Request) -> Response:
        """A query to documents of the library."""
        given = values.read(values.FIND, dict(request.query_params))
        return JSONResponse(await self.workers.do("find", given | {"library": self._demanded()}))

    async def get(self, request: Request) -> Response:
        """A name to the document of the library that bears it."""
        given = values.read(values.GET, dict(request.query_params))
        content = await self.workers.do("get", given | {"library": self._demanded()})
        return Response(content, media_type="application/akn+xml")

    async def health(self, request: Request) -> Response:
        """Whether the server is well, and has a library."""
        del request
        return JSONResponse({"status": "ok", "version": VERSION, "library": bool(self._library)})

    def _demanded(self) -> str:
        if not self._library:
            raise Problem(HTTPStatus.NOT_FOUND, "no library is served; start “akn serve --library URL”")
        return self._library

    async def _each(self, request: Request, work: str, known: Any) -> Response:
        """Do `work` for the file of `request`; for several, one line of JSON each, as it is done."""
        files, more = await sent(request, self._limits.megabytes)
        given = values.read(known, dict(request.query_params), more)
        if len(files) == 1 and _LINES not in request.headers.get("accept", ""):
            return JSONResponse(await self._one(work, files[0], given))
        return StreamingResponse(self._lines(work, files, given), media_type=_LINES)

    async def _one(self, work: str, file: Sent, given: dict[str, Any]) -> Any:
        name = file.name if file.name != "-" else given["name"]
        return await self.workers.do(work, given | {"body": file.content, "name": name})

    async def _lines(self, work: str, files: list[Sent], given: dict[str, Any]) -> AsyncIterator[bytes]:
        for file in files:
            try:
                answer = {"name": file.name, **await self._one(work, file, given)}
            except (AknError, Problem) as error:
                answer = {"name": file.name, "problem": _problem(error).as_json()}
            yield json.dumps(answer, ensure_ascii=False).encode() + b"\n"


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
    return scheme.lower() == "bearer" and hmac.compare_digest(shown.strip().encode(), key.encode())


def _problem(error: AknError | Problem) -> Problem:
    match error:
        case Problem():
            return error
        case AbsentError():
            return Problem(HTTPStatus.NOT_FOUND, str(error))
        case TooLargeError():
            return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(error))
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
    return Response(content, media_type=kind, headers=_CLOSED)


#: The page asks no host but this one, and no other page may frame it.
_CLOSED = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
