"""Programs of the field read each form back, with their own parsers."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import polars as pl
import pytest
import rdflib
from jsonschema import Draft202012Validator
from lxml import etree
from pyarrow import parquet

from akn.comparing.lineage import lineage
from akn.comparing.linking import compare
from akn.comparing.voting import votes
from akn.model.clause_table import ClauseTable
from akn.rendering import render
from akn.rendering.clauses.columns import COLUMNS, rows_of
from tests.conftest import ROOT
from tests.forms.looking import DOCUMENTS, HERE, MOTION, letters, printed_letters, root_of

SCHEMAS = ROOT / "schemas"
ELI = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
DRAFT = rdflib.Namespace("http://data.europa.eu/eli/eli-draft-legislation-ontology#")
SCHEMA = rdflib.Namespace("https://schema.org/")

PANDOC = shutil.which("pandoc") or ""
#: rdflib warns of its own parser for JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def valid(name: str, value: object) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(value)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_json_keeps_to_its_schema_and_holds_the_whole_tree(path: Path) -> None:
    root = root_of(path)
    told = json.loads(render(root, "json"))
    valid("document", told)
    again = rebuilt(told["document"], told["namespace"])
    assert told_of(again) == told_of(root)


def rebuilt(node: dict, namespace: str, parent: etree._Element | None = None) -> etree._Element:
    namespace = node.get("namespace", namespace)
    tag = f"{{{namespace}}}{node['element']}"
    element = etree.Element(tag, nsmap={None: namespace}) if parent is None else etree.SubElement(parent, tag)
    for name, value in node.get("attributes", {}).items():
        element.set(name.replace("xml:", "{http://www.w3.org/XML/1998/namespace}"), value)
    last = None
    for held in node.get("content", []):
        if not isinstance(held, str):
            last = rebuilt(held, namespace, element)
        elif last is None:
            element.text = (element.text or "") + held
        else:
            last.tail = (last.tail or "") + held
    return element


def told_of(element: etree._Element) -> tuple:
    """All that an element says, without prefixes and without the layout of the file."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    kept = [text if text.strip() or not len(element) else "" for text in texts]
    return (element.tag, dict(element.attrib), kept, [told_of(child) for child in element])


def test_rows_are_the_same_in_every_form() -> None:
    root = root_of(MOTION)
    lines = [json.loads(line) for line in render(root, "jsonl").splitlines()]
    for line in lines:
        valid("clause", line)
    table = pl.read_parquet(io.BytesIO(render(root, "parquet")))
    assert table.to_dicts() == lines
    assert parquet.read_table(io.BytesIO(render(root, "parquet"))).column_names == list(COLUMNS)
    sheet = pl.read_csv(io.StringIO(render(root, "csv")), infer_schema=False)
    assert sheet["text"].fill_null("").to_list() == table["text"].to_list()
    assert sheet["refs"].fill_null("").to_list() == [" ".join(refs) for refs in table["refs"].to_list()]


def test_there_is_a_row_for_each_citation_recital_paragraph_and_point() -> None:
    rows = list(rows_of(root_of(MOTION)))
    assert [(row["kind"], row["num"], row["text"]) for row in rows] == [
        ("citation", "–", "having regard to Directive 1999/9/EC on vanes,"),
        ("recital", "A.", "whereas cocks creak at 5 °C & below;"),
        ("recital", "B.", "whereas grease is:"),
        ("point", "(i)", "dear;"),
        ("point", "(ii)", "yellow;"),
        ("paragraph", "1.", "Asks the Commission for ladders, as recital A says;"),
        ("paragraph", "2.", "Calls on towns to: and to tell their neighbours;"),
        ("point", "(a)", "grease their cocks;"),
        ("point", "(b)", "count them: Town Cocks Modelburg 3"),
        ("paragraph", "3.", "Instructs its President to forward this resolution to the Council."),
    ]
    first, sixth = rows[0], rows[5]
    assert first["notes"] == ["OJ L 9, 9.9.1999, p. 9."]
    assert first["refs"] == ["http://data.europa.eu/eli/dir/1999/9/oj"]
    assert sixth["entities"] == ["http://publications.europa.eu/resource/authority/corporate-body/COM"]
    assert (sixth["headings"], sixth["language"], sixth["number"]) == (["Spires"], "eng", "B9-9901/2021")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_whole_rows_hold_every_letter(path: Path) -> None:
    root = root_of(path)
    rows = rows_of(root, whole=True)
    assert not printed_letters(root) - letters(*(t for r in rows for t in (r["num"], r["text"], *r["notes"])))


