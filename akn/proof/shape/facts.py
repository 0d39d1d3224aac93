"""Doubts about what a document says of itself: title, dates, numbers, authors, enacting words, language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from akn.findings import Finding
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.openers import Openers, plain
from akn.proof.shape.placing import Placed
from akn.proof.shape.units import ACT, UNITS, Element, Seen, local, text_of

_DIGITS = re.compile(r"\d+")
#: A line that begins with a date in digits is the document's.
_IN_DIGITS = re.compile(r"\s*\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d)")
#: The letter of a part of a resolution, behind its number.
_PART = re.compile(r"(?<=\d)[a-z](?:-[a-z])?(?![a-z])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORDS = re.compile(r"[^\W\d_]+")
#: The number of a document: its letters are no words.
_SYMBOL = re.compile(r"\S*/\S*")
#: UTF-8 read as Latin-1 or Windows-1252; a sign of one font alone at a word; a question mark inside a word.
_TWICE_ENCODED = re.compile(
    r"[\u0080-\u009f\ufffd]|[ÃÅÄÐÎÏ][\u00a0-\u00bf‚ƒ„…†‡ˆ‰‹Œ‘’“”•–—˜™›]|\w[\ue000-\uf8ff]|[\ue000-\uf8ff]\w"
)
#: One of these stands where letters were read twice.
_GARBLED = re.compile(r"[\u0080-\u009f\ufffdÃÅÄÐÎÏ\ue000-\uf8ff]")
_ASKED = re.compile(
    r"(?<![/.\w])(?:\w+\?\w+(?![\w=/])|[A-Z]\d{1,2}\?\d{3,4}/)|(?<=\s)\?\s+(?=\w)|^\?\s+(?=\w)"
)
_MARKUP = re.compile(
    r"&(?:[a-z]{2,8}|#\d{2,5});|</?(?:p|b|i|br|div|span|em|strong)\b[^<>]{0,80}>|^\*{1,3}\S|\S\*\*$|\\$|^#{1,6}\s"
)
_MARKED = frozenset("&<*\\#")
_ODD_HEADING = re.compile(rf"^\W{{0,2}}[\[#*_|=+~<>{{}}]|www\.|://|^\w+ \d+ \w+ \d+$|{_MARKUP.pattern}")
#: Enacting words are no longer.
_LINE = 90


def title(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Titles that break off: in a preposition, an article, a comma, an open bracket."""
    for element in _each(seen, "docTitle"):
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
            yield doubt("SHA013", f"the title ends in {quoted(text[-40:])}", eid=_eid(element))


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
                    eid=_eid(said[one]),
                )
        name = {plain(words.name), *(phrase.strip(" ,") for phrase in words.formulas)}
        for text, element in said.items():
            if text in name:
                yield doubt(
                    "SHA013", f"the title is the name of the institution: {quoted(text)}", eid=_eid(element)
                )
    for before, block in pairwise(seen.blocks):
        if (
            block.part != "preface"
            or before.part != "preface"
            or next(before.element.iter("{*}docTitle"), None) is None
        ):
            continue
        dated = next(block.element.iter("{*}docDate", "{*}docProponent"), None) is not None
        if block.text.lstrip()[:1].islower() and not dated:
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
        for element in _each(seen, name):
            value, text = element.get("date") or "", text_of(element)
            if not (_agrees(value, text) and _in_month(value, text, words)):
                yield doubt("SHA014", f"the date {value} is not what {quoted(text)} says", eid=_eid(element))
    for root in seen.roots:
        for document in root.iter("{*}statement", "{*}doc", "{*}act", "{*}bill"):
            yield from _of_document(document)


def _agrees(value: str, text: str) -> bool:
    """Whether the digits of `text` may say the date `value`: its year and its day are among them."""
    parts = value[:10].split("-")
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
            "SHA014", f"the document has two dates: {', '.join(sorted(map(str, values)))}", eid=_eid(said[0])
        )
    dated = meta.find("{*}FRBRdate")
    work = dated.get("date") or "" if dated is not None else ""
    if said and work and work not in values:
        yield doubt("SHA014", f"the work is dated {work}, its text {said[0].get('date')}", eid=_eid(said[0]))
    shown = meta.find("{*}FRBRnumber")
    printed = plain(shown.get("showAs") or "") if shown is not None else ""
    numbers = [e for part in front for e in part.iter("{*}docNumber")]
    if printed and numbers and not any(_says(e, printed) for e in numbers):
        yield doubt(
            "SHA014",
            f"the work has the number {printed}, its text {text_of(numbers[0])}",
            eid=_eid(numbers[0]),
        )
    year = work[:4]
    for element in numbers[:1]:
        years = [int(found) for found in _YEAR.findall(text_of(element))]
        if said and years and year.isdecimal() and all(abs(one - int(year)) > 1 for one in years):
            yield doubt("SHA014", f"the number {text_of(element)} is not of {year}", eid=_eid(element))


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


def authors(seen: Seen, lines: Sequence[Placed], words: Openers) -> Iterator[Finding]:
    """Lines of names in the title block that gave no author."""
    proposing: dict[Element, list[Element]] = {}
    for element in _each(seen, "docProponent"):
        holder = element.getparent()
        while holder is not None and local(holder) != "p":
            holder = holder.getparent()
        if holder is not None:
            proposing.setdefault(holder, []).append(element)
    for line in lines:
        block = line.block
        if block is None or block.part != "coverPage":
            continue
        said = proposing.get(block.element, [])
        text = plain(line.text)
        committee = text.startswith(words.committees)
        if not said and not committee and (text.startswith(words.groups) or _names(line.text)):
            yield doubt(
                "SHA010", f"no author was read from {quoted(line.text)}", line=line.number, eid=block.eid
            )


