"""Tables in TOML, read and held to their JSON Schema: what is wrong is told by file and line.

The schemas in ``schemas/`` are the one statement of what a table may hold.
Of JSON Schema they use the keywords that `mistakes` knows and no other, so
that a table from outside is checked at run time without a library; a test
holds this reading of them against that of ``jsonschema``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from akn import ready
from akn.errors import TableError

#: The way to a value: names of keys, numbers of rows.
Way: TypeAlias = tuple[str | int, ...]

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": (str, date),  # a date of TOML is a string of JSON
    "boolean": bool,
    "integer": int,
}
_NAME = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_DOTTED = rf"({_NAME}(?:\s*\.\s*{_NAME})*)"
_HEADER = re.compile(rf"\s*\[(\[?)\s*{_DOTTED}\s*\]{{1,2}}\s*(?:#.*)?")
_KEY = re.compile(rf"\s*{_DOTTED}\s*=")


def read_table(
    path: Path, what: str, schema: str = "", like: Callable[[str], Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """The table in the file `path`; `what` it is, is said of one that cannot be read.

    With `schema` (``institution``) it is held to that schema. `like` gives the table that this one names in its key
    ``like``: what it does not say itself is as there.

    Raises:
        TableError: it is no TOML, or says what the schema does not know; the message names file and line.
    """
    try:
        table = ready.read(path)
    except (OSError, ValueError, RecursionError) as error:
        raise TableError(f"the {what} {path} cannot be read: {error}") from error
    return _held(table, path, None, schema, like)


def table_in(
    text: str,
    name: Path,
    what: str,
    schema: str = "",
    like: Callable[[str], Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """The table in `text`, which is called `name`; takes and raises what `read_table` does."""
    try:
        table = ready.as_toml(text.encode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise TableError(f"the {what} {name} cannot be read: {error}") from error
    return _held(table, name, text, schema, like)


def _held(
    table: dict[str, Any],
    name: Path,
    text: str | None,
    schema: str,
    like: Callable[[str], Mapping[str, Any]] | None,
) -> dict[str, Any]:
    """`table` with what the one says that it is `like`, held to its schema; `text` is that of its file, where known."""
    if like is not None and isinstance(table.get("like"), str):
        table = merged(like(table["like"]), table)
    if schema:
        for way, message in mistakes(table, load_schema(schema)):
            raise TableError(f"{place(name, way, text)}: {message}")
    return table


def merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The table `base` with what `own` says in its place: tables key by key, all else as a whole."""
    both = dict(base)
    for key, value in own.items():
        held = both.get(key)
        both[key] = merged(held, value) if isinstance(held, Mapping) and isinstance(value, Mapping) else value
    return both


def place(path: Path, way: Way, text: str | None = None) -> str:
    """Where the value that `way` leads to stands: file and line, as a message begins."""
    if text is None:
        if not path.is_file():
            return str(path)
        text = path.read_text(encoding="utf-8")
    return f"{path}, line {line_of(text, way)}"


@lru_cache(maxsize=16)
def load_schema(name: str) -> Mapping[str, Any]:
    """The JSON Schema of the tables called `name`."""
    from importlib.resources import files  # noqa: PLC0415  # 9 ms, and only a table from outside wants it

    read: Mapping[str, Any] = json.loads(
        files("akn.schemas").joinpath(f"{name}-table.schema.json").read_text("utf-8")
    )
    return read


# ------------------------------------------------------------------ what is wrong


def mistakes(table: Any, schema: Mapping[str, Any]) -> Iterator[tuple[Way, str]]:
    """What in `table` is not as `schema` has it: the way to each place, and a sentence."""
    return _mistakes(table, schema, schema, ())


def _mistakes(
    value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], way: Way
) -> Iterator[tuple[Way, str]]:
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if not _may_be(value, schema, root):
        yield way, f"“{_name(way)}” must be {' or '.join(map(_article, _types(schema)))}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield way, f"“{value}” is none of: {', '.join(map(str, schema['enum']))}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield (
            (*way, value),
            f"“{value}” has not the form that is wanted: {schema.get('description', schema['pattern'])}",
        )
    if isinstance(value, dict):
        yield from _in_object(value, schema, root, way)
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield way, f"“{_name(way)}” is empty"
        for number, item in enumerate(value):
            yield from _mistakes(item, schema.get("items", {}), root, (*way, number))


