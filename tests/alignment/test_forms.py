"""Each form of an alignment: as a golden file, and read back by those it is for."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import jsonschema
import pytest
from lxml import etree
from lxml import html as lxml_html
from rich.console import Console
from translate.storage.tmx import tmxfile

from akn.comparing import Alignment, Cell, Row, Version, align
from akn.rendering import FORMS, render
from akn.rendering.alignment import terminal
from tests.alignment.documents import FIXTURES, HERE, document, tree

SCHEMA = Path(__file__).parents[2] / "schemas" / "alignment.schema.json"
#: What a document may say to break a form that does not escape it.
HOSTILE = "</td><script>alert(1)</script> & \"x\" 'y' ]]> <!-- =1+1, \x9b31m"
ENDINGS = {"table": "txt"}


def example() -> Alignment:
    return align([tree(path.stem) for path in FIXTURES], [path.name for path in FIXTURES])


def hostile() -> Alignment:
    versions = (
        Version(HOSTILE, "eng", "en", f"eng ({HOSTILE})", HOSTILE),
        Version("b", "ara", "ar", "ara", ""),
    )
    cells = (Cell(HOSTILE, HOSTILE, HOSTILE), Cell("نص", "", ""))
    return Alignment(HOSTILE, versions, (Row(HOSTILE.replace(" ", "_"), HOSTILE, cells),))


def rendered(form: str, alignment: Alignment) -> str:
    return render(alignment, form)


@pytest.mark.parametrize("form", FORMS["alignment"])
def test_golden(form: str, accept: bool) -> None:
    path = HERE / f"eng-fra-bul.{ENDINGS.get(form, form)}"
    found = rendered(form, example()).replace(f'"{version("akn")}"', '"0"')
    if accept:
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("make", [example, hostile])
def test_json_meets_its_schema(make: Callable[[], Alignment]) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    alignment = make()
    told = json.loads(rendered("json", alignment))
    jsonschema.validate(told, schema)
    assert [row["key"] for row in told["rows"]] == [row.key for row in alignment.rows]
    assert told["summary"]["incomplete"] == len(alignment.gaps)


def test_the_schema_can_refuse() -> None:
    told = json.loads(rendered("json", example()))
    told["rows"][0]["cells"][0].pop("num")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(told, json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("make", [example, hostile])
def test_csv_reads_back(make: Callable[[], Alignment]) -> None:
    alignment = make()
    rows = list(csv.reader(io.StringIO(rendered("csv", alignment))))
    assert rows[0] == ["key", "kind", *(v.label for v in alignment.versions)]
    assert rows[1:] == [[r.key, r.kind, *(c.text if c else "" for c in r.cells)] for r in alignment.rows]


def test_in_csv_only_a_missing_part_is_empty() -> None:
    body = "<body><article eId='art_1'><num>Article 1</num></article></body>"
    alignment = align([document(body), document("<body/>", "fra")])
    assert rendered("csv", alignment).splitlines()[1] == "art_1,article,Article 1,"


def test_translation_tools_read_the_memory() -> None:
    alignment = example()
    memory = tmxfile(
        io.BytesIO(rendered("tmx", alignment).encode()), sourcelanguage="en", targetlanguage="bg"
    )
    units = [unit for unit in memory.units if not unit.isheader()]
    pairs = {
        unit.xmlelement.get("tuid"): (str(unit.source), str(unit.target)) for unit in units if unit.target
    }
    assert pairs["recs_1__rec_B__list_1__item_a"] == ("are few;", "са малко;")
    assert pairs == {
        row.key: (row.cells[0].text, row.cells[2].text)
        for row in alignment.rows
        if row.cells[0] and row.cells[2]
    }


def test_the_memory_says_what_it_is() -> None:
    root = etree.fromstring(rendered("tmx", example()).encode())
    header = root.find("header")
    assert header is not None
    assert root.get("version") == "1.4"
    assert {str(name): value for name, value in header.attrib.items()} == {
        "creationtool": "akn",
        "creationtoolversion": version("akn"),
        "segtype": "block",
        "o-tmf": "Akoma Ntoso",
        "adminlang": "en",
        "srclang": "en",
        "datatype": "xml",
    }
    # The order that the DTD of TMX asks for: notes and properties before the texts, in each unit one at least.
    for unit in root.iterfind("body/tu"):
        assert re.fullmatch(r"(note |prop )*(tuv )+", "".join(f"{child.tag} " for child in unit))


def test_a_unit_without_partner_is_noted_and_not_filled() -> None:
    root = etree.fromstring(rendered("tmx", example()).encode())
    unit = root.find("body/tu[@tuid='para_3a']")
    assert unit is not None
    assert unit.findtext("note") == "no text in: eng, bul"
    assert [tuv.get("{http://www.w3.org/XML/1998/namespace}lang") for tuv in unit.iterfind("tuv")] == ["fr"]


def test_a_part_without_words_is_no_unit() -> None:
    body = "<body><article eId='art_1'><num>Article 1</num></article></body>"
    root = etree.fromstring(rendered("tmx", align([document(body), document(body, "fra")])).encode())
    assert root.find("body/tu") is None


def test_two_texts_in_one_language_say_whose_they_are() -> None:
    both = align([tree("eng"), tree("eng")], ["draft.xml", "final.xml"])
    unit = etree.fromstring(rendered("tmx", both).encode()).find("body/tu")
    assert unit is not None
    assert [tuv.findtext("prop") for tuv in unit.iterfind("tuv")] == ["eng (draft.xml)", "eng (final.xml)"]


def test_the_memory_holds_any_words() -> None:
    memory = tmxfile(
        io.BytesIO(rendered("tmx", hostile()).encode()), sourcelanguage="en", targetlanguage="ar"
    )
    (unit,) = [unit for unit in memory.units if not unit.isheader()]
    assert (str(unit.source), str(unit.target)) == (HOSTILE, "نص")


@pytest.mark.parametrize("make", [example, hostile])
def test_the_page_fetches_and_runs_nothing(make: Callable[[], Alignment]) -> None:
    page = lxml_html.document_fromstring(rendered("html", make()))
    allowed = {"html", "head", "meta", "title", "style", "body", "main", "h1", "p", "table"}
    allowed |= {"colgroup", "col", "thead", "tbody", "tr", "th", "td", "a", "small", "span", "wbr"}
    assert {str(e.tag) for e in page.iter()} <= allowed
    attributes = {str(name) for e in page.iter() for name in e.attrib}
    assert not {name for name in attributes if name.startswith("on") or name in {"src", "style", "srcset"}}
    assert {str(a.get("href"))[:1] for a in page.iter("a")} == {"#"}
    style = page.findtext(".//style") or ""
    assert "url(" not in style
    assert "@import" not in style


def test_the_page_has_every_part_under_its_key() -> None:
    alignment = example()
    page = lxml_html.document_fromstring(rendered("html", alignment))
    rows = page.findall(".//tbody/tr")
    assert [row.get("id") for row in rows] == [row.key for row in alignment.rows]
    for shown, row in zip(rows, alignment.rows, strict=True):
        cells = [words(cell) for cell in shown.findall("td")]
        assert cells == [cell.printed if cell else "(no such part)" for cell in row.cells]
        languages = [cell.get("lang") for cell in shown.findall("td")]
        assert languages == [v.tag if c else None for v, c in zip(alignment.versions, row.cells, strict=True)]


def test_the_page_shows_hostile_words_as_words() -> None:
    page = lxml_html.document_fromstring(rendered("html", hostile()))
    first, second = page.findall(".//tbody/tr/td")
    assert words(first).replace("\x9b", "") == f"{HOSTILE} {HOSTILE}".replace("\x9b", "")
    assert (first.get("dir"), second.get("dir"), second.get("lang")) == ("ltr", "rtl", "ar")


def words(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def screen(alignment: Alignment, width: int) -> str:
    console = Console(
        file=io.StringIO(), width=width, force_terminal=True, color_system=None, legacy_windows=False
    )
    console.print(terminal.table(alignment))
    written: str = console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO, given above
    return written


def test_terminal_golden(accept: bool) -> None:
    path = HERE / "eng-fra-bul.terminal.txt"
    found = "".join(f"{line.rstrip()}\n" for line in screen(example(), 110).splitlines())
    if accept:
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_no_control_character_of_a_document_reaches_the_terminal() -> None:
    for text in (screen(hostile(), 100), rendered("table", hostile())):
        assert "\x9b" not in text
        assert "�31m" in text


def test_rich_marks_in_a_document_are_words() -> None:
    body = "<mainBody><p eId='p_1'>[red]as printed[/red] [/]</p></mainBody>"
    assert "[red]as printed[/red] [/]" in screen(align([document(body), document(body, "fra")]), 160)


def test_a_narrow_terminal_has_no_room() -> None:
    assert terminal.fits(example(), 110)
    assert not terminal.fits(example(), 80)
