"""Results in the forms that people and programs take: one registry of forms, one way to write them.

A form is a function of the thing alone. It returns text (bytes, where the form
is no text): whole, or in pieces where the thing itself comes piece by piece.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, TypeVar, cast, overload

from akn.errors import AknError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from akn.model.alignment import Alignment
    from akn.model.clause_table import ClauseTable
    from akn.model.comparison import Comparison, Lineage
    from akn.model.overview import Overview
    from akn.model.voting import PlacedVotes
    from akn.rendering.findings import Inspection
    from akn.rendering.listing import Listing
    from akn.tree import Element

#: What can be rendered: the findings on files, versions side by side, rows, an Akoma Ntoso tree, clauses of many,
#: what became of each clause of one document in another, and through several, votes on the parts of one,
#: a collection in figures.
Thing: TypeAlias = (
    "Inspection | Alignment | Listing | Element | ClauseTable | Comparison | Lineage | PlacedVotes | Overview"
)
KindOfThing: TypeAlias = Literal[
    "findings", "alignment", "rows", "tree", "clauses", "comparison", "lineage", "votes", "overview"
]

#: KindOfThing of thing to its forms; each form is the module and function that write it, loaded when asked for.
FORMS: Mapping[KindOfThing, Mapping[str, str]] = MappingProxyType(
    {
        "findings": {
            "text": "akn.rendering.findings.plain:render",
            "json": "akn.rendering.findings.json:render",
            "jsonl": "akn.rendering.findings.json:render_lines",
            "sarif": "akn.rendering.findings.sarif:render",
            "junit": "akn.rendering.findings.junit:render",
            "github": "akn.rendering.findings.github:render",
        },
        "alignment": {
            "table": "akn.rendering.alignment.plain:render",
            "json": "akn.rendering.alignment.json:render",
            "csv": "akn.rendering.alignment.csv:render",
            "tmx": "akn.rendering.alignment.tmx:render",
            "html": "akn.rendering.alignment.html:render",
        },
        "rows": {
            "table": "akn.rendering.listing:as_table",
            "json": "akn.rendering.listing:as_json",
            "csv": "akn.rendering.listing:as_csv",
        },
        "tree": {
            "html": "akn.rendering.document.web_page:render",
            "text": "akn.rendering.document.plain_text:render",
            "markdown": "akn.rendering.document.markdown:render",
            "json": "akn.rendering.document.record:render",
            "jsonl": "akn.rendering.clauses.written:tree_as_jsonl",
            "csv": "akn.rendering.clauses.written:tree_as_csv",
            "parquet": "akn.rendering.clauses.parquet:tree_as_parquet",
            "jsonld": "akn.rendering.document.linked_data:render",
            "pandoc": "akn.rendering.document.pandoc:render",
            "akn4un": "akn.rendering.document.guided:render",
        },
        "comparison": {
            "table": "akn.rendering.comparison.told:render",
            "json": "akn.rendering.comparison.exchange:as_json",
            "csv": "akn.rendering.comparison.exchange:as_csv",
            "html": "akn.rendering.comparison.beside:render",
            "akn": "akn.rendering.comparison.modifications:render",
        },
        "lineage": {
            "table": "akn.rendering.comparison.told:render_lineage",
            "json": "akn.rendering.comparison.exchange:lineage_as_json",
            "csv": "akn.rendering.comparison.exchange:lineage_as_csv",
        },
        "votes": {
            "table": "akn.rendering.votes.placed:render",
            "json": "akn.rendering.votes.placed:as_json",
            "csv": "akn.rendering.votes.placed:as_csv",
            "akn": "akn.rendering.votes.analysed:render",
        },
        "overview": {
            "html": "akn.rendering.overview.picture:render",
            "csv": "akn.rendering.overview.figures:as_csv",
        },
        "clauses": {
            "jsonl": "akn.rendering.clauses.written:as_jsonl",
            "csv": "akn.rendering.clauses.written:as_csv",
            "parquet": "akn.rendering.clauses.parquet:as_parquet",
        },
    }
)
#: The forms that are bytes, and no text.
BINARY = frozenset({"parquet"})
#: The forms that look otherwise on a terminal, and what shows them there.
ON_TERMINAL: Mapping[tuple[KindOfThing, str], str] = MappingProxyType(
    {
        ("findings", "text"): "akn.rendering.findings.plain:show",
        ("alignment", "table"): "akn.rendering.alignment.terminal:show",
        ("comparison", "table"): "akn.rendering.comparison.told:show",
        ("rows", "table"): "akn.rendering.listing:show",
    }
)

#: The classes of things, by name, so that none of them is loaded to know another; all else is a tree.
_KINDS: Mapping[str, KindOfThing] = MappingProxyType(
    {
        "akn.rendering.findings.Inspection": "findings",
        "akn.model.alignment.Alignment": "alignment",
        "akn.rendering.listing.Listing": "rows",
        "akn.model.clause_table.ClauseTable": "clauses",
        "akn.model.comparison.Comparison": "comparison",
        "akn.model.comparison.Lineage": "lineage",
        "akn.model.voting.PlacedVotes": "votes",
        "akn.model.overview.Overview": "overview",
    }
)

T_contra = TypeVar("T_contra", contravariant=True)


class Form(Protocol[T_contra]):
    """What writes a thing: `Form[Alignment]` takes an alignment, and so on for each kind."""

    def __call__(self, thing: T_contra, /) -> str | Iterable[str] | Iterable[bytes]:
        """Return the text of `thing`, whole or in pieces; bytes come in pieces."""


class Shown(Protocol[T_contra]):
    """What shows a thing on a terminal."""

    def __call__(self, thing: T_contra, /) -> bool:
        """Show `thing`; False where the terminal has no room for it, and nothing was shown."""


@overload
def render(thing: Thing, form: Literal["parquet"]) -> bytes: ...  # type: ignore[overload-overlap]  # a string is either
@overload
def render(thing: Thing, form: str) -> str: ...
def render(thing: Thing, form: str) -> str | bytes:
    """Return `thing` in the form called `form`: text, or bytes where the form is one of `BINARY`.

    Raises:
        AknError: a thing of this kind has no such form.
    """
    written = as_bytes(thing, form)
    return written if form in BINARY else written.decode("utf-8", "surrogateescape")


def as_bytes(thing: Thing, form: str) -> bytes:
    """Return `thing` in the form called `form` as a file holds it, text in UTF-8.

    Raises:
        AknError: a thing of this kind has no such form.
    """
    return b"".join(map(as_it_is, pieces(thing, form)))


def as_it_is(piece: str | bytes) -> bytes:
    """Return a piece of what was written as a file holds it, text in UTF-8."""
    return piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogateescape")


def pieces(thing: Thing, form: str) -> Iterator[str | bytes]:
    """Yield the text of `thing` in the form called `form`, as far as it has come.

    Raises:
        AknError: a thing of this kind has no such form.
    """
    kind = kind_of(thing)
    place = FORMS[kind].get(form)
    if place is None:
        known = ", ".join(FORMS[kind]) or "none yet"
        raise AknError(f"there is no form “{form}” of {kind}; the forms are: {known}")
    written = cast("Form[Thing]", _loaded(place))(thing)
    if isinstance(written, str):
        yield written
    else:
        yield from written


def show(thing: Thing, form: str) -> None:
    """Write `thing` to standard output in the form called `form`: on a terminal for the eye, else as it is.

    Raises:
        AknError: a thing of this kind has no such form.
    """
    sys.stdout.flush()
    terminal = sys.stdout.isatty()
    kind = kind_of(thing)
    place = (
        ON_TERMINAL.get((kind, form)) if (_coloured(terminal) if kind == "findings" else terminal) else None
    )
    if place is not None and cast("Shown[Thing]", _loaded(place))(thing):
        return
    out = sys.stdout.buffer
    try:
        for piece in pieces(thing, form):
            out.write(as_it_is(piece))
            if terminal:
                out.flush()
    finally:
        out.flush()


def _coloured(terminal: bool) -> bool:  # noqa: FBT001  # what is asked of a stream
    """Return whether colours are wanted: NO_COLOR forbids them everywhere, FORCE_COLOR asks for them in a pipe, too."""
    if os.environ.get("NO_COLOR"):
        return False
    return terminal or os.environ.get("FORCE_COLOR", "0") not in {"", "0"}


def kind_of(thing: Thing) -> KindOfThing:
    """Return which kind of thing `thing` is: the key to its forms."""
    return _KINDS.get(f"{type(thing).__module__}.{type(thing).__name__}", "tree")


def _loaded(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
