"""The page of ``akn serve`` in a real browser: converted, traced, mended, and without an offence of accessibility."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="the extra “consumers” is not installed")
pytest.importorskip("uvicorn", reason="the extra “serve” is not installed")

CHROMIUM = shutil.which("chromium")
AXE = os.environ.get("AKN_AXE", "")
ALONE = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
)
MOTION = Path("samples/eng/harbour-noise.txt").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def address():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "akn", "serve", "--port", str(port), "--jobs", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        said = server.stdout.readline()  # it says so once it listens
        assert str(port) in said
        yield f"http://127.0.0.1:{port}/"
        server.terminate()
        assert server.wait(20) == 0


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=list(ALONE))
        yield chromium
        chromium.close()


@pytest.fixture(params=["en-GB", "de-DE"])
def page(request, browser, address):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale=request.param)
    page = context.new_page()
    page.asked, page.faults = [], []
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    page.goto(address)
    yield page
    assert page.faults == []
    assert {url for url in page.asked if not url.startswith((address, "data:", "blob:"))} == set()
    context.close()


def converted(page, text=MOTION):
    page.fill("#text", text)
    page.wait_for_selector("#read article")
    return page


def test_a_pasted_text_is_shown_as_it_reads(page):
    converted(page)
    assert page.text_content("#read .docTitle") == "situation of harbour pilots in Ruritania"
    assert page.locator("#read .paragraph").count() == 4


def test_a_line_lights_its_part_and_a_part_its_line(page):
    converted(page)
    page.focus("#text")
    line = next(n for n, one in enumerate(MOTION.splitlines()) if "whereas" in one)
    page.keyboard.press("Control+Home")
    for _ in range(line):
        page.keyboard.press("ArrowDown")
    page.wait_for_selector("#read .recital.lit")
    assert page.text_content("#gutter .lit") == str(line + 1)
    page.hover("#read .paragraph >> nth=0")
    lit = int(page.text_content("#gutter .lit"))
    assert MOTION.splitlines()[lit - 1].strip().startswith("1.")


def test_what_is_left_out_is_struck_through(page):
    converted(page)
    struck = {int(one) for one in page.locator("#gutter .gone").all_text_contents()}
    assert MOTION.splitlines().index("Document stages in plenary") + 1 in struck


def test_a_source_that_is_changed_is_seen_again_at_once(page):
    converted(page)
    page.fill("#text", MOTION.replace("harbour pilots", "lighthouse keepers"))
    page.wait_for_selector("#read .docTitle >> text=lighthouse keepers")


def test_a_text_without_a_resolution_says_so(page):
    converted(page)
    page.fill("#text", "nothing of the kind")
    page.wait_for_selector("#state.error")
    page.faults = [one for one in page.faults if "422" not in one]
    assert page.locator("#read article").count() == 0
    assert page.is_disabled("#save-xml")


def test_akoma_ntoso_is_checked_in_place(page):
    page.fill("#text", Path("tests/samples/eng/shortest.txt.xml").read_text(encoding="utf-8"))
    page.wait_for_selector("#read article", state="attached")
    assert page.get_attribute("#tab-data", "aria-selected") == "true"


def test_a_page_that_holds_a_script_runs_none(page):
    text = MOTION.replace(
        "harbour pilots", "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
    )
    converted(page, text)
    assert page.locator("#result script, #result img").count() == 0


def test_the_xml_and_the_report_can_be_saved(page):
    converted(page)
    with page.expect_download() as download:
        page.click("#save-xml")
    assert Path(download.value.path()).read_bytes().startswith(b"<?xml")
    with page.expect_download() as download:
        page.click("#save-report")
    assert json.loads(Path(download.value.path()).read_bytes())["kind"] == "motionForResolution"


def test_files_are_opened_and_chosen_among(page):
    page.set_input_files("#files", ["samples/eng/shortest.txt", "samples/eng/harbour-noise.txt"])
    page.wait_for_selector("#read article")
    page.select_option("#opened", "1")
    page.wait_for_selector("#read .docTitle >> text=harbour pilots")


def test_tabs_are_moved_between_by_keys(page):
    converted(page)
    page.focus("#tab-read")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#tab-xml", "aria-selected") == "true"
    assert page.is_visible("#xml")


@pytest.mark.skipif(not AXE, reason="AKN_AXE names no axe.min.js; .ci/test-consumers fetches one")
@pytest.mark.parametrize("tab", ["read", "xml", "data"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_offends_accessibility(browser, address, tab, scheme):
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    converted(page)
    page.click(f"#tab-{tab}")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")["violations"]
    assert [(one["id"], [node["html"][:90] for node in one["nodes"][:3]]) for one in found] == []
    context.close()


def test_on_a_phone_nothing_is_wider_than_the_screen(browser, address):
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    converted(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_the_words_of_the_page_are_whole_in_each_language():
    source = Path("akn/web/pages/words.js").read_text(encoding="utf-8")
    rows = re.findall(r"^  (\w\w): \{(.*?)^  \},", source, re.MULTILINE | re.DOTALL)
    keys = {language: set(re.findall(r"(\w+): \"", row)) for language, row in rows}
    assert len(keys) == 3
    assert len({frozenset(one) for one in keys.values()}) == 1
