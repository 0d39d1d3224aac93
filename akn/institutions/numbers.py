"""Numbers as an institution prints them: found by the rows of its table, each with its key and its addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from akn.errors import TableError
from akn.matching.patterns import NUMBERS, Met, Row, Rows, names
from akn.matching.scripts import UNSPACED
from akn.model.resolution import Identifier
from akn.numbering.years import full
from akn.toml import place

#: How long a line may be to be remembered with its numbers, and how many lines are.
_LINE, _REMEMBERED = 400, 500
#: A number is the same whichever hyphen it is printed with.
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_SLOT = re.compile(r"\{(\w+)\}")
#: What the addresses of a number may hold beside its own slots; those of its pages are filled when they are written.
_OF_IRIS = frozenset({"key", "printed"})
_OF_PAGES = _OF_IRIS | {"lang", "la"}


class Named(Struct, frozen=True):
    """A printed number found in a text: its offsets, which row it meets, and what it identifies.

    `kinds` are those of the documents that bear it on their cover. `procedure` says that it numbers no document,
    but the procedure that a document belongs to; `tabled` that beside the title of an adopted text it is that of
    the text that was adopted. `others` are those that stand in one list with it, each with its offsets.
    """

    start: int
    end: int
    name: str
    kinds: tuple[str, ...]
    identifier: Identifier
    term: str | None
    tabled: bool = False
    procedure: bool = False
    others: tuple[tuple[int, int, Identifier], ...] = ()


class Numbers:
    """Finds printed numbers by the rows ``[[identifiers]]`` of a table, all of them in one expression.

    What is said at the head of the table (`slots`, `pad`, `years`) holds for each row that does not say otherwise.

    Raises:
        TableError: a slot has no shape, or an address has a slot that its pattern has not; file and line are named.
    """

    def __init__(self, table: Mapping[str, Any], path: Path) -> None:
        self.rows: Sequence[Mapping[str, Any]] = table.get("identifiers", ())
        self._path = path
        self._head = {
            "slots": table.get("slots", {}),
            "pad": table.get("pad", {}),
            "years": table.get("years", {}),
        }
        self._found: dict[str, tuple[Named, ...]] = {}
        # A glued word may follow (“…/2021Motion”), a digit may not (“B8-0457/20416”), nor stand before one (“2019/9.”).
        self._all = Rows(
            [
                Row(row["pattern"], self._slots(row), f"{path}, [[identifiers]] “{row['name']}”")
                for row in self.rows
            ],
            NUMBERS,
            before=rf"(?<![^\W\d_{UNSPACED}])(?<!/)(?!(?<=[0-9])[0-9])",
            after="(?![0-9])",
        )
        for n, row in enumerate(self.rows):
            self._check(n, row)
        self._all.check()

    def _slots(self, row: Mapping[str, Any]) -> Mapping[str, str]:
        return {**self._head["slots"], **row.get("slots", {})}

    def _where(self, number: int, *way: str) -> str:
        return place(self._path, ("identifiers", number, *way))

    def _check(self, number: int, row: Mapping[str, Any]) -> None:
        """Refuse a row with a slot that nothing gives a shape to, or whose addresses ask for what it does not hold."""
        own = frozenset(names(row["pattern"]))
        if shapeless := sorted(own.difference(self._slots(row))):
            raise TableError(
                f"{self._where(number, 'pattern')}: nothing says what the slot “{shapeless[0]}” of the pattern"
                f" “{row['pattern']}” may hold; say it in `slots` of the row, or at the head of the table"
            )
        for slot in own:
            try:
                re.compile(self._slots(row)[slot])
            except re.error as error:
                raise TableError(
                    f"{self._where(number, 'slots', slot)}: what the slot “{slot}” of the pattern"
                    f" “{row['pattern']}” may hold is no regular expression: {error}"
                ) from error
        asked = [
            (("key",), row["key"], own),
            (("bare",), row.get("bare", ""), own),
            *((("iris", name), iri, own | _OF_IRIS) for name, iri in row.get("iris", {}).items()),
            *((("pages", name), page, own | _OF_PAGES) for name, page in row.get("pages", {}).items()),
        ]
        for way, template, known in asked:
            if strange := [slot for slot in names(template) if slot not in known]:
                raise TableError(
                    f"{self._where(number, *way)}: “{template}” has the slot “{strange[0]}”; the pattern"
                    f" “{row['pattern']}” gives {', '.join(sorted(known)) or 'none'}"
                )
        for use in ("slots", "pad", "years"):
            for slot in row.get(use, ()):
                if slot not in own:
                    raise TableError(
                        f"{self._where(number, use)}: “{slot}” is no slot of the pattern “{row['pattern']}”"
                    )

    @cached_property
    def _sign(self) -> re.Pattern[str] | None:
        """The punctuation of the patterns, None where one has none: a text without any of it holds no number."""
        signs: set[str] = set()
        for row in self.rows:
            own = set(re.sub(r"\{\w+\}|[\w\s-]", "", row["pattern"]))
            if not own:
                return None
            signs |= own
        return re.compile(f"[{''.join(map(re.escape, sorted(signs)))}]") if signs else None

    def find(self, text: str) -> tuple[Named, ...]:
        """Every number printed in `text`, in order. A line of a cover is asked about several times over."""
        if not self.rows or (self._sign is not None and self._sign.search(text) is None):
            return ()
        if len(text) > _LINE:
            return self._find(text)
        found = self._found.get(text)
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[text] = self._find(text)
        return found

    def part(self, printed: str, letter: str) -> Identifier | None:
        """The number of the part `letter` of the document with the number `printed`, which may name all its parts."""
        for form in (printed, f"{printed} {letter}"):
            met = self._all.whole(form)
            if met is None or "part" not in met.slots:
                continue
            at = form.rindex(met.slots["part"])
            own = f"{form[:at]}{letter}{form[at + len(met.slots['part']) :]}"
            return next((named.identifier for named in self._find(own)), None)
        return None

    def _find(self, text: str) -> tuple[Named, ...]:
        return tuple(self._named(met, text[met.start : met.end]) for met in self._all.find(text))

    def _named(self, met: Met, printed: str) -> Named:
        row = self.rows[met.row]
        return Named(
            met.start,
            met.end,
            row["name"],
            tuple(row.get("kinds", ())),
            self._identifier(row, met.slots, printed),
            met.slots.get("term"),
            tabled=bool(row.get("tabled")),
            procedure=bool(row.get("procedure")),
            others=tuple(self._others(row, met, printed)),
        )

    def _identifier(
        self, row: Mapping[str, Any], printed_slots: Mapping[str, str], printed: str
    ) -> Identifier:
        slots = self._values(row, printed_slots)
        key = _filled(row["key"], slots)
        printed = printed.removesuffix(printed_slots.get(row.get("aside", ""), ""))
        held = {**slots, "key": key, "printed": printed.replace(" ", "")}
        return Identifier(
            (_filled(row["prints"], printed_slots) if "prints" in row else printed).translate(_HYPHENS),
            key,
            tuple((name, _filled(iri, held)) for name, iri in row.get("iris", {}).items()),
            tuple((name, _filled(page, held)) for name, page in row.get("pages", {}).items()),
            slots.get("year", ""),
            _filled(row.get("bare", ""), slots),
        )

    def _others(
        self, row: Mapping[str, Any], met: Met, printed: str
    ) -> Iterator[tuple[int, int, Identifier]]:
        """The further numbers of a list (“B4-0611, 0634 and 0650/95”): each is all but itself as the first is."""
        if (each := row.get("others")) is None:
            return
        at = met.start + printed.index(met.slots[each])
        for number in re.finditer(r"[0-9]+", met.slots[each]):
            slots = {**met.slots, "number": number[0]}
            yield at + number.start(), at + number.end(), self._identifier(row, slots, printed)

    def _values(self, row: Mapping[str, Any], slots: Mapping[str, str]) -> Mapping[str, str]:
        """What the slots hold, as key and addresses write it: years in four digits, numbers with their zeros."""
        years: Mapping[str, int] = {**self._head["years"], **row.get("years", {})}
        pad: Mapping[str, int] = {**self._head["pad"], **row.get("pad", {})}
        values = dict(slots)
        for slot, held in slots.items():
            if slot in years:
                values[slot] = str(full(held, years[slot]))
            if slot in pad:
                values[slot] = held.zfill(pad[slot])
        return values

    def examples(self, *, procedure: bool = False) -> tuple[str, ...]:
        """How documents, or procedures, are numbered: the first example of each row."""
        rows = (row for row in self.rows if (row.get("procedure") if procedure else row.get("kinds")))
        return tuple(row["examples"][0]["text"] for row in rows)

    # ------------------------------------------------------------------ addresses read back

    def key_at(self, address: str) -> str | None:
        """The key of the document that `address`, of the form of the table, leads to; None for any other."""
        plain = _schemeless(address)
        for head in self._documents:
            if plain.startswith(head):
                return re.split(r"[/_.?#]", plain[len(head) :])[0] or None
        return None

    def is_procedure(self, address: str) -> bool:
        """Whether `address` is of the form of those of procedures."""
        return _schemeless(address).startswith(self._procedures)

    @cached_property
    def _documents(self) -> tuple[str, ...]:
        return self._heads(procedure=False)

    @cached_property
    def _procedures(self) -> tuple[str, ...]:
        return self._heads(procedure=True)

    def _heads(self, *, procedure: bool) -> tuple[str, ...]:
        """What addresses begin with, before their key; the longest first."""
        heads = {
            _schemeless(template.partition("{key}")[0])
            for row in self.rows
            if bool(row.get("procedure")) is procedure
            for template in (*row.get("iris", {}).values(), *row.get("pages", {}).values())
            if "{key}" in template
        }
        return tuple(sorted(heads, key=lambda head: (-len(head), head)))

    def beginnings(self, kinds: frozenset[str]) -> tuple[str, ...]:
        """What the IRIs begin with of those numbers that only documents of `kinds` bear."""
        begun = (
            iri.replace("{key}", row["key"]).partition("{")[0]
            for row in self.rows
            if row.get("kinds") and kinds.issuperset(row["kinds"])
            for iri in row.get("iris", {}).values()
        )
        return tuple(dict.fromkeys(begun))


def _filled(template: str, values: Mapping[str, str]) -> str:
    """`template` with its slots filled; those that have no value stand as they are."""
    return _SLOT.sub(lambda match: values.get(match[1], match[0]), template)


def _schemeless(address: str) -> str:
    return re.sub(r"^https?://", "", address)
