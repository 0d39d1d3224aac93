"""What a document says of itself and what it holds, read out of its XML and of nothing else.

The expectations of the forms, the accepted documents of the samples and what
comes out today are all read into `Elements`, so that they can be compared one
by one. Nothing of the converter is used: the judge shares no code with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from lxml import etree

Element = etree._Element  # noqa: SLF001  # lxml has no public name for it

#: What stands at the ends of a printed number and is no part of it.
_STOPS = " \t\n\xa0.()[]:·"
_BULLETS = frozenset("-–—•·*▪●◦‣o")
_POINTS = frozenset({"point", "item", "indent"})
_PROCEDURE = re.compile(r"\d{4}/\d+")

#: The facts of a head, of which a document has one or none.
FACTS = ("number", "date", "title", "kind", "procedure")
#: What a document holds any number of, in order.
ROWS = (
    "authors",
    "groups",
    "committees",
    "citations",
    "recitals",
    "paragraphs",
    "points",
    "headings",
    "notes",
    "tables",
    "annexes",
)


@dataclass(frozen=True, slots=True)
class Elements:
    """The facts of the head, as printed (the date in ISO's form), "" where there is none; and what is held.

    Citations are their places (``1``, ``2``); recitals and paragraphs their
    numbers without stops and brackets, "" where they bear none, ``–`` for any
    bullet; a point is the numbers down to it (``1 a ii``); a note is the word
    it stands behind, ``^`` and its text; a table its rows and columns
    (``3x2``); an annex its name. `loose` counts the lines left over behind
    the last paragraph. `texts` has each clause's own words, by the numbers
    down to it (``cit 1`` for a citation): without notes, points and tables.
    """

    number: str = ""
    date: str = ""
    title: str = ""
    kind: str = ""
    procedure: str = ""
    authors: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    recitals: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    documents: int = 1
    formulas: int = 1
    loose: int = 0
    texts: dict[str, str] = field(default_factory=dict, compare=False)

    def agrees(self, found: Elements, name: str) -> bool:
        """Whether the field `name` of `found` is what is expected here; ``?`` expects anything in its place."""
        wanted, there = getattr(self, name), getattr(found, name)
        if not isinstance(wanted, tuple):
            return bool(wanted == there)
        return len(wanted) == len(there) and all(map(fits, wanted, there))

    def row(self, name: str) -> tuple[str, ...]:
        """The field `name` as a row: a fact is a row of one, or empty."""
        value = getattr(self, name)
        return value if isinstance(value, tuple) else (value,) if value else ()


def fits(wanted: str, there: str) -> bool:
    """Whether `there` is what is `wanted`, number by number; ``?`` stands for any, or for one that is not printed."""
    if "?" not in wanted:
        return wanted == there
    numbers, printed = wanted.split(), there.split()
    while len(numbers) > len(printed) and "?" in numbers:
        numbers.remove("?")
    return len(numbers) == len(printed) and all(n in {"?", p} for n, p in zip(numbers, printed, strict=True))


FIELDS = tuple(f.name for f in fields(Elements) if f.name != "texts")


def elements_of(xml: bytes) -> Elements:
    """The elements of the Akoma Ntoso in `xml`; of a collection the head of its first document, and all parts."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    documents = list(root.iter("{*}statement"))
    first = documents[0]
    work = _one(first, "{*}meta/{*}identification/{*}FRBRWork")
    proponents = _proponents(first)
    parts = [e for document in documents for e in _own(document)]
    recitals, paragraphs, points, texts = _clauses(documents)
    return Elements(
        number=_value(work, "{*}FRBRalias[@name='docNumber']")
        or _value(work, "{*}FRBRnumber", "showAs")
        or "",
        date=next((e.get("date", "") for e in work.iter("{*}FRBRdate") if e.get("name") != "markup"), ""),
        title=_title(first, work),
        kind=first.get("name", ""),
        procedure=next(
            (
                e.get("showAs", "")
                for e in first.iter("{*}TLCProcess")
                if _PROCEDURE.match(e.get("showAs", ""))
            ),
            "",
        ),
        authors=proponents["person"],
        groups=proponents["group"],
        committees=proponents["committee"],
        citations=tuple(str(n) for n, _ in enumerate(_named(parts, "citation"), 1)),
        recitals=recitals,
        paragraphs=paragraphs,
        points=points,
        headings=tuple(_words(e) for e in _named(parts, "heading")),
        notes=tuple(_note(e) for e in _named(parts, "authorialNote")),
        tables=tuple(_size(e) for e in _named(parts, "table")),
        annexes=tuple(
            doc.get("name", "")
            for d in documents
            for doc in d.iterfind("{*}attachments/{*}attachment/{*}doc")
        ),
        documents=len(documents),
        formulas=len(_named(parts, "formula")),
        loose=sum(1 for e in _named(parts, "p") if _local(e.getparent()) == "conclusions"),
        texts=texts,
    )


# ------------------------------------------------------------------ the head


def _title(document: Element, work: Element) -> str:
    """The title without its kind: as it is marked before the enacting words, else on the cover."""
    for area in ("preface", "coverPage"):
        printed = document.find(f"{{*}}{area}//{{*}}docTitle")
        if printed is not None:
            return _words(printed)
    return _value(work, "{*}FRBRalias[@name='title']") or _value(work, "{*}FRBRname")


def _proponents(document: Element) -> dict[str, tuple[str, ...]]:
    """Who brings the document in, each once: persons as printed, groups by their short names, committees."""
    declared = {e.get("eId", ""): e for e in document.iterfind("{*}meta/{*}references/*")}
    found: dict[str, dict[str, str]] = {"person": {}, "group": {}, "committee": {}}
    for area in ("coverPage", "preface"):
        for element in document.iterfind(f"{{*}}{area}//*"):
            match _local(element):
                case "docProponent":
                    key = element.get("refersTo", "").removeprefix("#")
                    entry = declared.get(key)
                    short = "" if entry is None else entry.get("shortForm", "")
                    if _local(entry) == "TLCPerson":
                        found["person"].setdefault(key, _words(element))
                    elif "group_" in key:
                        found["group"].setdefault(key, short or _words(element))
                    else:
                        found["committee"].setdefault(_words(element), _words(element))
                case "docCommittee":
                    found["committee"].setdefault(_words(element), _words(element))
    return {kind: tuple(names.values()) for kind, names in found.items()}


# ------------------------------------------------------------------ clauses


def _clauses(
    documents: list[Element],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], dict[str, str]]:
    recitals: list[str] = []
    paragraphs: list[str] = []
    points: list[str] = []
    texts: dict[str, str] = {}
    cited = 0
    for document in documents:
        for element in _own(document):
            match _local(element):
                case "citation":
                    cited += 1
                    _points(element, f"cit {cited}", points, texts)
                case "recital":
                    recitals.append(_number(element))
                    _points(element, recitals[-1], points, texts)
                case "paragraph":
                    paragraphs.append(_number(element))
                    _points(element, paragraphs[-1], points, texts)
    return tuple(recitals), tuple(paragraphs), tuple(points), texts


