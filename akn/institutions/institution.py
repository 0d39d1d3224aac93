"""One institution: what its table says of its documents, its numbers and its people, whatever the language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from akn.errors import TableError
from akn.institutions.journal import Journal
from akn.institutions.numbers import Named, Numbers
from akn.model.resolution import Entity
from akn.toml import place

#: The profile of rules that documents get whose institution names none.
PROFILE = "resolution"


class Kind(Struct, frozen=True):
    """A kind of document.

    `type` is the IRI of its type, `step` what its date stands for, `element` what it is in Akoma Ntoso, with its
    own name as `name`; `address` is the piece of IRIs that stands for it. `joint`: it replaces documents that were
    brought in apart. `may_attach`: parts may follow it that no table names. `named`: it has no other title than the
    line that says what it is, and its number.
    """

    name: str
    label: str
    type: str
    step: str
    element: str
    address: str
    joint: bool
    may_attach: bool
    named: bool = False


class Step(Struct, frozen=True):
    """What is done to a document on a day: the event, its outcome, and whether it makes the document stand."""

    name: str
    event: str
    outcome: str
    adopts: bool


class Role(Struct, frozen=True):
    """In which role somebody acts, and what to call it."""

    name: str
    iri: str
    label: str


class Institution:
    """One institution table. `path` is the file, for messages.

    Raises:
        TableError: the table contradicts itself: a kind without its step, a number of no kind.
    """

    def __init__(self, key: str, table: Mapping[str, Any], path: Path) -> None:
        self.key = key
        self.table = table
        self.path = path
        self.name: str = table["name"]
        self.country: str = table["country"]
        self.iri: str = table["iri"]
        self.work: str = table["work"]
        self.profile: str = table.get("profile", PROFILE)
        #: Other addresses of a work, by the name of the alias, with the slot work.
        self.aliases: Mapping[str, str] = table.get("aliases", {})
        #: What its enacting words are called.
        self.formula: str = table.get("formula", "actingEntity")
        #: What the date of issue is called that its covers bear beside that of adoption; "" where they bear none.
        self.issue: str = table.get("issue", "")
        #: Whether the heads of its covers have two columns, which a wide gap parts.
        self.columns: bool = bool(table.get("columns"))
        #: What tells the parts of its acts: their opening words, or their punctuation and numbers.
        self.told_by: str = table.get("told_by", "words")
        #: Whether an act without enacting words begins with the paragraph that bears the first number.
        self.begins_with_number: bool = table.get("begins") == "number"
        #: Whether its points are numbered with those of what they stand in: “7.1.”, “7.1.2.”.
        self.dotted: bool = bool(table.get("dotted"))
        #: What a page may call the number of its document, beside its title.
        self.metadata: tuple[str, ...] = tuple(table.get("metadata", ()))
        for name, kind in table["kinds"].items():
            if kind["step"] not in table["steps"]:
                raise self._wrong(("kinds", name, "step"), f"there is no step “{kind['step']}”")
        for number, row in enumerate(table.get("identifiers", ())):
            for kind in row.get("kinds", ()):
                if kind not in table["kinds"]:
                    raise self._wrong(("identifiers", number, "kinds", kind), f"there is no kind “{kind}”")

    def _wrong(self, way: tuple[str | int, ...], message: str) -> TableError:
        return TableError(f"{place(self.path, way)}: {message}")

    # ------------------------------------------------------------ documents

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """Kinds of document by name."""
        element = self.table.get("element", "statement")
        return {
            name: Kind(
                name,
                kind["label"],
                kind["type"],
                kind["step"],
                kind.get("element", element),
                kind.get("address", name.lower()),
                bool(kind.get("joint")),
                bool(kind.get("may_attach")),
                bool(kind.get("named")),
            )
            for name, kind in self.table["kinds"].items()
        }

    @cached_property
    def usual(self) -> Kind:
        """The kind of a document that does not say what it is: that with `usual`, failing it the first."""
        marked = (name for name, kind in self.table["kinds"].items() if kind.get("usual"))
        return self.kinds[next(marked, next(iter(self.kinds)))]

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """What is done to documents, by name."""
        return {
            name: Step(name, step["event"], step["outcome"], bool(step.get("adopts", True)))
            for name, step in self.table["steps"].items()
        }

    def adopted(self, kind: str) -> bool:
        """Whether the date of a document of `kind` is that of its adoption."""
        return self.steps[self.kinds[kind].step].adopts

    @property
    def votes(self) -> Mapping[str, str]:
        """What the sides of a vote are called."""
        held: Mapping[str, str] = self.table.get("votes", {})
        return held

    @property
    def attachments(self) -> Mapping[str, str]:
        """What a ``doc`` is called that is an attachment of some kind, where that is not the kind's own name."""
        held: Mapping[str, str] = self.table.get("attachments", {})
        return held

    def role(self, name: str) -> Role:
        """The role `name` (``author``): as the table has it, or one of the ontology of its own name."""
        row = self.table.get("roles", {}).get(name, {})
        return Role(
            name,
            row.get("iri", f"/akn/ontology/role/{self.country}/{self.key}/{name}"),
            row.get("label", name.capitalize()),
        )

    @property
    def entity(self) -> Entity:
        """The institution as an entity that a text may name."""
        return Entity("organization", self.key, self.iri, self.name)

    def ontology(self, kind: str, name: str) -> str:
        """The IRI of a thing of `kind` (``event``, ``person``) that no authority but the document knows."""
        return f"/akn/ontology/{kind}/{self.country}/{self.key}/{name}"

    def term_iri(self, term: str) -> str:
        """The IRI of a term or session (``9``); "" where the table knows of none."""
        return str(self.table.get("term", "")).replace("{term}", term)

    def term_days(self, term: str) -> tuple[str, str] | None:
        """The first and the last day of a term (ISO), None where the table does not say."""
        row = next((row for row in self.table.get("terms", ()) if row["number"] == term), None)
        return None if row is None else (row["from"].isoformat(), row["until"].isoformat())

    @cached_property
    def journal(self) -> Journal:
        """The journal that prints its texts.

        Raises:
            TableError: a row says what cannot be.
        """
        return Journal(self.table.get("journal", {}), self.path)

    def furniture(self) -> Mapping[str, list[str]]:
        """Lines of the page that are no part of a document, by reason, as phrases."""
        held: Mapping[str, list[str]] = self.table.get("furniture", {})
        return held

    # ------------------------------------------------------------ printed numbers

    @cached_property
    def numbers(self) -> Numbers:
        """How it numbers its documents and procedures.

        Raises:
            TableError: a row says what cannot be.
        """
        return Numbers(self.table, self.path)

    def identify(self, text: str) -> tuple[Named, ...]:
        """Every number of the institution printed in `text`, in order."""
        return self.numbers.find(text)

    def number_examples(self) -> tuple[str, ...]:
        """How its documents are numbered: the first example of each form."""
        return self.numbers.examples()

    @cached_property
    def adopted_iris(self) -> tuple[str, ...]:
        """What the IRIs begin with of documents that were adopted."""
        return self.numbers.beginnings(frozenset(kind for kind in self.kinds if self.adopted(kind)))

    # ------------------------------------------------------------ groups and seats

    @cached_property
    def _groups(self) -> Mapping[str, list[Mapping[str, Any]]]:
        by_name: dict[str, list[Mapping[str, Any]]] = {}
        for row in self.table.get("groups", []):
            for name in row["names"]:
                by_name.setdefault(_plain(name), []).append(row)
        return by_name

    @cached_property
    def _groups_elsewhere(self) -> Mapping[tuple[str, ...], list[Mapping[str, Any]]]:
        """Groups by the beginnings of the words of their full names, in languages that decline them."""
        by_stems: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
        for row in self.table.get("groups", []):
            for stems in {_stems(name) for name in (*row["names"], *row.get("elsewhere", ()))}:
                by_stems.setdefault(stems, []).append(row)
        return {stems: rows for stems, rows in by_stems.items() if stems}

    def group(self, name: str, date: str | None) -> Entity | None:
        """The political group called `name` on `date` (ISO); the latest that bore the name where that is unknown.

        A full name may be declined, and begin with an article.
        """
        rows = self._groups.get(_plain(name)) or self._groups_elsewhere.get(_stems(name), [])
        if date:
            rows = [r for r in rows if r["from"].isoformat() <= date <= r["until"].isoformat()] or rows
        if not rows:
            return None
        row = max(rows, key=lambda r: r["from"].isoformat())
        iri = str(self.table.get("group", "")).replace("{code}", row["code"])
        iri = iri or self.ontology("organization", f"group/{row['code']}")
        return Entity("organization", f"group_{row['code']}", iri, row["label"], row["names"][0])

    def seat_at(self, text: str, start: int) -> tuple[int, Entity] | None:
        """Where the name ends, and what it names, of a place where it sits that stands in `text` at `start`."""
        best: tuple[int, Entity] | None = None
        for seat in self.table.get("seats", ()):
            for name in seat["names"]:
                end = start + len(name)
                if text.startswith(name, start) and not text[end : end + 1].isalpha():
                    best = max(best or (0, self.entity), (end, _seat(seat)), key=lambda pair: pair[0])
        return best


