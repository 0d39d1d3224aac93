"""A document to the passages that are compared, each run of them by itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from akn.languages.tags import tag_of
from akn.model.comparison import Compared, Passage
from akn.tree import Element, local_name
from akn.tree.clauses import clauses_of
from akn.tree.elements import BODIES, HEADINGS, LISTED, POINTS, RUNS
from akn.tree.identification import said_first

if TYPE_CHECKING:
    from akn.tree.clauses import Clause

#: What is read with the words around it, where it stands in another clause.
_INNER = LISTED | POINTS | {"li"}


def compared(root: Element, name: str) -> Compared:
    """Return what to say of the document under `root`, called `name`."""
    expression = said_first(root, "FRBRExpression", "FRBRuri") or said_first(
        root, "FRBRExpression", "FRBRthis"
    )
    number, called = (
        said_first(root, "FRBRWork", entry, attribute)
        for entry, attribute in (("FRBRnumber", "showAs"), ("FRBRname", "value"))
    )
    title = " – ".join(filter(None, (number, called))) or name
    tag = tag_of(said_first(root, "FRBRExpression", "FRBRlanguage", "language"))
    return Compared(name, expression, title, tag, root)


def passages_of(root: Element) -> tuple[Passage, ...]:
    """Return the passages of the document under `root`: each clause with the points in it, headings apart."""
    gathered: list[tuple[Clause, list[str]]] = []
    for clause in clauses_of(root):
        if clause.kind in HEADINGS:
            gathered.append((clause, [clause.text]))
        elif not clause.proper:
            continue
        elif clause.depth and clause.kind in _INNER and gathered and _within(clause, gathered[-1][0]):
            gathered[-1][1].append(" ".join(filter(None, (clause.num, clause.text))))
        else:
            gathered.append((clause, [clause.text]))
    places: Counter[str] = Counter()
    passages = []
    for clause, texts in gathered:
        text = " ".join(filter(None, texts))
        if not text:
            continue
        attached = "" if clause.part in BODIES | {"preamble", ""} else f"{clause.part}: "
        sequence = attached + RUNS.get(clause.kind, "provisions")
        place = places[sequence]
        places[sequence] += 1
        eid = clause.eid or f"{clause.kind}-{place + 1}"
        passages.append(Passage(eid, clause.called, clause.num, text, sequence, place))
    return tuple(passages)


def _within(inner: Clause, outer: Clause) -> bool:
    return (
        any(around is outer.element for around in inner.element.iterancestors())
        and local_name(outer.element) not in HEADINGS
    )
