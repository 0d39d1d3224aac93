"""What in a tree refers to something, and how it is made to follow when ids change."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.tree.pointers import references, repoint


def changed(text: str) -> str:
    root = etree.fromstring(text)
    repoint(root, lambda eid: f"x_{eid}")
    return etree.tostring(root).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<rref from="#a" upTo="#b"/>', '<rref from="#x_a" upTo="#x_b"/>'),
        ('<ref href="#a"/>', '<ref href="#x_a"/>'),
        ('<ref href="~a"/>', '<ref href="~x_a"/>'),
        ('<p refersTo="#a #b"/>', '<p refersTo="#x_a #x_b"/>'),
        (
            '<p for="#a" period="#b" alternativeTo="#c"/>',
            '<p for="#x_a" period="#x_b" alternativeTo="#x_c"/>',
        ),
        ('<ref href="#a->b"/>', '<ref href="#x_a-&gt;x_b"/>'),
        ('<ref href="#a->#b"/>', '<ref href="#x_a-&gt;#x_b"/>'),
    ],
)
def test_every_local_pointer_follows(before: str, after: str) -> None:
    assert changed(before) == after


@pytest.mark.parametrize(
    "same",
    [
        '<ref href="/akn/rt/act/2021/1#a"/>',
        '<ref href="https://example.org/#a"/>',
        '<ref href="#"/>',
        '<ref href=""/>',
        '<p by="a"/>',
        '<p class="#a" original="#a"/>',
        '<p refersTo=" a  b "/>',
    ],
)
def test_what_points_elsewhere_or_nowhere_stays_as_it_is(same: str) -> None:
    assert changed(same) == same


def test_a_comment_is_no_word_of_a_reference() -> None:
    (found,) = references(etree.fromstring('<p><ref href="/a">Act <!-- sic -->17</ref></p>'))
    assert found.text == "Act 17"
