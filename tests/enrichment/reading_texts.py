"""Sentences of whole documents, and all that is marked in them: what `texts.tsv` holds and the accuracy counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import akn
from akn.tree import local_name
from tests.enrichment.reading_rows import rows

FORMULAS = {
    "bul": "Европейският парламент,",
    "ces": "Evropský parlament,",
    "dan": "Europa-Parlamentet,",
    "deu": "Das Europäische Parlament,",
    "ell": "Το Ευρωπαϊκό Κοινοβούλιο,",
    "eng": "The European Parliament,",
    "est": "Euroopa Parlament,",
    "fin": "Euroopan parlamentti, joka",
    "fra": "Le Parlement européen,",
    "gle": "Tá Parlaimint na hEorpa,",
    "hrv": "Europski parlament,",
    "hun": "Az Európai Parlament,",
    "ita": "Il Parlamento europeo,",
    "lav": "Eiropas Parlaments,",
    "lit": "Europos Parlamentas,",
    "mlt": "Il-Parlament Ewropew,",
    "nld": "Het Europees Parlement,",
    "pol": "Parlament Europejski,",
    "por": "O Parlamento Europeu,",
    "ron": "Parlamentul European,",
    "slk": "Európsky parlament,",
    "slv": "Evropski parlament,",
    "spa": "El Parlamento Europeo,",
    "swe": "Europaparlamentet utfärdar denna resolution",
}
KINDS = {
    "ref": "reference",
    "rref": "reference",
    "person": "person",
    "organization": "body",
    "location": "place",
}


class Marked(NamedTuple):
    """One mark: of which kind, on which words, and to which address; "" where it has none."""

    kind: str
    words: str
    address: str


def sentences(name: str) -> Iterator[tuple[str, str, list[Marked]]]:
    """Language, sentence, and all that is marked in it, of each row of the table `name`."""
    for language, text, *cells in rows(name):
        yield (
            language,
            text,
            [Marked(*cells[at : at + 3]) for at in range(0, len(cells), 3)],
        )


def read(language: str, texts: list[str]) -> dict[str, list[Marked]]:
    """What is marked in each of `texts`, as the numbered paragraphs of one motion of 23 April 2024."""
    paragraphs = "".join(f"{number}.  {text}\n\n" for number, text in enumerate(["1234.", *texts], 1))
    wishes = akn.Wishes(language=language, number="B9-0199/2024", date="2024-04-23")
    options = akn.Options(wishes=wishes)
    tree = akn.convert(f"{FORMULAS[language]}\n\n{paragraphs}", options).tree
    root = tree.getroot()
    known = {e.get("eId"): e.get("href", "") for e in root.iter() if local_name(e).startswith("TLC")}
    found: dict[str, list[Marked]] = {}
    for paragraph in root.iter("{*}paragraph"):
        content = paragraph.find("{*}content")
        if content is None:
            continue
        marks = [
            Marked(
                KINDS[name],
                " ".join("".join(e.itertext()).split()),
                e.get("href") or e.get("from") or known.get(e.get("refersTo", "")[1:], ""),
            )
            for e in content.iter()
            if (name := local_name(e)) in KINDS
        ]
        found[" ".join("".join(content.itertext()).split())] = marks
    return found
