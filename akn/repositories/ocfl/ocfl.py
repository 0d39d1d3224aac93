"""A repository in the Oxford Common File Layout: objects that any program of that kind reads and proves.

What akn keeps besides, an index that may be thrown away and what a deposit is
about to do, lies in ``extensions/akn``. A version is written aside, moved into its
object, and only then made the head; whoever opens the folder after a crash
finishes that, or takes away what nobody speaks of.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn import output
from akn.errors import AbsentError, NoRepositoryError, RepositoryError
from akn.repositories import indexing
from akn.repositories.examining import ABSENT, damage, looked_at
from akn.repositories.folder.index import FolderIndex
from akn.repositories.folder.indexed import IndexedFolder
from akn.repositories.folder.locking import locked
from akn.repositories.identity import Outcome, Verdict, judge
from akn.repositories.interface import Holding, Kept
from akn.repositories.ocfl import objects
from akn.repositories.ocfl.objects import FaultyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.repositories.entry import Entry
    from akn.repositories.ocfl.objects import Version
    from akn.repositories.url import Location

#: What akn keeps besides: in the one folder that the layout leaves to others.
_INSIDE = "extensions/akn"
_LAYOUT = "ocfl_layout.json"
#: What stands in a root while another depositor makes it, or where one died of it.
_BEGUN = frozenset({"extensions", _LAYOUT, objects.ROOT_DECLARATION[0]})


class OcflRepository(IndexedFolder):
    """The objects under `location`, a folder."""

    def __init__(self, location: Location, *, create: bool, durable: bool) -> None:
        self._unfilled = False
        super().__init__(location, _INSIDE, create=create, durable=durable)

    # ----------------------------------------------------------------- opening

    def _look(self, *, create: bool) -> None:
        self._refuse_links(
            (self._root / "extensions", self._inside, self._incoming, self._inside / "index.sqlite")
        )
        if self._root.exists() and not self._root.is_dir():
            raise RepositoryError(f"{self.name} is a file, not a folder")
        declared = [one.name for one in self._root.glob("0=ocfl_*")] if self._root.is_dir() else []
        if declared and declared != [objects.ROOT_DECLARATION[0]]:
            raise RepositoryError(
                f"{self.name} was made by a newer akn or another program (it says {declared[0]}, this one knows "
                f"{objects.ROOT_DECLARATION[0]}); upgrade akn; nothing was changed"
            )
        if not declared and not create:
            raise NoRepositoryError(
                f"there is no repository at {self.name}; “akn deposit … --to {self.name}” makes one"
            )
        if (
            not declared
            and self._root.is_dir()
            and any(one.name not in _BEGUN for one in self._root.iterdir())
        ):
            raise RepositoryError(f"{self.name} holds other things; name a folder that is empty or not there")
        layout = self._root / _LAYOUT
        if declared and layout.exists() and not _is_ours(layout):
            raise RepositoryError(
                f"{self.name} places its objects in another way than {objects.LAYOUT['extensionName']}; akn writes "
                "that one alone; nothing was changed"
            )
        if create:
            output.make_folders(self._incoming)

    def _make(self) -> None:
        """Write what makes a folder a root; the declaration last. May be done again."""
        self._unfilled = not (self._inside / "index.sqlite").exists()
        name, text = objects.ROOT_DECLARATION
        if (self._root / name).exists():
            return
        config = self._root / "extensions" / str(objects.LAYOUT["extensionName"])
        output.make_folders(config)
        described = {
            "extension": objects.LAYOUT["extensionName"],
            "description": "folders by the SHA-256 of the identifier, then the identifier, percent-encoded",
        }
        for path, data in (
            (config / "config.json", json.dumps(objects.LAYOUT, indent=2)),
            (self._root / _LAYOUT, json.dumps(described, indent=2)),
            (self._root / name, text),
        ):
            output.write(path, data.encode(), durable=self._durable)
        output.sync_folder(self._root, durable=self._durable)

    def _opened(self) -> FolderIndex:
        return FolderIndex(self._inside / "index.sqlite", self.name, objects.file_of)

    def _catch_up(self) -> None:
        if self._unfilled or not self._index.seen():  # what `_recover` finished is seen, and not all there is
            for _ in self._renewed():
                pass

    def _size(self) -> int:
        return 1

    def _recover(self) -> None:
        if not self._incoming.is_dir():
            return
        for left in list(self._incoming.iterdir()):
            if left.suffix == ".begun":
                self._finish(left.read_text(encoding="utf-8", errors="surrogateescape"))
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()

    def _finish(self, identifier: str) -> None:
        """Make the last version of an object that is there its head, and take it into the index."""
        folder = self._root / objects.place_of(identifier)
        for name in ("inventory.json.new", "inventory.json.sha512.new"):
            (folder / name).unlink(missing_ok=True)
        numbers = [int(one.name[1:]) for one in folder.glob("v*") if one.name[1:].isdecimal()]
        if not numbers:
            return
        with suppress(FaultyError):
            objects.replace_inventory(folder, folder / f"v{max(numbers)}", durable=self._durable)
            version = objects.read(folder).versions[-1]
            kept = self._kept(identifier, version)
            if kept.entry is not None and not kept.problem:
                there = self._index.place(version.sha256, identifier)
                if not there:
                    self._index.add(kept, kept.entry, version.when, 1)

    # -------------------------------------------------------------- depositing

    def _within(self, place: str) -> bool:
        return (self._root / place).resolve().is_relative_to(self._root.resolve())

    def deposit(self, content: bytes, entry: Entry, *, valid: bool, when: str) -> Verdict:
        """Keep `content` as a version of the object of its expression."""
        sha256, facts = indexing.sha256(content), entry.facts
        with self._explained(), locked(self._inside / "lock"):
            self._recover()
            verdict = judge(facts, sha256, self._index.filed(facts.work, facts.expression))
            if verdict.outcome is Outcome.REFUSED:
                return verdict
            if verdict.outcome is Outcome.UNCHANGED:
                for place in self._index.place(sha256, facts.expression):
                    if self._within(place):
                        self._put_back(content, sha256, place)
                return verdict
            folder = self._root / objects.place_of(facts.expression)
            if not self._within(objects.place_of(facts.expression)):
                return _refused(
                    f"{self.name}: the way to it leads out of the folder by a link; take that away"
                )
            before = None
            if folder.exists():
                try:
                    before = objects.read(folder)
                except FaultyError as fault:
                    return _refused(f"the object of {facts.expression} cannot be added to: {fault}")
            if len(before.versions if before else ()) != verdict.version - 1:
                return _refused(
                    f"the object of {facts.expression} has other versions than the index; run “akn reindex”"
                )
            data = objects.written(before, facts.expression, content, valid=valid, when=when)
            self._put(facts.expression, verdict.version, data, content, valid=valid)
            place = objects.file_of(facts.expression, verdict.version, valid=valid)
            kept = Kept(place, facts.expression, verdict.version, sha256, valid, content)
            self._index.add(kept, entry, when, 1)
            (self._incoming / "deposit.begun").unlink()
        return verdict

    def _put(self, identifier: str, number: int, inventory: bytes, content: bytes, *, valid: bool) -> None:
        """Write a version aside, move it into its object, and make it the head."""
        self._incoming.mkdir(exist_ok=True)
        folder = self._root / objects.place_of(identifier)
        aside = self._incoming / "object"
        version = aside / f"v{number}"
        try:
            (version / "content").mkdir(parents=True)
            output.write(version / "content" / Path(objects.file_of(identifier, number, valid=valid)).name, content,
                         durable=self._durable)  # fmt: skip
            objects.write_inventory(version, inventory, durable=self._durable)
            begun = self._incoming / "deposit.begun"
            output.write(begun, identifier.encode("utf-8", "surrogateescape"), durable=self._durable)
            if number == 1:
                objects.write_inventory(aside, inventory, durable=self._durable)
                objects.declare(aside, durable=self._durable)
                output.move(aside, folder, durable=self._durable)
            else:
                output.move(version, folder / version.name, durable=self._durable)
                objects.replace_inventory(folder, folder / version.name, durable=self._durable)
                shutil.rmtree(aside)
        except OSError:
            shutil.rmtree(aside, ignore_errors=True)
            raise

    # ------------------------------------------------------------------ reading

    def read(self, holding: Holding) -> bytes:
        """Return the bytes of `holding`."""
        place = objects.file_of(holding.expression, holding.version, valid=holding.valid)
        with self._explained():
            if not self._within(place) or not (self._root / place).is_file():
                raise AbsentError(f"{holding.expression} is missing from {self.name}; “akn verify” says more")
            content = (self._root / place).read_bytes()
        if indexing.sha256(content) != holding.sha256:
            raise RepositoryError(
                f"{holding.expression} has changed since it was deposited; “akn verify” says more"
            )
        return content

    # ------------------------------------------------------------------ proving

    def examine(self) -> Iterator[Kept]:
        """Read back every version of every object, and hold inventories, files and index to each other."""
        with self._explained():
            for problem in self._index.faults():
                yield damage(f"{_INSIDE}/index.sqlite", problem)
            indexed = self._index.keys()
            seen = set()
            for version, kept in self._versions():
                line = ("", "") if version is None else (version.sha256, version.place)
                key = indexed.get(line)
                seen.add(line)
                if kept.problem:
                    yield kept
                elif key is None:
                    yield replace(kept, problem=ABSENT)
                else:
                    yield replace(kept, problem=self._index.contradicted({key: kept}).get(key, ""))
            for sha256, place in sorted(set(indexed) - seen):
                yield damage(
                    place, f"the index has it with the hash {sha256}, no object has; run “akn reindex”"
                )

    def _everything(self) -> Iterator[tuple[Kept, str]]:
        for version, kept in self._versions():
            yield kept, "" if version is None else version.when

    def _versions(self) -> Iterator[tuple[Version | None, Kept]]:
        for folder in objects.all_objects(self._root):
            try:
                inventory = objects.read(folder)
            except FaultyError as fault:
                yield None, damage(folder.relative_to(self._root).as_posix(), str(fault))
                continue
            for version in inventory.versions:
                yield version, self._kept(inventory.identifier, version)

    def _kept(self, identifier: str, version: Version) -> Kept:
        content, problem = self._content(version.place)
        name = f"{identifier} ({version.place})"
        kept = Kept(name, "", version.number, version.sha256, version.valid, content, problem)
        seen = looked_at(kept)
        if seen.entry is None:
            return seen
        called = seen.entry.facts.expression
        problem = (
            "" if called == identifier else f"it calls itself {called}, but is a version of {identifier}"
        )
        return replace(seen, expression=called, problem=problem)


def _is_ours(layout: Path) -> bool:
    with suppress(OSError, ValueError, AttributeError):
        held = json.loads(layout.read_text(encoding="utf-8"))
        return bool(held.get("extension") == objects.LAYOUT["extensionName"])
    return False


def _refused(reason: str) -> Verdict:
    return Verdict(Outcome.REFUSED, 0, reason)


def open_repository(location: Location, *, create: bool, durable: bool) -> OcflRepository:
    """Return the repository in the folder that `location` names; made where `create` allows it."""
    return OcflRepository(location, create=create, durable=durable)
