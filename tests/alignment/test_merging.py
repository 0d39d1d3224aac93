"""One order for the parts of several versions."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.comparing.merging import merge


def merged(*orders: str) -> str:
    """Merge versions whose parts are letters."""
    return "".join(merge(orders, {key: (key,) for order in orders for key in order}))


@pytest.mark.parametrize(
    ("versions", "order"),
    [
        (("abc", "abc"), "abc"),
        (("ac", "abc"), "abc"),
        (("abc", "ac"), "abc"),
        (("bc", "abc"), "abc"),
        (("ab", "abc"), "abc"),
        (("axc", "ayc"), "axyc"),
        (("ac", "abc", "abbc".replace("bb", "bd")), "abdc"),
        (("", "ab"), "ab"),
        (("ab", "cd"), "abcd"),
        # Where versions disagree the first one is followed.
        (("ab", "ba"), "ab"),
        (("ba", "ab"), "ba"),
        (("abc", "cab"), "abc"),
        (("abcd", "dxa"), "abcdx"),
    ],
)
def test_where_parts_stand(versions: tuple[str, ...], order: str) -> None:
    assert merged(*versions) == order


def test_a_part_stands_after_all_that_its_neighbour_holds() -> None:
    one = ["rec_B", "rec_B__item_a", "rec_B__item_b", "rec_C"]
    two = ["rec_B", "rec_B__item_a", "rec_Ba", "rec_C"]
    paths = {key: tuple(["rec_B"] * ("__" in key) + [key]) for key in {*one, *two}}
    assert merge([one, two], paths) == ["rec_B", "rec_B__item_a", "rec_B__item_b", "rec_Ba", "rec_C"]


def test_what_a_part_holds_stays_with_it_whatever_it_is_called() -> None:
    one, two = ["rec_B", "note_1"], ["rec_B", "cit_9"]
    paths = {"rec_B": ("rec_B",), "note_1": ("rec_B", "note_1"), "cit_9": ("cit_9",)}
    assert merge([one, two], paths) == merge([two, one], paths) == ["rec_B", "note_1", "cit_9"]


def test_what_few_versions_have_comes_before_what_most_go_on_with() -> None:
    assert merged("abc", "abc", "az") == merged("az", "abc", "abc") == "azbc"


def test_numbers_are_compared_as_numbers() -> None:
    keys = ["para_2", "para_10", f"para_{'9' * 5000}"]
    assert merge([[key] for key in reversed(keys)], {key: (key,) for key in keys}) == keys


ALL = "abcdefghij"
#: Versions that agree on the order of what they share.
agreeing = st.lists(st.sets(st.sampled_from(ALL)).map(lambda s: "".join(sorted(s))), min_size=2, max_size=4)
anyhow = st.lists(
    st.permutations(ALL).flatmap(lambda p: st.integers(0, 10).map(lambda n: "".join(p[:n]))), min_size=1
)


def in_order(part: str, whole: str) -> bool:
    return "".join(key for key in whole if key in part) == part


@given(agreeing)
def test_every_version_keeps_its_order(versions: list[str]) -> None:
    assert all(in_order(version, merged(*versions)) for version in versions)


@given(agreeing)
def test_the_order_of_versions_makes_no_difference(versions: list[str]) -> None:
    assert len({merged(*order) for order in permutations(versions)}) == 1


@given(anyhow)
def test_the_first_version_keeps_its_order_whatever_the_others_say(versions: list[str]) -> None:
    whole = merged(*versions)
    assert in_order(versions[0], whole)
    assert sorted(whole) == sorted(set("".join(versions)))
