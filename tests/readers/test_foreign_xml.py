"""XML that is no web page is refused by the name of its root, whatever the file is called."""

from __future__ import annotations

import codecs

import pytest

from akn.errors import UnreadableError
from akn.readers import read_bytes

AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act/></akomaNtoso>'
FORMEX = "<JUDGMENT><TITLE><TI><P>Bells</P></TI></TITLE></JUDGMENT>"
SDOCAM = '<SDOCAM STATUS="DEF4"><P>Bells</P></SDOCAM>'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (AKN, "Akoma Ntoso.*akn validate"),
        ('<an:akomaNtoso xmlns:an="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13">', "Akoma Ntoso"),
        (FORMEX, "Formex.*JUDGMENT"),
        (SDOCAM, "Parliament's own XML.*SDOCAM"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>', "TEI"),
        ('<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "RDF"),
        ('<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">', "Office"),
        ("<glocken><p>The European Parliament,</p></glocken>", "its root is “glocken”"),
        ("<?xml version='1.0'?><кметство><p>x</p>", "its root is “кметство”"),
        ('<article xmlns="http://docbook.org/ns/docbook"><para>x</para></article>', "its root is “article”"),
    ],
)
@pytest.mark.parametrize("name", ["-", "a.txt", "a.html", "a.md", "a.xml"])
def test_xml_is_refused_by_name(text: str, says: str, name: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read_bytes(text.encode(), name)


@pytest.mark.parametrize(
    "before",
    [
        "\n  ",
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f"<!-- made by hand, {'long ' * 2000}-->\n<?show me?>",
        '<?xml version="1.0"?><!DOCTYPE akomaNtoso SYSTEM "a.dtd" [<!ELEMENT a (b)> <!-- > -->]>',
    ],
)
@pytest.mark.parametrize(
    "encode",
    [
        str.encode,
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-be"),
    ],
)
def test_what_stands_before_the_root_does_not_hide_it(before: str, encode: object) -> None:
    assert callable(encode)
    with pytest.raises(UnreadableError, match="Akoma Ntoso"):
        read_bytes(encode(before + AKN), "a.html")


@pytest.mark.parametrize(
    "text",
    [
        "<html><p>Bells</p></html>",
        '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Bells</p></body></html>',
        '<?xml version="1.0"?><h:html xmlns:h="http://www.w3.org/1999/xhtml"><p>Bells</p></h:html>',
        "<div><p>Bells</p></div>",
        "<p>Bells</p>",
        "<Date>{07/02/2020}7.2.2020</Date> Bells <Date>{08/02/2020}8.2.2020</Date>",
        "<bells> are good </bells> and loud",
        "< 3 bells",
        "Bells <b>ring</b>",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_pages_parts_of_pages_and_texts_with_tags_are_read(text: str, name: str) -> None:
    assert read_bytes(text.encode(), name).pieces
