"""Where a repository is: its URL taken apart, and written again without the password."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from akn.errors import RepositoryError

#: The environment variable that holds the password where the URL does not.
PASSWORD_VARIABLE = "AKN_REPOSITORY_PASSWORD"  # noqa: S105  # the name of a variable, no password

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?=:)")  # two letters at least: “C:” is a disk

_HOST = re.compile(r"[^:/?#]*(?::\d+)?(?:/[^?#]*)?(?=[?#]|$)")


@dataclass(frozen=True, slots=True)
class Location:
    """A repository's URL, taken apart.

    `scheme` is lower case, "" for a folder. `path` is the folder, the database
    file or the name of the database. `password` is "" where none is known; it
    is left out of `repr` and of `shown`, the form for messages.
    """

    scheme: str
    path: str
    shown: str
    host: str = ""
    port: int | None = None
    user: str = ""
    password: str = field(default="", repr=False)

    def with_password(self, password: str) -> Location:
        """Return the same place, entered with `password`."""
        return replace(self, password=password)

    def scrubbed(self, message: str) -> str:
        """`message` as one line, with the password, should a driver have repeated it, starred out."""
        if self.password:
            message = message.replace(self.password, "***")
        return " ".join(message.split())


def parse(url: str) -> Location:
    """Take apart `url`: a folder's path, ``file:…``, ``ocfl:folder``, ``sqlite:///file``, or ``scheme://user:password@host:port/name``.

    A password that is not in the URL is taken from the environment
    (``AKN_REPOSITORY_PASSWORD``). Raises `RepositoryError` where the URL cannot be
    read; its message does not repeat the URL's password.
    """
    found = _SCHEME.match(url)
    if not found:
        return _folder(url)
    scheme = found.group().lower()
    if scheme == "file":
        return _folder(unquote(urlsplit(url).path))
    if scheme == "sqlite":
        return _sqlite(url)
    if scheme == "ocfl":
        folder = _folder(re.sub(r"\A//(?=/)", "", url[len("ocfl:") :]))
        return replace(folder, scheme="ocfl", shown=f"ocfl:{folder.path}")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise RepositoryError(
            f"the URL {redacted(url)} cannot be read; write {scheme}://user@host:port/database, "
            "with “/”, “@” and “:” in a user name or password percent-encoded"
        ) from None
    return Location(
        scheme=scheme,
        path=unquote(parts.path.removeprefix("/")),
        shown=redacted(url),
        host=host,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or "") or os.environ.get(PASSWORD_VARIABLE, ""),
    )


def redacted(url: str) -> str:
    """`url` as it may be shown: no password, and no query (which may hold one).

    A password that was not percent-encoded may hold anything, so whatever stands
    between the first colon and the last “@” is left out, and all of it where that is unclear.
    """
    start, separator, rest = url.partition("://")
    if not separator:
        return url
    credentials, at, place = rest.rpartition("@")
    if not at:
        found = _HOST.match(rest)
        return f"{start}://{found.group() if found else '…'}"
    user = re.split("[:/?#@]", credentials, maxsplit=1)[0]
    if "@" in credentials and "?" in credentials:
        place = "…"
    return f"{start}://{user}@{re.split('[?#]', place, maxsplit=1)[0]}"


def _folder(path: str) -> Location:
    if not path or "\0" in path:
        raise RepositoryError(
            "a repository needs a place: give a folder or a URL such as sqlite:///library.db"
        )
    return Location(scheme="", path=path, shown=path)


def _sqlite(url: str) -> Location:
    start, _, path = url.partition(":///")
    path = path.partition("?")[0]
    if start.lower() != "sqlite" or not path or "\0" in path:
        raise RepositoryError(
            f"the URL {redacted(url)} names no file; write sqlite:///library.db for a file in this folder, "
            "sqlite:////srv/library.db for one elsewhere"
        )
    return Location(scheme="sqlite", path=unquote(path), shown=redacted(url))
