"""Whether the value of an attribute fits its type, for the types that the official schema uses."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from lxml import etree

from akn.schema import official as schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from akn.schema.known import Attribute

_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_DATE = re.compile(rf"-?([1-9]\d{{3,}}|0\d{{3}})-(\d\d)-(\d\d){_ZONE}")
_TIME = re.compile(rf"(?:([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?){_ZONE}")
_DURATION = re.compile(
    r"-?P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
)
_INTEGER = re.compile(r"[+-]?\d+")
#: Where an entry of libxml2's log says which child of the root it is about; an only child has no number.
_PLACE = re.compile(r"^/\*/\*(?:\[(\d+)\])?$")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")


def fits(value: str, attribute: Attribute) -> bool:
    """Whether `value` is one that `attribute` may have.

    Addresses (``anyURI``) and what the ``xml:`` namespace declares are not judged here:
    there the schema processor has the word.
    """
    if attribute.accepts is not None:
        return attribute.accepts(value)
    if attribute.values:
        return value in attribute.values
    if attribute.pattern:
        # The only pattern of the schema, “[^\s]+”, reads alike in both notations.
        return re.fullmatch(attribute.pattern, value) is not None
    value = " ".join(value.split())
    return any(_CHECKS.get(kind, _anything)(value) for kind in attribute.types)


def bad_addresses(values: Iterable[str]) -> set[str]:
    """Those of `values` that are no ``anyURI``. libxml2 decides: it is asked of a line of references."""
    asked = list(values)
    line = etree.Element(f"{{{schema.NAMESPACE}}}p", nsmap={None: schema.NAMESPACE})  # type: ignore[dict-item]  # as lxml has it
    for value in asked:
        etree.SubElement(line, f"{{{schema.NAMESPACE}}}ref", href=value)
    validator = schema.load()
    if validator.validate(line):
        return set()
    places = dict(enumerate(asked, 1))
    found = (_PLACE.search(entry.path or "") for entry in schema.complaints(validator))
    return {places[int(match.group(1) or 1)] for match in found if match is not None}


def is_date(value: str) -> bool:
    """Whether `value` is an ``xsd:date`` that the calendar knows."""
    match = _DATE.fullmatch(value)
    if match is None:
        return False
    year, month, day = (int(part) for part in match.groups())
    if year == 0:
        return False
    try:
        # Years beyond the calendar of Python fall back to one with the same leap days.
        dt.date(year if year <= dt.MAXYEAR else 2000 + year % 400, month, day)
    except ValueError:
        return False
    return True


def _is_date_time(value: str) -> bool:
    day, mark, time = value.partition("T")
    return bool(mark) and _DATE.fullmatch(day) is not None and is_date(day) and _is_time(time)


def _is_time(value: str) -> bool:
    return _TIME.fullmatch(value) is not None


def _is_boolean(value: str) -> bool:
    return value in {"true", "false", "0", "1"}


def _anything(value: str) -> bool:
    del value
    return True


_CHECKS: dict[str, Callable[[str], bool]] = {
    "date": is_date,
    "dateTime": _is_date_time,
    "time": _is_time,
    "boolean": _is_boolean,
    "integer": lambda value: _INTEGER.fullmatch(value) is not None,
    "duration": lambda value: _DURATION.fullmatch(value) is not None,
    "language": lambda value: _LANGUAGE.fullmatch(value) is not None,
}
