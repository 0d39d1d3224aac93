"""Applying the safe mends to one file, and proving that they were safe."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from akn.findings import Finding
from akn.schema import official
from akn.schema.official import NAMESPACE
from akn.schema.standard import STANDARD
from akn.tree import namespace_of
from akn.tree.parse import parse
from akn.validation.explaining.reasons import reasons
from akn.validation.mending.edits import Edit, apart, applied, of_change
from akn.validation.mending.mends import MENDS, Borne, Site
from akn.validation.mending.spans import spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from akn.schema.standard import Schema
    from akn.tree import Element
    from akn.validation.changing import Change
    from akn.validation.explaining.remarks import Remark
    from akn.validation.mending.spans import Span

#: A mend may lay bare another fault; after this many rounds the rest is left to a person.
_ROUNDS = 6
#: So often a document is judged in one round: where mends are refused, halves are tried, and halves of these.
_TRIALS = 80


class Rules(Protocol):
    """The rules beyond the schema, as this room asks them."""

    def remarks(self, root: Element) -> list[Remark]:
        """Return what they say of the document under `root`."""

    def changes(self, root: Element) -> Iterator[Sequence[Change]]:
        """Yield what would mend it, each time the changes that belong together."""


class _NoRules:
    """None at all."""

    def remarks(self, root: Element) -> list[Remark]:
        del root
        return []

    def changes(self, root: Element) -> Iterator[Sequence[Change]]:
        del root
        return iter(())


class _Standing(NamedTuple):
    """How a document stands: what the schema says, and how often each rule; `None` where it is valid."""

    root: Element
    faults: list[Remark] | None
    broken: Counter[str]

    def is_better_than(self, other: _Standing) -> bool:
        """Whether there is less to say than of `other`, nothing new, and the words are the same."""
        if list(_words(self.root)) != list(_words(other.root)):
            return False
        if other.faults is not None:
            return self.faults is None or len(self.faults) < len(other.faults)
        if self.faults is not None:
            return False
        return self.broken.total() < other.broken.total() and not self.broken - other.broken


def mended(
    data: bytes, rules: Rules | None = None, *, schema: Schema = STANDARD, leave: Sequence[str] = ()
) -> bytes:
    """Return the document in `data` with every safe mend made, byte for byte the same elsewhere.

    A mend is kept only where it leaves less to say, nothing new, and the same words in the
    same order; one that is refused keeps no other from being made. Codes that begin as one of
    `leave` are not mended. Where there is nothing to mend, `data` comes back.
    """
    data = _without_slash(data)
    for _ in range(_ROUNDS):
        better = _round(data, rules or _NoRules(), schema, tuple(leave))
        if better == data:
            break
        data = better
    return data


def diff(old: bytes, new: bytes, name: str) -> str:
    """Return what differs, as a unified diff; "" where nothing does."""
    lines = difflib.unified_diff(
        old.decode("utf-8", "replace").splitlines(),
        new.decode("utf-8", "replace").splitlines(),
        name,
        name,
        lineterm="",
    )
    return "".join(f"{line}\n" for line in lines)


def _without_slash(data: bytes) -> bytes:
    """Return `data` with the namespace of the standard, where its own has a slash too many at its end."""
    root = parse(data)
    if isinstance(root, Finding):
        return data
    namespace = namespace_of(root)
    if namespace == NAMESPACE or namespace.rstrip("/") != NAMESPACE:
        return data
    better = data.replace(namespace.encode(), NAMESPACE.encode())
    new = parse(better)
    whole = not isinstance(new, Finding) and list(_words(new)) == list(_words(root))
    return better if whole else data


def _round(data: bytes, rules: Rules, schema: Schema, leave: tuple[str, ...]) -> bytes:
    now = _standing(data, rules, schema)
    if now is None:
        return data
    encoding = now.root.getroottree().docinfo.encoding or "UTF-8"
    places = spans(data, encoding)
    if places is None:
        return data
    by_element = dict(zip(now.root.iter("*"), places, strict=True))
    borne = Borne(now.root)
    sets = apart(_edits(now, _Source(data, by_element, encoding, borne), rules, leave))
    trying = _Trying(data, now, rules, schema)
    trying.settle(sets)
    return applied(data, [edit for one in trying.kept for edit in one])


class _Source(NamedTuple):
    """The bytes of a document, with the place of each element in them, and who bears which id."""

    data: bytes
    places: Mapping[Element, Span]
    encoding: str
    borne: Borne


def _edits(now: _Standing, text: _Source, rules: Rules, leave: tuple[str, ...]) -> Iterator[Sequence[Edit]]:
    for remark in now.faults or ():
        mend = None if remark.code.startswith(leave or ("-",)) else MENDS.get(remark.code)
        if mend is not None:
            yield mend(Site(remark.element, text.data, text.places, text.encoding, text.borne))
    for changes in rules.changes(now.root) if now.faults is None else ():
        made = [of_change(change, text.data, text.places, text.encoding) for change in changes]
        if all(made):
            yield [edit for edits in made for edit in edits]


class _Trying:
    """Sets of edits of `data`, tried together, and apart where they are refused together."""

    def __init__(self, data: bytes, now: _Standing, rules: Rules, schema: Schema) -> None:
        self._data, self._now, self._rules, self._schema = data, now, rules, schema
        self._trials = 0
        self.kept: list[Sequence[Edit]] = []

    def settle(self, sets: Sequence[Sequence[Edit]]) -> None:
        """Keep those of `sets` that make it better."""
        if not sets or self._trials >= _TRIALS:
            return
        self._trials += 1
        edits = [edit for one in (*self.kept, *sets) for edit in one]
        new = _standing(applied(self._data, edits), self._rules, self._schema)
        if new is not None and new.is_better_than(self._now):
            self.kept += sets
            self._now = new
        elif len(sets) > 1:
            half = len(sets) // 2
            self.settle(sets[:half])
            self.settle(sets[half:])


def _standing(data: bytes, rules: Rules, schema: Schema) -> _Standing | None:
    root = parse(data)
    if isinstance(root, Finding) or namespace_of(root) not in schema.namespaces:
        return None
    if len(data) > official.LARGE and (many := official.faults(schema.validator, data)) > official.MANY:
        return _Standing(root, reasons(root, schema, whole=not many), Counter())
    if not schema.validator.validate(root):
        return _Standing(root, reasons(root, schema), Counter())
    return _Standing(root, None, Counter(remark.code for remark in rules.remarks(root)))


def _words(root: Element) -> Iterable[str]:
    for text in root.itertext():
        yield from str(text).split()
