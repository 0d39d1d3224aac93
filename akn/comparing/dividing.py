"""Clauses that were split or merged: what stands alone, and whose words are in a neighbour of what it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from akn.comparing.likeness import PART, SHORTEST, Likeness, length

#: So much better must the parts together explain the whole than the best of them alone, of 100.
_GAIN = 6.0
#: So many parts a clause is split into, at most; beyond that it is another text.
_MOST = 12


class Division(Struct, frozen=True):
    """Passages that belong together: one of `a` and several of `b`, or the other way round."""

    a: tuple[int, ...]
    b: tuple[int, ...]


def divided(likeness: Likeness, pairs: dict[int, int]) -> tuple[Division, ...]:
    """Return the splits and mergers that account for passages which `pairs` leaves alone."""
    taken_b = set(pairs.values())
    alone_b = [j for j in range(len(likeness.b)) if j not in taken_b and likeness.b[j]]
    alone_a = [i for i in range(len(likeness.a)) if i not in pairs and likeness.a[i]]
    splits = _groups(likeness.a, likeness.b, pairs, alone_b, likeness, turned=False)
    kept = {i: j for i, j in pairs.items() if i not in splits}
    back = {j: i for i, j in kept.items()}
    free_a = [i for i in alone_a if i not in splits]
    gone = {j for parts in splits.values() for j in parts}
    mergers = _groups(likeness.b, likeness.a, back, free_a, likeness, turned=True)
    groups = [Division((i,), tuple(parts)) for i, parts in splits.items()]
    groups += [Division(tuple(parts), (j,)) for j, parts in mergers.items() if j not in gone]
    return tuple(groups)


def _groups(
    wholes: Sequence[str],
    parts: Sequence[str],
    pairs: dict[int, int],
    alone: Sequence[int],
    likeness: Likeness,
    *,
    turned: bool,
) -> dict[int, list[int]]:
    """For each of `wholes` that was divided, its parts in order: its partner, and those `alone` that are in it."""
    found: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for part in alone:
        best = _home(part, wholes, parts, likeness, turned=turned)
        if best is not None:
            found[best[1]].append((best[0], part))
    groups: dict[int, list[int]] = {}
    for whole, held in found.items():
        members = [part for _, part in sorted(held, reverse=True)[:_MOST]]
        partner = pairs.get(whole)
        kept = _proved(wholes[whole], parts, members, partner)
        if len(kept) > 1:
            groups[whole] = sorted(kept)
    return groups


def _home(
    part: int, wholes: Sequence[str], parts: Sequence[str], likeness: Likeness, *, turned: bool
) -> tuple[float, int] | None:
    """The passage that holds the words of `part`, with how surely; None where none does."""
    text = parts[part]
    if length(text) < SHORTEST:
        return None
    near = [
        (likeness.contained(part, whole) if turned else likeness.contained(whole, part), whole)
        for whole in range(len(wholes))
        if len(wholes[whole]) >= len(text)
    ]
    best: tuple[float, int] | None = None
    for shared, whole in sorted(near, reverse=True)[:3]:
        if shared < PART - 25:
            break
        sure = max(
            fuzz.partial_ratio(text, wholes[whole]), (fuzz.token_set_ratio(text, wholes[whole]) + shared) / 2
        )
        if sure >= PART and (best is None or sure > best[0]):
            best = (sure, whole)
    return best


def _proved(whole: str, parts: Sequence[str], members: list[int], partner: int | None) -> list[int]:
    """Those of `members` that, with the partner, explain the whole better than without."""
    kept = [] if partner is None else [partner]
    explained = fuzz.ratio(whole, parts[partner]) if partner is not None else 0.0
    for member in members:
        together = fuzz.ratio(whole, " ".join(parts[k] for k in sorted([*kept, member])))
        if together >= explained + _GAIN:
            kept.append(member)
            explained = together
    return kept
