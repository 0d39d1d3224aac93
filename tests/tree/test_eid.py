"""eIds of anybody's tree: read, and given anew with all that points to them."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.pipeline import Options, convert
from akn.tree.eid import number_in, renumber
from tests.conftest import ROOT, TODAY

SAMPLES = sorted((ROOT / "samples" / "eng").glob("*.txt"))


@pytest.mark.parametrize(
    ("element", "last", "number"),
    [
        ("<paragraph/>", "para_1", "1"),
        ("<paragraph/>", "para", ""),
        ("<paragraph/>", "paragraph_1", None),
        ("<paragraph/>", "parade_1", None),
        ('<hcontainer name="text"/>', "text_2", "2"),
        ('<hcontainer name="text"/>', "hcontainer_2", "2"),
        ('<paragraph name="text"/>', "text_2", None),
    ],
)
def test_the_number_in_an_eid(element: str, last: str, number: str | None) -> None:
    root = etree.fromstring(element)
    assert number_in(root, root.tag, last) == number


def test_pointers_follow_and_what_is_declared_keeps_its_name() -> None:
    root = etree.fromstring(
        '<statement><meta><references><TLCPerson eId="x"/></references><analysis><voting eId="v" href="#old"/>'
        "</analysis></meta>"
        '<mainBody><paragraph eId="old"><num>1.</num><content eId="c"><p eId="p">'
        '<ref href="#old" eId="r"/><rref from="#old" upTo="#q"/><person refersTo="#x"/></p></content></paragraph>'
        '<paragraph wId="old" eId="q"><num>2.</num></paragraph></mainBody></statement>'
    )
    became = renumber(root)
    assert became == {
        "old": "para_1",
        "c": "para_1__content",
        "p": "para_1__content__p_1",
        "r": "para_1__content__p_1__ref_1",
        "q": "para_2",
    }
    assert [element.get("href") for element in root.iter("voting", "ref")] == ["#para_1", "#para_1"]
    (ends,) = root.iter("rref")
    assert (ends.get("from"), ends.get("upTo")) == ("#para_1", "#para_2")
    assert [element.get("eId") for element in root.iter("TLCPerson", "voting")] == ["x", "v"]
    (person,) = root.iter("person")
    assert (person.get("refersTo"), person.get("eId")) == ("#x", "para_1__content__p_1__person_1")
    assert [element.get("wId") for element in root.iter("paragraph")] == [None, "old"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_we_write_is_numbered_anew_as_it_was(path) -> None:
    root = convert(path, Options(today=TODAY)).tree.getroot()
    before = [dict(element.attrib) for element in root.iter("*")]
    assert all(old == new for old, new in renumber(root).items())
    assert [dict(element.attrib) for element in root.iter("*")] == before
