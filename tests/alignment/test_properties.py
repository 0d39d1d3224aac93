"""What holds whatever the documents are."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from akn.comparing import Alignment, align
from tests.alignment.documents import document, without


def keys(alignment: Alignment) -> list[str]:
    return [row.key for row in alignment.rows]


def _recital(n: int, items: int) -> str:
    if not items:
        note = f"<authorialNote eId='note_{n}'><p>see</p></authorialNote>"
        return f"<recital eId='rec_{n}'><num>{n}.</num><p>whereas{note}</p></recital>"
    held = "".join(
        f"<item eId='rec_{n}__list_1__item_{i}'><num>({i})</num><p>as {i}</p></item>" for i in range(items)
    )
    return (
        f"<recital eId='rec_{n}'><num>{n}.</num><blockList eId='rec_{n}__list_1'>"
        f"<listIntroduction>such</listIntroduction>{held}</blockList></recital>"
    )


def _paragraph(n: int, *, divided: bool) -> str:
    paragraph = f"<paragraph eId='para_{n}'><num>{n}.</num><content><p>asks {n}</p></content></paragraph>"
    if not divided:
        return paragraph
    return f"<division eId='dvs_{n}'><heading eId='dvs_{n}__heading'>On</heading>{paragraph}</division>"


@st.composite
def documents(draw: st.DrawFn) -> str:
    """The body of a resolution with ids: recitals, some with items, and paragraphs, some in divisions."""
    recitals = "".join(
        _recital(n, items) for n, items in enumerate(draw(st.lists(st.integers(0, 3), max_size=4)))
    )
    paragraphs = "".join(
        _paragraph(n, divided=divided) for n, divided in enumerate(draw(st.lists(st.booleans(), max_size=6)))
    )
    return (
        f"<preamble eId='preamble'><recitals eId='recs_1'>{recitals}</recitals></preamble>"
        f"<mainBody eId='body'>{paragraphs}<p eId='body__p_1'>end</p></mainBody>"
    )


def removable(root: etree._Element) -> list[str]:
    names = {"recital", "item", "paragraph", "heading", "division", "authorialNote"}
    return [e.get("eId", "") for e in root.iter("{*}*") if etree.QName(e).localname in names]


@given(documents())
def test_a_document_beside_itself_has_no_gaps(body: str) -> None:
    root = document(body)
    alignment = align([root, root])
    assert alignment.gaps == ()
    assert all(one == other for one, other in (r.cells for r in alignment.rows))


@given(documents())
def test_every_word_is_in_one_cell(body: str) -> None:
    root = document(body)
    main = [e for e in root[0] if etree.QName(e).localname != "meta"]
    words = Counter(word for e in main for text in e.itertext() for word in text.split())
    cells = [r.cells[0] for r in align([root, root]).rows]
    assert Counter(word for cell in cells if cell for word in cell.printed.split()) == words


@given(documents(), st.data())
def test_removing_a_part_leaves_every_other_pair(body: str, data: st.DataObject) -> None:
    whole = document(body)
    eids = removable(whole)
    if not eids:
        return
    gone = data.draw(st.sampled_from(eids))
    removed = {e.get("eId") for e in whole.find(f".//*[@eId='{gone}']").iter()}  # type: ignore[union-attr]  # it is there
    before = align([whole, document(body, "fra")])
    after = align([whole, without(document(body, "fra"), gone)])
    assert keys(after) == keys(before)
    for old, new in zip(before.rows, after.rows, strict=True):
        assert new.cells[0] == old.cells[0]
        # An introduction has no eId of its own: it is gone with its list.
        if new.key.removesuffix("__intro") in removed:
            assert new.cells[1] is None
        else:
            assert new.cells[1] is not None
            assert new.cells[1].text == old.cells[1].text  # type: ignore[union-attr]  # no gaps before


@given(documents(), st.data())
def test_the_order_of_versions_changes_only_columns(body: str, data: st.DataObject) -> None:
    versions = []
    for language in ("eng", "fra", "bul"):
        root = document(body, language)
        for gone in data.draw(st.lists(st.sampled_from(removable(root) or [""]), max_size=3, unique=True)):
            if root.find(f".//*[@eId='{gone}']") is not None:
                without(root, gone)
        versions.append(root)
    order = data.draw(st.permutations(range(3)))
    one, other = align(versions), align([versions[n] for n in order])
    assert [v.language for v in other.versions] == [one.versions[n].language for n in order]
    assert [(r.key, r.kind, r.cells) for r in other.rows] == [
        (r.key, r.kind, tuple(r.cells[n] for n in order)) for r in one.rows
    ]
