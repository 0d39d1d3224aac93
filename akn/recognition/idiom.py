"""An institution in one language: what the whole of recognition reads by."""

from __future__ import annotations

from functools import lru_cache

from akn.institutions import Institution, Named
from akn.languages import Language
from akn.languages.dates import Dates
from akn.matching.phrases import Phrases
from akn.numbering.letters import Letters


class Idiom:
    """How one institution speaks in one language: its phrases by slot, its numbers, the dates and letters."""

    __slots__ = ("_speech", "dates", "institution", "language")

    def __init__(self, institution: Institution, language: Language) -> None:
        self.institution = institution
        self.language = language
        self.dates: Dates = language.dates
        self._speech = language.speech(institution.key)

    @property
    def name(self) -> str:
        """What the institution is called in the language."""
        return self._speech.name

    @property
    def recital_letters(self) -> Letters:
        """How recitals are lettered."""
        return self.language.recital_letters

    @property
    def point_letters(self) -> Letters:
        """How sub-points are lettered."""
        return self.language.point_letters

    def phrases(self, slot: str) -> Phrases:
        """The phrases of `slot` (``citation``; ``kinds.report``), empty where the institution has none."""
        return self._speech.phrases(slot)

    def slots(self, group: str) -> tuple[str, ...]:
        """The names in a group of slots (``kinds``, ``attachments``, ``furniture``), in the table's order."""
        return self._speech.slots(group)

    def identify(self, text: str) -> tuple[Named, ...]:
        """Every number of the institution printed in `text`, in order."""
        return self.institution.identify(text)


@lru_cache(maxsize=32)
def idiom_of(institution: Institution, language: Language) -> Idiom:
    """The idiom of `institution` in `language`: one value, so that what is put together for it is put together once."""
    return Idiom(institution, language)
