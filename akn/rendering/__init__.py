"""Results in the forms that people and programs take: one registry of forms, one way to write them.

A form is a function of the thing alone. It returns text: whole, or in pieces
where the thing itself comes piece by piece.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, TypeVar, cast

from akn.errors import AknError
from akn.model.alignment import Alignment
from akn.rendering.findings import Inspection
from akn.rendering.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from akn.tree import Element

#: What can be rendered: the findings on files, versions side by side, rows, an Akoma Ntoso tree.
Thing: TypeAlias = "Inspection | Alignment | Listing | Element"
KindOfThing: TypeAlias = Literal["findings", "alignment", "rows", "tree"]

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
        "tree": {},
    }
)
#: The forms that look otherwise on a terminal, and what shows them there.
ON_TERMINAL: Mapping[tuple[KindOfThing, str], str] = MappingProxyType(
    {
        ("findings", "text"): "akn.rendering.findings.plain:show",
        ("alignment", "table"): "akn.rendering.alignment.terminal:show",
        ("rows", "table"): "akn.rendering.listing:show",
    }
)

T_contra = TypeVar("T_contra", contravariant=True)


class Form(Protocol[T_contra]):
    """What writes a thing: `Form[Alignment]` takes an alignment, and so on for each kind."""

    def __call__(self, thing: T_contra, /) -> str | Iterable[str]:
        """Return the text of `thing`, whole or in pieces."""


class Shown(Protocol[T_contra]):
    """What shows a thing on a terminal."""

    def __call__(self, thing: T_contra, /) -> bool:
        """Show `thing`; False where the terminal has no room for it, and nothing was shown."""


def render(thing: Thing, form: str) -> str:
    """Return `thing` in the form called `form`, as text.

    Raises:
        AknError: a thing of this kind has no such form.
    """
    return "".join(pieces(thing, form))


def pieces(thing: Thing, form: str) -> Iterator[str]:
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
            out.write(piece.encode("utf-8", "surrogateescape"))
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
    match thing:
        case Inspection():
            return "findings"
        case Alignment():
            return "alignment"
        case Listing():
            return "rows"
        case _:
            return "tree"


def _loaded(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
