"""Repositories that are damaged, each in one way: `verify` names it, and says what mends it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from akn.depositing import deposit, verify
from akn.errors import AknError
from akn.repositories import open_repository
from akn.repositories.basex.client import BasexClient
from akn.repositories.interface import Query
from akn.repositories.url import parse
from tests.repositories.conftest import now
from tests.repositories.places import fresh

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.repositories.places import Place

#: Statements that harm one row of the index, in any SQL database; {} is the key of a document.
INDEX = {
    "title": "UPDATE akn_entries SET title = 'another' WHERE manifestation_id = {}",
    "date": "UPDATE akn_entries SET date = '2031-01-01' WHERE manifestation_id = {}",
    "kind": "UPDATE akn_entries SET kind = 'resolutioN' WHERE manifestation_id = {}",
    "language": "UPDATE akn_entries SET language = 'mlt' WHERE manifestation_id = {}",
    "work": "UPDATE akn_entries SET work = '/akn/other' WHERE manifestation_id = {}",
    "expression": "UPDATE akn_entries SET expression = '/akn/other', folded = '/akn/other' "
    "WHERE manifestation_id = {}",
    "expressed": "UPDATE akn_entries SET expressed = '2031-01-01' WHERE manifestation_id = {}",
    "newest": "UPDATE akn_entries SET current = NOT current WHERE manifestation_id = {}",
    "entry gone": "DELETE FROM akn_entries WHERE manifestation_id = {}",
    "name": "UPDATE akn_names SET folded = 'b999999999' WHERE manifestation_id = {} AND type = 'number'",
    "name gone": "DELETE FROM akn_names WHERE manifestation_id = {} AND type = 'alias'",
    "name more": "INSERT INTO akn_names (manifestation_id, type, alias, printed, folded) "
    "VALUES ({}, 'number', '', 'x', 'x')",
    "author": "UPDATE akn_authors SET place = place + 5 WHERE manifestation_id = {}",
    "author gone": "DELETE FROM akn_authors WHERE manifestation_id = {} AND place = 0",
    "agent": "UPDATE akn_agents SET words = ' nobody ' WHERE id IN "
    "(SELECT agent_id FROM akn_authors WHERE manifestation_id = {})",
    "citation": "UPDATE akn_citations SET celex = '32016R0680' WHERE manifestation_id = {}",
    "citation elsewhere": "UPDATE akn_citations SET manifestation_id = 99999 WHERE manifestation_id = {}",
    "part": "UPDATE akn_parts SET text = text || ' sadly' WHERE manifestation_id = {} AND element = 'paragraph'",
    "eid": "UPDATE akn_parts SET eid = 'para_77' WHERE manifestation_id = {} AND element = 'paragraph'",
    "parts gone": "DELETE FROM akn_parts WHERE manifestation_id = {}",
    "stray": "INSERT INTO akn_parts (manifestation_id, eid, element, text) VALUES (99999 + {}, 'x', 'p', 'words')",
}
#: … that harm what no document tells.
RECORD = {
    "time": "UPDATE akn_manifestations SET deposited = '2026-11-22T12:00:01Z' WHERE id = {}",
    "validity": "UPDATE akn_manifestations SET valid = NOT valid WHERE id = {}",
    "version": "UPDATE akn_manifestations SET version = 7 WHERE id = {}",
    "filed": "UPDATE akn_manifestations SET expression = '/akn/other' WHERE id = {}",
    "hash": "UPDATE akn_manifestations SET sha256 = 'x' WHERE id = {}",
}
#: … that harm the full text of one engine.
WORDS = {
    "sqlite": {
        "word more": "INSERT INTO akn_text_{table}(rowid, text) VALUES (99999, 'surplus')",
        "word gone": "INSERT INTO akn_text_{table}(akn_text_{table}, rowid, text) "
        "SELECT 'delete', id, text FROM akn_parts WHERE manifestation_id = {key}",
        "pages": "DELETE FROM akn_text_{table}_data WHERE id > 10",
        "sizes": "DELETE FROM akn_text_{table}_docsize",
    },
    "postgresql": {
        "word more": "INSERT INTO akn_words VALUES (99999, 'simple', to_tsvector('simple', 'surplus'))",
        "word gone": "DELETE FROM akn_words WHERE part_id IN (SELECT id FROM akn_parts WHERE manifestation_id = {key})",
        "stemmer": "UPDATE akn_words SET config = 'danish'",
        "words": "UPDATE akn_words SET words = to_tsvector('simple', 'surplus')",
    },
}


#: The keys of an English and a French document among those of `filled`.
ENGLISH, FRENCH = 2, 4


def run(place: Place, statement: str) -> None:
    """Run `statement` behind akn's back."""
    if place.kind == "postgresql":
        import psycopg  # only where there is a server

        with psycopg.connect(place.url, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]  # statements of this module
        return
    file = urlsplit(place.url).path if place.kind == "sqlite" else f"{place.url}/.akn/index.sqlite"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def problems(url: str) -> list[str]:
    with open_repository(url) as repository:
        return [f"{one.name}: {one.problem}" for one in verify(repository) if one.problem]


