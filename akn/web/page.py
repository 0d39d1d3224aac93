"""The files of the page, as they lie in this room: no build, nothing from elsewhere."""

from __future__ import annotations

from importlib.resources import files
from types import MappingProxyType
from typing import Final

_KINDS = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
}

#: Name to content and kind.
PAGE: Final = MappingProxyType(
    {
        name: (files("akn.web").joinpath("pages", name).read_bytes(), _KINDS[name.rpartition(".")[2]])
        for name in ("index.html", "page.css", "page.js", "words.js", "reading.js", "tree.js", "data.js")
    }
)
