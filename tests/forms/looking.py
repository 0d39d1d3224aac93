"""What the tests of the forms look at: invented documents, and the words of a tree, found in the simplest way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lxml import etree

HERE = Path(__file__).parent
DOCUMENTS = sorted((HERE / "documents").glob("*.xml"))
MOTION = HERE / "documents" / "motion.xml"


def root_of(path: Path) -> etree._Element:
    return etree.parse(path).getroot()


def letters(*texts: str) -> Counter[str]:
    """Letters and digits, which no form may lose; how they are parted is the form's."""
    return Counter(c for text in texts for c in text if c.isalnum())


def printed_letters(root: etree._Element) -> Counter[str]:
    """The letters of all that is printed: the text, and the notes gathered in ``meta``."""
    counts: Counter[str] = Counter()
    for text in root.xpath("//text()[not(ancestor::*[local-name()='meta'])]"):
        counts += letters(text)
    for text in root.xpath("//*[local-name()='notes']//text()"):
        counts += letters(text)
    return counts