def proponents(seen: Seen, words: Openers) -> Iterator[Finding]:
    """Authors whose name is no name: it begins with a little word or a small letter, or holds a digit or a bar.

    Two whole names in one, a name in two halves, and a group are none either.
    """
    before: dict[Element | None, str] = {}
    for element in _each(seen, "docProponent"):
        text = text_of(element).strip()
        first = text.split()[0] if text else ""
        person = "person" in (element.get("refersTo") or "")
        shouted = first.isupper() and not text.isupper()  # “DELLA PROVA Marco”
        odd = (
            (plain(first) in words.little and not shouted)
            or first[:1].islower()
            or any(sign in text for sign in "/0123456789")
        )
        loud = text.isupper() and not _beside_group(element)
        several = sum(len(name.split()) > 1 for name in text.split(",")) > 1
        if not text or (person and (odd or several or plain(words.name) in plain(text) or loud)):
            yield doubt("SHA010", f"{quoted(text)} is no name of an author", eid=_eid(element))
        elif person and _begins_a_group(element, words):
            yield doubt("SHA010", f"{quoted(text)} is a group, and was taken for a person", eid=_eid(element))
        elif (
            person
            and len(text.split()) == len(before.get(_line_of(element), " ").split()) == 1
            and _said_before(element).rstrip(" .").rpartition(" ")[2] not in words.titles  # “Mr EXAMPLE”
        ):
            yield doubt("SHA010", f"{quoted(text)} may be half the name of an author", eid=_eid(element))
        before[_line_of(element)] = text if person else " "


def _begins_a_group(proponent: Element, words: Openers) -> bool:
    """Whether the words right before `proponent` say that a group follows: “on behalf of the”."""
    heads = tuple(head for head in words.groups if " " in head)
    return bool(heads) and _said_before(proponent).endswith(heads)


def _said_before(proponent: Element) -> str:
    """What its line says before `proponent`, back to the one before it."""
    sibling, parent = proponent.getprevious(), proponent.getparent()
    return plain((sibling.tail if sibling is not None else parent.text if parent is not None else "") or "")


def _line_of(proponent: Element) -> Element | None:
    return next(proponent.iterancestors("{*}p"), None)


def _beside_group(proponent: Element) -> bool:
    """Whether a group is named on the lines about `proponent`: some covers print all names in capitals."""
    holder = next((e for e in proponent.iterancestors() if local(e) in {"container", "preface"}), None)
    return holder is not None and any(
        "group" in (e.get("refersTo") or "") for e in holder.iter("{*}docProponent")
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
                    yield doubt("SHA013", f"no title was read from {quoted(text_of(block))}", eid=_eid(block))
                    break
        if any(True for part in front for _ in part.iter("{*}docDate")):
            continue
        for block in blocks:
            titled = block.find(".//{*}docTitle")
            said = text_of(block) if titled is None else text_of(block).replace(text_of(titled), " ")
            if words.months.search(plain(said)) or _IN_DIGITS.match(said):
                yield doubt("SHA014", f"no date was read from {quoted(text_of(block))}", eid=_eid(block))
                break


def _names(text: str) -> bool:
    """Whether `text` looks like two names or more: each of two to five words, capitals at both ends."""
    parts = [part.split() for part in text.rstrip(" ,;").replace(";", ",").split(",")]
    return len(parts) > 1 and all(
        1 < len(part) < 6
        and part[0][:1].isupper()
        and part[-1][:1].isupper()
        and not _DIGITS.search(" ".join(part))
        for part in parts
    )


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


def letters(seen: Seen) -> Iterator[Finding]:
    """Text whose letters were read in a wrong encoding, or replaced by question marks."""
    for unit in seen.units:
        if "?" in unit.num:
            yield doubt("SHA021", f"a part is marked {quoted(unit.num)}", eid=unit.eid)
            return
    garbled = _GARBLED.search("".join(seen.signs)) is not None
    for block in seen.blocks:
        asked = "?" in block.text and _ASKED.search(block.text)
        wrong = asked or (garbled and not block.text.isascii() and _TWICE_ENCODED.search(block.text))
        if wrong:
            yield doubt("SHA021", f"wrong letters: {quoted(block.text)}", eid=block.eid)
            return


def formats(seen: Seen) -> Iterator[Finding]:
    """Signs of a format in the text: entities, tags, marks of Markdown; links and brackets in headings."""
    marked = not _MARKED.isdisjoint(seen.signs)
    for block in seen.blocks:
        found = None
        heading = block.part in {"heading", "attachment"}
        if heading or (marked and block.part in ACT and not _MARKED.isdisjoint(block.text)):
            found = (_ODD_HEADING if heading else _MARKUP).search(block.text)
        if found:
            yield doubt("SHA023", f"{quoted(found[0])} stands in {quoted(block.text)}", eid=block.eid)


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


def _each(seen: Seen, name: str) -> Iterator[Element]:
    for root in seen.roots:
        yield from root.iter(f"{{*}}{name}")


def _eid(element: Element) -> str:
    at: Element | None = element
    while at is not None:
        if eid := at.get("eId"):
            return eid
        at = at.getparent()
    return ""