def _in_object(
    value: Mapping[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any], way: Way
) -> Iterator[tuple[Way, str]]:
    known: Mapping[str, Any] = schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    names = re.compile(schema.get("propertyNames", {}).get("pattern", ""))
    for key, held in value.items():
        if key in known:
            yield from _mistakes(held, known[key], root, (*way, key))
        elif others is False or (others and not _may_be(held, others, root)):
            yield (*way, key), f"“{key}” is not known {_inside(way)}{_meant(key, known)}"
        elif not names.search(key):
            yield (*way, key), f"“{key}” cannot be a name here; it must have the form {names.pattern}"
        else:
            yield from _mistakes(held, others, root, (*way, key))
    for key in schema.get("required", ()):
        if key not in value:
            yield way, f"“{key}” is missing {_inside(way)}"


def _may_be(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    """Whether `value` is of the type of `schema`."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    types = _types(schema)
    return not types or any(_is(value, name) for name in types)


def _types(schema: Mapping[str, Any]) -> list[str]:
    wanted: str | list[str] = schema.get("type", [])
    return [wanted] if isinstance(wanted, str) else wanted


def _is(value: Any, name: str) -> bool:
    return isinstance(value, _TYPES[name]) and not (name == "integer" and isinstance(value, bool))


def _article(name: str) -> str:
    return {"object": "a table", "array": "a list", "string": "a text"}.get(name, f"of type {name}")


def _name(way: Way) -> str:
    return str(next((step for step in reversed(way) if isinstance(step, str)), "the table"))


def _inside(way: Way) -> str:
    return (
        f"in “{'.'.join(str(s) for s in way if isinstance(s, str))}”" if way else "at the head of the table"
    )


def _meant(key: str, known: Mapping[str, Any]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  # only a mistake wants it

    near = get_close_matches(key, known, 1)
    if near:
        return f"; perhaps “{near[0]}” is meant"
    return f"; known are {', '.join(known)}" if known else ""


# ------------------------------------------------------------------ where it stands


def line_of(text: str, way: Sequence[str | int]) -> int:
    """The line of the TOML `text` where the value stands that `way` leads to, or the nearest above it.

    ``tomllib`` gives no lines. Headers and keys are looked for in the text; inside a value of several lines,
    the words of the last step.
    """
    lines = text.splitlines()
    best, found = 0, 1
    counts: dict[tuple[str, ...], int] = {}
    header: Way = ()
    for number, line in enumerate(lines, 1):
        if opened := _HEADER.fullmatch(line):
            names = _names(opened.group(2))
            if opened.group(1):
                counts[names] = counts.get(names, -1) + 1
            header = _numbered(names, counts)
            at = header
        elif key := _KEY.match(line):
            at = (*header, *_names(key.group(1)))
        else:
            continue
        if len(at) > best and tuple(way[: len(at)]) == at:
            best, found = len(at), number
    rest = [step for step in way[best:] if isinstance(step, str)]
    return _within(lines, found, rest[-1]) if rest else found


def _within(lines: Sequence[str], found: int, word: str) -> int:
    """The line that has `word`, from the line `found` down to the next key or header; failing that, `found`."""
    for number, line in enumerate(lines[found - 1 :], found):
        if number > found and (_KEY.match(line) or _HEADER.fullmatch(line)):
            break
        if word in line:
            return number
    return found


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in re.findall(_NAME, dotted))


def _numbered(names: tuple[str, ...], counts: Mapping[tuple[str, ...], int]) -> Way:
    """The way of a header: behind the name of each list of tables, the number of its row."""
    way: list[str | int] = []
    for end, name in enumerate(names, 1):
        way.append(name)
        if names[:end] in counts:
            way.append(counts[names[:end]])
    return tuple(way)
