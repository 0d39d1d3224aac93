"""The page of ``akn serve`` in a real browser: converted, traced, mended, and without an offence of accessibility."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.consumers.browsing import ALONE, deposited, served
from tests.readers.printing_pdf import Put, pdf

playwright = pytest.importorskip("playwright.sync_api", reason="the extra “consumers” is not installed")
pytest.importorskip("uvicorn", reason="the extra “serve” is not installed")

CHROMIUM = shutil.which("chromium")
AXE = os.environ.get("AKN_AXE", "")
#: Where screenshots are wanted, as `make screenshots` does, the folder for them.
SHOTS = os.environ.get("AKN_SCREENSHOTS", "")
MOTION = Path("samples/eng/harbour-noise.txt").read_text(encoding="utf-8")
EXAMPLE = Path("akn/web/pages/example.txt").read_text(encoding="utf-8")
VALID = Path("tests/samples/eng/shortest.txt.xml").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    library = deposited(tmp_path_factory.mktemp("page") / "library")
    with served("--library", library) as where:
        yield where


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=list(ALONE))
        yield chromium
        chromium.close()


def opened(browser, address, **how):
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | how))
    page = context.new_page()
    page.asked, page.faults = [], []
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    page.goto(address)
    page.wait_for_selector(".welcome, #read article")
    return page


@pytest.fixture(params=["en-GB", "de-DE"])
def page(request, browser, address):
    page = opened(browser, address, locale=request.param)
    yield page
    assert page.faults == []
    assert {url for url in page.asked if not url.startswith((address, "data:", "blob:"))} == set()
    page.context.close()


@pytest.fixture
def english(browser, address):
    page = opened(browser, address, locale="en-GB")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield page
    assert page.faults == []
    assert {url for url in page.asked if not url.startswith((address, "data:", "blob:"))} == set()
    page.context.close()


def converted(page, text=MOTION):
    page.fill("#text", text)
    page.wait_for_selector("#read article")
    return page


def line_of(page):
    return int(re.search(r"\d+", page.text_content("#line-said"))[0])


def saved(page, name):
    page.click("#save summary")
    with page.expect_download() as download:
        page.click(f"#save-{name}")
    return Path(download.value.path()).read_bytes()


# ------------------------------------------------------------------ the document and its lines


def test_a_pasted_text_is_shown_as_it_reads(page):
    converted(page)
    assert "situation of harbour pilots in Ruritania" in page.text_content("#read .akn-preface")
    assert page.locator("#read .akn-paragraph").count() == 4


def test_the_document_is_what_render_makes(english):
    """One source of truth: the words and their order are those of the page that `akn render` writes."""
    converted(english)
    from lxml import html

    page = html.fromstring(saved(english, "html"))
    (main,) = page.xpath("//main")
    shown = english.evaluate(
        "document.getElementById('read').shadowRoot.querySelector('article').textContent"
    )
    assert " ".join(shown.split()) == " ".join(main.text_content().split())


def test_a_line_lights_its_part_and_a_part_its_line(page):
    converted(page)
    page.focus("#text")
    line = next(n for n, one in enumerate(MOTION.splitlines()) if "whereas" in one)
    page.evaluate("at => document.getElementById('text').setSelectionRange(at, at)", MOTION.index("whereas"))
    page.wait_for_selector("#read .akn-recital.lit")
    assert page.text_content("#rows .lit .n") == str(line + 1)
    assert line_of(page) == line + 1
    page.hover("#read .akn-paragraph >> nth=1")
    lit = int(page.text_content("#rows .lit .n"))
    assert MOTION.splitlines()[lit - 1].strip().startswith("2.")


def test_a_part_is_traced_by_the_keyboard_alone(page):
    converted(page)
    page.locator("#read .akn-paragraph a.self >> nth=0").focus()
    lit = int(page.text_content("#rows .lit .n"))
    assert MOTION.splitlines()[lit - 1].strip().startswith("1.")


def test_the_number_of_a_line_can_be_clicked_on(english):
    converted(english)
    english.click("#rows .n >> nth=44")
    assert line_of(english) == 45
    assert english.evaluate("document.activeElement.id") == "text"


def test_what_is_left_out_is_struck_through_with_its_reason(english):
    converted(english)
    struck = {int(one) for one in english.locator("#rows .gone .n").all_text_contents()}
    line = MOTION.splitlines().index("Document stages in plenary") + 1
    assert line in struck
    english.click(f"#rows .n >> nth={line - 1}")
    assert "left out (page furniture" in english.text_content("#line-said")


def test_numbers_that_were_restored_are_marked(english):
    converted(english)
    lines = {int(one) for one in english.locator("#rows .restored .n").all_text_contents()}
    assert {MOTION.splitlines()[n - 1].split()[1] for n in lines} == {"whereas"}


def test_rows_stand_as_high_as_the_text(english):
    """The numbers stand beside their lines, wrapped ones too, whatever is in them."""
    converted(english, MOTION + "\tx  \n" + "word " * 300 + "\n" + "x" * 900)
    heights = english.evaluate(
        "[document.getElementById('rows').offsetHeight, document.getElementById('text').scrollHeight]"
    )
    assert abs(heights[0] - heights[1]) < 4


def test_a_source_that_is_changed_is_seen_again_at_once(page):
    converted(page)
    page.fill("#text", MOTION.replace("harbour pilots", "lighthouse keepers"))
    page.wait_for_selector("#read .akn-preface >> text=lighthouse keepers")


def test_a_text_without_a_resolution_says_so(page):
    converted(page)
    page.fill("#text", "nothing of the kind")
    page.wait_for_selector("#state.error")
    page.faults = [one for one in page.faults if "422" not in one]
    assert page.locator("#read article").count() == 0
    assert page.locator("#forms button").count() == 0


def test_a_page_that_holds_a_script_runs_none(page):
    attack = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
    converted(page, MOTION.replace("harbour pilots", attack).replace("Zoë Lindqvist", attack))
    for tab in ("read", "xml", "data"):
        page.click(f"#tab-{tab}")
    assert page.locator("#result script, #result img, #result iframe").count() == 0
    assert page.evaluate("window.ran") is None


def test_names_of_files_and_marked_up_documents_run_nothing(english):
    attack = "<img src=x onerror='window.ran = 1'>"
    text = VALID.replace(
        "</mainBody>", "<hcontainer name='a' eId='text'><content><p>x</p></content></hcontainer></mainBody>"
    )
    english.set_input_files(
        "#files",
        [
            {"name": f"{attack}.xml", "mimeType": "text/xml", "buffer": text.encode()},
            {
                "name": "b.html",
                "mimeType": "text/html",
                "buffer": f"<svg onload=window.ran=1>{attack}".encode(),
            },
        ],
    )
    english.wait_for_selector("#data section")
    english.select_option("#opened", "1")
    english.wait_for_selector("#state.error")
    english.faults = [one for one in english.faults if "422" not in one]
    assert english.locator("#result img, header img").count() == 0
    assert english.evaluate("window.ran") is None


# ------------------------------------------------------------------ mending


def test_the_first_three_minutes_end_with_a_mended_document(english, tmp_path):
    """As docs/page.md has it, step by step."""
    english.click(".welcome >> text=Try an example")
    english.wait_for_selector("#state >> text=Nothing lost; 2 to look at")
    english.click("#tab-data")
    english.click("#data .finding >> nth=0 >> text=Give: Date")
    assert english.evaluate("document.activeElement.id") == "date"
    english.keyboard.type("2021-03-16")
    english.keyboard.press("Enter")
    english.wait_for_selector("#data .finding:has-text('COV007')", state="detached")
    english.click("#data .finding:has-text('SHA026') >> text=Make it: none of the text")
    english.wait_for_selector("#state.good >> text=Nothing lost; valid")
    english.click("#save summary")
    with english.expect_download() as download:
        english.click("#forms >> text=Akoma Ntoso (.xml)")
    assert download.value.suggested_filename == "example.xml"
    download.value.save_as(tmp_path / "example.xml")
    checked = [sys.executable, "-m", "akn", "validate", str(tmp_path / "example.xml")]
    assert subprocess.run(checked, capture_output=True, check=False).returncode == 0
    english.click("#tab-read")
    english.click("#rows .gone.hinted .n")
    assert english.locator("#read .akn-heading").count() == 0
    english.select_option("#role", "")
    english.wait_for_selector("#read .akn-heading")


def test_hints_are_saved_as_the_command_line_takes_them(english, tmp_path):
    from akn.pipeline import Options, convert
    from akn.recognition import Wishes
    from akn.recognition.hints import hints_in

    odd = "Says “\\quoted\\”, tab\tand é\u007f"
    converted(english, EXAMPLE.replace("More on this subject: the lamps of Ruritania", odd))
    english.click("#read >> text=Says")
    english.select_option("#role", "subparagraph")
    english.wait_for_selector("#rows .hinted")
    text = saved(english, "hints").decode()
    (hint,) = hints_in(text)
    assert hint.role == "subparagraph"
    made = convert(
        EXAMPLE.replace("More on this subject: the lamps of Ruritania", odd), Options(Wishes(hints=(hint,)))
    )
    assert b"<heading" not in made.xml
    (tmp_path / "hints.toml").write_text(text, encoding="utf-8")
    english.reload()
    english.wait_for_selector(".welcome")
    english.click("#options summary")
    english.set_input_files("#hints-file", tmp_path / "hints.toml")
    converted(english, EXAMPLE.replace("More on this subject: the lamps of Ruritania", odd))
    english.wait_for_selector("#rows .hinted")
    assert english.locator("#read .akn-heading").count() == 0


def test_a_doubt_stands_at_its_line_with_what_mends_it(english):
    converted(
        english,
        EXAMPLE.replace("More on this subject: the lamps of Ruritania", "The Commission should go there;"),
    )
    line = next(n for n, one in enumerate(EXAMPLE.splitlines(), 1) if one.startswith("More on"))
    english.wait_for_selector("#rows .error, #rows .warning")
    english.click(f"#rows .n >> nth={line - 1}")
    assert "SHA019" in english.text_content("#line-findings")
    english.click("#line-findings >> text=Make it: none of the text")
    english.wait_for_selector("#rows .gone.hinted")


# ------------------------------------------------------------------ checking


def test_akoma_ntoso_is_checked_in_place_and_mended_piece_by_piece(english):
    broken = VALID.replace('eId="para_1"', 'eId="para_7"')
    english.fill("#text", broken)
    english.wait_for_selector("#data .diff")
    assert english.get_attribute("#tab-data", "aria-selected") == "true"
    assert english.locator("#rows .warning").count()
    assert "para_7" in english.text_content("#data .diff del")
    english.click("#data .diff >> text=Accept")
    english.wait_for_selector("#state.good")
    assert english.input_value("#text") == VALID
    english.click("#tab-read")
    assert english.locator("#read .akn-paragraph").count() == 1


def test_what_is_no_xml_is_told_by_its_line(page):
    page.fill("#text", VALID.replace("</mainBody>", ""))
    page.wait_for_selector("#state.error")
    assert page.locator("#data .finding.error").count()


# ------------------------------------------------------------------ files


def printed():
    rows, high = [], 800
    for line in EXAMPLE.replace("(2021/9777", "16.3.2021 - (2021/9777").replace("–", "-").splitlines():
        if line:
            rows.append(Put(60, high, 9, line.encode("cp1252", "ignore").decode("cp1252")))
        high -= 15
    return pdf([rows[:30], [Put(one.left, one.base + 440, one.size, one.text) for one in rows[30:]]])


def test_the_page_of_a_pdf_stands_beside_with_the_line_lit(english):
    english.set_input_files("#files", [{"name": "m.pdf", "mimeType": "application/pdf", "buffer": printed()}])
    english.wait_for_selector("#scans img")
    english.hover("#read .akn-recital >> nth=1")
    english.wait_for_selector("#scans .spot:not([hidden])")
    box, page = (
        english.locator(one).bounding_box()
        for one in ("#scans .spot:not([hidden])", "#scans figure >> nth=0")
    )
    english.mouse.click(box["x"] + 10, box["y"] + box["height"] / 2)
    assert "recital B" in english.text_content("#line-said")
    assert page["y"] < box["y"] < page["y"] + page["height"]
    english.click("#scan")
    assert "whereas ships" in english.input_value("#text")
    assert english.get_attribute("#text", "readonly") is not None


def test_files_are_opened_and_chosen_among(page):
    page.set_input_files("#files", ["samples/eng/shortest.txt", "samples/eng/harbour-noise.txt"])
    page.wait_for_selector("#read article")
    page.select_option("#opened", "1")
    page.wait_for_selector("#read .akn-preface >> text=harbour pilots")


def test_each_form_can_be_downloaded(english):
    converted(english)
    assert saved(english, "xml").startswith(b"<?xml")
    assert json.loads(saved(english, "report"))["kind"] == "motionForResolution"
    assert saved(english, "html").startswith(b"<!DOCTYPE html>")
    assert b"harbour pilots" in saved(english, "text")
    assert saved(english, "markdown").count(b"\n") > 20
    assert saved(english, "csv").startswith(b"work,")
    assert saved(english, "jsonl").startswith(b'{"work"')
    assert saved(english, "parquet")[:4] == b"PAR1"
    assert json.loads(saved(english, "json"))
    assert json.loads(saved(english, "jsonld"))
    assert b"<akomaNtoso" in saved(english, "akn4un")
    assert "blocks" in json.loads(saved(english, "pandoc"))


# ------------------------------------------------------------------ the library


def test_the_library_is_searched_read_compared_counted_and_deposited_in(english, address):
    english.click("#room-library")
    english.wait_for_selector("#found li")
    english.fill("#q", "pilots")
    english.click("#search button")
    english.wait_for_selector("#found .excerpt")
    english.click("#found li >> nth=0 >> text=Read")
    english.wait_for_selector("#read article >> text=harbour pilots")
    english.click("#read .akn-paragraph >> nth=1", position={"x": 5, "y": 5})
    english.hover("#read .akn-paragraph >> nth=1")
    english.click("#read .akn-paragraph a.self >> nth=1")
    english.wait_for_selector("#state >> text=Copied")
    link = english.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{address}?iri=")
    assert link.endswith("#para_2")
    again = opened(english.context.browser, link)
    again.wait_for_selector("#read #para_2.lit")
    again.context.close()
    converted(english, EXAMPLE.replace("(2021/9777", "16.3.2021 - (2021/9777"))
    english.wait_for_selector("#read article >> text=lighthouses")
    english.click("#deposit")
    english.wait_for_selector("#state >> text=: deposited")
    english.click("#room-library")
    english.fill("#q", "")
    english.click("#search button")
    english.wait_for_selector("#found >> text=lighthouses")
    english.click("#found li:has-text('ambient noise') >> nth=0 >> text=Languages side by side")
    english.wait_for_selector("#shown th >> text=fra")
    for title in ("lighthouses", "harbour pilots"):
        english.check(f"#found li:has-text('{title}') input")
    english.click("#compare")
    english.wait_for_selector("#shown .pair")
    english.click("#overview")
    english.wait_for_selector("#shown svg")


# ------------------------------------------------------------------ everybody


def test_tabs_are_moved_between_by_keys(page):
    converted(page)
    page.focus("#tab-read")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#tab-xml", "aria-selected") == "true"
    assert page.is_visible("#xml")


def test_what_the_text_tells_stands_in_the_options_until_it_is_overruled(english):
    converted(english)
    english.click("#options summary")
    told = {
        name: english.get_attribute(f"#{name}", "placeholder")
        for name in ("language", "institution", "kind", "number", "date")
    }
    assert told == {
        "language": "eng",
        "institution": "ep",
        "kind": "motionForResolution",
        "number": "B9-9145/2021",
        "date": "2021-03-16",
    }
    english.fill("#number", "B9-9000/2021")
    english.press("#number", "Enter")
    english.click("#tab-data")
    english.wait_for_selector("#data dd >> text=B9-9000/2021")
    english.fill("#text", "")
    english.wait_for_selector(".welcome")
    assert english.get_attribute("#number", "placeholder") == ""


def test_data_says_what_the_document_refers_to_and_whom_it_names(english):
    converted(english)
    english.click("#tab-data")
    told = english.inner_text("#data")
    assert "Rule 144 of its Rules of Procedure → /akn/eu/doc/rules-of-procedure" in told
    assert "European Commission (body) http://publications.europa.eu" in told
    assert "Zoë Lindqvist‑Nováková (person)" in told
    assert english.get_attribute("#data a >> nth=0", "rel") == "noreferrer"
    english.click("#data li:has-text('Rule 144') .line")
    assert "Rule 144" in MOTION.splitlines()[line_of(english) - 1]
    english.fill("#text", VALID.replace("Asks for", "<ref href='javascript:window.ran=1'>Asks</ref> for"))
    english.wait_for_selector("#data code >> text=javascript:")
    assert english.locator("#data a[href^='javascript']").count() == 0


def test_files_that_are_dropped_are_opened(english):
    english.evaluate(
        """text => {
            const data = new DataTransfer();
            for (const name of ["a.txt", "b.txt"]) data.items.add(new File([text], name));
            document.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        MOTION,
    )
    english.wait_for_selector("#read article")
    assert english.locator("#opened option").all_text_contents() == ["a.txt", "b.txt"]


