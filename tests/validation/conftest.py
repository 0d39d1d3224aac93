from __future__ import annotations

from pathlib import Path

import pytest

MISTAKES = Path(__file__).parent.parent / "mistakes"


@pytest.fixture(scope="session")
def good_bytes() -> bytes:
    """A valid resolution on which no rule has anything to say."""
    return (MISTAKES / "good.xml").read_bytes()
