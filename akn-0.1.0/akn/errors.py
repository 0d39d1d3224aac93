"""What stops the work. Translated once, in `akn.cli`; everything else is a `Finding`."""

from __future__ import annotations


class AknError(Exception):
    """The work cannot go on. The message says what, where and what to do."""


class UnreadableError(AknError):
    """A file that cannot be read: missing, forbidden, binary, empty, or in no known encoding."""


class TooLargeError(UnreadableError):
    """A file that holds more than was allowed; it was read no further than that."""


class UnrecognisedError(AknError):
    """A text in which no resolution could be found; the message says what was looked for."""


class SchemaError(AknError):
    """The official schema is missing, or is not the one that the catalogue pins."""


class TableError(AknError):
    """A table (language, institution, authority, settings) that says something impossible."""


class UnwritableError(AknError):
    """A file that cannot be written: the folder is missing, forbidden or full."""


class RepositoryError(AknError):
    """A repository that cannot be used: absent, full, read-only, gone, or made by a newer version.

    What was deposited before stays deposited.
    """


class NoRepositoryError(RepositoryError):
    """There is no repository at that place yet; a deposit would make it."""


class DamagedError(RepositoryError):
    """Something in a repository that cannot be read as it was written; the rest may be whole."""


class CredentialsError(RepositoryError):
    """A server that wants another user or password, or any at all. The message never names the password."""


class UnfiledError(AknError):
    """A document that cannot be filed, while the others still can: it is no Akoma Ntoso, or has no name."""


class AbsentError(AknError):
    """Nothing is filed under the name that was asked for, or more than one thing is."""


class Interrupted(BaseException):  # like KeyboardInterrupt: nobody's mistake
    """A signal asked the command to end; `number` is which. No handler of errors takes it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
