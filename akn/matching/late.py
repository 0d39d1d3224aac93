"""Regular expressions that wait until they are needed."""

from __future__ import annotations

import re


class Late:
    """A regular expression of a table, compiled when it is first needed: most texts need few of them."""

    __slots__ = ("_compiled", "_flags", "_source")

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._source = source
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def source(self) -> str:
        """What it is compiled from."""
        return self._source

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression itself."""
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        return self._compiled

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The match that begins at `at`."""
        return (self._compiled or self.pattern).match(text, at)

    def search(self, text: str, at: int, end: int) -> re.Match[str] | None:
        """The first match between `at` and `end`."""
        return (self._compiled or self.pattern).search(text, at, end)

    def last(self, text: str) -> int:
        """Where the last match in `text` ends, -1 where there is none."""
        return max((match.end() for match in self.pattern.finditer(text)), default=-1)
