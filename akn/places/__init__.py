"""Where files are: on a disk, or in a store that a URL names (``s3://``, ``memory://``, ``zip://``)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from akn.places.url import Url, is_url

__all__ = ["STANDARD_INPUT", "Place", "Url", "bound_to_process", "place"]

#: Standard input, which is no file and stays as it is.
STANDARD_INPUT = Path("-")
#: A file or folder, wherever it is.
Place: TypeAlias = Path | Url


def place(name: str | Path | Url, *, fetch: bool = False) -> Place:
    """Return the place called `name`: an URL where it is one and no file has that name, else a path.

    Addresses of the web are places only with `fetch`, for nothing is fetched unasked.

    Raises:
        UnreadableError: the URL is of no kind that akn knows, is one of the web and not to be
            fetched, or holds a password where none belongs.
    """
    if isinstance(name, Url):
        return name
    text = str(name)
    if not is_url(text) or Path(text).exists():
        return Path(text)
    return Url.read(text, fetch=fetch)


def bound_to_process(places: Iterable[Place]) -> bool:
    """Whether one of `places` is known to this process alone, so that no other can do the work."""
    return any(isinstance(place, Url) and place.held_here for place in places)
