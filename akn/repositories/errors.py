"""What stops the work with a repository."""

from __future__ import annotations

from akn.errors import AknError


class RepositoryError(AknError):
    """A repository that cannot be used: absent, full, read-only, gone, or made by a newer version.

    What was deposited before stays deposited.
    """


class NoRepositoryError(RepositoryError):
    """There is no repository at that place yet; a deposit would make it."""


class CredentialsError(RepositoryError):
    """A server that wants another user or password, or any at all. The message never names the password."""


class UnfiledError(AknError):
    """A document that cannot be filed, while the others still can: it is no Akoma Ntoso, or has no name."""


class AbsentError(AknError):
    """Nothing is filed under the name that was asked for, or more than one thing is."""