def test_words_are_found_in_the_document_and_in_the_xml(english):
    converted(english)
    english.fill("#seek", "pilots")
    english.wait_for_selector("#state >> text=/[3-9] found/")
    english.click("#tab-xml")
    english.fill("#seek", "FRBRthis")
    english.press("#seek", "Enter")
    assert english.evaluate("document.querySelector('#xml details details').open")


def test_a_key_is_asked_for_once_and_believed_from_then_on(browser):
    with served("--host", "127.0.0.1", environment={**os.environ, "AKN_SERVE_KEY": "secret"}) as locked:
        page = opened(browser, locked)
        page.fill("#text", MOTION)
        page.wait_for_selector("#ask-key[open]")
        page.fill("#key", "secret")
        page.keyboard.press("Enter")
        page.wait_for_selector("#read article")
        page.context.close()


@pytest.mark.skipif(not AXE, reason="AKN_AXE names no axe.min.js; .ci/test-consumers fetches one")
@pytest.mark.parametrize("state", ["welcome", "read", "xml", "data", "check", "library", "options"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_offends_accessibility(browser, address, state, scheme):
    page = opened(browser, address, color_scheme=scheme, bypass_csp=True)
    if state == "check":
        page.fill("#text", VALID.replace('eId="para_1"', 'eId="para_7"'))
        page.wait_for_selector("#data .diff")
    elif state == "library":
        page.click("#room-library")
        page.click("#found li:has-text('ambient noise') >> nth=0 >> text=Languages side by side")
        page.wait_for_selector("#shown th")
    elif state != "welcome":
        converted(page, EXAMPLE)
        page.click("#options summary" if state == "options" else f"#tab-{state}")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")["violations"]
    assert [(one["id"], [node["html"][:90] for node in one["nodes"][:3]]) for one in found] == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 360, 640, 2400])
