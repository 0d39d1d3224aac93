"""The words that begin a part of a resolution, read from the language's table as data.

A phrase counts at the beginning of a text only. White space, case, and the
kinds of dash and apostrophe do not matter. This matching is the proof's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from msgspec import Struct

from akn.institutions import load as load_institution
from akn.languages import folders, load

#: The parts of an act that a phrase of their own begins.
KINDS = ("citation", "recital", "closing", "formula")
#: Longer than any phrase: what is looked at of a text.
_HEAD = 120
_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\u2003\u2002\t", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4\u0060", "'")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
    | {"\u015f": "\u0219", "\u0163": "\u021b"}
)
_WORD = re.compile(r"[^\W\d_]+")
#: One or two short signs before a text.
_ODD = tuple(map(re.compile, (r"\S{1,6}\s+", r"\S{1,6}\s+\S{1,6}\s+", r"\W{1,4}\w{0,3}\W{0,4}")))


@lru_cache(maxsize=2048)  # the beginnings of parts are asked for again and again
def plain(text: str) -> str:
    """`text` as phrases are compared: folded, single spaces, one kind of dash and apostrophe."""
    if not text.isascii():
        text = normalize("NFC", text).translate(_PLAIN)
    return " ".join(text.split()).casefold()


class Openers(Struct, frozen=True):
    """What opens the parts of an act, in one language, for one institution.

    `documents` are the names of kinds of document, `named` those of kinds that have no
    other title, `title_links` the words between those and a title, `name` is what the
    institution is called, `formulas` are its enacting words. `by_signs` says that
    punctuation tells the parts of its acts, and words only help. `reported` is how
    the sentences begin that stand for enacting words where an act is only reported, and
    the words between a numbered preamble and the paragraphs. `alphabet` has
    the letters that `language` has beyond ASCII, `titles` what stands before a name, `joining` the words that join the
    last of several names, `participles` how the words end with which somebody says what he does beside.
    """

    name: str
    expression: re.Pattern[str]
    firsts: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    formulas: tuple[str, ...]
    title_links: frozenset[str]
    groups: tuple[str, ...]
    committees: tuple[str, ...]
    links: tuple[str, ...]
    documents: tuple[str, ...]
    months: re.Pattern[str]
    named_months: tuple[re.Pattern[str], ...]
    little: frozenset[str]
    by_signs: bool
    named: frozenset[str]
    reported: tuple[str, ...] = ()
    alphabet: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    participles: tuple[str, ...] = ()
    language: str = ""
    titles: frozenset[str] = frozenset()

    def known(self) -> frozenset[str]:
        """Every word of the language's table."""
        return _known(self.language, folders())

    def opening(self, text: str) -> tuple[frozenset[str], str]:
        """Which kinds of part `text` may begin, by the longest phrase that fits, and that phrase."""
        first = text[:1]
        if (text.lstrip()[:1] if first.isspace() else first).casefold() not in self.firsts:
            return frozenset(), ""
        found = self.expression.match(plain(text[:_HEAD]))
        return (self.kinds[found[0]], found[0]) if found else (frozenset(), "")

    def near(self, text: str) -> tuple[frozenset[str], str]:
        """As `opening`, also where a short sign that is no mark stands before (``o``, ``>``, ``**A.**``)."""
        for start in (0, *(m.end() for odd in _ODD if (m := odd.match(text)))):
            found = self.opening(text[start:])
            if found[0]:
                return found
        return frozenset(), ""

    def has(self, kind: str) -> bool:
        """Whether the table knows how this kind of part begins."""
        return any(kind in kinds for kinds in self.kinds.values())


def openers(language: str, institution: str) -> Openers:
    """The openers of `institution` in `language` (ISO 639-3).

    Raises:
        TableError: there is no table of that language.
    """
    return _openers(language, institution, folders())


@lru_cache(maxsize=64)
def _openers(language: str, institution: str, places: tuple[Any, ...]) -> Openers:
    del places  # a part of the key: tables of another folder are other tables
    table = load(language).table
    own = load(language).speech(institution).table
    kinds: dict[str, set[str]] = {}
    for kind in KINDS:
        for phrase in own.get(kind, ()):
            if head := plain(phrase.partition("{")[0]):
                kinds.setdefault(head, set()).add(kind)
    longest = sorted(kinds, key=lambda phrase: (-len(phrase), phrase))
    alternatives = "|".join(_expression(phrase) for phrase in longest)
    return Openers(
        str(own.get("name", "")),
        re.compile(alternatives or r"(?!)"),
        # What is seen of a phrase before anything is folded; signs without width may stand before it.
        frozenset({phrase[0] for phrase in longest} | {chr(c) for c in _PLAIN if not _PLAIN[c]} | {""}),
        {phrase: frozenset(of) for phrase, of in kinds.items()},
        tuple(plain(phrase) for phrase in own.get("formula", ())),
        frozenset(plain(link).split(" ")[-1] for link in own.get("about", ()) if link),
        tuple(head for phrase in own.get("group", ()) if " " in (head := plain(phrase.partition("{")[0]))),
        tuple(
            head for phrase in own.get("committee", ()) if " " in (head := plain(phrase.partition("{")[0]))
        ),
        tuple(f"{plain(link)} " for link in own.get("about", ()) if link),
        tuple(
            plain(phrase.partition("{")[0]) for phrases in own.get("kinds", {}).values() for phrase in phrases
        ),
        _dated(table.get("dates", {}).get("months", ())),
        tuple(_any_of(names) for names in table.get("dates", {}).get("months", ())),
        frozenset(table.get("common", ())),
        load_institution(institution).told_by == "punctuation",
        frozenset(
            plain(phrase.partition("{")[0])
            for kind, phrases in own.get("kinds", {}).items()
            if load_institution(institution).kinds[kind].named
            for phrase in phrases
        ),
        tuple(
            head
            for phrases in (*own.get("reported", {}).values(), own.get("turn", ()))
            for phrase in phrases
            if (head := plain(phrase.partition("{")[0]))
        ),
        frozenset(normalize("NFC", str(table.get("alphabet", "")))),
        frozenset(table.get("people", {}).get("conjunctions", ())),
        tuple(table.get("participles", {}).get("endings", ())),
        language,
        frozenset(plain(title) for title in table.get("people", {}).get("titles", ())),
    )


@lru_cache(maxsize=32)
def _known(language: str, places: tuple[Any, ...]) -> frozenset[str]:
    del places
    words: set[str] = set()
    left: list[object] = [{key: of for key, of in load(language).table.items() if key != "participles"}]
    while left:
        one = left.pop()
        if isinstance(one, str):
            words.update(_WORD.findall(one.casefold()))
        elif isinstance(one, Mapping):
            left += one.values()
        elif isinstance(one, list | tuple):
            left += one
    return frozenset(words)


def _dated(months: Iterable[Iterable[str]]) -> re.Pattern[str]:
    """A month beside a number."""
    names = _names(name for of in months for name in of)
    return re.compile(rf"\d{{1,2}}\W{{1,3}}(?:\w{{1,3}}\W+)?(?:{names})(?!\w)" if names else r"(?!)")


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{_names(names)})(?!\w)")


def _names(names: Iterable[str]) -> str:
    """Alternatives for `names`, the longest first."""
    return "|".join(sorted({re.escape(plain(name)) for name in names}, key=lambda n: (-len(n), n)))


def _expression(phrase: str) -> str:
    escaped = re.escape(phrase)
    # Only where letters have case does a word end where no letter follows.
    return escaped + r"(?!\w)" if phrase[-1].upper() != phrase[-1] else escaped
