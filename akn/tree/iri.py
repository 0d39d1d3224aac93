"""The IRIs of one document: work, expression, manifestation (Naming Convention, chapter 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: What stands for a number or a date that the document does not have (“non numeratum”).
NONE = "nn"


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of a work in one language; `this` names a component of it."""

    work: str
    language: str
    date: str

    @property
    def expression(self) -> str:
        """The expression: the work in its language, as of its date."""
        return f"{self.work}/{self.language}@{self.date}"

    @property
    def manifestation(self) -> str:
        """The expression as XML."""
        return f"{self.expression}.xml"

    def this(self, level: str, component: str = "main") -> str:
        """``FRBRthis`` of the component at `level` (``work``, ``expression``, ``manifestation``)."""
        match level:
            case "work":
                return f"{self.work}/!{component}"
            case "expression":
                return f"{self.expression}/!{component}"
            case _:
                return f"{self.expression}/!{component}.xml"


def number_piece(printed: str) -> str:
    """A printed number as a piece of an IRI: ``B9-0145/2021`` is ``B9-0145-2021``."""
    plain = re.sub("[\u2010-\u2015]", "-", printed)
    return re.sub(r"[^\w.-]+", "-", plain.replace("(", "-").replace(")", "-")).strip("-") or NONE


def title_piece(title: str) -> str:
    """A title as a piece of an IRI, where there is no number: its first words, joined by dashes."""
    words = re.findall(r"[^\W_]+", title.casefold())
    return "-".join(words[:8]) or NONE


def work_iri(
    template: str, *, country: str, kind: str, date: str | None, number: str | None, title: str
) -> str:
    """Fill an institution's `template`; a missing date is ``nn``, a missing number the title's words."""
    piece = number_piece(number) if number else title_piece(title)
    return template.format(country=country, kind=kind, date=date or NONE, number=piece)
