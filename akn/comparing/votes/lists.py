"""Lists of votes, read: those of the sitting, in XML and as tables of a page, and those by roll call.

A list says what it says: nothing is counted or concluded here. XML is told by its root (``file``,
``PV.RollCallVoteResults``), a page by its tables that have a column of subjects and one of votes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from lxml import html

from akn.bounded import read_bounded
from akn.comparing.votes.naming import named, split_part, table
from akn.errors import UnreadableError
from akn.model.votes import Vote
from akn.tree import Element, local_name
from akn.tree.parse import root_in

_SPACE = re.compile(r"\s+")
#: A printed number of a document, as any parliament's lists have them in a title: letters, figures, a year.
_DOCUMENT = re.compile(
    r"\b(?:[A-Z]{1,3}-)?[A-Z]{1,3}\d{1,2}-\d{3,5}/\d{4}\b|\b[A-Z]\d{1,2}_TA(?:-PROV)?\(\d{4}\)\d{4}\b"
)
_AMENDMENT = re.compile(r"(?:Am\.?|Amendments?|Amendements?)\s+(?P<number>\d[\w= ,/–-]*)", re.IGNORECASE)
_COUNTS = re.compile(r"(?<!\d)(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*(\d{1,4})(?!\d)")
_PARTED = re.compile(r"\s+[-–—]\s+")
#: What a list prints for a result; the first is how the XML says it.
_RESULTS = {
    "+": "ADOPTED",
    "-": "REJECTED",
    "–": "REJECTED",
    "−": "REJECTED",
    "↓": "LAPSED",
    "w": "WITHDRAWN",
    "r": "WITHDRAWN",
}


def votes_in(name: str, megabytes: int) -> list[Vote]:
    """Return the votes of the list called `name`, ``-`` for standard input, in its order; title blocks are no votes.

    Raises:
        UnreadableError: it cannot be read, or is no list of votes.
    """
    try:
        data = read_bounded(name, megabytes)
    except (OSError, ValueError) as error:
        raise UnreadableError(
            f"{name} cannot be read ({getattr(error, 'strerror', None) or error})"
        ) from error
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or (
        b"<table" in data.lower() and not start.startswith(b"<?xml")
    ):
        votes = list(_in_page(data))
    else:
        root = root_in(data, name)
        kind = local_name(root)
        votes = list(
            _in_results(root)
            if kind == "PV.RollCallVoteResults"
            else _in_page(data)
            if kind == "html"
            else _in_sitting(root)
        )
    if not votes:
        raise UnreadableError(
            f"{name} is no list of votes: looked for voting, RollCallVote.Result, or a table of subjects and votes"
        )
    return votes


def _in_sitting(root: Element) -> Iterator[Vote]:
    """The votes of ``PV-…-VOT``: each document's in turn, those of a title block under its documents."""
    for item in root.iter("{*}vote"):
        documents = _documents(
            " ".join(d.get("documentNumber", "") for d in item.iter("{*}document")),
            _text(item, "label"),
            _text(item, "title"),
        )
        words = _split_words(item)
        block: tuple[str, ...] = ()
        for voting in item.iterfind(".//{*}voting"):
            if voting.get("type") == "TITLE_BLOCK":
                block = _documents(_text(voting, "title")) or (block if not _text(voting, "title") else ())
                continue
            yield _voting(voting, block or documents, words)


def _voting(voting: Element, documents: tuple[str, ...], words: dict[str, tuple[str, ...]]) -> Vote:
    subject, amendment = _text(voting, "amendmentSubject"), _text(voting, "amendmentNumber")
    label = _text(voting, "label") or _text(voting, "title")
    said = voting.find("{*}rcv")
    method = _text(said, "value") if said is not None else ""
    bare, part = split_part(label) if label else ("", None)
    leading = re.match(r"(\d{1,2})(?:/|\Z)", method)
    part = (
        int(leading[1]) if leading else (part if amendment or named(bare.rpartition("–")[2]).ways else None)
    )
    own = _documents(label)
    title = f"amendment {amendment}" if amendment and amendment != "§" else subject
    parts = words.get(_plain(title), ())
    remarks = _text(voting, "observations")
    counts = [voting.get(key) for key in ("numberFavor", "numberAgainst", "numberAbstention")]
    printed = _COUNTS.search(remarks)
    numbers = [int(c) if c and c.isdecimal() else None for c in counts]
    if printed and not any(c is not None for c in numbers):
        numbers = [int(n) for n in printed.groups()]
    return Vote(
        voting_id=voting.get("votingId", ""),
        label=label,
        subject=subject,
        documents=own or documents,
        amendment="" if amendment == "§" else amendment,
        author=_text(voting, "amendmentAuthor"),
        part=part,
        words=parts[part - 1] if part and part <= len(parts) else "",
        result=voting.get("result"),
        method=voting.get("resultType") or method,
        in_favour=numbers[0],
        against=numbers[1],
        abstentions=numbers[2],
        remarks=remarks,
    )


def _split_words(item: Element) -> dict[str, tuple[str, ...]]:
    """The words of each part of what was voted in parts, by its title."""
    words: dict[str, tuple[str, ...]] = {}
    for one in item.iterfind(".//{*}remarkSplitVote//{*}item"):
        values = tuple(
            _SPACE.sub(" ", "".join(map(str, v.itertext()))).strip() for v in one.iter("{*}partValue")
        )
        words.setdefault(_plain(_text(one, "title")), values)
    return words


