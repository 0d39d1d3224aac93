"""What is wrong with the row of children of one element."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from akn.schema.contents import OTHER
from akn.schema.official import NAMESPACE
from akn.tree import Element, local_name, namespace_of
from akn.validation.explaining.causes import Cause, Fault
from akn.validation.explaining.fitting import gaps, misfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.schema.declarations import Declaration, Declarations

_OWN = f"{{{NAMESPACE}}}"
#: The symbol of an element in no namespace, which fits no content model.
_NOWHERE = "?"
#: Where more names than this would do, it is the stray that must go, not another that must come.
_FEW = 3


def children_causes(element: Element, declaration: Declaration, known: Declarations) -> list[Cause]:
    """Return the causes in the row of children of `element`; none where its content model accepts them."""
    children = [child for child in element if isinstance(child.tag, str)]
    symbols = [_symbol(child) for child in children]
    model = declaration.content
    if model.accepts(symbols):
        return []
    found = misfit(model, symbols)
    kept = found.fitted(symbols)
    missing = dict(found.put)
    causes: list[tuple[int, Cause]] = []
    fitting: dict[str, list[int]] = {}
    for gone, place in enumerate(found.taken):
        home = next((p for p, due in missing.items() if symbols[place] in due), None)
        if home is not None:  # what is missing there is what is too many here
            missing.pop(home)
            causes.append((place, _moved(children[place], declaration.name, symbols, place, home)))
            continue
        near = next((p for p in (place, place + 1) if p in missing and len(missing[p]) <= _FEW), None)
        due = missing.pop(near) if near is not None else ()
        cause = _taken(children[place], symbols[place], declaration, known, due)
        if cause.kind is Fault.STRAY and cause.name in model.names:
            if cause.name not in fitting:
                fitting[cause.name] = gaps(model, kept, cause.name)
            cause = _misplaced(cause, kept, fitting[cause.name], place - gone)
        causes.append((place, cause))
    if causes:
        # What could stand anywhere among many is not missing once the stray has been mended.
        missing = {p: due for p, due in missing.items() if len(due) <= _FEW}
    if not symbols and missing:
        due = model.least()
        return [Cause(Fault.EMPTY, element, due[0], declaration.name, expected=due)]
    return [*_runs(causes, known), *_missing(element, declaration.name, symbols, missing)]


def _symbol(child: Element) -> str:
    if child.tag.startswith(_OWN):
        return local_name(child)
    return OTHER if child.tag.startswith("{") else _NOWHERE


def _taken(
    child: Element, symbol: str, declaration: Declaration, known: Declarations, due: tuple[str, ...]
) -> Cause:
    """Return the cause for one child that its parent cannot hold where it stands."""
    name, parent = local_name(child), declaration.name
    expected = due or tuple(sorted(declaration.content.names))
    if symbol in (OTHER, _NOWHERE):
        namespace = namespace_of(child)
        return Cause(Fault.FOREIGN, child, name, parent, expected=expected, namespace=namespace)
    if known.get(name) is None:
        return Cause(Fault.UNKNOWN, child, name, parent, expected=expected)
    return Cause(Fault.INSTEAD if due else Fault.STRAY, child, name, parent, expected=expected)


def _moved(child: Element, parent: str, symbols: list[str], place: int, home: int) -> Cause:
    """Return the cause for a child that is missing elsewhere in its row: before the sibling at `home`."""
    if home <= place:
        return Cause(Fault.ORDER, child, local_name(child), parent, before=symbols[home])
    return Cause(Fault.ORDER, child, local_name(child), parent, after=symbols[home - 1])


def _misplaced(cause: Cause, kept: list[str], fitting: list[int], here: int) -> Cause:
    """Return the cause once more: its element belongs elsewhere in its parent, or is one too many there."""
    if not fitting:
        return replace(cause, kind=Fault.REPEATED if cause.name in kept else Fault.STRAY)
    next_ = bisect_left(fitting, here)
    place = min(fitting[max(0, next_ - 1) : next_ + 1], key=lambda gap: abs(gap - here))
    if place < here:
        return replace(cause, kind=Fault.ORDER, before=kept[place])
    return replace(cause, kind=Fault.ORDER, after=kept[place - 1] if place else "")


def _runs(causes: list[tuple[int, Cause]], known: Declarations) -> Iterator[Cause]:
    """Neighbours with one and the same fault as one cause."""
    inline = known.group("inlineCM")
    run: Cause | None = None
    last = -2
    for place, cause in causes:
        if run is not None and place == last + 1 and _one_fault(run, cause, inline):
            run = replace(run, also=(*run.also, cause.name))
        else:
            if run is not None:
                yield run
            run = cause
        last = place
    if run is not None:
        yield run


def _one_fault(run: Cause, cause: Cause, inline: frozenset[str]) -> bool:
    if run.kind is not cause.kind:
        return False
    if run.kind is Fault.REPEATED:
        return True
    if run.kind in (Fault.STRAY, Fault.INSTEAD) and run.name in inline and cause.name in inline:
        return True
    return (run.name, run.before, run.after) == (cause.name, cause.before, cause.after)


def _missing(
    element: Element, name: str, symbols: list[str], missing: dict[int, tuple[str, ...]]
) -> Iterator[Cause]:
    for place, due in missing.items():
        before = symbols[place] if place < len(symbols) else ""
        after = symbols[place - 1] if place else ""
        yield Cause(Fault.MISSING, element, due[0], name, expected=due, before=before, after=after)
