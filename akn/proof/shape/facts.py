"""Doubts about what a document says of itself: title, dates, numbers, authors, enacting words, language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from akn.findings import Finding
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.openers import Openers, plain
from akn.proof.shape.units import UNITS, Element, Seen, each, eid_of, local, text_of

_DIGITS = re.compile(r"\d+")
#: With full stops between them, figures are a day, a month and a year.
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
#: A line that begins with a date in digits is the document's.
_IN_DIGITS = re.compile(r"\s*\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d)")
#: The letter of a part of a resolution, behind its number.
_PART = re.compile(r"(?<=\d)[a-z](?:-[a-z])?(?![a-z])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORDS = re.compile(r"[^\W\d_]+")
#: The number of a document: its letters are no words.
_SYMBOL = re.compile(r"\S*/\S*")
#: Enacting words are no longer.
_LINE = 90


def title(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Titles that break off: in a preposition, an article, a comma, an open bracket."""
    for element in each(seen, "docTitle"):
        text = text_of(element)
        last = _WORDS.findall(plain(text))[-1:]
        broken = text.rstrip()[-1:] in {",", "-", "–", "(", "/"} or text.count("(") != text.count(")")
        if (
            not text.strip()
            or broken
            or plain(text).startswith(words.links)
            or _is_of_the_kind(plain(text), words)
            or (last and last[0] in words.title_links and last[0] in words.little)
        ):
            yield doubt("SHA013", f"the title ends in {quoted(text[-40:])}", eid=eid_of(element))


def _is_of_the_kind(title: str, words: Openers) -> bool:
    """Whether `title` is the name of a kind of document or the beginning of one, or begins with the document's date."""
    kind = any(name == title or name.startswith(f"{title} ") for name in words.documents)
    first = title.partition(" ")[0]
    return (kind and title not in words.named) or (
        first in words.little and words.months.match(title[len(first) + 1 :]) is not None
    )


