"""Repositories of legal documents: deposit, find, get back, prove. A folder, OCFL, SQLite, PostgreSQL, BaseX."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, cast

from akn.errors import CredentialsError, RepositoryError
from akn.repositories.url import Location, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from akn.repositories.interface import Repository

#: The scheme of a URL to the module that opens it, loaded only then; "" is a folder's path.
IMPLEMENTATIONS: dict[str, str] = {
    "": "akn.repositories.folder.folder",
    "sqlite": "akn.repositories.sql.sqlite",
    "postgresql": "akn.repositories.sql.postgresql",
    "postgres": "akn.repositories.sql.postgresql",
    "basex": "akn.repositories.basex.basex",
    "ocfl": "akn.repositories.ocfl.ocfl",
}


class Opening(Protocol):
    """What each of these modules offers."""

    def open_repository(self, location: Location, *, create: bool, durable: bool) -> Repository:
        """Return the repository at `location`."""


def open_repository(
    url: str, *, create: bool = False, durable: bool = True, ask: Callable[[str], str] | None = None
) -> Repository:
    """Open the repository at `url`, to be closed by the caller (it is a context manager).

    `create` makes it where there is none. `durable` lets a deposit return only when
    the document would survive a power failure. `ask` is called with the name of the
    repository where a server wants a password that neither the URL nor the environment
    has, and returns it. Raises `RepositoryError`, whose message never holds a password.
    """
    location = parse(url)
    place = IMPLEMENTATIONS.get(location.scheme)
    if place is None:
        known = ", ".join(f"{scheme}:" for scheme in IMPLEMENTATIONS if scheme)
        raise RepositoryError(
            f"akn knows no repository of the kind “{location.scheme}:”; give a folder, {known}"
        )
    module = cast("Opening", importlib.import_module(place))
    try:
        return module.open_repository(location, create=create, durable=durable)
    except CredentialsError:
        if location.password or ask is None:
            raise
    return module.open_repository(location.with_password(ask(location.shown)), create=create, durable=durable)
