"""The United Nations' own dialect of Akoma Ntoso (AKN4UN), as their guidelines have it.

A recital without a number is a ``container`` of the preamble that bears its first words as its name, and the IRIs
end in slashes, their expressions without a version. All else is the same; a preamble whose recitals are numbered stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from akn import institutions
from akn.languages import codes, load
from akn.matching.alike import alike
from akn.matching.phrases import Phrases
from akn.matching.scripts import mostly_unspaced
from akn.tree import Element, local_name
from akn.tree.elements import DOCUMENTS, LEVELS

#: What the dialect is called: on the command line, and as the alias of its IRIs.
NAME = "akn4un"
_FIRST_WORD = re.compile(r"\w+")
#: An item says where a file really is: that is left as it is.
_PARTS = LEVELS.keys() - {"FRBRItem"}
_VERSION = re.compile(r"(/[a-z]{3}@)[^/.]*")


def contain(root: Element) -> list[tuple[Element, int]]:
    """Make containers of the recitals of each preamble under `root`; return each, with its place in its preamble."""
    made: list[tuple[Element, int]] = []
    for document in root.iter(*(f"{{*}}{name}" for name in DOCUMENTS)):
        preamble = document.find("{*}preamble")
        if preamble is not None and local_name(document) == "statement":
            made += _contained(preamble, _language(document))
    return made


def _language(document: Element) -> str:
    said = document.find("{*}meta/{*}identification/{*}FRBRExpression/{*}FRBRlanguage")
    return "" if said is None else said.get("language", "")


def _contained(preamble: Element, language: str) -> Iterator[tuple[Element, int]]:
    taken = len(preamble.findall("{*}container"))
    for recitals in preamble.findall("{*}recitals"):
        inside = list(recitals.iterchildren("{*}*"))
        if any(local_name(each) != "recital" or each.find("{*}num") is not None for each in inside):
            continue
        at = preamble.index(recitals)
        for recital in inside:
            taken += 1
            recital.tag = recital.tag.removesuffix("recital") + "container"
            recital.set("name", _opening("".join(map(str, recital.itertext())), language))
            preamble.insert(at, recital)
            at += 1
            yield recital, taken
        preamble.remove(recitals)


def _opening(text: str, language: str) -> str:
    """The words that `text` opens with, as the dialect names a container: “Having considered”, “Recalling”."""
    said = " ".join(text.split())
    hit = _openers(language).opening(alike(said))
    if hit is not None:
        return said[: hit.end]
    word = _FIRST_WORD.search(said)
    # Where no blanks part words, the first is not known.
    return word[0] if word and not mostly_unspaced(word[0]) else "recital"


@lru_cache(maxsize=16)
def _openers(language: str) -> Phrases:
    """What the recitals of those institutions begin with, in `language`, whose documents the dialect is for."""
    if language not in codes():
        return Phrases(())
    table = load(language)
    keys = [key for key in institutions.known() if key in table.table and speaks(key)]
    return Phrases(
        dict.fromkeys(phrase for key in keys for phrase in table.speech(key).phrases("recital").phrases)
    )


def speaks(institution: str) -> bool:
    """Whether the documents of `institution` (its key) are written in the dialect."""
    return NAME in institutions.load(institution).aliases


def moved(made: Iterable[tuple[Element, int]]) -> Mapping[str, str]:
    """What the eIds that begin as those of the recitals did become, now that they are the containers `made`."""
    return {old: f"container_{number}" for element, number in made if (old := element.get("eId", ""))}


def point(root: Element, places: Mapping[str, str]) -> None:
    """Give what stood in the recitals its new eIds (`places`), and let what pointed there point there still."""
    for element in root.iter("{*}*"):
        for name in ("eId", "wId", "href", "refersTo", "source"):
            said = element.get(name, "")
            sign = "#" if said.startswith("#") else ""
            bare = said.removeprefix("#")
            if not (sign or name in {"eId", "wId"}):
                continue
            old = next((eid for eid in _around(bare) if eid in places), None)
            if old is not None:
                element.set(name, f"{sign}{places[old]}{bare[len(old) :]}")


def _around(eid: str) -> Iterator[str]:
    """`eid`, and what it begins with, the longest first."""
    while eid:
        yield eid
        eid = eid.rpartition("__")[0]


def identify(root: Element) -> None:
    """Write the IRIs of each document under `root` as the guidelines do, where it has such as its alias."""
    for meta in root.iter("{*}meta"):
        alias = meta.find(f"{{*}}identification/{{*}}FRBRWork/{{*}}FRBRalias[@name='{NAME}']")
        if alias is None:
            continue
        alias.getparent().remove(alias)  # type: ignore[union-attr]  # it was found there
        for name in _PARTS:
            for element in meta.iterfind(f"{{*}}identification/{{*}}{name}/*"):
                if local_name(element) in {"FRBRthis", "FRBRuri"}:
                    iri = _iri(element.get("value", ""), file=name == "FRBRManifestation")
                    element.set("value", iri)
        for original in meta.iterfind("{*}references/{*}original"):
            original.set("href", _iri(original.get("href", ""), file=False))


def _iri(iri: str, *, file: bool) -> str:
    return _VERSION.sub(r"\1", iri) + ("" if file or iri.endswith("/") else "/")