def titles(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Titles of one document that differ only in that one of them is a part of the other; titles that go on below."""
    for document in _documents(seen):
        front = [part for part in document if local(part) in {"coverPage", "preface"}]
        said: dict[str, Element] = {}
        for part in front:
            for element in part.iter("{*}docTitle"):
                said.setdefault(plain(text_of(element)).strip(" .,"), element)
        if len(said) == 2:
            one, other = sorted(said, key=len)
            begun = other.startswith(one) and not _short_title(said[one], other[len(one) :])
            if one and (begun or (other.endswith(one) and other.startswith(words.documents))):
                yield doubt(
                    "SHA013",
                    f"the document has two titles: {quoted(one)} and {quoted(other)}",
                    eid=eid_of(said[one]),
                )
        name = {plain(words.name), *(phrase.strip(" ,") for phrase in words.formulas)}
        for text, element in said.items():
            if text in name:
                yield doubt(
                    "SHA013", f"the title is the name of the institution: {quoted(text)}", eid=eid_of(element)
                )
    for element in each(seen, "docTitle"):
        sibling, parent = element.getprevious(), element.getparent()
        said_before = sibling.tail if sibling is not None else parent.text if parent is not None else ""
        strange = [word for word in _WORDS.findall(plain(said_before or "")) if word not in words.known()]
        if strange:
            message = f"the title begins behind a word of its own: {quoted(strange[-1])}"
            yield doubt("SHA013", message, eid=eid_of(element))
    for before, block in pairwise(seen.blocks):
        if (
            block.part != "preface"
            or before.part != "preface"
            or next(before.element.iter("{*}docTitle"), None) is None
        ):
            continue
        own = next(block.element.iter("{*}docDate", "{*}docProponent", "{*}docType", "{*}docNumber"), None)
        if block.text.lstrip()[:1].isalpha() and own is None and plain(block.text) not in plain(words.name):
            yield doubt("SHA013", f"the title goes on in the next line: {quoted(block.text)}", eid=block.eid)


def _short_title(title: Element, rest: str) -> bool:
    """Whether `title` is the short one of a cover: all of its line, and no line of it goes on with `rest`."""
    line = title.getparent()
    page = next((e for e in title.iterancestors() if local(e) == "coverPage"), None)
    if line is None or page is None or plain(text_of(line)).strip() != plain(text_of(title)).strip():
        return False
    first = rest.split()[:1]
    return bool(first) and not any(plain(text_of(other)).split()[:1] == first for other in page.iter("{*}p"))


def dates(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Dates that their text does not say, and dates of the document that contradict each other."""
    for name in ("date", "docDate"):
        for element in each(seen, name):
            value, text = element.get("date") or "", text_of(element)
            if not (_agrees(value, text) and _in_month(value, text, words)):
                yield doubt(
                    "SHA014", f"the date {value} is not what {quoted(text)} says", eid=eid_of(element)
                )
    for root in seen.roots:
        for document in root.iter("{*}statement", "{*}doc", "{*}act", "{*}bill"):
            yield from _of_document(document)


def _agrees(value: str, text: str) -> bool:
    """Whether the digits of `text` may say the date `value`: its year and its day are among them."""
    parts = value[:10].split("-")
    if dotted := _DOTTED.search(text):
        return [*map(int, dotted.groups())] == [int(part) for part in reversed(parts) if part.isdecimal()]
    said = {int(digits) for digits in _DIGITS.findall(text)}
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or len(said) < 2:
        return True
    year, month, day = map(int, parts)
    if not said & {year, year % 100} or day not in said:
        return False
    return len(said) < 3 or month in said or len(_DIGITS.findall(text)) != 3


def _in_month(value: str, text: str, words: Openers) -> bool:
    """Whether `text` names the month of the date `value`, or none."""
    month = value[5:7]
    if not month.isdecimal() or not 0 < int(month) <= len(words.named_months):
        return True
    said = plain(text)
    return words.named_months[int(month) - 1].search(said) is not None or not any(
        names.search(said) for names in words.named_months
    )


def _of_document(document: Element) -> Iterator[Finding]:
    meta = document.find("{*}meta/{*}identification/{*}FRBRWork")
    if meta is None:
        return
    front = [part for part in document if local(part) in {"coverPage", "preface"}]
    said = [e for part in front for e in part.iter("{*}docDate") if e.get("date")]
    values = {e.get("date") for e in said}
    if len(values) > 1:
        yield doubt(
            "SHA014",
            f"the document has two dates: {', '.join(sorted(map(str, values)))}",
            eid=eid_of(said[0]),
        )
    dated = meta.find("{*}FRBRdate")
    work = dated.get("date") or "" if dated is not None else ""
    if said and work and work not in values:
        yield doubt(
            "SHA014", f"the work is dated {work}, its text {said[0].get('date')}", eid=eid_of(said[0])
        )
    shown = meta.find("{*}FRBRnumber")
    printed = plain(shown.get("showAs") or "") if shown is not None else ""
    numbers = [e for part in front for e in part.iter("{*}docNumber")]
    if printed and numbers and not any(_says(e, printed) for e in numbers):
        yield doubt(
            "SHA014",
            f"the work has the number {printed}, its text {text_of(numbers[0])}",
            eid=eid_of(numbers[0]),
        )
    year = work[:4]
    for element in numbers[:1]:
        years = [int(found) for found in _YEAR.findall(text_of(element))]
        if said and years and year.isdecimal() and all(abs(one - int(year)) > 1 for one in years):
            yield doubt("SHA014", f"the number {text_of(element)} is not of {year}", eid=eid_of(element))


def _says(number: Element, printed: str) -> bool:
    """Whether `number` is `printed`, or a list that holds it: ``B9-9001, 9002 and 9003/2021``."""
    said = plain(text_of(number))
    bare = _PART.sub("", printed)
    tight = said.replace(" ", "")
    return (
        said in printed
        or any(one.replace(" ", "") in tight for one in (printed, bare))
        or ({*_DIGITS.findall(printed)} < {*_DIGITS.findall(said)} and said[:2] == printed[:2])
    )


def unread(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Documents without title or date, whose title block says what they are and holds a month beside a number."""
    for document in _documents(seen):
        front = [part for part in document if local(part) in {"coverPage", "preface"}]
        blocks = [p for part in front for p in part.iter("{*}p")]
        if not any(True for part in front for _ in part.iter("{*}docTitle")):
            for block in blocks:
                said = plain(text_of(block))
                if said.startswith(words.documents) and said.count(" ") > 4:
                    yield doubt(
                        "SHA013", f"no title was read from {quoted(text_of(block))}", eid=eid_of(block)
                    )
                    break
        if any(True for part in front for _ in part.iter("{*}docDate")):
            continue
        for block in blocks:
            titled = block.find(".//{*}docTitle")
            said = text_of(block) if titled is None else text_of(block).replace(text_of(titled), " ")
            if words.months.search(plain(said)) or _IN_DIGITS.match(said):
                yield doubt("SHA014", f"no date was read from {quoted(text_of(block))}", eid=eid_of(block))
                break


def formula(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Enacting words that the table of the institution does not hold."""
    enacted = False
    for block in seen.blocks:
        if block.part != "formula" or not words.formulas:
            continue
        enacted = True
        said = plain(block.text)
        if not (any(_same(said, phrase) for phrase in words.formulas) or said.startswith(words.reported)):
            yield doubt("SHA012", f"the enacting words are {quoted(block.text)}", eid=block.eid)
    for block in seen.blocks:
        if block.part == "formula":
            continue
        said = plain(block.text[-_LINE:])
        # Where recitals end in commas, one may well end in the name of the institution.
        by_signs = words.by_signs and block.part in UNITS
        begun = "" if block.part in UNITS else plain(block.text[:_LINE])
        glued = any(
            phrase.endswith(",")
            and ((said.endswith(f" {phrase}") and not by_signs) or begun.startswith(phrase))
            for phrase in words.formulas
        )
        if glued or (not enacted and any(_same(said, phrase) for phrase in words.formulas)):
            yield doubt(
                "SHA012", f"the enacting words were not taken for such: {quoted(block.text)}", eid=block.eid
            )


def _same(said: str, phrase: str) -> bool:
    return said.strip(" ,.:*_،，") == phrase.strip(" ,.:،，")


def language(seen: Seen, told: str) -> Iterator[Finding]:
    """A document, alone in its file, that names another language than the one it was `told` to be in."""
    documents = [*_documents(seen)]
    for document in documents if len(documents) == 1 else ():
        named = document.find("{*}meta/{*}identification/{*}FRBRExpression/{*}FRBRlanguage")
        if named is not None and named.get("language") != told:
            yield doubt(
                "SHA011", f"the document says that it is in {named.get('language')}, its words are {told}"
            )


def twins(seen: Seen) -> Iterator[Finding]:
    """Documents of one file that bear one number, or one name in FRBR."""
    known: set[str] = set()
    for element in _documents(seen):
        uri = element.find("{*}meta/{*}identification/{*}FRBRWork/{*}FRBRuri")
        value = uri.get("value") or "" if uri is not None else ""
        if value and value in known:
            yield doubt("SHA017", f"two documents of the file have one name: {value}")
        known.add(value)


def _documents(seen: Seen) -> Iterator[Element]:
    """The documents side by side: of a collection its components, else the one below each root."""
    for root in seen.roots:
        for top in root:
            components = top.findall("{*}collectionBody/{*}component/*")
            yield from components or (top,)
