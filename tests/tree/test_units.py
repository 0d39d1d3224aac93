"""The units that a search answers with."""

from __future__ import annotations

from lxml import etree

from akn.tree.units import eid_of_unit, units


def test_a_debate_is_cut_into_its_speeches() -> None:
    root = etree.fromstring(
        '<debate><meta><note><p>no</p></note></meta><debateBody eId="body"><prayers eId="pr"><p>Amen.</p></prayers>'
        '<scene eId="s">Laughter</scene><speech eId="sp"><from>A B</from><p>I <i>mo</i>ve.</p></speech></debateBody>'
        "</debate>"
    )
    assert [(unit.eid, unit.element, unit.text) for unit in units(root)] == [
        ("pr", "prayers", "Amen."),
        ("s", "scene", "Laughter"),
        ("sp", "speech", "A B I move."),
    ]


def test_the_unit_of_a_point_is_its_paragraph() -> None:
    root = etree.fromstring(
        '<mainBody><paragraph eId="p"><list><point eId="a"><ref/></point></list></paragraph>'
        '<block eId="b"><ref/></block></mainBody>'
    )
    assert [eid_of_unit(element) for element in root.iter("ref")] == ["p", "b"]
