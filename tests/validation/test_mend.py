"""Safe mends: only what is known, no word changed, nothing else in the file touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from akn.validation.mending.applying import diff, mended
from akn.validation.mending.mends import MENDS
from akn.validation.verdict import judge

MISTAKES = Path(__file__).parent.parent / "mistakes"
FIXTURES = sorted(MISTAKES.glob("XSD*.xml"))


def words(data):
    return " ".join("".join(etree.fromstring(data).itertext()).split())


@pytest.mark.parametrize("path", [p for p in FIXTURES if p.stem[:6] in MENDS], ids=lambda p: p.stem)
def test_what_can_be_mended_is_valid_afterwards(path):
    data = path.read_bytes()
    better = mended(data)
    assert judge(better).schema_valid is True
    assert words(better) == words(data)
    changed = [
        line
        for line in diff(data, better, "x").splitlines()
        if line[:1] in "+-" and line[:3] not in {"---", "+++"}
    ]
    assert 1 <= len(changed) <= 12


@pytest.mark.parametrize("path", [p for p in FIXTURES if p.stem[:6] not in MENDS], ids=lambda p: p.stem)
def test_everything_else_is_left_to_a_person(path):
    assert mended(path.read_bytes()) == path.read_bytes()


def test_a_valid_file_is_left_alone(good_bytes):
    assert mended(good_bytes) == good_bytes
    assert diff(good_bytes, good_bytes, "x") == ""


@pytest.mark.parametrize("data", [b"", b"text", b"<a/>", b"<a>"])
def test_what_is_no_document_is_left_alone(data):
    assert mended(data) == data


def test_a_language_that_differs_is_not_taken_off(good_bytes):
    bad = good_bytes.replace(b"<statement ", b'<statement xml:lang="fr" ')
    assert mended(bad) == bad
    three = good_bytes.replace(b"<statement ", b"<statement xml:lang='eng' ")
    assert mended(three) == good_bytes
    region = good_bytes.replace(b"<statement ", b'<statement xml:lang="en-GB" ')
    assert mended(region) == good_bytes


def test_an_empty_part_that_is_pointed_at_stays(good_bytes):
    bad = good_bytes.replace(b"    </preamble>", b'      <recitals eId="recs_9"/>\n    </preamble>')
    assert mended(bad) == good_bytes
    pointed = bad.replace(b'href="/akn/rt/act/2019/7"', b'href="#recs_9"')
    assert mended(pointed) == pointed


def test_an_empty_part_with_a_comment_stays(good_bytes):
    bad = good_bytes.replace(
        b"    </preamble>", b"      <recitals><!-- to come --></recitals>\n    </preamble>"
    )
    assert mended(bad) == bad


def test_text_with_structure_in_it_is_not_wrapped(good_bytes):
    bad = good_bytes.replace(b"<td><p>fish</p></td>", b"<td>fish<ul><li>pike</li></ul></td>")
    assert mended(bad) == bad


def test_several_mends_in_one_file(good_bytes):
    bad = (
        good_bytes.replace(b"<td><p>fish</p></td>", b"<td> fish <b>and</b> frogs\n</td><td/>")
        .replace(b"<statement ", b'<statement xml:lang="en" ')
        .replace(b"<p>Report of the Board of Waters.</p>", b"Report of the Board of Waters.")
    )
    better = mended(bad)
    assert judge(better).schema_valid is True
    assert b"<td> <p>fish <b>and</b> frogs</p>\n</td><td/>" in better


def test_line_ends_and_encoding_are_kept(good_bytes):
    bad = good_bytes.replace(b"\n", b"\r\n").replace(b'"UTF-8"', b'"ISO-8859-1"').replace(b"fish", b"p\xe4")
    bad = bad.replace(b"<statement ", b'<statement xml:lang="en" ')
    assert mended(bad) == bad.replace(b' xml:lang="en"', b"")


def test_an_encoding_over_other_bytes_is_left_alone(good_bytes):
    bad = (
        good_bytes.decode()
        .replace("<statement ", '<statement xml:lang="en" ')
        .replace("UTF-8", "UTF-16")
        .encode("utf-16")
    )
    assert mended(bad) == bad


@given(st.lists(st.sampled_from(FIXTURES), min_size=1, max_size=1), st.integers(0, 200))
def test_a_mend_never_changes_a_word(paths, at):
    data = paths[0].read_bytes()
    lines = data.splitlines(keepends=True)
    place = 3 + at % (len(lines) - 6)
    data = b"".join([*lines[:place], b"<!-- here -->\n", *lines[place:]])
    if judge(data).schema_valid is False and etree.iselement(etree.fromstring(data)):
        assert words(mended(data)) == words(data)