def _in_results(root: Element) -> Iterator[Vote]:
    """The votes by roll call: one free text says document, part and amendment."""
    for result in root.iter("{*}RollCallVote.Result"):
        label = _text(result, "RollCallVote.Description.Text")
        pieces = [piece for piece in _PARTED.split(label) if piece]
        found = next(
            (_AMENDMENT.search(piece) for piece in reversed(pieces) if _AMENDMENT.match(piece)), None
        )
        amendment = found["number"].strip() if found else ""
        amendment, part = split_part(amendment) if amendment else ("", None)
        subject = ""
        for piece in reversed(pieces):
            bare, of = split_part(piece)
            if not _AMENDMENT.match(piece) and not _documents(piece) and named(bare).ways:
                subject, part = bare, part or of
                break
        sums = [_number(result, f"Result.{side}") for side in ("For", "Against", "Abstention")]
        yield Vote(
            voting_id=result.get("Identifier", ""),
            label=label,
            subject=subject,
            documents=_documents(label),
            amendment=amendment,
            part=part,
            method="ROLL_CALL",
            in_favour=sums[0],
            against=sums[1],
            abstentions=sums[2],
        )


def _number(result: Element, name: str) -> int | None:
    said = result.find(f"{{*}}{name}")
    number = "" if said is None else said.get("Number", "")
    return int(number) if number.isdecimal() else None


def _in_page(data: bytes) -> Iterator[Vote]:
    """The votes of a page: of each table with a column of subjects and one of votes; headings name the documents."""
    if not data.strip():
        return
    root = html.document_fromstring(data, parser=html.HTMLParser(encoding=_encoding(data), no_network=True))
    documents: tuple[str, ...] = ()
    for element in root.iter():
        tag: object = element.tag
        if tag == "table":
            yield from _in_table(element, documents)
        elif tag in {"h1", "h2", "h3", "h4", "h5", "h6", "p", "caption"} and not any(
            around.tag == "table" for around in element.iterancestors()
        ):
            documents = _documents(_words(element)) or documents


def _in_table(grid: Element, documents: tuple[str, ...]) -> Iterator[Vote]:
    rows = _rows(grid)
    heads = [(n, _columns(row)) for n, row in enumerate(rows)]
    at, columns = next(((n, c) for n, c in heads if "subject" in c and "result" in c), (0, {}))
    if not columns:
        return
    for number, row in enumerate(rows[at + 1 :], 1):
        if len(set(row)) == 1:  # a title across the table
            documents = _documents(row[0]) or documents
            continue
        said = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
        if vote := _row_vote(said, documents, str(number)):
            yield vote


def _row_vote(said: dict[str, str], documents: tuple[str, ...], number: str) -> Vote | None:
    method, mark, remarks = said.get("method", ""), said.get("result", ""), said.get("remarks", "")
    subject, amendment = said.get("subject", ""), said.get("amendment", "")
    if not (subject or amendment or mark):
        return None
    part = re.match(r"(\d{1,2})(?:\s*/|\s*\Z)", method)
    counts = _COUNTS.search(remarks)
    numbers = [int(n) for n in counts.groups()] if counts else [None, None, None]
    vote = Vote(
        voting_id=number,
        label=subject,
        subject=subject,
        documents=documents,
        amendment="" if amendment in {"§", ""} else amendment,
        author=said.get("author", ""),
        part=int(part[1]) if part else None,
        result=_RESULTS.get(mark.strip().casefold()),
        method=method,
        remarks=remarks,
    )
    return replace(vote, in_favour=numbers[0], against=numbers[1], abstentions=numbers[2])


def _rows(grid: Element) -> list[list[str]]:
    """The rows as texts, each cell repeated in all that it spans."""
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column to how many rows more it is filled, and with what
    for line in grid.iter("tr"):
        row: list[str] = []
        following: dict[int, tuple[int, str]] = {}

        for cell in line.iterchildren("td", "th"):
            _hang(row, hanging, following)
            text = _words(cell)
            for _ in range(_span(cell, "colspan")):
                if (high := _span(cell, "rowspan")) > 1:
                    following[len(row)] = (high - 1, text)
                row.append(text)
        _hang(row, hanging, following)
        hanging = following
        if row:
            rows.append(row)
    return rows


def _hang(row: list[str], hanging: dict[int, tuple[int, str]], following: dict[int, tuple[int, str]]) -> None:
    """Fill what hangs down into `row` at its end; what hangs further is noted in `following`."""
    while len(row) in hanging:
        left, text = hanging[len(row)]
        if left > 1:
            following[len(row)] = (left - 1, text)
        row.append(text)


def _span(cell: Element, attribute: str) -> int:
    said = cell.get(attribute, "")
    return min(max(int(said), 1), 1000) if said.isascii() and said.isdecimal() and len(said) < 5 else 1


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Which column is which, where `row` heads a table of votes."""
    found: dict[str, int] = {}
    for place, text in enumerate(row):
        name = _heads().get(_plain(text))
        if name and name not in found:
            found[name] = place
    return found


@cache
def _heads() -> dict[str, str]:
    return {
        _plain(word): name
        for language in table().values()
        for name, words in language.get("columns", {}).items()
        for word in words
    }


def _documents(*texts: str) -> tuple[str, ...]:
    found = (match[0] for text in texts for match in _DOCUMENT.finditer(text.replace("\u2011", "-")))
    return tuple(dict.fromkeys(found))


def _encoding(data: bytes) -> str:
    declared = re.search(rb"charset=[\"']?([A-Za-z0-9_-]+)", data[:4000])
    return declared[1].decode("ascii") if declared else "utf-8"


def _text(element: Element | None, name: str) -> str:
    held = None if element is None else element.find(f"{{*}}{name}")
    return "" if held is None else _words(held)


def _words(element: Element) -> str:
    return _SPACE.sub(" ", "".join(str(t) for t in element.itertext())).strip()


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()
