"""Settings of a project: ``akn.toml``, or ``[tool.akn]`` in ``pyproject.toml``.

The nearest directory at or above the current one that has either file decides;
``akn.toml`` wins over ``pyproject.toml`` beside it. Tables inside the settings
belong to other commands and are passed over.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from akn.errors import TableError
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


_NAMES = {field.name.replace("_", "-"): field.name for field in fields(Settings)}


def find(start: Path) -> Path | None:
    """Return the file that holds the settings for the directory `start`, or None."""
    for directory in (start, *start.parents):
        own = directory / "akn.toml"
        if own.is_file():
            return own
        project = directory / "pyproject.toml"
        if project.is_file() and b"[tool.akn" in project.read_bytes():
            return project
    return None


def load(path: Path | None) -> Settings:
    """Return the settings in `path`, or the default ones for None.

    Paths of rules and Schematron files are taken from where the settings lie.
    Raises `TableError` for what is no TOML, no setting, or no fitting value.
    """
    if path is None:
        return Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TableError(f"the settings in {path} cannot be read: {error}") from error
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("akn", {})
    given = {key: value for key, value in table.items() if not isinstance(value, dict)}
    values = {_name(key, path): _value(key, value, path) for key, value in given.items()}
    for key in ("rules", "schematron"):
        if key in values:
            values[key] = tuple(str(path.parent / one) for one in values[key])
    return Settings(**values)


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
            if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
                return value
            raise TableError(f"{path}: “{key}” must be a whole number from 1")
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
