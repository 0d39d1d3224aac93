"""What must always hold: valid, lossless, deterministic; or a clear refusal."""

from __future__ import annotations

import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akn.errors import AknError
from akn.pipeline import Options, convert
from akn.schema.official import load as load_schema
from tests.conftest import TODAY

SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

words = st.text(
    alphabet=string.ascii_letters + "éßłΑБ’“”-–&<>\\*_#'\"()[]{}0123456789.,;:/", min_size=1, max_size=12
)
phrase = st.lists(words, min_size=1, max_size=14).map(" ".join)
label = st.sampled_from(
    [
        "",
        "– ",
        "-",
        "A. ",
        "B. ",
        "AA. ",
        "1. ",
        "2. ",
        "17. ",
        "(a) ",
        "(i) ",
        "(1) ",
        "• ",
        "1a. ",
        "a) ",
        "* ",
    ]
)
opening = st.sampled_from(
    [
        "",
        "having regard to ",
        "whereas ",
        "Calls on ",
        "Instructs its President ",
        "on behalf of the ",
        "pursuant to Rule ",
        "Motion for a resolution ",
        "European Parliament resolution on ",
        "ANNEX ",
        "EXPLANATORY STATEMENT",
        "9.2.2021 ",
        "B9-0145/2021 ",
    ]
)
line = st.tuples(
    st.sampled_from(["", "  ", "\t", "\u00a0 "]),
    label,
    opening,
    phrase,
    st.sampled_from(["", ",", ";", ":", "."]),
).map("".join)
text = st.lists(
    st.one_of(line, st.just(""), st.just("The European Parliament,")), min_size=1, max_size=30
).map("\n".join)


def words_of(conversion_text: str) -> list[str]:
    return sorted(c for c in conversion_text if not c.isspace())


@SLOW
@given(text)
def test_any_text_is_converted_whole_or_refused(source: str) -> None:
    framed = f"The European Parliament,\n– having regard to the rules of the house,\nA. whereas it is so;\n{source}\n"
    try:
        first = convert(framed.encode(), Options(today=TODAY))
    except AknError as refusal:
        assert str(refusal)
        return
    report = first.report
    assert load_schema().validate(first.tree), load_schema().error_log
    assert [f for f in report.findings if f.code.startswith("LOS")] == []
    assert convert(framed.encode(), Options(today=TODAY)).xml == first.xml


@SLOW
@given(st.text(max_size=400))
def test_anything_at_all_is_converted_or_refused(source: str) -> None:
    try:
        conversion = convert(source.encode("utf-8", "surrogatepass"), Options(today=TODAY))
    except AknError as refusal:
        assert str(refusal)
    else:
        assert conversion.report.lost == ()


@SLOW
@given(st.binary(max_size=400))
def test_any_bytes_are_converted_or_refused(source: bytes) -> None:
    try:
        conversion = convert(source, Options(today=TODAY))
    except AknError as refusal:
        assert str(refusal)
    else:
        assert conversion.report.lost == ()
