"""Every table of ours is as its JSON Schema has it, and our own reading of the schemas is that of ``jsonschema``."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akn import authorities, institutions, languages
from akn.matching.phrases import SLOTS
from akn.toml import line_of, load_schema, merged, mistakes
from tests.conftest import ROOT
from tests.institutions.recipe import recipe

SCHEMAS = ROOT / "schemas"
NAMES = sorted(path.name.removesuffix("-table.schema.json") for path in SCHEMAS.glob("*-table.schema.json"))
WHERE = {
    "hints": (ROOT / "tests" / "recognition" / "hints.toml",),
    "institution": institutions.HERE.glob("*.toml"),
    "language": languages.HERE.glob("???.toml"),
    "names": (authorities.HERE / "names").glob("*.toml"),
    "words": (authorities.HERE / "words").glob("*.toml"),
}
TABLES = [
    (name, path) for name in NAMES for path in sorted(WHERE.get(name, (authorities.HERE / f"{name}.toml",)))
]
#: Tables that say how something else is set, and what little there is of them.
OTHERS = {"tags", "foreign"}
#: The keywords that our reading knows, and those that only describe.
KEYWORDS = {
    *("type", "properties", "additionalProperties", "propertyNames", "required", "items", "minItems"),
    *("enum", "pattern", "$ref", "$defs", "$schema", "title", "description"),
}


def plain(value: Any) -> Any:
    """The table as JSON would have it: a date is a text."""
    if isinstance(value, dict):
        return {key: plain(held) for key, held in value.items()}
    if isinstance(value, list):
        return [plain(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value


def schemas_in(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for held in (
        *schema.get("properties", {}).values(),
        *schema.get("$defs", {}).values(),
        *(schema[name] for name in ("items", "additionalProperties", "propertyNames") if name in schema),
    ):
        if isinstance(held, dict):
            yield from schemas_in(held)


@pytest.mark.parametrize(("name", "path"), TABLES, ids=lambda v: v.stem if isinstance(v, Path) else v)
def test_a_table_is_as_its_schema_has_it(name: str, path: Path) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    if "like" in table:  # what it does not say it has from there
        table = merged(institutions.load(table["like"]).table, table)
    assert list(mistakes(table, load_schema(name))) == []
    jsonschema.validate(plain(table), load_schema(name))


def test_every_table_has_a_schema() -> None:
    held = {path for _, path in TABLES}
    for room in (institutions.HERE, languages.HERE, authorities.HERE):
        assert {path for path in room.rglob("*.toml") if path.stem not in OTHERS} <= held


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_uses_only_what_we_read(name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}-table.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for held in schemas_in(schema):
        assert set(held) <= KEYWORDS


def test_the_slots_of_phrases_are_those_that_are_read() -> None:
    pattern = load_schema("language")["$defs"]["phrases"]["items"]["pattern"]
    assert pattern == rf"^([^{{}}]|\{{({'|'.join(SLOTS)})\}})*$"
    assert load_schema("institution")["$defs"]["phrases"] == load_schema("language")["$defs"]["phrases"]


def test_phrases_and_their_examples_have_the_same_slots() -> None:
    held = load_schema("language")["$defs"]
    assert set(held["speech"]["properties"]) - {"name", "like", "examples"} == set(
        held["examples"]["properties"]
    )


def ways(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield way
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in items:
        yield from ways(held, (*way, key))


TABLE = tomllib.loads(recipe().table)


@settings(max_examples=300, deadline=None)
@given(
    way=st.sampled_from([way for way in ways(TABLE) if way]),
    change=st.sampled_from(["drop", "rename", "number", "text", "list", "nothing in it", "true"]),
)
def test_our_reading_of_a_schema_is_that_of_jsonschema(way: tuple[str | int, ...], change: str) -> None:
    table = copy.deepcopy(TABLE)
    *above, last = way
    at: Any = table
    for step in above:
        at = at[step]
    match change:
        case "drop":
            del at[last]
        case "rename" if isinstance(at, dict):
            at[f"{last}s"] = at.pop(last)
        case _:
            at[last] = {"number": 7, "text": "x{y}", "list": ["x"], "nothing in it": [], "true": True}.get(
                change, {}
            )
    theirs = list(jsonschema.Draft202012Validator(load_schema("institution")).iter_errors(plain(table)))
    ours = list(mistakes(table, load_schema("institution")))
    assert bool(ours) == bool(theirs)


@pytest.mark.parametrize(
    ("way", "line"),
    [
        ((), 1),
        (("name",), 1),
        (("kinds", "resolution", "step"), 6),
        (("kinds", "resolution"), 3),
        (("identifiers", 1), 14),
        (("identifiers", 0, "iris", "own"), 10),
        (("identifiers", 1, "examples", 1, "text"), 18),
        (("identifiers", 1, "deep", "er", "key"), 21),
        (("quoted", "a b"), 2),
        (("nowhere",), 1),
    ],
)
def test_the_line_of_a_value(way: tuple[str | int, ...], line: int) -> None:
    text = """name = "x"
quoted."a b" = 1
[kinds.resolution]
label = "step = nothing"
type = "x"
step = "y"

[[identifiers]]
name = "one"
iris = { own = "x" }
examples = [
    { key = "x" },
]
[[identifiers]]
name = "two"
examples = [
    { key = "a" },
    { text = "b" },
]
[identifiers.deep]
er.key = 1
"""
    assert line_of(text, way) == line