def filled(place: Place, texts: Callable) -> None:
    """Four documents, the last of them French, the first in two versions."""
    documents = texts(*range(4))
    again = texts(documents[0].read_bytes().replace(b"</akomaNtoso>", b"<!-- again --></akomaNtoso>"))
    with open_repository(place.url, create=True) as repository:
        assert (
            len([r for r in deposit([*documents, *again], repository, now=now) if r.outcome != "refused"])
            == 5
        )
    assert problems(place.url) == []


@pytest.mark.parametrize("kind", ["folder", "sqlite", "postgresql"])
def test_a_row_of_the_index(kind: str, tmp_path: Path, texts: Callable) -> None:
    """Each harm alone: it is named, `reindex` mends it, and then find says what it said before."""
    with fresh(kind, tmp_path) as place:
        filled(place, texts)
        with open_repository(place.url) as repository:
            right = repository.find(Query(level="manifestation"))
        for harm, statement in INDEX.items():
            run(place, statement.format(2))
            assert any("reindex" in problem for problem in problems(place.url)), harm
            with open_repository(place.url) as repository:
                assert {kept.problem for kept in repository.reindex()} == {""}
            assert problems(place.url) == [], harm
            with open_repository(place.url) as repository:
                assert repository.find(Query(level="manifestation")) == right


@pytest.mark.parametrize("kind", ["folder", "sqlite", "postgresql"])
@pytest.mark.parametrize("harm", RECORD)
def test_what_no_document_tells(harm: str, kind: str, tmp_path: Path, texts: Callable) -> None:
    with fresh(kind, tmp_path) as place:
        filled(place, texts)
        run(place, RECORD[harm].format(2))
        assert problems(place.url), harm


@pytest.mark.parametrize(("kind", "harm"), [(kind, harm) for kind in WORDS for harm in WORDS[kind]])
def test_the_full_text(kind: str, harm: str, tmp_path: Path, texts: Callable) -> None:
    with fresh(kind, tmp_path) as place:
        filled(place, texts)
        for table in ("plain", "porter") if kind == "sqlite" else ("",):
            run(place, WORDS[kind][harm].format(table=table, key=FRENCH if table == "plain" else ENGLISH))
            assert any("full text" in problem for problem in problems(place.url)), table
            with open_repository(place.url) as repository:
                assert {kept.problem for kept in repository.reindex()} == {""}
            assert problems(place.url) == []


#: XQuery updates that harm a record or the words of a document in BaseX; $records and $text are its databases.
BASEX = {
    "title": "replace value of node ($records/record)[1]/@title with 'another'",
    "newest": "replace value of node ($records/record)[1]/@current with 'x'",
    "time": "replace value of node ($records/record)[1]/@deposited with '2026-11-22T12:00:01Z'",
    "validity": "replace value of node ($records/record)[1]/@valid with 'false'",
    "version": "replace value of node ($records/record)[1]/@version with 'x'",
    "author": "delete node ($records/record)[1]/author[1]",
    "name": "replace value of node ($records/record)[1]/number[1]/@folded with 'x'",
    "citation": "replace value of node ($records/record)[1]/cites[1]/@celex with '32016R0680'",
    "word": "replace value of node ($text/parts/part)[1] with 'surplus'",
    "part": "delete node ($text/parts/part)[1]",
    "words": "delete node ($text/parts)[1]/part",
}


@pytest.mark.parametrize("harm", BASEX)
def test_basex(harm: str, tmp_path: Path, texts: Callable) -> None:
    with fresh("basex", tmp_path) as place:
        filled(place, texts)
        location = parse(place.url)
        client = BasexClient(location.host, location.port or 1984, location.user, location.password)
        name = location.path
        client.query(
            f"let $records := collection('{name}_records') "
            f"let $text := for $one in db:list()[starts-with(., '{name}_text_')] return collection($one) "
            f"return {BASEX[harm]}",
            {},
        )
        client.close()
        assert problems(place.url), harm


