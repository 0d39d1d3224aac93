"""URLs of repositories, and that no password is ever shown."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.errors import AknError
from akn.repositories import open_repository
from akn.repositories.url import parse, redacted


@pytest.mark.parametrize(
    ("url", "scheme", "path"),
    [
        ("library/", "", "library/"),
        ("C:\\library", "", "C:\\library"),
        ("file:///srv/my%20library", "", "/srv/my library"),
        ("sqlite:///library.db", "sqlite", "library.db"),
        ("sqlite:////srv/library.db", "sqlite", "/srv/library.db"),
        ("SQLite:///a%20b.db", "sqlite", "a b.db"),
        ("postgresql://me:x@host:5433/db", "postgresql", "db"),
        ("basex://me:x@host/akn", "basex", "akn"),
    ],
)
def test_taken_apart(url: str, scheme: str, path: str) -> None:
    place = parse(url)
    assert (place.scheme, place.path) == (scheme, path)


def test_user_and_password() -> None:
    place = parse("postgresql://me:p%40ss%2Fword@host:5433/db")
    assert (place.user, place.password, place.host, place.port) == ("me", "p@ss/word", "host", 5433)
    assert place.shown == "postgresql://me@host:5433/db"
    assert parse("postgresql://host:5433/db?sslmode=require").shown == "postgresql://host:5433/db"
    assert parse("postgresql:///db").shown == "postgresql:///db"


def test_password_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKN_REPOSITORY_PASSWORD", "from-there")
    assert parse("basex://me@host/akn").password == "from-there"  # noqa: S105  # a test
    assert parse("basex://me:mine@host/akn").password == "mine"  # noqa: S105  # a test


SECRETS = st.text(min_size=5, max_size=20).map(lambda s: f"§{s}§")


@given(SECRETS)
def test_an_encoded_password_is_not_shown(secret: str) -> None:
    url = f"postgresql://me:{quote(secret, safe='', errors='replace')}@host/db"
    place = parse(url)
    assert secret not in place.shown + repr(place)
    assert quote("§") not in place.shown + repr(place)
    assert place.scrubbed(f"a message with\n{place.password} in it").count("***") == 1


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20))
def test_a_password_that_was_not_encoded_is_not_shown(rest: str) -> None:
    url = f"postgresql://me:hush{rest}@host/db"
    assert "hush" not in redacted(url)
    try:
        assert "hush" not in repr(parse(url))
    except AknError as error:
        assert "hush" not in str(error)


@pytest.mark.parametrize(
    "url", ["postgresql://me:hush@host:port/db", "postgresql://me:hush@[host/db", "oracle://me:hush@h/d"]
)
def test_messages_hold_no_password(url: str) -> None:
    with pytest.raises(AknError) as raised:
        open_repository(url)
    assert "hush" not in str(raised.value)
