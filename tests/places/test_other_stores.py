"""The stores of other houses, as `.ci/test-stores` starts their emulators: what holds of S3 but for the comparison."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest

from akn.errors import UnreadableError
from akn.places import Url, store

_NUMBERS = itertools.count(1)
#: Scheme to the variable with the address of its emulator.
EMULATORS = {"gs": "STORAGE_EMULATOR_HOST", "az": "AZURE_STORAGE_CONNECTION_STRING"}


def system_of(scheme):
    """The store as somebody else has it, who shares nothing with akn."""
    if scheme == "gs":
        import gcsfs

        return gcsfs.GCSFileSystem(skip_instance_cache=True, use_listings_cache=False)
    import adlfs

    return adlfs.AzureBlobFileSystem(
        connection_string=os.environ[EMULATORS["az"]], skip_instance_cache=True, use_listings_cache=False
    )


@pytest.fixture(params=EMULATORS)
def place(request):
    """An empty bucket of its own, and its store as somebody else has it."""
    if EMULATORS[request.param] not in os.environ:
        pytest.skip("no emulator of it is there; .ci/test-stores starts one")
    store.forget()
    other = system_of(request.param)
    name = f"akn-{os.getpid()}-{next(_NUMBERS)}"
    other.mkdir(name)
    return Url.read(f"{request.param}://{name}"), other


@pytest.mark.parametrize("name", ["a.txt", "a b.txt", "a%20b.txt", "ü.txt", "#1?.txt", "in/deep/er/a.txt"])
def test_what_is_written_is_read_whatever_its_name(place, name):
    bucket, other = place
    assert store.stamp(bucket / name) is None
    store.put(bucket / name, b"one")
    first = store.stamp(bucket / name)
    with store.opened(bucket / name) as stream:
        assert stream.read() == b"one"
    assert other.cat_file((bucket / name).path) == b"one"
    store.put(bucket / name, b"two!")
    assert first != store.stamp(bucket / name) is not None
    store.put_pieces(bucket / name, iter([b"x" * 9, b"y" * 9]))
    assert other.cat_file((bucket / name).path) == b"x" * 9 + b"y" * 9


def test_files_are_found_below_a_folder_also_those_that_another_wrote_since(place):
    bucket, other = place
    store.put(bucket / "in" / "a.txt", b"a")
    store.put(bucket / "out" / "b.txt", b"b")
    assert list(store.below(bucket / "in")) == [(bucket / "in" / "a.txt").path]
    other.pipe_file((bucket / "in" / "sub" / "c.txt").path, b"c")
    found = [(bucket / "in" / one).path for one in ("a.txt", "sub/c.txt")]
    assert sorted(store.below(bucket / "in")) == found
    assert store.is_folder(bucket / "in")
    assert not store.is_folder(bucket / "nowhere")


def test_what_breaks_off_is_not_there(place):
    bucket, _ = place

    def broken():
        yield b"x" * 100
        raise ZeroDivisionError

    with pytest.raises(Exception, match="cannot be written"):
        store.put_pieces(bucket / "a.txt", broken())
    assert store.stamp(bucket / "a.txt") is None


def test_what_is_missing_is_told(place):
    bucket, _ = place
    with pytest.raises(UnreadableError, match="there is no such file"), store.opened(bucket / "no.txt"):
        pass


def test_texts_there_become_documents_there(place, tmp_path):
    from click.testing import CliRunner

    from akn.cli import akn

    bucket, other = place
    for name in ("shortest", "harbour-noise"):
        content = Path(f"samples/eng/{name}.txt").read_bytes()
        other.pipe_file((bucket / "in" / f"{name}.txt").path, content)
    ended = CliRunner().invoke(akn, ["convert", f"{bucket}/in/", "-o", f"{bucket}/out/"])
    assert ended.exit_code == 0, ended.output
    written = sorted(one.rpartition("/")[2] for one in store.below(bucket / "out") if one.endswith(".xml"))
    assert written == ["harbour-noise.xml", "shortest.xml"]
    checked = CliRunner().invoke(akn, ["validate", f"{bucket}/out/"])
    assert checked.exit_code == 0, checked.output
    nothing = CliRunner().invoke(akn, ["convert", f"{bucket}/nothing/", "-o", str(tmp_path)])
    assert "holds no file to convert" in str(nothing.exception)
