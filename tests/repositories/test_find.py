"""What a search finds: the same for every repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from akn.repositories import open_repository
from akn.repositories.folding import terms
from akn.repositories.interface import Query, Repository
from tests.generate_documents import KINDS, LANGUAGES, SUBJECTS, template
from tests.repositories.test_deposit import IRI, changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.repositories.places import Place

COUNT = 30
#: The expression of the document that cites the template.
CITING = f"{IRI.replace('9000', '9001')}/eng@2021-02-08"


@pytest.fixture
def repository(place: Place, texts: Callable, deposited: Callable) -> Iterator[Repository]:
    """Thirty generated documents, and the template in two languages and two dates."""
    french = changed(
        (f"{IRI}/eng@2021-02-08", f"{IRI}/fra@2021-02-08"),
        ('language="eng"', 'language="fra"'),
        ("Condemns the\npenalties", "Condamne les mesures prises contre les journalistes"),
    )
    later = changed(
        (f"{IRI}/eng@2021-02-08", f"{IRI}/eng@2021-05-01"),
        ('<FRBRdate date="2021-02-08" name="tabling"/><FRBRauthor href="#ep" as="#author"/><FRBRlanguage',
         '<FRBRdate date="2021-05-01" name="corrigendum"/><FRBRauthor href="#ep" as="#author"/><FRBRlanguage'),
        ("Condemns", "Deplores"),
        (">Regulation (EU) 2016/679<", ' eId2="">Regulation (EU) 2016/679<'),
    )  # fmt: skip
    later = later.replace(b' eId2=""', b"")
    citing = changed(
        ("B9-9000", "B9-9001"),
        ("2021/9500", "2021/9501"),
        ("dl/doc/B-9-2021-9000", "dl/doc/B-9-2021-9001"),
        (
            "http://data.europa.eu/eli/reg/2016/679/oj",
            "https://data.europarl.europa.eu/eli/dl/doc/B-9-2021-9000",
        ),
        ("Condemns the\npenalties", "Notes its earlier resolution"),
    )
    receipts = deposited(texts(*range(COUNT), template(), french, later, citing))
    assert {r.outcome for r in receipts} == {"added"}
    with open_repository(place.url) as opened:
        yield opened


def found(repository: Repository, **query: object) -> list[str]:
    """What is found, without the common beginning of the IRIs; words are given as a user types them."""
    words = str(query.pop("words", ""))
    hits = repository.find(replace(Query(terms=terms(words)), **query))  # type: ignore[arg-type]  # keywords of Query
    return [hit.expression.removeprefix(IRI) for hit in hits]


def test_newest_expression_of_each_language_unless_asked_otherwise(repository: Repository) -> None:
    own = found(repository, since="2021-02-08", until="2021-02-08")
    assert own == ["/eng@2021-05-01", "/fra@2021-02-08", CITING]
    every = found(repository, since="2021-02-08", until="2021-02-08", level="manifestation")
    assert every == [
        "/eng@2021-02-08", "/eng@2021-05-01", "/fra@2021-02-08", CITING,
    ]  # fmt: skip
    works = found(repository, since="2021-02-08", until="2021-02-08", level="work")
    assert works == ["/eng@2021-05-01", CITING]


def test_order_and_limit(repository: Repository) -> None:
    everything = repository.find(Query())
    assert [h.date for h in everything] == sorted((h.date for h in everything), reverse=True)
    assert len(everything) == COUNT + 3
    assert repository.find(Query(limit=7)) == everything[:7]
    assert len(repository.find(Query(level="work", limit=5))) == 5


def test_words_in_one_part(repository: Repository) -> None:
    assert found(repository, words="earlier resolution") == [CITING]
    assert found(repository, words="EARLIER, Resolution!") == [CITING]
    assert found(repository, words="earlier journalists") == []  # both are there, but in different parts
    assert (
        found(repository, words="penalties imposed", until="2021-02-08", since="2021-02-08")[0]
        == "/eng@2021-05-01"
    )
    assert found(repository, words="nowheretobefound") == []


def test_words_broken_by_markup_are_whole(repository: Repository) -> None:
    """The template says <i>penal</i>ties."""
    assert "/eng@2021-05-01" in found(repository, words="penalties journalists imposed")


def test_phrases(repository: Repository) -> None:
    assert found(repository, words='"its earlier resolution"') == [CITING]
    assert found(repository, words='"resolution earlier its"') == []
    assert found(repository, words='"its earlier" resolution') == [CITING]


def test_english_is_stemmed(repository: Repository) -> None:
    assert found(repository, words="note earlier resolutions") == [CITING]


def test_stemmed_words_of_another_language(place: Place, repository: Repository) -> None:
    """PostgreSQL stems French; the others take whole words, as the README says."""
    expected = ["/fra@2021-02-08"]
    assert found(repository, words="condamne mesures prises") == expected
    assert found(repository, words="condamner mesure prise") == (
        expected if place.kind == "postgresql" else []
    )


def test_part_and_excerpt(repository: Repository) -> None:
    [hit] = repository.find(Query(terms=terms("earlier resolution")))
    assert hit.eid == "para_1"
    assert hit.excerpt == "1. Notes its earlier resolution;"


def test_who_cites_this(repository: Repository) -> None:
    by_celex = found(repository, cites="32016R0679", language="eng", since="2021-02-08", until="2021-02-08")
    assert by_celex[0] == "/eng@2021-05-01"
    assert found(repository, cites="http://data.europa.eu/eli/reg/2016/679/oj") == found(
        repository, cites="32016R0679"
    )
    assert CITING not in found(repository, cites="32016R0679")
    for name in (IRI, "B9-9000/2021", "https://data.europarl.europa.eu/eli/dl/doc/B-9-2021-9000"):
        assert found(repository, cites=name) == [CITING], name
    assert found(repository, cites="32099R0001") == []
    assert found(repository, cites="32016R0679", words="nowheretobefound") == []


def test_authors(repository: Repository) -> None:
    everything = repository.find(Query())
    for name in (
        "Verts/ALE",
        "verts/ale",
        "VERTS",
        "http://publications.europa.eu/resource/authority/corporate-body/VERTS",
    ):
        hits = repository.find(Query(author=name))
        assert hits
        assert [h.expression for h in hits] == [
            h.expression for h in everything if h.expression in {x.expression for x in hits}
        ]
    assert len(repository.find(Query(author="European Parliament"))) == len(everything)
    assert len(repository.find(Query(author="Parliament"))) == len(everything)
    assert repository.find(Query(author="Parlia")) == []  # whole words
    assert repository.find(Query(author="%")) == []


def test_kind_language_procedure_dates(repository: Repository) -> None:
    generated = [n for n in range(COUNT) if KINDS[n % len(KINDS)] == "resolution"]
    assert len(repository.find(Query(kind="resolution"))) == len(generated)
    assert {h.kind for h in repository.find(Query(kind="resolution"))} == {"resolution"}
    latvian = repository.find(Query(language="lav"))
    assert len(latvian) == sum(LANGUAGES[n // len(KINDS) % len(LANGUAGES)] == "lav" for n in range(COUNT))
    assert [h.procedures for h in repository.find(Query(procedure="2000/0004 (rsp)"))] == [
        ("2000/0004(RSP)",)
    ]
    dates = [h.date for h in repository.find(Query())]
    middle = sorted(dates)[len(dates) // 2]
    since = [h.date for h in repository.find(Query(since=middle))]
    until = [h.date for h in repository.find(Query(until=middle))]
    assert len(since) + len(until) == len(dates) + dates.count(middle)
    assert min(since) == max(until) == middle


def test_all_conditions_together(repository: Repository) -> None:
    [hit] = repository.find(Query(procedure="2000/0007(RSP)"))
    whole = Query(
        terms=terms(f"{SUBJECTS[7]}"), kind=hit.kind, since=hit.date, until=hit.date, language=hit.language,
        author=hit.authors[-1], procedure="2000/0007(RSP)",
    )  # fmt: skip
    assert [h.expression for h in repository.find(whole)] == [hit.expression]
    for wrong in ({"kind": "act"}, {"language": "ces"}, {"author": "nobody"}, {"since": "2999-01-01"}):
        assert repository.find(replace(whole, **wrong)) == []  # type: ignore[arg-type]  # keywords of Query


HOSTILE = [
    "'", '"', "';--", '" OR "1"="1', "') OR 1=1 --", "NEAR(a b)", "a* OR b", "text:a", "-a", "a & !b", "a:*", "%_",
    '"} } db:drop("akn")', "{1}", "&lt;", "<x/>", "\n", "$database", "]]>",
]  # fmt: skip


@pytest.mark.parametrize("field", ["kind", "author", "cites", "procedure", "language"])
def test_no_value_is_read_as_a_query(field: str, place: Place, texts: Callable, deposited: Callable) -> None:
    deposited(texts(0))
    with open_repository(place.url) as repository:
        for text in HOSTILE:
            query = replace(Query(), **{field: text})  # type: ignore[arg-type]  # keywords of Query
            if folded_to_something(field, text):
                assert repository.find(query) == [], text
            assert repository.find(Query(terms=terms(text))) == repository.find(Query(terms=terms(text)))
        assert len(repository.find(Query())) == 1


def folded_to_something(field: str, text: str) -> bool:
    return bool(text.strip()) and (field != "procedure" or any(c.isalnum() for c in text))


def test_holdings_by_any_name(repository: Repository) -> None:
    every = ["/eng@2021-05-01", "/eng@2021-02-08", "/fra@2021-02-08"]
    for name in (
        IRI,
        "B9-9000/2021",
        "b9-9000-2021",
        "https://data.europarl.europa.eu/eli/dl/doc/B-9-2021-9000",
    ):
        assert [h.expression.removeprefix(IRI) for h in repository.holdings(name)] == every, name
    for name in (f"{IRI}/fra@2021-02-08", f"{IRI}/fra@2021-02-08.xml"):
        assert [h.expression.removeprefix(IRI) for h in repository.holdings(name)] == ["/fra@2021-02-08"], (
            name
        )
    assert repository.holdings("/akn/nothing") == []


def test_reindexing_finds_the_same(repository: Repository) -> None:
    queries = [
        Query(), Query(level="manifestation"), Query(terms=terms("penalties")), Query(author="Verts/ALE"),
        Query(cites="32016R0679"), Query(terms=terms(SUBJECTS[0]), language="eng"),
    ]  # fmt: skip
    before = [repository.find(query) for query in queries]
    assert all(before)
    kept = list(repository.reindex())
    assert len(kept) == COUNT + 4
    assert {k.problem for k in kept} == {""}
    assert [repository.find(query) for query in queries] == before
