"""The files of the page, as they lie in this room: no build, nothing from elsewhere."""

from __future__ import annotations

from importlib.resources import files
from types import MappingProxyType
from typing import Final

from akn.rendering.document.web_page import style

_KINDS = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
_NAMES = (
    "index.html",
    "page.css",
    "shown.css",
    "example.txt",
    *(f"{name}.js" for name in ("page", "words", "asking", "editor", "document", "tree", "data", "hints")),
    *(f"{name}.js" for name in ("mends", "scans", "library", "finding")),
)


def _as_shown() -> bytes:
    """The style of `akn render --to html`, for a document that stands inside the page, apart from its other style."""
    return style().replace(":root", ":host").replace("\nbody {", "\n:host {").encode()


#: Name to content and kind.
PAGE: Final = MappingProxyType(
    {
        **{
            name: (files("akn.web").joinpath("pages", name).read_bytes(), _KINDS[name.rpartition(".")[2]])
            for name in _NAMES
        },
        "document.css": (_as_shown(), _KINDS["css"]),
    }
)
#: The page asks no host but this one, and no other page may frame it.
CLOSED: Final = MappingProxyType(
    {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data: blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'"
    }
)
