"""IRIs as paths: inside the folder, readable by every file system, never two on one."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from akn.errors import UnfiledError
from akn.repositories.paths import NAME_LIMIT, path, read_version

IRIS = st.text(min_size=1, max_size=80) | st.text(alphabet="/.%~vxmlCONinad2", min_size=1, max_size=30)


@given(IRIS)
@example("/../../x")
@example("/.git/config")
@example("/con/aux.txt")
@example("/a\x00b/\n")
def test_stays_inside(iri: str) -> None:
    place = path(iri, 1, valid=True)
    assert not place.is_absolute()
    for name in place.parts:
        assert name.isascii()
        assert name.isprintable()
        assert not name.startswith(".")
        assert not set(name) & set('<>:"|?*\\')
        assert not name.endswith((".", " "))
        assert len(name) <= NAME_LIMIT + 20
        assert name.partition(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


@given(IRIS, IRIS, st.integers(1, 3), st.integers(1, 3), st.booleans(), st.booleans())
@example("/a/b.v2", "/a/b", 1, 2, True, True)
@example("/a/b.invalid", "/a/b", 1, 1, True, False)
@example("/a", "a", 1, 1, True, True)
@example("/a//b", "/a/b", 1, 1, True, True)
@example("/a/%2F", "/a//", 1, 1, True, True)
def test_two_have_two_paths(one: str, other: str, v: int, w: int, valid: bool, also: bool) -> None:  # drawn
    if (one, v, valid) != (other, w, also):
        assert path(one, v, valid=valid) != path(other, w, valid=also)


@given(IRIS, IRIS)
@example("/a/b", "/a/b.xml/c")
def test_a_file_is_no_folder(one: str, other: str) -> None:
    file, longer = path(one, 1, valid=True), path(other, 1, valid=True)
    assert file not in longer.parents


@given(IRIS, st.integers(1, 99), st.booleans())
def test_the_name_tells_version_and_validity(iri: str, version: int, valid: bool) -> None:  # drawn
    assert read_version(path(iri, version, valid=valid)) == (version, valid)


def test_the_usual_case_reads_well() -> None:
    iri = "/akn/eu/statement/motionForResolution/ep/2021-02-08/B9-9145-2021/eng@2021-02-08"
    assert path(iri, 1, valid=True) == PurePosixPath(f"{iri[1:]}.xml")
    assert path(iri, 2, valid=False) == PurePosixPath(f"{iri[1:]}.v2.invalid.xml")


def test_too_long() -> None:
    with pytest.raises(UnfiledError, match="too long"):
        path("/a" * 600, 1, valid=True)
