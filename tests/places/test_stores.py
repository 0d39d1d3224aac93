"""Files in stores: read, listed, written whole, and what is said when a store says no."""

from __future__ import annotations

import http.server
import threading
import zipfile
from pathlib import PurePosixPath

import pytest

from akn.bounded import read_bounded
from akn.errors import TooLargeError, UnreadableError, UnwritableError
from akn.jobs.walking import Shard, find
from akn.output import mark_of, write_atomically
from akn.places import place, store
from akn.places.store import ChangedError
from tests.places.conftest import SECRET

NAMES = ["a b.txt", "50%.txt", "a%20b.txt", "№ 1#2?.txt", "été/ö.txt", "[x]*.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_to_a_bucket_is_read_from_it_whatever_its_name(bucket, name):
    root, system = bucket
    write_atomically(root / name, b"words")
    assert read_bounded(root / name) == b"words"
    assert system.cat_file(f"{root.path}/{name}") == b"words"
    assert list(root.files()) == [root / name]


def test_files_of_a_bucket_are_found_by_ending_and_place(bucket):
    root, system = bucket
    for name in (*NAMES, "b.XML", "sub/c.xml", ".hidden.txt", ".git/d.txt", "folder/"):
        system.pipe_file(f"{root.path}/in/{name}", b"x")
    system.pipe_file(f"{root.path}/inside.txt", b"x")
    found = find([place(f"s3://{root.path}/in")], (".txt",), "text")
    assert {str(below) for below in found.files.values()} == set(NAMES)
    assert found.left_alone == "left alone: 2 .xml"


def test_no_name_in_a_store_leads_out_of_the_folder_for_results(bucket):
    root, system = bucket
    for name in ("../../up.txt", "a//b.txt", "./c.txt", "a/../../../d.txt"):
        system.pipe_file(f"{root.path}/in/{name}", b"x")
    below = find([root / "in"], (".txt",), "text").files.values()
    assert all(".." not in one.parts and not one.is_absolute() for one in below)
    assert PurePosixPath("%2E%2E/%2E%2E/up.txt") in below


def test_more_objects_than_a_page_holds_are_all_listed(bucket, monkeypatch):
    root, system = bucket
    monkeypatch.setattr(store, "_PAGE", 7)
    for n in range(23):
        system.pipe_file(f"{root.path}/{n}.txt", b"x")
    assert len(find([root], (".txt",), "text").files) == 23


def test_an_object_that_somebody_else_wrote_meanwhile_is_not_written_over(bucket):
    root, system = bucket
    one, new = root / "one.xml", root / "new.xml"
    write_atomically(one, b"first")
    mark = mark_of(one)
    assert mark_of(new) is None
    system.pipe_file(one.path, b"theirs")
    system.pipe_file(new.path, b"theirs")
    for url, since in ((one, mark), (new, None)):
        with pytest.raises(ChangedError, match="somebody else has written it"):
            write_atomically(url, b"ours", since=since)
        assert read_bounded(url) == b"theirs"
    write_atomically(one, b"ours", since=mark_of(one))
    assert read_bounded(one) == b"ours"
    write_atomically(one, b"ours", since=mark)  # another run of the same command was there first


def test_the_memory_of_the_process_compares_too():
    url = place("memory://compared/one.xml")
    write_atomically(url, b"first", since=None)
    with pytest.raises(ChangedError):
        write_atomically(url, b"second", since=None)
    assert read_bounded(url) == b"first"


def test_a_large_object_is_read_no_further_than_allowed(bucket):
    root, system = bucket
    system.pipe_file(f"{root.path}/big.txt", b"x" * 1_000_001)
    with pytest.raises(TooLargeError, match="larger than 1 MB"):
        read_bounded(root / "big.txt", 1)


def test_what_is_missing_is_told(bucket):
    root, _ = bucket
    with pytest.raises(UnreadableError, match="there is no such file"):
        read_bounded(root / "none.txt")
    with pytest.raises(UnreadableError, match=r"no-such-bucket/in/: cannot be listed: there is no such file"):
        find([place("s3://no-such-bucket/in/")], (".txt",), "text")
    with pytest.raises(UnwritableError, match="nothing was changed: there is no such file"):
        write_atomically(place("s3://no-such-bucket/a.xml"), b"x")


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9", "the store cannot be reached"),
        ("AWS_ACCESS_KEY_ID", None, "no key for the store was found"),
    ],
)
def test_a_store_that_cannot_be_asked_is_told_without_its_key(bucket, monkeypatch, variable, value, said):
    root, _ = bucket
    if value is None:
        monkeypatch.delenv(variable)
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
        monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
        monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
    else:
        monkeypatch.setenv(variable, value)
    store.forget()
    with pytest.raises(UnreadableError, match=said) as refused:
        read_bounded(root / "a.txt")
    assert SECRET not in str(refused.value)
    assert refused.value.__cause__ is None  # its own words may hold the key
    store.forget()


def test_an_archive_is_read_and_never_written(tmp_path):
    archive = tmp_path / "texts.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in (*NAMES, "../../out.txt", "notes.doc"):
            packed.writestr(name, f"in {name}")
    whole = place(f"zip://::{archive}")
    found = find([whole], (".txt",), "text")
    assert {*map(str, found.files.values())} == {*NAMES, "%2E%2E/%2E%2E/out.txt"}
    assert {read_bounded(url).decode() for url in found.files} == {
        f"in {name}" for name in (*NAMES, "../../out.txt")
    }
    with pytest.raises(UnwritableError, match="nothing is written there"):
        write_atomically(whole / "a.xml", b"x")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive at all"])
def test_a_damaged_archive_is_told(tmp_path, content):
    (tmp_path / "bad.zip").write_bytes(content)
    with pytest.raises(UnreadableError, match="no archive of that kind"):
        find([place(f"zip://::{tmp_path}/bad.zip")], (".txt",), "text")


@pytest.fixture
def web(tmp_path):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *given):
            super().__init__(*given, directory=str(tmp_path))

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_read_when_asked_and_no_further_than_allowed(web):
    folder, address = web
    (folder / "été 1.html").write_bytes(b"x" * 1_500_000)
    url = place(f"{address}/%C3%A9t%C3%A9%201.html", fetch=True)
    assert len(read_bounded(url, 2)) == 1_500_000
    with pytest.raises(TooLargeError):
        read_bounded(url, 1)
    with pytest.raises(UnreadableError, match="there is no such file"):
        read_bounded(place(f"{address}/none.html?sig=topsecret", fetch=True))
    with pytest.raises(UnwritableError):
        write_atomically(url, b"x")


def test_a_file_belongs_to_one_part_and_to_the_same_on_every_machine(tmp_path, bucket):
    root, system = bucket
    for n in range(40):
        (tmp_path / f"{n}.txt").touch()
        system.pipe_file(f"{root.path}/{n}.txt", b"")
    here = [find([tmp_path], (".txt",), "text", shard=Shard(k, 3)).files.values() for k in (1, 2, 3)]
    there = [find([root], (".txt",), "text", shard=Shard(k, 3)).files.values() for k in (1, 2, 3)]
    assert sorted(map(str, (one for part in here for one in part))) == sorted(f"{n}.txt" for n in range(40))
    assert [{*map(str, part)} for part in here] == [{*map(str, part)} for part in there]
    assert all(here)
