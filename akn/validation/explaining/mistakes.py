"""From a cause to what is said of it: the catalogue of mistakes, in the terms of the standard."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from akn import ready
from akn.findings import Severity
from akn.schema.declarations import declarations
from akn.schema.standard import STANDARD, Schema
from akn.validation.explaining.causes import Cause, Fault
from akn.validation.explaining.choices import listed, quoted, types, where
from akn.validation.explaining.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from akn.schema.known import Known

#: Kinds of which `expected` lists elements; for the others it lists attributes, words or types.
_ELEMENTS = frozenset(
    {
        Fault.STRAY,
        Fault.INSTEAD,
        Fault.MISSING,
        Fault.EMPTY,
        Fault.TEXT,
        Fault.UNKNOWN,
        Fault.FOREIGN,
        Fault.REPEATED,
    }
)


class Mistake(Struct, frozen=True):
    """One entry of the catalogue: which causes it is about, and what it says of them.

    An empty condition fits everything; `values` is a pattern for the whole value, `nothing` asks that nothing may
    stand there at all.
    """

    code: str
    title: str
    message: str
    help: str
    kinds: frozenset[Fault]
    names: frozenset[str] = frozenset()
    parents: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    values: str = ""
    nothing: bool = False

    @property
    def is_particular(self) -> bool:
        """Whether it speaks of the standard's own elements, and not of any schema."""
        return bool(self.names or self.parents or self.attributes or self.needs or self.values)

    def fits(self, cause: Cause) -> bool:
        """Whether this entry is about `cause`."""
        return (
            cause.kind in self.kinds
            and (not self.names or cause.name in self.names)
            and (not self.parents or cause.parent in self.parents)
            and (not self.attributes or bool(self.attributes.intersection(cause.attributes)))
            and (not self.needs or bool(self.needs.intersection(cause.expected)))
            and (not self.types or bool(self.types.intersection(cause.expected)))
            and not (self.nothing and cause.expected)
            and (not self.values or re.fullmatch(self.values, cause.value) is not None)
        )


@cache
def catalogue() -> tuple[Mistake, ...]:
    """Return the entries of ``mistakes.toml``, in their order: the particular ones before the general."""
    known = declarations()
    return tuple(
        Mistake(
            code=entry["code"],
            title=entry["title"],
            message=entry["message"],
            help=entry["help"],
            kinds=frozenset(Fault(kind) for kind in entry["kinds"]),
            names=_names(entry.get("names", ()), known),
            parents=_names(entry.get("parents", ()), known),
            attributes=frozenset(entry.get("attributes", ())),
            needs=frozenset(entry.get("needs", ())),
            types=frozenset(entry.get("types", ())),
            values=entry.get("values", ""),
            nothing=entry.get("nothing", False),
        )
        for entry in ready.load("validation/explaining/mistakes.toml")["mistake"]
    )


def remark(cause: Cause, schema: Schema = STANDARD) -> Remark:
    """Return what is to be said of `cause` in `schema`: code, plain words, remedy."""
    mistake = next(one for one in catalogue() if one.fits(cause) and _speaks_of(schema, one, cause))
    words = _words(cause, mistake.message + mistake.help, schema)
    return Remark(
        cause.element,
        mistake.code,
        Severity.ERROR,
        mistake.message.format(**words),
        " ".join(mistake.help.format(**words).split()),
        cause.group,
    )


def _speaks_of(schema: Schema, mistake: Mistake, cause: Cause) -> bool:
    """Return whether what `mistake` says holds in `schema`: it is general, or that declares these elements alike."""
    if schema is STANDARD or not mistake.is_particular:
        return True
    if cause.kind is Fault.VALUE:
        return bool(mistake.types) and not cause.form
    if mistake.attributes and not (mistake.names or mistake.parents):
        return True
    return _as_standard(schema.known, (cause.name,) if mistake.attributes else (cause.name, cause.parent))


def _as_standard(known: Known, names: Iterable[str]) -> bool:
    """Return whether `known` declares the elements `names` as the standard does."""
    for name in filter(None, names):
        theirs, ours = known.get(name), declarations().get(name)
        if theirs is None and ours is None:
            continue
        if theirs is None or ours is None or theirs.content.names != ours.content.names:
            return False
        if theirs.attributes.keys() != ours.attributes.keys():
            return False
    return True


