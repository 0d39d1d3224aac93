"""Settings of a project: ``akn.toml``, or ``[tool.akn]`` in ``pyproject.toml``.

The nearest directory at or above the current one that has either file decides;
``akn.toml`` wins over ``pyproject.toml`` beside it. Whoever wrote the folder in
which one stands wrote them: what they name to be run is run only by consent.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from akn.bounded import LARGEST, read_bounded
from akn.errors import TableError, TooLargeError
from akn.findings import Severity

#: Codes, or how they begin, by a pattern of paths (with the folder it is relative to) or by a level.
Codes = tuple[str, ...]


class Settings(Struct, frozen=True):
    """What a project has settled about validation; the command line overrules it.

    `rules` and `schematron` are files of the user's own, `schema` the XSD files in place of the official one,
    `exclude` patterns for files found in directories, `jobs` a number of processes, `max_size` megabytes. `severity`
    is that from which a finding fails; `severities` gives codes a level of their own; `per_file_ignores` leaves codes
    out in files that meet a pattern, taken from `home`, where the settings lie.
    """

    profile: str = "akn"
    select: Codes = ()
    ignore: Codes = ()
    severity: str = "error"
    exclude: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    schematron: tuple[str, ...] = ()
    jobs: int = 1
    max_size: int = LARGEST
    schema: tuple[str, ...] = ()
    baseline: str = ""
    form: str = ""
    no_rules: bool = False
    as_standard: bool = False
    exit_zero: bool = False
    force_exclude: bool = False
    huge: bool = False
    severities: tuple[tuple[str, str], ...] = ()
    per_file_ignores: tuple[tuple[str, Codes], ...] = ()
    home: str = ""


#: The settings that name what is run: rules are code, and a Schematron may take any time.
_RUN: Final = ("rules", "schematron")
#: No machine has so many processors, and none so many megabytes for one file.
_MOST: Final = 1_000_000


def find(start: Path) -> Path | None:
    """Return the file that holds the settings for the directory `start`, or None."""
    for directory in (start, *start.parents):
        own = directory / "akn.toml"
        if own.is_file():
            return own
        project = directory / "pyproject.toml"
        if project.is_file() and b"tool.akn" in _content(project):
            return project
    return None


def _content(project: Path) -> bytes:
    try:
        return read_bounded(project)
    except (TooLargeError, OSError):  # whose it is, is for others to say
        return b""


def load(path: Path | None, *, trusted: bool = False) -> Settings:
    """Return the settings in `path`, or the default ones for None.

    Paths of rules, schemas and the like are taken from where the settings lie;
    rules and Schematron are only there where the settings are `trusted`. Raises
    `TableError` for what is no TOML, no setting, or no fitting value, and for what would
    be run without trust.
    """
    if path is None:
        return Settings()
    values: dict[str, Any] = {"home": str(path.parent)}
    for key, value in _dotted(_table(path)).items():
        if key not in _READ:
            known = ", ".join(sorted({*_READ, *_TABLES}))
            raise TableError(f"{path} sets “{key}”, which is no setting; the settings are {known}")
        name, read = _READ[key]
        if key == "severity" and isinstance(value, dict):
            name, read = "severities", _levels
        try:
            values[name] = read(value)
        except _WrongError as wrong:
            raise TableError(f"{path}: “{key}” must be {wrong}") from wrong
    for key in _RUN:
        if values.get(key) and not trusted:
            raise TableError(
                f"{path} names “{key}”, which would be run; --trust-settings does so, where you trust who wrote "
                "them, --isolated leaves these settings out"
            )
    for key in (*_RUN, "schema"):
        if key in values:
            values[key] = tuple(str(path.parent / one) for one in values[key])
    if values.get("baseline"):
        values["baseline"] = str(path.parent / values["baseline"])
    return Settings(**values)


def _table(path: Path) -> dict[str, Any]:
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise TableError(f"the settings in {path} cannot be read: {error}") from error
    for key in ("tool", "akn") if path.name == "pyproject.toml" else ():
        table = table.get(key, {})
        if not isinstance(table, dict):
            raise TableError(f"{path}: “{key}” must be a table")
    return dict(table)


def _dotted(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return `table` with ``as-3.0 = true`` as it was meant: TOML reads ``as-3`` and in it ``0``."""
    held = dict(table)
    inner = held.get("as-3")
    if isinstance(inner, dict) and set(inner) == {"0"}:
        held["as-3.0"] = held.pop("as-3")["0"]
    return held


class _WrongError(ValueError):
    """What a value must be."""


def _text(what: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if isinstance(value, str) and value:
            return value
        raise _WrongError(what)

    return read


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise _WrongError('a list of texts, as in ["…"]')


def _files(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) and value else _texts(value)


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST:
        return value
    raise _WrongError(f"a whole number from 1 to {_MOST}")


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _WrongError("true or false")


def _level(value: object) -> str:
    if isinstance(value, str) and value in list(Severity):
        return value
    raise _WrongError(f"one of {', '.join(Severity)}")


def _levels(value: object) -> tuple[tuple[str, str], ...]:
    if isinstance(value, dict) and all(
        isinstance(one, str) and one in list(Severity) for one in value.values()
    ):
        return tuple((code.upper(), level) for code, level in value.items())
    raise _WrongError(f"a table of codes and levels ({', '.join(Severity)})")


def _by_file(value: object) -> tuple[tuple[str, Codes], ...]:
    if isinstance(value, dict) and all(
        isinstance(one, list) and all(isinstance(code, str) for code in one) for one in value.values()
    ):
        return tuple((pattern, tuple(codes)) for pattern, codes in value.items())
    raise _WrongError('a table of patterns and codes, as in "drafts/*" = ["REF001"]')


#: Each setting: the field that holds it, and what reads its value.
_READ: Final[Mapping[str, tuple[str, Callable[[Any], Any]]]] = {
    "profile": ("profile", _text("the name of a profile")),
    "select": ("select", _texts),
    "ignore": ("ignore", _texts),
    "severity": ("severity", _level),
    "threshold": ("severity", _level),
    "exclude": ("exclude", _texts),
    "rules": ("rules", _texts),
    "schematron": ("schematron", _texts),
    "jobs": ("jobs", _number),
    "max-size": ("max_size", _number),
    "schema": ("schema", _files),
    "baseline": ("baseline", _text("the path of a file")),
    "format": ("form", _text("the name of a form")),
    "no-rules": ("no_rules", _switch),
    "as-3.0": ("as_standard", _switch),
    "exit-zero": ("exit_zero", _switch),
    "force-exclude": ("force_exclude", _switch),
    "huge": ("huge", _switch),
    "per-file-ignores": ("per_file_ignores", _by_file),
}
#: Those that are tables, or may be.
_TABLES: Final = ("per-file-ignores", "severity")
