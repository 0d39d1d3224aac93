"""What each program reads of our documents, as a table that stands in the docs: ``docs/works-with.md``.

It is written anew with ``--accept`` and held to what the programs read today.
"""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("bluebell", reason="the extra “consumers” is not installed")

from cobalt import FrbrUri

from tests.consumers import test_bluebell, test_cobalt, test_rdflib
from tests.consumers.documents import AKN, Made

PAGE = Path(__file__).parent.parent.parent / "docs" / "works-with.md"

HEAD = """\
# Works with

What programs of the field read of the documents that `akn convert` makes. The table is written and checked by
`make test-consumers`, which installs each program and feeds it the documents named on the left, made from invented
texts. Columns of cobalt (the library under Indigo, peachjam and their sites): title, date, number of the address,
components. Of bluebell (Indigo's editor): words lost on the way there and back, paragraphs whose id holds. Of rdflib:
addresses taken. In the field's web components, in Chromium: every link leads somewhere, pop-ups show the part that is
meant, and no host is asked.

A document that says nowhere when it is from has nothing true to put where these programs want a date; say it with
`--date`, if only the year. An editor that knows no cover page keeps preface and preamble when it is left out:
`akn convert --no-cover`.

| document | title | date | number | components | words lost | ids that hold | addresses |
|---|---|---|---|---|---|---|---|
"""


def cobalt_reads(made: Made) -> tuple[str, str, str, str]:
    document = test_cobalt.read(made)
    try:
        uri = FrbrUri.parse(made.value("//a:FRBRWork/a:FRBRuri/@value"))
        components = ", ".join(map(str, document.components()))
    except ValueError:
        return document.title, "none", "not read", "not read"
    return document.title, uri.date, uri.number, components


def bluebell_reads(made: Made) -> tuple[str, str]:
    if made.name not in test_bluebell.NAMES and made.name != "without cover":
        return "–", "–"
    before, after = test_bluebell.there_and_back(made)
    glued = "".join(map(str, after.xpath("//text()[not(ancestor::a:meta)]", namespaces=AKN)))
    lost = [w for w in test_bluebell.words(before) - test_bluebell.words(after) if w not in glued]
    ids = [
        {str(e) for e in root.xpath("//a:mainBody//a:paragraph/@eId", namespaces=AKN)}
        for root in (before, after)
    ]
    return str(len(lost)), f"{len(ids[0] & ids[1])} of {len(ids[0])}"


def test_the_table_in_the_docs_is_what_the_programs_read(
    documents: dict[str, Made], request: pytest.FixtureRequest
) -> None:
    rows = []
    for made in documents.values():
        cells = (*cobalt_reads(made), *bluebell_reads(made), str(len(set(test_rdflib.iris(made)))))
        rows.append(f"| {made.name} | {' | '.join(cells)} |\n")
    written = HEAD + "".join(rows)
    if request.config.getoption("--accept"):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(written, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written
