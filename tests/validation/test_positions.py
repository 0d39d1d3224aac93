"""Line and column are those at which the start-tag begins, whatever the encoding and however long the file."""

from __future__ import annotations

import pytest

from akn.validation.verdict import judge

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def lines_of(data):
    return [(f.line, f.column) for f in judge(data).findings]


def document(inside, encoding="UTF-8"):
    return f'<?xml version="1.0" encoding="{encoding}"?>\n<p xmlns="{NS}">\n{inside}\n</p>'


def test_a_tag_over_several_lines_counts_from_its_first():
    assert lines_of(document('  <ref\n   made="up"\n   href="#x"\n  >x</ref>').encode()) == [(3, 3)]


def test_two_on_one_line_are_told_apart():
    assert lines_of(document('<ref href="#x">ä</ref> <ref>b</ref> <ref>c</ref>').encode()) == [
        (3, 24),
        (3, 37),
    ]


def test_comments_and_instructions_do_not_shift_the_count():
    assert lines_of(document("<!-- <ref/> --><?x <ref/>?><![CDATA[<ref/>]]><ref>b</ref>").encode()) == [
        (3, 46)
    ]


def test_a_doctype_does_not_shift_the_count():
    data = document("<ref>b</ref>").replace("<p ", "<!DOCTYPE p [<!ELEMENT p ANY><!-- <x/> --> ] >\n<p ", 1)
    assert lines_of(data.encode()) == [(4, 1)]


@pytest.mark.parametrize(
    "encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1252", "windows-1250", "ISO-8859-2"]
)
def test_columns_are_characters(encoding):
    data = document("“ä” <ref>b</ref>" if encoding in {"UTF-8", "UTF-16"} else "ää. <ref>b</ref>", encoding)
    assert lines_of(data.encode(encoding)) == [(3, 5)]


def test_lines_beyond_two_bytes():
    data = document("\n" * 70_000 + "<ref>b</ref>").encode()
    assert lines_of(data) == [(70_003, 1)]


def test_the_path_leads_to_the_element_and_the_eid_is_the_nearest():
    inside = '<b eId="b_1"><i><ref href="#x">a</ref><ref>b</ref></i></b>'
    (finding,) = judge(document(inside).encode()).findings
    assert (finding.path, finding.eid) == ("/p/b/i/ref[2]", "b_1")
