"""A deposit that changes nothing: what would be added, added as a version, left alone, refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.repositories import indexing
from akn.repositories.identity import Filed, Outcome, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Collection

    from akn.repositories.entry import Entry
    from akn.repositories.interface import Repository


class Rehearsal:
    """Judges as `repository` would (None: as an empty one), remembering what it has said yes to."""

    def __init__(self, repository: Repository | None) -> None:
        self._repository = repository
        self._hashes: set[str] = set()
        self._accepted: dict[str, list[Filed]] = {}

    def known(self, hashes: Collection[str]) -> set[str]:
        """Those of `hashes` that are kept, or would be by now."""
        kept = self._repository.known(hashes) if self._repository else set()
        return kept | self._hashes.intersection(hashes)

    def deposit(self, content: bytes, entry: Entry, *, valid: bool, when: str) -> Verdict:
        """Return what a deposit of `content` would do."""
        del valid, when
        facts, sha256 = entry.facts, indexing.sha256(content)
        filed = self._repository.filed(facts.work, facts.expression) if self._repository else []
        before = self._accepted.get(facts.work, []) + self._accepted.get(facts.expression, [])
        verdict = judge(facts, sha256, filed + before)
        if verdict.outcome in {Outcome.ADDED, Outcome.VERSION}:
            self._hashes.add(sha256)
            for iri in (facts.work, facts.expression):
                self._accepted.setdefault(iri, []).append(Filed(facts, sha256, verdict.version))
        return verdict
