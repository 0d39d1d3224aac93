"""Lines of the page that are no part of the document."""

from __future__ import annotations

import re
from collections.abc import Mapping

from akn.institutions import Institution
from akn.languages import Language, index
from akn.languages.phrases import Phrases
from akn.recognition.passages import Passage

_BAR = re.compile(r"[•·*-]?\s*([A-Z]{2})\s*-\s*([^\W\d_]+(?: [^\W\d_]+)?)")


class Furniture:
    """Knows the furniture of an institution's pages in one language."""

    def __init__(self, institution: Institution, language: Language) -> None:
        speech = language.speech(institution.key)
        self._phrases: Mapping[str, Phrases] = {
            **{name: speech.phrases(f"furniture.{name}") for name in speech.slots("furniture")},
            **{name: Phrases(phrases) for name, phrases in institution.furniture().items()},
        }

    def reason(self, passage: Passage) -> str | None:
        """Why `passage` is left out, or None where it is part of the document."""
        plain = passage.plain
        if passage.grid is not None:
            return None
        if not any(c.isalnum() for c in plain) and len(set(plain.replace(" ", ""))) <= 1:
            return "a rule or a lone mark"
        if len(plain) < 40 and (bar := _BAR.fullmatch(plain)) and self._in_bar(bar):  # noqa: PLR2004  # a code and a name
            return "language bar"
        return next((f"page furniture: {name}" for name, p in self._phrases.items() if p.whole(plain)), None)

    @staticmethod
    def _in_bar(bar: re.Match[str]) -> bool:
        code, name = bar.group(1).lower(), bar.group(2).casefold()
        return any(
            row["iso639_1"] == code and row["name"].casefold().startswith(name.split()[0])
            for row in index.read().values()
        )
