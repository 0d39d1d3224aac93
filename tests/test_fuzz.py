"""What broke it once breaks it no more; and a few new tries of each kind, the same each time."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from lxml import etree

from akn.validation import schematron
from fuzz.__main__ import outcome
from fuzz.mutating import dictionary
from fuzz.targets import TARGETS
from tests.conftest import ROOT

FAILURES = sorted((ROOT / "fuzz" / "failures").glob("*/*"))


@pytest.mark.parametrize("past", FAILURES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_failed_once_fails_no_more(past: Path) -> None:
    assert not outcome(TARGETS[past.parent.name], past.read_bytes())


@pytest.mark.parametrize("name", list(TARGETS))
def test_some_new_inputs_do_not_fail(name: str) -> None:
    random, target = Random(name), TARGETS[name]  # noqa: S311  # it must be the same each time
    seeds = [path.read_bytes().decode("utf-8", "replace") for path in target.seeds()]
    assert seeds
    for _ in range(20):
        data = target.make(random, random.choice(seeds), seeds, dictionary())
        assert not outcome(target, data), data


def test_every_target_has_its_failures_named() -> None:
    assert {past.parent.name for past in FAILURES} <= set(TARGETS)


@pytest.mark.parametrize("seed", sorted((ROOT / "fuzz" / "seeds").glob("*.sch")), ids=lambda path: path.name)
def test_every_seed_of_schematron_says_something(seed: Path) -> None:
    """Of a seed that is refused nothing but the refusal is ever tried."""
    document = etree.fromstring((ROOT / "tests/samples/eng/harbour-noise.txt.xml").read_bytes())
    assert {one.code for one in schematron.load(str(seed))(document)} >= {"SCH", "SCH-T1"}
