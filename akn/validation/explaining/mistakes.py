"""From a cause to what is said of it: the catalogue of mistakes, in the terms of the standard."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.schema.declarations import Declarations, declarations
from akn.validation.explaining.causes import Cause, Fault
from akn.validation.explaining.choices import listed, quoted, types, where
from akn.validation.explaining.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable

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


@dataclass(frozen=True, slots=True)
class Mistake:
    """One entry of the catalogue: which causes it is about, and what it says of them.

    An empty condition fits everything; `values` is a pattern for the whole value.
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

    def fits(self, cause: Cause) -> bool:
        """Whether this entry is about `cause`."""
        return (
            cause.kind in self.kinds
            and (not self.names or cause.name in self.names)
            and (not self.parents or cause.parent in self.parents)
            and (not self.attributes or bool(self.attributes.intersection(cause.attributes)))
            and (not self.needs or bool(self.needs.intersection(cause.expected)))
            and (not self.types or bool(self.types.intersection(cause.expected)))
            and (not self.values or re.fullmatch(self.values, cause.value) is not None)
        )


@cache
def catalogue() -> tuple[Mistake, ...]:
    """Return the entries of ``mistakes.toml``, in their order: the particular ones before the general."""
    known = declarations()
    text = Path(__file__).with_name("mistakes.toml").read_text(encoding="utf-8")
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
        )
        for entry in tomllib.loads(text)["mistake"]
    )


def remark(cause: Cause) -> Remark:
    """Return what is to be said of `cause`: code, plain words, remedy."""
    mistake = next(one for one in catalogue() if one.fits(cause))
    words = _words(cause, mistake.message + mistake.help)
    return Remark(
        cause.element,
        mistake.code,
        Severity.ERROR,
        mistake.message.format(**words),
        mistake.help.format(**words),
    )


def _names(entries: Iterable[str], known: Declarations) -> frozenset[str]:
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


def _words(cause: Cause, asked: str) -> dict[str, str]:
    """Return what the braces of a message stand for; only what is asked for is worked out."""
    known = declarations()
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
        "stands": "stand" if len({cause.name, *cause.also}) > 1 else "stands",
    }
    if "{expected}" in asked:
        words["expected"] = (
            listed(cause.expected, known) if cause.kind in _ELEMENTS else quoted(cause.expected, limit=12)
        )
    if "{types}" in asked:
        words["types"] = types(cause.expected)
    if "{where}" in asked:
        words["where"] = where(cause.name, known)
    if "{suggestion}" in asked:
        words["suggestion"] = _suggestion(cause, known)
    return words


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


def _suggestion(cause: Cause, known: Declarations) -> str:
    """Return “Did you mean …? ”, or "" where nothing is near."""
    if cause.kind is Fault.FOREIGN:
        if cause.namespace or cause.name not in known.names:
            return ""
        return 'It looks like the standard’s own element: take the xmlns="" away from it. '
    if cause.kind is Fault.ATTRIBUTE:
        near = _near(cause.attributes[0], cause.expected)
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
