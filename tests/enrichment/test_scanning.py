"""One pass, one rule for overlaps, work that grows with the text and no faster."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.enrichment.context import Context
from akn.enrichment.reading import TOKEN, parted, second_words
from akn.enrichment.scanning import beginnings, measured, scan
from akn.enrichment.settling import RANKS
from akn.enrichment.sought import tables
from akn.model import resolution
from akn.model.resolution import Date, Mark, Mention, Ref, RefList

EP = Context(institution="ep", term="9", date="2021-02-09", targets={("par", "1"): "#para_1"})


def found(text: str, context: Context = EP, language: str = "eng") -> list[tuple[str, str]]:
    """The dates and names in `text`: what is marked, and as what."""
    pairs: list[tuple[str, str]] = []
    for mark in scan(text, tables(language), context):
        match mark.markup:
            case Date(iso):
                pairs.append((text[mark.start : mark.end], iso))
            case Mention(entity):
                pairs.append((text[mark.start : mark.end], entity.key))
            case _:
                pass
    return pairs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 14 March 2019", [("14 March 2019", "2019-03-14")]),
        ("on 10 and 11 June 2021", [("10", "2021-06-10"), ("11 June 2021", "2021-06-11")]),
        (
            "on 9, 10 and 11 June 2021",
            [("9", "2021-06-09"), ("10", "2021-06-10"), ("11 June 2021", "2021-06-11")],
        ),
        ("from 1 to 5 March 2021", [("1", "2021-03-01"), ("5 March 2021", "2021-03-05")]),
        ("of 10-11 June 2021", [("10", "2021-06-10"), ("11 June 2021", "2021-06-11")]),
        ("from 1 to 5 March", []),
        ("in May 2020", []),
        ("in 2020", []),
        ("the 10 January elections", []),
        ("on 31 June 2021", []),
        # What stands before is no day of that month: larger, or a number of something else.
        ("of the 40 and 11 June 2021", [("11 June 2021", "2021-06-11")]),
        ("between 30 December and 2 January 2021", [("2 January 2021", "2021-01-02")]),
        ("on 9.2.2021", [("9.2.2021", "2021-02-09")]),
    ],
)
def test_dates_say_exactly_what_the_text_says(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in South Sudan and Sudan", [("South Sudan", "country_SSD"), ("Sudan", "country_SDN")]),
        (
            "in Papua New Guinea, Guinea-Bissau and Guinea",
            [
                ("Papua New Guinea", "country_PNG"),
                ("Guinea-Bissau", "country_GNB"),
                ("Guinea", "country_GIN"),
            ],
        ),
        ("the Republic of the Congo", [("Republic of the Congo", "country_COG")]),
        ("the Democratic Republic of the Congo", [("Democratic Republic of the Congo", "country_COD")]),
        ("on the Congo", []),
        ("Kazakh authorities and Kazakhs", []),
        ("Kazakhstan’s authorities", [("Kazakhstan", "country_KAZ")]),
        ("relations between EU-Kazakhstan bodies", []),
        ("Urges Georgia to act; urges Michael Jordan to play", [("Georgia", "country_GEO")]),
        ("in Northern Ireland and Ireland", [("Ireland", "country_IRL")]),
        ("in the South China Sea", []),
        ("in the Gulf of Guinea", []),
        ("the Georgia Institute", []),
        (
            "the Council of Europe and the European Council",
            [("Council of Europe", "org_COU_EUR"), ("European Council", "org_EURCOU")],
        ),
        (
            "calls on the Council and the Commission to act",
            [("Council", "org_CONSIL"), ("Commission", "org_COM")],
        ),
        ("the Council of State, the National Council, the council", []),
        ("the Commission on Truth", []),
        ("the Parliament of Ruritania", []),
        ("a non-EU state, EU-wide", []),
        ("the EU’s engagement", [("EU", "org_EU")]),
        ("Instructs its President to forward", [("its President", "role_ep_president")]),
        ("the VP/HR", [("VP/HR", "role_vphr")]),
    ],
)
def test_names_are_marked_whole_or_not_at_all(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_what_stands_alone_is_an_institution_only_in_a_document_of_the_parliament() -> None:
    assert found("calls on the Council to act", Context(institution="un")) == []


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("according to President Zelmar’s plan", ["Zelmar"]),
        (
            "arrest warrants for Ivan Example and Maria Lvova-Example for",
            ["Ivan Example", "Maria Lvova-Example"],
        ),
        (
            "political prisoners, including Ada Sample, Bo Sample, and Cy de la Sample; welcomes",
            ["Ada Sample", "Bo Sample", "Cy de la Sample"],
        ),
        ("the journalist Jane Doe", ["Jane Doe"]),
        ("Mr Doe", ["Doe"]),
        ("the President of the Republic", []),
        ("journalists in Ruritania", []),
        ("the lawyer Doe", []),
        ("the Prime Minister of Ruritania", []),
        ("journalists, Kazakhstan Example", []),
        ("activist Kazakhstan Example", []),
        ("High Representative Vice-President", []),
    ],
)
def test_persons_need_certain_words_before_them(text: str, persons: list[str]) -> None:
    marks = scan(text, tables("eng"), EP)
    assert [
        text[m.start : m.end]
        for m in marks
        if isinstance(m.markup, Mention) and m.markup.entity.kind == "person"
    ] == persons


def test_a_date_lies_within_its_reference() -> None:
    text = "its resolution of 16 January 2020"
    reference, date = scan(text, tables("eng"), EP)
    assert (reference.markup, date.markup) == (Ref(""), Date("2020-01-16"))
    assert reference.start < date.start
    assert reference.end == date.end


def test_names_lie_within_what_is_known_by_its_date() -> None:
    text = "the Council conclusions on Ukraine of 3 March 2022"
    assert [type(m.markup).__name__ for m in scan(text, tables("eng"), EP)] == ["Ref", "Mention", "Date"]


def test_nothing_lies_within_an_article() -> None:
    text = "Article 49 of the Charter of the United Nations"
    assert len(scan(text, tables("eng"), EP)) == 1


@given(
    st.text(
        alphabet=st.sampled_from(
            "Article 5(1) of Regulation (EU) 2016/679, TEU and its 3 May 2020;.’-\u00a0\nÄ𝔄"
        ),
        max_size=120,
    )
)
def test_marks_nest_and_stay_within_any_text(text: str) -> None:
    marks = scan(text, tables("eng"), EP)
    around: list[Mark] = []
    for mark in marks:
        assert 0 <= mark.start < mark.end <= len(text)
        while around and around[-1].end <= mark.start:
            around.pop()
        assert not around or mark.end <= around[-1].end
        around.append(mark)
    assert list(marks) == sorted(marks, key=lambda m: (m.start, -m.end))
    lists = [m for m in marks if isinstance(m.markup, RefList)]
    for held in lists:
        assert sum(held.start <= m.start and m.end <= held.end for m in marks if m is not held) >= 2


HOSTILE = {
    "articles of articles": "point (a) of Article 1 of Article 2 of ",
    "numbers in a row": "Articles 1, 2, 3, 4, 5, 6, 7, 8, 9, ",
    "open brackets": "Article 1(((((((((((((((((((( ",
    "spaces": "Article" + " " * 60,
    "slashes": "2016/2016/2016/",
    "directives without end": "Directives 95/46/EC, ",
    "conclusions without a date": "Council conclusions of of of of ",
    "its resolutions": "its resolution of its resolution of ",
    "titles": "President Mr Mrs President Journalist ",
    "defining": "Alpha Beta Gamma Delta (ABGD) ",
    "names": "European Union European Council of Europe of the ",
    "dates": "10, 9, 8, 7, 6, 5, 4, 3, 2 and 10 June 2021, ",
    "one word": "Article" * 20,
    "cases": "Joined Cases C-1/20, C-2/20, C-3/20, C-4/20 and ",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    lexicon = tables("eng")
    _, once = measured(unit * 40, lexicon, EP)
    _, tenfold = measured(unit * 400, lexicon, EP)
    assert tenfold <= 11 * once + 50


def test_the_charter_of_a_text_of_the_united_nations_is_not_that_of_the_union() -> None:
    (mark,) = scan("Article 94 of the Charter", tables("eng"), Context(institution="un"))
    assert mark.markup == Ref("")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("eng", "on behalf of the ECR Group", [("ECR Group", "group_ECR")]),
        (
            "eng",
            "the Verts/ALE Group and the S&D Group",
            [("Verts/ALE Group", "group_GREEN_EFA"), ("S&D Group", "group_SD")],
        ),
        ("eng", "the Group of Seven", []),
        ("eng", "the ECR and its members", []),
        ("fra", "au nom du groupe Renew", [("groupe Renew", "group_RENEW")]),
        ("deu", "im Namen der ECR-Fraktion", [("ECR-Fraktion", "group_ECR")]),
        ("spa", "en nombre del Grupo ECR", [("Grupo ECR", "group_ECR")]),
        ("ita", "a nome del gruppo ECR", [("gruppo ECR", "group_ECR")]),
    ],
)
def test_political_groups(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, EP, language) == expected


def test_which_group_bears_a_name_depends_on_the_day() -> None:
    then = Context(institution="ep", term="7", date="2012-02-09")
    assert found("the EFD Group", then) == [("EFD Group", "group_EFD_2009_0")]


@pytest.mark.parametrize("language", ["eng", "fra", "deu", "pol", "ell", "bul"])
def test_every_word_by_which_something_begins_is_found(language: str) -> None:
    lexicon = tables(language)
    for word in lexicon.parsers:
        text = parted(f"x {word} y, ({word}) {word}.")
        begun = [text.words[n] for n in beginnings(text, lexicon, Context())]
        assert begun.count(word) == 3, word


def test_words_that_begin_nothing_are_passed_over() -> None:
    text = parted("whereas paragraphed the EU, in 2020, articles")
    words = [text.words[n] for n in beginnings(text, tables("eng"), Context())]
    assert words == ["the", "EU", "2020", "articles"]


@given(st.text(alphabet=st.sampled_from("aZé9²٣ß-’ .中_\u0301aZ9 -\x00"), max_size=30))
def test_a_text_is_parted_into_its_words(text: str) -> None:
    words = parted(text)
    there = [(words.start(n), word) for n, word in enumerate(words.words) if word]
    assert there == [(found.start(), found.group()) for found in TOKEN.finditer(text)]
    following = [word for _, word in there]
    for n, word in enumerate(words.words):
        if word:
            del following[0]
            assert words.behind(n) == (following[0] if following else "")


def test_the_second_word_is_asked_for_only_where_no_phrase_is_a_single_word() -> None:
    held = second_words(["the Big Choir", "the Choir’s Owls", "Owl", "Owl-Choir", "l'Aube rouge"])
    assert held == {"the": {"Big", "Choir"}, "Owl": None, "l": {"Aube"}}


@pytest.mark.parametrize("language", ["eng", "fra", "deu", "hun", "ara", "zho"])
def test_what_needs_a_second_word_is_read_where_that_stands(language: str) -> None:
    lexicon = tables(language)
    for word, by_second in lexicon.following.items():
        tried = {parser for parsers in by_second.values() for parser in parsers}
        assert tried == set(lexicon.parsers[word])
        assert set(by_second[""]) < tried


def test_a_number_that_begins_with_figures_is_read_where_its_sign_stands() -> None:
    lexicon = tables("eng")
    assert lexicon.signs == {"/", ""}  # nothing stands behind the first figures of “32016R0679”
    marks = scan("2021/2500(RSP), 12 owls and 13-14, 32016R0679", lexicon, EP)
    assert [(mark.start, mark.end) for mark in marks] == [(0, 14), (35, 45)]


def test_each_kind_of_mark_has_its_rank() -> None:
    def kinds(alias: object) -> set[object]:
        if not isinstance(alias, str):
            return {alias}
        return {kind for name in alias.split(" | ") for kind in kinds(getattr(resolution, name))}

    assert set(RANKS) == kinds(resolution.Markup)
