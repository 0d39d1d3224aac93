"""What stops the work. Translated once, in `akn.cli`; everything else is a `Finding`."""

from __future__ import annotations


class AknError(Exception):
    """The work cannot go on. The message says what, where and what to do."""


class UnreadableError(AknError):
    """A file that cannot be read: missing, forbidden, binary, empty, or in no known encoding."""


class UnrecognisedError(AknError):
    """A text in which no resolution could be found; the message says what was looked for."""


class SchemaError(AknError):
    """The official schema is missing, or is not the one that the catalogue pins."""


class TableError(AknError):
    """A table (language, institution, authority, settings) that says something impossible."""
