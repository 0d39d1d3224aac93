"""References inside the document: whether they hit something, and something of the right class."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.tree import Element, local_name
from akn.tree.elements import NOTES, REFERRING
from akn.tree.pointers import kind_of, values
from akn.validation.changing import Change
from akn.validation.rules.conventions import is_prescribed
from akn.validation.rules.nearest import Nearest, is_name
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import either, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.validation.rules.document import Document, Pointer

AGENTS = ("TLCPerson", "TLCOrganization")
#: Attribute to the classes that it may refer to; `refersTo` is told by the element that bears it.
CLASSES: dict[str, tuple[str, ...]] = {
    "as": ("TLCRole",),
    "by": AGENTS,
    "choice": ("count", "quorum"),
    "empoweredBy": AGENTS,
    "outcome": ("TLCConcept",),
    "period": ("temporalGroup",),
    "source": AGENTS,
    "to": AGENTS,
}
#: Attributes whose bare words are no ids: an `href` may be relative, and a dictionary is called by its own name
#: by all who name one (“EuroVoc”), whatever the schema says.
_BY_NAME = frozenset({"dictionary", "href"})


@rule("REF001", Severity.WARNING, group="references")
def dangling_reference(document: Document) -> Iterator[Breach]:
    """Let a local reference name an id of this document.

    Repositories index a document by the persons, organisations and events that it refers to; a dangling
    reference silently drops it from that index. The schema has no means to check this. A word without
    `#` is no IRI either, and names nothing. `~x` is how some profiles (AKN4EU) name what they declare
    elsewhere, and words that a profile prescribes for what has no name yet are let be.

    Bad::

        <person eId="person_1" refersTo="#nobody">Jane Smith</person>

    Good::

        <person eId="person_1" refersTo="#smith">Jane Smith</person>
    """
    nearest = Nearest(document)
    for one in document.pointers["local"]:
        if one.value[0] == "#" and one.key not in document.eids and one.name != "noteRef":
            keys = [key.lstrip("#~") for key in one.key.split("->")]
            if lost := next((key for key in keys if document.target(key) is None), ""):
                yield _dangling(one, nearest.to(lost) if one.key == lost else "")
    for one in document.pointers["bare"]:
        if one.attribute not in _BY_NAME and document.target(one.key) is None and not is_prescribed(one.key):
            yield _dangling(one, nearest.to(one.key))


def _dangling(pointer: Pointer, near: str) -> Breach:
    return Breach(
        pointer.element,
        f"`{pointer.attribute}` of `{pointer.name}` names “{short(pointer.value)}”, "
        "which this document does not declare",
        _remedy(pointer, near),
        group=pointer.key,
    )


def _remedy(pointer: Pointer, near: str) -> str:
    if near:
        return f"if “{near}” is meant, write “#{near}”"
    classes = REFERRING if pointer.attribute == "refersTo" else CLASSES
    wanted = classes.get(pointer.name if classes is REFERRING else pointer.attribute, ())
    if not wanted and classes is CLASSES:
        return "name an eId of this document, or write the IRI of another"
    what = either(wanted) if wanted else "it"
    key = pointer.key
    if not is_name(key):
        return f"declare {what} in `meta/references`, and write “#” and its eId here"
    return f"declare {what} in `meta/references`, with the eId “{key}”, and write “#{key}” here"


@rule("REF002", Severity.INFORMATION, group="references")
def empty_reference(document: Document) -> Iterator[Breach]:
    """Do not leave a reference empty.

    An attribute that is empty, or says only `#`, looks as if something were linked, and fills indexes with
    things that have no name. Many publishers write one because the schema requires the attribute. Leave the
    attribute out where that is possible, or name what is meant.

    Bad::

        <step date="2021-02-08" by=""/>

    Good::

        <step date="2021-02-08" by="#rp"/>
    """
    for one in document.pointers["empty"]:
        yield Breach(
            one.element, f"`{one.attribute}` of `{one.name}` is empty", "name what is meant, or leave it out"
        )


@rule("REF003", Severity.WARNING, group="references")
def wrong_class(document: Document) -> Iterator[Breach]:
    """Refer to something of the right class: with `as` to a role, with `by` and `source` to who acts.

    The schema names the classes (agents are persons and organisations) but cannot hold a reference to
    them. An index of authors that is built from `by` must not contain roles or events.

    Bad::

        <step date="2021-02-08" by="#rp" as="#rp"/>

    Good::

        <step date="2021-02-08" by="#rp" as="#author"/>
    """
    for one in (*document.pointers["local"], *document.pointers["bare"]):
        wanted = _wanted(one.attribute, one.name)
        target = document.target(one.key) if wanted else None
        if target is not None and local_name(target) not in wanted:
            yield Breach(
                one.element,
                f"`{one.attribute}` of `{one.name}` names “{one.key}”, which is `{local_name(target)}`",
                f"name {either(wanted)}",
                group=f"{one.attribute} {one.key} {either(wanted)}",
            )


@lru_cache(maxsize=1024)
def _wanted(attribute: str, name: str) -> tuple[str, ...]:
    match attribute, name:
        case "refersTo", _:
            return REFERRING.get(name, ())
        case "href", "FRBRauthor":
            return AGENTS
        case "source", "eventRef":
            return ()  # the document that brought the event about
        case "start" | "end", "timeInterval":
            return ("eventRef",)
        case _:
            return CLASSES.get(attribute, ())


@rule("REF004", Severity.WARNING, group="references")
def dangling_note_ref(document: Document) -> Iterator[Breach]:
    """Let every `noteRef` lead to a note.

    A footnote mark whose note cannot be found loses words of the text for the reader.

    Bad::

        <noteRef href="#authorialNote_7" marker="1"/>

    Good::

        <noteRef href="#authorialNote_1" marker="1"/>
    """
    for element in document.named("noteRef"):
        href = element.get("href", "").strip()
        if not href.startswith(("#", "~")):
            continue
        target = document.target(href[1:])
        if target is None or local_name(target) not in NOTES:
            found = "nothing" if target is None else f"`{local_name(target)}`"
            yield Breach(
                element,
                f"`noteRef` leads to “{href}”, which is {found} in this document",
                "write “#” and the eId of an `authorialNote` or of a `note` in `meta/notes`",
            )


def _sign(document: Document) -> Iterator[tuple[Change, ...]]:
    """Write the sign before each id that stands without."""
    seen: set[tuple[Element, str]] = set()
    for one in document.pointers["bare"]:
        if document.target(one.key) is None or (one.element, one.attribute) in seen:
            continue
        seen.add((one.element, one.attribute))
        given = values(one.attribute, one.element.get(one.attribute, ""))
        signed = [f"#{v}" if kind_of(v) == "bare" and document.target(v) is not None else v for v in given]
        yield (Change(one.element, {one.attribute: " ".join(signed)}),)


@rule("REF011", Severity.WARNING, group="references", mend=_sign)
def unsigned_reference(document: Document) -> Iterator[Breach]:
    """Begin a local reference with `#`.

    Without the sign an id is a relative IRI: it names a file beside the document, not a part of it. `--fix` writes it.

    Bad::

        <step date="2021-02-08" by="rp"/>

    Good::

        <step date="2021-02-08" by="#rp"/>
    """
    for one in document.pointers["bare"]:
        if document.target(one.key) is not None:
            yield Breach(
                one.element,
                f"`{one.attribute}` of `{one.name}` says “{one.value}” without “#”",
                f"write “#{one.value}”",
                group=one.value,
            )
