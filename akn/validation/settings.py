"""Settings of a project: ``akn.toml``, or ``[tool.akn]`` in ``pyproject.toml``.

The nearest directory at or above the current one that has either file decides;
``akn.toml`` wins over ``pyproject.toml`` beside it. Whoever wrote the folder in
which one stands wrote them: what they name to be run is run only by consent.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from akn.bounded import read_bounded
from akn.errors import TableError, TooLargeError
from akn.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project has settled about validation; the command line overrules it.

    `rules` and `schematron` are files of the user's own, `exclude` patterns for
    files found in directories, `jobs` a number of processes, `max_size` megabytes.
    """

    profile: str = "akn"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: str = "error"
    exclude: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    schematron: tuple[str, ...] = ()
    jobs: int = 1
    max_size: int = 32


#: The settings that name what is run: rules are code, and a Schematron may take any time.
_RUN = ("rules", "schematron")
#: No machine has so many processors, and none so many megabytes for one file.
_MOST = 1_000_000
_NAMES = {field.name.replace("_", "-"): field.name for field in fields(Settings)}


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

    Paths of rules and Schematron files are taken from where the settings lie;
    they are only there where the settings are `trusted`. Raises `TableError` for
    what is no TOML, no setting, or no fitting value, and for what would be run
    without trust.
    """
    if path is None:
        return Settings()
    table = _table(path)
    values = {_name(key, path): _value(key, value, path) for key, value in table.items()}
    for key in _RUN:
        if values.get(key) and not trusted:
            raise TableError(
                f"{path} names “{key}”, which would be run; --trust-settings does so, where you trust who wrote "
                "them, --isolated leaves these settings out"
            )
        if key in values:
            values[key] = tuple(str(path.parent / one) for one in values[key])
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


def _name(key: str, path: Path) -> str:
    if key not in _NAMES:
        raise TableError(
            f"{path} sets “{key}”, which is no setting; the settings are {', '.join(sorted(_NAMES))}"
        )
    return _NAMES[key]


def _value(key: str, value: object, path: Path) -> Any:
    """Return `value` as the setting `key` holds it, or raise `TableError`."""
    match key:
        case "jobs" | "max-size":
            if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST:
                return value
            raise TableError(f"{path}: “{key}” must be a whole number from 1 to {_MOST}")
        case "severity":
            if value in list(Severity):
                return value
            raise TableError(f"{path}: “severity” must be one of {', '.join(Severity)}")
        case "profile":
            if isinstance(value, str) and value:
                return value
            raise TableError(f"{path}: “profile” must be the name of a profile")
        case _:
            if isinstance(value, list) and all(isinstance(one, str) for one in value):
                return tuple(value)
            raise TableError(f'{path}: “{key}” must be a list of texts, as in {key} = ["…"]')
