"""An institution in one language: what the whole of recognition reads by."""

from __future__ import annotations

from functools import lru_cache

from akn.institutions import Institution
from akn.languages import Language
from akn.matching.phrases import Phrases
from akn.numbering.letters import Letters


class Idiom:
    """How one institution speaks in one language.

    `phrases` gives the phrases of a slot (``citation``; ``kinds.report``), `slots` the names in a group of slots
    (``kinds``, ``attachments``), as `Speech` does; `identify` finds the numbers of the institution in a text.
    """

    __slots__ = ("dates", "identify", "institution", "language", "name", "phrases", "slots")

    def __init__(self, institution: Institution, language: Language) -> None:
        speech = language.speech(institution.key)
        self.institution = institution
        self.language = language
        self.name = speech.name
        self.dates = language.dates
        # Asked many times for each line: handed on, not wrapped.
        self.phrases = speech.phrases
        self.slots = speech.slots
        self.identify = institution.identify

    @property
    def openers(self) -> tuple[Phrases, ...]:
        """What the parts of a preamble begin with, and the words at its end."""
        return self.phrases("citation"), self.phrases("recital"), self.phrases("closing")

    @property
    def recital_letters(self) -> Letters:
        """How recitals are lettered."""
        return self.language.recital_letters

    @property
    def point_letters(self) -> Letters:
        """How sub-points are lettered."""
        return self.language.point_letters


@lru_cache(maxsize=32)
def idiom_of(institution: Institution, language: Language) -> Idiom:
    """The idiom of `institution` in `language`: one value, so that what is put together for it is put together once."""
    return Idiom(institution, language)
