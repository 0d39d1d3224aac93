"""What a code stands for, as a page: the same words for ``akn rules``, for the documentation and for services."""

from __future__ import annotations

import textwrap
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.findings import Code

#: The name under which the package's own metadata say where the pages are, once they have an address.
_LABEL: Final = "Codes"
#: Where there is none: the standard itself, which the codes speak of.
_STANDARD: Final = "https://docs.oasis-open.org/legaldocml/akn-core/v1.0/akn-core-v1.0-part2-specs.html"


@cache
def _home() -> str:
    try:
        urls = metadata("akn").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    named = (url.partition(",") for url in urls)
    return next((place.strip().rstrip("/") for label, _, place in named if label.strip() == _LABEL), "")


def address(code: str) -> str:
    """Return the address of the page on `code`, or of all pages for ""; that of the standard where there is none."""
    home = _home()
    if not home:
        return _STANDARD
    return f"{home}/{code}.md" if code else home


def as_text(code: Code) -> str:
    """Return all that is known of `code`, as plain text."""
    return "\n\n".join(_parts(code, fenced=False))


def as_markdown(code: Code) -> str:
    """Return the same as Markdown, without its heading."""
    return "\n\n".join(_parts(code, fenced=True))


def _parts(code: Code, *, fenced: bool) -> Iterator[str]:
    """Yield the paragraphs of a page."""
    yield f"{code.title.rstrip('.')}."
    for text in (code.reason, code.remedy):
        if text:
            yield text
    for name, piece in (("Bad", code.bad), ("Good", code.good)):
        if piece:
            yield (
                f"{name}:\n\n```xml\n{piece}\n```" if fenced else f"{name}:\n{textwrap.indent(piece, '    ')}"
            )
    if code.measured:
        yield code.measured


def page(code: Code, origin: str) -> str:
    """Return the whole page on `code` as Markdown; `origin` says where it comes from."""
    return f"# {code.code}\n\n{code.severity.value}, {origin}\n\n{as_markdown(code)}\n"
