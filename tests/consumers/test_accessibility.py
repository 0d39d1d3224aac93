"""The pages in a real browser: axe-core finds no barrier, nothing is wider than a phone, nothing is asked for."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="the extra “consumers” is not installed")

from akn.comparing import align  # noqa: E402
from akn.comparing.linking import compare  # noqa: E402
from akn.jobs.surveying import of_document  # noqa: E402
from akn.model.overview import Overview  # noqa: E402
from akn.rendering import render  # noqa: E402
from tests.conftest import ROOT  # noqa: E402
from tests.forms.looking import DOCUMENTS, HERE, MOTION, root_of  # noqa: E402

CHROMIUM = shutil.which("chromium")
AXE = os.environ.get("AKN_AXE", "")
#: Asks for nothing by itself; as root, a sandbox of its own is not to be had.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SAMPLES = [ROOT / "tests" / "samples" / name for name in (
    "ell/ambient-monitoring.txt.xml", "bul/ambient-monitoring.txt.xml", "eng/report-bridges.html.xml",
    "eng/footnotes.html.xml", "eng/legislative-kites.html.xml", "eng/two-resolutions.txt.xml",
)]  # fmt: skip

pytestmark = [
    pytest.mark.skipif(not AXE, reason="AKN_AXE names no copy of axe-core"),
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


def pages() -> dict[str, str]:
    held = {path.name: render(root_of(path), "html") for path in [*DOCUMENTS, *SAMPLES]}
    motion, adopted = root_of(MOTION), root_of(HERE / "documents" / "adopted.xml")
    held["comparison"] = render(compare(motion, adopted), "html")
    held["overview"] = render(Overview.of([of_document(motion, "a"), of_document(adopted, "b")]), "html")
    held["languages"] = render(align([root_of(SAMPLES[0]), root_of(SAMPLES[1])]), "html")
    return held


PAGES = pages() if AXE and CHROMIUM else {}


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", 360), ("dark", 360)]
)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier(name: str, scheme: str, width: int, browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGES[name], encoding="utf-8")
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    shown = context.new_page()
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(file.as_uri())
    shown.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found = shown.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    paper = shown.evaluate("getComputedStyle(document.body).backgroundColor")
    wide = shown.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
    assert asked == [file.as_uri()]
    bright = max(map(int, re.findall(r"\d+", paper)[:3]))
    assert (bright > 200) is (scheme == "light"), paper
    if name != "languages":  # a column for each language has a width of its own, and scrolls
        assert wide <= 0
