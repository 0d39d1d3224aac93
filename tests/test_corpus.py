"""Real documents, where the environment variable AKN_CORPUS names a folder of them; none is in the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn.errors import AknError
from akn.pipeline import Conversion, Options, convert
from akn.readers import SUFFIXES
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def motion() -> Conversion:
    import os

    named = os.environ.get("AKN_CORPUS")
    path = Path(named or "") / "ep" / "B9-0145-2021.en.txt"
    if not named or not path.exists():
        pytest.skip("AKN_CORPUS names no folder that holds ep/B9-0145-2021.en.txt")
    return convert(path, Options(today=TODAY))


def test_the_motion_has_all_its_parts(motion: Conversion) -> None:
    report = motion.report
    assert (report.kind, report.number, report.date) == ("motionForResolution", "B9-0145/2021", "2021-02-09")
    assert report.counts == {
        "citations": 9,
        "recitals": 10,
        "paragraphs": 17,
        "points": 0,
        "divisions": 0,
        "footnotes": 0,
        "attachments": 0,
    }
    assert (report.lost, report.unrecognised) == ((), ())
    assert [f for f in report.findings if f.severity != "information"] == []


def test_the_motion_gets_its_letters_back(motion: Conversion) -> None:
    assert [(r.eid, r.source, r.written) for r in motion.report.restored] == [
        (f"recs_1__rec_{letter}", f"{n}.", f"{letter}.") for n, letter in enumerate("ABCDEFGHIJ", 1)
    ]


def test_the_motion_names_its_authors_one_by_one(motion: Conversion) -> None:
    root = motion.tree.getroot()
    proponents = [e.get("refersTo", "") for e in root.iter("{*}docProponent")]
    assert len([p for p in proponents if p.startswith("#person_")]) == 15
    assert proponents[-1] == "#group_GREEN_EFA"
    relation = root.find(".//{*}container[@name='relations']//{*}ref")
    assert relation is not None
    assert relation.get("href") == "https://data.europarl.europa.eu/eli/dl/doc/RC-9-2021-0144"


def test_every_document_of_the_parliament_is_converted_whole(corpus: Path) -> None:
    paths = [p for p in sorted((corpus / "ep").iterdir()) if p.suffix in SUFFIXES]
    assert paths
    for path in paths:
        report = convert(path, Options(today=TODAY)).report
        assert report.lost == (), path
        assert report.unrecognised == (), path
        assert [f for f in report.findings if f.severity == "error"] == [], path


def test_other_institutions_are_refused_or_converted_whole(corpus: Path) -> None:
    for path in sorted((corpus / "un").glob("*.txt")):
        try:
            report = convert(path, Options(today=TODAY)).report
        except AknError as refusal:
            assert path.name in str(refusal)
        else:
            assert report.lost == (), path