#: What happens to files: to the database, or to the index of a folder.
FILES: dict[str, Callable[[bytes], bytes]] = {
    "cut in half": lambda whole: whole[: len(whole) // 2 // 4096 * 4096],
    "cut within a page": lambda whole: whole[:-1000],
    "a page of zeros": lambda whole: whole[:40960] + bytes(4096) + whole[45056:],
    "pages swapped": lambda whole: whole[:8192] + whole[12288:16384] + whole[8192:12288] + whole[16384:],
    "no header": lambda whole: bytes(100) + whole[100:],
    "nothing": lambda _: b"",
    "text": lambda _: b"It was a database once.\n" * 400,
}


@pytest.mark.parametrize("kind", ["folder", "sqlite"])
@pytest.mark.parametrize("harm", FILES)
def test_a_file_of_the_database(harm: str, kind: str, tmp_path: Path, texts: Callable) -> None:
    """It is named or cannot be opened, in a sentence; the index of a folder is made anew, at once or when asked to."""
    with fresh(kind, tmp_path) as place:
        filled(place, texts)
        with open_repository(place.url) as repository:
            right = repository.find(Query(level="manifestation"))
        file = tmp_path / ("library.db" if kind == "sqlite" else "library/.akn/index.sqlite")
        file.write_bytes(FILES[harm](file.read_bytes()))
        if kind == "sqlite":
            try:
                assert problems(place.url)
            except AknError as error:
                assert place.url in str(error)
            return
        if problems(place.url):
            with open_repository(place.url) as repository:
                assert {kept.problem for kept in repository.reindex()} == {""}
        assert problems(place.url) == []
        with open_repository(place.url) as repository:
            assert repository.find(Query(level="manifestation")) == right


#: What happens to the list of a folder.
LISTS: dict[str, Callable[[list[str]], list[str]]] = {
    "a line gone": lambda lines: lines[1:],
    "a hash changed": lambda lines: [("0" if lines[0][0] != "0" else "1") + lines[0][1:], *lines[1:]],
    "a path changed": lambda lines: [lines[0].replace("/eu/", "/eU/"), *lines[1:]],
    "two lines in one": lambda lines: [lines[0].rstrip("\n") + " " + lines[1], *lines[2:]],
    "nothing left": lambda _: [],
}


@pytest.mark.parametrize("harm", LISTS)
def test_the_list_of_a_folder(harm: str, tmp_path: Path, texts: Callable) -> None:
    with fresh("folder", tmp_path) as place:
        filled(place, texts)
        file = tmp_path / "library/.akn/checksums"
        file.write_text("".join(LISTS[harm](file.read_text().splitlines(keepends=True))))
        assert problems(place.url)


def test_a_list_of_the_same_length_that_lacks_what_the_index_has(tmp_path: Path, texts: Callable) -> None:
    """The size of the list says nothing new, so the index still answers with what was taken out."""
    with fresh("folder", tmp_path) as place:
        filled(place, texts)
        file = tmp_path / "library/.akn/checksums"
        lines = file.read_text().splitlines(keepends=True)
        gone = lines[1].split()[1]
        (tmp_path / "library" / gone).unlink()
        file.write_text("".join([lines[0], "#" * (len(lines[1]) - 1) + "\n", *lines[2:]]))
        assert problems(place.url) == [
            p for p in problems(place.url) if p.startswith(gone) and "reindex" in p
        ]
        with open_repository(place.url) as repository:
            list(repository.reindex())
        assert problems(place.url) == []


@pytest.mark.parametrize("harm", ["moved", "swapped", "marked invalid", "emptied"])
def test_the_documents_of_a_folder(harm: str, tmp_path: Path, texts: Callable) -> None:
    with fresh("folder", tmp_path) as place:
        filled(place, texts)
        one, other = sorted((tmp_path / "library").rglob("*.xml"))[:2]
        match harm:
            case "moved":
                one.rename(one.with_name("elsewhere.xml"))
            case "swapped":
                mine, theirs = one.read_bytes(), other.read_bytes()
                one.write_bytes(theirs)
                other.write_bytes(mine)
            case "marked invalid":
                one.rename(one.with_name(one.name.replace(".xml", ".invalid.xml")))
            case _:
                one.write_bytes(b"")
        assert len(problems(place.url)) >= (1 if harm == "emptied" else 2)
