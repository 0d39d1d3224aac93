"""URLs taken apart: names stay what they are, and what is secret is shown to nobody."""

from __future__ import annotations

import pickle
from pathlib import Path, PurePosixPath

import pytest

from akn.errors import UnreadableError
from akn.places import Url, place


@pytest.mark.parametrize(
    "name", ["a b.txt", "50%.txt", "a%20b.txt", "№ 1#2?.txt", "été/ö.txt", "a//b.txt", "../x.txt"]
)
def test_a_name_in_a_store_is_kept_letter_by_letter(name):
    url = Url.read(f"s3://bucket/in/{name}")
    assert url.whole == f"s3://bucket/in/{name}"
    assert url.name == name.rpartition("/")[2]
    assert Url.read("s3://bucket/in") / name == url


def test_parts_of_a_name_are_those_of_a_path():
    url = Url.read("s3://bucket/in/act.v2.xml")
    assert (url.stem, url.suffix, url.suffixes) == ("act.v2", ".xml", [".v2", ".xml"])
    assert url.parent == Url.read("s3://bucket/in")
    assert url.with_stem("act-1").whole == "s3://bucket/in/act-1.xml"
    assert url.relative_to(Url.read("s3://bucket/")) == PurePosixPath("in/act.v2.xml")
    with pytest.raises(ValueError, match="not below"):
        url.relative_to(Url.read("s3://bucket/i"))


@pytest.mark.parametrize("name", ["motion.txt", "C:\\motion.txt", "a:b", "notes/s3", "file.xml"])
def test_what_is_no_url_is_a_path(name):
    assert place(name) == Path(name)


def test_a_file_that_bears_such_a_name_wins(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s3:" / "bucket").mkdir(parents=True)
    (tmp_path / "s3:" / "bucket" / "a.txt").touch()
    assert place("s3://bucket/a.txt") == Path("s3:/bucket/a.txt")


@pytest.mark.parametrize(
    "url", ["https://example.org/a.html", "http://example.org/a.html", "HTTPS://example.org/a"]
)
def test_the_web_is_read_only_when_asked(url):
    with pytest.raises(UnreadableError, match="nothing is fetched from the web unasked; give --fetch"):
        place(url)
    assert place(url, fetch=True).nature == "web"


def test_an_archive_on_the_web_is_the_web():
    with pytest.raises(UnreadableError, match="nothing is fetched"):
        place("zip://::https://example.org/texts.zip")


@pytest.mark.parametrize("url", ["ftp://host/a.txt", "gopher://host/a", "github://a:b@/x", "reference://x"])
def test_a_store_that_is_not_known_is_refused_by_name(url):
    with pytest.raises(UnreadableError, match="akn knows no such place"):
        place(url)


def test_an_archive_without_its_place_is_told_how_it_is_written():
    with pytest.raises(UnreadableError, match=r"zip://::texts\.zip is all that"):
        place("zip://texts.zip")


def test_a_key_in_the_url_of_a_store_is_refused_and_not_repeated():
    with pytest.raises(UnreadableError) as refused:
        place("s3://AKID:topsecret@bucket/in/")
    assert "topsecret" not in str(refused.value)
    assert "AKID" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "https://user:topsecret@example.org/a.html",
        "https://example.org/a.html?X-Amz-Signature=topsecret",
        "zip://a.txt::https://user:topsecret@example.org/a.zip?sig=topsecret",
    ],
)
def test_what_is_secret_in_an_address_is_never_shown(text):
    url = place(text, fetch=True)
    for shown in (str(url), repr(url), f"{url}", str([url])):
        assert "topsecret" not in shown
        assert "example.org/a" in shown
    assert pickle.loads(pickle.dumps(url)).whole == text  # noqa: S301  # our own


def test_the_name_of_an_address_is_read_as_the_web_writes_it():
    url = place("https://example.org/r%C3%A9solution%20B9.html?lang=fr#top", fetch=True)
    assert (url.name, url.suffix) == ("résolution B9.html", ".html")
