"""Small documents for the tests of alignment, and the fixtures that lie here."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

HERE = Path(__file__).parent
WORK = "/akn/eu/statement/resolution/ep/2024-05-07/P9-TA-2024-9311"
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
FIXTURES = tuple(HERE / f"{language}.xml" for language in ("eng", "fra", "bul"))


#: One numbered paragraph.
BODY = """<mainBody eId="body"><paragraph eId="para_1"><num>1.</num><content><p>Asks;</p></content></paragraph>
    </mainBody>"""


def document(body: str, language: str = "eng", work: str = WORK) -> etree._Element:
    """The root of a document with `body` after its ``meta``."""
    return etree.fromstring(source(body, language, work))


def source(body: str, language: str = "eng", work: str = WORK) -> bytes:
    return f"""<akomaNtoso xmlns="{NAMESPACE}"><statement name="resolution"><meta><identification source="#x">
        <FRBRWork><FRBRuri value="{work}"/></FRBRWork>
        <FRBRExpression><FRBRuri value="{work}/{language}@2024-05-07"/><FRBRlanguage language="{language}"/>
        </FRBRExpression></identification></meta>{body}</statement></akomaNtoso>""".encode()


def tree(language: str) -> etree._ElementTree:
    return etree.parse(HERE / f"{language}.xml")


def without(root: etree._Element, eid: str) -> etree._Element:
    """`root` without the element `eid`."""
    found = root.find(f".//*[@eId='{eid}']")
    assert found is not None
    parent = found.getparent()
    assert parent is not None
    parent.remove(found)
    return root
