"""Persons, bodies, places, dates and treaties: what is meant, and what only looks like it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from akn.authorities.persons import person
from akn.enrichment import enrich
from akn.enrichment.context import Context
from akn.enrichment.scanning import scan
from akn.enrichment.sought import tables
from akn.model.resolution import Date, Mention, Ref
from akn.readers import read_bytes
from akn.recognition import recognise
from tests.enrichment.reading_rows import DOCUMENT, named, references, rows, whole_references

PEOPLE = rows("people.tsv")


def persons(language: str, text: str) -> list[str]:
    marks = scan(text, tables(language, "ep"), DOCUMENT)
    return [
        text[m.start : m.end]
        for m in marks
        if isinstance(m.markup, Mention) and m.markup.entity.kind == "person"
    ]


@pytest.mark.parametrize("row", PEOPLE, ids=[f"{row[0]}: {row[1]}" for row in PEOPLE])
def test_persons_are_those_whom_words_announce(row: list[str]) -> None:
    language, text, *expected = row
    assert persons(language, text) == expected


def test_one_person_has_one_iri_however_printed() -> None:
    assert person("Tomas VRBANEK").iri == person("Tomas Vrbanek").iri == "/akn/ontology/person/Tomas_Vrbanek"
    assert person("Zora O’Hara").iri == person("Zora O'Hara").iri


def test_a_name_that_is_announced_once_is_known_in_the_whole_document() -> None:
    text = (
        "The European Parliament,\n\nA.  whereas Zora Hlavnikova was silent;\n\n1.  Recalls the case of Zora"
        " Hlavnikova, and what Pia Corvalenta, Vice-President of the Commission, said;\n\n2.  Thanks Pia"
        " Corvalenta.\n"
    )
    (resolution,) = recognise(read_bytes(text.encode())).resolutions
    resolution = enrich(resolution)
    assert str(resolution).count("person_Zora_Hlavnikova") == 2
    assert str(resolution).count("person_Pia_Corvalenta") == 2


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("the Committee on Petitions", ["org_ep_PETI"]),
        ("the General Affairs Council and COREPER", ["org_consil_GAC", "org_consil_COREPER"]),
        ("a Member of the Commission told the Commission", ["role_com_member", "org_COM"]),
        ("informs the Council of the results; asks the Commission for a report", ["org_CONSIL", "org_COM"]),
        ("the EU Delegation and the UN report", ["org_EU", "org_UN"]),
        ("the Legislative Council of an island met; the Council resigned", []),
        ("the parish council met; the Council wept", []),
        ("the Ruritanian Court of Auditors; the European Commission on Bells", []),
        ("the European Commission of Human Rights", []),
        ("in Crimea, Tibet and the Gaza Strip", ["place_crimea", "place_tibet", "place_gaza"]),
        ("Turkey rugs, Brazil nuts, Guinea pigs and a Panama hat", []),
        (
            "in Augusta, Georgia; on Lake Georgia; in the Gulf of Mexico; the US state of Georgia",
            ["country_USA"],
        ),
        ("Georgia O'Keeffe painted", []),
    ],
)
def test_bodies_and_places_are_ours_or_nobodys(text: str, keys: list[str]) -> None:
    assert [key for _, key in named(text, scan(text, tables("eng", "ep"), DOCUMENT))] == keys


@pytest.mark.parametrize(
    "text",
    ["section 6.4.2011", "version 3.2.2010", "IP 10.11.2012.1", "the ratio 2.5.2019:1", "firmware 2.2.2012"],
)
def test_numbers_that_look_like_dates_are_none(text: str) -> None:
    assert not [m for m in scan(text, tables("eng", "ep"), DOCUMENT) if isinstance(m.markup, Date)]


CELEX = "http://publications.europa.eu/resource/celex/"


@pytest.mark.parametrize(
    ("day", "text", "href"),
    [
        ("1994-03-10", "Article 130r of the EC Treaty", f"{CELEX}11992E130R"),
        ("2021-02-09", "Article 130t of the EC Treaty", f"{CELEX}11992E130T"),
        ("1995-03-10", "Article K.3 of the Treaty on European Union", f"{CELEX}11992M%2FTXT"),
        ("2001-03-10", "Article 7 of the Treaty on European Union", f"{CELEX}11997M007"),
        ("2005-03-10", "Article 251 of the EC Treaty", f"{CELEX}12002E251"),
        ("2008-03-10", "Article 251 of the EC Treaty", f"{CELEX}12006E251"),
        ("2021-02-09", "Article 106a of the Euratom Treaty", f"{CELEX}12016A106A"),
        ("2021-02-09", "Article 998 TFEU", ""),
        ("2021-02-09", "Article 56 TEU", ""),
        ("2021-02-09", "Article 55 TEU", "http://data.europa.eu/eli/treaty/teu_2016/art_55/oj"),
        ("2021-02-09", "Regulation (EU) 2023/1115", ""),
        ("2021-02-09", "COM(2022)0001", ""),
        ("2021-02-09", "P9_TA(2010)0001", ""),
        ("2021-02-09", "Directive 2012/97/EC", ""),
        # The proposal was called so before the act.
        ("2021-02-09", "Digital Services Act", ""),
        ("2023-02-09", "Digital Services Act", "http://data.europa.eu/eli/reg/2022/2065/oj"),
        ("2014-02-09", "Schengen Borders Code", ""),
        ("2021-02-09", "32023R1115", ""),
    ],
)
def test_an_address_is_of_its_time(day: str, text: str, href: str) -> None:
    context = replace(DOCUMENT, date=day)
    assert (text, href) in whole_references(text, scan(text, tables("eng", "ep"), context))


@pytest.mark.parametrize(
    "text", ["the Lisbon Treaty of 1701", "the Treaty of Rome of 1931", "the Treaty of Nice (1860)"]
)
def test_a_treaty_of_another_year_is_another(text: str) -> None:
    assert references(text, scan(text, tables("eng", "ep"), DOCUMENT)) == []


def test_a_bare_number_is_an_act_once_the_document_has_named_it_in_full() -> None:
    context = Context(institution="ep", term="9", date="2021-02-09", acts={})
    found = tables("eng", "ep")
    assert [m.markup for m in scan("Regulation No 1/2003", found, context)] == [Ref("")]
    scan("Council Regulation (EC) No 1/2003", found, context)
    assert [m.markup for m in scan("Regulation No 1/2003", found, context)] == [
        Ref("http://data.europa.eu/eli/reg/2003/1/oj")
    ]


def test_an_issue_of_the_journal_and_the_address_that_it_prints_are_one() -> None:
    text = "OJ L, 2025/301, 11.2.2025, ELI: http://data.europa.eu/eli/reg/2025/301/oj."
    found = references(text, scan(text, tables("eng", "ep"), DOCUMENT))
    assert {href for _, href in found} == {"http://data.europa.eu/eli/reg/2025/301/oj"}


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("fin", "Unkarin parlamentti äänesti", ["country_HUN"]),
        ("swe", "man hörde det ungerska parlamentet", []),
        ("fra", "le Conseil municipal a voté", []),
        ("ces", "Rada pro vysílání zasedala", []),
        ("pol", "Rada Ministrów obradowała", []),
        ("deu", "der Rat der Afrikanischen Union und die Union", ["org_AU", "org_EU"]),
    ],
)
def test_a_country_and_a_town_have_bodies_of_their_own(language: str, text: str, keys: list[str]) -> None:
    assert [key for _, key in named(text, scan(text, tables(language, "ep"), DOCUMENT))] == keys


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("eng", "having regard to Regulation (EU) 2016/679 and the Labour Code, in particular Article 7,"),
        ("eng", "having regard to Regulation (EU) 2016/679; recalls in particular Article 7,"),
        ("eng", "having regard to Regulation (EU) 2016/679 and its sequel, in particular Article 7,"),
        (
            "deu",
            "unter Hinweis auf die Verordnung (EU) 2016/679 und das Arbeitsgesetzbuch, insbesondere Artikel 7,",
        ),
        ("deu", "unter Hinweis auf die Verordnung (EU) 2016/679, insbesondere Artikel 7 des Grundgesetzes,"),
        ("deu", "unter Hinweis auf die Verordnung (EU) 2016/679: insbesondere Artikel 7,"),
        ("fra", "vu le règlement (UE) 2016/679 et le code du travail, notamment son article 7,"),
        ("fra", "vu le règlement (UE) 2016/679, notamment l'article 7 de la Constitution,"),
        ("pol", "uwzględniając rozporządzenie (UE) 2016/679 i kodeks pracy, w szczególności jego art. 7,"),
        ("fin", "ottaa huomioon asetuksen (EU) 2016/679 ja työlain, erityisesti sen 7 artiklan,"),
        ("hun", "tekintettel az (EU) 2016/679 rendeletre és a munkajogra, különösen annak 7. cikkére,"),
        ("por", "Tendo em conta o objetivo n.º 5, que é o mais difícil,"),
    ],
)
def test_a_part_behind_another_law_is_not_of_the_act_before_it(language: str, text: str) -> None:
    found = references(text, scan(text, tables(language, "ep"), DOCUMENT))
    assert [href for _, href in found if href] in ([], ["http://data.europa.eu/eli/reg/2016/679/oj"])


def test_the_author_the_day_and_the_title_of_an_act_may_stand_before_its_parts() -> None:
    text = (
        "having regard to Regulation (EU) 2016/679 of the European Parliament and of the Council of 27 April 2016 on "
        "the protection of natural persons and on free movement, and in particular Articles 5 and 7,"
    )
    found = [str(href) for _, href in references(text, scan(text, tables("eng", "ep"), DOCUMENT))]
    assert "http://data.europa.eu/eli/reg/2016/679/art_7/oj" in found


def test_a_short_application_counts_only_where_the_court_is_named() -> None:
    found = tables("eng", "ep")
    text = "Recalls that planning application no. 12/21 failed;"
    assert [
        m.markup for m in scan(text, found, DOCUMENT) if isinstance(m.markup, Ref) and m.markup.href
    ] == []
    text = "having regard to the European Court of Human Rights, application no. 12/21,"
    assert [m.markup.href for m in scan(text, found, DOCUMENT) if isinstance(m.markup, Ref)] != [""]


def test_a_noun_with_a_capital_is_no_first_name() -> None:
    persons_of = tables("deu", "ep").persons
    for text, name in (
        ("in Kenntnis der Rede von Kamil Hlavnik, Ministerpräsident von Ruritanien,", "Kamil Hlavnik"),
        ("und Edda von der Walden, Ministerpräsidentin von Ruritanien,", "Edda von der Walden"),
    ):
        assert [text[start:end] for start, end, _ in persons_of.announced(text)] == [name]
