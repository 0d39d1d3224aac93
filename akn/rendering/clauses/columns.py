"""The columns of a row, one for each clause, whatever the form; and the rows of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from akn.legible import legible
from akn.model.clause_table import Row
from akn.rendering.about import Facts, facts_of
from akn.tree import Element
from akn.tree.clauses import clauses_of

#: The columns, in order, and what each holds.
COLUMNS: Mapping[str, type] = MappingProxyType(
    {
        "work": str,
        "expression": str,
        "language": str,
        "eId": str,
        "wId": str,
        "kind": str,
        "num": str,
        "text": str,
        "notes": list,
        "refs": list,
        "entities": list,
        "headings": list,
        "depth": int,
        "part": str,
        "element": str,
        "document": str,
        "number": str,
        "date": str,
        "file": str,
    }
)


def rows_of(root: Element, file: str = "", *, whole: bool = False) -> Iterator[Row]:
    """Yield a row for each clause of the document under `root`, which was read from `file`.

    With `whole` also the lines that nobody cites: cover page, title, headings, signatures.
    """
    known: dict[Element, Facts] = {}
    for clause in clauses_of(root, proper=not whole):
        if clause.document not in known:
            known[clause.document] = facts_of(clause.document)
        facts = known[clause.document]
        yield {
            "work": facts.work,
            "expression": facts.expression,
            "language": facts.language,
            "eId": clause.eid,
            "wId": clause.wid,
            "kind": clause.called,
            "num": clause.num,
            "text": legible(clause.text),
            "notes": list(clause.notes),
            "refs": list(clause.refs),
            "entities": list(clause.entities),
            "headings": list(clause.headings),
            "depth": clause.depth,
            "part": clause.part,
            "element": clause.kind,
            "document": facts.document,
            "number": facts.number,
            "date": facts.date,
            "file": legible(file),
        }
