"""Small texts to try recognition on."""

from __future__ import annotations

from akn.pipeline import Conversion, Options, convert
from akn.readers import read_bytes
from akn.recognition import Recognition, recognise
from tests.conftest import TODAY

HEAD = "P9_TA(2021)9001\n\nEuropean Parliament resolution of 2 March 2021 on kettles (2020/9001(INI))\n"
FORMULA = "The European Parliament,\n"
CITATION = "–  having regard to Rule 54 of its Rules of Procedure,\n"
LAST = "9.  Instructs its President to forward this resolution to the Commission.\n"


def act(*lines: str) -> str:
    """A text adopted that holds `lines` after its enacting words, a blank line after each."""
    return "\n".join((HEAD, FORMULA, CITATION, *(f"{line}\n" for line in lines)))


def convert_text(text: str | bytes) -> Conversion:
    """`text` converted; nothing of it is lost and nothing is an error."""
    conversion = convert(text.encode() if isinstance(text, str) else text, Options(today=TODAY))
    assert conversion.report.lost == ()
    assert [f.message for f in conversion.report.findings if f.severity == "error"] == []
    return conversion


def doubtful(text: str | bytes) -> Conversion:
    """`text` converted, of which nothing is lost, and of which something is rightly doubted."""
    conversion = convert(text.encode() if isinstance(text, str) else text, Options(today=TODAY))
    assert conversion.report.lost == ()
    assert conversion.report.doubts
    return conversion


def recognise_text(text: str, name: str = "kettles.txt") -> Recognition:
    """`text` read and recognised."""
    return recognise(read_bytes(text.encode(), name))


def texts(conversion: Conversion, element: str) -> list[str]:
    """The text of each `element`, white space made single."""
    return [
        " ".join("".join(e.itertext()).split()) for e in conversion.tree.getroot().iter(f"{{*}}{element}")
    ]


def codes(conversion: Conversion) -> list[str]:
    """The codes of the findings, those about the cover left out."""
    return [f.code for f in conversion.report.findings if not f.code.startswith("COV")]
