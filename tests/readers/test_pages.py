from __future__ import annotations

from pathlib import Path

import pytest

from akn.readers import html, markdown
from tests.readers.printing import printed

FOLDER = Path(__file__).parent / "pages"
PAGES = sorted(page for page in FOLDER.iterdir() if page.suffix in {".html", ".md"})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_read_as_a_person_reads_it(page: Path, accept: bool) -> None:  # a fixture
    text = page.read_text("utf-8")
    reading = markdown.read(text) if page.suffix == ".md" else html.read(text)
    golden = page.with_suffix(f"{page.suffix}.read")
    if accept:
        golden.write_text(printed(reading), "utf-8")
    assert printed(reading) == golden.read_text("utf-8")


def test_each_golden_file_has_its_page() -> None:
    goldens = FOLDER.glob("*.read")
    assert sorted(golden.with_suffix("") for golden in goldens) == PAGES
