from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: The day on which every golden file was marked up.
TODAY = date(2026, 1, 1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite golden files with what comes out now")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    chosen = bool(request.config.getoption("--accept"))
    if chosen and os.environ.get("CI"):
        pytest.fail("golden files are accepted by a person, never in CI")
    return chosen


@pytest.fixture
def corpus() -> Path:
    """A folder of real documents, where the environment names one."""
    named = os.environ.get("AKN_CORPUS")
    if not named:
        pytest.skip("AKN_CORPUS names no folder of real documents")
    return Path(named)
