"""Whether the official schema accepts a document, asked in the cheapest way that cannot be wrong."""

from __future__ import annotations

from functools import cache

from lxml import etree

from akn.schema import official
from akn.schema.narrow import names_of, narrow

#: How often a process narrows the schema anew; then the whole one has become the cheaper.
NARROWED_AT_MOST = 12


def accepts(root: etree._Element) -> bool:
    """Return whether the whole official schema accepts the document under `root`.

    A narrowed schema is asked first: its yes is the whole one's. Its no is not,
    so that then the whole is asked: after a no, the log of `official.load` says
    why. Raises `SchemaError` as that does.
    """
    return compiled_so_far().accepts(root)


class CompiledSoFar:
    """What has been compiled so far in this process."""

    def __init__(self) -> None:
        self._names: frozenset[str] = frozenset()
        self._narrowed: etree.XMLSchema | None = None
        self._left = NARROWED_AT_MOST

    def accepts(self, root: etree._Element) -> bool:
        """Return what the whole schema says of the document under `root`."""
        if official.is_loaded():
            return official.load().validate(root)
        validator = self._for(names_of(root))
        return (validator is not None and validator.validate(root)) or official.load().validate(root)

    def _for(self, names: frozenset[str]) -> etree.XMLSchema | None:
        """Return a schema that knows `names`, and all names asked for before; None where the whole is cheaper."""
        if self._narrowed is None or not names <= self._names:
            if not self._left:
                return None
            self._left -= 1
            self._names |= names
            self._narrowed = official.compile_schema(narrow(official.source(), self._names))
        return self._narrowed


@cache
def compiled_so_far() -> CompiledSoFar:
    """Return what this process has compiled."""
    return CompiledSoFar()