def _names(entries: Iterable[str], known: Known) -> frozenset[str]:
    """Names, with the schema's own groups (``@blockElements``) and ``@documents`` written out."""
    found: set[str] = set()
    for entry in entries:
        if entry == "@documents":
            found |= known.group("documentType")
        elif entry.startswith("@"):
            found |= known.group(entry[1:])
        else:
            found.add(entry)
    return frozenset(found)


def _words(cause: Cause, asked: str, schema: Schema) -> dict[str, str]:
    """Return what the braces of a message stand for; only what is asked for is worked out."""
    known = schema.known
    words = {
        "name": cause.name,
        "names": quoted((cause.name, *cause.also)),
        "parent": cause.parent,
        "attribute": cause.attributes[0] if cause.attributes else "",
        "attributes": quoted(cause.attributes),
        "value": _shortened(cause.value, 240 if cause.kind is Fault.OTHER else 80),
        "line": str(cause.line or "?"),
        "namespace": f"namespace {cause.namespace}" if cause.namespace else "in no namespace at all",
        "position": _position(cause),
        "belongs": f"; the order is {quoted(cause.row, limit=12)}"
        if cause.row
        else f", which belongs {_position(cause)}",
        "stands": "stand" if len({cause.name, *cause.also}) > 1 else "stands",
        "standard": schema.title,
        "leave": f", or leave `{cause.parent}` out" if cause.open else "",
        "into": f", or put it into `{cause.attributes[0]}`" if cause.attributes else "",
    }
    if "{expected}" in asked:
        words["expected"] = _expected(cause, known)
    if "{types}" in asked:
        form = _shortened(cause.form, 120)
        words["types"] = f"of the form “{form}”" if form else types(cause.expected)
    if "{where}" in asked:
        words["where"] = where(cause.name, known, cause.parent)
    if "{suggestion}" in asked:
        words["suggestion"] = _suggestion(cause, known)
    if "{holding}" in asked:
        held = f"`{cause.parent}` may hold {_expected(cause, known)}."
        words["holding"] = held if cause.parent else "The root of a document is `akomaNtoso`."
    if "{allowed}" in asked:
        words["allowed"] = _allowed(cause)
    return words


def _expected(cause: Cause, known: Known) -> str:
    if cause.kind not in _ELEMENTS:
        return quoted(cause.expected, limit=12)
    if cause.row and cause.kind is Fault.EMPTY:
        return quoted(cause.row, limit=12)
    if cause.row:
        return quoted(cause.expected, limit=12)
    return listed(cause.expected, known)


def _allowed(cause: Cause) -> str:
    """Return which attributes an element may have, as a sentence."""
    if cause.meant:
        return ""
    own = "; attributes of your own need a namespace of their own" if cause.open else ""
    if not cause.expected:
        but = "but such of a namespace of your own" if cause.open else "at all"
        return f"It takes no attributes {but}; remove it."
    return f"It may have {quoted(cause.expected, limit=12)}{own}."


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _position(cause: Cause) -> str:
    match cause.before, cause.after:
        case "", "":
            return "in it"
        case before, "":
            return f"before `{before}`"
        case "", after:
            return f"after `{after}`"
        case before, after:
            return f"between `{after}` and `{before}`"


def _suggestion(cause: Cause, known: Known) -> str:
    """Return “Did you mean …? ”, or "" where nothing is near."""
    if cause.kind is Fault.FOREIGN:
        if cause.namespace or cause.name not in known.names:
            return ""
        return 'It looks like the standard’s own element: take the xmlns="" away from it. '
    if cause.kind is Fault.ATTRIBUTE:
        near = cause.meant or _near(cause.attributes[0], cause.expected)
    else:
        near = _near(cause.name, tuple(sorted(known.names)))
    return f"Did you mean `{near}`? " if near else ""


@lru_cache(maxsize=1024)
def _near(asked: str, choices: tuple[str, ...]) -> str:
    """Return the one of `choices` that `asked` most likely stands for, or ""."""
    from difflib import get_close_matches  # noqa: PLC0415  # loaded only when needed

    same = [choice for choice in choices if choice.lower() == asked.lower()]
    near = same or get_close_matches(asked[:80], choices, n=1, cutoff=0.75)
    return near[0] if near else ""
