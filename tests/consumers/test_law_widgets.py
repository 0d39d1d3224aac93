"""The field's web components, in a real browser: links lead somewhere, pop-ups show the part, no host is asked."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="the extra “consumers” is not installed")

from tests.consumers.documents import Made  # noqa: E402
from tests.consumers.page import page  # noqa: E402

CHROMIUM = shutil.which("chromium")
WIDGETS = os.environ.get("AKN_LAW_WIDGETS", "")

pytestmark = [
    pytest.mark.skipif(not WIDGETS, reason="AKN_LAW_WIDGETS names no copy of the web components"),
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium"),
]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        del args


@pytest.fixture(scope="module")
def site(
    documents: dict[str, Made], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, dict[str, str]]]:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(Path(WIDGETS) / "dist" / "lawwidgets", folder / "lawwidgets")
    pages = {}
    for made in documents.values():
        html = page(made.root, made.value("//a:FRBRExpression/a:FRBRuri/@value"))
        (folder / made.path.with_suffix(".html").name).write_text(html, encoding="utf-8")
        pages[made.name] = made.path.with_suffix(".html").name
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", pages
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, site: tuple[str, dict[str, str]]) -> Iterator[Any]:
    """Opens the page of a document; what it asked other hosts for is gathered in `asked`."""
    address, pages = site
    context = browser.new_context()
    asked: list[str] = []

    def look(route: Any) -> None:
        if route.request.url.startswith((address, "data:")):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", look)

    def open_(name: str) -> tuple[Any, list[str]]:
        tab = context.new_page()
        tab.goto(f"{address}/{pages[name]}")
        tab.wait_for_selector("la-akoma-ntoso.hydrated, la-akoma-ntoso[hydrated]", state="attached")
        return tab, asked

    yield open_
    context.close()


@pytest.mark.parametrize("name", ["motion", "joint motion", "report", "Bulgarian", "collection", "undated"])
def test_no_link_is_empty_and_each_one_inside_leads_to_a_part(opened: Any, name: str) -> None:
    tab, _ = opened(name)
    links = tab.eval_on_selector_all("a.akn-ref", "all => all.map(a => a.getAttribute('href'))")
    assert links
    assert "" not in links
    for inside in {link for link in links if link.startswith("#")}:
        assert tab.evaluate("id => document.querySelector(id) !== null", inside), inside


def test_a_pop_up_shows_the_part_that_is_meant(opened: Any) -> None:
    tab, _ = opened("dated by its number")
    link = tab.locator("a.akn-ref[href^='#']").first
    link.hover()
    shown = tab.locator(".tippy-content__body")
    shown.wait_for()
    assert "measure their cupboards" in shown.inner_text()
    assert "measure their ladders" not in shown.inner_text(), "the whole paragraph is shown, not its point"


def test_the_components_read_the_iri(opened: Any) -> None:
    tab, _ = opened("motion")
    read = tab.evaluate(
        "() => { const a = document.querySelector('la-akoma-ntoso');"
        " return [a.frbrCountry, a.frbrType, a.frbrSubtype, a.frbrAuthor, a.frbrDate, a.frbrLanguage]; }"
    )
    assert read == ["eu", "statement", "motion-for-resolution", "ep", "2021-03-16", "eng"]


def test_notes_stand_where_their_marks_stood(opened: Any, documents: dict[str, Made]) -> None:
    tab, _ = opened("with notes")
    assert tab.locator(".akn-authorialNote").count() == len(
        documents["with notes"].root.findall(".//{*}authorialNote")
    )


def test_a_page_that_is_shown_asks_no_other_host(opened: Any) -> None:
    tab, asked = opened("report")
    tab.wait_for_load_state("networkidle")
    fonts = [url for url in asked if "font" in url]  # the style of the components loads one: not ours to mend
    assert [url for url in asked if url not in fonts] == []
