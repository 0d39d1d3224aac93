"""The IRIs of work, expression and manifestation, and whether they say what the metadata say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.languages.tags import tag_of, three_letters
from akn.tree import Element, local_name
from akn.tree.elements import DOCUMENTS
from akn.tree.identification import Identification, Level
from akn.tree.iri import Iri, WorkIri, is_conventional
from akn.validation.changing import Change
from akn.validation.rules.conventions import by_machine
from akn.validation.rules.rule import Breach, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from akn.validation.rules.document import Document


_HOST = re.compile(r"^https?://[^/]+")
#: The form of a file, at the end of the IRI of a manifestation.
_FORM = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_SEPARATORS = re.compile(r"[\W_]+")


def _extends(longer: str, shorter: str) -> bool:
    """Return whether one IRI is the other and more, the host and a last slash not counted."""
    begin, whole = (_HOST.sub("", iri).rstrip("/") for iri in (shorter, longer))
    return whole.startswith(begin) and whole != begin


#: What a level says beyond the one before it.
_ADDED = {
    "expression": "“/”, the language in three letters, “@” and the date",
    "manifestation": "“.” and the format",
}


def conventional(document: Document) -> Iterator[Identification]:
    """Yield each identification whose work has an IRI of the Naming Convention."""
    return (one for one in document.identifications if one.work is not None and is_conventional(one.work.uri))


@rule("META001", Severity.ERROR, group="metadata")
def empty_iri(document: Document) -> Iterator[Breach]:
    """Say something in `FRBRuri` and `FRBRthis`.

    They are the name by which repositories file, find and cite a document: without it, a document is of no use to
    anyone. The schema accepts an empty value. A template, whose every address is blank, is told once.

    Bad::

        <FRBRuri value=""/>

    Good::

        <FRBRuri value="/akn/rt/statement/resolution/2021-02-08/17"/>
    """
    for element in document.named("FRBRuri", "FRBRthis"):
        if not element.get("value", "").strip():
            yield Breach(
                element,
                f"`{local_name(element)}` is empty",
                "write the IRI of the work, the expression or the manifestation",
                group="empty",
            )


@rule("META002", Severity.WARNING, group="metadata")
def expression_apart(document: Document) -> Iterator[Breach]:
    """Begin the IRI of the expression with that of the work.

    The Naming Convention (chapter 4) makes the expression from the work by adding language and date, so
    that a reference to the work can be resolved to a language version. Other addresses (ELI, a publisher's own) have
    other rules: it is asked where the IRI of the work is of the convention.

    Bad::

        <FRBRuri value="/akn/rt/statement/resolution/2021-02-08/71/eng@2021-02-08"/>

    Good::

        <FRBRuri value="/akn/rt/statement/resolution/2021-02-08/17/eng@2021-02-08"/>
    """
    for one in conventional(document):
        yield from _apart(one.work, one.expression, "work", "expression")


@rule("META003", Severity.WARNING, group="metadata")
def manifestation_apart(document: Document) -> Iterator[Breach]:
    """Begin the IRI of the manifestation with that of the expression.

    The Naming Convention (chapter 4) makes the manifestation from the expression by adding the format. It is asked
    where the IRI of the work is of the convention.

    Bad::

        <FRBRuri value="/akn/rt/statement/resolution/2021-02-08/17.xml"/>

    Good::

        <FRBRuri value="/akn/rt/statement/resolution/2021-02-08/17/eng@2021-02-08.xml"/>
    """
    for one in conventional(document):
        yield from _apart(one.expression, one.manifestation, "expression", "manifestation")


def _apart(first: Level | None, second: Level | None, name: str, derived: str) -> Iterator[Breach]:
    if first is None or second is None or "/" not in first.uri or "/" not in second.uri:
        return
    if not _extends(second.uri, first.uri):
        entry = second.first("FRBRuri")
        yield Breach(
            second.element if entry is None else entry,
            f"the IRI of the {derived}, “{second.uri}”, does not continue that of the {name}, “{first.uri}”",
            f"begin with “{first.uri.rstrip('/')}” and add what the {derived} has more: {_ADDED[derived]}",
            group=derived,
        )


@rule("META004", Severity.WARNING, group="metadata")
def pieces_disagree(document: Document) -> Iterator[Breach]:
    """Let the pieces of the work IRI say what the metadata say.

    Country, type of document, subtype, author, date and number stand twice: in the IRI and in entries of
    their own. Where they differ, a search by IRI and a search by metadata find different documents. Only
    what both say is compared, and only in IRIs of the Naming Convention. `name` of the document is free.

    Bad::

        <FRBRcountry value="za"/>

    Good::

        <FRBRcountry value="rt"/>
    """
    for one in document.identifications:
        work, owner = one.work, one.owner
        iri = None if work is None else WorkIri.read(work.uri)
        if work is None or iri is None:
            continue
        place = work.first("FRBRuri")
        for piece, entry, said in _disagreements(document, work, iri, owner):
            yield Breach(
                work.element if place is None else place,
                f"the IRI of the work says “{piece}”, {entry} says “{said}”",
                "correct whichever is wrong",
            )


def _disagreements(
    document: Document, work: Level, iri: WorkIri, owner: Element | None
) -> Iterator[tuple[str, str, str]]:
    countries = work.values("FRBRcountry")
    if countries and not any(_same_country(iri.country, one) for one in countries):
        yield iri.country, "`FRBRcountry`", countries[0]
    kind = "" if owner is None else local_name(owner)
    same = _same_type(iri.type.lower(), kind.lower()) or iri.type in _parts_of(owner)
    if kind in DOCUMENTS and owner is document.main and not same:
        yield iri.type, "the element of the document", kind
    subtypes = work.values("FRBRsubtype")
    if subtypes and not _among(iri.middle, subtypes):
        yield "/".join(iri.middle) or f"{iri.type}/{iri.date}", "`FRBRsubtype`", subtypes[0]
    authors = [name for author in work.all("FRBRauthor") for name in _names(document, author)]
    # “unga” is the body “ga” of “un”.
    called = [*authors, *(iri.country + name for name in authors)]
    if len(iri.middle) == 2 and authors and not _among(iri.middle[1:], called):
        yield iri.middle[1], "`FRBRauthor`", authors[0]
    told = [one for one in work.all("FRBRdate") if not by_machine(one.get("name", ""))]
    dates = [date for one in told if (date := one.get("date", "").strip())]
    if dates and iri.dated and not any(date.startswith(iri.date) for date in dates):
        yield iri.date, "`FRBRdate`", dates[0]
    numbers = work.values("FRBRnumber")
    if numbers and iri.numbered and not _ends(iri.number, [*numbers, *work.values("FRBRname")]):
        yield iri.number, "`FRBRnumber`", numbers[0]


def _parts_of(owner: Element | None) -> frozenset[str]:
    """The one sort of element of which a collection is made: parts A and B have the IRI of a resolution."""
    held = () if owner is None else owner.iterfind("{*}collectionBody/{*}component/*")
    names = frozenset(local_name(part) for part in held)
    return names if len(names) == 1 else frozenset()


def _same_type(piece: str, kind: str) -> bool:
    """Return whether the type in an IRI is that of the element: “debaterecord” is a debate, as in versions 1 and 2."""
    return piece in kind or kind in piece


def _same_country(piece: str, value: str) -> bool:
    a, b = piece.lower(), value.lower()
    return a == b or (("-" not in a or "-" not in b) and a.partition("-")[0] == b.partition("-")[0])


def _plain(text: str) -> str:
    return _SEPARATORS.sub("-", text).strip("-").lower()


def _among(pieces: Sequence[str], values: Sequence[str]) -> bool:
    if any(piece in values for piece in pieces):
        return True
    plain = {_plain(value) for value in values}
    return any(_plain(piece) in plain for piece in pieces)


def _ends(number: str, values: Sequence[str]) -> bool:
    """Return whether a number of the IRI and one of `values` are the same, words before it not counted."""
    if number in values:
        return True
    piece = _plain(number)
    return any(piece.endswith(plain) or plain.endswith(piece) for value in values if (plain := _plain(value)))


def _names(document: Document, author: Element) -> list[str]:
    """Return all by which an author may be called in an IRI."""
    href = author.get("href", "").strip()
    key = href.lstrip("#~")
    declared = document.references.get(key)
    # In a component of a collection the name of the component stands before the key.
    names = [key.rstrip("/").rpartition("/")[2], key.rpartition("__")[2]]
    if declared is not None:
        names += [declared.get("href", "").rstrip("/").rpartition("/")[2]]
        names += [declared.get("shortForm", ""), declared.get("showAs", "")]
    return [name for name in names if name]


@rule("META005", Severity.WARNING, group="metadata")
def language_disagrees(document: Document) -> Iterator[Breach]:
    """Let the language in the IRI of the expression be the first `FRBRlanguage`.

    A reader who asks for one language and is given another blames the repository. It is asked where the IRI of the
    work is of the Naming Convention; “it” and “ita” are one language.

    Bad::

        <FRBRlanguage language="fra"/>

    Good::

        <FRBRlanguage language="eng"/>
    """
    for one in conventional(document):
        expression = one.expression
        if expression is None:
            continue
        language = Iri.read(expression.uri).language
        entry = expression.first("FRBRlanguage")
        said = "" if entry is None else entry.get("language", "")
        if entry is not None and said and language and tag_of(language.lower()) != tag_of(said.lower()):
            yield Breach(
                entry,
                f"`FRBRlanguage` says “{said}”, the IRI of the expression “{language}”",
                "correct whichever is wrong",
            )


def _lengthen(document: Document) -> Iterator[tuple[Change, ...]]:
    """Write the code of three letters for a language of two."""
    for element in document.named("FRBRlanguage"):
        said = element.get("language", "")
        code = three_letters(said)
        if code and code != said:
            yield (Change(element, {"language": code}),)


@rule("META006", Severity.WARNING, group="metadata", mend=_lengthen)
def short_language(document: Document) -> Iterator[Breach]:
    """Write a language with three letters.

    The standard takes ISO 639-2 (terminological) codes, of three letters: `eng`, `fra`, `deu`. A repository that
    sorts by language keeps `en` and `eng` apart. `--fix` writes the three letters.

    Bad::

        <FRBRlanguage language="en"/>

    Good::

        <FRBRlanguage language="eng"/>
    """
    for element in document.named("FRBRlanguage"):
        said = element.get("language", "")
        if not re.fullmatch("[a-z]{3}", said):
            code = three_letters(said)
            yield Breach(
                element,
                f"`FRBRlanguage` says “{said}”; three small letters are expected",
                f"write “{code}”"
                if code
                else "write the ISO 639-2 code of the language, three small letters",
            )


@rule("META007", Severity.WARNING, group="metadata")
def no_component(document: Document) -> Iterator[Breach]:
    """Name the component in `FRBRthis`: `/!main`, `/!annex_1`.

    `FRBRuri` names the document with all that belongs to it, `FRBRthis` the part that this metadata is
    about. Without the component a main text and its annexes bear the same name. It is asked where the IRI of the
    work begins with `/akn/`; those of versions 1 and 2 name it without the mark.

    Bad::

        <FRBRthis value="/akn/rt/statement/resolution/2021-02-08/17"/>

    Good::

        <FRBRthis value="/akn/rt/statement/resolution/2021-02-08/17/!main"/>
    """
    for one in conventional(document):
        if one.work is None or "/akn/" not in one.work.uri:
            continue
        bare = [level for level in one.levels.values() if _is_bare(level)]
        if bare:
            entry = bare[0].first("FRBRthis")
            yield Breach(
                bare[0].element if entry is None else entry,
                f"`FRBRthis` of {_levels(bare)} does not say which component it is: “{bare[0].this}”",
                "add “/!main” for the main text, “/!annex_1” for an annex",
            )


def _is_bare(level: Level) -> bool:
    """Return whether ``FRBRthis`` names no component: neither with the mark nor, as once, by one more piece."""
    this, uri = (_FORM.sub("", iri.rstrip("/")) for iri in (level.this, level.uri))
    return bool(this) and "!" not in this and this == uri


def _levels(levels: list[Level]) -> str:
    names = [local_name(level.element).removeprefix("FRBR").lower() for level in levels]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
