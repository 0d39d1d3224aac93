"""The least that must change for the children of an element to fit its content model.

The children are read along the model's automaton; where they do not fit, a
child may be taken out or a missing one put in, each at a cost, and the
cheapest way through is kept. Where two ways cost the same, the later child is
at fault: so people read, and so the schema processors count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from akn.schema.contents import Automaton

#: Beyond this many children the cheapest way is not looked for: what does not fit is taken out as it comes.
MANY = 20_000
_TAKE_OUT, _PUT_IN = 1.0, 1.01


class Misfit(Struct, frozen=True):
    """By how much a row of children misses its content model: what must go and what must come.

    `taken` are the places of children that do not fit; `put` are the missing
    ones, each as the place before which it is missing and the names that would
    do there.
    """

    taken: tuple[int, ...]
    put: tuple[tuple[int, tuple[str, ...]], ...]

    def fitted(self, names: list[str]) -> list[str]:
        """`names` with what must go gone and what must come there."""
        missing: dict[int, list[str]] = {}
        for place, choice in self.put:
            missing.setdefault(place, []).append(choice[0])
        gone = set(self.taken)
        result: list[str] = []
        for place, name in enumerate([*names, ""]):
            result += missing.get(place, [])
            if name and place not in gone:
                result.append(name)
        return result


def misfit(model: Automaton, names: list[str]) -> Misfit:
    """Return the least by which `names` miss `model`; nothing where they fit."""
    size = len(model.steps)
    count = len(names)
    if count > MANY:
        return _as_it_comes(model, names)
    nudge = 1e-3 / (count + 1)
    # Moves of one row: (cost, from state, what was done); None where the state cannot be reached.
    best: list[float] = [float("inf")] * size
    best[0] = 0.0
    trail: list[list[tuple[int, int, str] | None]] = []
    trail.append(_put_in(model, best, [None] * size))
    for place, name in enumerate(names):
        row: list[float] = [float("inf")] * size
        back: list[tuple[int, int, str] | None] = [None] * size
        for state in range(size):
            if best[state] == float("inf"):
                continue
            target = model.steps[state].get(name)
            if target is not None and best[state] < row[target]:
                row[target], back[target] = best[state], (place, state, "keep")
            cost = best[state] + _TAKE_OUT + nudge * (count - place)
            if cost < row[state]:
                row[state], back[state] = cost, (place, state, "take")
        best = row
        trail.append(_put_in(model, best, back))
    return _trace(model, trail, best)


def _put_in(
    model: Automaton, best: list[float], back: list[tuple[int, int, str] | None]
) -> list[tuple[int, int, str] | None]:
    """Let missing elements come: cheaper ways from state to state without reading a child."""
    waiting = sorted((s for s in range(len(best)) if best[s] < float("inf")), key=lambda s: best[s])
    while waiting:
        state = waiting.pop(0)
        for target in dict.fromkeys(model.steps[state].values()):
            cost = best[state] + _PUT_IN
            if cost < best[target]:
                best[target], back[target] = cost, (-1, state, "put")
                waiting.append(target)
    return back


def _trace(model: Automaton, trail: list[list[tuple[int, int, str] | None]], best: list[float]) -> Misfit:
    state = min(model.ends, key=lambda s: best[s])
    taken: list[int] = []
    put: list[tuple[int, tuple[str, ...]]] = []
    row = len(trail) - 1
    while (move := trail[row][state]) is not None:
        place, previous, deed = move
        match deed:
            case "put":
                put.append((row, tuple(n for n, t in model.steps[previous].items() if t == state)))
            case "take":
                taken.append(place)
                row -= 1
            case _:
                row -= 1
        state = previous
    return Misfit(tuple(reversed(taken)), tuple(reversed(put)))


def _as_it_comes(model: Automaton, names: list[str]) -> Misfit:
    """Return what was found in one pass, not always the least: for rows that only a machine can have made."""
    state = 0
    taken: list[int] = []
    for place, name in enumerate(names):
        target = model.steps[state].get(name)
        if target is None:
            taken.append(place)
        else:
            state = target
    put: list[tuple[int, tuple[str, ...]]] = []
    while due := model.least(state):
        put.append((len(names), due))
        state = model.steps[state][due[0]]
    return Misfit(tuple(taken), tuple(put))


def gaps(model: Automaton, names: list[str], name: str) -> list[int]:
    """Return the places in `names` (which fit) where one more `name` would fit too."""
    alive: list[frozenset[int]] = [model.ends]
    for one in reversed(names):
        later = alive[-1]
        alive.append(frozenset(s for s, step in enumerate(model.steps) if step.get(one) in later))
    alive.reverse()
    found: list[int] = []
    state = 0
    for place in range(len(names) + 1):
        target = model.steps[state].get(name)
        if target is not None and target in alive[place]:
            found.append(place)
        if place < len(names):
            state = model.steps[state][names[place]]
    return found
