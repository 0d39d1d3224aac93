"""When two documents are one work."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from akn.repositories.entry import Facts
from akn.repositories.identity import Filed, differences, judge

ONE = Facts(
    work="/akn/x/statement/2021-02-08/1",
    expression="/akn/x/statement/2021-02-08/1/eng@",
    language="eng",
    element="statement",
    date="2021-02-08",
    title="On the situation in Ruritania",
    numbers=("B9-0001/2021",),
    procedures=("2021/2500(RSP)",),
    aliases=(("eli", "https://example.org/1"), ("page", "https://example.org/1_EN.html")),
)
FRENCH = replace(
    ONE, language="fra", expression="/akn/x/statement/2021-02-08/1/fra@", title="Sur la Ruritanie"
)
UNNUMBERED = replace(ONE, numbers=(), title="")


@pytest.mark.parametrize(
    "other",
    [
        ONE,
        FRENCH,
        replace(FRENCH, aliases=(("page", "https://example.org/1_FR.html"),), procedures=("2021/2500 RSP",)),
        replace(ONE, title="On the grave situation in Ruritania", date="2021-02-09"),
        replace(ONE, procedures=("2021/2501(RSP)",)),
        replace(ONE, numbers=("B9‑0001/2021", "17")),
        replace(ONE, numbers=(), procedures=(), aliases=(), title=""),
        replace(UNNUMBERED, procedures=(), date=""),
    ],
)
def test_one_work(other: Facts) -> None:
    assert list(differences(ONE, other)) == list(differences(other, ONE)) == []


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (ONE, replace(ONE, element="bill"), "one is a statement, the other a bill"),
        (ONE, replace(ONE, numbers=("B9-0002/2021",)), "no number in common"),
        (ONE, replace(FRENCH, numbers=("B9-0002/2021",)), "no number in common"),
        (ONE, replace(ONE, title="Fisheries"), "titles have little in common"),
        (UNNUMBERED, replace(UNNUMBERED, procedures=("2021/2501(RSP)",)), "no procedure in common"),
        (UNNUMBERED, replace(UNNUMBERED, date="2021-02-09"), "different dates, 2021-02-08 and 2021-02-09"),
        (
            UNNUMBERED,
            replace(UNNUMBERED, aliases=(("eli", "https://example.org/2"),)),
            "no alias “eli” in common",
        ),
        (ONE, replace(ONE, work="/akn/y"), "different works, /akn/x/statement/2021-02-08/1 and /akn/y"),
    ],
)
def test_two_works(one: Facts, other: Facts, why: str) -> None:
    assert why in "; ".join(differences(one, other))


def test_the_newest_number_counts() -> None:
    kept = [Filed(ONE, "a", 1), Filed(ONE, "b", 2), Filed(FRENCH, "c", 1)]
    assert judge(ONE, "d", kept).version == 3
    assert judge(ONE, "a", kept).outcome == "unchanged"
    assert (judge(FRENCH, "d", kept).outcome, judge(FRENCH, "d", kept).version) == ("new version", 2)
    assert (judge(ONE, "a", []).outcome, judge(ONE, "a", []).version) == ("added", 1)


def test_a_refusal_names_both() -> None:
    other = replace(ONE, numbers=("B9-0002/2021",), title="Fisheries")
    verdict = judge(other, "d", [Filed(ONE, "a", 1)])
    assert verdict.outcome == "refused"
    for words in (ONE.work, "“On the situation in Ruritania” (B9-0001/2021)", "“Fisheries” (B9-0002/2021)"):
        assert words in verdict.reason
