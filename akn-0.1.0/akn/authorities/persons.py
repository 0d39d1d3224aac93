"""Persons known by the name in the text alone: one name, one IRI, whoever made it."""

from __future__ import annotations

import re
import unicodedata

from akn.matching.alike import alike
from akn.model.resolution import Entity


def person(name: str) -> Entity:
    """The person called `name`: an IRI of the ontology (Naming Convention, chapter 6).

    A surname in capitals (“Zora HLAVNIKOVA”) is the same name.
    """
    printed = re.sub(r"\s+", " ", unicodedata.normalize("NFC", name)).strip()
    usual = " ".join(_usual(word) for word in alike(printed).split(" "))
    slug = re.sub(r"[^\w'.-]+", "_", usual).strip("_")
    return Entity("person", f"person_{slug}", f"/akn/ontology/person/{slug}", printed)


def _usual(word: str) -> str:
    """`word` in capitals and small letters; initials stay."""
    return "-".join(
        part.capitalize() if part.isupper() and len(part) > 2 else part for part in word.split("-")
    )
