"""What went wrong with a request, as a problem document (RFC 9457): what it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

from akn.legible import legible


@dataclass(eq=False)  # an exception: Python itself writes its traceback into it
class Problem(Exception):  # noqa: N818  # RFC 9457 calls it so
    """A request that gets no result; `detail` says why, in a sentence. `wait` are seconds before a next attempt."""

    status: HTTPStatus
    detail: str
    wait: int = 0

    def as_json(self) -> dict[str, Any]:
        """The problem document."""
        return {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": legible(self.detail),
        }

    def response(self) -> JSONResponse:
        """The answer that tells it."""
        headers = {"Retry-After": str(self.wait)} if self.wait else {}
        return JSONResponse(self.as_json(), self.status.value, headers, media_type="application/problem+json")
