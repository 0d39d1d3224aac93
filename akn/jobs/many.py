"""As many files as there are: cut into blocks, done by whoever is there, each told of in a list.

A block is done by one process, which writes the results and then the part of the
list. What was done before, of the same file and with the same wishes, and is still
as it was made, is not done again. Where a process dies, the files of its block are
done one by one: the file at which processes die is set aside, and named.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct, structs

from akn.jobs.bundles import Bundle, FoundFile
from akn.jobs.engines import Engine
from akn.jobs.manifest import Count, Fate, Manifest, fate_of
from akn.jobs.verbs import Do, Verb, done
from akn.jobs.watching import within
from akn.jobs.work import Lost
from akn.output import mark_of

#: What a thread of this process has prepared last: a process of a cluster does one run after another.
_held = threading.local()


class Job(Struct, frozen=True):
    """One run: what is done with each file, and where is told of it."""

    verb: Any  # a `Verb`; the library that copies it asks for no more
    manifest: Manifest
    #: So long one file may keep a process; 0 for as long as it likes.
    seconds: float = 0.0

    def do_block(self, block: Bundle) -> Count:
        """Do the files of `block`, write its part of the list, and count.

        Raises:
            AknError: the list cannot be written, or what all files need cannot be had.
        """
        do = _prepared(self.verb)
        before = self.manifest.fates(block.name)
        fates, again = [], 0
        for item in block.items:
            kept = self._kept(item, before.get(item.below.as_posix()))
            again += kept is not None
            fates.append(kept or self._done(do, item, self.seconds))
        self.manifest.write_part(block.name, fates)
        count = Count()
        count.add(fates, again)
        return count

    def do_item(self, item: FoundFile) -> Fate:
        """Do one file of a block at which a process died; who leads may end it first, and knows why."""
        return self._done(_prepared(self.verb), item, 2 * self.seconds)

    @staticmethod
    def _done(do: Do, item: FoundFile, seconds: float) -> Fate:
        with within(seconds):
            return done(do, item)

    def _kept(self, item: FoundFile, before: Fate | None) -> Fate | None:
        """What became of `item` before, where it is the same and its results are still what they were.

        Results that somebody has worked on since are kept; they are never written over.
        """
        if before is None or (before.verdict == "failed" and not before.outputs):
            return None
        same = bool(before.mark) and before.mark == mark_of(item.place)
        folder = self.verb.folder
        now = {name: mark_of(folder / name) for name in before.outputs} if folder is not None else {}
        changed = [name for name, mark in now.items() if mark not in {before.outputs[name], None}]
        if changed and not same:
            said = f"{item.place} is another text now, and {changed[0]}, made of it, was changed since; take one away"
            return structs.replace(before, verdict="failed", said=said)
        return before if same and (changed or all(now.values())) else None


def _prepared(verb: Verb) -> Do:
    """What does a file, made once in each thread of a process."""
    held: tuple[Verb, Do] | None = getattr(_held, "last", None)
    if held is None or held[0] != verb:
        held = _held.last = (verb, verb.prepared())
    return held[1]


def run(job: Job, cut: Iterable[Bundle], engine: Engine, tell: Callable[[int], None]) -> Count:
    """Do all blocks, then write the whole list; `tell` is told how many files more are done.

    Raises:
        AknError: the work cannot go on; what was done is in the list.
    """
    names: list[str] = []
    total = Count()

    def noted() -> Iterator[Bundle]:
        for block in cut:
            names.append(block.name)
            yield block

    for block, result in engine.each(job.do_block, noted()):
        count = _one_by_one(job, block, engine) if isinstance(result, Lost) else result
        total.merge(count)
        tell(count.total)
    job.manifest.write(names)
    return total


def _one_by_one(job: Job, block: Bundle, engine: Engine) -> Count:
    """Do the files of a block that a process died of, each by itself."""
    fates: dict[str, Fate] = {}
    waiting, why = list(block.items), ""
    for _ in range(engine.tries):
        lost = []
        for item, result in engine.each(job.do_item, waiting, job.seconds):
            if isinstance(result, Lost):
                lost.append(item)
                why = result.reason
            else:
                fates[item.below.as_posix()] = result
        waiting = lost
    for item in waiting:
        aside = fate_of(item, verdict="set aside", said=why)
        fates[item.below.as_posix()] = aside.marked(mark_of(item.place) or "", 0.0)
    ordered = [fates[item.below.as_posix()] for item in block.items]
    job.manifest.write_part(block.name, ordered)
    count = Count()
    count.add(ordered)
    return count
