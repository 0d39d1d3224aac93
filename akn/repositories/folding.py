"""Names made comparable: numbers, names of authors, targets of references, the words of a search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from urllib.parse import unquote

from akn import ready
from akn.tree.iri import Iri, current

_ELI = re.compile(r"/eli/(?P<type>[a-z_]+)/(?P<year>\d{4})/(?P<number>\d{1,4})(?![0-9])")
_CELEX = re.compile(r"(?<![0-9A-Za-z])(?P<celex>[0-9C]\d{4}[A-Z]{1,2}\d{3,4}(?:\(\d{2}\))?)(?![0-9A-Za-z])")
_EDGES = " .,;:()[]«»“”„\"'"


@cache
def _acts() -> tuple[str, dict[str, str]]:
    table = ready.load("repositories/celex.toml")
    return str(table["sector"]), dict(table["letters"])


def number(printed: str) -> str:
    """Return a docket or procedure number without what print varies: case, spaces, dashes, brackets."""
    return "".join(c for c in unicodedata.normalize("NFKC", printed).casefold() if c.isalnum())


def name(printed: str) -> str:
    """Return a name as it is compared: compatibility forms, case, dashes and runs of white space folded."""
    folded = unicodedata.normalize("NFKC", printed).casefold()
    if not folded.isascii():  # of the dashes, ASCII has the one that is meant
        folded = "".join("-" if unicodedata.category(c) == "Pd" else c for c in folded)
    return " ".join(word for part in folded.split() if (word := part.strip(_EDGES)))


def words(names: Iterable[str]) -> str:
    """Return all `names` between blanks, so that a search for a name between blanks finds whole words of them.

    Hyphens and slashes part words too: whoever looks for one half of a double name finds it.
    """
    folded = [name(printed) for printed in names]
    parted = ["".join(" " if c in "-/" else c for c in one) for one in folded]
    return " ".join(dict.fromkeys(f" {one} " for one in folded + parted))


def celex(target: str) -> str:
    """Return the CELEX number in `target`: by itself, in a URL, or that of the act an ELI names; else ""."""
    sector, letters = _acts()
    eli = _ELI.search(target)
    if eli and eli["type"] in letters:
        return f"{sector}{eli['year']}{letters[eli['type']]}{int(eli['number']):04}"
    found = _CELEX.search(unquote(target).upper())
    return found["celex"] if found else ""


def target(href: str) -> str:
    """Return the document that `href` points at, without the place in it.

    No fragment, portion, component or language version is left; "" for a reference within the
    document. Portions begin with ``~``, components with ``/!`` (Naming Convention 1.0, chapter 4).
    """
    return Iri.read(href).work


def targets(cited: str) -> set[str]:
    """Return the IRIs under which the document that the user calls `cited` may be cited, older forms included.

    What an institution numbers as `cited`, it has the addresses of, kept here or not: ``A/RES/77/1``.
    """
    from akn import institutions  # noqa: PLC0415  # 9 ms, and only who asks for what cites a text wants them

    numbered = {
        iri
        for key in institutions.known()
        for named in institutions.load(key).identify(cited)
        if (named.start, named.end) == (0, len(cited))
        for _, iri in named.identifier.iris
    }
    return ({cited, target(cited), target(current(cited))} | numbered) - {""}


def terms(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the search `text` as phrases, each a tuple of words.

    A quoted run is one phrase, every other word one of its own.
    Whatever is neither letter nor digit parts words, so that nothing of an
    engine's query language is left.
    """
    phrases: list[tuple[str, ...]] = []
    for position, run in enumerate(re.split(r'["“”„«»]', text)):
        words = tuple(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", run)))
        if position % 2 and words:
            phrases.append(words)
        else:
            phrases.extend((word,) for word in words)
    return tuple(phrases)