def _seat(row: Mapping[str, Any]) -> Entity:
    return Entity("location", f"place_{row['key']}", row["iri"], row["label"])


_WORDS = re.compile(r"[^\W\d_]+")
#: Words as short say nothing of a name; so much of the others stays the same in their other forms.
_SHORT, _STEM = 3, 4
_HYPHEN = "[-\u2010\u2011\u2012\u2013\u2014]"


class _NoAccents(dict[int, int | None]):
    """What is left of each letter: all of it, and of accents that stand apart nothing."""

    def __missing__(self, letter: int) -> int | None:
        self[letter] = None if unicodedata.combining(chr(letter)) else letter
        return self[letter]


_NO_ACCENTS = _NoAccents()


def _stems(name: str) -> tuple[str, ...]:
    """The beginnings of the long words of `name`, without accents; of a sole one all of it. None beside short names."""
    if any(word.isupper() and 1 < len(word) <= _SHORT for word in _WORDS.findall(name)):
        return ()
    bare = unicodedata.normalize("NFD", name.casefold()).translate(_NO_ACCENTS)
    words = [word for word in _WORDS.findall(bare) if len(word) > _SHORT]
    return tuple(word[:_STEM] for word in words) if len(words) > 1 else tuple(words)


def _plain(name: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", re.sub(_HYPHEN, "-", name).replace("’", "'")).strip().casefold()
