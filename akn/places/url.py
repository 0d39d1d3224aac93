"""The URL of a file or folder in a store, taken apart: what a `Path` is for a disk, as far as akn asks.

A name in a store is what it is: nothing in it is decoded, and ``%``, ``#``, ``?``
and blanks are letters like others, but in addresses of the web. The store itself
is reached through fsspec, which is loaded only then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath, PurePosixPath
from typing import Final, Literal, TypeAlias
from urllib.parse import unquote

from msgspec import Struct

from akn.errors import UnreadableError

Nature: TypeAlias = Literal["objects", "archive", "web", "process"]

#: The schemes that akn knows, and what stands behind each: objects that are written whole, an archive that
#: is only read, the web, which is only read and only when asked, or the memory of this process.
STORES: Final[dict[str, Nature]] = {
    "s3": "objects",
    "gs": "objects",
    "az": "objects",
    "memory": "process",
    "zip": "archive",
    "tar": "archive",
    "http": "web",
    "https": "web",
}
_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+):/+(?P<rest>.*)", re.DOTALL)


def is_url(name: str) -> bool:
    """Whether `name` looks like an URL: ``s3://…``, of which a path keeps but one slash; one letter is a disk."""
    found = _URL.match(name)
    return found is not None and found["scheme"].lower() != "file"


class Url(Struct, frozen=True, order=True):
    """One file or folder in a store: its `scheme`, its `path` as the store names it, and what the store lies in.

    `behind` is, for an archive, where that lies (``::texts.zip``). `str` is the form for messages, without what
    may be secret: the user of an address, and the query, in which signatures stand.
    """

    scheme: str
    path: str
    behind: str = ""

    @classmethod
    def read(cls, text: str, *, fetch: bool = False) -> Url:
        """Take apart `text`; addresses of the web are taken only with `fetch`.

        Raises:
            UnreadableError: akn knows no such store, or would not reach it so.
        """
        head, mark, behind = text.partition("::")
        found = _URL.match(head)
        scheme = found["scheme"].lower() if found else ""
        nature = STORES.get(scheme)
        if found is None or nature is None:
            known = ", ".join(f"{one}://" for one in STORES)
            raise UnreadableError(f"{scheme or text}://: akn knows no such place; it knows files and {known}")
        url = cls(scheme, found["rest"] if scheme != "memory" else f"/{found['rest']}", f"{mark}{behind}")
        if nature == "web" and not fetch:
            raise UnreadableError(
                f"{url}: nothing is fetched from the web unasked; give --fetch, or save what is there and give "
                "the file"
            )
        if nature == "archive" and not behind:
            raise UnreadableError(
                f"{url}: an archive is named behind two colons: {scheme}://::texts.{scheme} is all that "
                f"texts.{scheme} holds"
            )
        if nature == "archive" and is_url(behind):
            cls.read(behind, fetch=fetch)
        if nature == "objects" and "@" in url.path.partition("/")[0]:
            raise UnreadableError(
                f"{scheme}://…: no key stands in the URL of a store; give it as the store's own programs "
                "want it (for s3 AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)"
            )
        return url

    @property
    def nature(self) -> Nature:
        """What stands behind it."""
        return STORES[self.scheme]

    @property
    def held_here(self) -> bool:
        """Whether it lies in the memory of this process, itself or the archive that holds it."""
        return self.scheme == "memory" or self.behind.startswith("::memory:")

    @property
    def whole(self) -> str:
        """The URL as the store is asked for it; it may hold a secret, and is shown to nobody."""
        return f"{self.scheme}://{self.path}{self.behind}"

    def __str__(self) -> str:
        path = self.path
        if self.nature == "web":
            host, slash, rest = path.partition("/")
            rest, query, _ = rest.partition("?")
            path = f"{host.rpartition('@')[2]}{slash}{rest}{'?…' if query else ''}"
        behind = self.behind.removeprefix("::")
        if is_url(behind):
            scheme, _, rest = behind.partition("://")
            behind = str(Url(scheme, rest)) if scheme in STORES else f"{scheme}://…"
        return f"{self.scheme}://{path}{'::' if behind else ''}{behind}"

    def __repr__(self) -> str:
        return f"Url({str(self)!r})"

    # ------------------------------------------------------------------ names

    @property
    def name(self) -> str:
        """The last part of its name; of an address of the web without the query, and decoded."""
        path = self.path.rstrip("/")
        if self.nature == "web":
            path = unquote(path.partition("?")[0].partition("#")[0])
        return path.rpartition("/")[2]

    @property
    def stem(self) -> str:
        """Its name without the last ending."""
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        """The last ending of its name."""
        return PurePosixPath(self.name).suffix

    @property
    def suffixes(self) -> list[str]:
        """All endings of its name."""
        return PurePosixPath(self.name).suffixes

    @property
    def parent(self) -> Url:
        """The folder that it lies in."""
        return Url(self.scheme, self.path.rstrip("/").rpartition("/")[0], self.behind)

    @property
    def is_folder(self) -> bool:
        """Whether it is written as a folder is: with a slash at its end, or as a whole archive."""
        return self.path == "" or self.path.endswith("/")

    def __truediv__(self, below: str | PurePath) -> Url:
        path = self.path.rstrip("/")
        name = below if isinstance(below, str) else below.as_posix()
        return Url(self.scheme, f"{path}/{name}" if path or self.scheme == "memory" else name, self.behind)

    def with_name(self, name: str) -> Url:
        """Return what is called `name` in the same folder."""
        return self.parent / name

    def with_stem(self, stem: str) -> Url:
        """Return the same with another stem."""
        return self.with_name(f"{stem}{self.suffix}")

    def relative_to(self, folder: Url) -> PurePosixPath:
        """Return its place below `folder`.

        Raises:
            ValueError: it is not below it.
        """
        start = f"{folder.path.rstrip('/')}/" if folder.path.rstrip("/") else folder.path
        if (self.scheme, self.behind) != (folder.scheme, folder.behind) or not self.path.startswith(start):
            raise ValueError(f"{self} is not below {folder}")
        return PurePosixPath(self.path.removeprefix(start))

    # ------------------------------------------------------------------ what is there

    def exists(self) -> bool:
        """Whether there is something."""
        return self.is_file() or self.is_dir()

    def is_file(self) -> bool:
        """Whether there is a file."""
        from akn.places import store  # noqa: PLC0415  # 200 ms, and only a store wants it

        return not self.is_folder and store.stamp(self) is not None

    def files(self) -> Iterator[Url]:
        """Every file below it, in the order of the store, and never all of them at once.

        Raises:
            UnreadableError: there is no such folder, or it cannot be listed.
        """
        from akn.places import store  # noqa: PLC0415  # likewise

        for path in store.below(self):
            yield Url(self.scheme, path, self.behind)

    def is_dir(self) -> bool:
        """Whether it is a folder: it is written as one, or there is something below it."""
        from akn.places import store  # noqa: PLC0415  # likewise

        return self.is_folder or store.is_folder(self)
