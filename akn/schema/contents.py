"""A content model as an automaton: what may stand in an element, in which order.

Built by Glushkov's construction: each mention of an element in the model is a
position; a state is a position, and the transitions are the positions that may
follow it. States that behave alike are merged, so that a choice among sixty
inline elements becomes one state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The symbol that stands for any element of another namespace (``##other`` in the schema).
OTHER = "*"


class Mention(Struct, frozen=True):
    """One element named by the model."""

    name: str


class Sequence(Struct, frozen=True):
    """Its parts one after another."""

    parts: tuple[Particle, ...]


class Choice(Struct, frozen=True):
    """One of its parts."""

    parts: tuple[Particle, ...]


class Repeat(Struct, frozen=True):
    """Its part, which may be left out (`optional`) or come again (`many`)."""

    part: Particle
    optional: bool
    many: bool


Particle: TypeAlias = Mention | Sequence | Choice | Repeat


class Automaton(Struct, frozen=True):
    """States by number, 0 the first: where each name leads, and which states may end."""

    steps: tuple[Mapping[str, int], ...]
    ends: frozenset[int]

    @property
    def names(self) -> frozenset[str]:
        """Every name that the model mentions."""
        return frozenset(name for step in self.steps for name in step)

    def least(self, start: int = 0) -> tuple[str, ...]:
        """Return the names that begin the shortest way from the state `start` to an end; () at an end."""
        reached, ring = set(self.ends), set(self.ends)
        while ring and start not in reached:
            before = ring
            ring = {
                s for s, step in enumerate(self.steps) if s not in reached and before & set(step.values())
            }
            reached |= ring
            if start in ring:
                return tuple(sorted(name for name, target in self.steps[start].items() if target in before))
        return ()

    def accepts(self, names: Iterable[str]) -> bool:
        """Whether `names`, in this order, fulfil the model."""
        state: int | None = 0
        for name in names:
            state = self.steps[state].get(name) if state is not None else None
            if state is None:
                return False
        return state in self.ends


class _Ends(Struct):
    nullable: bool
    first: set[int]
    last: set[int]


def compile_model(particle: Particle | None) -> Automaton:
    """Return the automaton of a model; of None, one that allows nothing at all."""
    names: list[str] = [""]
    follow: list[set[int]] = [set()]

    def walk(part: Particle) -> _Ends:
        match part:
            case Mention(name):
                names.append(name)
                follow.append(set())
                here = {len(names) - 1}
                return _Ends(nullable=False, first=here, last=set(here))
            case Choice(parts):
                ends = [walk(one) for one in parts]
                return _Ends(
                    nullable=any(e.nullable for e in ends) or not ends,
                    first=set().union(*(e.first for e in ends)),
                    last=set().union(*(e.last for e in ends)),
                )
            case Sequence(parts):
                whole = _Ends(nullable=True, first=set(), last=set())
                for one in parts:
                    whole = _then(whole, walk(one), follow)
                return whole
            case Repeat(inner, optional, many):
                ends_of = walk(inner)
                if many:
                    for position in ends_of.last:
                        follow[position] |= ends_of.first
                return _Ends(ends_of.nullable or optional, ends_of.first, ends_of.last)

    whole = walk(particle) if particle is not None else _Ends(nullable=True, first=set(), last=set())
    follow[0] = whole.first
    accepting = whole.last | ({0} if whole.nullable else set())
    return _merge(names, follow, accepting)


def _then(before: _Ends, after: _Ends, follow: list[set[int]]) -> _Ends:
    for position in before.last:
        follow[position] |= after.first
    return _Ends(
        nullable=before.nullable and after.nullable,
        first=before.first | (after.first if before.nullable else set()),
        last=after.last | (before.last if after.nullable else set()),
    )


def _merge(names: list[str], follow: list[set[int]], accepting: set[int]) -> Automaton:
    """Positions to states; positions with the same followers and the same right to end are one state."""
    state_of: dict[tuple[frozenset[int], bool], int] = {}
    number: list[int] = []
    for position, followers in enumerate(follow):
        number.append(state_of.setdefault((frozenset(followers), position in accepting), len(state_of)))
    steps = tuple({names[p]: number[p] for p in sorted(followers)} for followers, _ in state_of)
    ends = frozenset(state for (_, may_end), state in state_of.items() if may_end)
    return Automaton(steps, ends)
