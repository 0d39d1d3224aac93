"""What was read back from a repository, looked at once: its hash, its XML, and which document it says it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.errors import UnfiledError
from akn.repositories import indexing
from akn.repositories.interface import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What a sentence about an index ends with.
REMEDY = "run “akn reindex”"
ABSENT = f"it is not in the index; {REMEDY}"
BROKEN = (
    "what is recorded of it has changed since it was deposited (its name, version, hash, validity or time); "
    "take it from a backup"
)


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


def seal(
    expression: str, version: int, sha256: str, valid: int, deposited: str
) -> str:  # the record's columns
    """Return the hash of what is recorded of a version beside its bytes, and what no document tells.

    `valid` is 1 or 0, as a database has it. With the seal beside them, a change of one of these is seen.
    """
    recorded = "\n".join((expression, str(version), sha256, str(valid), deposited))
    import hashlib  # noqa: PLC0415  # 3 ms, and who only searches seals nothing

    return hashlib.sha256(recorded.encode("utf-8", "surrogatepass")).hexdigest()


def contradiction(astray: Iterable[str]) -> str:
    """Return the sentence on a document of which the index says something else: `astray` names its tables."""
    return f"the index says something else than the document does ({', '.join(astray)}); {REMEDY}"