def test_at_no_width_anything_is_wider_than_the_screen(browser, address, width):
    page = opened(browser, address, viewport={"width": width, "height": 740})
    converted(page)
    for tab in ("read", "xml", "data"):
        page.click(f"#tab-{tab}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_the_words_of_the_page_are_whole_in_each_language():
    source = Path("akn/web/pages/words.js").read_text(encoding="utf-8")
    rows = re.findall(r"^  (\w\w): \{(.*?)^  \},", source, re.MULTILINE | re.DOTALL)
    tokens = {language: re.findall(r'"([^"]*)"(:?)|([\w-]+):', row) for language, row in rows}
    keys = {language: {a if b else c for a, b, c in found if b or c} for language, found in tokens.items()}
    assert len(keys) == 3
    assert len({frozenset(one) for one in keys.values()}) == 1
    page = Path("akn/web/pages/index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'data-(?:says|label|holds)="([\w-]+)"', page)) <= keys["en"]


@pytest.mark.skipif(not SHOTS, reason="AKN_SCREENSHOTS names no folder; make screenshots does")
def test_screenshots_are_made(browser, address):
    page = opened(browser, address, locale="en-GB")
    page.click(".welcome button")
    page.wait_for_selector("#read article")
    page.hover("#read .akn-recital >> nth=1")
    page.screenshot(path=f"{SHOTS}/page.png")
    page.context.close()
    page = opened(browser, address, locale="en-GB", color_scheme="dark")
    page.fill("#text", VALID.replace('eId="para_1"', 'eId="para_7"'))
    page.wait_for_selector("#data .diff")
    page.screenshot(path=f"{SHOTS}/check.png")
    page.context.close()
    page = opened(browser, address, locale="en-GB", viewport={"width": 360, "height": 740})
    converted(page, EXAMPLE)
    page.screenshot(path=f"{SHOTS}/phone.png")
    page.context.close()
    page = opened(browser, address, locale="en-GB")
    page.click("#room-library")
    page.click("#found li:has-text('ambient noise') >> nth=0 >> text=Languages side by side")
    page.wait_for_selector("#shown th")
    page.screenshot(path=f"{SHOTS}/library.png")
    page.context.close()