def _points(clause: Element, path: str, points: list[str], texts: dict[str, str]) -> None:
    """Note the words of `clause` under `path`, and all points under it."""
    texts.setdefault(path, _own_words(clause))
    for inner in clause.iterfind(".//*"):
        if _local(inner) in _POINTS and _clause_around(inner) is clause:
            below = f"{path} {_number(inner)}".strip()
            points.append(below)
            _points(inner, below, points, texts)


def _clause_around(element: Element) -> Element | None:
    return next(
        (a for a in element.iterancestors() if _local(a) in {*_POINTS, "citation", "recital", "paragraph"}),
        None,
    )


def _number(clause: Element) -> str:
    """The printed number without stops; every bullet is a dash."""
    num = clause.find("{*}num")
    printed = "" if num is None else _words(num)
    bare = printed.strip(_STOPS)
    return "–" if printed and (not bare or bare in _BULLETS) else bare


def _own_words(clause: Element) -> str:
    return _words(clause, {"num", "authorialNote", "table", *_POINTS})


def _note(note: Element) -> str:
    """The word before the note, ``^``, the text of the note."""
    before = ""
    for holder in note.iterancestors():
        if _local(holder) in {"p", "heading", "listIntroduction", "th", "td"}:
            before = _before(holder, note)
            break
    behind = before.split()
    return f"{behind[-1] if behind else ''} ^ {_words(note, {'num'})}"


def _before(holder: Element, note: Element) -> str:
    """The text of `holder` before `note`, other notes left out."""
    found: list[str] = []
    within = 0  # notes
    for event, element in etree.iterwalk(holder, events=("start", "end")):
        noted = _local(element) == "authorialNote"
        if element is note:
            break
        if event == "start":
            within += noted
            found.append("" if within else element.text or "")
        else:
            within -= noted
            found.append("" if within or element is holder else element.tail or "")
    return "".join(found)


def _size(table: Element) -> str:
    rows = table.findall("{*}tr")
    return f"{len(rows)}x{max((len(row) for row in rows), default=0)}"


# ------------------------------------------------------------------ little tools


def _own(document: Element) -> Iterator[Element]:
    """What `document` holds, its attachments left out, but for those that are acts of their own."""
    for part in document:
        if _local(part) == "attachments":
            for doc in part.iterfind("{*}attachment/{*}doc"):
                if doc.find("{*}preamble/{*}formula") is not None:
                    yield from _own(doc)
        elif _local(part) != "meta":
            yield from part.iter("*")


def _named(elements: list[Element], name: str) -> list[Element]:
    return [e for e in elements if _local(e) == name]


def _words(element: Element, without: set[str] | frozenset[str] = frozenset({"authorialNote"})) -> str:
    return " ".join(unicodedata.normalize("NFC", "".join(_texts(element, without))).split())


def _texts(element: Element, without: set[str] | frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = _local(child)
        block = name in {
            "p",
            "listIntroduction",
            "listWrapUp",
            "intro",
            "wrapUp",
            "content",
            "br",
            "eol",
            "td",
        }
        yield " " if block else ""
        if isinstance(child.tag, str) and name not in without:
            yield from _texts(child, without)
        yield " " if block else ""
        yield child.tail or ""


def _one(element: Element, path: str) -> Element:
    found = element.find(path)
    if found is None:
        raise ValueError(f"the document has no {path}")
    return found


def _value(element: Element, path: str, attribute: str = "value") -> str:
    found = element.find(path)
    return "" if found is None else found.get(attribute, "")


def _local(element: Element | None) -> str:
    return "" if element is None or not isinstance(element.tag, str) else etree.QName(element).localname
