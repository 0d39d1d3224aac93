"""The values that a request may give: one table, from which they are read and described."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final, Literal

from msgspec import Struct

from akn.rendering import FORMS
from akn.web.problems import Problem

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off", ""})


class Value(Struct, frozen=True):
    """One value: what it is for, and what it may be."""

    said: str
    kind: Literal["text", "flag", "number", "day"] = "text"
    one_of: tuple[str, ...] = ()
    default: Any = None
    required: bool = False

    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        types = {"text": "string", "flag": "boolean", "number": "integer", "day": "string"}
        return {
            "type": types[self.kind],
            **({"enum": list(self.one_of)} if self.one_of else {}),
            **({"format": "date"} if self.kind == "day" else {}),
            **({"minimum": 0, "maximum": 1_000_000} if self.kind == "number" else {}),
            **({} if self.default is None else {"default": self.default}),
        }

    def read(self, name: str, given: str) -> Any:
        """What `given` says. Raises `Problem` where it says nothing that is known."""
        match self.kind:
            case "flag" if given.lower() in _TRUE | _FALSE:
                return given.lower() in _TRUE
            case "number" if given.isascii() and given.isdecimal() and len(given) < 8:
                return int(given)
            case "day" if _DAY.fullmatch(given) or not given:
                return given
            case "text" if not self.one_of or given in self.one_of:
                return given
        known = {
            "flag": "true or false",
            "number": "a number",
            "day": "a date, YYYY-MM-DD",
            "text": ", ".join(self.one_of),
        }[self.kind]
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"“{name}” cannot be “{given}”; it is one of: {known}")


CONVERT: Final[Mapping[str, Value]] = MappingProxyType(
    {
        "name": Value("what the text is called in the report", default="-"),
        "language": Value("the language of the text (ISO 639-3), where it should not be told"),
        "institution": Value("whose text it is, where it should not be told"),
        "kind": Value("the kind of document, where it should not be told"),
        "number": Value("the number of the document"),
        "date": Value("the date of the document: a day, a month or a year"),
        "encoding": Value("the encoding of the text"),
        "enrich": Value("whether references, bodies and people are marked", "flag", default=True),
        "hints": Value("what single lines are, as the file that “akn convert --hints” takes", default=""),
        "split": Value("whether several resolutions become a document each", "flag", default=False),
        "trace": Value(
            "whether what was read comes along, what each line became, and the page of the document",
            "flag",
            default=False,
        ),
    }
)
VALIDATE: Final[Mapping[str, Value]] = MappingProxyType(
    {
        "name": Value("what the document is called in the report", default="-"),
        "profile": Value("the profile whose rules are asked besides", default="akn"),
        "fix": Value("whether what can safely be mended comes along, piece by piece", "flag", default=False),
        "trace": Value("whether the page of the document comes along", "flag", default=False),
    }
)
RENDER: Final[Mapping[str, Value]] = MappingProxyType(
    {
        "name": Value("what the document is called", default="-"),
        "to": Value("the form of the result", one_of=tuple(FORMS["tree"]), default="html"),
        "beside": Value("whether language versions of one work stand side by side", "flag", default=False),
        "whole": Value("rows also for what nobody cites", "flag", default=False),
    }
)
COMPARE: Final[Mapping[str, Value]] = MappingProxyType(
    {
        "to": Value("the form of the result", one_of=tuple(FORMS["comparison"]), default="json"),
        "lineage": Value(
            "whether one table says where each clause came from and went", "flag", default=False
        ),
    }
)
#: The same of documents of the library, by name.
COMPARE_KEPT: Final[Mapping[str, Value]] = MappingProxyType(
    {
        "a": Value("the IRI, number or other name of the earlier document", required=True),
        "b": Value("that of the later one; without it, all versions of “a” in its languages", default=""),
        **COMPARE,
    }
)
PAGES: Final[Mapping[str, Value]] = MappingProxyType(
    {
        "name": Value("what the file is called", default="-"),
        "page": Value(
            "the page that is wanted as a picture; 0 for where the lines stand", "number", default=0
        ),
    }
)
DEPOSIT: Final[Mapping[str, Value]] = MappingProxyType(
    {"name": Value("what the document is called in messages", default="-")}
)
OVERVIEW: Final[Mapping[str, Value]] = MappingProxyType(
    {"to": Value("the form of the result", one_of=tuple(FORMS["overview"]), default="html")}
)
FIND: Final[Mapping[str, Value]] = MappingProxyType(
    {
        "q": Value("words that must stand in one part of the text", default=""),
        "kind": Value("the kind of document"),
        "since": Value("no older than this day", "day"),
        "until": Value("no younger than this day", "day"),
        "author": Value("a name or its words, a group, an IRI"),
        "cites": Value("a CELEX number, an IRI, or the number of a document kept here"),
        "procedure": Value("the number of a procedure"),
        "language": Value("the language of the document"),
        "level": Value("what is found", one_of=("work", "expression", "manifestation"), default="expression"),
        "limit": Value("at most so many; 0 for all", "number", default=50),
    }
)
GET: Final[Mapping[str, Value]] = MappingProxyType(
    {
        "iri": Value("the IRI, number or other name of the document", required=True),
        "language": Value("which language version", default=""),
        "version": Value("which version; 0 for the newest", "number", default=0),
        "part": Value("one part only, by its eId or the end of it", default=""),
        "to": Value("the form of the result", one_of=("xml", *FORMS["tree"]), default="xml"),
    }
)


def read(known: Mapping[str, Value], *given: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of `known` that are given, the first of `given` before the others, or their defaults.

    Raises:
        Problem: a value is not known, cannot be what it is, or is missing.
    """
    said = {name: one for source in reversed(given) for name, one in source.items()}
    if strange := sorted(said.keys() - known.keys()):
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY, f"“{strange[0]}” is not known here; known are {', '.join(known)}"
        )
    values = {name: one.default for name, one in known.items() if one.default is not None}
    values |= {name: known[name].read(name, text) for name, text in said.items()}
    for name, one in known.items():
        if one.required and not values.get(name):
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"“{name}” is missing: {one.said}")
    return values
