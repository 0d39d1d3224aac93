"""Lists of votes, read: those of the sitting, in XML and as tables of a page, and those by roll call.

A list says what it says: nothing is counted or concluded here. Roll calls are told by their root
(``PV.RollCallVoteResults``), sittings by their ``voting``, all else by tables of subjects and votes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from akn.bounded import read_bounded
from akn.comparing.votes.grids import votes_in_tables
from akn.comparing.votes.naming import named, split_part
from akn.comparing.votes.signs import child_words, counts_in, documents_in, part_in, plain
from akn.errors import UnreadableError
from akn.model.voting import Vote
from akn.tree import Element, local_name
from akn.tree.parse import root_in

_AMENDMENT = re.compile(r"(?:Am\.?|Amendments?|Amendements?)\s+(?P<number>\d[\w= ,/–-]*)", re.IGNORECASE)
_PARTED = re.compile(r"\s+[-–—]\s+")


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
    page = start.startswith((b"<!doctype html", b"<html")) or (
        b"<table" in data.lower() and not start.startswith(b"<?xml")
    )
    root = _page(data) if page and data.strip() else root_in(data, name)
    if local_name(root) == "PV.RollCallVoteResults":
        votes = list(_in_results(root))
    else:
        votes = list(_in_sitting(root)) or list(votes_in_tables(root))
    if not votes:
        raise UnreadableError(
            f"{name} is no list of votes: looked for voting, RollCallVote.Result, or a table of subjects and votes"
        )
    return votes


def _in_sitting(root: Element) -> Iterator[Vote]:
    """The votes of ``PV-…-VOT``: each document's in turn, those of a title block under its documents."""
    for item in root.iter("{*}vote"):
        documents = documents_in(
            " ".join(d.get("documentNumber", "") for d in item.iter("{*}document")),
            child_words(item, "label"),
            child_words(item, "title"),
        )
        words = _split_words(item)
        block: tuple[str, ...] = ()
        for voting in item.iterfind(".//{*}voting"):
            if voting.get("type") == "TITLE_BLOCK":
                block = documents_in(child_words(voting, "title")) or (
                    block if not child_words(voting, "title") else ()
                )
                continue
            yield _voting(voting, block or documents, words)


def _voting(voting: Element, documents: tuple[str, ...], words: dict[str, tuple[str, ...]]) -> Vote:
    subject, amendment = child_words(voting, "amendmentSubject"), child_words(voting, "amendmentNumber")
    label = child_words(voting, "label") or child_words(voting, "title")
    said = voting.find("{*}rcv")
    method = child_words(said, "value") if said is not None else ""
    bare, part = split_part(label) if label else ("", None)
    part = part_in(method) or (part if amendment or named(bare.rpartition("–")[2]).ways else None)
    own = documents_in(label)
    title = f"amendment {amendment}" if amendment and amendment != "§" else subject
    parts = words.get(plain(title).casefold(), ())
    remarks = child_words(voting, "observations")
    counts = [voting.get(key) for key in ("numberFavor", "numberAgainst", "numberAbstention")]
    numbers = [int(c) if c and c.isdecimal() else None for c in counts]
    if all(c is None for c in numbers):
        numbers = [*counts_in(remarks)]
    return Vote(
        voting_id=voting.get("votingId", ""),
        label=label,
        subject=subject,
        documents=own or documents,
        amendment="" if amendment == "§" else amendment,
        author=child_words(voting, "amendmentAuthor"),
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
        values = tuple(plain("".join(map(str, v.itertext()))) for v in one.iter("{*}partValue"))
        words.setdefault(child_words(one, "title").casefold(), values)
    return words


def _in_results(root: Element) -> Iterator[Vote]:
    """The votes by roll call: one free text says document, part and amendment."""
    for result in root.iter("{*}RollCallVote.Result"):
        label = child_words(result, "RollCallVote.Description.Text")
        pieces = [piece for piece in _PARTED.split(label) if piece]
        found = next(
            (_AMENDMENT.search(piece) for piece in reversed(pieces) if _AMENDMENT.match(piece)), None
        )
        amendment = found["number"].strip() if found else ""
        amendment, part = split_part(amendment) if amendment else ("", None)
        subject = ""
        for piece in reversed(pieces):
            bare, of = split_part(piece)
            if not _AMENDMENT.match(piece) and not documents_in(piece) and named(bare).ways:
                subject, part = bare, part or of
                break
        sums = [_number(result, f"Result.{side}") for side in ("For", "Against", "Abstention")]
        yield Vote(
            voting_id=result.get("Identifier", ""),
            label=label,
            subject=subject,
            documents=documents_in(label),
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


def _page(data: bytes) -> Element:
    declared = re.search(rb"charset=[\"']?([A-Za-z0-9_-]+)", data[:4000])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    try:
        parser = html.HTMLParser(encoding=encoding, no_network=True)
    except LookupError:
        parser = html.HTMLParser(encoding="utf-8", no_network=True)
    return html.document_fromstring(data, parser=parser)
