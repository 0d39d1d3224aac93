"""Each form of one invented document, as a person read it and accepted it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from akn.comparing.lineage import lineage
from akn.comparing.linking import compare
from akn.comparing.voting import votes
from akn.jobs.surveying import of_document
from akn.model.overview import Overview
from akn.rendering import BINARY, FORMS, as_bytes
from tests.forms.looking import HERE, MOTION, root_of

GOLDEN = HERE / "golden"
ENDINGS = {
    "text": "txt",
    "markdown": "md",
    "table": "txt",
    "akn": "xml",
    "pandoc": "pandoc.json",
    "akn4un": "akn4un.xml",
}


def things() -> dict[str, Any]:
    motion, adopted = root_of(MOTION), root_of(HERE / "documents" / "adopted.xml")
    return {
        "tree": motion,
        "comparison": compare(motion, adopted, ("motion.xml", "adopted.xml")),
        "lineage": lineage([motion, motion, adopted], ["first.xml", "second.xml", "adopted.xml"]),
        "votes": votes([str(HERE / "lists" / "sitting.xml")], motion),
        "overview": Overview.of([of_document(motion, "motion.xml"), of_document(adopted, "adopted.xml")]),
    }


CASES = [(kind, form) for kind in things() for form in FORMS[kind] if form not in BINARY]  # type: ignore[index]


@pytest.mark.parametrize(("kind", "form"), CASES)
def test_a_form_is_as_it_was_accepted(kind: str, form: str, accept: bool) -> None:
    written = as_bytes(things()[kind], form)
    golden = GOLDEN / f"{kind}.{ENDINGS.get(form, form)}"
    if accept:
        GOLDEN.mkdir(exist_ok=True)
        golden.write_bytes(written)
    assert written.decode() == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_its_form() -> None:
    assert {p.name for p in GOLDEN.iterdir()} == {f"{k}.{ENDINGS.get(f, f)}" for k, f in CASES}


def test_golden_files_can_be_read_by_a_person() -> None:
    assert all(len(p.read_bytes()) < 40_000 for p in Path(GOLDEN).iterdir())
