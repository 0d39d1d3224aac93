"""References inside the document: whether they hit something, and something of the right class."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.tree import local_name
from akn.tree.elements import NOTES, REFERRING
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import either, more, short

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


@rule("REF001", Severity.ERROR, group="references")
def dangling_reference(document: Document) -> Iterator[Breach]:
    """Let a local reference name an id of this document.

    Repositories index a document by the persons, organisations and events that it refers to; a dangling
    reference silently drops it from that index. The schema has no means to check this. A word without
    `#` is no IRI either, and names nothing.

    Bad::

        <person eId="person_1" refersTo="#nobody">Jane Smith</person>

    Good::

        <person eId="person_1" refersTo="#smith">Jane Smith</person>
    """
    lost: dict[str, list[Pointer]] = {}
    for one in document.pointers["local"]:
        if one.key not in document.eids and one.name != "noteRef":
            keys = [key.lstrip("#~") for key in one.key.split("->")]
            if any(document.target(key) is None for key in keys):
                lost.setdefault(one.value, []).append(one)
    for one in document.pointers["bare"]:
        if one.attribute not in _BY_NAME and document.target(one.key) is None:
            lost.setdefault(one.value, []).append(one)
    for value, pointers in lost.items():
        first = pointers[0]
        yield Breach(
            first.element,
            f"`{first.attribute}` of `{first.name}` names “{short(value)}”, "
            f"which this document does not declare{more(len(pointers) - 1)}",
            _remedy(first),
        )


def _remedy(pointer: Pointer) -> str:
    if pointer.attribute == "refersTo":
        wanted = REFERRING.get(pointer.name, ("TLC…",))
    else:
        wanted = CLASSES.get(pointer.attribute, ())
    if not wanted:
        return "name an eId of this document, or write the IRI of another"
    if not pointer.key.isidentifier():
        return f"declare {either(wanted)} in `meta/references`, and write “#” and its eId here"
    key = pointer.key
    return f"declare {either(wanted)} in `meta/references`, with the eId “{key}”, and write “#{key}” here"


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
    empty: dict[tuple[str, str], list[Pointer]] = {}
    for one in document.pointers["empty"]:
        empty.setdefault((one.name, one.attribute), []).append(one)
    for (name, attribute), pointers in empty.items():
        yield Breach(
            pointers[0].element,
            f"`{attribute}` of `{name}` is empty{more(len(pointers) - 1)}",
            "name what is meant, or leave it out",
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
    wrong: dict[tuple[str, str, str, str], list[Pointer]] = {}
    for one in (*document.pointers["local"], *document.pointers["bare"]):
        wanted = _wanted(one.attribute, one.name)
        target = document.target(one.key) if wanted else None
        if target is not None and local_name(target) not in wanted:
            wrong.setdefault((one.attribute, one.key, either(wanted), local_name(target)), []).append(one)
    for (attribute, key, wanted_names, name), pointers in wrong.items():
        first = pointers[0]
        yield Breach(
            first.element,
            f"`{attribute}` of `{first.name}` names “{key}”, which is `{name}`{more(len(pointers) - 1)}",
            f"name {wanted_names}",
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


@rule("REF004", Severity.ERROR, group="references")
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


@rule("REF011", Severity.WARNING, group="references")
def unsigned_reference(document: Document) -> Iterator[Breach]:
    """Begin a local reference with `#`.

    Without the sign an id is a relative IRI: it names a file beside the document, not a part of it.

    Bad::

        <step date="2021-02-08" by="rp"/>

    Good::

        <step date="2021-02-08" by="#rp"/>
    """
    bare: dict[str, list[Pointer]] = {}
    for one in document.pointers["bare"]:
        if document.target(one.key) is not None:
            bare.setdefault(one.value, []).append(one)
    for value, pointers in bare.items():
        first = pointers[0]
        yield Breach(
            first.element,
            f"`{first.attribute}` of `{first.name}` says “{value}” without “#”{more(len(pointers) - 1)}",
            f"write “#{value}”",
        )
