"""Web pages to pieces: what a browser would print, line by line, with what it left out.

`page` parses and reads the head; `walk` goes through the tree once and hands
words to `rows`, tables to `tables`; `style` reads inline CSS, `lists` numbers
the items of ordered lists, `furniture` knows the templates of the sites.
"""

from __future__ import annotations

import re
from typing import Final

from akn.readers.html.declared import declared_encoding
from akn.readers.reading import Reading

__all__ = ["MAGIC", "MIME", "READS", "SUFFIXES", "TITLE", "claims", "declared_encoding", "read"]

READS: Final = "text"
SUFFIXES = (".html", ".htm", ".xhtml")
MAGIC = b""
MIME = "text/html"
TITLE = "HTML"

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
#: A part of a page, copied from its source: it begins with a block, and closes one. Where a blank line and words stand
#: behind its first tags it is Markdown, which may hold blocks of a page.
_PART = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(p|div|h[1-6]|ul|ol|table|section|article|main)(?:\s[^<>]{0,500})?>"
    r"(?!(?:\s*<[^<>]{0,500}>)*[ \t]*\n[ \t]*\n\s*[^<\s]).*?</\1>",
    re.IGNORECASE | re.DOTALL,
)


def claims(head: str) -> bool:
    """Whether a text that begins with `head` is a page or a part of one, whatever its name."""
    return _PAGE.match(head) is not None or _PART.match(head) is not None


def read(text: str) -> Reading:
    """Read the decoded `text` of a page; `akn.readers.html.page.read` says how."""
    from akn.readers.html import page  # noqa: PLC0415  # 16 ms, for pages alone

    return page.read(text)
