"""What is wrong with the row of children of one element."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.schema.contents import OTHER, Automaton
from akn.tree import Element, local_name, namespace_of
from akn.validation.explaining.causes import Cause, Fault
from akn.validation.explaining.fitting import gaps, misfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.schema.known import Declaration, Known

#: The symbol of an element in no namespace, which fits no content model.
_NOWHERE = "?"
#: Where more names than this would do, it is the stray that must go, not another that must come.
_FEW = 3


def children_causes(element: Element, declaration: Declaration, known: Known) -> list[Cause]:
    """Return the causes in the row of children of `element`; none where its content model accepts them."""
    children = [child for child in element if isinstance(child.tag, str)]
    model = declaration.content
    symbols = [_symbol(child, known, model) for child in children]
    if model.accepts(symbols):
        return []
    found = misfit(model, symbols)
    kept = found.fitted(symbols)
    missing: dict[int, list[tuple[str, ...]]] = {}
    for place, due in found.put:
        missing.setdefault(place, []).append(due)
    causes: list[tuple[int, Cause]] = []
    fitting: dict[str, list[int]] = {}
    for gone, place in enumerate(found.taken):
        home = next((p for p, rows in missing.items() if any(symbols[place] in due for due in rows)), None)
        if home is not None:  # what is missing there is what is too many here
            _fill(missing, home, symbols[place])
            causes.append((place, _moved(children[place], declaration.name, symbols, place, home)))
            continue
        near = next((p for p in (place, place + 1) if p in missing and len(missing[p][0]) <= _FEW), None)
        due = _fill(missing, near) if near is not None else ()
        cause = _taken(children[place], symbols[place], declaration, known, due)
        if cause.kind is Fault.STRAY and cause.name in model.names:
            if cause.name not in fitting:
                fitting[cause.name] = gaps(model, kept, cause.name)
            cause = _misplaced(cause, kept, fitting[cause.name], place - gone)
        causes.append((place, cause))
    if causes:
        # What could stand anywhere among many is not missing once the stray has been mended.
        missing = {
            p: few for p, rows in missing.items() if (few := [due for due in rows if len(due) <= _FEW])
        }
    if not symbols and missing:
        due = model.least()
        whole = tuple(kept) if len(kept) > 1 and all(len(one) == 1 for one in missing[0]) else ()
        return [Cause(Fault.EMPTY, element, due[0], declaration.name, expected=due, row=whole)]
    return [*_runs(causes, known), *_missing(element, declaration.name, symbols, missing, kept)]


def _symbol(child: Element, known: Known, model: Automaton) -> str:
    name, namespace = local_name(child), namespace_of(child)
    if namespace in known.namespaces and (name in model.names or OTHER not in model.names):
        return name
    if namespace in known.namespaces and known.get(name) is not None and len(known.namespaces) == 1:
        return name
    return OTHER if namespace else _NOWHERE


def _fill(missing: dict[int, list[tuple[str, ...]]], place: int, name: str = "") -> tuple[str, ...]:
    """Take what is missing at `place` off the list, by its `name` if there is one, and return its names."""
    rows = missing[place]
    due = rows.pop(next((number for number, one in enumerate(rows) if name in one), 0))
    if not rows:
        del missing[place]
    return due


def _taken(
    child: Element, symbol: str, declaration: Declaration, known: Known, due: tuple[str, ...]
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


def _runs(causes: list[tuple[int, Cause]], known: Known) -> Iterator[Cause]:
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
    element: Element,
    name: str,
    symbols: list[str],
    missing: dict[int, list[tuple[str, ...]]],
    row: list[str],
) -> Iterator[Cause]:
    """Yield what is missing: each for itself where one of several would do, else all in one."""
    single = [due for rows in missing.values() for due in rows if len(due) == 1]
    if len(single) > 1:
        yield Cause(
            Fault.MISSING,
            element,
            single[0][0],
            name,
            expected=tuple(due[0] for due in single),
            row=tuple(row),
        )
    for place, rows in missing.items():
        for due in rows:
            if len(single) > 1 and len(due) == 1:
                continue
            before = symbols[place] if place < len(symbols) else ""
            after = symbols[place - 1] if place else ""
            yield Cause(Fault.MISSING, element, due[0], name, expected=due, before=before, after=after)
