"""Values of attributes: what we say agrees with what libxml2 says."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from akn.schema import official as schema
from akn.schema.declarations import declarations
from akn.validation.explaining.values import bad_addresses, fits

#: One attribute of each type that the schema uses: element, attribute, and what else the element must have.
KINDS = {
    "date": ("date", "date", {}),
    "time": ("time", "time", {}),
    "boolean": ("FRBRprescriptive", "value", {}),
    "integer": ("td", "colspan", {}),
    "duration": ("timeInterval", "duration", {"refersTo": "#x"}),
    "language": ("FRBRlanguage", "language", {}),
    "words": ("img", "eId", {"src": "x.png"}),
}


def libxml2_takes(element, attribute, value, others):
    node = etree.Element(f"{{{schema.NAMESPACE}}}{element}", nsmap={None: schema.NAMESPACE})
    for name, given_ in {**others, attribute: value}.items():
        node.set(name, given_)
    return schema.load().validate(node)


def ours_takes(element, attribute, value):
    return fits(value, declarations().get(element).attributes[attribute])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", "2021-02-09"), ("date", "2021"), ("date", "2021-02"), ("date", "2021-02-30"), ("date", "2020-02-29"),
        ("date", "1900-02-29"), ("date", "9.2.2021"), ("date", "2021-02-09Z"), ("date", "2021-02-09+02:00"),
        ("date", "2021-02-09T10:00:00"), ("date", "2021-02-09T25:00:00"), ("date", ""), ("date", " 2021-02-09 "),
        ("date", "-0044-03-15"), ("date", "0000-01-01"), ("date", "12021-02-09"), ("date", "2021-2-9"),
        ("time", "10:00:00"), ("time", "10:00"), ("time", "24:00:00"), ("time", "2021-02-09T10:00:00"),
        ("boolean", "true"), ("boolean", "TRUE"), ("boolean", "1"), ("boolean", "yes"),
        ("integer", "2"), ("integer", "-2"), ("integer", "2.0"), ("integer", ""), ("integer", "+2"),
        ("duration", "P1Y"), ("duration", "P"), ("duration", "P1Y6M"), ("duration", "PT"), ("duration", "1 year"),
        ("language", "eng"), ("language", "en-GB"), ("language", "e n"), ("language", ""), ("language", "english7890"),
        ("words", "para_1"), ("words", "para 1"), ("words", ""), ("words", "a\tb"),
    ],
)  # fmt: skip
def test_as_libxml2(kind, value):
    element, attribute, others = KINDS[kind]
    assert ours_takes(element, attribute, value) is libxml2_takes(element, attribute, value, others)


@given(
    st.from_regex(
        r"-?[0-9]{3,5}-[0-9]{1,2}-[0-9]{1,2}(Z|[+-][0-9]{2}:[0-9]{2})?(T[0-9:]{5,8})?", fullmatch=True
    )
)
@example("2021-02-09-14:00")
@example("2021-02-09+14:01")
@example("00001-01-01")
def test_dates_as_libxml2(value):
    assert ours_takes("date", "date", value) is libxml2_takes("date", "date", value, {})


def test_addresses_are_libxml2s_to_judge():
    assert bad_addresses(["/akn/rt", "a[b]", "#x", "", "http://example.org/x", "http://[x"]) == {
        "a[b]",
        "http://[x",
    }
    assert bad_addresses(["a[b]"]) == {"a[b]"}
    assert bad_addresses([]) == set()
