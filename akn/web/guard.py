"""Who may ask: this machine under its own name, its own page, and nobody through somebody else's.

A page from elsewhere can send requests to 127.0.0.1, and a name from elsewhere can be made to lead there (DNS
rebinding). Browsers say where a request comes from (Fetch Metadata, W3C; ``Origin``, RFC 6454) and under which name
the server was called (``Host``): what comes from elsewhere is turned away before it is read.
"""

from __future__ import annotations

from collections.abc import Collection
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from akn.web.problems import Problem

#: Whatever an answer holds, nothing in it runs, nothing frames it, nobody else reads it; the page says its own.
_CLOSED = {
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}
_OWN = frozenset({"same-origin", "none"})


class Guard:
    """The application `app`, reached under one of `hosts` (any, where there are none), by no other site's page."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] = ()) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or turn away."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _CLOSED.items():
                    headers.setdefault(name, value)
            await send(message)

        problem = self._against(Headers(scope=scope), scope)
        await (problem.response() if problem else self._app)(scope, receive, closed)

    def _against(self, headers: Headers, scope: Scope) -> Problem | None:
        host = headers.get("host", "")
        if self._hosts and _name(host) not in self._hosts:
            return Problem(
                HTTPStatus.MISDIRECTED_REQUEST,
                f"this server answers as {', '.join(sorted(self._hosts))}, and not as “{_name(host)}”",
            )
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return Problem(HTTPStatus.FORBIDDEN, "pages of other sites may not ask this server")
        opened = headers.get("sec-fetch-mode") == "navigate" and scope["method"] == "GET"
        if headers.get("sec-fetch-site", "none") not in _OWN and not (opened and scope["path"] == "/"):
            return Problem(HTTPStatus.FORBIDDEN, "pages of other sites may not ask this server")
        return None


def _name(host: str) -> str:
    """The name in a Host header, without the port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""
