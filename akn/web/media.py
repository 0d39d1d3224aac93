"""What is made in a form of its own: its bytes, and what they are called on the way."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple, Self

#: The form to its media type; what is not here is plain text.
MEDIA: Final = MappingProxyType(
    {
        "xml": "application/akn+xml",
        "akn": "application/akn+xml",
        "akn4un": "application/akn+xml",
        "html": "text/html; charset=utf-8",
        "markdown": "text/markdown; charset=utf-8",
        "json": "application/json",
        "jsonl": "application/x-ndjson",
        "csv": "text/csv; charset=utf-8",
        "parquet": "application/vnd.apache.parquet",
        "jsonld": "application/ld+json",
        "pandoc": "application/json",
        "png": "image/png",
    }
)


class Made(NamedTuple):
    """The bytes that were made, and their media type."""

    content: bytes
    media: str

    @classmethod
    def of(cls, content: bytes, form: str) -> Self:
        """Return `content`, which was made in `form`."""
        return cls(content, MEDIA.get(form, "text/plain; charset=utf-8"))
