"""What a deposit does: the same for every repository."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from akn.depositing import deposit, verify
from akn.errors import NoRepositoryError, RepositoryError
from akn.repositories import indexing, open_repository
from akn.repositories.interface import Query
from akn.repositories.rehearsal import Rehearsal
from tests.generate_documents import NAMESPACE, template
from tests.repositories.conftest import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.repositories.places import Place

IRI = "/akn/eu/statement/motionForResolution/ep/2021-02-08/B9-9000-2021"


def changed(*pairs: tuple[str, str]) -> bytes:
    """The template with other words in it."""
    text = template().decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def test_again_changes_nothing(place: Place, texts: Callable, deposited: Callable) -> None:
    files = texts(*range(12))
    assert [r.outcome for r in deposited(files)] == ["added"] * 12
    assert [r.outcome for r in deposited(files)] == ["unchanged"] * 12
    with open_repository(place.url) as repository:
        assert len(repository.find(Query(level="manifestation"))) == 12


@pytest.mark.parametrize(
    "content",
    [
        template(),
        template().replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + template(),
        template().decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        template().replace(
            b"<akomaNtoso", b"<!-- \xe2\x82\xac \xf0\x9f\x90\x9d -->\n  <?pi x?><akomaNtoso", 1
        )
        + b"\n\n",
    ],
    ids=["plain", "crlf", "bom", "utf-16", "comments"],
)
def test_bytes_come_back_as_they_went_in(
    content: bytes, place: Place, texts: Callable, deposited: Callable
) -> None:
    assert [r.outcome for r in deposited(texts(content))] == ["added"]
    with open_repository(place.url) as repository:
        [holding] = repository.holdings(IRI)
        assert repository.read(holding) == content
        assert holding.deposited == "2026-11-22T12:00:00Z"
        assert [one.problem for one in verify(repository)] == [""]


def test_changed_bytes_are_a_version_beside_the_old_one(
    place: Place, texts: Callable, deposited: Callable
) -> None:
    first, second = template(), changed(("Condemns the", "Strongly condemns the"))
    files = texts(first, second, first)
    receipts = deposited(files)
    assert [(r.outcome, r.version) for r in receipts] == [("added", 1), ("new version", 2), ("unchanged", 1)]
    with open_repository(place.url) as repository:
        kept = repository.holdings(IRI)
        assert [(h.version, repository.read(h)) for h in kept] == [(2, second), (1, first)]
        assert [h.version for h in repository.find(Query())] == [2]
        assert [h.version for h in repository.find(Query(level="manifestation"))] == [2, 1]
        assert repository.find(Query(terms=(("Strongly",),)))
        assert [one.problem for one in verify(repository)] == ["", ""]


@pytest.mark.parametrize(
    ("pairs", "why"),
    [
        ([("B9-9000/2021", "B9-9999/2021"), ('"B9-9000-2021"', '"B9-9999-2021"')], "no number in common"),
        ([("situation in Ruritania", "common fisheries policy")], "titles have little in common"),
        ([("<statement ", "<doc "), ("</statement>", "</doc>")], "one is a doc, the other a statement"),
    ],
    ids=["number", "title", "element"],
)
def test_two_works_under_one_iri_are_refused(
    pairs: list[tuple[str, str]], why: str, place: Place, texts: Callable, deposited: Callable
) -> None:
    receipts = deposited(texts(template(), changed(*pairs)))
    assert [r.outcome for r in receipts] == ["added", "refused"]
    assert why in receipts[1].reason
    assert IRI in receipts[1].reason
    assert "“situation in Ruritania” (B9-9000/2021)" in receipts[1].reason
    with open_repository(place.url) as repository:
        assert [repository.read(h) for h in repository.holdings(IRI)] == [template()]


def test_one_expression_has_one_work(texts: Callable, deposited: Callable) -> None:
    other = changed(
        (f'<FRBRWork><FRBRthis value="{IRI}/!main"/><FRBRuri value="{IRI}"/>',
         f'<FRBRWork><FRBRthis value="{IRI}bis/!main"/><FRBRuri value="{IRI}bis"/>')
    )  # fmt: skip
    receipts = deposited(texts(template(), other))
    assert receipts[1].outcome == "refused"
    assert f"different works, {IRI}bis and {IRI}" in receipts[1].reason


def test_only_valid_documents_enter(place: Place, texts: Callable, deposited: Callable) -> None:
    [file] = texts(changed(("<mainBody", "<nonsense/><mainBody")))
    [refused] = deposited([file])
    assert refused.outcome == "refused"
    assert "nonsense" in refused.reason
    assert "--allow-invalid" in refused.reason
    [marked] = deposited([file], allow_invalid=True)
    assert (marked.outcome, marked.valid) == ("added", False)
    with open_repository(place.url) as repository:
        [holding] = repository.find(Query())
        assert not holding.valid
        assert repository.read(holding) == file.read_bytes()
        assert [one.problem for one in verify(repository)] == [""]
        assert [kept.problem for kept in repository.reindex()] == [""]
        assert [h.valid for h in repository.find(Query())] == [False]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty"),
        (b"no XML at all", "This is not XML"),
        (template()[:-40], "not well-formed"),
        (b"<html/>", "not Akoma Ntoso"),
        (f'<akomaNtoso xmlns="{NAMESPACE}"/>'.encode(), "no meta/identification"),
        (changed((f'<FRBRuri value="{IRI}"/>', '<FRBRuri value=" "/>')), "FRBRWork/FRBRuri is missing or empty"),
        (changed((f'<FRBRuri value="{IRI}/eng@2021-02-08"/>', '<FRBRuri value=""/>')), "FRBRExpression/FRBRuri"),
        (changed((IRI, "/akn/" + "x" * 700)), "IRI of 705 characters"),
        (changed(("<akomaNtoso", '<!DOCTYPE akomaNtoso [<!ENTITY x "y">]><akomaNtoso'), ("Condemns", "&x;")), "entit"),
    ],
    ids=["empty", "text", "cut", "html", "bare", "work", "expression", "long", "entity"],
)  # fmt: skip
def test_what_cannot_be_filed_is_refused(
    content: bytes, why: str, place: Place, texts: Callable, deposited: Callable
) -> None:
    files = texts(content, template())
    refused, added = deposited(files, allow_invalid=True)
    assert (refused.outcome, added.outcome) == ("refused", "added")
    assert why in refused.reason
    with open_repository(place.url) as repository:
        assert len(repository.find(Query(level="manifestation"))) == 1


def test_a_file_that_is_gone_is_refused_and_the_rest_goes_on(texts: Callable, deposited: Callable) -> None:
    files = texts(0, 1)
    assert [r.outcome for r in deposited([Path("/nowhere.xml"), *files])] == ["refused", "added", "added"]


HOSTILE = [
    "/akn/../../../../etc/passwd",
    "/../outside",
    "//etc/passwd",
    "/akn/eu/%2e%2e/x",
    "C:\\Windows\\x",
    "\\\\server\\share",
    "/akn/eu/CON/nul.txt/AUX",
    "/.git/config",
    "/.akn/checksums",
    "/akn/a:b|c?d*e<f>g",
    "/akn/eu/trailing./ dot. ",
    "/akn/" + "é" * 300,
    "/akn/x'); DROP TABLE akn_manifestations;--",
    "/akn/x\"} }; db:drop('akn')",
    "/akn/x\u202egnp.xml",
    "/akn/eu/x.v2",
    "/akn/eu/x.xml/y",
    "relative/path",
    "http://example.org/id/1",
]


def test_hostile_iris_stay_inside(place: Place, tmp_path: Path, texts: Callable, deposited: Callable) -> None:
    quoted = [iri.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;") for iri in HOSTILE]
    files = texts(*(changed((IRI, iri)) for iri in quoted))
    before = {p for p in tmp_path.rglob("*") if "library" not in p.relative_to(tmp_path).parts[0]}
    receipts = deposited(files, allow_invalid=True)
    assert [(r.outcome, r.reason) for r in receipts] == [("added", "")] * len(HOSTILE)
    assert {p for p in tmp_path.rglob("*") if "library" not in p.relative_to(tmp_path).parts[0]} == before
    with open_repository(place.url) as repository:
        for iri, file in zip(HOSTILE, files, strict=True):
            [holding] = repository.holdings(" ".join(iri.split()))
            assert repository.read(holding) == file.read_bytes()
        assert {one.problem for one in verify(repository)} == {""}


def test_dry_run_says_what_a_deposit_then_does(place: Place, texts: Callable, deposited: Callable) -> None:
    deposited(texts(0, template()))
    files = texts(0, 1, 1, changed(("Condemns", "Deplores")), changed(("Condemns", "Regrets")), b"<html/>")
    with open_repository(place.url) as repository:
        rehearsed = list(deposit(files, Rehearsal(repository), now=now))
        assert len(repository.find(Query(level="manifestation"))) == 2
    done = deposited(files)
    assert [r.outcome for r in rehearsed] == [
        "unchanged", "added", "unchanged", "new version", "new version", "refused",
    ]  # fmt: skip
    assert [(r.outcome, r.version) for r in done] == [(r.outcome, r.version) for r in rehearsed]


def test_looking_makes_no_repository(place: Place) -> None:
    for _ in range(2):
        with pytest.raises(NoRepositoryError, match=r"there is no repository at .*akn deposit"):
            open_repository(place.url)


def test_a_newer_schema_is_left_alone(place: Place, texts: Callable, deposited: Callable) -> None:
    files = texts(0)
    deposited(files)
    place.make_newer()
    for create in (False, True):
        with pytest.raises(RepositoryError, match="newer akn .* upgrade akn; nothing was changed"):
            open_repository(place.url, create=create)


def test_damage_is_named(place: Place, texts: Callable, deposited: Callable) -> None:
    deposited(texts(*range(4)))
    with open_repository(place.url) as repository:
        victim = repository.find(Query())[2]
    place.damage(victim.sha256)
    with open_repository(place.url) as repository:
        damaged = [one for one in verify(repository) if one.problem]
        assert len(damaged) == 1
        assert victim.expression.rpartition("/")[2] in damaged[0].name
        with pytest.raises(RepositoryError, match="verify"):
            repository.read(victim)
        assert len(list(repository.reindex())) == 4


def test_fast_deposits_keep_the_same(place: Place, texts: Callable) -> None:
    files = texts(*range(3))
    with open_repository(place.url, create=True, durable=False) as repository:
        assert [r.outcome for r in deposit(files, repository, now=now)] == ["added"] * 3
    with open_repository(place.url) as repository:
        assert {one.problem for one in verify(repository)} == {""}


def test_everything_is_looked_at_once_when_it_is_verified(
    place: Place, texts: Callable, deposited: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    deposited(texts(*range(3)))
    counts: Counter[str] = Counter()

    def counting(name: str, done: Callable) -> Callable:
        def counted(*arguments: object) -> object:
            counts[name] += 1
            return done(*arguments)

        return counted

    for name in ("parse", "entry", "sha256"):
        monkeypatch.setattr(indexing, name, counting(name, getattr(indexing, name)))
    checked = []
    with open_repository(place.url) as repository:
        counts.clear()
        assert [one.problem for one in verify(repository, check=lambda tree: checked.append(tree) or ())] == [
            ""
        ] * 3
    assert counts == {"parse": 3, "entry": 3, "sha256": 3}
    assert len(checked) == 3


def test_an_index_that_is_built_anew_takes_each_document_once(
    place: Place, texts: Callable, deposited: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    deposited(texts(*range(3)))
    parsed: list[str] = []
    done = indexing.parse
    monkeypatch.setattr(indexing, "parse", lambda content, name: parsed.append(name) or done(content, name))
    with open_repository(place.url) as repository:
        parsed.clear()
        assert [kept.problem for kept in repository.reindex()] == [""] * 3
    assert len(parsed) == 3
