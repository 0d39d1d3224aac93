"""No word, number or address of an institution stands in the code: an institution is its table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from akn.institutions import known, load
from tests.conftest import ROOT

PACKAGE = ROOT / "akn"
MODULES = sorted(PACKAGE.rglob("*.py"))
#: Names of strings that a command prints as examples of its use.
EXAMPLES = {"_EXAMPLES"}
#: Words that are of an institution though they stand in no table as a key.
FURTHER = ("europarl", "doceo", "tabling", "nodocse")


def of_an_institution() -> set[str]:
    """What only a table may know: its key, its profile, and those of its names that are no plain words."""
    words = set(FURTHER)
    for key in known():
        institution = load(key)
        words |= {key, institution.profile} - {"resolution"}
        names = [*institution.kinds, *institution.steps, *institution.metadata]
        names += [name for row in institution.table.get("identifiers", ()) for name in row.get("iris", ())]
        words |= {name for name in names if not name.isalpha() or not name.islower()}
        words |= set(re.findall(r"https?://([^/\"{}]+)/", str(institution.table.get("term", ""))))
    return words


_ANY = "|".join(map(re.escape, sorted(of_an_institution(), key=len, reverse=True)))
STRANGE = re.compile(rf"(?<!\w)(?:{_ANY})(?!\w)")


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every string of a module but docstrings and examples of use."""
    left_out: set[int] = set()
    for node in ast.walk(tree):
        body: Any = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            left_out.add(id(body[0].value))
        if isinstance(node, ast.Assign) and {getattr(t, "id", "") for t in node.targets} & EXAMPLES:
            left_out.update(id(held) for held in ast.walk(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node


def found(source: str) -> list[str]:
    tree = ast.parse(source)
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return [text for text in (*(s.value for s in strings(tree)), *names) if STRANGE.search(text)]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_code_knows_an_institution(path: Path) -> None:
    assert found(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        'kind == "jointMotionForResolution"',
        'iri = number.iri("eli-dl")',
        'rule("EP001", profile="ep-resolution")',
        'institution = "ep"',
        're.compile(r"https://www.europarl.europa.eu/")',
        'step == "tabling"',
    ],
)
def test_the_test_can_fail(code: str) -> None:
    assert found(code)


def test_words_like_them_are_free() -> None:
    assert found('step = "resolution"; deep = "steep"; rep = "/akn/eu"; tabled = True') == []
