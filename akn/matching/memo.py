"""A memory with a bound, for what texts are asked about again and again."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memo(dict[K, V]):
    """Answers by their questions, `most` at once; when it is full it begins anew.

    Texts ask what a server has never heard. `functools.lru_cache` does the same
    for functions; this is for methods, whose memory goes with their object.
    """

    __slots__ = ("_most",)

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, question: K, answer: V) -> V:
        """Remember `answer`, and give it back."""
        if len(self) >= self._most:
            self.clear()
        self[question] = answer
        return answer
