"""The catalogue of mistakes: each has its fixture, each fixture one finding, in plain words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from akn.findings import Severity
from akn.schema import official as schema
from akn.validation.explaining.explain import explain
from akn.validation.explaining.mistakes import catalogue
from akn.validation.explaining.second_opinion import processor
from akn.validation.verdict import judge

FOLDER = Path(__file__).parent / "mistakes"
FIXTURES = sorted(FOLDER.glob("XSD*.xml"))
GOOD = FOLDER / "good.xml"
#: What no message may hold: raw namespaces, and the words of the processors.
RAW = re.compile(r"\{http|This element is not expected|facet '|key-sequence|\bXsd[A-Z]|Expected is")


def found_in(path):
    return judge(path.read_bytes()).findings


def shown(finding):
    place = f"{finding.line}:{finding.column} {finding.path} {finding.eid}".rstrip()
    return f"{finding.code} {finding.severity}\n{place}\n{finding.message}\n{finding.help}\n"


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_one_mistake_is_one_finding(path):
    verdict = judge(path.read_bytes())
    assert verdict.schema_valid is False
    assert [finding.code for finding in verdict.findings] == [path.stem.partition("-")[0]]
    assert verdict.findings[0].severity is Severity.ERROR


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_it_is_said_as_a_person_accepted_it(path, accept):
    said = "\n".join(shown(finding) for finding in found_in(path))
    golden = path.with_suffix(".findings")
    if accept:
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_it_is_said_in_plain_words(path):
    for finding in found_in(path):
        assert not RAW.search(finding.message + finding.help)
        assert finding.message[0].isupper() or finding.message[0] in "`“"
        assert not finding.message.endswith(".")
        assert finding.help.endswith((".", ">", "?"))
        assert "{" not in finding.message + finding.help


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_the_place_is_that_of_the_start_tag(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    for finding in found_in(path):
        name = re.sub(r"\[\d+\]$", "", finding.path.rpartition("/")[2])
        assert lines[finding.line - 1][finding.column - 1 :].startswith(f"<{name}")


def test_every_entry_of_the_catalogue_has_its_fixture():
    proved = {path.stem.partition("-")[0] for path in FIXTURES}
    assert {mistake.code for mistake in catalogue()} == proved


def test_there_are_thirty_mistakes_and_a_general_form_for_every_kind():
    codes = {mistake.code for mistake in catalogue()}
    assert len([code for code in codes if code >= "XSD100"]) >= 30
    general = {kind for mistake in catalogue() if mistake.code < "XSD100" for kind in mistake.kinds}
    particular = {kind for mistake in catalogue() for kind in mistake.kinds}
    assert particular - general == {"duplicate"}  # that has one form for all


def test_the_fixtures_differ_from_a_valid_document():
    assert judge(GOOD.read_bytes()).schema_valid is True


def test_the_slow_processor_refuses_each_of_them_too():
    for path in FIXTURES:
        if "type-made-up" in path.stem or "blank-in-href" in path.stem:
            continue  # there it gives up with an exception of its own, or takes any text for an address
        assert not processor().is_valid(etree.parse(path)), path.stem


def test_what_neither_processor_lets_pass_is_asked_of_the_slow_one():
    text = GOOD.read_text(encoding="utf-8").replace(
        "<preface ", '<preface xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true" '
    )
    (finding,) = judge(text.encode()).findings
    assert finding.code == "XSD013"
    assert "nillable" in finding.message


def test_prefixed_elements_are_found_too():
    text = GOOD.read_text(encoding="utf-8")
    text = re.sub(r"<(/?)(?=\w)", r"<\1akn:", text.partition("?>")[2]).replace("xmlns=", "xmlns:akn=")
    assert judge(text.encode()).findings == ()
    bad = text.replace(
        '<akn:preface eId="preface">', '<akn:preface eId="preface" made="up" xml:space="none">'
    )
    assert {f.code for f in judge(bad.encode()).findings} == {"XSD010", "XSD012"}


def test_two_mistakes_in_one_row_are_two_findings():
    text = GOOD.read_text(encoding="utf-8")
    text = text.replace("<mainBody ", "<recitals/><mainBody ").replace("</mainBody>", "</mainBody><preface/>")
    codes = [f.code for f in judge(text.encode()).findings]
    assert codes == ["XSD101", "XSD151", "XSD105", "XSD151"]


def test_the_same_eid_in_two_documents_of_a_collection_is_no_mistake():
    statement = GOOD.read_text(encoding="utf-8").partition("<statement")[2].rpartition("</akomaNtoso>")[0]
    meta = "<meta>" + statement.partition("<meta>")[2].partition("</meta>")[0] + "</meta>"
    meta = re.sub(r' eId="[^"]*"', "", meta)
    one = f"<component><statement{statement}</component>"
    both = (
        f'<akomaNtoso xmlns="{schema.NAMESPACE}"><documentCollection name="c">{meta}'
        "<collectionBody><component><documentRef href='#x' showAs='X'/></component></collectionBody>"
        "</documentCollection>"
        f"<components>{one}{one}</components></akomaNtoso>"
    )
    assert judge(both.encode()).schema_valid is True
    assert list(explain(etree.fromstring(both))) == []


# ------------------------------------------------------------------ any damage at all


def damaged(draw):
    """A valid document after one to three random mutilations."""
    root = etree.fromstring(GOOD.read_bytes())
    names = ["p", "num", "heading", "content", "list", "recitals", "meta", "ref", "b", "made-up", "td"]
    for _ in range(draw(st.integers(1, 3))):
        elements = list(root.iter("*"))[2:]
        if not elements:
            break
        element = elements[draw(st.integers(0, len(elements) - 1))]
        parent = element.getparent()
        match draw(st.sampled_from(["remove", "rename", "move", "unset", "set", "text", "double"])):
            case "remove" if parent is not None:
                parent.remove(element)
            case "rename":
                element.tag = f"{{{schema.NAMESPACE}}}{draw(st.sampled_from(names))}"
            case "move":
                other = elements[draw(st.integers(0, len(elements) - 1))]
                if element is not other and element not in list(other.iterancestors()):
                    other.append(element)
            case "unset" if element.attrib:
                del element.attrib[draw(st.sampled_from(sorted(element.attrib)))]
            case "set":
                name = draw(
                    st.sampled_from(["eId", "date", "href", "name", "refersTo", "colspan", "type", "made"])
                )
                element.set(name, draw(st.sampled_from(["", "x y", "2021", "12", "#a", "a[b]", "para_1"])))
            case "text":
                element.text = "bare"
            case "double" if parent is not None:
                parent.append(etree.fromstring(etree.tostring(element, with_tail=False)))
            case _:
                pass
    return root


@given(st.data())
def test_something_is_said_exactly_where_the_schema_says_no(data):
    document = etree.tostring(damaged(data.draw))
    verdict = judge(document)
    assert verdict.schema_valid is schema.load().validate(etree.fromstring(document))
    assert bool(verdict.findings) is not verdict.schema_valid
    for finding in verdict.findings:
        assert not RAW.search(finding.message + finding.help)
        assert "{" not in finding.message


@given(st.data())
def test_the_causes_alone_agree_with_the_schema(data):
    root = etree.fromstring(etree.tostring(damaged(data.draw)))
    assert bool(list(explain(root))) is not schema.load().validate(root)
