"""The mends of rules: what they write, what they leave, and that one that is refused blocks no other."""

from __future__ import annotations

from lxml import etree

from akn.validation.fixing import fixed
from akn.validation.rules import RULES
from akn.validation.rules.rule import select
from tests.wholes import FIXTURES, whole

ASKED = select(RULES)
GOOD = (FIXTURES / "resolution.xml").read_bytes()


def test_the_sign_is_written():
    assert b'by="#rp"' in fixed(whole(FIXTURES / "REF011" / "bad.xml"), ASKED)


def test_a_language_gets_three_letters():
    assert fixed(GOOD.replace(b'"eng"', b'"en"'), ASKED) == GOOD
    strange = GOOD.replace(b'"eng"', b'"xx"')
    assert fixed(strange, ASKED) == strange


def test_numbers_are_given_anew_with_all_that_refers_to_them():
    text = GOOD.replace(b"para_1", b"para_16").replace(
        b"First text.", b'See <ref href="#para_16" eId="ref_1">1</ref>.'
    )
    assert fixed(text, ASKED) == text.replace(b"para_16", b"para_1")


def test_ids_are_not_given_anew_where_one_is_taken():
    text = GOOD.replace(b"para_1", b"para_16").replace(b"First text.", b'<b eId="para_1">First</b> text.')
    assert fixed(text, select(RULES, select=["EID008"])) == text


def test_id_becomes_eid():
    text = GOOD.replace(b'paragraph eId="para_1"', b'paragraph id="para_1"')
    assert fixed(text) == GOOD


def test_an_id_that_is_taken_is_numbered_on_unless_it_is_pointed_at():
    twice = GOOD.replace(b"<p>First text.</p>", b'<p eId="p_1">First</p><p eId="p_1">text.</p>')
    assert b'<p eId="p_1-2">text.' in fixed(twice)
    pointed = twice.replace(b"First<", b'<ref href="#p_1" eId="ref_1">First</ref><')
    assert fixed(pointed) == pointed


def test_a_mend_that_is_refused_blocks_no_other():
    text = GOOD.replace(b'"eng"', b'"en"').replace(
        b"First text.", b'<person refersTo="rp" eId="person_1">A</person>'
    )
    better = fixed(text, ASKED)  # to name an organisation as a person is another breach, told as before
    assert b'language="eng"' in better
    assert list(etree.fromstring(better).itertext()) == list(etree.fromstring(text).itertext())


def test_what_is_left_out_is_not_mended():
    text = GOOD.replace(b'paragraph eId="para_1"', b'paragraph id="para_1"')
    assert fixed(text, leave=["XSD165"]) == text


def test_an_empty_block_stays_where_its_parent_would_be_empty_too():
    text = b"<bill xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0' name='x'><meta><references source='#a'/></meta><body/></bill>"
    assert fixed(text) == text
