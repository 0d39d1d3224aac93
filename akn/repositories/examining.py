"""What was read back from a repository, looked at once: its hash, its XML, and which document it says it is."""

from __future__ import annotations

from dataclasses import replace

from akn.errors import UnfiledError
from akn.repositories import indexing
from akn.repositories.interface import Kept


def looked_at(kept: Kept) -> Kept:
    """Return `kept` with its tree and entry, or with what is wrong with its bytes."""
    if kept.problem or kept.content is None:
        return kept
    if not kept.whole:
        return replace(
            kept,
            problem="its bytes have changed since it was deposited (their SHA-256 is no longer "
            f"{kept.sha256}); take it from a backup or deposit it again",
        )
    try:
        tree = indexing.parse(kept.content, kept.name)
        return replace(kept, tree=tree, entry=indexing.entry(tree, kept.name))
    except UnfiledError as error:
        return replace(kept, problem=str(error))


def examined(kept: Kept) -> Kept:
    """Return `kept` as `looked_at` does, and held to the expression under which it is filed."""
    seen = looked_at(kept)
    called = "" if seen.entry is None else seen.entry.facts.expression
    if called in {"", kept.expression}:
        return seen
    return replace(
        seen, problem=f"it calls itself {called}, but is filed as {kept.expression}; run “akn reindex”"
    )


def damage(name: str, problem: str) -> Kept:
    """Return what is said of something that is no document, or could not be read as one."""
    return Kept(name, "", 0, "", valid=False, content=None, problem=problem)
