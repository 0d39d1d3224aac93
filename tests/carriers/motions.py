"""The motion of ``texts.toml`` as a thing, and what must come of it whatever carries it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = tuple(tomllib.loads((HERE / "texts.toml").read_text(encoding="utf-8")))
AUTHORS = ("Ada Muster", "Bruno Sample", "Cleo Example")
NUMBER, DAY, PROCEDURE = "B9-9407/2023", "12.4.2023", "2023/9707(RSP)"
MARK = re.compile(r"\[(\d)\]")
ROMAN = ("i", "ii", "iii", "iv")


@dataclass(frozen=True, slots=True)
class Clause:
    """A citation, recital, paragraph or point: its number as printed, how deep it lies, its words with marks."""

    sort: str
    printed: str
    text: str
    depth: int = 0

    @property
    def plain(self) -> str:
        """Its words without marks."""
        return MARK.sub("", self.text)

    @property
    def runs(self) -> Iterator[tuple[str, int]]:
        """Its words piece by piece, each with the number of the note behind it, 0 for none."""
        parts = MARK.split(self.text)
        for words, number in zip(parts[::2], [*parts[1::2], "0"], strict=True):
            yield words, int(number)


@dataclass(frozen=True, slots=True)
class Motion:
    """One motion in one language."""

    language: str
    words: dict[str, Any]

    @property
    def cover(self) -> list[str]:
        """The lines of the cover."""
        w = self.words
        return [
            NUMBER, DAY, w["kind"], w["rule"], w["on_title"], f"({PROCEDURE})",
            f"{AUTHORS[0]}, {AUTHORS[1]}, {AUTHORS[2]}", w["group"],
        ]  # fmt: skip

    @property
    def clauses(self) -> list[Clause]:
        """All clauses in their order; headings are clauses of the sort “heading”, a table has no words."""
        w = self.words
        found = [Clause("citation", "–", text) for text in w["citations"]]
        for letter, (text, *points) in zip(w["letters"], w["recitals"], strict=True):
            found += [Clause("recital", f"{letter}.", text), *self._points(points)]
        for n, (text, *points) in enumerate(w["paragraphs"]):
            if n in (0, 2):
                found.append(Clause("heading", "", w["headings"][n // 2]))
            found += [Clause("paragraph", f"{n + 1}.", text), *self._points(points)]
            if n == 2:
                found.append(Clause("table", "", ""))
        return found

    def _points(self, points: list[list[Any]]) -> list[Clause]:
        found = []
        counted = {1: 0, 2: 0}
        for depth, text in points:
            counted[depth] += 1
            if depth == 1:
                counted[2] = 0
            sign = self.words["points"][counted[1] - 1] if depth == 1 else ROMAN[counted[2] - 1]
            found.append(Clause("point", f"({sign})", text, depth))
        return found


@cache
def motion(language: str) -> Motion:
    """The motion in `language`."""
    return Motion(language, tomllib.loads((HERE / "texts.toml").read_text(encoding="utf-8"))[language])