def test_no_cell_is_a_formula() -> None:
    table = ClauseTable(rows_of(root_of(HERE / "documents" / "hostile.xml"), whole=True))
    cells = [cell for row in csv.reader(io.StringIO(render(table, "csv"))) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r"))]
    assert not [cell for cell in cells if cell.startswith(("-", "+")) and "(" in cell + "|"[: "cmd" in cell]]


def test_rows_of_a_collection_belong_to_their_documents() -> None:
    rows = list(rows_of(root_of(HERE / "documents" / "collection.xml")))
    assert [(r["work"], r["language"]) for r in rows] == [
        ("/akn/xx/doc/2019-05-06/c1a", "zho"),
        ("/akn/xx/statement/2019-05-06/c1b", "fra"),
    ]


def test_linked_data_says_triple_by_triple_what_the_document_is() -> None:
    graph = rdflib.Graph().parse(data=render(root_of(MOTION), "jsonld"), format="json-ld")
    work = rdflib.URIRef("https://data.europarl.europa.eu/eli/dl/doc/B-9-2021-9901")
    expression = next(graph.objects(work, ELI.is_realized_by))
    assert str(expression).endswith(
        "/akn/eu/statement/motion-for-resolution/ep/2021-02-09/b9-9901-2021/eng@2021-02-09"
    )
    day = rdflib.Literal("2021-02-09", datatype=rdflib.XSD.date)
    parliament = rdflib.URIRef("http://publications.europa.eu/resource/authority/corporate-body/EP")
    directive = rdflib.URIRef("http://data.europa.eu/eli/dir/1999/9/oj")
    assert set(graph.predicate_objects(work)) == {
        (rdflib.RDF.type, ELI.LegalResource),
        (rdflib.RDF.type, SCHEMA.Legislation),
        (ELI.is_realized_by, expression),
        (rdflib.OWL.sameAs, rdflib.URIRef(str(expression).rpartition("/")[0])),
        (SCHEMA.legislationType, rdflib.Literal("motionForResolution")),
        (ELI.id_local, rdflib.Literal("B9-9901/2021")),
        (SCHEMA.legislationIdentifier, rdflib.Literal("B9-9901/2021")),
        (ELI.date_document, day),
        (SCHEMA.legislationDate, day),
        (ELI.passed_by, parliament),
        (SCHEMA.legislationPassedBy, parliament),
        (ELI.cites, directive),
    }
    title = rdflib.Literal("Motion for a resolution on the greasing of weathercocks", lang="en")
    assert (expression, ELI.title, title) in graph
    english = rdflib.URIRef("http://publications.europa.eu/resource/authority/language/ENG")
    assert (expression, ELI.language, english) in graph
    citation = rdflib.URIRef(f"{expression}#cits_1__cit_1")
    assert (citation, ELI.cites, directive) in graph
    assert (citation, ELI.is_part_of, expression) in graph
    process = rdflib.URIRef("https://data.europarl.europa.eu/eli/dl/proc/2021-9902")
    assert (process, rdflib.RDF.type, DRAFT.LegislativeProcess) in graph
    (activity,) = graph.objects(process, DRAFT.consists_of)
    assert (activity, DRAFT.activity_date, day) in graph
    assert len(graph) > 60


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_linked_data_of_anything_can_be_read_and_written_again(path: Path) -> None:
    graph = rdflib.Graph().parse(data=render(root_of(path), "jsonld"), format="json-ld")
    again = rdflib.Graph().parse(data=graph.serialize(format="turtle"), format="turtle")
    assert len(again) == len(graph) > 3


@pytest.mark.skipif(not PANDOC, reason="pandoc is not installed")
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_pandoc_makes_its_forms_of_it(path: Path, tmp_path: Path) -> None:
    root = root_of(path)
    told = render(root, "pandoc").encode()
    plain = subprocess.run([PANDOC, "-f", "json", "-t", "plain"], input=told, capture_output=True, check=True)
    assert not printed_letters(root) - letters(plain.stdout.decode())
    for form in ("docx", "epub", "odt", "latex"):
        target = tmp_path / f"out.{form}"
        subprocess.run([PANDOC, "-f", "json", "-o", str(target)], input=told, check=True, capture_output=True)
        assert target.stat().st_size > 0


def test_what_programs_take_keeps_to_its_schema() -> None:
    motion, adopted = root_of(MOTION), root_of(HERE / "documents" / "adopted.xml")
    valid("comparison", json.loads(render(compare(motion, adopted), "json")))
    valid("comparison", json.loads(render(lineage([motion, motion, adopted], ["a", "b", "c"]), "json")))
    for name in ("sitting.xml", "sitting.html", "roll-call.xml"):
        valid("votes", json.loads(render(votes([str(HERE / "lists" / name)], motion), "json")))
