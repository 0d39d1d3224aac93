"""Markdown: the text as it would be printed (`blocks`)."""

from __future__ import annotations

from typing import Final

from akn.readers.reading import Reading

READS: Final = "text"
SUFFIXES = (".md", ".markdown")
MAGIC = b""
MIME = "text/markdown"
TITLE = "Markdown"


def read(text: str) -> Reading:
    """Read the decoded `text` of a Markdown file; `akn.readers.markdown.blocks.read` says how."""
    from akn.readers.markdown import blocks  # noqa: PLC0415  # 20 ms with what it stands on, for Markdown alone

    return blocks.read(text)
