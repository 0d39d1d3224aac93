"""The institution of the recipe in CONTRIBUTING, written into folders as the recipe says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from akn.languages import HERE
from tests.conftest import ROOT

_SECTION = re.compile(r"^## Adding an institution$(.*?)^## ", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Recipe:
    """The three pieces that the recipe prints: table, section of the language, act."""

    table: str
    section: str
    act: str


def recipe() -> Recipe:
    section = _SECTION.search((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert section
    return Recipe(*_BLOCK.findall(section[1]))


@dataclass(frozen=True)
class Folders:
    """Folders of tables beside ours."""

    institutions: Path
    languages: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"AKN_INSTITUTIONS": str(self.institutions), "AKN_LANGUAGES": str(self.languages)}

    def use(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in self.environment.items():
            monkeypatch.setenv(name, value)


def folders(
    at: Path, table: str | None = None, section: str | None = None, *, key: str = "exc", language: str = "eng"
) -> Folders:
    """Folders at `at` with the table `key`, and `section` behind a copy of the table of `language`."""
    made = Folders(at / "institutions", at / "languages")
    made.institutions.mkdir(parents=True, exist_ok=True)
    made.languages.mkdir(parents=True, exist_ok=True)
    (made.institutions / f"{key}.toml").write_text(
        recipe().table if table is None else table, encoding="utf-8"
    )
    copy = made.languages / f"{language}.toml"
    held = (copy if copy.is_file() else HERE / f"{language}.toml").read_text(encoding="utf-8")
    copy.write_text(f"{held}\n{recipe().section if section is None else section}", encoding="utf-8")
    return made
