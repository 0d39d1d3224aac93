"""Versions of one work, side by side: what is a part, and what pairs it."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.comparing import Alignment, AlignmentError, Cell, Row, align
from akn.languages import HERE as LANGUAGES
from akn.languages import load
from akn.languages.tags import direction_of, tag_of
from tests.alignment.documents import BODY, document, tree, without


def keys(alignment: Alignment) -> list[str]:
    return [row.key for row in alignment.rows]


def parts(body: str) -> list[tuple[str, str, str]]:
    """Key, number and text of the parts of one document."""
    alignment = align([document(body), document(body, "fra")])
    assert not alignment.gaps
    return [(row.key, cell.num, cell.text) for row in alignment.rows if (cell := row.cells[0])]


def row(alignment: Alignment, key: str) -> Row:
    (found,) = [row for row in alignment.rows if row.key == key]
    return found


# What pairs


def test_the_fixtures_side_by_side() -> None:
    alignment = align([tree("eng"), tree("fra"), tree("bul")])
    assert [version.label for version in alignment.versions] == ["eng", "fra", "bul"]
    assert [version.tag for version in alignment.versions] == ["en", "fr", "bg"]
    assert alignment.work == "/akn/eu/statement/resolution/ep/2024-05-07/P9-TA-2024-9311"
    assert {r.key: [c is None for c in r.cells] for r in alignment.gaps} == {
        "recs_1__rec_C": [False, True, False],
        "para_3a": [True, False, True],
    }
    assert keys(alignment).index("para_3a") == keys(alignment).index("para_3") + 1


def test_numbers_in_another_script_pair_by_wid() -> None:
    found = row(align([tree("eng"), tree("bul")]), "recs_1__rec_B__list_1__item_b")
    assert found.cells == (
        Cell("are not replaced,", "recs_1__rec_B__list_1__item_b", "(b)"),
        Cell("не се заменят,", "recs_1__rec_Б__list_1__item_б", "(б)"),
    )


def test_what_stands_in_a_part_with_a_wid_needs_none_itself() -> None:
    greek = """<preamble><recitals eId="recs_1"><recital eId="recs_1__rec_Β" wId="recs_1__rec_B"><num>Β.</num>
        <blockList eId="recs_1__rec_Β__list_1"><item eId="recs_1__rec_Β__list_1__item_α"
        wId="recs_1__rec_B__list_1__item_a"><num>α)</num><p>λίγοι·</p></item><item eId="recs_1__rec_Β__list_1__item_2">
        <p>μόνοι·</p></item></blockList></recital></recitals></preamble>"""
    english = (
        greek.replace('eId="recs_1__rec_Β" wId=', "eId=").replace("__item_α", "__item_a").replace("Β", "B")
    )
    alignment = align([document(english), document(greek, "ell")])
    assert keys(alignment) == ["recs_1__rec_B__list_1__item_a", "recs_1__rec_B__list_1__item_2"]
    assert not alignment.gaps


def test_nothing_moves_up_to_fill_a_gap() -> None:
    short = without(tree("fra").getroot(), "recs_1__rec_A")
    found = align([tree("eng"), short])
    assert row(found, "recs_1__rec_A").cells[1] is None
    assert row(found, "recs_1__rec_B__list_1__intro").cells[1] == Cell(
        "considérant que les gardiens:", "", "B."
    )


def test_trees_are_left_as_they_are() -> None:
    root = tree("bul").getroot()
    before = etree.tostring(root, method="c14n")
    align([root, tree("eng")])
    assert etree.tostring(root, method="c14n") == before


# What is a part


def test_text_is_the_parts_own() -> None:
    assert parts("""<mainBody><paragraph eId="para_1"><num> 1. </num><content><p>Asks<authorialNote
        eId="n_1" marker="7"><p>See\n above.</p></authorialNote>, that</p><blockList eId="l_1">
        <item eId="i_1"><num>(a)</num><p>it<br/>is</p></item></blockList><p>so\u00a0;</p></content></paragraph>
        </mainBody>""") == [
        ("para_1", "1.", "Asks, that so\u00a0;"),
        ("n_1", "7", "See above."),
        ("i_1", "(a)", "it is"),
    ]


def test_the_first_words_of_a_part_carry_its_number() -> None:
    assert parts("""<body><chapter eId="chp_1"><num>Chapter 1</num><heading>Scope</heading><article eId="art_1">
        <num>Article 1</num><paragraph eId="art_1__para_1"><num>1.</num><list eId="l"><point eId="a"><num>(a)</num>
        <content><p>one</p></content></point></list></paragraph></article><article eId="art_2"><num>Article 2</num>
        </article></chapter></body>""") == [
        ("chp_1__heading", "Chapter 1", "Scope"),
        ("a", "Article 1 1. (a)", "one"),
        ("art_2", "Article 2", ""),
    ]


def test_a_number_is_no_text_however_it_is_set() -> None:
    body = "<mainBody><tblock eId='t'><num><b>II</b>.</num><heading>Lamps</heading></tblock></mainBody>"
    assert parts(body) == [("t__heading", "II.", "Lamps")]


def test_parts_without_ids_are_named_as_the_convention_would() -> None:
    assert [
        key
        for key, _, _ in parts("""<preface><p>On <docTitle>lamps</docTitle></p></preface><preamble><formula>
        <p>We</p></formula><citations><citation><p>having</p></citation><citation><p>regard</p></citation></citations>
        <recitals><heading>Why</heading><recital><num>A.</num><p>whereas</p></recital></recitals></preamble><mainBody>
        <p>Loose</p><table><tr><td>1</td><td>2</td></tr></table></mainBody><conclusions><p>Done<authorialNote><p>Note</p>
        </authorialNote></p></conclusions>""")
    ] == [
        "preface__docTitle",
        "preamble__formula_1",
        "preamble__cits_1__cit_1",
        "preamble__cits_1__cit_2",
        "preamble__recs_1__heading",
        "preamble__recs_1__rec_A",
        "body__p_1",
        "body__table_1__tr_1__td_1",
        "body__table_1__tr_1__td_2",
        "conclusions__p_1",
        "authorialNote_1",
    ]


@pytest.mark.parametrize(
    ("front", "titles"),
    [
        ("<coverPage><p><docTitle>C</docTitle></p></coverPage>", ["C"]),
        ("<coverPage><p><docTitle>C</docTitle></p></coverPage><preface><p>no</p></preface>", ["C"]),
        ("<coverPage><p><docTitle>C</docTitle></p></coverPage><preface><p><docTitle>P</docTitle></p></preface>", ["P"]),
        ("<preface><longTitle><p>Act on <docTitle>lamps</docTitle> by <b>me</b></p></longTitle></preface>",
         ["Act on lamps by me"]),
        ("<preface><p>Bill</p></preface>", []),
    ],
)  # fmt: skip
def test_the_title_is_told_once(front: str, titles: list[str]) -> None:
    assert [text for _, _, text in parts(front)] == titles


def test_a_title_named_in_the_text_is_part_of_its_sentence() -> None:
    assert parts("<mainBody><p eId='p_1'>cites <docTitle>Lamps</docTitle> twice</p></mainBody>") == [
        ("p_1", "", "cites Lamps twice")
    ]


def test_footnotes_gathered_in_the_metadata_come_last() -> None:
    root = document(BODY)
    meta = root.find(".//{*}meta")
    assert meta is not None
    note = "<notes xmlns='{0}'><note eId='note_1' marker='*'><p>Seen.</p></note></notes>"
    meta.append(etree.fromstring(note.format(etree.QName(root).namespace)))
    assert keys(align([root, document(BODY, "fra")])) == ["para_1", "note_1"]


def test_comments_and_instructions_are_no_text() -> None:
    assert parts("<mainBody><p eId='p_1'>a<!-- x --><?y z?>b</p><!-- c --></mainBody>") == [("p_1", "", "ab")]


def test_ids_used_twice_lose_nothing() -> None:
    assert [key for key, _, _ in parts("<mainBody><p eId='p'>a</p><p eId='p'>b</p><p eId='p-2'>c</p></mainBody>")] == [
        "p", "p-2", "p-2-2",
    ]  # fmt: skip


def test_ids_that_begin_again_in_each_document_are_told_apart() -> None:
    both = "".join(
        f"<component eId='cmp_{n}'><doc><mainBody><p eId='p_1'>{n}</p></mainBody></doc></component>"
        for n in "12"
    )
    assert [key for key, _, _ in parts(f"<collectionBody>{both}</collectionBody>")] == [
        "cmp_1__p_1",
        "cmp_2__p_1",
    ]


def test_an_id_given_by_us_is_never_one_that_is_written() -> None:
    found = parts("<mainBody><p>ours</p><p eId='body__p_1'>theirs</p></mainBody>")
    assert found == [("body__p_1-2", "", "ours"), ("body__p_1", "", "theirs")]


# Languages


@pytest.mark.parametrize("code", sorted(path.stem for path in LANGUAGES.glob("???.toml")))
def test_every_language_of_ours_has_its_tag(code: str) -> None:
    assert tag_of(code) == load(code).iso639_1


@pytest.mark.parametrize(
    ("language", "tag"),
    [("fra", "fr"), ("fre", "fr"), ("FRA", "fr"), ("fr", "fr"), ("eng-GB", "en-GB"), ("grc", "grc"), ("", "und"),
     ("?", "und"), ("x y", "und")],
)  # fmt: skip
def test_tags(language: str, tag: str) -> None:
    assert tag_of(language) == tag


def test_directions() -> None:
    assert [direction_of(tag) for tag in ("ar", "he-IL", "en", "und")] == ["rtl", "rtl", "ltr", "ltr"]


def test_columns_of_one_language_are_told_apart_by_name() -> None:
    trees = [document(BODY), document(BODY, "fra"), document(BODY, "en"), document(BODY)]
    labels = [v.label for v in align(trees, ["a.xml", "b.xml", "c.xml", "a.xml"]).versions]
    assert labels == ["eng (a.xml)", "fra", "en (c.xml)", "eng (a.xml) 2"]


# What cannot be aligned


def test_versions_of_different_works() -> None:
    with pytest.raises(
        AlignmentError, match=r"^a\.xml and b\.xml .* different works, /akn/.* and /akn/other;"
    ):
        align([document(BODY), document(BODY, work="/akn/other")], ["a.xml", "b.xml"])


@pytest.mark.parametrize(
    ("trees", "says"),
    [
        ([], "one version has nothing to stand beside"),
        ([document(BODY)], "one version has nothing to stand beside"),
        (
            [document(BODY), etree.fromstring("<html/>")],
            "version 2: this is no Akoma Ntoso: its root is <html>",
        ),
        ([document(BODY), etree.ElementTree()], "version 2: the tree is empty"),
        ([document(BODY), document(BODY, work="")], "version 2: the document does not say of what work"),
        (
            [document(BODY), etree.fromstring("<akomaNtoso/>")],
            "version 2: the document does not say of what work",
        ),
    ],
)
def test_what_cannot_be_put_side_by_side(trees: list[etree._Element], says: str) -> None:
    with pytest.raises(AlignmentError, match=says):
        align(trees)


def test_each_document_needs_a_name_where_any_has() -> None:
    with pytest.raises(AlignmentError, match="2 documents and 1 names"):
        align([document(BODY), document(BODY)], ["a.xml"])
