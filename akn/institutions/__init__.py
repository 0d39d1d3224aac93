"""Institutions: what belongs to one, whatever the language, as a table ``<key>.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from akn.errors import TableError
from akn.model.resolution import Entity, Identifier

HERE = Path(__file__).parent

#: What each slot of a printed number may hold.
_SLOTS: Mapping[str, str] = {
    "term": r"[1-9][0-9]?",
    "number": r"[0-9]{4}M?|[0-9]{3}",
    "year": r"(?:19|20)[0-9]{2}|[0-9]{2}",
    "type": r"[A-Z]{3}",
}
#: How long a line may be to be remembered with its numbers, and how many lines are.
_LINE, _REMEMBERED = 400, 500
_HYPHEN = "[-\u2010\u2011\u2012\u2013\u2014]"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its name, label, the IRI of its type, and the step its date stands for."""

    name: str
    label: str
    type: str
    step: str


@dataclass(frozen=True, slots=True)
class Named:
    """A printed number found in a text: its offsets, which pattern it meets, and what it identifies.

    `tabled` says that beside the title of an adopted text the number is that
    of the tabled text, not of the adopted one.
    """

    start: int
    end: int
    name: str
    kinds: tuple[str, ...]
    identifier: Identifier
    term: str | None
    tabled: bool = False


class Institution:
    """One institution table."""

    def __init__(self, key: str, table: Mapping[str, Any]) -> None:
        self.key = key
        self.table = table
        self.name: str = table["name"]
        self.country: str = table["country"]
        self.iri: str = table["iri"]
        self.work: str = table["work"]

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """Kinds of document by name."""
        return {
            name: Kind(name, kind["label"], kind["type"], kind["step"])
            for name, kind in self.table["kinds"].items()
        }

    @property
    def entity(self) -> Entity:
        """The institution as an entity that a text may name."""
        return Entity("organization", self.key, self.iri, self.name)

    def term_iri(self, term: str) -> str:
        """The IRI of a parliamentary term (``9``)."""
        return str(self.table["term"]).replace("{term}", term)

    def furniture(self) -> Mapping[str, list[str]]:
        """Lines of the page that are no part of a document, by reason, as phrases."""
        held: Mapping[str, list[str]] = self.table.get("furniture", {})
        return held

    # ------------------------------------------------------------ printed numbers

    @cached_property
    def _identifiers(self) -> _Identifiers:
        return _Identifiers(self.table["identifiers"])

    def identify(self, text: str) -> tuple[Named, ...]:
        """Every number of the institution printed in `text`, in order."""
        return self._identifiers.find(text)

    # ------------------------------------------------------------ political groups

    @cached_property
    def _groups(self) -> Mapping[str, list[Mapping[str, Any]]]:
        by_name: dict[str, list[Mapping[str, Any]]] = {}
        for row in self.table.get("groups", []):
            for name in row["names"]:
                by_name.setdefault(_plain(name), []).append(row)
        return by_name

    def group(self, name: str, date: str | None) -> Entity | None:
        """The political group called `name` on `date` (ISO); the latest that bore the name where that is unknown."""
        rows = self._groups.get(_plain(name), [])
        if date:
            rows = [r for r in rows if r["from"].isoformat() <= date <= r["until"].isoformat()] or rows
        if not rows:
            return None
        row = max(rows, key=lambda r: r["from"].isoformat())
        base = self.iri.rsplit("/", 1)[0]
        return Entity(
            "organization", f"group_{row['code']}", f"{base}/{row['code']}", row["label"], row["names"][0]
        )


class _Identifiers:
    """Finds printed numbers by the rows of a table, all of them in one expression."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._rows = rows
        self._found: dict[str, tuple[Named, ...]] = {}
        #: By the number of the last group of a row: the row, and the names of its groups in order.
        self._by_group: dict[int, tuple[Mapping[str, Any], tuple[str, ...]]] = {}

    @cached_property
    def _sign(self) -> re.Pattern[str] | None:
        """The punctuation of the patterns, None where one has none: a text without any of it holds no number."""
        signs: set[str] = set()
        for row in self._rows:
            own = set(re.sub(r"\{\w+\}|[\w\s-]", "", row["pattern"]))
            if not own:
                return None
            signs |= own
        return re.compile(f"[{''.join(map(re.escape, sorted(signs)))}]") if signs else None

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        shapes = []
        groups = 0
        for row in self._rows:
            parts = []
            names = []
            for index, part in enumerate(re.split(r"\{(\w+)\}", row["pattern"])):
                if index % 2:
                    parts.append(f"({_SLOTS[part]})")
                    names.append(part)
                else:
                    parts.append(re.escape(part).replace(r"\-", _HYPHEN).replace(r"\(", r"\s?\("))
            groups += len(names)
            self._by_group[groups] = (row, tuple(names))
            shapes.append("".join(parts))
        # A glued word may follow (“…/2021Motion”), a digit may not (“B8-0457/20416”).
        return re.compile(rf"(?<![^\W\d_])(?<!/)(?:{'|'.join(shapes)})(?![0-9])")

    def find(self, text: str) -> tuple[Named, ...]:
        """Every number printed in `text`, in order. A line of a cover is asked about several times over."""
        if self._sign is not None and self._sign.search(text) is None:
            return ()
        if len(text) > _LINE:
            return tuple(map(self._named, self._expression.finditer(text)))
        found = self._found.get(text)
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[text] = tuple(map(self._named, self._expression.finditer(text)))
        return found

    def _named(self, match: re.Match[str]) -> Named:
        last = match.lastindex or 0
        row, names = self._by_group[last]
        slots = dict(zip(names, match.groups()[last - len(names) : last], strict=True))
        if len(slots["year"]) == 2:  # two digits: before 2000, or just after
            slots["year"] = ("19" if int(slots["year"]) > 50 else "20") + slots["year"]
        slots["number"] = slots["number"].zfill(4)
        key = row["key"].format(**slots)
        printed = match.group()
        iris = tuple((name, iri.format(key=key)) for name, iri in row["iris"].items())
        pages = tuple(
            (name, page.replace("{key}", key).replace("{printed}", printed.replace(" ", "")))
            for name, page in row.get("pages", {}).items()
        )
        return Named(
            match.start(),
            match.end(),
            row["name"],
            tuple(row["kinds"]),
            Identifier(printed, key, iris, pages),
            slots.get("term"),
            bool(row.get("tabled")),
        )


def _plain(name: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", re.sub(_HYPHEN, "-", name).replace("’", "'")).strip().casefold()


@lru_cache(maxsize=16)
def load(key: str) -> Institution:
    """The institution called `key` (``ep``).

    Raises:
        TableError: there is no such table, or it cannot be read.
    """
    path = HERE / f"{key}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in HERE.glob("*.toml")))
        raise TableError(f"no table for the institution “{key}”; there are: {known}")
    try:
        return Institution(key, tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"the institution table {path} cannot be read: {error}") from error
