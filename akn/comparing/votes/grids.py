"""Lists of votes as tables: of pages, and of the XML of earlier years, which has the same tables under other names.

A table is one of votes where a row heads a column of subjects and one of votes. The tables of requests beside it give
the words of split votes. What stands above a table says which document it is on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct, field
from msgspec.structs import replace

from akn.comparing.votes.naming import named, table
from akn.comparing.votes.signs import counts_in, documents_in, part_in, plain, result_of, words_of
from akn.model.voting import Vote
from akn.tree import Element, local_name

#: What stands above a table, by the ends of the names of its elements.
_ABOVE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "caption", "title", "text"})
_WIDEST = 1000


class _GridRow(Struct, frozen=True):
    """A row: its texts, one a column; `across` where one cell takes the whole of it."""

    texts: tuple[str, ...]
    across: bool


class _Block(Struct):
    """The votes on one document, and the words of those that were split."""

    documents: tuple[str, ...] = ()
    votes: list[Vote] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)

    def ended(self) -> Iterator[Vote]:
        """Yield the votes, each split one with its words."""
        for vote in self.votes:
            title = f"amendment {vote.amendment}" if vote.amendment else vote.subject
            parts = self.words.get(title.casefold(), [])
            yield replace(vote, words=parts[vote.part - 1]) if vote.part and vote.part <= len(parts) else vote


def votes_in_tables(root: Element) -> Iterator[Vote]:
    """Yield the votes of all tables in `root`, in their order."""
    block = _Block()
    for element in root.iter():
        tag: object = element.tag
        if not isinstance(tag, str) or any(_name(around) == "table" for around in element.iterancestors()):
            continue
        if _name(element) == "table":
            rows = _rows(element)
            found = list(_votes(rows, block.documents))
            block.votes += found
            if not found:
                _gather_words(rows, block.words)
        elif _name(element).rpartition(".")[2] in _ABOVE:
            documents = documents_in(words_of(element))
            if documents and documents != block.documents:
                yield from block.ended()
                block = _Block(documents)
    yield from block.ended()


def _votes(rows: Sequence[_GridRow], documents: tuple[str, ...]) -> Iterator[Vote]:
    heads = ((n, _columns(row.texts)) for n, row in enumerate(rows))
    at, columns = next(((n, c) for n, c in heads if "subject" in c and "result" in c), (0, {}))
    if not columns:
        return
    for number, row in enumerate(rows[at + 1 :], 1):
        if row.across:
            documents = documents_in(row.texts[0]) or documents
            continue
        said = {name: row.texts[place] for name, place in columns.items() if place < len(row.texts)}
        if vote := _vote(said, documents, str(number)):
            yield vote


def _vote(said: dict[str, str], documents: tuple[str, ...], number: str) -> Vote | None:
    subject, amendment, mark = (said.get(name, "") for name in ("subject", "amendment", "result"))
    if not (subject or amendment or mark):
        return None
    method, remarks = said.get("method", ""), said.get("remarks", "")
    counts = counts_in(remarks)
    return Vote(
        voting_id=number,
        label=subject,
        subject=subject,
        documents=documents,
        amendment="" if amendment == "§" else amendment,
        author=said.get("author", ""),
        part=part_in(method),
        result=result_of(mark),
        method=method,
        in_favour=counts[0],
        against=counts[1],
        abstentions=counts[2],
        remarks=remarks,
    )


def _gather_words(rows: Sequence[_GridRow], words: dict[str, list[str]]) -> None:
    """Lay the words of each part under the title above it, as tables of requests have them."""
    parts: list[str] | None = None
    for row in rows:
        if row.across or len(row.texts) < 2:
            title = row.texts[0].rstrip(":") if row.texts else ""
            parts = words.setdefault(title.casefold(), []) if named(title).ways else None
        elif parts is not None:
            parts.append(row.texts[1])


def _rows(grid: Element) -> list[_GridRow]:
    """The rows: a cell that goes down stands in each row that it takes, one that goes across in its first column."""
    rows: list[_GridRow] = []
    hanging: dict[int, tuple[int, str]] = {}  # column to how many rows more it is filled, and with what
    for line in grid.iter():
        if _name(line) != "tr":
            continue
        texts: list[str] = []
        following: dict[int, tuple[int, str]] = {}
        cells = [cell for cell in line.iterchildren("*") if _name(cell) in {"td", "th"}]
        for cell in cells:
            _hang(texts, hanging, following)
            text, high = words_of(cell), _span(cell, "rowspan")
            for column in range(_span(cell, "colspan")):
                shown = "" if column else text
                if high > 1:
                    following[len(texts)] = (high - 1, shown)
                texts.append(shown)
        _hang(texts, hanging, following)
        hanging = following
        if texts:
            rows.append(
                _GridRow(tuple(texts), across=len(cells) == 1 and len(texts) > 1 and not any(texts[1:]))
            )
    return rows


def _hang(
    texts: list[str], hanging: dict[int, tuple[int, str]], following: dict[int, tuple[int, str]]
) -> None:
    """Fill what hangs down into a row at its end; what hangs further is noted in `following`."""
    while len(texts) in hanging:
        left, text = hanging[len(texts)]
        if left > 1:
            following[len(texts)] = (left - 1, text)
        texts.append(text)


def _name(element: Element) -> str:
    tag: object = element.tag
    return local_name(element).lower() if isinstance(tag, str) else ""


def _span(cell: Element, attribute: str) -> int:
    said = cell.get(attribute) or cell.get(attribute.upper()) or ""
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < 5 else 1
    return min(max(number, 1), _WIDEST)


def _columns(texts: Sequence[str]) -> dict[str, int]:
    """Which column is which, where `texts` head a table of votes."""
    found: dict[str, int] = {}
    for place, text in enumerate(texts):
        name = _heads().get(plain(text).casefold())
        if name and name not in found:
            found[name] = place
    return found


@cache
def _heads() -> dict[str, str]:
    """What heads a column, to what the column is."""
    return {
        plain(word).casefold(): name
        for language in table().values()
        for name, words in language.get("columns", {}).items()
        for word in words
    }
