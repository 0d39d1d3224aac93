"""What a request carries: the values of its address, and files in its body, read no further than allowed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from msgspec import Struct
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request

from akn.bounded import MEGABYTE
from akn.web.limits import Limits
from akn.web.problems import Problem

# The parser of forms tells of each that is wrong, on standard error; its sender is told instead.
logging.getLogger("python_multipart").addHandler(logging.NullHandler())


class Sent(Struct, frozen=True):
    """A file of a request: its name, by which nothing is decided but what it is called in reports, and its bytes."""

    name: str
    content: bytes


async def sent(request: Request, limits: Limits) -> tuple[list[Sent], Mapping[str, str]]:
    """Return the files of `request`, one or more, and the values that it gives besides.

    A body of ``multipart/form-data`` holds files (``file``), a text (``text``) and values; any other body is the
    file itself. Values of the address go before those of the body.

    Raises:
        Problem: the body is too large, empty, not what it says, or did not come in time.
    """
    megabytes = limits.megabytes
    limit = megabytes * MEGABYTE
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_large(megabytes)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        async with asyncio.timeout(limits.seconds):
            body = await _body(request, limit, megabytes)
    except TimeoutError:
        raise Problem(
            HTTPStatus.REQUEST_TIMEOUT, f"the body did not come within {limits.seconds:g} seconds"
        ) from None
    if kind == "multipart/form-data":
        return await _parts(request, body)
    if not body:
        raise Problem(HTTPStatus.BAD_REQUEST, "the body is empty; send a text or a file in it")
    return [Sent(request.query_params.get("name", "-"), body)], {}


async def _body(request: Request, limit: int, megabytes: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    try:
        async for piece in request.stream():
            size += len(piece)
            if size > limit:
                raise _too_large(megabytes)
            pieces.append(piece)
    except ClientDisconnect:
        raise Problem(HTTPStatus.BAD_REQUEST, "the request ended before its body did") from None
    return b"".join(pieces)


def _too_large(megabytes: int) -> Problem:
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"it is larger than {megabytes} MB; send less, or allow more with --max-size",
    )


async def _parts(request: Request, body: bytes) -> tuple[list[Sent], Mapping[str, str]]:
    async def once() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    again = Request(request.scope, once)
    files: list[Sent] = []
    values: dict[str, str] = {}
    try:
        async with again.form(max_files=1000, max_fields=100, max_part_size=len(body) + 1) as form:
            for key, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files.append(Sent(value.filename or "-", await value.read()))
                elif key == "text":
                    files.append(Sent("-", value.encode("utf-8", "surrogatepass")))
                else:
                    values[key] = value
    except (MultiPartException, HTTPException, KeyError, UnicodeError):
        raise Problem(
            HTTPStatus.BAD_REQUEST,
            "the body says that it is multipart/form-data, but it cannot be read as that",
        ) from None
    if not files:
        raise Problem(
            HTTPStatus.BAD_REQUEST, "there is no file in the body; send it as “file”, or a text as “text”"
        )
    return files, values
